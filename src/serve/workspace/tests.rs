//! A portal in memory equals one that is read from nothing, whatever was done to its files.

mod ahead;
mod steps;
mod texts;
mod timing;
mod world;

use std::fmt::Write as _;
use std::path::PathBuf;

use jiff::civil::date;
use rayon::prelude::*;

use super::{Audience, View};
use crate::diag::{Report, Sink};
use crate::portal::{self, Made, Options};
use crate::publish::Body;
use crate::publish::manifest::MANIFEST;

fn options(root: PathBuf) -> Options {
    Options {
        root,
        today: date(2026, 6, 1),
        base_url: None,
    }
}

/// What a run from nothing gives: a site, whatever is wrong with it, and the findings.
fn from_nothing(
    options: &Options,
    audience: Audience,
) -> Result<(Option<Made>, Report), portal::Error> {
    let sink = Sink::default();
    let read = portal::read(options, audience, |_| (), &sink)?;
    Ok((read.made, sink.into_report(&read.levels)))
}

fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Bytes(bytes) => bytes,
        Body::CopyOf(file) => std::fs::read(file).unwrap_or_default(),
    }
}

/// Paths with bytes, in the order of the plan.
type Files = Vec<(String, Vec<u8>)>;

/// Every file of a site.
fn files(made: &Made) -> Files {
    (0..made.plan.len())
        .into_par_iter()
        .map(|at| (made.path(at).to_owned(), bytes(made.make(at).unwrap())))
        .collect()
}

/// Every output of a view but the manifest, which follows from the others.
fn shown(view: &View) -> Files {
    let paths = view.paths().filter(|path| *path != MANIFEST);
    let made = |path: &str| bytes(view.make(view.find(path).unwrap()).unwrap());
    paths.map(|path| (path.to_owned(), made(path))).collect()
}

/// Where two sites differ, with the first line of each difference.
fn differences(one: &Files, other: &Files) -> String {
    let paths =
        |files: &Files| -> Vec<String> { files.iter().map(|(path, _)| path.clone()).collect() };
    if paths(one) != paths(other) {
        let (one, other) = (paths(one), paths(other));
        let first = one.iter().zip(&other).find(|(a, b)| a != b);
        return format!("{} and {} files: {first:?}", one.len(), other.len());
    }
    let mut out = String::new();
    for ((path, one), (_, other)) in one.iter().zip(other).filter(|(a, b)| a != b) {
        let [one, other] = [one, other].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let pair = one.lines().zip(other.lines()).find(|(a, b)| a != b);
        let _ = writeln!(out, "{path}: {pair:?}");
    }
    out
}
