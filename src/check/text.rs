//! The texts of a document and the words found in them: one pass over each text for all rules that look for words.
//!
//! Words stand in lists (`words/*.toml`). A portal extends a list with a file of its name in the folder `checks/`, or
//! replaces it (`replace = true`).

use std::cell::OnceCell;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::finding::{Finding, Place};
use super::person;
use super::rules::home_address;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Date, Detail};
use crate::site::{Entry, Site};
use crate::source::SourcePath;

/// Which list a word is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    /// Wrong words and the right ones.
    Misspelling,
    /// Names of bodies that were renamed.
    FormerName,
    /// Traces of unfinished or broken text.
    Placeholder,
    /// 密级 and other marks of what must not be on the net.
    Secret,
    /// 附注: what a text says of its own openness.
    Openness,
    /// What stands before a person's address. No list of a file's: the words are the rule's own.
    Address,
}

impl List {
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (
            Self::Misspelling,
            "misspelling",
            include_str!("words/misspelling.toml"),
        ),
        (
            Self::FormerName,
            "former-name",
            include_str!("words/former-name.toml"),
        ),
        (
            Self::Placeholder,
            "placeholder",
            include_str!("words/placeholder.toml"),
        ),
        (
            Self::Secret,
            "secret-mark",
            include_str!("words/secret-mark.toml"),
        ),
        (
            Self::Openness,
            "openness-mark",
            include_str!("words/openness-mark.toml"),
        ),
    ];
}

/// A word of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    /// What is looked for.
    #[serde(rename = "word")]
    pub(crate) wrong: String,
    /// What it should be, or what it means.
    #[serde(default)]
    pub(crate) right: String,
    /// From which day it is wrong.
    #[serde(default)]
    pub(crate) from: Option<toml::value::Datetime>,
    /// Words around it in which it is right.
    #[serde(default)]
    pub(crate) except: Vec<String>,
}

impl Word {
    /// From which day it is wrong; always where none is given.
    pub(crate) fn since(&self) -> Option<Date> {
        let date = self.from?.date?;
        let month = i8::try_from(date.month).ok()?;
        let day = i8::try_from(date.day).ok()?;
        Date::new(i16::try_from(date.year).ok()?, month, day).ok()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    replace: bool,
    #[serde(default)]
    word: Vec<Word>,
}

/// All words of all lists, and the machine that finds them.
pub(crate) struct Lexicon {
    words: Vec<(List, Word)>,
    machine: Option<AhoCorasick>,
}

impl Lexicon {
    /// The built-in lists with a portal's own over them; a file that cannot be read is a finding.
    pub(super) fn new(site: &Site, own: &[(String, String)], sink: &Sink) -> Self {
        let mut words = Vec::new();
        for (list, name, text) in List::ALL {
            let path = SourcePath::new(&format!("checks/{name}.toml"));
            let file: Option<File> = own
                .iter()
                .find(|(file, _)| file == path.file_name())
                .and_then(|(_, text)| {
                    toml::from_str(text)
                        .map_err(|error| bad_list(&path, &error, sink))
                        .ok()
                });
            let builtin =
                || toml::from_str(text).map_or_else(|_| Vec::new(), |file: File| file.word);
            let all = match file {
                Some(file) if file.replace => file.word,
                Some(file) => builtin().into_iter().chain(file.word).collect(),
                None => builtin(),
            };
            let kept = site
                .config
                .checks
                .settings
                .get(name)
                .and_then(|settings| settings.get("keep"));
            let keep = |word: &str| {
                kept.is_some_and(|setting| match &setting.value {
                    crate::config::SettingValue::Texts(texts) => texts.iter().any(|t| t == word),
                    crate::config::SettingValue::Integer(_) => false,
                })
            };
            words.extend(
                all.into_iter()
                    .filter(|word| !word.wrong.is_empty() && !keep(&word.wrong))
                    .map(|word| (list, word)),
            );
        }
        words.extend(address_words().map(|word| (List::Address, word)));
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words.iter().map(|(_, word)| word.wrong.as_str()))
            .ok();
        Self { words, machine }
    }

    /// The word of a hit.
    pub(crate) fn word(&self, hit: &Hit) -> &Word {
        &self.words[hit.entry].1
    }
}

fn address_words() -> impl Iterator<Item = Word> {
    home_address::HEADS.iter().map(|word| Word {
        wrong: (*word).to_owned(),
        right: String::new(),
        from: None,
        except: Vec::new(),
    })
}

fn bad_list(path: &SourcePath, error: &toml::de::Error, sink: &Sink) {
    let span = error.span().map(crate::diag::Span::from);
    let message = format!("词表读不出来: {}", error.message());
    sink.push(
        Diagnostic::error("word-list", path, span, message)
            .help("每个词一节: [[word]]，其下写 word = \"错的\"、right = \"对的\""),
    );
}

/// Which text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A key of its front matter.
    Key(&'static str),
    /// Its body.
    Body,
    /// The name of an attachment.
    FileName,
    /// A cell of a list; its place among the document's lists.
    List(usize),
    /// What an attachment says; its place among the document's attachments.
    File(usize),
}

/// One text.
pub(crate) struct Text<'a> {
    pub(crate) part: Part,
    pub(crate) text: &'a str,
}

impl Text<'_> {
    /// A finding at some bytes of this text.
    pub(crate) fn finding(
        &self,
        entry: &Entry,
        range: &Range<usize>,
        message: impl Into<String>,
    ) -> Finding {
        let document = &entry.document;
        let place = match self.part {
            Part::Key(key) => Place::Word(key, self.text[range.clone()].to_owned()),
            Part::Body => Place::Span(document.body.span(range)),
            Part::File(index) => {
                let file = &document.attachments[index];
                let path = SourcePath::new(&format!("{}/{}", document.path.folder(), file.name));
                let word = self.text[range.clone()].to_owned();
                let mut finding = Finding::new(&path, Place::Text(word), message);
                finding.inside = Some((Box::new(file.clone()), range.start));
                return finding;
            }
            Part::List(index) => {
                let place = Place::Text(self.text[range.clone()].to_owned());
                return Finding::new(&document.lists[index].path, place, message);
            }
            Part::FileName => {
                return Finding::new(&document.path, Place::Key("attachments"), message)
                    .label("在附件的文件名里");
            }
        };
        Finding::new(&document.path, place, message)
    }
}

/// A word of a list, found.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// The list.
    pub(crate) list: List,
    /// Which of the texts.
    pub(crate) text: usize,
    /// Where in it.
    pub(crate) range: Range<usize>,
    entry: usize,
}

/// The texts of a document and the words found in them.
pub(crate) struct Texts<'a> {
    /// Title and other fields, the body, names and captions of attachments.
    pub(crate) all: Vec<Text<'a>>,
    /// What attachments say.
    files: Vec<Text<'a>>,
    /// What was found in all of them, those of attachments behind the others.
    pub(crate) hits: Vec<Hit>,
    /// Where numbers of persons can stand.
    numbers: OnceCell<Vec<(usize, Range<usize>)>>,
}

impl<'a> Texts<'a> {
    pub(super) fn read(entry: &'a Entry, lexicon: &Lexicon) -> Self {
        let all = texts(entry);
        let attachments = entry.document.attachments.iter().enumerate();
        let files: Vec<Text<'a>> = attachments
            .filter_map(|(at, file)| {
                Some(Text {
                    part: Part::File(at),
                    text: file.text.as_str()?,
                })
            })
            .collect();
        let mut hits = Vec::new();
        if let Some(machine) = &lexicon.machine {
            for (at, text) in all.iter().chain(&files).enumerate() {
                for found in machine.find_overlapping_iter(text.text) {
                    let word = found.pattern().as_usize();
                    let (list, listed) = &lexicon.words[word];
                    if !excepted(text.text, &found.range(), &listed.except) {
                        hits.push(Hit {
                            list: *list,
                            text: at,
                            range: found.range(),
                            entry: word,
                        });
                    }
                }
            }
        }
        Self {
            all,
            files,
            hits,
            numbers: OnceCell::new(),
        }
    }

    /// The pieces of all texts in which numbers of persons can stand; looked for once for all rules.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (&Text<'a>, &Range<usize>)> {
        let numbers = self.numbers.get_or_init(|| {
            let texts = self.scanned().enumerate();
            texts
                .flat_map(|(at, text)| {
                    person::pieces(text.text)
                        .into_iter()
                        .map(move |piece| (at, piece))
                })
                .collect()
        });
        numbers.iter().map(|(at, piece)| (self.text(*at), piece))
    }

    /// Everything that numbers of persons may stand in: what attachments say too.
    pub(crate) fn scanned(&self) -> impl Iterator<Item = &Text<'a>> {
        self.all.iter().chain(&self.files)
    }

    fn text(&self, at: usize) -> &Text<'a> {
        match self.all.get(at) {
            Some(text) => text,
            None => &self.files[at - self.all.len()],
        }
    }

    /// What was found of a list.
    pub(crate) fn of(&self, list: List) -> impl Iterator<Item = (&Text<'a>, &Hit)> {
        self.hits
            .iter()
            .filter(move |hit| hit.list == list)
            .map(|hit| (self.text(hit.text), hit))
    }
}

/// Whether a word stands inside one of the longer words in which it is right.
fn excepted(text: &str, range: &Range<usize>, except: &[String]) -> bool {
    let word = &text[range.clone()];
    except.iter().any(|longer| {
        longer.match_indices(word).any(|(offset, _)| {
            range
                .start
                .checked_sub(offset)
                .and_then(|start| text.get(start..start + longer.len()))
                == Some(longer.as_str())
        })
    })
}

fn texts(entry: &Entry) -> Vec<Text<'_>> {
    let document = &entry.document;
    let key = |key, text| Text {
        part: Part::Key(key),
        text,
    };
    let mut all = vec![key("title", document.title.as_str())];
    let optional = [
        ("summary", &document.summary),
        ("source", &document.source),
        ("editor", &document.editor),
    ];
    all.extend(
        optional
            .into_iter()
            .filter_map(|(name, text)| Some(key(name, text.as_deref()?))),
    );
    all.extend(document.keywords.iter().map(|word| key("keywords", word)));
    of_kind(&document.detail, &mut all);
    for attachment in &document.attachments {
        all.extend(attachment.title.iter().map(|text| key("attachments", text)));
        all.push(Text {
            part: Part::FileName,
            text: &attachment.name,
        });
    }
    for (at, list) in document.lists.iter().enumerate() {
        let cells = list.rows.iter().flat_map(|row| &row.cells);
        all.extend(
            list.head
                .iter()
                .chain(cells)
                .filter(|cell| !cell.is_empty())
                .map(|cell| Text {
                    part: Part::List(at),
                    text: cell,
                }),
        );
    }
    all.push(Text {
        part: Part::Body,
        text: &document.body.text,
    });
    all
}

/// The texts that only one kind has.
fn of_kind<'a>(detail: &'a Detail, all: &mut Vec<Text<'a>>) {
    let key = |key, text| Text {
        part: Part::Key(key),
        text,
    };
    match detail {
        Detail::Consultation(consultation) => {
            all.extend(consultation.contact.iter().map(|text| key("contact", text)));
            let note = consultation
                .outcome
                .as_ref()
                .and_then(|o| o.note.as_deref());
            all.extend(note.map(|text| key("outcome.note", text)));
        }
        Detail::Disclosure(Some(act)) => {
            all.extend(act.subject.iter().map(|text| key("act.subject", text)));
        }
        Detail::Interpretation(interpretation) => {
            all.extend(
                interpretation
                    .interpreter
                    .iter()
                    .map(|text| key("interpreter", text)),
            );
        }
        _ => {}
    }
}
