//! 政策文件: 法律法规, 规章, 行政规范性文件, 其他文件.

use super::{Context, Kind};
use crate::model::{Category, Detail, KindId, OutsideStatus, Policy, Relation, Validity};
use crate::source::fields::{Choice, Field, Reader, Shape};

static CATEGORIES: [Choice; 4] = [
    Choice {
        value: "law",
        label: "法律法规",
        also: &[],
    },
    Choice {
        value: "regulation",
        label: "政府规章",
        also: &["规章"],
    },
    Choice {
        value: "normative",
        label: "行政规范性文件",
        also: &["规范性文件"],
    },
    Choice {
        value: "other",
        label: "其他文件",
        also: &["其他"],
    },
];

static STATUS_WORDS: [Choice; 2] = [
    Choice {
        value: "repealed",
        label: "已废止",
        also: &[],
    },
    Choice {
        value: "expired",
        label: "已失效",
        also: &[],
    },
];

static STATUS: [Field; 3] = [
    Field::new(
        "value",
        "效力状态",
        Shape::Choice(&STATUS_WORDS),
        "value = \"repealed\"",
        "被本平台之外的文件废止或者宣布失效",
    )
    .required(),
    Field::new(
        "by",
        "依据的文件",
        Shape::Text,
        "by = \"省政府令第300号\"",
        "哪个文件",
    ),
    Field::new(
        "date",
        "日期",
        Shape::Date,
        "date = 2024-01-01",
        "从哪一天起",
    ),
];

static FIELDS: [Field; 7] = [
    Field::new(
        "category",
        "文件类别",
        Shape::Choice(&CATEGORIES),
        "category = \"normative\"",
        "法律法规、政府规章、行政规范性文件、其他文件",
    ),
    Field::new(
        "consultation",
        "意见征集",
        Shape::Text,
        "consultation = \"consultation/2024/gongjiao.md\"",
        "制定时征求意见的文档",
    ),
    Field::new(
        "repeals",
        "废止的文件",
        Shape::Texts,
        "repeals = [\"policy/2019/a.md\"]",
        "路径、文号或《标题》",
    ),
    Field::new(
        "amends",
        "修改的文件",
        Shape::Texts,
        "amends = [\"示政发〔2019〕3号\"]",
        "路径、文号或《标题》",
    ),
    Field::new(
        "replaces",
        "替代的文件",
        Shape::Texts,
        "replaces = [\"policy/2019/a.md\"]",
        "本文件是它的新文本",
    ),
    Field::new(
        "cites",
        "引用的文件",
        Shape::Texts,
        "cites = [\"《示例市……办法》\"]",
        "路径、文号或《标题》",
    ),
    Field::new(
        "status",
        "效力状态",
        Shape::Table(&STATUS),
        "status = { value = \"repealed\", by = \"……\", date = 2024-01-01 }",
        "只写本平台之外的文件造成的状态",
    ),
];

pub(super) static KIND: Kind = Kind {
    id: KindId::Policy,
    name: "policy",
    folder: "policy",
    label: "政策文件",
    template: "document.html",
    fields: &FIELDS,
    required: &["dated", "openness"],
    read,
};

#[expect(clippy::unnecessary_wraps, reason = "every kind has this signature")]
fn read(reader: &Reader<'_>, _: &Context<'_>) -> Option<Detail> {
    let category = match reader.choice("category").map_or("other", |c| c.value) {
        "law" => Category::Law,
        "regulation" => Category::Regulation,
        "normative" => Category::Normative,
        _ => Category::Other,
    };
    let keys = [
        (Relation::Repeals, "repeals"),
        (Relation::Amends, "amends"),
        (Relation::Replaces, "replaces"),
        (Relation::Cites, "cites"),
    ];
    let relations = keys
        .iter()
        .flat_map(|(relation, key)| {
            reader
                .located_texts(key)
                .into_iter()
                .map(|reference| (*relation, reference))
        })
        .collect();
    let status = reader.table("status").and_then(|status| {
        let validity = if status.choice("value")?.value == "repealed" {
            Validity::Repealed
        } else {
            Validity::Expired
        };
        Some(OutsideStatus {
            validity,
            by: status.text_at("by"),
            date: status.date("date"),
            place: reader.span("status").unwrap_or_default(),
        })
    });
    Some(Detail::Policy(Policy {
        category,
        consultation: reader.text_at("consultation"),
        relations,
        status,
    }))
}
