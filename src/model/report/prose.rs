//! The prose of a report beside its tables, and beside the 《条例》 in force (standards 3.5: AR-TEXT, AR-LAW).
//!
//! In: the text as an editor wrote it. Out: numbers and citations that do not agree. It reads words, not meaning: what it
//! cannot tell for certain it leaves alone.

use std::ops::Range;

use super::numerals;
use super::violation::{CellId, ReportRule, Stated, Violation};
use super::{ReportTables, TableId};
use crate::model::Body;
use crate::source::SourcePath;

/// A figure that prose repeats: its words, and the cells whose sum it is.
struct Repeated {
    words: &'static [&'static str],
    cells: &'static [CellId],
}

const fn cell(table: TableId, row: &'static str) -> CellId {
    CellId {
        table,
        row,
        column: "sum",
    }
}

static REPEATED: [Repeated; 5] = [
    Repeated {
        words: &["新收", "收到政府信息公开申请", "收到申请", "收到依申请公开"],
        cells: &[cell(TableId::T3, "new")],
    },
    Repeated {
        words: &["上年结转", "上年度结转", "上一年结转"],
        cells: &[cell(TableId::T3, "carry_in")],
    },
    Repeated {
        words: &["结转下年", "结转下一年"],
        cells: &[cell(TableId::T3, "carry_out")],
    },
    Repeated {
        words: &["行政复议"],
        cells: &[cell(TableId::T4, "review")],
    },
    Repeated {
        words: &["行政诉讼"],
        cells: &[cell(TableId::T4, "direct"), cell(TableId::T4, "after")],
    },
];

/// Between a figure's words and its number these say that another number is meant.
const OTHERWISE: [&str; 26] = [
    "维持",
    "纠正",
    "其他",
    "尚未",
    "审结",
    "办结",
    "撤销",
    "确认",
    "驳回",
    "胜诉",
    "败诉",
    "应诉率",
    "其中",
    "自然人",
    "法人",
    "企业",
    "同比",
    "增加",
    "减少",
    "增长",
    "下降",
    "信访",
    "分别",
    "复议后",
    "未经复议",
    "月均",
];

/// AR-TEXT: numbers of pieces in the prose that differ from the tables.
#[must_use]
pub fn text_violations(report: &ReportTables, body: &Body, path: &SourcePath) -> Vec<Violation> {
    let text = body.text.as_str();
    let mut found = Vec::new();
    for repeated in &REPEATED {
        let Some(expected) = sum_of(report, repeated.cells) else {
            continue;
        };
        let mut seen = 0;
        for (at, words) in places(text, repeated.words) {
            let from = at + words.len();
            if from <= seen || of_another_year(&text[..at], report.year) {
                continue;
            }
            let Some((number, range)) = number_after(text, from) else {
                continue;
            };
            seen = range.end;
            if number != expected.value {
                found.push(Violation {
                    rule: ReportRule::Text,
                    cell: repeated.cells.first().copied(),
                    printed: Stated {
                        words: format!("正文“{}”中的数", &text[at..range.end]),
                        value: number,
                        path: path.clone(),
                        span: Some(body.span(&range)),
                    },
                    expected: Some(expected.clone()),
                });
            }
        }
    }
    found
}

fn sum_of(report: &ReportTables, cells: &[CellId]) -> Option<Stated> {
    let stated: Vec<Stated> = cells
        .iter()
        .map(|cell| report.stated(*cell))
        .collect::<Option<_>>()?;
    let words: Vec<&str> = stated.iter().map(|one| one.words.as_str()).collect();
    Some(Stated {
        words: words.join("与"),
        value: stated.iter().map(|one| one.value).sum(),
        path: report.path.clone(),
        span: stated.iter().find_map(|one| one.span),
    })
}

/// Where any of some words stands, in the order of the text.
fn places<'w>(text: &str, words: &[&'w str]) -> Vec<(usize, &'w str)> {
    let mut all: Vec<(usize, &str)> = words
        .iter()
        .flat_map(|word| text.match_indices(word).map(|(at, _)| (at, *word)))
        .collect();
    all.sort_unstable();
    all
}

/// The number of 件 that ends the clause, if nothing between says that it counts something else.
fn number_after(text: &str, from: usize) -> Option<(i64, Range<usize>)> {
    let rest = &text[from..];
    let is_end = |c: char| "，。；、！？：:,;\n（(".contains(c);
    let clause = &rest[..rest.find(is_end).unwrap_or(rest.len())];
    let (number, range) = numerals::first_before(clause, &["件", "宗", "起"])?;
    // 一起 mostly means together.
    let together =
        clause[range.start..].starts_with("一起") && range.start + "一起".len() < clause.len();
    let before = &clause[..range.start];
    if together || before.chars().count() > 24 || OTHERWISE.iter().any(|w| before.contains(w)) {
        return None;
    }
    Some((number, from + range.start..from + range.end))
}

/// Whether the sentence so far speaks of another year.
fn of_another_year(before: &str, year: i16) -> bool {
    let sentence = before
        .rfind(['。', '\n', '；'])
        .map_or(before, |at| &before[at..]);
    let mut named = sentence.match_indices('年').filter_map(|(at, _)| {
        let digits = sentence[..at].len() - 4.min(at);
        let word = sentence.get(digits..at)?;
        word.parse::<i16>().ok().filter(|_| word.len() == 4)
    });
    let relative = ["去年", "上年同期", "上一年同期"];
    named.next_back().is_some_and(|other| other != year)
        || relative.iter().any(|word| sentence.contains(word))
}

/// Words of the 《条例》 of 2007 that a sentence cites, and where they stand today.
struct Outdated {
    words: &'static [&'static str],
    now: &'static str,
}

static OUTDATED: [Outdated; 9] = [
    Outdated {
        words: &["特殊需要"],
        now: "2019年修订后申请公开不再以“特殊需要”为条件，见第二十七条",
    },
    Outdated {
        words: &["第六", "至", "第十二条", "主动公开"],
        now: "主动公开的内容现为第十九条至第二十二条",
    },
    Outdated {
        words: &["第六至十二条"],
        now: "主动公开的内容现为第十九条至第二十二条",
    },
    Outdated {
        words: &["第九条", "主动公开"],
        now: "主动公开的内容现为第十九条至第二十二条",
    },
    Outdated {
        words: &["第十三条", "申请获取"],
        now: "申请获取政府信息现为第二十七条",
    },
    Outdated {
        words: &["第二十四条", "答复"],
        now: "答复期限现为第三十三条",
    },
    Outdated {
        words: &["第三十一条", "年度报告"],
        now: "年度报告的公布时限现为第四十九条",
    },
    Outdated {
        words: &["第三十二条", "年度报告"],
        now: "年度报告的内容现为第五十条",
    },
    Outdated {
        words: &["第三十三条", "复议"],
        now: "救济途径现为第五十一条",
    },
];

/// The year in which the 《条例》 was revised.
const REVISED: i16 = 2019;

/// AR-LAW: citations of articles that the revision of 2019 moved or dropped.
#[must_use]
pub fn law_violations(year: i16, body: &Body, path: &SourcePath) -> Vec<Violation> {
    if year < REVISED {
        return Vec::new();
    }
    let mut found: Vec<Violation> = Vec::new();
    for (start, sentence) in sentences(&body.text) {
        if !sentence.contains("《条例》") && !sentence.contains("信息公开条例》") {
            continue;
        }
        let hit = OUTDATED
            .iter()
            .find(|outdated| in_order(sentence, outdated.words));
        if let Some(outdated) = hit {
            let at = start + sentence.find(outdated.words[0]).unwrap_or_default();
            let range = at..at + outdated.words[0].len();
            found.push(Violation {
                rule: ReportRule::Law,
                cell: None,
                printed: Stated {
                    words: format!(
                        "引用的“{}”是2007年《条例》的条文；{}",
                        outdated.words.join("……"),
                        outdated.now
                    ),
                    value: 0,
                    path: path.clone(),
                    span: Some(body.span(&range)),
                },
                expected: None,
            });
        }
    }
    found
}

fn in_order(sentence: &str, words: &[&str]) -> bool {
    let mut rest = sentence;
    words.iter().all(|word| match rest.split_once(word) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// Sentences with their places.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['。', '\n', '；'])
        .map(move |sentence| {
            let start = at;
            at += sentence.len();
            (start, sentence)
        })
}
