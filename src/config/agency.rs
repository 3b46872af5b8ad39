//! 机关: whose information it is.

use std::collections::BTreeMap;

use super::id::{Names, cycles, id, unknown_id};
use super::portal::check_web_address;
use crate::diag::{Diagnostic, Span};
use crate::source::fields::{Located, Reader};

/// The place of an agency in [`super::Config::agencies`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyIx(pub u16);

/// 层级: deadlines and the content of Article 21 depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 国家级.
    State,
    /// 省级.
    Province,
    /// 设区的市.
    City,
    /// 县级.
    County,
    /// 乡（镇）.
    Township,
}

impl Level {
    /// The words of `config.toml` and of a portal's own lists.
    pub(crate) const WORDS: [(Self, &'static str); 5] = [
        (Self::State, "state"),
        (Self::Province, "province"),
        (Self::City, "city"),
        (Self::County, "county"),
        (Self::Township, "township"),
    ];

    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::State => "国家级",
            Self::Province => "省级",
            Self::City => "市级",
            Self::County => "县级",
            Self::Township => "乡级",
        }
    }
}

/// 机关类型.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgencyKind {
    /// 人民政府.
    Government,
    /// 政府部门.
    Department,
    /// 派出机关: keeps the deadlines of a department.
    Dispatched,
    /// 法律、法规授权的具有管理公共事务职能的组织.
    Authorized,
    /// Any other body: a congress, a court.
    Other,
}

impl AgencyKind {
    /// The words of `config.toml` and of a portal's own lists.
    pub(crate) const WORDS: [(Self, &'static str); 5] = [
        (Self::Government, "government"),
        (Self::Department, "department"),
        (Self::Dispatched, "dispatched"),
        (Self::Authorized, "authorized"),
        (Self::Other, "other"),
    ];

    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Government => "人民政府",
            Self::Department => "政府部门",
            Self::Dispatched => "派出机关",
            Self::Authorized => "法律法规授权的组织",
            Self::Other => "其他机关",
        }
    }
}

/// A body that discloses, with what the guide says of its office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its folder under `content/agencies/`.
    pub id: String,
    /// 全称.
    pub name: String,
    /// 简称.
    pub short: Option<String>,
    /// 层级.
    pub level: Level,
    /// 机关类型.
    pub kind: AgencyKind,
    /// 统一社会信用代码.
    pub code: Option<String>,
    /// The agency that it stands under.
    pub parent: Option<AgencyIx>,
    /// 政府信息公开工作机构.
    pub office: Option<String>,
    /// 办公地址.
    pub address: Option<String>,
    /// 办公时间.
    pub hours: Option<String>,
    /// 联系电话.
    pub phone: Option<String>,
    /// 传真号码.
    pub fax: Option<String>,
    /// 电子邮箱.
    pub email: Option<String>,
    /// 邮政编码.
    pub postcode: Option<String>,
    /// 在线申请网址, `http` or `https`.
    pub apply_url: Option<String>,
    /// Its table in `config.toml`.
    pub span: Span,
}

impl Agency {
    /// The short name where there is one, else the full one.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// Finds agencies by what people call them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct AgencyIndex {
    ids: BTreeMap<String, AgencyIx>,
    names: BTreeMap<String, AgencyIx>,
    /// A short name that several bear answers nothing.
    shorts: BTreeMap<String, Option<AgencyIx>>,
}

impl AgencyIndex {
    pub(super) fn new(agencies: &[Agency]) -> Self {
        let mut index = Self::default();
        for (ix, agency) in (0..).map(AgencyIx).zip(agencies) {
            index.ids.insert(agency.id.clone(), ix);
            index.names.insert(agency.name.clone(), ix);
            if let Some(short) = &agency.short {
                let entry = index.shorts.entry(short.clone());
                entry.and_modify(|found| *found = None).or_insert(Some(ix));
            }
        }
        index
    }

    pub(super) fn by_id(&self, id: &str) -> Option<AgencyIx> {
        self.ids.get(id).copied()
    }

    pub(super) fn by_name(&self, name: &str) -> Option<AgencyIx> {
        let name = name.trim();
        let full = self.names.get(name).copied();
        full.or_else(|| self.shorts.get(name).copied().flatten())
    }
}

/// Reads `[[agency]]`. What cannot be an agency at all is left out, its findings stand.
pub(super) fn read(tables: &[Reader<'_>]) -> Vec<Agency> {
    let (mut ids, mut names) = (Names::new("机关编号"), Names::new("机关全称"));
    let mut agencies = Vec::with_capacity(tables.len());
    let mut parents: Vec<(usize, Located<String>)> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let (id, name) = (id(table), table.text_at("name"));
        if let Some(id) = &id {
            ids.add(id, table);
        }
        if let Some(name) = &name {
            names.add(name, table);
        }
        let (Some(id), Some(name)) = (id, name) else {
            continue;
        };
        if let Some(parent) = table.text_at("parent") {
            parents.push((at, parent));
        }
        agencies.push((at, one(table, id.value, name.value)));
    }
    link(&mut agencies, &parents, tables);
    agencies.into_iter().map(|(_, agency)| agency).collect()
}

fn one(table: &Reader<'_>, id: String, name: String) -> Agency {
    check_code(table);
    check_web_address(table, "apply_url");
    Agency {
        level: level(table),
        kind: kind(table, &name),
        id,
        name,
        short: table.text("short"),
        code: table.text("code"),
        parent: None,
        office: table.text("office"),
        address: table.text("address"),
        hours: table.text("hours"),
        phone: table.text("phone"),
        fax: table.text("fax"),
        email: table.text("email"),
        postcode: table.text("postcode"),
        apply_url: table.text("apply_url"),
        span: table.scope().anchor,
    }
}

/// What a word stands for.
fn meant<T: Copy>(words: &[(T, &str)], word: &str) -> Option<T> {
    let known = words.iter().find(|(_, known)| *known == word);
    known.map(|(value, _)| *value)
}

fn level(table: &Reader<'_>) -> Level {
    let Some(word) = table.choice("level") else {
        assumed(table, "level", "层级", "county（县级）");
        return Level::County;
    };
    meant(&Level::WORDS, word.value).unwrap_or(Level::County)
}

fn kind(table: &Reader<'_>, name: &str) -> AgencyKind {
    match table.choice("kind").map(|c| c.value) {
        Some(word) => meant(&AgencyKind::WORDS, word).unwrap_or(AgencyKind::Department),
        None if name.ends_with("人民政府") => {
            assumed(table, "kind", "机关类型", "government（人民政府）");
            AgencyKind::Government
        }
        None => {
            assumed(table, "kind", "机关类型", "department（政府部门）");
            AgencyKind::Department
        }
    }
}

/// Says what is taken for granted where the table leaves it open.
fn assumed(table: &Reader<'_>, key: &str, label: &str, taken: &str) {
    if table.has(key) {
        return;
    }
    let scope = table.scope();
    let message = format!("机关没有写{label}({key})，按 {taken} 处理");
    scope.sink.push(
        Diagnostic::warning("agency-incomplete", scope.path, scope.anchor, message)
            .help(format!("写明 {key}"))
            .note("年报的公布时限、应当公开的内容按层级和类型确定"),
    );
}

/// 18 characters, or the 9 of the older 组织机构代码: only the form is looked at.
fn check_code(table: &Reader<'_>) {
    let Some(code) = table.text_at("code") else {
        return;
    };
    let bare: String = code.value.chars().filter(|c| *c != '-').collect();
    let good = bare
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && matches!(bare.len(), 9 | 18);
    if !good {
        let scope = table.scope();
        let message = format!("“{}”不像统一社会信用代码", code.value);
        scope.sink.push(
            Diagnostic::warning("agency-code", scope.path, code.span, message)
                .help("统一社会信用代码是18位数字和大写字母；旧的组织机构代码是9位"),
        );
    }
}

/// Resolves parents: one that is not there, or a circle of them, is a finding.
fn link(
    agencies: &mut [(usize, Agency)],
    parents: &[(usize, Located<String>)],
    tables: &[Reader<'_>],
) {
    let mut found = vec![None; agencies.len()];
    for (table, written) in parents {
        let at = agencies.iter().position(|(own, _)| own == table);
        let parent = agencies.iter().position(|(_, a)| a.id == written.value);
        match (at, parent) {
            (Some(at), Some(parent)) => found[at] = Some(parent),
            _ => unknown_id(
                &tables[*table],
                written,
                "机关",
                agencies.iter().map(|(_, a)| a.id.as_str()),
            ),
        }
    }
    for at in cycles(&found) {
        let table = &tables[agencies[at].0];
        let span = table.span("parent").unwrap_or(table.scope().anchor);
        let message = format!("机关“{}”的上级绕了一圈又回到它自己", agencies[at].1.name);
        let help = "改正其中一个机关的 parent，最上级的机关不写 parent".to_owned();
        table.scope().error("parent-cycle", span, message, help);
        found[at] = None;
    }
    for ((_, agency), parent) in agencies.iter_mut().zip(found) {
        let parent = parent.and_then(|at| u16::try_from(at).ok());
        agency.parent = parent.map(AgencyIx);
    }
}
