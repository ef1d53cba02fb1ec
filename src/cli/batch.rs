//! The `batch` command: a question a line, an answer a line; a bad line is an answer too.

use std::io::{BufRead, BufReader, Read};

use serde_json::{Value, json};

use super::arguments::Batch;
use super::exit::Exit;
use super::run::{print, prover};
use crate::batch::answer_line;
use crate::parse::MAX_BYTES;

/// Answers each line of the file in order, flushing after each. Ends with exit 0 once every line is answered:
/// what the answers are is in the answers.
pub(super) fn run(arguments: &Batch) -> Result<Exit, String> {
    let prover = prover(&arguments.with)?;
    let mut input: Box<dyn BufRead> = if arguments.file == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let name = &arguments.file;
        let file = std::fs::File::open(name)
            .map_err(|error| format!("{name}: error: it cannot be read: {error}\n"))?;
        Box::new(BufReader::new(file))
    };
    loop {
        let mut line = Vec::new();
        let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        let read = input.by_ref().take(limit).read_until(b'\n', &mut line);
        let read =
            read.map_err(|error| format!("{}: error: it cannot be read: {error}\n", arguments.file))?;
        if read == 0 {
            return Ok(Exit::Holds);
        }
        if line.last() != Some(&b'\n') && read > MAX_BYTES {
            skip_line(&mut input).map_err(|error| format!("{}: error: {error}\n", arguments.file))?;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer: Value = match String::from_utf8(line) {
            Ok(text) => answer_line(&prover, &text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let point = |offset: usize| json!({"line": 1, "column": offset, "offset": offset});
                let span = json!({"start": point(at), "end": point(at + 1)});
                json!({"id": null, "error": {"message": "the line is not UTF-8", "span": span}})
            }
        };
        print(&(answer.to_string() + "\n"))?;
    }
}

/// Drops the rest of a line that is longer than the limit.
fn skip_line(input: &mut Box<dyn BufRead>) -> std::io::Result<()> {
    loop {
        let (used, done) = {
            let buffer = input.fill_buf()?;
            match buffer.iter().position(|&byte| byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            }
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}
