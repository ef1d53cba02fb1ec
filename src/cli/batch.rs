//! The `batch` command: a question a line, an answer a line; a bad line is an answer too.
//!
//! A reader takes lines and puts a slot for each answer into a queue, in the input's order; a pool of threads
//! fills the slots; the writer, this thread, empties them from the front. So an answer is written as soon as
//! it and those before it are there: whoever waits for an answer before sending the next line is served at
//! once. The queue is bounded, and a long line is answered by the reader itself, so that neither many nor
//! large lines take memory without bound. An answer depends on its line alone, not on the number of threads.

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use serde_json::json;

use super::arguments::Batch;
use super::exit::Exit;
use super::run::prover;
use super::threads::{STACK, pool};
use super::world::load;
use crate::batch::answer_line;
use crate::model::world::World;
use crate::parse::MAX_BYTES;
use crate::question::Prover;

/// How many lines a thread may have waiting before no more are read.
const AHEAD: usize = 32;
/// How many bytes are read at once, if there are as many.
const BUFFER: usize = 1 << 16;
/// Lines longer than this, in bytes, are answered one at a time.
const LONG: usize = 1 << 20;

/// What every line is answered with.
struct Asked {
    prover: Prover,
    /// What questions over a world are about.
    world: Option<World>,
}

/// An answer that is there or will be; without one, the thread that was to give it has failed.
type Slot = Receiver<String>;
/// A slot, or why no more lines can be read.
type Next = Result<Slot, String>;

/// Answers each line of the file in order, flushing after each. Ends with exit 0 once every line is answered
/// (what the answers are is in the answers), or once nobody reads them.
pub(super) fn run(arguments: &Batch) -> Result<Exit, String> {
    let world = arguments.world.as_deref().map(load).transpose()?;
    let asked = Arc::new(Asked { prover: prover(&arguments.with.deciding)?, world });
    let input: Box<dyn BufRead + Send> = if arguments.file == "-" {
        Box::new(BufReader::with_capacity(BUFFER, std::io::stdin()))
    } else {
        let name = &arguments.file;
        let file = std::fs::File::open(name)
            .map_err(|error| format!("{name}: error: it cannot be read: {error}\n"))?;
        Box::new(BufReader::with_capacity(BUFFER, file))
    };
    let pool = pool(arguments.threads)?;
    let (queue, answers) = sync_channel(AHEAD * pool.current_num_threads());
    let name = arguments.file.clone();
    let reading = move || read(input, &name, &pool, &asked, &queue);
    let reader = std::thread::Builder::new().stack_size(STACK).spawn(reading);
    reader.map_err(|error| format!("error: no thread can be started: {error}\n"))?;
    for slot in answers {
        let answer = slot?.recv().unwrap_or_else(|_| {
            json!({"id": null, "error": {"message": "internal error: please report it with the line"}})
                .to_string()
                + "\n"
        });
        let mut stdout = std::io::stdout().lock();
        match stdout.write_all(answer.as_bytes()).and_then(|()| stdout.flush()) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => break,
            Err(error) => return Err(format!("error: standard output: {error}\n")),
        }
    }
    Ok(Exit::Holds)
}

/// Reads lines to the end and queues a slot for each; stops when the other end of the queue is gone.
fn read(
    mut input: Box<dyn BufRead + Send>,
    name: &str,
    pool: &rayon::ThreadPool,
    asked: &Arc<Asked>,
    queue: &SyncSender<Next>,
) {
    let mut length = 0;
    loop {
        let line = match next_line(&mut input, length) {
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(error) => {
                // Where the writer is gone, nobody is left to tell.
                drop(queue.send(Err(format!("{name}: error: it cannot be read: {error}\n"))));
                return;
            }
        };
        length = line.len();
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let (fill, slot) = sync_channel(1);
        if queue.send(Ok(slot)).is_err() {
            return;
        }
        if line.len() > LONG {
            drop(fill.send(answer(asked, line)));
        } else {
            let asked = Arc::clone(asked);
            pool.spawn(move || drop(fill.send(answer(&asked, line))));
        }
    }
}

fn answer(asked: &Asked, line: Vec<u8>) -> String {
    let answer = match String::from_utf8(line) {
        Ok(text) => answer_line(&asked.prover, asked.world.as_ref(), &text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let point = |offset: usize| json!({"line": 1, "column": offset, "offset": offset});
            let span = json!({"start": point(at), "end": point(at + 1)});
            json!({"id": null, "error": {"message": "the line is not UTF-8", "span": span}})
        }
    };
    let mut answer = answer.to_string();
    answer.push('\n');
    answer
}

/// The next line, or as much of it as shows that it is longer than the limit; `None` at the end. It is likely not
/// much longer than the one before, which had `length` bytes.
fn next_line(input: &mut Box<dyn BufRead + Send>, length: usize) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::with_capacity(length.min(BUFFER) / 4 * 5);
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let read = input.by_ref().take(limit).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && read > MAX_BYTES {
        skip_line(input)?;
    }
    Ok(Some(line))
}

/// Drops the rest of a line that is longer than the limit.
fn skip_line(input: &mut Box<dyn BufRead + Send>) -> std::io::Result<()> {
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
