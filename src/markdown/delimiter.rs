//! Runs of delimiters: what each may do, and which belong together.
//!
//! In: the runs of one level in their order. Out: what each opens and closes. It must never look at tokens.

use std::ops::Range;

use super::cjk::Class;
use super::tree::Kind;

/// A run of delimiters longer than this masks something.
const MAX_RUN: usize = 3;

/// A run of `*` or `~`.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) mark: u8,
    pub(super) span: Range<usize>,
    pub(super) can_open: bool,
    pub(super) can_close: bool,
    /// What stands right before and right behind it.
    pub(super) before: Class,
    pub(super) after: Class,
    /// Pauses in the text before it: all of them, and those outside brackets.
    pub(super) pauses: (u32, u32),
    /// Delimiters not yet used.
    pub(super) left: usize,
    pub(super) closes: Vec<Kind>,
    pub(super) opens: Vec<Kind>,
}

pub(super) fn width(kind: Kind) -> usize {
    if kind == Kind::Emphasis { 1 } else { 2 }
}

/// Decides what a run may do from what stands on either side of it.
pub(super) fn settle(run: &mut Run, body: &str, bounds: &Range<usize>) {
    let neighbour = |text: Option<char>| text.unwrap_or(' ');
    let before = neighbour(body[bounds.start..run.span.start].chars().next_back());
    let after = neighbour(
        body[run.span.end..bounds.end.max(run.span.end)]
            .chars()
            .next(),
    );
    let (left, right) = (Class::of(before), Class::of(after));
    run.left = run.span.len();
    run.before = left;
    run.after = right;
    let between = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    let digit = before.is_ascii_digit() || after.is_ascii_digit();
    let masks = run.left > MAX_RUN
        || (run.mark == b'~' && run.left != 2)
        || (run.mark == b'*' && between && (run.left != 2 || digit));
    if masks {
        return;
    }
    let apart = |class: Class| class == Class::Space || class.is_punctuation();
    run.can_open = match right {
        Class::Space => false,
        Class::Word | Class::Cjk | Class::Opening => true,
        Class::Closing | Class::Pause => apart(left),
        Class::Mark => apart(left) || left == Class::Cjk,
    };
    run.can_close = match left {
        Class::Space => false,
        Class::Word | Class::Cjk | Class::Closing | Class::Pause => true,
        Class::Opening => apart(right),
        Class::Mark => apart(right) || right == Class::Cjk,
    };
}

/// Pairs the runs of one level, as CommonMark does once it knows what may open and close.
pub(super) fn match_runs(runs: &mut [Run], level: &[usize]) {
    let mut openers: Vec<usize> = Vec::new();
    // No opener at or below this index fits a closer of the kind: keeps the search linear.
    let mut floor = [None::<usize>; 24];
    for &closer in level {
        if runs[closer].can_close {
            let kind = kind_of(&runs[closer]);
            while runs[closer].left > 0 {
                let found = openers
                    .iter()
                    .rposition(|&opener| {
                        floor[kind].is_some_and(|floor| opener <= floor)
                            || fits(&runs[opener], &runs[closer])
                    })
                    .filter(|at| floor[kind].is_none_or(|floor| openers[*at] > floor));
                let Some(at) = found else {
                    floor[kind] = openers.last().copied().max(floor[kind]);
                    break;
                };
                let opener = openers[at];
                openers.truncate(at + 1);
                join(runs, opener, closer);
                if runs[opener].left == 0 {
                    openers.pop();
                }
            }
        }
        if runs[closer].can_open && runs[closer].left > 0 {
            openers.push(closer);
        }
    }
}

/// Closers of one kind are fitted by the same openers.
fn kind_of(run: &Run) -> usize {
    let mark = usize::from(run.mark == b'~');
    ((mark * 3 + run.span.len() % 3) * 2 + usize::from(run.can_open)) * 2
        + usize::from(run.before.is_letter())
}

fn fits(opener: &Run, closer: &Run) -> bool {
    if opener.mark != closer.mark {
        return false;
    }
    if opener.mark == b'~' {
        return true;
    }
    let (a, b) = (opener.span.len(), closer.span.len());
    let odd = (opener.can_close || closer.can_open)
        && (a + b).is_multiple_of(3)
        && !(a.is_multiple_of(3) && b.is_multiple_of(3));
    !odd && !masks_names(opener, closer)
}

/// `张*明、李*华` and `张**（男）、李**（女）`: both ends follow a letter, and a pause lies between.
fn masks_names(opener: &Run, closer: &Run) -> bool {
    if !opener.before.is_letter() || !closer.before.is_letter() {
        return false;
    }
    if opener.span.len() == 1 {
        closer.pauses.0 > opener.pauses.0
    } else {
        opener.after.is_punctuation() && closer.pauses.1 > opener.pauses.1
    }
}

fn join(runs: &mut [Run], opener: usize, closer: usize) {
    let kind = match (runs[opener].mark, runs[opener].left, runs[closer].left) {
        (b'~', ..) => Kind::Strike,
        (_, 2.., 2..) => Kind::Strong,
        _ => Kind::Emphasis,
    };
    for end in [opener, closer] {
        runs[end].left = runs[end].left.saturating_sub(width(kind));
    }
    runs[opener].opens.push(kind);
    runs[closer].closes.push(kind);
}
