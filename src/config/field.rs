//! 重点领域、试点领域.

use super::id::{Names, id};
use crate::source::fields::Reader;

/// The place of a field in [`super::Config::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldIx(pub u16);

/// A field of public work: 安全生产, 社会救助 …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDef {
    /// Part of its page's address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names that catalogues of ministries use for it.
    pub(super) also: &'static [&'static str],
}

/// The 26 fields of the pilot, `f01` to `f26` (standards part 10).
const PILOT: [&str; 26] = [
    "国土空间规划",
    "重大建设项目",
    "公共资源交易",
    "财政预决算",
    "安全生产",
    "税收管理",
    "征地补偿",
    "国有土地上房屋征收",
    "保障性住房",
    "农村危房改造",
    "环境保护",
    "公共文化服务",
    "公共法律服务",
    "扶贫",
    "救灾",
    "食品药品监管",
    "城市综合执法",
    "就业创业",
    "社会保险",
    "社会救助",
    "养老服务",
    "户籍管理",
    "涉农补贴",
    "义务教育",
    "医疗卫生",
    "市政服务",
];

/// The fields of a portal that writes none.
pub(super) fn defaults() -> Vec<FieldDef> {
    (1..)
        .zip(PILOT)
        .map(|(number, name)| FieldDef {
            id: format!("f{number:02}"),
            name: name.to_owned(),
            also: match name {
                "环境保护" => &["生态环境"],
                "救灾" => &["救灾生产"],
                _ => &[],
            },
        })
        .collect()
}

/// Reads `[[field]]`.
pub(super) fn read(tables: &[Reader<'_>]) -> Vec<FieldDef> {
    let (mut ids, mut names) = (Names::new("领域编号"), Names::new("领域名称"));
    let mut fields = Vec::with_capacity(tables.len());
    for table in tables {
        let (id, name) = (id(table), table.text_at("name"));
        if let Some(id) = &id {
            ids.add(id, table);
        }
        if let Some(name) = &name {
            names.add(name, table);
        }
        if let (Some(id), Some(name)) = (id, name) {
            fields.push(FieldDef {
                id: id.value,
                name: name.value,
                also: &[],
            });
        }
    }
    fields
}

/// The field that bears an id or a name.
pub(super) fn find(fields: &[FieldDef], word: &str) -> Option<FieldIx> {
    let word = word.trim();
    let at = fields
        .iter()
        .position(|f| f.id == word || f.name == word)
        .or_else(|| fields.iter().position(|f| f.also.contains(&word)))?;
    u16::try_from(at).ok().map(FieldIx)
}
