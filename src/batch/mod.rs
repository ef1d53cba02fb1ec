//! Questions as JSON lines: one in, one answer out, whatever the line holds.

mod line;
mod world;

pub use line::answer_line;
