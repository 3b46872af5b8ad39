//! Words that must not come out, and the search for them.

use crate::support::{Build, archive};

/// What every canary holds: one search finds them all.
const MARK: &str = "gkcanary";
/// Stands beside it in texts, for whatever keeps only 汉字.
const HAN: &str = "机密金丝雀";

/// The canaries of a portal, each with the place it was put in.
#[derive(Default)]
pub(crate) struct Canaries(Vec<String>);

impl Canaries {
    /// A canary of ASCII letters and digits, for names and addresses.
    pub(crate) fn word(&mut self, place: impl Into<String>) -> String {
        self.0.push(place.into());
        format!("{MARK}{:05}z", self.0.len())
    }

    /// A canary in a sentence.
    pub(crate) fn text(&mut self, place: impl Into<String>) -> String {
        format!("{HAN}{}", self.word(place))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    fn place(&self, number: &str) -> &str {
        let number: usize = number.parse().unwrap_or(0);
        number
            .checked_sub(1)
            .and_then(|at| self.0.get(at))
            .map_or("?", String::as_str)
    }
}

/// Every leak of a build, a line each: where it is, and where the canary was put.
pub(crate) fn found(build: &Build, canaries: &Canaries) -> Vec<String> {
    let mut leaks = Vec::new();
    let mut look = |place: &str, bytes: &[u8]| look(&mut leaks, canaries, place, bytes);
    look("standard output", build.stdout.as_bytes());
    look("standard error", build.stderr.as_bytes());
    for (path, bytes) in build.output_files() {
        look(&format!("path {path}"), path.as_bytes());
        look(&path, &bytes);
        for (name, bytes) in archive::members(&bytes) {
            look(&format!("{path}, {name}"), &bytes);
        }
    }
    leaks
}

fn look(leaks: &mut Vec<String>, canaries: &Canaries, place: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    // Text in two bytes a letter, at either parity.
    let narrow: String = text.chars().filter(|c| *c != '\0').collect();
    for text in [&text, &narrow] {
        for (at, _) in text.match_indices(MARK) {
            let number: String = text[at + MARK.len()..].chars().take(5).collect();
            leaks.push(format!(
                "{place}: canary {number}, put in {}",
                canaries.place(&number)
            ));
        }
        if text.len() == narrow.len() {
            break;
        }
    }
    let encoded: Vec<String> = HAN.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let escaped: Vec<String> = HAN
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect();
    for form in [HAN, &encoded.concat(), &escaped.concat()] {
        if text.contains(form) {
            leaks.push(format!("{place}: {HAN}"));
        }
    }
}
