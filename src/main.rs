//! The program `hornbeam`.

use std::process::ExitCode;

fn main() -> ExitCode {
    hornbeam::cli::main()
}
