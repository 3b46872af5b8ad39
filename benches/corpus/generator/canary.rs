//! Strings that must be in no byte of the output. In: a document's number. Out: its canaries, one for each place.

use super::random::Random;

/// What all canaries begin with: lower case letters only, so that it survives slugs, heading ids and percent-encoding.
pub(crate) const PREFIX: &str = "gkcanary";

/// The canary of a document for one place, a letter: `a` body, `b` title, `c` summary, `d` keyword, `e` path, `f` attachment, `g` reason, `h` alias.
pub(crate) fn canary(seed: u64, number: usize, place: char) -> String {
    let mark = Random::new(seed ^ 0xca_0a17, number).draw() >> 32;
    format!("{PREFIX}{mark:08x}{place}")
}
