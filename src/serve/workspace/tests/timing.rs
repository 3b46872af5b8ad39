//! How long it takes. A tool rather than a test:
//!
//! ```text
//! cargo bench --bench corpus -- --documents 10000 --seed 1 --to DIR
//! GONGKAI_CORPUS=DIR cargo test --release --lib -- --ignored --nocapture 多久
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::{Audience, Changes, Update, Workspace};
use super::world::Dice;
use super::{View, bytes, options};

/// The program's own allocator: memory is measured too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let words = line.and_then(|line| line.split_whitespace().nth(1));
    words.and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn median(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
    let last = times.len() - 1;
    format!("{:.1} ms ({:.1}–{:.1})", ms(last / 2), ms(0), ms(last))
}

/// The page of a document.
fn page(root: &Path, file: &Path) -> String {
    let below = file.strip_prefix(root.join("content")).unwrap();
    below.with_extension("html").to_string_lossy().into_owned()
}

/// Public policies, spread over the corpus.
fn policies(root: &Path, view: &View) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(root.join("content/policy"))
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|file| file.extension().is_some_and(|end| end == "md"));
    let public = |file: &PathBuf| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        view.find(&page(root, file)).is_some() && !text.contains("withdrawn")
    };
    let files: Vec<PathBuf> = files.collect();
    let step = (files.len() / 200).max(1);
    files.into_iter().step_by(step).filter(public).collect()
}

/// Writes a file, and brings it and a list to the reader.
fn save(workspace: &Workspace, root: &Path, file: &Path, text: &str) -> (Update, Duration) {
    std::fs::write(file, text).unwrap();
    let started = Instant::now();
    let update = workspace.apply(&Changes::Paths(BTreeSet::from([file.to_owned()])));
    let view = workspace.view();
    for page in [page(root, file).as_str(), "catalogue/index.html"] {
        let index = view.find(page).unwrap_or_else(|| panic!("{page}"));
        assert!(!bytes(view.make(index).unwrap()).is_empty());
    }
    (update, started.elapsed())
}

#[test]
#[ignore = "needs a corpus"]
fn 一次修改多久() {
    let Ok(root) = std::env::var("GONGKAI_CORPUS").map(PathBuf::from) else {
        return;
    };
    let started = Instant::now();
    let workspace = Workspace::open(options(root.clone()), Audience::Public).unwrap();
    let view = workspace.view();
    eprintln!(
        "open {:.2} s, {} findings, stale {}, {} MB",
        started.elapsed().as_secs_f64(),
        view.report().diagnostics().len(),
        view.is_stale(),
        memory()
    );
    bytes(view.make(view.find("index.html").unwrap()).unwrap());
    eprintln!("first page {:.2} s", started.elapsed().as_secs_f64());
    if std::env::var_os("GONGKAI_START_ONLY").is_some() {
        return;
    }
    let files = policies(&root, &view);
    drop(view);
    let mut dice = Dice::new(1);
    let mut any = || &files[usize::try_from(dice.below(files.len() as u64)).unwrap()];
    for kind in ["body", "title", "date"] {
        let (mut all, mut own) = (Vec::new(), Vec::new());
        for round in 0..if kind == "date" { 8 } else { 60 } {
            let file = any();
            let text = std::fs::read_to_string(file).unwrap();
            let other = match kind {
                "body" => text.clone() + "\n\n又一段。\n",
                "title" => text.replacen("title = \"", &format!("title = \"第{round}次"), 1),
                _ => text.replacen("published = 20", "published = 19", 1),
            };
            let (update, elapsed) = save(&workspace, &root, file, &other);
            all.push(elapsed);
            own.push(update.elapsed);
            save(&workspace, &root, file, &text);
        }
        eprintln!("{kind}: {}, apply alone {}", median(all), median(own));
    }
    eprintln!("{} MB", memory());
    for round in 0..1000 {
        let file = any();
        let text = std::fs::read_to_string(file).unwrap();
        save(
            &workspace,
            &root,
            file,
            &format!("{text}\n\n第{round}次。\n"),
        );
        save(&workspace, &root, file, &text);
    }
    eprintln!("after 2000 more edits {} MB", memory());
    let started = Instant::now();
    workspace.apply(&Changes::Everything);
    eprintln!(
        "looking at everything {:.0} ms",
        started.elapsed().as_secs_f64() * 1000.0
    );
}
