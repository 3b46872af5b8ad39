//! The command line: parses arguments, runs a command, answers with an exit status.
//!
//! Every word a user sees is Chinese, usage errors too.

mod args;
mod build;
mod check;
mod explain;
mod export;
mod serve;
mod theme_errors;
mod usage;

use std::io::{self, Write as _};

use crate::extract;

/// How a command ended (content contract, part 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done, and nothing stood against it.
    Clean,
    /// Findings that stop it: nothing was published.
    Findings,
    /// The work could not be done.
    Failed,
}

impl From<Status> for std::process::ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Failed => 2,
        })
    }
}

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Status {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !extract::is_reading() {
            hook(panic);
        }
    }));
    match args::parse(arguments) {
        Ok(args::Command::Build(args)) => build::run(&args),
        Ok(args::Command::Check(args)) => check::run(&args),
        Ok(args::Command::Explain(args)) => explain::run(&args),
        Ok(args::Command::Serve(args)) => serve::run(&args),
        Ok(args::Command::Export(args)) => export::run(&args),
        Err(usage) => usage.show(),
    }
}

/// Says something on standard output; a reader who has gone away is no error.
fn say(words: &str) {
    let _ = writeln!(io::stdout().lock(), "{words}");
}

/// Says something on standard error.
fn complain(words: &str) {
    let _ = writeln!(io::stderr().lock(), "{words}");
}
