use std::collections::BTreeMap;

use super::read;
use crate::diag::{Report, Sink};
use crate::model::Item;
use crate::source::front_matter::Split;
use crate::source::{SourceFile, SourcePath};

fn run(name: &str, text: &str) -> (Vec<Item>, Report) {
    let sink = Sink::default();
    let file = SourceFile {
        path: SourcePath::new(&format!("content/catalogue/{name}")),
        text: text.to_owned(),
        split: Split::default(),
        bundle: false,
        attachments: Vec::new(),
    };
    let items = read(&file, &sink);
    (items, sink.into_report(&BTreeMap::new()))
}

fn good(name: &str, text: &str) -> Vec<Item> {
    let (items, report) = run(name, text);
    assert!(
        report.diagnostics().is_empty(),
        "{:#?}",
        report.diagnostics()
    );
    items
}

/// Code, text that the place points at, and message with help of every finding.
fn findings(name: &str, text: &str) -> Vec<(&'static str, String, String)> {
    run(name, text)
        .1
        .diagnostics()
        .iter()
        .map(|d| {
            let span = d.span.unwrap();
            let help = d.help.clone().unwrap_or_default();
            (
                d.code,
                text[span.start..span.end].to_owned(),
                format!("{} / {help}", d.message),
            )
        })
        .collect()
}

const CHINESE: &str = "编号,领域,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请,县级,乡级,网址\n";

#[test]
fn 中文表头和英文表头读出同样的事项() {
    let row = "aq-01,安全生产,政策文件,法律法规,\"法律、\n法规\",条例,20个工作日内,yjj,■政府网站 口政府公报,√,,■,□,是,否,\n";
    let items = good("a.csv", &format!("{CHINESE}{row}"));
    let english = "id,field,level1,level2,content,basis,time_limit,owner,channels,audience_all,audience_specific,proactive,on_request,county,township,url\n";
    let same = good("a.csv", &format!("{english}{row}"));
    let item = &items[0];
    assert_eq!(item.content, "法律、\n法规");
    assert_eq!(item.channels, ["政府网站"]);
    assert!(item.audience_all && !item.audience_specific && item.proactive && !item.on_request);
    assert!(item.county && !item.township);
    assert_eq!(item.url, None);
    assert_eq!(
        (&same[0].content, &same[0].owner),
        (&item.content, &item.owner)
    );
}

#[test]
fn 勾选的各种写法() {
    for (word, yes) in [
        ("√", true),
        ("■", true),
        ("▄", true),
        ("是", true),
        ("TRUE", true),
        ("1", true),
        ("□", false),
        ("口", false),
        ("否", false),
        ("false", false),
        ("", false),
    ] {
        let items = good("a.csv", &format!("编号,一级事项,县级\na,甲,{word}\n"));
        assert_eq!(items[0].county, yes, "{word}");
        let items = good(
            "a.toml",
            &format!("[[item]]\nid = \"a\"\nlevel1 = \"甲\"\ncounty = \"{word}\"\n"),
        );
        assert_eq!(items[0].county, yes, "{word}");
    }
}

#[test]
fn 表格里的每个错误指向它的格子() {
    let text = "编号,一级事项,公开内容（要素）,县级,备注\na,甲,\"x, y\",也许,\n,乙,,,\nb,丙\na,丁,,√,\n\"c\",,,,\n";
    let found = findings("a.csv", text);
    let places: Vec<_> = found.iter().map(|(code, at, _)| (*code, &**at)).collect();
    assert_eq!(
        places,
        [
            ("unknown-key", "公开内容（要素）"),
            ("unknown-key", "备注"),
            ("unknown-word", "也许"),
            ("missing-field", ",乙,,,"),
            ("csv-row", "b,丙"),
            ("missing-field", "c"),
        ],
        "{found:#?}"
    );
    assert!(found[0].2.contains("公开内容 或 content"), "{}", found[0].2);
    assert!(found[3].2.contains("第 3 行") && found[4].2.contains("第 4 行有 2 格，表头有 5 格"));
}

#[test]
fn 编号重复时两处都指出() {
    for (name, text) in [
        ("a.csv", "编号,一级事项\na,甲\nb,乙\na,丙\n"),
        (
            "a.toml",
            "[[item]]\nid = \"a\"\nlevel1 = \"甲\"\n[[item]]\nid = \"a\"\nlevel1 = \"丙\"\n",
        ),
    ] {
        let (items, report) = run(name, text);
        let finding = &report.diagnostics()[0];
        assert_eq!((finding.code, report.denied()), ("duplicate-item", 1));
        assert!(finding.span.unwrap().start > finding.related[0].span.unwrap().start);
        assert!(!items.iter().any(|item| item.level1 == "丙"));
    }
}

#[test]
fn 没有事项的目录是错误() {
    assert_eq!(findings("a.toml", "# 空\n")[0].0, "missing-field");
    assert_eq!(findings("a.toml", "[t2]\n").len(), 2);
    assert_eq!(findings("a.csv", "")[0].0, "missing-field");
    assert!(
        findings("a.csv", "编号,一级事项\n,\n")[0]
            .2
            .contains("只有表头")
    );
    assert!(
        findings("a.csv", "一级事项\n甲\n")[0]
            .2
            .contains("表头缺少“编号”")
    );
}

#[test]
fn 引号不成对时指出从哪里开始() {
    let found = findings("a.csv", "编号,一级事项\na,\"甲\nb,乙\n");
    assert_eq!((found[0].0, &*found[0].1), ("csv-row", "\""));
}

#[test]
fn 引号里的引号和空行不影响位置() {
    let text = "编号,公开内容,县级\n\n\"a\",\"他说\"\"好\"\"，\n并且\",错\n\nb,乙,\n";
    let found = findings("a.csv", text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "错");
    let items = run("a.csv", text).0;
    assert_eq!(items.len(), 1);
    assert_eq!(&text[items[0].span.start..items[0].span.end], "b");
}

#[test]
fn toml_的类型错误有位置() {
    let text = "[[item]]\nid = \"a\"\nlevel1 = \"甲\"\ncounty = 1.5\nchannels = \"政府网站、公开查阅点\"\n[[item]]\nlevel1 = 3\nlevel = \"x\"\n[[item]]\nid = \"b\"\ncontent = \"乙\"\nurl = \"javascript:alert(1)\"\n[[item]]\nid = \"c\"\ncontent = \"丙\"\nurl = \"/policy/a:b.html\"\n";
    let found = findings("a.toml", text);
    let places: Vec<_> = found.iter().map(|(code, at, _)| (*code, &**at)).collect();
    assert_eq!(
        places,
        [
            ("wrong-type", "1.5"),
            ("missing-field", "[[item]]"),
            ("wrong-type", "3"),
            ("unknown-key", "level"),
            ("bad-url", "\"javascript:alert(1)\""),
        ],
        "{found:#?}"
    );
    let items = run("a.toml", text).0;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].url.as_deref(), Some("/policy/a:b.html"));
}

/// Catalogues of portals that lie in or beside the repository.
#[test]
fn 现有门户的目录都能读出() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, count) in [
        ("../shared/portal/content/catalogue/anquan-jiuzai.toml", 11),
        (
            "../shared/portal/content/agencies/baiqing/catalogue/mulu-2012.csv",
            26,
        ),
        ("content/catalogue/anquan-jiuzai.toml", 0),
        ("content/catalogue/minsheng-caizheng.csv", 0),
    ] {
        let Ok(bytes) = std::fs::read(here.join(name)) else {
            eprintln!("跳过: 没有 {name}");
            continue;
        };
        let text = crate::source::decode(&bytes).unwrap();
        let items = good(name.rsplit('/').next().unwrap(), &text);
        assert!(
            !items.is_empty() && (count == 0 || items.len() == count),
            "{name}: {}",
            items.len()
        );
    }
}
