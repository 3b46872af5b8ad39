//! A preview shows drafts and what is still to come, marked, and nothing that may not be public.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;

use super::super::{Audience, Changes, Workspace};
use super::{options, shown};
use crate::publish::Body;

const CONFIG: &str = "[portal]\nname = \"示例市\"\nagency = \"zfb\"\nbase_url = \"https://www.example.gov.cn/\"\n\n[[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n";

/// Stands in what may never come out; no case, no encoding of an address hides it.
const SECRET: &str = "gkcanary";

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

fn document(title: &str, front: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\npublished = 2026-01-05\ncolumn = \"ysjs\"\n{front}\n+++\n{body}\n"
    )
}

/// Documents that no audience may see, each with an attachment, and one of which a part may be seen.
fn hide(root: &Path) {
    let secret = |front: &str| {
        let front = format!("summary = \"{SECRET}概述\"\nkeywords = [\"{SECRET}词\"]\n{front}");
        document(&format!("{SECRET}标题"), &front, &format!("{SECRET}正文"))
    };
    let reason = "openness_reason = \"依据《条例》第十四条\"";
    let down = "withdrawn = { date = 2026-02-01, reason = \"有误\" }";
    for (name, front) in [
        ("closed", format!("openness = \"closed\"\n{reason}")),
        (
            "closed-draft",
            format!("openness = \"closed\"\n{reason}\ndraft = true"),
        ),
        (
            "request",
            format!("openness = \"on-request\"\n{reason}\ndraft = true"),
        ),
        ("down", down.to_owned()),
        ("down-draft", format!("{down}\ndraft = true")),
        (
            "ended",
            "act = { kind = \"penalty\", display_until = 2026-03-01 }".to_owned(),
        ),
    ] {
        let folder = format!("content/disclosure/{name}");
        put(root, &format!("{folder}/index.md"), &secret(&front));
        put(root, &format!("{folder}/附件.txt"), SECRET);
    }
    let cut = document(
        "{~gkcanary甲~}名单",
        &format!(
            "draft = true\nopenness = \"redacted\"\n{reason}\nsummary = \"{{~gkcanary乙~}}概述\""
        ),
        "{~gkcanary丙~}的名单\n\n::: redacted 第十五条\ngkcanary丁\n:::\n",
    );
    put(root, "content/disclosure/cut.md", &cut);
}

fn portal() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    put(root, "config.toml", CONFIG);
    hide(root);
    for (name, front) in [
        ("plain", ""),
        ("draft", "draft = true"),
        ("old", "expires = 2026-05-01"),
    ] {
        let text = document(&format!("文件{name}"), front, "正文");
        put(root, &format!("content/disclosure/{name}.md"), &text);
    }
    let future = document("文件future", "", "正文").replace("2026-01-05", "2026-09-01");
    put(root, "content/disclosure/future.md", &future);
    dir
}

fn assert_nothing_leaks(workspace: &Workspace) {
    let view = workspace.view();
    assert_eq!(view.report().denied(), 0, "{:#?}", view.report());
    let manifest = match view.make(view.find("manifest.json").unwrap()).unwrap() {
        Body::Bytes(bytes) => bytes,
        Body::CopyOf(file) => panic!("{}", file.display()),
    };
    let files = shown(&view);
    let all = files.iter().map(|(path, bytes)| (path.as_str(), bytes));
    for (path, bytes) in all.chain([("manifest.json", &manifest)]) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!path.to_lowercase().contains(SECRET), "{path}");
        assert!(!text.contains(SECRET), "{path}");
    }
}

#[test]
fn 预览里没有不得公开的内容() {
    let dir = portal();
    let options = options(dir.path().to_owned());
    for audience in [Audience::Public, Audience::Preview] {
        let workspace = Workspace::open(options.clone(), audience).unwrap();
        assert_nothing_leaks(&workspace);
        // Each is read again when it is saved, alone and all together.
        let cut = dir.path().join("content/disclosure/cut.md");
        let text = std::fs::read_to_string(&cut).unwrap() + "又一段{~gkcanary戊~}。\n";
        std::fs::write(&cut, text).unwrap();
        let update = workspace.apply(&Changes::Paths(BTreeSet::from([cut])));
        assert_eq!(update.changed.len(), 1);
        assert_nothing_leaks(&workspace);
        hide(dir.path());
        workspace.apply(&Changes::Everything);
        assert_nothing_leaks(&workspace);
    }
}

#[test]
fn 预览说明每个页面为什么还不公开() {
    let dir = portal();
    let options = options(dir.path().to_owned());
    let why = |audience, name: &str| {
        let view = Workspace::open(options.clone(), audience).unwrap().view();
        let at = view.find(&format!("disclosure/{name}.html"));
        at.map(|at| view.unpublished(at))
    };
    for (name, public, ahead) in [
        ("plain", Some(None), Some(None)),
        ("draft", None, Some(Some("草稿"))),
        ("cut", None, Some(Some("草稿"))),
        ("future", None, Some(Some("尚未到发布日期"))),
        ("old", Some(None), Some(Some("已过信息下架日期"))),
        ("closed/index", None, None),
        ("down/index", Some(None), Some(None)),
    ] {
        assert_eq!(why(Audience::Public, name), public, "{name}");
        assert_eq!(why(Audience::Preview, name), ahead, "{name}");
    }
}

#[test]
fn 过了零点显示新的一天() {
    let dir = portal();
    let workspace = Workspace::open(options(dir.path().to_owned()), Audience::Public).unwrap();
    let is_public = |name: &str| {
        let path = format!("disclosure/{name}.html");
        workspace.view().find(&path).is_some()
    };
    workspace.turn(date(2026, 8, 31));
    assert!(is_public("plain") && !is_public("future"));
    let revision = workspace.view().revision();
    let update = workspace.turn(date(2026, 9, 1));
    assert!(update.good && update.changed.is_empty());
    assert!(workspace.view().revision() > revision);
    assert!(is_public("plain") && is_public("future"));
    assert_nothing_leaks(&workspace);
    // A clock that is set back takes back what it brought.
    workspace.turn(date(2026, 8, 31));
    assert!(is_public("plain") && !is_public("future"));
}

#[test]
fn 正文的错误随后查出_网站先显示() {
    let dir = portal();
    let link = document("文件link", "", "[坏了](没有.md)");
    put(dir.path(), "content/disclosure/link.md", &link);
    let workspace = Workspace::open(options(dir.path().to_owned()), Audience::Public).unwrap();
    let first = workspace.view();
    assert!(!first.is_stale());
    let view = workspace.complete().unwrap();
    assert!(view.is_stale() && view.revision() > first.revision());
    assert_eq!(view.report().diagnostics()[0].code, "broken-link");
    assert_eq!(shown(&view), shown(&first));
    assert!(workspace.complete().is_none());
    put(
        dir.path(),
        "content/disclosure/link.md",
        &link.replace("没有.md", "plain.md"),
    );
    assert!(workspace.apply(&Changes::Everything).good);
    assert!(!workspace.view().is_stale());
}

#[test]
fn 有错误时显示上一次的网站() {
    let dir = portal();
    let workspace = Workspace::open(options(dir.path().to_owned()), Audience::Public).unwrap();
    let before = shown(&workspace.view());
    let file = dir.path().join("content/disclosure/plain.md");
    let good = std::fs::read_to_string(&file).unwrap();
    let apply = |text: &str| {
        std::fs::write(&file, text).unwrap();
        workspace.apply(&Changes::Paths(BTreeSet::from([file.clone()])))
    };
    for bad in [
        good.replace("title", "titel"),
        good.clone() + "\n[甲](没有.md)\n",
    ] {
        let update = apply(&bad);
        let view = workspace.view();
        assert!(!update.good && view.is_stale() && view.report().denied() > 0);
        assert_eq!(shown(&view), before);
    }
    assert!(apply(&good).good);
    let view = workspace.view();
    assert!(!view.is_stale());
    assert_eq!(shown(&view), before);
    // What is the same as before is no change.
    let revision = view.revision();
    assert!(apply(&good).changed.is_empty());
    assert_eq!(workspace.view().revision(), revision);
    // The old view is as it was.
    assert!(apply(&(good + "又一段")).good);
    assert_eq!(shown(&view), before);
    assert_ne!(shown(&workspace.view()), before);
}
