//! Puts figures into a table: medians, with the lowest and the highest in brackets. Must measure nothing.

use std::time::Duration;

use super::floor::Floor;
use super::process::Usage;
use super::rounds::Rounds;

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
        let middle = f64::midpoint(at(count.saturating_sub(1) / 2), at(count / 2));
        Self {
            low: at(0),
            middle,
            high: at(count.saturating_sub(1)),
        }
    }

    fn seconds(self) -> String {
        format!("{:.3} s [{:.3}–{:.3}]", self.middle, self.low, self.high)
    }

    fn megabytes(self) -> String {
        format!("{:.0} MB [{:.0}–{:.0}]", self.middle, self.low, self.high)
    }
}

/// Says what the figures were measured on.
pub(crate) fn machine(rounds: usize) {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| {
            rest.trim_matches([' ', '\t', ':'])
        });
    println!(
        "{cores} cores, {model}; {rounds} rounds, build and floor by turns; median [lowest–highest]\n"
    );
}

/// Prints one size.
pub(crate) fn print(rounds: &Rounds) {
    let floor = rounds.floors.last();
    let files = floor.map_or(0, |floor| floor.files);
    let folders = floor.map_or(0, |floor| floor.folders);
    let bytes = floor.map_or(0.0, |floor| megabytes(floor.bytes as u64));
    println!(
        "{} documents: {files} files in {folders} folders, {bytes:.1} MB",
        rounds.documents
    );
    line("build", &rounds.builds);
    if !rounds.seconds.is_empty() {
        line("build again", &rounds.seconds);
    }
    let wall = Spread::of(rounds.floors.iter().map(|floor| floor.wall.as_secs_f64()));
    let cpu = Spread::of(rounds.floors.iter().map(|floor| floor.cpu.as_secs_f64()));
    println!(
        "  {:<12} wall {:<26} CPU {}",
        "floor",
        wall.seconds(),
        cpu.seconds()
    );
    let each = Spread::of(pairs(rounds).map(|(build, floor)| quotient(build.wall, floor.wall)));
    println!(
        "  build / floor {:.2} by medians [{:.2}–{:.2} by rounds]",
        ratio(rounds),
        each.low,
        each.high
    );
    if wall.high > 2.0 * wall.low {
        println!(
            "  the disk is not steady: the floor's rounds differ by {:.1} times; see benches/README.md",
            wall.high / wall.low
        );
    }
    println!(
        "  {:.1} µs a document; files with a canary: {}\n",
        each_document(rounds),
        leaks(rounds)
    );
}

/// True where no canary came out and the limits are kept; says what is not.
pub(crate) fn within(rounds: &Rounds, max_ratio: Option<f64>, max_memory: Option<f64>) -> bool {
    let memory = rounds
        .builds
        .iter()
        .map(|build| megabytes(build.memory))
        .fold(0.0, f64::max);
    let mut kept = true;
    let mut refuse = |what: String| {
        eprintln!("build: {} documents: {what}", rounds.documents);
        kept = false;
    };
    if leaks(rounds) > 0 {
        refuse(format!("{} files hold a canary", leaks(rounds)));
    }
    if let Some(limit) = max_ratio.filter(|limit| ratio(rounds) > *limit) {
        refuse(format!(
            "{:.2} times the floor, the limit is {limit}",
            ratio(rounds)
        ));
    }
    if let Some(limit) = max_memory.filter(|limit| memory > *limit) {
        refuse(format!("{memory:.0} MB at the peak, the limit is {limit}"));
    }
    kept
}

fn line(name: &str, runs: &[Usage]) {
    let wall = Spread::of(runs.iter().map(|run| run.wall.as_secs_f64()));
    let cpu = Spread::of(runs.iter().map(|run| run.cpu.as_secs_f64()));
    let memory = Spread::of(runs.iter().map(|run| megabytes(run.memory)));
    println!(
        "  {name:<12} wall {:<26} CPU {:<26} peak memory {}",
        wall.seconds(),
        cpu.seconds(),
        memory.megabytes()
    );
}

fn pairs(rounds: &Rounds) -> impl Iterator<Item = (&Usage, &Floor)> {
    rounds.builds.iter().zip(&rounds.floors)
}

fn ratio(rounds: &Rounds) -> f64 {
    let build = Spread::of(rounds.builds.iter().map(|build| build.wall.as_secs_f64()));
    let floor = Spread::of(rounds.floors.iter().map(|floor| floor.wall.as_secs_f64()));
    build.middle / floor.middle
}

fn each_document(rounds: &Rounds) -> f64 {
    Spread::of(rounds.builds.iter().map(|build| build.wall.as_secs_f64())).middle * 1e6
        / number(rounds.documents as u64)
}

fn leaks(rounds: &Rounds) -> usize {
    rounds.floors.first().map_or(0, |floor| floor.leaks)
}

fn quotient(build: Duration, floor: Duration) -> f64 {
    build.as_secs_f64() / floor.as_secs_f64()
}

fn megabytes(bytes: u64) -> f64 {
    number(bytes / 1000) / 1e3
}

/// A figure for printing; beyond 2³² it stays there.
fn number(figure: u64) -> f64 {
    f64::from(u32::try_from(figure).unwrap_or(u32::MAX))
}
