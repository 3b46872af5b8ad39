//! Generator of a portal for measurements. In: a number of documents and a seed. Out: `config.toml` and `content/` of an
//! invented city, with the mix of kinds, lengths and relations of a real portal, and a list of canaries.
//! The same seed gives the same bytes, whatever the thread count. All text is made from word lists and patterns.

mod agency;
mod attachment;
mod canary;
mod catalogue;
mod columns;
mod document;
mod domains;
mod domains_safety;
mod front_matter;
mod grammar;
mod kinds;
mod plan;
mod random;
mod relation;
mod render;
mod report;
mod self_test;
mod sentences;
mod text;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use document::{Document, Secrecy};
use relation::Web;
use render::{File, Sources};
use text::Library;

/// What is asked of the generator.
#[derive(Debug, clap::Args)]
pub(crate) struct Settings {
    /// How many documents
    #[arg(long, default_value_t = 1000)]
    documents: usize,
    /// The same seed gives the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The folder to write; it must not exist, or be empty
    #[arg(long, required_unless_present_any = ["self_test", "bench"])]
    to: Option<PathBuf>,
    /// Where to write the strings that no output may hold
    #[arg(long)]
    canaries: Option<PathBuf>,
    /// Check that the same seed gives the same bytes, with one thread and with all
    #[arg(long)]
    self_test: bool,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

/// Does what the settings ask and says on standard output what was made.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let Some(to) = settings.to.as_deref().filter(|_| !settings.self_test) else {
        return self_test::run();
    };
    let start = Instant::now();
    if to.is_dir() && to.read_dir()?.next().is_some() {
        return Err(io::Error::other(format!("{} is not empty", to.display())));
    }
    let library = Library::new();
    let plan = plan::plan(settings.documents, settings.seed, &library);
    let web = Web::new(&plan);
    let sources = Sources {
        library: &library,
        web: &web,
        seed: settings.seed,
    };
    make_folders(to, &plan)?;
    for file in frame(settings.seed) {
        write(to, &file)?;
    }
    let counts = plan
        .par_iter()
        .map(|document| write_document(to, document, &sources))
        .try_reduce(|| (0, 0), |a, b| Ok((a.0 + b.0, a.1 + b.1)))?;
    if let Some(list) = &settings.canaries {
        fs::write(list, canaries(&plan, settings.seed))?;
    }
    println!(
        "{} documents, {} files, {} MB, seed {}, {:.2} s",
        plan.len(),
        counts.0,
        counts.1 / 1_000_000,
        settings.seed,
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The files that belong to no document.
fn frame(seed: u64) -> Vec<File> {
    let mut files = catalogue::files(seed);
    files.push(File {
        path: "config.toml".to_owned(),
        text: agency::config(),
    });
    files
}

fn make_folders(to: &Path, plan: &[Document]) -> io::Result<()> {
    let folder = |document: &Document| {
        Path::new("content")
            .join(&document.path)
            .parent()
            .map(Path::to_path_buf)
    };
    let mut folders: BTreeSet<PathBuf> = plan.iter().filter_map(folder).collect();
    folders.insert(PathBuf::from("content/catalogue"));
    folders
        .iter()
        .try_for_each(|folder| fs::create_dir_all(to.join(folder)))
}

fn write_document(
    to: &Path,
    document: &Document,
    sources: &Sources<'_>,
) -> io::Result<(usize, usize)> {
    let files = render::render(document, sources);
    files.iter().try_for_each(|file| write(to, file))?;
    Ok((files.len(), files.iter().map(|file| file.text.len()).sum()))
}

fn write(to: &Path, file: &File) -> io::Result<()> {
    fs::write(to.join(&file.path), &file.text)
}

/// A line for each document that carries canaries: what its canaries begin with, the file, the reason.
fn canaries(plan: &[Document], seed: u64) -> String {
    let mut out = format!(
        "# canary<TAB>file<TAB>reason. No byte of a built portal may hold one; all begin with {}\n",
        canary::PREFIX
    );
    for document in plan
        .iter()
        .filter(|document| document.secrecy != Secrecy::Public)
    {
        let mark = canary::canary(seed, document.number, ' ');
        let _ = writeln!(
            out,
            "{}\tcontent/{}\t{:?}",
            mark.trim_end(),
            document.path,
            document.secrecy
        );
    }
    out
}
