//! A preview as a child process. In: a portal. Out: its port, when it answered first, and its memory.

use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::client::Client;

/// The date of every preview: it must not depend on the day of the measurement.
const DATE: &str = "2026-06-01";

/// A running preview; it ends with this value.
pub(crate) struct Preview {
    child: Child,
    lines: Receiver<String>,
    pub(crate) port: u16,
    /// From its start to the whole of its home page.
    pub(crate) first_page: Duration,
}

/// Memory of a process in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    pub(crate) resident: u64,
    pub(crate) peak: u64,
}

impl Preview {
    /// Starts a preview and asks for its home page as soon as there is somebody to ask.
    pub(crate) fn start(program: &Path, root: &Path) -> io::Result<Self> {
        let started = Instant::now();
        let mut child = Command::new(program)
            .args(["serve", "--watch", "--port", "0", "--date", DATE, "--root"])
            .arg(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child
            .stdout
            .take()
            .ok_or_else(|| io::Error::other("no output"))?;
        // A pipe that nobody reads fills up, and then the preview would wait for its reader.
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut preview = Self {
            child,
            lines,
            port: 0,
            first_page: Duration::ZERO,
        };
        let line = preview.line_with("http://127.0.0.1:")?;
        let (_, rest) = line.split_once("http://127.0.0.1:").unwrap_or_default();
        preview.port = rest
            .split('/')
            .next()
            .and_then(|port| port.parse().ok())
            .ok_or_else(|| io::Error::other(format!("no port: {line}")))?;
        let (status, _) = Client::connect(preview.port)?.get("/")?;
        if status != 200 {
            return Err(io::Error::other(format!(
                "the home page has status {status}"
            )));
        }
        preview.first_page = started.elapsed();
        Ok(preview)
    }

    /// Waits until it sees changes.
    pub(crate) fn wait_until_watching(&self) -> io::Result<()> {
        self.line_with("正在等待").map(|_| ())
    }

    /// The next line with these words.
    fn line_with(&self, words: &str) -> io::Result<String> {
        self.lines
            .iter()
            .find(|line| line.contains(words))
            .ok_or_else(|| io::Error::other("the preview ended"))
    }

    /// Its memory now and at its peak.
    pub(crate) fn memory(&self) -> io::Result<Memory> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let figure = |name: &str| {
            status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .and_then(|rest| rest.trim().strip_suffix(" kB"))
                .and_then(|kilobytes| kilobytes.parse::<u64>().ok())
                .map_or(0, |kilobytes| kilobytes * 1024)
        };
        Ok(Memory {
            resident: figure("VmRSS:"),
            peak: figure("VmHWM:"),
        })
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
