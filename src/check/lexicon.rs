//! The words that rules look for, and the machine that finds all of them in one pass over a text.
//!
//! Words stand in lists (`words/*.toml`). A portal extends a list with a file of its name in the folder `checks/`, or
//! replaces it (`replace = true`). Some lists are no matter of opinion and stand in the rules themselves.

use std::collections::BTreeMap;
use std::ops::Range;

use super::own_list::{self, Form};
use super::rules;
use super::sieve::{Pieces, Sieve};
use super::text::Hit;
use crate::diag::Sink;
use crate::model::Date;
use crate::site::Site;
use crate::source::SourcePath;
use crate::source::fields::{Field, Reader, Shape};
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};

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
    /// What the portal's own body does not want to read.
    Listed,
    /// Labels of a page's furniture: 来源：.
    Label,
    /// Words that announce a picture.
    Picture,
    /// Marks that do not stand beside each other.
    Doubled,
    /// What stands before a person's address.
    Address,
    /// Characters that are not seen.
    Invisible,
    /// Headings of tables that name persons.
    Named,
}

impl List {
    const ALL: [(Self, &'static str, &'static str); 6] = [
        (
            Self::Listed,
            "listed-word",
            include_str!("words/listed-word.toml"),
        ),
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

/// What rules look for that is no matter of opinion: no list of a portal changes it.
const FIXED: [(List, &[&str]); 6] = [
    (List::Label, &rules::empty_label::LABELS),
    (List::Picture, &rules::announced_picture::WORDS),
    (List::Doubled, &rules::repeated_punctuation::DOUBLED),
    (List::Address, &rules::home_address::HEADS),
    (List::Invisible, &rules::placeholder::INVISIBLE),
    (List::Named, &rules::sensitive_table::NAMES),
];

/// A word of a list.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// What is looked for.
    pub(crate) wrong: String,
    /// What it should be, or what it means.
    pub(crate) right: String,
    /// From which day it is wrong.
    pub(crate) from: Option<Date>,
    /// Words around it in which it is right.
    pub(crate) except: Vec<String>,
}

impl Word {
    fn fixed(word: &str) -> Self {
        Self {
            wrong: word.to_owned(),
            right: String::new(),
            from: None,
            except: Vec::new(),
        }
    }

    /// From which day it is wrong; always where none is given.
    pub(crate) fn since(&self) -> Option<Date> {
        self.from
    }
}

static WORD: [Field; 4] = [
    Field::new("word", "词", Shape::Text, "word = \"错的写法\"", "").required(),
    Field::new("right", "对的写法", Shape::Text, "right = \"对的写法\"", ""),
    Field::new("from", "从哪一天起", Shape::Date, "from = 2019-04-01", ""),
    Field::new("except", "例外", Shape::Texts, "except = [\"……\"]", ""),
];
static FILE: [Field; 2] = [
    Field::new(
        "replace",
        "代替自带的词表",
        Shape::Flag,
        "replace = true",
        "",
    ),
    Field::new("word", "词", Shape::Tables(&WORD), "[[word]]", ""),
];
const FORM: Form = Form {
    noun: "词表",
    fields: &FILE,
    code: "word-list",
};

/// A list as it is written: whether it replaces the built-in one, and its words.
fn file(reader: &Reader<'_>) -> (bool, Vec<Word>) {
    let words = reader.tables("word").into_iter().filter_map(|entry| {
        Some(Word {
            wrong: entry.text("word")?,
            right: entry.text("right").unwrap_or_default(),
            from: entry.date("from"),
            except: entry.texts("except"),
        })
    });
    (reader.flag("replace").unwrap_or(false), words.collect())
}

/// A word's place among all words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed(usize);

/// All words of all lists, and the machine that finds them.
pub(crate) struct Lexicon {
    words: Vec<(List, Word)>,
    sieve: Sieve,
    machine: Option<AhoCorasick>,
    laws: BTreeMap<String, Word>,
}

/// The list of repealed laws: names are looked up, not looked for.
const LAWS: (&str, &str) = ("repealed-law", include_str!("words/repealed-law.toml"));

impl Lexicon {
    /// All built-in lists, each with a portal's own over it.
    pub(super) fn new(site: &Site, own: &[(String, String)], sink: &Sink) -> Self {
        let mut words = Vec::new();
        for (list, name, text) in List::ALL {
            let listed = listed((name, text), site, own, sink);
            words.extend(listed.into_iter().map(|word| (list, word)));
        }
        for (list, fixed) in FIXED {
            words.extend(fixed.iter().map(|word| (list, Word::fixed(word))));
        }
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words.iter().map(|(_, word)| word.wrong.as_str()))
            .ok();
        let laws = listed(LAWS, site, own, sink).into_iter();
        Self {
            sieve: Sieve::new(words.iter().map(|(_, word)| word.wrong.as_str())),
            words,
            machine,
            laws: laws.map(|law| (law.wrong.clone(), law)).collect(),
        }
    }

    /// A law that was repealed, by its name without “中华人民共和国”.
    pub(crate) fn repealed_law(&self, name: &str) -> Option<&Word> {
        self.laws.get(name)
    }

    /// The pieces of a text in which words of the lists or numbers of persons may stand.
    pub(super) fn pieces(&self, text: &str) -> Pieces {
        self.sieve.pieces(text)
    }

    /// Every word that stands in some pieces of a text, in the order of their ends; those within a longer word in which they are
    /// right are left out.
    pub(super) fn find<'t>(
        &'t self,
        text: &'t str,
        pieces: &'t Pieces,
    ) -> impl Iterator<Item = (Listed, Range<usize>)> + 't {
        let pieces = self.machine.iter().flat_map(move |machine| {
            let pieces = pieces.words.iter().cloned();
            pieces.map(move |piece| (machine, piece))
        });
        pieces
            .flat_map(move |(machine, piece)| {
                machine.find_overlapping_iter(Input::new(text).range(piece))
            })
            .map(|found| (Listed(found.pattern().as_usize()), found.range()))
            .filter(|(entry, range)| !excepted(text, range, &self.words[entry.0].1.except))
    }

    /// Which list a word is from.
    pub(super) fn list(&self, entry: Listed) -> List {
        self.words[entry.0].0
    }

    /// The word of a hit.
    pub(crate) fn word(&self, hit: &Hit) -> &Word {
        &self.words[hit.entry.0].1
    }
}

/// The words of a built-in list with a portal's own over it; a file that cannot be read is a finding.
fn listed(
    (name, builtin): (&str, &str),
    site: &Site,
    own: &[(String, String)],
    sink: &Sink,
) -> Vec<Word> {
    let path = SourcePath::new(&format!("checks/{name}.toml"));
    let written = own
        .iter()
        .find(|(file, _)| file == path.file_name())
        .and_then(|(_, text)| own_list::read(FORM, &path, text, sink, file));
    let builtin = || {
        let read = own_list::read(FORM, &path, builtin, &Sink::default(), file);
        read.map_or_else(Vec::new, |(_, words)| words)
    };
    let mut words: Vec<Word> = match written {
        Some((true, words)) => words,
        Some((false, words)) => builtin().into_iter().chain(words).collect(),
        None => builtin(),
    };
    let settings = site.config.checks.settings.get(name);
    let kept = match settings.and_then(|settings| settings.get("keep")) {
        Some(setting) => match &setting.value {
            crate::config::SettingValue::Texts(texts) => texts.as_slice(),
            crate::config::SettingValue::Integer(_) => &[],
        },
        None => &[],
    };
    words.retain(|word| !word.wrong.is_empty() && !kept.contains(&word.wrong));
    words
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
