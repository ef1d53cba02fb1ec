//! The threads that answer.

/// The stack of each, in bytes: as large as a main thread's.
pub(super) const STACK: usize = 8 << 20;

/// So many threads; without a number, one for each core. One that panics ends its task, not the program.
pub(super) fn pool(threads: Option<usize>) -> Result<rayon::ThreadPool, String> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .stack_size(STACK)
        .panic_handler(|_| {})
        .build()
        .map_err(|error| format!("error: no threads can be started: {error}\n"))
}
