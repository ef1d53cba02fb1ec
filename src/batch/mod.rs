//! Questions as JSON lines: one in, one answer out, whatever the line holds.

mod line;

pub use line::answer_line;
