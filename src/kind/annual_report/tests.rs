use std::collections::BTreeMap;
use std::sync::Arc;

use super::{FIELDS, beside, read};
use crate::diag::{Report, Sink, Span};
use crate::model::{Cell, ReportFormat, ReportTables, TableId, layout};
use crate::source::fields::{Reader, Scope};
use crate::source::front_matter::Split;
use crate::source::{SourceFile, SourcePath, parse_toml};

/// 某市 2025 (standards 3.5): every identity holds.
pub(super) const GOLD: &str = "year = 2025
[t2]
rule = [3, 5, 74]
norm = [564, 984, 4185]
license = 11398889
penalty = 6937489
coercion = 166105
fee = 316441
[t3]
new = [13612, 252, 0, 45, 128, 32]
carry_in = [535, 6, 0, 1, 18, 0]
granted = [5345, 129, 0, 41, 19, 14]
partial = [2120, 39, 0, 1, 6, 2]
deny1_secret = [13, 0, 0, 0, 0, 0]
deny2_law = [30, 0, 0, 0, 0, 0]
deny3_safety = [11, 0, 0, 0, 0, 0]
deny4_third = [49, 2, 0, 0, 0, 0]
deny5_internal = [103, 1, 0, 0, 0, 0]
deny6_process = [84, 1, 0, 0, 0, 0]
deny7_case = [282, 4, 0, 0, 0, 0]
deny8_query = [147, 0, 0, 0, 1, 2]
na1_none = [3075, 50, 0, 0, 89, 8]
na2_create = [177, 3, 0, 0, 0, 0]
na3_unclear = [19, 0, 0, 0, 0, 0]
rej1_petition = [199, 1, 0, 0, 3, 0]
rej2_repeat = [147, 1, 0, 0, 0, 0]
rej4_mass = [100, 1, 0, 0, 0, 0]
rej5_reissue = [5, 0, 0, 0, 0, 0]
oth1_nofix = [315, 3, 0, 0, 0, 0]
oth2_nofee = [202, 0, 0, 1, 0, 0]
oth3_other = [941, 17, 0, 1, 3, 3]
result_sum = [13364, 252, 0, 44, 121, 29]
carry_out = [783, 6, 0, 2, 25, 3]
[t4]
review = [376, 97, 196, 121]
direct = [16, 1, 12, 27]
after = [74, 1, 30, 51]
";

pub(super) fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: SourcePath::new(path),
        text: text.to_owned(),
        split: Split::default(),
        bundle: false,
        attachments: Vec::new(),
    })
}

pub(super) fn run(front: &str, files: &[Arc<SourceFile>]) -> (Option<ReportTables>, Report) {
    let sink = Sink::default();
    let path = SourcePath::new("content/report/2024.md");
    let tables = parse_toml(front, 0, &path, &sink).and_then(|table| {
        let scope = Scope {
            path: &path,
            offset: 0,
            anchor: Span::new(0, 1),
            noun: "年度报告",
            sink: &sink,
        };
        read(&Reader::open(&table, &[&FIELDS], scope), files)
    });
    (tables, sink.into_report(&BTreeMap::new()))
}

pub(super) fn good(front: &str) -> ReportTables {
    let (tables, report) = run(front, &[]);
    assert_eq!(report.denied(), 0, "{:#?}", report.diagnostics());
    tables.unwrap()
}

/// Code, text that the place points at, and message of every finding.
fn findings(front: &str) -> Vec<(&'static str, String, String)> {
    let (tables, report) = run(front, &[]);
    if report.denied() > 0 {
        assert!(tables.is_none(), "有错误的年报不能用");
    }
    report
        .diagnostics()
        .iter()
        .map(|d| {
            let span = d.span.unwrap();
            let at = front[span.start..span.end].to_owned();
            (d.code, at, d.message.clone())
        })
        .collect()
}

fn numbers(report: &ReportTables, table: TableId, row: &str) -> Vec<i64> {
    let row = report.rows(table).iter().find(|r| r.def.id == row).unwrap();
    let cells = row.figures.iter().map(|f| f.cell.number());
    cells.collect::<Option<_>>().unwrap()
}

#[test]
fn 金样的总计与官方一致() {
    let report = good(GOLD);
    let sums = |table, row| *numbers(&report, table, row).last().unwrap();
    assert_eq!(sums(TableId::T3, "new"), 14069);
    assert_eq!(sums(TableId::T3, "carry_in"), 560);
    assert_eq!(sums(TableId::T3, "deny8_query"), 150);
    assert_eq!(sums(TableId::T3, "rej3_pub"), 0);
    assert_eq!(sums(TableId::T3, "oth3_other"), 965);
    assert_eq!(sums(TableId::T3, "result_sum"), 13810);
    assert_eq!(sums(TableId::T3, "carry_out"), 819);
    assert_eq!(sums(TableId::T4, "review"), 790);
    assert_eq!(sums(TableId::T4, "direct"), 56);
    assert_eq!(sums(TableId::T4, "after"), 156);
    for at in 0..7 {
        let cell = |row: &str| numbers(&report, TableId::T3, row)[at];
        let results: i64 = report.t3[2..23]
            .iter()
            .map(|row| row.figures[at].cell.number().unwrap())
            .sum();
        assert_eq!(results, cell("result_sum"));
        assert_eq!(
            cell("new") + cell("carry_in"),
            cell("result_sum") + cell("carry_out")
        );
    }
    assert_eq!(
        report
            .get(TableId::T2, "fee", "amount")
            .unwrap()
            .cell
            .to_string(),
        "316441"
    );
}

#[test]
fn 没有写的行是零_没有写的表有提醒() {
    let (report, found) = run("year = 2024\n[t3]\nnew = [1, 0, 0, 0, 0, 0]\n", &[]);
    let report = report.unwrap();
    assert_eq!(numbers(&report, TableId::T3, "carry_out"), [0; 7]);
    assert_eq!(numbers(&report, TableId::T2, "license"), [0]);
    assert_eq!((found.denied(), found.warned()), (0, 2));
    assert!(found.diagnostics()[0].message.contains("按 0 处理"));
}

#[test]
fn 写了的总计照写_不重新计算() {
    let report = good("year = 2024\n[t3]\nnew = [1, 0, 0, 0, 0, 0, 9]\n");
    assert_eq!(numbers(&report, TableId::T3, "new")[6], 9);
    let computed = good("year = 2024\n[t3]\nnew = [1, 0, 0, 0, 0, 0]\n");
    let row = &computed.t3[0];
    assert!(row.figures[6].span.is_none() && row.figures[5].span.is_some());
}

#[test]
fn 空白格照原样显示() {
    let report = good(
        "year = 2022\n[t2]\nlicense = \"\"\n[t3]\nnew = [\"\", \"/\", \"—\", 1, 2, 3]\ncarry_in = [\"/\", \"\", \"\", \"\", \"\", \"\"]\n",
    );
    let new = &report.t3[0].figures;
    assert_eq!(new[1].cell, Cell::Blank("/".to_owned()));
    assert_eq!(new[6].cell, Cell::Number(6));
    assert_eq!(report.t3[1].figures[6].cell, Cell::Blank("/".to_owned()));
    assert_eq!(report.t2[2].figures[0].cell, Cell::Blank(String::new()));
}

#[test]
fn 金额照原样显示() {
    for amount in ["59237.2449", "9116.36", "0.10", "31"] {
        let report = good(&format!("year = 2024\n[t2]\nfee = {amount}\n"));
        assert_eq!(report.t2[5].figures[0].cell.to_string(), amount);
    }
}

#[test]
fn 每个写错的格子各有一处位置() {
    let found = findings(
        "year = 2024\n[t2]\nrule = [0, 0]\nlicense = [1, 2, 3]\npenalty = -1\ncoercion = 1.5\nfee = 1e5\n[t3]\nnew = [1, 2, 3]\ncarry_in = [1, \"2\", 0, 0, 0, 0]\ngranted = [\"无\", 0, 0, 0, 0, true]\nparial = [0]\npartial = 7\n[t4]\nreview = [-1, 0, 0, 9999999999999]\n",
    );
    let places: Vec<_> = found.iter().map(|(code, at, _)| (*code, &**at)).collect();
    assert_eq!(
        places,
        [
            ("report-row", "[0, 0]"),
            ("report-row", "[1, 2, 3]"),
            ("report-figure", "-1"),
            ("report-figure", "1.5"),
            ("report-figure", "1e5"),
            ("report-row", "[1, 2, 3]"),
            ("report-figure", "\"2\""),
            ("report-figure", "\"无\""),
            ("report-figure", "true"),
            ("unknown-key", "parial"),
            ("report-row", "7"),
            ("report-figure", "-1"),
            ("report-figure", "9999999999999"),
        ],
        "{found:#?}"
    );
}

#[test]
fn 旧格式的行和数() {
    let report = good(
        "year = 2020\nformat = \"2019\"\n[t2]\nnorm = [77, 77, 166]\nlicense = [21, -3, 120]\nprocurement = [2, 86.40]\n[t3]\noth = [4, 0, 0, 0, 0, 0]\n[t4]\n",
    );
    assert_eq!(report.format, ReportFormat::Format2019);
    assert_eq!(report.t3.len(), 23);
    assert_eq!(numbers(&report, TableId::T2, "license"), [21, -3, 120]);
    assert_eq!(
        report
            .get(TableId::T2, "procurement", "amount")
            .unwrap()
            .cell
            .to_string(),
        "86.40"
    );
    assert_eq!(report.t2[0].figures[0].cell, Cell::NotRecorded);
    assert!(layout(&report)[0].note.is_some());
}

#[test]
fn 两种格式的行不能混用() {
    let found = findings("year = 2024\n[t3]\noth = [4, 0, 0, 0, 0, 0]\n[t2]\n[t4]\n");
    assert_eq!(found[0].0, "report-row");
    assert!(found[0].2.contains("2019年格式"), "{}", found[0].2);
    let found =
        findings("year = 2020\nformat = \"2019\"\n[t3]\noth3_other = [4, 0, 0, 0, 0, 0]\n[t4]\n");
    assert!(found[0].2.contains("2021年格式"), "{}", found[0].2);
}

#[test]
fn 表格可以放在旁边的文件里() {
    let files = [file(
        "content/report/2024.toml",
        "[t2]\n[t3]\nnew = [1, 0, 0, 0, 0, 0]\n[t4]\n",
    )];
    let (report, found) = run("year = 2024\ntables = \"./2024.toml\"\n", &files);
    assert_eq!(found.denied() + found.warned(), 0);
    let report = report.unwrap();
    assert_eq!(report.path.as_str(), "content/report/2024.toml");
    assert_eq!(numbers(&report, TableId::T3, "new")[6], 1);
}

#[test]
fn 表格文件的错误指向表格文件() {
    let files = [file(
        "content/report/2024.toml",
        "[t3]\nnew = [1]\nnw = []\n[t5]\n",
    )];
    let (report, found) = run("year = 2024\ntables = \"2024.toml\"\n", &files);
    assert!(report.is_none());
    assert_eq!(found.denied(), 3);
    assert!(
        found
            .diagnostics()
            .iter()
            .all(|d| d.path.as_str() == "content/report/2024.toml")
    );
}

#[test]
fn 表格文件和正文里的表格只能有一处() {
    let files = [file("content/report/2024.toml", "[t2]\n")];
    let (report, found) = run("year = 2024\ntables = \"2024.toml\"\n[t2]\n", &files);
    assert!(report.is_none());
    assert_eq!(found.diagnostics()[0].code, "report-format");
    assert_eq!(
        findings("year = 2024\ntables = \"x.toml\"\n")[0].0,
        "missing-file"
    );
    assert_eq!(findings("year = 2024\n")[0].0, "missing-field");
    assert_eq!(beside("content/report", "../../x.toml"), None);
}

#[test]
fn 早期年报没有表格() {
    let report = good("year = 2019\nformat = \"prose\"\n");
    assert!(report.t3.is_empty() && layout(&report).is_empty());
    assert_eq!(
        findings("year = 2019\nformat = \"prose\"\n[t2]\n")[0].0,
        "report-format"
    );
}

#[test]
fn 年度和格式写错时说明() {
    assert_eq!(
        findings("year = 24\n[t2]\n[t3]\n[t4]\n")[0].0,
        "out-of-range"
    );
    assert_eq!(
        findings("year = 2024\nformat = \"2020\"\n[t2]\n")[0].0,
        "unknown-word"
    );
    let found = findings("[t2]\n[t3]\n[t4]\n");
    assert_eq!(found[0].0, "missing-field");
}

/// The figures of real reports, against what was read off them (where they lie beside the repository).
#[test]
fn 真实年报逐格一致() {
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let Ok(text) = std::fs::read_to_string(shared.join("corpus/annual_reports.json")) else {
        eprintln!("跳过: 没有真实年报");
        return;
    };
    let corpus: serde_json::Value = serde_json::from_str(&text).unwrap();
    let pairs = [
        ("agencies/pt/report/2020.md", "pingtan_2020"),
        ("agencies/pt/report/2021.md", "pingtan_2021"),
        ("agencies/pt/report/2022.toml", "pingtan_2022"),
        ("agencies/suqian/report/2023.md", "suqian_2023"),
        ("agencies/moushi/report/2025.md", "city_2025_fixture"),
    ];
    for (name, id) in pairs {
        let text = std::fs::read_to_string(shared.join("portal/content").join(name)).unwrap();
        let front = match text.trim_start_matches('\u{feff}').split("+++").nth(1) {
            Some(front) => front.to_owned(),
            None => format!("year = 2022\n{text}"),
        };
        let report = run(&front, &[]).0.unwrap();
        let list = corpus["reports"].as_array().unwrap();
        let true_values = list.iter().find(|r| r["id"] == id).unwrap();
        for row in &report.t3 {
            let figures: Vec<i64> = row
                .figures
                .iter()
                .map(|f| f.cell.number().unwrap())
                .collect();
            assert_eq!(
                serde_json::json!(figures),
                true_values["t3"][row.def.id],
                "{id} {}",
                row.def.id
            );
        }
        for row in &report.t4 {
            for (column, figure) in row.def.columns.iter().zip(&row.figures) {
                let true_value = &true_values["t4"][row.def.id][column.id];
                assert_eq!(figure.cell.number(), true_value.as_i64(), "{id}");
            }
        }
        if let Some(amount) = true_values["t2"].get("fee_wan_yuan") {
            assert_eq!(report.t2[5].figures[0].cell.to_string(), amount.to_string());
        }
    }
}

/// Reports of portals that lie in or beside the repository: nothing is wrong with how their figures are written.
#[test]
fn 现有门户的年报都能读出() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut blanks = 0;
    for root in [here.join("../shared/portal"), here.to_owned()] {
        let files: Vec<Arc<SourceFile>> = walkdir::WalkDir::new(root.join("content"))
            .sort_by_file_name()
            .into_iter()
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let name = entry.path().strip_prefix(&root).ok()?.to_str()?;
                let wanted = name.contains("/report/") && entry.file_type().is_file();
                let text = crate::source::decode(&std::fs::read(entry.path()).ok()?).ok()?;
                wanted.then(|| file(name, &text))
            })
            .collect();
        if files.is_empty() {
            eprintln!("跳过: {} 中没有年报", root.display());
        }
        for document in files
            .iter()
            .filter(|f| f.path.as_str().rsplit('.').next() == Some("md"))
        {
            let front = document.text.split("+++").nth(1).unwrap();
            let tables = files
                .iter()
                .filter(|f| f.path.folder() == document.path.folder())
                .map(|f| file(&format!("content/report/{}", f.path.file_name()), &f.text))
                .collect::<Vec<_>>();
            let (report, found) = run(front, &tables);
            let own = |code: &str| code != "unknown-key";
            let bad: Vec<_> = found.diagnostics().iter().filter(|d| own(d.code)).collect();
            assert!(bad.is_empty(), "{}: {bad:#?}", document.path);
            let report = report.unwrap();
            let figures = TableId::ALL.map(|id| report.rows(id).iter().flat_map(|r| &r.figures));
            let blank = |f: &&crate::model::Figure| matches!(f.cell, Cell::Blank(_));
            if document.path.as_str().contains("xizhen") {
                blanks += figures.into_iter().flatten().filter(blank).count();
            }
        }
    }
    assert!(blanks == 182 || blanks == 0, "空白格 {blanks}");
}
