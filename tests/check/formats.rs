//! The report for programs: JSON of the content contract, and SARIF.

use serde_json::Value;

use crate::support::SiteTest;
use crate::{check, config_with};

fn site() -> SiteTest {
    let site = SiteTest::from_text(
        "-- content/system/制度.md --\n+++\ntitle = \"信息发布制度\"\npublished = 2026-01-05\n+++\n第一行。\n\n做到平稳过度。\n",
    );
    site.edit("config.toml", &config_with("misspelling"));
    site
}

fn json(format: &str) -> Value {
    let (_, out, err) = check(&site(), &["--format", format]);
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"))
}

#[test]
fn 清单的每一项都有位置和改法() {
    let report = json("json");
    assert_eq!(report["version"], 1);
    assert_eq!(report["summary"]["warn"], 1);
    let one = &report["diagnostics"][0];
    assert_eq!(one["code"], "misspelling");
    assert_eq!(one["severity"], "warn");
    assert_eq!(one["path"], "content/system/制度.md");
    assert_eq!((&one["line"], &one["column"]), (&7.into(), &3.into()));
    assert_eq!(one["end_column"], 7);
    assert_eq!(one["help"], "改成“平稳过渡”");
}

#[test]
fn 扫描结果的格式合乎规范的结构() {
    let log = json("sarif");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "gongkai");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in run["results"].as_array().expect("results") {
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().expect("a level")));
        assert!(
            !result["message"]["text"]
                .as_str()
                .expect("words")
                .is_empty()
        );
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
        assert_eq!(place["region"]["startLine"], 7);
        assert_eq!(place["region"]["endColumn"], 7);
    }
    assert_eq!(run["results"].as_array().map(Vec::len), Some(1));
}
