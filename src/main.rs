//! The command `gongkai`: see the library for everything it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongkai::cli::run(std::env::args_os()).into()
}
