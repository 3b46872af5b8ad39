//! The texts of a document that are searched, and how they are cut into passages.
//!
//! In: a document. Out: its own text and those of its files, each in passages of whole lines. No phrase crosses the end of a line, so
//! no phrase is in two passages: each passage can be searched, looked up and shown by itself.

use crate::markdown;
use crate::model::{self, FileText};
use crate::site::Entry;

/// Bytes of text that a passage has at most; its last line may pass that.
pub(super) const PASSAGE: usize = 6500;
/// Passages that one text may have; beyond that they grow longer.
const MOST: usize = 4096;

/// A text in its place, not yet read.
pub(super) struct Text<'e> {
    /// How many slots it has; the last may be empty.
    pub(super) slots: u32,
    /// Where it stands; none for the document's own text.
    pub(super) file: Option<File<'e>>,
    source: Source<'e>,
}

/// A file that is published with a document.
pub(super) struct File<'e> {
    /// What a reader calls it.
    pub(super) name: &'e str,
    /// Its path below the document.
    pub(super) path: &'e str,
}

enum Source<'e> {
    Document(&'e Entry),
    File(&'e model::Text),
}

/// What a text says.
pub(super) struct Words {
    slots: u32,
    text: String,
}

/// The files of a document that were read, with what they say.
fn files(entry: &Entry) -> impl Iterator<Item = (File<'_>, &model::Text)> {
    entry.document.attachments.iter().filter_map(|file| {
        let FileText::Read { text, .. } = &file.text else {
            return None;
        };
        let name = file.title.as_deref().unwrap_or(&file.name);
        let path = &*file.name;
        Some((File { name, path }, &**text))
    })
}

/// How long each text of a document is and how many slots it needs, its own first. The source of a text stands for it, for
/// nothing need be parsed: it is a little longer.
pub(super) fn slots(entry: &Entry) -> impl Iterator<Item = (usize, u32)> {
    let own = entry.length();
    let files = files(entry).map(|(_, text)| text.len());
    std::iter::once(own)
        .chain(files)
        .map(|length| (length, slots_for(length)))
}

/// A power of two, so that an edit seldom changes it.
fn slots_for(length: usize) -> u32 {
    let slots = length.div_ceil(PASSAGE).clamp(1, MOST);
    u32::try_from(slots.next_power_of_two()).unwrap_or(1)
}

/// The texts of a document, its own first.
pub(super) fn texts(entry: &Entry) -> impl Iterator<Item = Text<'_>> {
    let own = Text {
        slots: slots_for(entry.length()),
        file: None,
        source: Source::Document(entry),
    };
    let files = files(entry).map(|(file, text)| Text {
        slots: slots_for(text.len()),
        file: Some(file),
        source: Source::File(text),
    });
    std::iter::once(own).chain(files)
}

impl Text<'_> {
    /// Reads it.
    pub(super) fn read(&self) -> Words {
        let text = match self.source {
            Source::Document(entry) => entry.plain().into_owned(),
            Source::File(text) => markdown::tidy(&text.read()),
        };
        let slots = self.slots;
        Words { slots, text }
    }
}

impl Words {
    /// The passages, each with its slot, about equally long; every line is in exactly one.
    pub(super) fn passages(&self) -> impl Iterator<Item = (u32, &str)> {
        let text = &*self.text;
        let mut start = 0;
        (0..self.slots).map(move |slot| {
            let from = start;
            let bound = text.len() * (slot as usize + 1) / self.slots as usize;
            if slot + 1 == self.slots || text.len() <= bound {
                start = text.len();
            } else if from < bound {
                // The passage ends before the first line that begins behind its bound.
                let line = text.as_bytes()[bound - 1..]
                    .iter()
                    .position(|byte| *byte == b'\n');
                start = line.map_or(text.len(), |line| bound + line);
            }
            (slot, text[from..start].trim_end_matches('\n'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{PASSAGE, Words, slots_for};

    fn passages(text: &str) -> Vec<String> {
        let words = Words {
            slots: slots_for(text.len()),
            text: text.to_owned(),
        };
        words
            .passages()
            .map(|(_, passage)| passage.to_owned())
            .collect()
    }

    #[test]
    fn 每一行都在一段里() {
        for length in [1, 7, 100, 2999, 3000, 5000] {
            for count in [0, 1, 2, 5, 17, 40] {
                let line = "甲".repeat(length);
                let text = vec![line.as_str(); count].join("\n");
                let passages = passages(&text);
                assert!(passages.len().is_power_of_two());
                let lines: Vec<&str> = passages
                    .iter()
                    .flat_map(|passage| passage.lines())
                    .collect();
                assert_eq!(lines.len(), if length == 0 { 0 } else { count });
                assert!(lines.iter().all(|other| *other == line));
                let most = PASSAGE + line.len() + 1;
                assert!(
                    passages.iter().all(|passage| passage.len() <= most),
                    "{length} {count}"
                );
            }
        }
    }

    #[test]
    fn 短文只有一段() {
        assert_eq!(passages("第一条\n第二条"), ["第一条\n第二条"]);
        assert_eq!(passages(""), [""]);
    }
}
