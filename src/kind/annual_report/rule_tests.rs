//! The rules of standards 3.5 over reports as they are read.

use super::tests::{GOLD, good};
use crate::model::{
    Body, LibraryCounts, ReportRule, ReportTables, Violation, law_violations, library_violations,
    own_violations, rule_making_violations, text_violations, year_violations,
};
use crate::source::SourcePath;

fn gold(changes: &[(&str, &str)]) -> ReportTables {
    let mut text = GOLD.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    good(&text)
}

/// Rule, cell, printed and expected number.
fn short(found: &[Violation]) -> Vec<(&'static str, String, i64, Option<i64>)> {
    found
        .iter()
        .map(|one| {
            let cell = one.cell.map(|cell| cell.to_string()).unwrap_or_default();
            let expected = one.expected.as_ref().map(|stated| stated.value);
            (one.rule.id(), cell, one.printed.value, expected)
        })
        .collect()
}

fn prose(text: &str) -> Body {
    Body {
        text: text.to_owned().into(),
        start: 100,
        cuts: Vec::new(),
    }
}

fn path() -> SourcePath {
    SourcePath::new("content/report/2025.md")
}

#[test]
fn 金样的勾稽关系全部成立() {
    assert_eq!(own_violations(&gold(&[])), []);
}

#[test]
fn 总计不等于各类申请人之和() {
    let report = gold(&[(
        "deny2_law = [30, 0, 0, 0, 0, 0]",
        "deny2_law = [30, 0, 0, 0, 0, 0, 31]",
    )]);
    let found = own_violations(&report);
    assert_eq!(
        short(&found),
        [
            ("AR3-ROW", "t3.deny2_law.sum".to_owned(), 31, Some(30)),
            (
                "AR3-RES",
                "t3.result_sum.sum".to_owned(),
                13810,
                Some(13811)
            ),
        ]
    );
    assert_eq!(
        found[0].to_string(),
        "表三“2.其他法律行政法规禁止公开”各类申请人之和是 30，表三“2.其他法律行政法规禁止公开”的“总计”是 31"
    );
}

#[test]
fn 办理结果与结转不平衡() {
    let report = gold(&[("new = [13612, 252,", "new = [13613, 252,")]);
    assert_eq!(
        short(&own_violations(&report)),
        [
            ("AR3-BAL", "t3.result_sum.np".to_owned(), 14147, Some(14148)),
            (
                "AR3-BAL",
                "t3.result_sum.sum".to_owned(),
                14629,
                Some(14630)
            ),
        ]
    );
}

#[test]
fn 复议诉讼的总计不对() {
    let report = gold(&[("direct = [16, 1, 12, 27]", "direct = [16, 1, 12, 27, 57]")]);
    assert_eq!(
        short(&own_violations(&report)),
        [("AR4-SUM", "t4.direct.sum".to_owned(), 57, Some(56))]
    );
}

#[test]
fn 空格按零计_并且指出来() {
    let report = gold(&[(
        "rej5_reissue = [5, 0, 0, 0, 0, 0]",
        "rej5_reissue = [5, \"/\", 0, 0, 0, \"\"]",
    )]);
    let found = own_violations(&report);
    assert_eq!(
        short(&found),
        [
            ("AR-EMPTY", "t3.rej5_reissue.biz".to_owned(), 0, None),
            ("AR-EMPTY", "t3.rej5_reissue.oth".to_owned(), 0, None),
        ]
    );
    assert!(found[0].printed.span.is_some());
}

#[test]
fn 没有规章制定权的机关不应有规章() {
    let found = rule_making_violations(&gold(&[("rule = [3, 5, 74]", "rule = [0, 0, 74]")]));
    assert_eq!(
        short(&found),
        [("AR2-RULE", "t2.rule.valid".to_owned(), 74, None)]
    );
}

#[test]
fn 上年结转和现行有效件数与上年年报比() {
    let before = gold(&[
        ("year = 2025", "year = 2024"),
        (
            "carry_out = [783, 6, 0, 2, 25, 3]",
            "carry_out = [535, 6, 0, 1, 19, 0]",
        ),
        ("norm = [564, 984, 4185]", "norm = [1, 1, 4600]"),
        ("rule = [3, 5, 74]", "rule = [3, 5, 76]"),
    ]);
    let found = year_violations(&gold(&[]), &before);
    assert_eq!(
        short(&found),
        [
            ("AR3-YOY", "t3.carry_in.law".to_owned(), 18, Some(19)),
            ("AR3-YOY", "t3.carry_in.sum".to_owned(), 560, Some(561)),
            ("AR2-YOY", "t2.norm.valid".to_owned(), 4185, Some(4180)),
        ]
    );
    assert_eq!(year_violations(&gold(&[]), &gold(&[])), []);
}

#[test]
fn 件数与本平台的文件比() {
    let counts = LibraryCounts {
        made: 564,
        repealed: 980,
        valid: 4185,
    };
    let found = library_violations(&gold(&[]), counts, &path());
    assert_eq!(
        short(&found),
        [("AR2-LIB", "t2.norm.repealed".to_owned(), 984, Some(980))]
    );
}

#[test]
fn 正文里的件数与表格比() {
    let body = prose(
        "2025年，新收政府信息公开申请14069件，上年结转561件；结转下年度继续办理819件。\n\
         2024年，新收申请1件。发生行政复议790件，其中维持376件、纠正97件；行政诉讼 211 件。\n\
         行政复议结果纠正97件，行政诉讼同比减少3件。全市新收信访100件。",
    );
    let found = text_violations(&gold(&[]), &body, &path());
    assert_eq!(
        short(&found),
        [
            ("AR-TEXT", "t3.carry_in.sum".to_owned(), 561, Some(560)),
            ("AR-TEXT", "t4.direct.sum".to_owned(), 211, Some(212)),
        ]
    );
    let span = found[0].printed.span.unwrap();
    assert_eq!(&body.text[span.start - 100..span.end - 100], "561");
}

#[test]
fn 引用修订前的条文() {
    let body = prose(
        "根据《条例》第六至十二条的规定主动公开。依照《条例》第四十九条编制本报告。\n\
         申请人根据自身生产、生活、科研等特殊需要，依《中华人民共和国政府信息公开条例》申请。\n\
         根据《条例》第十三条、自身特殊需要申请。《物业管理条例》第九条，主动公开。",
    );
    let found = law_violations(2025, &body, &path());
    let at: Vec<&str> = found
        .iter()
        .filter_map(|one| one.printed.span)
        .map(|span| &body.text[span.start - 100..span.end - 100])
        .collect();
    assert_eq!(at, ["第六至十二条", "特殊需要", "特殊需要"]);
    assert_eq!(law_violations(2018, &body, &path()), []);
}

#[test]
fn 规则的编号不重复() {
    let mut ids = ReportRule::ALL.map(ReportRule::id).to_vec();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), ReportRule::ALL.len());
}
