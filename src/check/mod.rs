//! `gongkai check`: the rules an office is inspected by.
//!
//! In: the assembled site, the bare facts of what is not public, the sources for excerpts. Out: findings in the sink, each with
//! place, level and the reason of the level. A rule is one file in `rules`; its doc comment is its manual page. A rule sees
//! public documents and `Record`s: no word of a closed document can get into a finding.

mod calendar;
mod cited;
mod engine;
mod exception;
mod finding;
mod hint;
mod html;
mod input;
mod level;
mod lexicon;
pub mod manual;
mod markup;
mod overview;
mod own_list;
mod person;
mod place;
mod record;
mod report;
mod requirement;
mod rules;
mod runs;
mod scan;
mod settings;
mod sieve;
mod text;

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Level, Severity};

pub(crate) use engine::{Counts, Tools, inspect, protect, run, survey};
pub(crate) use finding::{Finding, Place};
pub(crate) use html::to_html;
pub(crate) use input::{Input, Page};
pub(crate) use overview::Overview;
pub(crate) use record::Record;
pub use rules::RULES;

/// The parts of an inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// 公开属性和不得公开的内容.
    Openness,
    /// 个人信息.
    Persons,
    /// 公开时限.
    Deadlines,
    /// 政策解读.
    Interpretation,
    /// 年度报告.
    Reports,
    /// 文号、索引号等元数据.
    Metadata,
    /// 有效性和立改废.
    Validity,
    /// 栏目、事项和更新.
    Coverage,
    /// 指南和联系方式.
    Guide,
    /// 链接和附件.
    Links,
    /// 无障碍.
    Access,
    /// 文字.
    Text,
    /// 网站标识和配置.
    Site,
}

impl Area {
    /// All, in the order of reports.
    pub const ALL: [Self; 13] = [
        Self::Openness,
        Self::Persons,
        Self::Deadlines,
        Self::Interpretation,
        Self::Reports,
        Self::Metadata,
        Self::Validity,
        Self::Coverage,
        Self::Guide,
        Self::Links,
        Self::Access,
        Self::Text,
        Self::Site,
    ];

    /// The heading in reports and in the handbook.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Openness => "公开属性",
            Self::Persons => "个人信息",
            Self::Deadlines => "公开时限",
            Self::Interpretation => "政策解读",
            Self::Reports => "年度报告",
            Self::Metadata => "文号和元数据",
            Self::Validity => "有效性",
            Self::Coverage => "栏目和事项",
            Self::Guide => "指南和联系方式",
            Self::Links => "链接和附件",
            Self::Access => "无障碍",
            Self::Text => "文字",
            Self::Site => "网站标识",
        }
    }
}

/// What a rule looks at.
pub(crate) enum Check {
    /// Each public document, many at a time.
    Page(fn(&Page<'_>, &mut Vec<Finding>)),
    /// The portal as a whole, once.
    Portal(fn(&Input<'_>, &mut Vec<Finding>)),
}

/// A number or a list of words that `config.toml` may give to a rule.
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// The value without one, in TOML.
    pub default: &'static str,
    /// What it means, in Chinese.
    pub doc: &'static str,
}

impl Setting {
    /// Whether it is a list of words rather than a number.
    fn takes_words(&self) -> bool {
        self.default.starts_with('[')
    }
}

/// A rule.
pub struct Rule {
    /// Kebab-case, finishes the sentence "allow …", never reused; with `_` for `-` it is the name of its file.
    pub name: &'static str,
    /// Its part of an inspection.
    pub area: Area,
    /// Its level where `[checks]` says nothing.
    pub level: Level,
    /// Document and clause; shown with every finding.
    pub basis: &'static str,
    /// What `[checks]` may set beside the level.
    pub settings: &'static [Setting],
    /// The text of its file, whose doc comment is its manual.
    pub source: &'static str,
    pub(crate) check: Check,
}

impl Rule {
    /// Whether it speaks against what must never be published; such a rule stops a build too.
    #[must_use]
    pub fn protects(&self) -> bool {
        self.level == Level::Deny
            && matches!(self.area, Area::Openness | Area::Persons)
            && matches!(self.check, Check::Page(_))
    }
}

/// The levels of codes that no rule bears: a rule has looked at its level itself, path by path.
pub(crate) fn without_rules(levels: &BTreeMap<String, Level>) -> BTreeMap<String, Level> {
    levels
        .iter()
        .filter(|(code, _)| rule(code).is_none())
        .map(|(code, level)| (code.clone(), *level))
        .collect()
}

/// Whether a finding of [`inspect`] would stop a build.
#[must_use]
pub(crate) fn stops_build(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Deny && rule(finding.code).is_some_and(Rule::protects)
}

/// The rule with a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
