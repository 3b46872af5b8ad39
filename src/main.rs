//! The command `gongkai`: see the library for everything it does.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

fn main() -> ExitCode {
    gongkai::cli::run(std::env::args_os()).into()
}
