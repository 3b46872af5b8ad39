//! 其他法定主动公开内容: everything of 第二十条 and 第二十一条 that has no kind of its own.

use super::{Context, Kind};
use crate::diag::Diagnostic;
use crate::model::{Act, ActKind, Detail, KindId};
use crate::source::fields::{Choice, Field, Reader, Shape};

/// Kinds of an act of 行政执法 (standards 11.1).
pub static ACT_KINDS: [Choice; 4] = [
    Choice {
        value: "permit",
        label: "行政许可",
        also: &[],
    },
    Choice {
        value: "penalty",
        label: "行政处罚",
        also: &[],
    },
    Choice {
        value: "coercion",
        label: "行政强制",
        also: &[],
    },
    Choice {
        value: "inspection",
        label: "行政检查",
        also: &[],
    },
];

static ACT: [Field; 6] = [
    Field::new(
        "kind",
        "执法类别",
        Shape::Choice(&ACT_KINDS),
        "kind = \"permit\"",
        "行政许可、行政处罚、行政强制、行政检查",
    )
    .required(),
    Field::new(
        "decision_number",
        "决定书文号",
        Shape::Text,
        "decision_number = \"示应急罚〔2026〕3号\"",
        "决定书的文号",
    ),
    Field::new(
        "decided",
        "决定日期",
        Shape::Date,
        "decided = 2026-05-08",
        "作出决定的日期",
    ),
    Field::new(
        "subject",
        "行政相对人",
        Shape::Text,
        "subject = \"……有限公司\"",
        "名称；自然人按规定去标识化",
    ),
    Field::new(
        "display_until",
        "公示截止日期",
        Shape::Date,
        "display_until = 2031-05-08",
        "公示的最后一天，过后自动撤下",
    ),
    Field::new(
        "revoked",
        "变更撤销日期",
        Shape::Date,
        "revoked = 2026-06-10",
        "决定依法被变更、撤销、确认违法或者无效、要求重作的日期，3个工作日以内撤下",
    ),
];

static FIELDS: [Field; 1] = [Field::new(
    "act",
    "行政执法信息",
    Shape::Table(&ACT),
    "act = { kind = \"permit\", decided = 2026-05-08 }",
    "行政执法公示、双公示",
)];

pub(super) static KIND: Kind = Kind {
    id: KindId::Disclosure,
    name: "disclosure",
    folder: "disclosure",
    label: "法定主动公开内容",
    template: "document.html",
    fields: &FIELDS,
    required: &["column"],
    read,
};

#[expect(clippy::unnecessary_wraps, reason = "every kind has this signature")]
fn read(reader: &Reader<'_>, _: &Context<'_>) -> Option<Detail> {
    let act = reader.table("act").and_then(|act| {
        let kind = act.choice("kind")?;
        check_display(&act);
        Some(Act {
            kind: ActKind {
                value: kind.value,
                label: kind.label,
            },
            decision_number: act.text("decision_number"),
            decided: act.date("decided"),
            subject: act.text("subject"),
            display_until: act.date("display_until"),
            revoked: act.date("revoked"),
        })
    });
    Some(Detail::Disclosure(act))
}

/// A decision is on display after it was made.
fn check_display(act: &Reader<'_>) {
    let (Some(decided), Some(last)) = (act.date("decided"), act.date("display_until")) else {
        return;
    };
    if last >= decided {
        return;
    }
    let scope = act.scope();
    scope.sink.push(
        Diagnostic::warning(
            "act-dates",
            scope.path,
            act.span("display_until"),
            "公示截止日期早于决定日期",
        )
        .related(scope.path, act.span("decided"), "决定日期在这里")
        .help("核对 display_until 和 decided"),
    );
}
