//! The program `hornbeam`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

// Terms are many small boxes, on every thread: a sixth of the time of `findings` is the difference.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    hornbeam::cli::main()
}
