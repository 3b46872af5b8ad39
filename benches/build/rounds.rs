//! The rounds of one size. In: a number of documents. Out: what each build and each floor took.
//! A round is a build into a fresh folder, the floor, and with `--second` a build over the first: they take turns, so
//! that a machine which is busy for a while slows down all of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Settings;
use super::floor::{self, Floor};
use super::process::{self, Usage};

/// The date of every build: output must not depend on the day of the measurement.
const DATE: &str = "2026-06-01";

/// What was measured for one size.
#[derive(Debug)]
pub(crate) struct Rounds {
    pub(crate) documents: usize,
    pub(crate) builds: Vec<Usage>,
    /// Builds over an existing output of the same sources.
    pub(crate) seconds: Vec<Usage>,
    pub(crate) floors: Vec<Floor>,
}

/// What all canaries of the corpus begin with.
const CANARY: &str = "gkcanary";

/// The folders of one size.
struct Folders {
    root: PathBuf,
    output: PathBuf,
    floor: PathBuf,
    log: PathBuf,
}

/// Makes the corpus, then measures. Every build and every floor gets a folder of its own under `run`, and nothing is
/// deleted before the end of the whole run: ext4 without a journal passes over the inodes of deleted files one by one
/// for minutes, which makes the next thousands of files up to ten times dearer.
pub(crate) fn run(documents: usize, settings: &Settings, run: &Path) -> io::Result<Rounds> {
    let place = run.join(documents.to_string());
    fs::create_dir_all(&place)?;
    let folders = Folders {
        root: place.join("corpus"),
        output: PathBuf::new(),
        floor: PathBuf::new(),
        log: place.join("log"),
    };
    let mut corpus = this_program("corpus")?;
    corpus
        .arg("--documents")
        .arg(documents.to_string())
        .arg("--seed")
        .arg(settings.seed.to_string())
        .arg("--to")
        .arg(&folders.root);
    process::run(&mut corpus, &folders.log)?;

    let mut rounds = Rounds {
        documents,
        builds: Vec::new(),
        seconds: Vec::new(),
        floors: Vec::new(),
    };
    for round in 0..settings.rounds.max(1) {
        let folders = Folders {
            output: place.join(format!("output-{round}")),
            floor: place.join(format!("floor-{round}")),
            root: folders.root.clone(),
            log: folders.log.clone(),
        };
        rounds.builds.push(build(settings, &folders)?);
        rounds.floors.push(write_floor(&folders, round)?);
        if settings.second {
            rounds.seconds.push(build(settings, &folders)?);
        }
    }
    Ok(rounds)
}

fn build(settings: &Settings, folders: &Folders) -> io::Result<Usage> {
    settle(&folders.root)?;
    let mut command = Command::new(&settings.program);
    command
        .arg("build")
        .arg("--root")
        .arg(&folders.root)
        .arg("--output")
        .arg(&folders.output)
        .args(["--date", DATE]);
    process::run(&mut command, &folders.log)
}

fn write_floor(folders: &Folders, round: usize) -> io::Result<Floor> {
    settle(&folders.output)?;
    let mut command = this_program("floor")?;
    command
        .arg("--from")
        .arg(&folders.output)
        .arg("--to")
        .arg(&folders.floor);
    // Looking for canaries takes longer than all the rest: once is enough.
    if round == 0 {
        command.args(["--canary", CANARY]);
    }
    process::run(&mut command, &folders.log)?;
    floor::parse(&fs::read_to_string(&folders.log)?)
}

/// Waits until what was written before is on the disk, so that nobody pays for the one before.
fn settle(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(folder)?)?)
}

fn this_program(role: &str) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(role);
    Ok(command)
}
