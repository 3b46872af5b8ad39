//! The command `gongkai`: see the library for everything it does.

use std::process::ExitCode;

/// Pages are many short-lived strings: this allocator takes a fifth off the CPU time of a large build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gongkai::cli::run(std::env::args_os()).into()
}
