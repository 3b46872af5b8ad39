//! Makes every output in parallel and hands each to the disk as soon as it is there: never are all of them in memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::error::{DiskError, PublishError};
use super::layout::Layout;
use super::path::OutPath;
use super::{Body, Outputs, Turn};

/// How many outputs that could not be made are told in full.
const SHOWN: usize = 50;
/// How many outputs a thread takes at a time.
const CHUNK: usize = 8;

/// Makes all outputs, puts each with `put`, and gives what `put` gave in the order of the layout.
///
/// When one cannot be made, the others still are, so that every mistake is found at once, but nothing more is put. When the disk
/// fails, all ends at once.
pub(super) fn make_all<O: Outputs, T: Send>(
    outputs: &O,
    layout: &Layout,
    put: impl Fn(&OutPath, Body) -> Result<T, DiskError> + Sync,
) -> Result<Vec<T>, PublishError<O::Error>> {
    let failures = Failures::new();
    let make_one = |position: usize| {
        let (path, index) = &layout.files[position];
        if failures.disk_failed.load(Ordering::Relaxed) {
            return None;
        }
        match outputs.make(*index) {
            Err(error) => failures.add(position, error),
            Ok(body) if failures.total.load(Ordering::Relaxed) == 0 => match put(path, body) {
                Ok(put) => return Some(put),
                Err(error) => failures.add_disk(error),
            },
            Ok(_) => {}
        }
        None
    };
    let queue = queue(outputs, layout);
    let preparations = (0..outputs.preparations()).map(Task::Prepare);
    let tasks: Vec<Task> = preparations
        .chain(queue.chunks(CHUNK).map(Task::Make))
        .collect();
    // Not split as rayon splits a list: each thread takes what is next, so that turns are kept.
    let next = AtomicUsize::new(0);
    let made = tasks.par_iter().with_max_len(1).map(|_| {
        match tasks[next.fetch_add(1, Ordering::Relaxed)] {
            Task::Prepare(index) => {
                outputs.prepare(index);
                Vec::new()
            }
            Task::Make(chunk) => chunk
                .iter()
                .map(|position| (*position, make_one(*position)))
                .collect(),
        }
    });
    let made: Vec<Vec<(usize, Option<T>)>> = made.collect();
    failures.into_result(layout)?;
    let mut in_order: Vec<Option<T>> = layout.files.iter().map(|_| None).collect();
    for (position, put) in made.into_iter().flatten() {
        in_order[position] = put;
    }
    Ok(in_order.into_iter().flatten().collect())
}

/// What a thread takes at a time.
#[derive(Clone, Copy)]
enum Task<'q> {
    /// Something that outputs share.
    Prepare(usize),
    /// Outputs by their positions.
    Make(&'q [usize]),
}

/// The positions of all outputs in the order in which they are begun.
fn queue<O: Outputs>(outputs: &O, layout: &Layout) -> Vec<usize> {
    let (mut first, mut early, mut any) = (Vec::new(), Vec::new(), Vec::new());
    for (position, (_, index)) in layout.files.iter().enumerate() {
        let of_its_turn = match outputs.turn(*index) {
            Turn::First => &mut first,
            Turn::Early => &mut early,
            Turn::Any => &mut any,
        };
        of_its_turn.push(position);
    }
    // Something to do for the other threads while the last preparations are made.
    let (meanwhile, any) = any.split_at(any.len() / 32);
    // Before the slow ones what the first had in memory is given back.
    let (some, rest) = any.split_at(any.len() / 8);
    [meanwhile, &first, some, &early, rest].concat()
}

/// What went wrong so far.
struct Failures<E> {
    disk_failed: AtomicBool,
    disk: Mutex<Option<DiskError>>,
    total: AtomicUsize,
    /// The first by position, whichever thread was faster.
    shown: Mutex<BTreeMap<usize, E>>,
}

impl<E> Failures<E> {
    fn new() -> Self {
        Self {
            disk_failed: AtomicBool::new(false),
            disk: Mutex::new(None),
            total: AtomicUsize::new(0),
            shown: Mutex::new(BTreeMap::new()),
        }
    }

    fn add(&self, position: usize, error: E) {
        self.total.fetch_add(1, Ordering::Relaxed);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.insert(position, error);
        if shown.len() > SHOWN {
            shown.pop_last();
        }
    }

    fn add_disk(&self, error: DiskError) {
        self.disk_failed.store(true, Ordering::Relaxed);
        self.disk
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(error);
    }

    fn into_result(self, layout: &Layout) -> Result<(), PublishError<E>> {
        if let Some(error) = self
            .disk
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
        {
            return Err(error.into());
        }
        match self.total.into_inner() {
            0 => Ok(()),
            total => {
                let shown = self
                    .shown
                    .into_inner()
                    .unwrap_or_else(PoisonError::into_inner);
                let shown = shown
                    .into_iter()
                    .map(|(at, error)| (layout.files[at].0.clone(), error))
                    .collect();
                Err(PublishError::Render { shown, total })
            }
        }
    }
}
