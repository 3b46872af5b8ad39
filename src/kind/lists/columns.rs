//! What the columns of a list mean: by its kind, and what may stand in none (standards 11.1–11.5, 13).

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Span};
use crate::model::{Date, ListKind};
use crate::source::fields::{Located, Scope};

/// A column that a kind of list needs, by the names that offices give it.
type Names = &'static [&'static str];

/// What a kind of list asks of its columns.
struct Form {
    kind: &'static str,
    /// Columns that may not be left out; the first names a row.
    needed: &'static [Names],
    /// The column that rows are counted by.
    groups: Names,
    /// The rule that asks for the columns.
    law: &'static str,
}

static FORMS: [Form; 4] = [
    Form {
        kind: "fees",
        needed: &[
            &["项目名称", "收费项目", "收费项目名称", "基金名称"],
            &["政策依据", "收费依据", "征收依据", "依据"],
            &["收费标准", "征收标准", "标准"],
        ],
        groups: &["部门", "执收部门", "执收单位"],
        law: "收费清单公开收费事项、政策依据、收费标准",
    },
    Form {
        kind: "powers",
        needed: &[
            &["职权名称", "事项名称", "权力名称"],
            &["职权类型", "权力类型", "类型", "职权类别"],
            &["依据", "设定依据", "实施依据", "职权依据"],
            &["行使主体", "实施主体"],
        ],
        groups: &["职权类型", "权力类型", "类型", "职权类别"],
        law: "权责清单列明职权名称、类型、依据和行使主体",
    },
    Form {
        kind: "proposals",
        needed: &[
            &["标题", "案由", "名称"],
            &["编号", "建议提案编号", "案号"],
            &["承办单位", "主办单位"],
        ],
        groups: &["类别", "类型"],
        law: "国办发〔2014〕46号",
    },
    Form {
        kind: "acts",
        needed: &[
            &["行政相对人名称", "行政相对人", "相对人名称", "当事人"],
            &[
                "决定书文号",
                "文号",
                "行政许可决定书文号",
                "行政处罚决定书文号",
            ],
            &["决定日期", "许可决定日期", "处罚决定日期"],
        ],
        groups: &["类别", "执法类别", "许可类别", "处罚类别"],
        law: "行政许可、行政处罚决定自作出之日起7个工作日内公示",
    },
];

/// 类型 of a 权责清单 (standards 11.2).
const POWERS: [&str; 10] = [
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
];

/// Headings of what identifies a person: it may stand in no public list (standards 1.4, 13).
const PRIVATE: [&str; 6] = [
    "身份证",
    "证件号",
    "银行卡",
    "银行账号",
    "家庭住址",
    "家庭地址",
];
/// In a list of proposals, also how to reach those who made them (standards 11.5).
const CONTACT: [&str; 4] = ["电话", "手机", "联系方式", "通信地址"];
/// The last day on which a row may be shown.
const UNTIL: [&str; 3] = ["公示截止日期", "公示截止期", "公示截止"];

/// Which column is what.
pub(super) struct Columns {
    form: Option<&'static Form>,
    names: Option<usize>,
    groups: Option<usize>,
    until: Option<usize>,
}

impl Columns {
    /// Reads the headings; a column that is missing, doubled or not allowed is a finding.
    pub(super) fn new(head: &[Located<String>], kind: Option<ListKind>, scope: &Scope<'_>) -> Self {
        let form = kind.and_then(|kind| FORMS.iter().find(|form| form.kind == kind.value));
        let place = |names: Names| head.iter().position(|h| names.contains(&h.value.as_str()));
        doubles(head, scope);
        private(head, form, scope);
        if let Some(form) = form.filter(|_| !head.is_empty()) {
            for names in form.needed.iter().filter(|names| place(names).is_none()) {
                lacking(head, names, form, scope);
            }
        }
        Self {
            form,
            names: form.and_then(|form| place(form.needed[0])),
            groups: form.and_then(|form| place(form.groups)),
            until: place(&UNTIL),
        }
    }

    /// The column that names a row.
    pub(super) fn names(&self) -> usize {
        self.names.unwrap_or(0)
    }

    /// The column that rows are counted by.
    pub(super) fn groups(&self) -> Option<usize> {
        self.groups
    }

    /// Looks at the cells of a row whose words are given; its last day, where it has one.
    pub(super) fn check(&self, cells: &[Located<String>], scope: &Scope<'_>) -> Option<Date> {
        if let (Some("powers"), Some(at)) = (self.form.map(|form| form.kind), self.groups) {
            let cell = &cells[at];
            if !cell.value.is_empty() && !POWERS.contains(&cell.value.as_str()) {
                let message = format!("职权类型没有“{}”", cell.value);
                scope.sink.push(
                    Diagnostic::warning("list-word", scope.path, cell.span, message)
                        .help(format!("可以写: {}", POWERS.join("、"))),
                );
            }
        }
        let cell = cells
            .get(self.until?)
            .filter(|cell| !cell.value.is_empty())?;
        let day = day(&cell.value);
        if day.is_none() {
            let message = format!("“{}”不是日期，这一行不会到期撤下", cell.value);
            let help = "例如 2026-11-20 或者 2026年11月20日".to_owned();
            scope.error("list-date", cell.span, message, help);
        }
        day
    }
}

/// `2026-11-20`, `2026/11/20`, `2026.11.20` or `2026年11月20日`.
fn day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .trim()
        .trim_end_matches('日')
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn doubles(head: &[Located<String>], scope: &Scope<'_>) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for cell in head {
        if cell.value.is_empty() {
            let help = "给这一列写上名称，或者删去这一列".to_owned();
            scope.error(
                "list-columns",
                cell.span,
                "表头有一列没有名称".to_owned(),
                help,
            );
        } else if let Some(first) = seen.insert(&cell.value, cell.span) {
            scope.sink.push(
                Diagnostic::error(
                    "duplicate-name",
                    scope.path,
                    cell.span,
                    format!("“{}”有两列", cell.value),
                )
                .related(scope.path, first, "另一列在这里")
                .help("给其中一列换一个名称"),
            );
        }
    }
}

fn private(head: &[Located<String>], form: Option<&Form>, scope: &Scope<'_>) {
    let proposals = form.is_some_and(|form| form.kind == "proposals");
    for cell in head {
        // The number of a permit is none of a person.
        let name = cell.value.replace("许可证件", "");
        let holds = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if holds(&PRIVATE) || (proposals && holds(&CONTACT)) {
            let message = format!("清单里不能有“{}”这一列", cell.value);
            scope.sink.push(
                Diagnostic::error("private-column", scope.path, cell.span, message)
                    .help("从文件里删去这一列")
                    .note(if proposals {
                        "公开建议提案办理结果时去除代表、委员的联系方式（国办发〔2014〕46号）"
                    } else {
                        "涉及个人隐私的信息不得公开（《政府信息公开条例》第十五条）"
                    }),
            );
        }
    }
}

fn lacking(head: &[Located<String>], names: Names, form: &Form, scope: &Scope<'_>) {
    let message = format!("清单的表头缺少“{}”", names[0]);
    let near = head
        .iter()
        .find(|cell| names.iter().any(|name| cell.value.contains(name)));
    let help = match near {
        Some(cell) => format!("把“{}”这一列的名称改为“{}”", cell.value, names[0]),
        None => format!("补上这一列；名称可以写: {}", names.join("、")),
    };
    scope.sink.push(
        Diagnostic::warning("list-columns", scope.path, scope.anchor, message)
            .help(help)
            .note(form.law),
    );
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::day;

    #[test]
    fn 截止日期的各种写法() {
        for text in ["2026-11-20", "2026/11/20", "2026.11.20", "2026年11月20日"] {
            assert_eq!(day(text), Some(date(2026, 11, 20)), "{text}");
        }
        for text in ["长期", "2026-02-30", "一年", "2026-11"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
