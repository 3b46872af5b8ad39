//! Puts figures into a table: medians, with the lowest and the highest in brackets. Must measure nothing.

use std::time::Duration;

use super::Settings;
use super::edits::{Fresh, Measured};

/// How long the preview waits for a burst of changes to end (`QUIET` in `src/serve/watch/mod.rs`). It is part of what an editor
/// waits for and says nothing of the work that is done: it is shown apart.
const DEBOUNCE: Duration = Duration::from_millis(40);

/// Lowest, median and highest of some figures.
#[derive(Debug, Clone, Copy)]
struct Spread {
    low: f64,
    middle: f64,
    high: f64,
}

impl Spread {
    fn of(figures: impl Iterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = figures.collect();
        sorted.sort_by(f64::total_cmp);
        let at = |position: usize| sorted.get(position).copied().unwrap_or(f64::NAN);
        let count = sorted.len();
        Self {
            low: at(0),
            middle: f64::midpoint(at(count.saturating_sub(1) / 2), at(count / 2)),
            high: at(count.saturating_sub(1)),
        }
    }

    fn show(self, unit: &str, digits: usize) -> String {
        format!(
            "{:.digits$} {unit} [{:.digits$}–{:.digits$}]",
            self.middle, self.low, self.high
        )
    }
}

/// Says what the figures were measured on.
pub(crate) fn machine(settings: &Settings) {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| {
            rest.trim_matches([' ', '\t', ':'])
        });
    println!(
        "{cores} cores, {model}; {} starts, {} edits of each sort; median [lowest–highest]\n\
         edits: from saving to the fresh bytes, beyond the {} ms of the debounce\n",
        settings.starts,
        settings.edits,
        DEBOUNCE.as_millis()
    );
}

/// Prints one size.
pub(crate) fn print(measured: &Measured) {
    println!("{} documents", measured.documents);
    println!(
        "  first page after start   {}",
        first_page(measured).show("s", 3)
    );
    for (name, edits) in [("body", &measured.bodies), ("title", &measured.titles)] {
        println!(
            "  {:<24} {:<28} and first list page {}",
            format!("{name}: its page"),
            beyond(edits, |fresh| fresh.page).show("ms", 1),
            beyond(edits, |fresh| fresh.list).show("ms", 1)
        );
    }
    println!(
        "  memory                   {:.0} MB at start, {:.0} MB after {} edits, {:.0} MB at the peak\n",
        megabytes(measured.at_start.resident),
        megabytes(measured.at_end.resident),
        measured.bodies.len() + measured.titles.len(),
        megabytes(measured.at_end.peak)
    );
}

/// True where the limits are kept; says what is not.
pub(crate) fn within(measured: &Measured, settings: &Settings) -> bool {
    let mut kept = true;
    let mut look = |what: &str, figure: f64, limit: Option<f64>| {
        if let Some(limit) = limit.filter(|limit| figure > *limit) {
            eprintln!(
                "serve: {} documents: {what}: {figure:.3}, the limit is {limit}",
                measured.documents
            );
            kept = false;
        }
    };
    look(
        "first page in seconds",
        first_page(measured).middle,
        settings.max_start,
    );
    for (name, edits) in [("body", &measured.bodies), ("title", &measured.titles)] {
        let spread = beyond(edits, |fresh| fresh.list);
        look(
            &format!("edit of a {name} in ms"),
            spread.middle,
            settings.max_edit,
        );
    }
    let memory = megabytes(measured.at_end.resident);
    look("memory in MB", memory, settings.max_memory);
    kept
}

fn first_page(measured: &Measured) -> Spread {
    Spread::of(measured.first_pages.iter().map(Duration::as_secs_f64))
}

fn beyond(edits: &[Fresh], which: impl Fn(&Fresh) -> Duration) -> Spread {
    let milliseconds =
        |fresh: &Fresh| (which(fresh).as_secs_f64() - DEBOUNCE.as_secs_f64()) * 1000.0;
    Spread::of(edits.iter().map(milliseconds))
}

/// Megabytes; beyond 2³² kilobytes it stays there.
fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1e3
}
