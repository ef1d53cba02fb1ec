//! Any external solver that reads SMT-LIB 2.6: the script goes into a file whose path is the command's last
//! word, the answer comes from standard output.

mod answer;
mod process;
mod tokens;

#[cfg(feature = "z3")]
pub(super) use answer::read_value;
pub use process::SmtLib;
