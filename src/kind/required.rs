//! `required`: which of the documents that a 重点领域 must have a document is (standards 11.6).

use crate::model::{Required, RequiredDocument};
use crate::source::fields::{Choice, Field, Reader, Shape};

static DOCUMENTS: [Choice; 3] = [
    Choice {
        value: "half_year_summary",
        label: "半年工作总结",
        also: &[],
    },
    Choice {
        value: "annual_summary",
        label: "全年工作总结",
        also: &[],
    },
    Choice {
        value: "catalogue",
        label: "目录清单",
        also: &[],
    },
];

/// `required` in front matter.
pub(super) static REQUIRED: [Field; 2] = [
    Field::new(
        "document",
        "材料",
        Shape::Choice(&DOCUMENTS),
        "document = \"annual_summary\"",
        "半年工作总结、全年工作总结或者目录清单",
    )
    .required(),
    Field::new(
        "year",
        "年度",
        Shape::Integer,
        "year = 2025",
        "总结的是哪一年；目录清单不写",
    ),
];

/// Which document of a field it is; one that belongs to no field, or a summary of no year, is a finding.
pub(super) fn read(reader: &Reader<'_>) -> Option<Required> {
    let table = reader.table("required")?;
    let scope = table.scope();
    let document = RequiredDocument::of(table.choice("document")?.value)?;
    if !reader.has("fields") {
        let span = reader.span("required").unwrap_or(scope.anchor);
        let message = format!("写明了是{}，缺少“重点领域”(fields)", document.label());
        let help = "fields = [\"f02\"]".to_owned();
        scope.error("missing-field", span, message, help);
    }
    let written = table.integer("year");
    let year = written
        .filter(|year| (2008..=2999).contains(year))
        .and_then(|year| i16::try_from(year).ok());
    if year.is_none() && (written.is_some() || document != RequiredDocument::Catalogue) {
        let span = reader.span("required").unwrap_or(scope.anchor);
        let message = format!("{}缺少四位的年度(year)", document.label());
        scope.error("missing-field", span, message, "year = 2025".to_owned());
    }
    Some(Required { document, year })
}
