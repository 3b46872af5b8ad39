//! A running preview. In: a portal and arguments. Out: a process that ends with the test, and what it answers and says.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Answer, request};
use crate::support::TODAY;

/// How long something may take on a busy machine before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// What Chromium asks for when it goes to a page.
pub(crate) const BROWSER: &str =
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

/// A preview of a portal.
pub(crate) struct Preview {
    child: Child,
    said: Arc<Mutex<String>>,
    pub(crate) port: u16,
}

/// The command `serve` for a portal, on a port that the system chooses.
pub(crate) fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.arg("serve").arg("--root").arg(root);
    if !arguments.contains(&"--date") {
        command.args(["--date", TODAY]);
    }
    if !arguments.contains(&"--port") {
        command.args(["--port", "0"]);
    }
    command
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

impl Preview {
    /// Starts a preview and waits until it answers.
    pub(crate) fn start(root: &Path, arguments: &[&str]) -> Self {
        Self::of(command(root, arguments))
    }

    /// Starts a preview in a way of its own.
    pub(crate) fn of(mut command: Command) -> Self {
        let is_watching = command.get_args().any(|argument| argument == "--watch");
        let mut child = command.spawn().expect("the program starts");
        let said = Arc::default();
        listen(child.stdout.take().expect("standard output"), &said);
        listen(child.stderr.take().expect("standard error"), &said);
        let mut preview = Self {
            child,
            said,
            port: 0,
        };
        let words = preview.wait_for_words("正在预览 http://");
        let (_, rest) = words.split_once("正在预览 http://").unwrap_or_default();
        let address = rest.split('/').next().unwrap_or_default();
        let port = address.rsplit(':').next().unwrap_or_default();
        preview.port = port.parse().expect("a port");
        if is_watching {
            preview.wait_for_words("正在等待");
        }
        preview
    }

    /// All that the program said so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().expect("no thread failed").clone()
    }

    /// Waits until the program has said this.
    #[track_caller]
    pub(crate) fn wait_for_words(&self, words: &str) -> String {
        wait(|| Some(self.said()).filter(|said| said.contains(words)))
            .unwrap_or_else(|| panic!("never said “{words}”:\n{}", self.said()))
    }

    /// Asks as a program does.
    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// Asks as a browser does that goes to a page.
    pub(crate) fn browse(&self, target: &str) -> Answer {
        self.ask("GET", target, &[("Accept", BROWSER)])
    }

    pub(crate) fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
        request(self.port, method, target, headers)
    }

    /// What the script is told about a page.
    pub(crate) fn state(&self, page: &str) -> serde_json::Value {
        let answer = self.get(&format!("/_gongkai/state?page={page}"));
        serde_json::from_slice(&answer.expect(200).body).expect("JSON")
    }

    /// Waits until a page is as it should be.
    #[track_caller]
    pub(crate) fn wait_for(&self, target: &str, right: impl Fn(&Answer) -> bool) -> Answer {
        wait(|| Some(self.get(target)).filter(&right)).unwrap_or_else(|| {
            let answer = self.get(target);
            let (status, text) = (answer.status, answer.text());
            panic!("{target} is still: {status}\n{text}\n{}", self.said())
        })
    }

    /// Waits until a page holds these words.
    #[track_caller]
    pub(crate) fn wait_for_text(&self, target: &str, words: &str) -> Answer {
        self.wait_for(target, |answer| {
            answer.status == 200 && answer.text().contains(words)
        })
    }

    /// How often changes were taken in.
    pub(crate) fn updates(&self) -> usize {
        self.said().matches("已更新: ").count()
    }

    /// Sends it a signal.
    #[cfg(unix)]
    pub(crate) fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        let killed = Command::new("kill").args(["-s", signal, &pid]).status();
        assert!(killed.expect("kill runs").success());
    }

    /// Tells it to end; its exit status.
    #[cfg(unix)]
    pub(crate) fn end(&mut self, signal: &str) -> Option<i32> {
        self.signal(signal);
        wait(|| self.child.try_wait().expect("a child"))
            .unwrap_or_else(|| panic!("does not end:\n{}", self.said()))
            .code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(stream: impl Read + Send + 'static, said: &Arc<Mutex<String>>) {
    let said = said.clone();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut said = said.lock().expect("no thread failed");
            said.push_str(&line);
            said.push('\n');
        }
    });
}

/// Tries again until there is something.
pub(crate) fn wait<T>(mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + PATIENCE;
    loop {
        let found = attempt();
        if found.is_some() || Instant::now() > end {
            return found;
        }
        thread::sleep(Duration::from_millis(10));
    }
}
