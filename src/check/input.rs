//! What a rule may look at.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::hint;
use super::markup::{Link, Markup};
use super::record::Record;
use super::requirement::Requirement;
use super::scan::{Bracket, Line, brackets, lines};
use super::text::{Lexicon, Texts};
use crate::config::{Agency, SettingValue};
use crate::model::{Category, Date, Detail, Validity, Violation};
use crate::site::{DocId, Entry, Site};

/// The portal as a whole.
pub(crate) struct Input<'a> {
    /// Public documents, joined.
    pub(crate) site: &'a Site,
    /// The bare facts of every document, public or not.
    pub(crate) records: &'a [Record],
    /// All words that rules look for.
    pub(crate) lexicon: &'a Lexicon,
    /// What agencies must have.
    pub(crate) required: &'a [Requirement],
    over: OnceLock<BTreeMap<String, DocId>>,
}

/// What an inspection looks with, beside the portal.
pub(super) struct Knowledge {
    pub(super) lexicon: Lexicon,
    pub(super) required: Vec<Requirement>,
}

impl Knowledge {
    /// All that rules of single documents need.
    pub(super) fn of_documents(lexicon: Lexicon) -> Self {
        Self {
            lexicon,
            required: Vec::new(),
        }
    }
}

impl<'a> Input<'a> {
    pub(super) fn new(site: &'a Site, records: &'a [Record], knowledge: &'a Knowledge) -> Self {
        Self {
            site,
            records,
            lexicon: &knowledge.lexicon,
            required: &knowledge.required,
            over: OnceLock::new(),
        }
    }

    /// The document with a title, if it was repealed or has expired and no other of that title is in force.
    pub(crate) fn over(&self, title: &str) -> Option<DocId> {
        let site = self.site;
        let titles = self.over.get_or_init(|| {
            let is_over = |id: &DocId| {
                let status = site.entry(*id).status.as_ref();
                status.is_some_and(|status| {
                    matches!(status.validity, Validity::Repealed | Validity::Expired)
                })
            };
            let title = |id: DocId| site.entry(id).document.title.as_str();
            let mut over: BTreeMap<String, DocId> = site
                .ids()
                .filter(is_over)
                .map(|id| (title(id).to_owned(), id))
                .collect();
            if !over.is_empty() {
                for id in site.ids().filter(|id| !is_over(id)) {
                    over.remove(title(id));
                }
            }
            over
        });
        titles.get(title).copied()
    }

    /// The day of the check.
    pub(crate) fn today(&self) -> Date {
        self.site.today
    }

    /// A number that `[checks]` gives to a rule, else the rule's own.
    pub(crate) fn number(&self, rule: &str, key: &str, default: i64) -> i64 {
        match self.setting(rule, key) {
            Some(SettingValue::Integer(number)) => *number,
            _ => default,
        }
    }

    /// Words that `[checks]` gives to a rule; none where it gives none.
    pub(crate) fn words(&self, rule: &str, key: &str) -> &'a [String] {
        match self.setting(rule, key) {
            Some(SettingValue::Texts(words)) => words,
            _ => &[],
        }
    }

    fn setting(&self, rule: &str, key: &str) -> Option<&'a SettingValue> {
        let settings = self.site.config.checks.settings.get(rule)?;
        settings.get(key).map(|setting| &setting.value)
    }
}

/// One public document.
pub(crate) struct Page<'a> {
    /// The portal that it stands in.
    pub(crate) input: &'a Input<'a>,
    /// The document, with what the site knows of it.
    pub(crate) entry: &'a Entry,
    markup: OnceCell<Markup<'a>>,
    links_out: OnceCell<bool>,
    lines: OnceCell<Vec<Line<'a>>>,
    heads: OnceCell<Vec<&'a str>>,
    texts: OnceCell<Texts<'a>>,
    brackets: OnceCell<Vec<Bracket>>,
    violations: OnceCell<Vec<Violation>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(input: &'a Input<'a>, id: DocId) -> Self {
        Self {
            input,
            entry: input.site.entry(id),
            markup: OnceCell::new(),
            links_out: OnceCell::new(),
            lines: OnceCell::new(),
            heads: OnceCell::new(),
            texts: OnceCell::new(),
            brackets: OnceCell::new(),
            violations: OnceCell::new(),
        }
    }

    /// Whose it is.
    pub(crate) fn agency(&self) -> &'a Agency {
        self.input.site.config.agency(self.entry.document.agency)
    }

    /// Headings, links, pictures and tables of the body; read once for all rules.
    pub(crate) fn markup(&self) -> &Markup<'a> {
        self.markup
            .get_or_init(|| Markup::read(&self.entry.document.body.text))
    }

    /// The links of the body where one of them may lead to an address on the net, else none.
    pub(crate) fn links_out(&self) -> &[Link<'a>] {
        let text = &self.entry.document.body.text;
        if *self.links_out.get_or_init(|| hint::links_out(text)) {
            &self.markup().links
        } else {
            &[]
        }
    }

    /// The lines of the body that are not empty.
    pub(super) fn lines(&self) -> &[Line<'a>] {
        self.lines
            .get_or_init(|| lines(&self.entry.document.body.text).collect())
    }

    /// The lines of the body that may be heads of tables.
    pub(super) fn heads(&self) -> &[&'a str] {
        self.heads
            .get_or_init(|| hint::heads(&self.entry.document.body.text, self.lines()))
    }

    /// The pictures of the body.
    pub(crate) fn images(&self) -> &[Link<'a>] {
        if hint::pictures(&self.entry.document.body.text) {
            &self.markup().images
        } else {
            &[]
        }
    }

    /// The brackets of the body, in order.
    pub(super) fn brackets(&self) -> &[Bracket] {
        self.brackets
            .get_or_init(|| brackets(&self.entry.document.body.text))
    }

    /// What is wrong with the figures of an annual report.
    pub(crate) fn violations(&self) -> &[Violation] {
        self.violations
            .get_or_init(|| super::report::violations(self))
    }

    /// The document's texts, and the words that were found in them: one pass for all rules.
    pub(crate) fn texts(&self) -> &Texts<'a> {
        self.texts
            .get_or_init(|| Texts::read(self.entry, self.input.lexicon))
    }
}

impl Page<'_> {
    /// Whether the agency made the document itself, rather than carrying that of another body: the maker is the one who has to
    /// publish (《条例》第十条). Its 办公室 counts as the agency.
    pub(crate) fn is_own(&self) -> bool {
        let agency = self.agency();
        let mut names = std::iter::once(&agency.name).chain(&agency.short);
        let issuers = &self.entry.document.issuers;
        names.any(|name| {
            issuers
                .iter()
                .any(|issuer| issuer.starts_with(name.as_str()))
        })
    }

    /// Whether it is a 法律法规 or a 政府规章: its wording is not its publisher's to mend.
    pub(crate) fn is_legislation(&self) -> bool {
        let Detail::Policy(policy) = &self.entry.document.detail else {
            return false;
        };
        matches!(policy.category, Category::Law | Category::Regulation)
    }

    /// Whether the document stands in a column with this id, or below it.
    pub(crate) fn is_in_column(&self, id: &str) -> bool {
        let columns = &self.input.site.config.columns;
        let mut at = self.entry.document.column;
        while let Some(ix) = at {
            let column = columns.get(ix);
            if column.id == id {
                return true;
            }
            at = column.parent;
        }
        false
    }

    /// The documents that stand to this one in a relation.
    pub(crate) fn related(&self, sort: crate::site::RelatedSort) -> Vec<DocId> {
        let groups = self.entry.related.iter().filter(|group| group.sort == sort);
        groups
            .flat_map(|group| &group.targets)
            .filter_map(|target| match target {
                crate::site::Target::Document(id) => Some(*id),
                crate::site::Target::Words(_) => None,
            })
            .collect()
    }
}
