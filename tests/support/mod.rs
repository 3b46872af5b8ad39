//! A whole portal in one text, built by the real program, and what can be said about the result.
//!
//! In: a text in sections (`-- content/policy/a.md --`) or a folder. Out: a [`Build`], whose `expect_*` methods panic
//! with everything that helps to see why. A portal without a `config.toml` of its own gets [`CONFIG`].

// Every suite is a crate of its own and uses a part of this.
#![allow(dead_code, reason = "each suite uses a part of the support")]

pub(crate) mod archive;
pub(crate) mod html;
mod tree;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) use tree::{Files, difference, read_files};

/// The portal of a fixture that brings none: a city government and two of its departments.
pub(crate) const CONFIG: &str = r#"[portal]
name = "示例市人民政府"
agency = "zfb"
base_url = "https://www.example.gov.cn/zfxxgk/"

[[agency]]
id = "zfb"
name = "示例市人民政府"
level = "city"
kind = "government"

[[agency]]
id = "yjj"
name = "示例市应急管理局"
level = "city"
kind = "department"
parent = "zfb"

[[agency]]
id = "sthj"
name = "示例市生态环境局"
level = "city"
kind = "department"
parent = "zfb"
"#;

/// The build date of a fixture that names none.
pub(crate) const TODAY: &str = "2026-06-01";

/// A portal in a temporary folder.
pub(crate) struct SiteTest {
    folder: TempDir,
    date: Option<String>,
    arguments: Vec<OsString>,
    environment: Vec<(String, Option<OsString>)>,
    directory: Option<PathBuf>,
    output: Option<PathBuf>,
}

impl SiteTest {
    /// A portal of the sections of a text; `-- path --` on a line of its own opens one.
    pub(crate) fn from_text(text: &str) -> Self {
        let site = Self::empty();
        for (path, text) in sections(text) {
            site.edit(path, text);
        }
        if !site.root().join("config.toml").exists() {
            site.edit("config.toml", CONFIG);
        }
        site
    }

    /// A copy of the portal in a folder.
    pub(crate) fn from_dir(folder: &Path) -> Self {
        let site = Self::empty();
        for (path, bytes) in read_files(folder) {
            site.write(&path, &bytes);
        }
        site
    }

    fn empty() -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            date: Some(TODAY.to_owned()),
            arguments: Vec::new(),
            environment: Vec::new(),
            directory: None,
            output: None,
        };
        std::fs::create_dir_all(site.root().join("content")).expect("a content folder");
        site
    }

    /// The portal's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("portal")
    }

    /// A folder beside the portal's.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Builds as of this day.
    pub(crate) fn date(mut self, day: &str) -> Self {
        self.date = Some(day.to_owned());
        self
    }

    /// Builds without `--date`.
    pub(crate) fn undated(mut self) -> Self {
        self.date = None;
        self
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.to_owned(), Some(value.into())));
        self
    }

    /// Runs in this folder, without `--root`.
    pub(crate) fn in_directory(mut self, folder: impl Into<PathBuf>) -> Self {
        self.directory = Some(folder.into());
        self
    }

    /// Publishes into this folder.
    pub(crate) fn output(mut self, folder: impl Into<PathBuf>) -> Self {
        self.output = Some(folder.into());
        self
    }

    /// Writes a file of the portal.
    pub(crate) fn edit(&self, path: &str, text: &str) -> &Self {
        self.write(path, text.as_bytes())
    }

    /// Writes a file of the portal that is no text.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> &Self {
        let file = self.root().join(path);
        let folder = file.parent().expect("a file in a folder");
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(&file, bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        self
    }

    /// Removes a file of the portal.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        std::fs::remove_file(self.root().join(path)).expect("a file to remove");
        self
    }

    /// The command that `build` will run.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.arg("build");
        match &self.directory {
            Some(folder) => command.current_dir(folder),
            None => command.arg("--root").arg(self.root()),
        };
        if let Some(output) = &self.output {
            command.arg("--output").arg(output);
        }
        if let Some(day) = &self.date {
            command.arg("--date").arg(day);
        }
        command
            .args(&self.arguments)
            .env_remove("SOURCE_DATE_EPOCH");
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.stdin(Stdio::null());
        command
    }

    /// Builds, and looks whether the sources are as they were.
    pub(crate) fn build(&self) -> Build {
        let output = self
            .output
            .clone()
            .unwrap_or_else(|| self.root().join("public"));
        self.run(self.command(), output)
    }

    /// Exports something into a folder, and looks whether the sources are as they were.
    pub(crate) fn export(&self, what: &str, output: &Path) -> Build {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(["export", what, "--root"]).arg(self.root());
        command
            .arg("--output")
            .arg(output)
            .env_remove("SOURCE_DATE_EPOCH");
        if let Some(day) = &self.date {
            command.arg("--date").arg(day);
        }
        self.run(command, output.to_owned())
    }

    fn run(&self, mut command: Command, output: PathBuf) -> Build {
        let before = self.sources(&output);
        let ran = command.output().expect("the program runs");
        assert_eq!(
            difference(&before, &self.sources(&output)),
            "",
            "the sources were written"
        );
        Build::new(ran, output)
    }

    fn sources(&self, output: &Path) -> Files {
        let mut files = read_files(&self.root());
        if let Ok(below) = output.strip_prefix(self.root()) {
            let below = format!("{}/", below.to_string_lossy());
            files.retain(|path, _| !path.starts_with(&below));
        }
        files
    }
}

/// The sections of a text, by path.
pub(crate) fn sections(text: &str) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let name = line
            .trim()
            .strip_prefix("-- ")
            .and_then(|l| l.strip_suffix(" --"));
        if let Some(name) = name {
            found.push((name, at, end));
        }
        at = end;
    }
    let ends = found.iter().skip(1).map(|(_, start, _)| *start);
    let ends: Vec<usize> = ends.chain(std::iter::once(text.len())).collect();
    found
        .iter()
        .zip(ends)
        .map(|((name, _, start), end)| (*name, &text[*start..end]))
        .collect()
}

/// What a build said and left behind.
pub(crate) struct Build {
    status: Option<i32>,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
    output: PathBuf,
}

impl Build {
    fn new(ran: Output, output: PathBuf) -> Self {
        Self {
            status: ran.status.code(),
            stdout: String::from_utf8(ran.stdout).expect("standard output in UTF-8"),
            stderr: String::from_utf8(ran.stderr).expect("standard error in UTF-8"),
            output,
        }
    }

    /// The exit status; `None` where a signal ended the program.
    pub(crate) fn status(&self) -> Option<i32> {
        self.status
    }

    /// The folder that was published into.
    pub(crate) fn folder(&self) -> &Path {
        &self.output
    }

    #[track_caller]
    pub(crate) fn expect_status(&self, status: i32) -> &Self {
        assert_eq!(
            self.status,
            Some(status),
            "{}\n{}",
            self.stderr,
            self.stdout
        );
        self
    }

    /// The report alone, without what the command says after it.
    pub(crate) fn report(&self) -> &str {
        let end = self
            .stderr
            .find("\n没有生成: ")
            .unwrap_or(self.stderr.len());
        self.stderr[..end].trim_end()
    }

    /// The report is this, whole.
    #[track_caller]
    pub(crate) fn expect_report(&self, report: &str) -> &Self {
        assert_eq!(self.report(), report.trim(), "\n{}", self.stderr);
        self
    }

    /// Standard error holds each of these.
    #[track_caller]
    pub(crate) fn expect_words<const N: usize>(&self, words: [&str; N]) -> &Self {
        for words in words {
            assert!(
                self.stderr.contains(words),
                "“{words}” is not in\n{}",
                self.stderr
            );
        }
        self
    }

    /// How often a code stands in the report.
    pub(crate) fn findings(&self, code: &str) -> usize {
        self.stderr.matches(&format!("[{code}]: ")).count()
    }

    /// The published files with their bytes.
    pub(crate) fn output_files(&self) -> Files {
        read_files(&self.output)
    }

    /// The text of a published file.
    #[track_caller]
    pub(crate) fn file(&self, path: &str) -> String {
        let file = self.output.join(path);
        let Ok(bytes) = std::fs::read(&file) else {
            let files: Vec<_> = self.output_files().into_keys().collect();
            panic!("no {path} in\n{}\n{}", files.join("\n"), self.stderr);
        };
        String::from_utf8(bytes).expect("a text in UTF-8")
    }

    /// A file is there and holds each of these.
    #[track_caller]
    pub(crate) fn expect_file<const N: usize>(&self, path: &str, contains: [&str; N]) -> &Self {
        let text = self.file(path);
        for words in contains {
            assert!(text.contains(words), "“{words}” is not in {path}:\n{text}");
        }
        self
    }

    /// A file is there and holds none of these.
    #[track_caller]
    pub(crate) fn expect_file_without<const N: usize>(
        &self,
        path: &str,
        words: [&str; N],
    ) -> &Self {
        let text = self.file(path);
        for words in words {
            assert!(!text.contains(words), "“{words}” is in {path}:\n{text}");
        }
        self
    }

    /// There is no such file or folder.
    #[track_caller]
    pub(crate) fn expect_no_file(&self, path: &str) -> &Self {
        assert!(!self.output.join(path).exists(), "{path} was published");
        self
    }

    /// No published byte and no word of the program holds this.
    #[track_caller]
    pub(crate) fn expect_nowhere(&self, words: &str) -> &Self {
        for (path, bytes) in self.output_files() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                !path.contains(words) && !text.contains(words),
                "“{words}” is in {path}"
            );
        }
        assert!(
            !self.stderr.contains(words),
            "“{words}” in\n{}",
            self.stderr
        );
        assert!(
            !self.stdout.contains(words),
            "“{words}” in\n{}",
            self.stdout
        );
        self
    }
}
