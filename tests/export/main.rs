//! What `gongkai export` writes: a portal in, records for search engines and settings for web servers out.

#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{Build, SiteTest, difference, read_files};

const PORTAL: &str = r#"
-- content/policy/2024/yjya/index.md --
+++
title = "应急预案  管理办法"
published = 2024-05-13T09:30:00
dated = 2023-12-30
openness = "public"
doc_number = "示政办发〔2024〕17号"
index_number = "11990100004826176A/2024-00017"
issuer = ["示例市人民政府办公室", "示例市应急管理局"]
topics = ["安全生产"]
category = "normative"
attachments = [{ file = "清单.csv", title = "附件1：任务清单" }]
+++
第一条 为了**规范**应急预案，制定[本办法](../../gongkai.md)。

| 级别 | 标准 |
|---|---|
| 一级 | 20人以上 |
-- content/policy/2024/yjya/清单.csv --
序号,任务
1,"修订预案, 报备"
-- content/policy/2024/yjya/图.png --
不是图
-- content/policy/gongkai.md --
+++
title = "另一个通知"
published = 2026-01-05
dated = 2026-01-04
openness = "public"
+++
正文。
-- content/policy/jimi/index.md --
+++
title = "不公开的通知"
published = 2026-01-05
dated = 2026-01-04
openness = "closed"
openness_reason = "内部事务"
+++
不公开的正文。
-- content/policy/jimi/附件.txt --
不公开的附件。
-- content/policy/chexia.md --
+++
title = "撤下的通知"
published = 2026-01-05
dated = 2026-01-04
openness = "public"
withdrawn = { date = 2026-03-01, reason = "依法撤销" }
+++
撤下的正文。
"#;

fn lines(build: &Build, path: &str) -> Vec<Value> {
    let text = build.file(path);
    assert!(
        text.ends_with('\n'),
        "an engine waits for the last line to end"
    );
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

#[test]
fn 每个公开的文档一条记录() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.export("bulk", &site.beside("out"));
    build.expect_status(0);
    assert!(
        build
            .stdout
            .starts_with("导出完成: 2 个文档, 1 个附件的文字, "),
        "{}",
        build.stdout
    );
    let records = lines(&build, "meilisearch/documents-001.ndjson");
    assert_eq!(records.len(), 2);
    let at = |url: &str| {
        records
            .iter()
            .find(|record| record["url"] == url)
            .expect("a record")
    };
    let mut record = at("policy/2024/yjya/").clone();
    let id = record["id"].take();
    assert_eq!(
        record,
        serde_json::json!({
            "id": null,
            "url": "policy/2024/yjya/",
            "title": "应急预案 管理办法",
            "doc_number": "示政办发〔2024〕17号",
            "index_number": "11990100004826176A/2024-00017",
            "issuer": ["示例市人民政府办公室", "示例市应急管理局"],
            "published": "2024-05-13T09:30:00",
            "year": "2023",
            "kind": "policy",
            "status": "valid",
            "topics": ["安全生产"],
            "archived": false,
            "text": "第一条 为了规范应急预案，制定本办法。\n级别 标准\n一级 20人以上",
            "files": [{
                "name": "附件1：任务清单",
                "url": "policy/2024/yjya/清单.csv",
                "text": "序号 任务\n1 修订预案, 报备"
            }]
        })
    );
    let plain = at("policy/gongkai.html");
    assert_eq!(plain["published"], "2026-01-05");
    assert_eq!(plain.get("doc_number"), None);
    // What an engine allows as an id, the same in every engine.
    let ids: BTreeSet<&str> = records
        .iter()
        .filter_map(|record| record["id"].as_str())
        .collect();
    assert!(ids.contains(id.as_str().expect("a text")));
    assert!(
        ids.iter()
            .all(|id| id.bytes().all(|b| b.is_ascii_alphanumeric()))
    );
    let listed = build.file("ids.txt");
    assert_eq!(listed.lines().collect::<BTreeSet<_>>(), ids);
}

#[test]
fn 批量载入的文件每条记录之前有一行动作() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.export("bulk", &site.beside("out"));
    let records = lines(&build, "meilisearch/documents-001.ndjson");
    let bulk = lines(&build, "opensearch/bulk-001.ndjson");
    assert_eq!(bulk.len(), 2 * records.len());
    for (pair, record) in bulk.chunks(2).zip(&records) {
        assert_eq!(
            pair[0],
            serde_json::json!({ "index": { "_id": record["id"] } })
        );
        assert_eq!(&pair[1], record);
    }
}

#[test]
fn 索引的设置列出记录的每一项() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.export("bulk", &site.beside("out"));
    let mapping: Value =
        serde_json::from_str(&build.file("opensearch/mapping.json")).expect("JSON");
    let fields = mapping["mappings"]["properties"]
        .as_object()
        .expect("fields");
    let records = lines(&build, "meilisearch/documents-001.ndjson");
    for record in &records {
        for (key, value) in record.as_object().expect("an object") {
            // The mapping is strict: an unknown key would be refused.
            let field = fields.get(key).unwrap_or_else(|| panic!("no {key}"));
            for file in value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_object)
            {
                assert!(
                    file.keys()
                        .all(|key| field["properties"].get(key).is_some())
                );
            }
        }
    }
    let settings: Value =
        serde_json::from_str(&build.file("meilisearch/settings.json")).expect("JSON");
    let keys = [
        "searchableAttributes",
        "filterableAttributes",
        "sortableAttributes",
    ];
    for name in keys
        .into_iter()
        .flat_map(|key| settings[key].as_array().expect("a list"))
    {
        let name = name.as_str().expect("a name");
        assert!(
            fields.contains_key(name.split('.').next().expect("a part")),
            "{name}"
        );
    }
    for facet in settings["filterableAttributes"].as_array().expect("a list") {
        let field = &fields[facet.as_str().expect("a name")]["type"];
        assert!(field == "keyword" || field == "boolean", "{facet} {field}");
    }
}

#[test]
fn 同样的内容导出同样的字节() {
    let site = SiteTest::from_text(PORTAL);
    let first = site.export("bulk", &site.beside("a"));
    let second = SiteTest::from_text(PORTAL);
    let second = second.export("bulk", &second.beside("b"));
    assert_eq!(
        difference(&first.output_files(), &second.output_files()),
        ""
    );
    // Over the former one, too.
    let again = site.export("bulk", &site.beside("a"));
    assert_eq!(
        difference(&again.output_files(), &second.output_files()),
        ""
    );
}

#[test]
fn 编号随网址不随内容() {
    let site = SiteTest::from_text(PORTAL);
    let before = site.export("bulk", &site.beside("out")).file("ids.txt");
    let path = "content/policy/gongkai.md";
    let text = fs::read_to_string(site.root().join(path)).expect("a document");
    site.edit(path, &text.replace("另一个通知", "改过的标题"));
    let build = site.export("bulk", &site.beside("out"));
    assert_eq!(build.file("ids.txt"), before);
    build.expect_file("opensearch/bulk-001.ndjson", ["改过的标题"]);
    site.remove(path);
    site.edit("content/policy/2024/yjya/index.md", &{
        let text = fs::read_to_string(site.root().join("content/policy/2024/yjya/index.md"));
        text.expect("a document")
            .replace("[本办法](../../gongkai.md)", "本办法")
    });
    let after = site.export("bulk", &site.beside("out")).file("ids.txt");
    assert_eq!(after.lines().count(), 1);
    assert!(before.contains(after.trim()));
}

#[test]
fn 不公开和撤下的不导出() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.export("bulk", &site.beside("out"));
    build.expect_status(0);
    build.expect_nowhere("不公开的");
    build.expect_nowhere("撤下的");
}

#[test]
fn 有错误就不导出原来的不变() {
    let site = SiteTest::from_text(PORTAL);
    let out = site.beside("out");
    let before = site.export("bulk", &out).output_files();
    site.edit("content/policy/b.md", "+++\ntitle = \"缺项\"\n+++\n");
    let build = site.export("bulk", &out);
    build
        .expect_status(1)
        .expect_words(["missing-field", "没有导出"]);
    assert_eq!(difference(&before, &build.output_files()), "");
}

#[test]
fn 不写入别人的文件夹和网站() {
    let site = SiteTest::from_text(PORTAL);
    let out = site.beside("out");
    fs::create_dir_all(&out).expect("a folder");
    fs::write(out.join("别人的.txt"), "别人的").expect("a file");
    let build = site.export("bulk", &out);
    build.expect_status(2);
    assert_eq!(build.output_files().len(), 1);
    let public = site.build();
    public.expect_status(0);
    let build = site.export("bulk", public.folder());
    build.expect_status(2).expect_words(["网站"]);
    public.expect_file("policy/gongkai.html", ["另一个通知"]);
    site.export("bulk", &site.root().join("content/a"))
        .expect_status(2);
}

/// The sample portal: what a newcomer builds first has attachments of every usual format, and each can be searched.
#[test]
fn 示例平台的附件都读得出来() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = SiteTest::from_text("").date("2026-11-25");
    for (path, bytes) in read_files(&project.join("content")) {
        site.write(&format!("content/{path}"), &bytes);
    }
    for (path, bytes) in read_files(&project.join("static")) {
        site.write(&format!("static/{path}"), &bytes);
    }
    let config = fs::read_to_string(project.join("config.toml")).expect("the configuration");
    site.edit("config.toml", &config);
    let build = site.export("bulk", &site.beside("out"));
    build.expect_status(0);
    assert!(!build.stderr.contains("附件全文"), "{}", build.stderr);
    let records = lines(&build, "meilisearch/documents-001.ndjson");
    let text_of = |end: &str| {
        let files = records
            .iter()
            .flat_map(|record| record["files"].as_array().expect("files"));
        let ours = files.filter(|file| file["url"].as_str().is_some_and(|url| url.ends_with(end)));
        ours.filter_map(|file| file["text"].as_str())
            .collect::<Vec<_>>()
            .join("\n")
    };
    for (end, phrase) in [
        (
            "自然灾害救助工作应急预案.docx",
            "应急指挥中心负责值守和协调",
        ),
        ("2026年部门预算表.xlsx", "机关事业单位基本养老保险缴费支出"),
        ("防汛避险明白卡.pdf", "收拾必需品，留意广播"),
        ("地表水水质.csv", "清源河上游 Ⅱ类"),
    ] {
        assert!(text_of(end).contains(phrase), "{end}: {phrase}");
    }
}

#[test]
fn 空的门户也能导出() {
    let site = SiteTest::from_text("");
    let build = site.export("bulk", &site.beside("out"));
    build.expect_status(0);
    assert_eq!(build.file("ids.txt"), "");
}

/// What the handbook shows is what the program writes, and the browser tests run under the same policy.
#[test]
fn 服务器设置与手册和浏览器测试一致() {
    let text = format!(
        "{PORTAL}-- config.toml --\n[portal]\nname = \"示例市人民政府\"\nagency = \"zfb\"\nbase_url = \"https://www.example.gov.cn/zfxxgk/\"\n\
         [[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n"
    );
    let site = SiteTest::from_text(&text);
    let build = site.export("headers", &site.beside("out"));
    build.expect_status(0);
    let files = build.output_files();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "_headers",
            "apache.htaccess",
            "caddy.txt",
            "manifest.json",
            "nginx.conf"
        ]
    );
    let read = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        fs::read_to_string(path).expect("a file of the repository")
    };
    let handbook = read("docs/fabu.md");
    assert!(handbook.contains(&format!("```nginx\n{}```", build.file("nginx.conf"))));
    assert!(handbook.contains(&format!("```\n{}```", build.file("caddy.txt"))));
    let line = build.file("_headers");
    let policy = line
        .lines()
        .find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "))
        .expect("a policy");
    let server = read("tests/browser/support/server.mjs");
    assert!(server.contains(&format!("\"Content-Security-Policy\": \"{policy}\"")));
}
