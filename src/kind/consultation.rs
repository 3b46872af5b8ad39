//! 意见征集 and its outcome (《重大行政决策程序暂行条例》第十五条).

use super::{Context, Kind};
use crate::diag::Diagnostic;
use crate::model::{Consultation, Detail, KindId, Outcome};
use crate::source::fields::{Field, Reader, Shape};

static OUTCOME: [Field; 4] = [
    Field::new(
        "received",
        "收到意见数",
        Shape::Integer,
        "received = 12",
        "收到多少条意见",
    ),
    Field::new(
        "adopted",
        "采纳意见数",
        Shape::Integer,
        "adopted = 5",
        "采纳多少条",
    ),
    Field::new(
        "published",
        "采纳情况公布日期",
        Shape::Date,
        "published = 2024-05-01",
        "哪一天公布采纳情况",
    ),
    Field::new(
        "note",
        "采纳情况说明",
        Shape::Text,
        "note = \"……\"",
        "采纳和不采纳的理由",
    ),
];

static FIELDS: [Field; 5] = [
    Field::new(
        "opens",
        "征集开始日期",
        Shape::Date,
        "opens = 2024-03-01",
        "第一天",
    ),
    Field::new(
        "closes",
        "征集截止日期",
        Shape::Date,
        "closes = 2024-03-31",
        "最后一天",
    ),
    Field::new(
        "contact",
        "意见反馈方式",
        Shape::Text,
        "contact = \"电子邮箱……\"",
        "怎样提意见",
    ),
    Field::new(
        "draft_of",
        "形成的文件",
        Shape::Text,
        "draft_of = \"policy/2024/a.md\"",
        "正式文件的路径",
    ),
    Field::new(
        "outcome",
        "意见采纳情况",
        Shape::Table(&OUTCOME),
        "outcome = { received = 12, adopted = 5, published = 2024-05-01 }",
        "征集结果",
    ),
];

pub(super) static KIND: Kind = Kind {
    id: KindId::Consultation,
    name: "consultation",
    folder: "consultation",
    label: "意见征集",
    template: "document.html",
    fields: &FIELDS,
    required: &[],
    read,
};

#[expect(clippy::unnecessary_wraps, reason = "every kind has this signature")]
fn read(reader: &Reader<'_>, _: &Context<'_>) -> Option<Detail> {
    let (opens, closes) = (reader.date("opens"), reader.date("closes"));
    if let (Some(opens), Some(closes), Some(span)) = (opens, closes, reader.span("closes"))
        && closes < opens
    {
        reader.scope().error(
            "date-order",
            span,
            "征集截止日期早于开始日期".to_owned(),
            "检查 opens 和 closes".to_owned(),
        );
    }
    let outcome = reader.table("outcome").map(|outcome| {
        for key in ["received", "adopted"] {
            if let (Some(..0), Some(span)) = (outcome.integer(key), outcome.span(key)) {
                outcome.scope().error(
                    "wrong-number",
                    span,
                    "意见数不能是负数".to_owned(),
                    "写 0 或正整数".to_owned(),
                );
            }
        }
        if let (Some(received), Some(adopted)) =
            (outcome.integer("received"), outcome.integer("adopted"))
            && adopted > received.max(0)
        {
            let scope = outcome.scope();
            let finding = Diagnostic::warning(
                "outcome-counts",
                scope.path,
                outcome.span("adopted"),
                "采纳意见数多于收到意见数",
            );
            scope.sink.push(
                finding
                    .related(scope.path, outcome.span("received"), "收到意见数在这里")
                    .help("核对 received 和 adopted"),
            );
        }
        Outcome {
            received: outcome.integer("received"),
            adopted: outcome.integer("adopted"),
            published: outcome.date("published"),
            note: outcome.text("note"),
        }
    });
    Some(Detail::Consultation(Consultation {
        opens,
        closes,
        closes_at: reader.span("closes"),
        contact: reader.text("contact"),
        draft_of: reader.text_at("draft_of"),
        outcome,
    }))
}
