//! `cargo bench --bench serve -- 1000 10000` measures `gongkai serve --watch`: from saving a document to its fresh page.
//!
//! In: numbers of documents. Out: a table on standard output; exit status 1 where a limit that was asked for is passed.
//! Everything is measured from outside: files are written as an editor writes them, and pages are asked for until they are new.

#[path = "../corpus/generator/mod.rs"]
mod generator;

mod client;
mod edits;
mod preview;
mod report;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::{Parser, Subcommand};

/// Measures `gongkai serve --watch`.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    role: Option<Role>,
    #[command(flatten)]
    settings: Settings,
}

/// What is measured, and how often.
#[derive(Debug, clap::Args)]
struct Settings {
    /// Numbers of documents
    #[arg(default_values_t = [1000, 10_000])]
    documents: Vec<usize>,
    /// How many times a body and a title are edited by turns
    #[arg(long, default_value_t = 20)]
    edits: usize,
    /// How many times the preview is started to measure its first page
    #[arg(long, default_value_t = 3)]
    starts: usize,
    /// Seed of the corpus
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Fail where an edit takes longer by median, beyond the debounce, in milliseconds
    #[arg(long)]
    max_edit: Option<f64>,
    /// Fail where the first page takes longer by median, in seconds
    #[arg(long)]
    max_start: Option<f64>,
    /// Fail where more memory is in use after the last edit, in MB
    #[arg(long)]
    max_memory: Option<f64>,
    /// The program to measure in place of this package's own
    #[arg(long, default_value = env!("CARGO_BIN_EXE_gongkai"))]
    program: PathBuf,
    /// Where a folder for this run is put, which is deleted at its end
    #[arg(long, default_value = concat!(env!("CARGO_TARGET_TMPDIR"), "/bench"))]
    work: PathBuf,
    /// Leave the corpora where they are
    #[arg(long)]
    keep: bool,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

/// What this program does as a child of itself.
#[derive(Debug, Subcommand)]
enum Role {
    /// Writes a corpus
    Corpus(generator::Settings),
}

fn main() -> ExitCode {
    if std::env::args_os().len() == 1 {
        println!("serve: nothing measured; run `cargo bench --bench serve -- 1000 10000`");
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::parse();
    let result = match &arguments.role {
        Some(Role::Corpus(settings)) => generator::run(settings).map(|()| true),
        None => measure(&arguments.settings),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("serve: {error}");
            ExitCode::FAILURE
        }
    }
}

/// True where all limits are kept.
fn measure(settings: &Settings) -> io::Result<bool> {
    report::machine(settings);
    let run = settings.work.join(format!("serve-{}", std::process::id()));
    let mut kept = true;
    for documents in &settings.documents {
        let root = run.join(documents.to_string());
        write_corpus(&root, *documents, settings.seed)?;
        let result = edits::run(&root, *documents, settings)?;
        report::print(&result);
        kept &= report::within(&result, settings);
    }
    if !settings.keep {
        std::fs::remove_dir_all(&run)?;
    }
    Ok(kept)
}

/// The corpus is made by a child, so that this program's memory stays small beside what it measures.
fn write_corpus(root: &Path, documents: usize, seed: u64) -> io::Result<()> {
    std::fs::create_dir_all(root)?;
    let done = Command::new(std::env::current_exe()?)
        .args(["corpus", "--documents", &documents.to_string()])
        .args(["--seed", &seed.to_string(), "--to"])
        .arg(root)
        .output()?;
    if !done.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&done.stderr)));
    }
    Ok(rustix::fs::syncfs(std::fs::File::open(root)?)?)
}
