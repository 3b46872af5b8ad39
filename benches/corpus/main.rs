//! `cargo bench --bench corpus -- --documents 1000 --seed 1 --to DIR` writes a portal for measurements.
//! Without `--to` it checks the generator itself, so that `cargo test --bench corpus` is its test.

mod generator;

use std::process::ExitCode;

use clap::Parser;

/// Writes a portal for measurements.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    settings: generator::Settings,
}

fn main() -> ExitCode {
    let bare = std::env::args_os().len() == 1;
    let words = std::env::args_os().chain(bare.then(|| "--self-test".into()));
    match generator::run(&Arguments::parse_from(words).settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::FAILURE
        }
    }
}
