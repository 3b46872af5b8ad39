//! Random things done to a portal: after each, the portal in memory equals one read from nothing.

use std::sync::Arc;

use jiff::Span;
use proptest::prelude::*;

use super::super::{Audience, Changes, Workspace};
use super::texts::{LINES, with_line};
use super::world::{Dice, World};
use super::{differences, files, from_nothing, options, shown};
use crate::portal::Error;

/// Steps, each a kind and a seed.
type Steps = Vec<(u8, u64)>;

/// How many states had no errors, and how many came about without a new plan.
#[derive(Debug, Default)]
struct Counts {
    good: usize,
    exchanged: usize,
}

/// Runs steps on a portal; what went wrong, if anything did.
fn run(start: u64, steps: &Steps, audience: Audience) -> Result<Counts, String> {
    let mut world = World::new(start);
    let mut options = options(world.root().to_owned());
    let workspace = Workspace::open(options.clone(), audience).map_err(|e| e.to_string())?;
    let mut counts = Counts::default();
    if start.is_multiple_of(2) {
        let before = workspace.view();
        workspace.complete();
        compare(&options, audience, &workspace, &before).map_err(|w| format!("start: {w}"))?;
    }
    for (at, (kind, seed)) in steps.iter().enumerate() {
        world.step(*kind, *seed);
        let mut dice = Dice::new(seed.rotate_left(7));
        // Several things are told at once.
        if dice.below(4) == 0 && at + 1 < steps.len() {
            continue;
        }
        let touched = world.take_touched();
        let changes = match dice.below(6) {
            0 => Changes::Everything,
            1 => Changes::Paths(
                touched
                    .iter()
                    .filter_map(|path| Some(path.parent()?.to_owned()))
                    .collect(),
            ),
            _ => Changes::Paths(touched),
        };
        let (before, old) = (workspace.view(), workspace.newest());
        workspace.apply(&changes);
        if let (Some(old), Some(new)) = (old, workspace.newest()) {
            let exchanged = Arc::ptr_eq(&old.plan, &new.plan) && !Arc::ptr_eq(&old, &new);
            counts.exchanged += usize::from(exchanged);
        }
        let tell = |words: &str| format!("step {at}, kind {kind}: {words}");
        counts.good += compare(&options, audience, &workspace, &before).map_err(|w| tell(&w))?;
        // Now and then some days pass, or the clock is set back.
        if dice.below(4) == 0 {
            let days = i64::try_from(dice.below(400)).unwrap_or_default() - 40;
            options.today = options.today.saturating_add(Span::new().days(days));
            let before = workspace.view();
            workspace.turn(options.today);
            let tell = |words: &str| format!("step {at}, {days} days: {words}");
            compare(&options, audience, &workspace, &before).map_err(|w| tell(&w))?;
        }
    }
    Ok(counts)
}

/// Compares what is shown with a reading from nothing.
fn compare(
    options: &crate::portal::Options,
    audience: Audience,
    workspace: &Workspace,
    before: &super::View,
) -> Result<usize, String> {
    let view = workspace.view();
    let (clean, report) = match from_nothing(options, audience) {
        Ok(found) => found,
        // With such an error there is nothing to compare; the next steps are compared again.
        Err(Error::Theme { .. } | Error::Source(_)) => {
            return if view.is_stale() {
                Ok(0)
            } else {
                Err("not stale".into())
            };
        }
    };
    if view.report() != &report {
        return Err(format!("report {:#?}\nclean {report:#?}", view.report()));
    }
    // The newest site is compared whatever is wrong with it, and shown only where nothing is.
    let newest = workspace.newest().map(|made| files(&made));
    let clean = clean.map(|made| files(&made));
    if newest.is_some() != clean.is_some() && !report_has_config_errors(&report) {
        return Err("a site or none".into());
    }
    if let (Some(newest), Some(clean)) = (&newest, &clean) {
        let wrong = differences(newest, clean);
        if !wrong.is_empty() {
            return Err(wrong);
        }
    }
    let good = clean.filter(|_| report.denied() == 0);
    match good {
        None if !view.is_stale() => Err("shown with errors".into()),
        None if !view.paths().eq(before.paths()) => Err("another site is shown".into()),
        None => Ok(0),
        Some(_) if view.is_stale() => Err("stale without errors".into()),
        Some(clean) => {
            let wrong = differences(&shown(&view), &clean);
            if wrong.is_empty() { Ok(1) } else { Err(wrong) }
        }
    }
}

/// Without a configuration there is no site to compare; the last one is kept.
fn report_has_config_errors(report: &crate::diag::Report) -> bool {
    let mut errors = report.diagnostics().iter();
    errors.any(|one| one.path.as_str() == "config.toml")
}

fn steps(most: usize) -> impl Strategy<Value = Steps> {
    prop::collection::vec((0u8..28, 0u64..1 << 40), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn 随意增删改之后与重新读取相同(start in 0u64..1000, steps in steps(24), ahead in any::<bool>()) {
        let audience = if ahead { Audience::Preview } else { Audience::Public };
        let result = run(start, &steps, audience);
        prop_assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}

/// Every key by itself, set, changed and taken away: what it means to other pages is not forgotten.
#[test]
fn 每一项单独修改之后与重新读取相同() {
    let mut world = World::new(3);
    let good = "+++\ntitle = \"单独的文件\"\npublished = 2024-05-10\ndated = 2024-05-01\nopenness = \"public\"\n+++\n正文\n";
    world.put("content/policy/2024/own.md", good.as_bytes());
    let options = options(world.root().to_owned());
    let workspace = Workspace::open(options.clone(), Audience::Public).unwrap();
    let mut text = good.to_owned();
    for (key, values) in LINES {
        let was = good
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{key} = ")));
        for value in values.into_iter().map(Some).chain([was]) {
            text = with_line(&text, key, value);
            world.put("content/policy/2024/own.md", text.as_bytes());
            let before = workspace.view();
            workspace.apply(&Changes::Paths(world.take_touched()));
            let result = compare(&options, Audience::Public, &workspace, &before);
            assert!(result.is_ok(), "{key} = {value:?}: {}", result.unwrap_err());
        }
    }
}

/// The same for a long time: `cargo test --release --lib -- --ignored 很久`.
#[test]
#[ignore = "takes minutes"]
fn 随意增删改很久() {
    let (mut all, mut failures) = (Counts::default(), 0);
    for start in 0..150 {
        let mut dice = Dice::new(start + 5);
        let steps: Steps = (0..40)
            .map(|_| {
                let kind = u8::try_from(dice.below(28)).unwrap();
                (kind, dice.below(1 << 40))
            })
            .collect();
        let audience = if start % 3 == 0 {
            Audience::Preview
        } else {
            Audience::Public
        };
        match run(start, &steps, audience) {
            Ok(found) => {
                all.good += found.good;
                all.exchanged += found.exchanged;
            }
            Err(words) => {
                failures += 1;
                let words: String = words.chars().take(3000).collect();
                eprintln!("start {start}: {words}");
            }
        }
    }
    eprintln!("of 6000 steps: {all:?}");
    assert_eq!(failures, 0);
    assert!(all.good > 200 && all.exchanged > 200);
}
