//! Runs a child process and says what it took. In: a command. Out: wall, CPU and peak memory as the kernel counted them.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    pub(crate) wall: Duration,
    /// User and system time of all threads.
    pub(crate) cpu: Duration,
    /// The largest resident set, in bytes.
    pub(crate) memory: u64,
}

/// Runs a command to its end; its output goes to the file `log`, which is shown where the command fails.
pub(crate) fn run(command: &mut Command, log: &Path) -> io::Result<Usage> {
    let file = std::fs::File::create(log)?;
    command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file);
    let start = Instant::now();
    let mut child = command.spawn()?;
    let end = child.wait4()?;
    let wall = start.elapsed();
    if end.status.success() {
        return Ok(Usage {
            wall,
            cpu: end.rusage.utime + end.rusage.stime,
            memory: end.rusage.maxrss,
        });
    }
    let said = std::fs::read_to_string(log).unwrap_or_default();
    let shown: Vec<&str> = said.lines().take(60).collect();
    Err(io::Error::other(format!(
        "{command:?} ended with {}\n{}",
        end.status,
        shown.join("\n")
    )))
}
