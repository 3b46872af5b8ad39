//! Checks the generator itself: same seed, same bytes, whatever the thread count. Out: an error that says what differs.

use std::fmt::Write as _;
use std::io;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::relation::Web;
use super::render::{Sources, render};
use super::text::Library;

/// SHA-256 over all files of 50 documents of seed 1. It changes only where the generator is changed on purpose:
/// figures measured before and after such a change cannot be compared.
const GOLDEN: &str = "a85d28271e0a008a2b86e0cd1b885149fc75483ff88e17b6ec0e9391bb1c3a01";

/// Makes small corpora with one thread and with eight and compares their bytes.
pub(crate) fn run() -> io::Result<()> {
    let golden = digest(50, 1, 1)?;
    let same = digest(50, 1, 8)? == golden && digest(700, 7, 1)? == digest(700, 7, 8)?;
    if !same {
        return Err(io::Error::other("the bytes depend on the thread count"));
    }
    if digest(50, 2, 8)? == golden {
        return Err(io::Error::other("another seed gives the same bytes"));
    }
    if golden != GOLDEN {
        return Err(io::Error::other(format!(
            "50 documents of seed 1 have the hash {golden}, not {GOLDEN}"
        )));
    }
    println!("generator: same seed, same bytes, with 1 and with 8 threads");
    Ok(())
}

fn digest(documents: usize, seed: u64, threads: usize) -> io::Result<String> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(io::Error::other)?;
    let files = pool.install(|| {
        let library = Library::new();
        let plan = super::plan::plan(documents, seed, &library);
        let web = Web::new(&plan);
        let sources = Sources {
            library: &library,
            web: &web,
            seed,
        };
        let mut files: Vec<_> = plan
            .par_iter()
            .flat_map_iter(|document| render(document, &sources))
            .collect();
        files.extend(super::frame(seed));
        files
    });
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.path.as_bytes());
        hash.update([0]);
        hash.update(file.text.as_bytes());
        hash.update([0]);
    }
    let mut text = String::new();
    for byte in hash.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}
