//! `cargo bench --bench build -- 1000 10000` measures `gongkai build` beside the floor: what it costs to write the same bytes.
//!
//! In: numbers of documents. Out: a table on standard output; exit status 1 where a limit that was asked for is passed.
//! Whatever needs memory runs in a child process: the peak memory of a child counts from its parent's size on.

#[path = "../corpus/generator/mod.rs"]
mod generator;

mod floor;
mod process;
mod report;
mod rounds;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Measures `gongkai build` beside the floor.
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
    /// How many times build and floor take turns
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seed of the corpus
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Measure a rebuild over the existing output as well
    #[arg(long)]
    second: bool,
    /// Fail where build / floor, by medians, is higher
    #[arg(long)]
    max_ratio: Option<f64>,
    /// Fail where a build's peak memory is higher, in MB
    #[arg(long)]
    max_memory: Option<f64>,
    /// The program to measure in place of this package's own
    #[arg(long, default_value = env!("CARGO_BIN_EXE_gongkai"))]
    program: PathBuf,
    /// Where a folder for this run is put, which is deleted at its end
    #[arg(long, default_value = concat!(env!("CARGO_TARGET_TMPDIR"), "/bench"))]
    work: PathBuf,
    /// Leave corpora and outputs where they are
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
    /// Writes the files of a folder into a fresh one and prints what that took
    Floor(floor::Settings),
}

fn main() -> ExitCode {
    if std::env::args_os().len() == 1 {
        println!("build: nothing measured; run `cargo bench --bench build -- 1000 10000`");
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::parse();
    let result = match &arguments.role {
        Some(Role::Corpus(settings)) => generator::run(settings).map(|()| true),
        Some(Role::Floor(settings)) => floor::run(settings).map(|()| true),
        None => measure(&arguments.settings),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("build: {error}");
            ExitCode::FAILURE
        }
    }
}

/// True where all limits are kept.
fn measure(settings: &Settings) -> io::Result<bool> {
    report::machine(settings.rounds);
    let run = settings.work.join(format!("run-{}", std::process::id()));
    let mut kept = true;
    for documents in &settings.documents {
        let result = rounds::run(*documents, settings, &run)?;
        report::print(&result);
        kept &= report::within(&result, settings.max_ratio, settings.max_memory);
    }
    if !settings.keep {
        std::fs::remove_dir_all(&run)?;
    }
    Ok(kept)
}
