//! The report for programs: JSON of the content contract, and SARIF.

use std::path::Path;
use std::process::Command;

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

/// The schema of the OASIS standard, which the crate `serde-sarif` carries beside its code.
fn sarif_schema() -> Value {
    let ran = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&ran.stdout).expect("the packages");
    let packages = metadata["packages"].as_array().expect("packages");
    let carrier = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .expect("the package with the schema");
    let manifest = Path::new(carrier["manifest_path"].as_str().expect("a path"));
    let file = manifest.with_file_name("src").join("schema.json");
    let mut schema: Value =
        serde_json::from_str(&std::fs::read_to_string(file).expect("the schema")).expect("JSON");
    mend_language(&mut schema);
    schema
}

/// The standard's pattern for languages has a bracket too many and is no pattern; it is what RFC 5646 says that was meant.
fn mend_language(value: &mut Value) {
    const BROKEN: &str = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";
    match value {
        Value::Object(members) => {
            if members.get("pattern").is_some_and(|p| p == BROKEN) {
                members.insert("pattern".to_owned(), "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into());
            }
            members.values_mut().for_each(mend_language);
        }
        Value::Array(items) => items.iter_mut().for_each(mend_language),
        _ => {}
    }
}

fn sarif_errors(log: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&sarif_schema()).expect("a schema");
    let errors = validator.iter_errors(log);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn 扫描结果合乎规范的模式() {
    let mut log = json("sarif");
    assert_eq!(sarif_errors(&log), Vec::<String>::new());
    // A finding with other places, one about a file as a whole, one in an attachment.
    let site = SiteTest::from_text(
        "-- content/disclosure/a/index.md --\n+++\ntitle = \"救助名单\"\ndated = 2026-01-05\npublished = 2026-03-02\ncolumn = \"qtfd\"\n+++\n名单见附件。\n-- content/disclosure/a/名单.csv --\n姓名,身份证号\n王某,53010219200508011X\n",
    );
    let (_, out, _) = check(&site, &["--as-of", "2026-06-01", "--format", "sarif"]);
    let rich: Value = serde_json::from_str(&out).expect("JSON");
    let results = rich["runs"][0]["results"].as_array().expect("results");
    assert!(
        results.iter().any(|one| one["relatedLocations"].is_array()),
        "{out}"
    );
    assert_eq!(sarif_errors(&rich), Vec::<String>::new());
    // The schema does refuse what the standard does not know.
    log["runs"][0]["results"][0]["level"] = "fatal".into();
    assert_eq!(sarif_errors(&log).len(), 1);
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
