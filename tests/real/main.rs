//! The portal of real documents in `../shared/portal`: 465 documents of 67 bodies. Skipped aloud where it is absent.

#[path = "../support/mod.rs"]
mod support;

mod check;
mod encodings;
mod links;
mod reports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use support::{Build, Files, SiteTest, html};

/// A folder of real documents beside the project; says so where it is absent.
fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("跳过: 没有 {}，真实文件没有检查", folder.display());
    None
}

/// The portal, built once for all tests.
struct Real {
    build: Build,
    files: Files,
    expected: Value,
    canaries: String,
}

impl Real {
    fn page(&self, url: &str) -> String {
        let file = file_of(url);
        let bytes = self.files.get(&file).unwrap_or_else(|| panic!("no {file}"));
        String::from_utf8(bytes.clone()).expect("a page in UTF-8")
    }

    fn list(&self, key: &str) -> &[Value] {
        self.expected[key].as_array().expect("a list")
    }

    /// Addresses of the public documents by their path.
    fn urls(&self) -> BTreeMap<&str, &str> {
        let public = self.list("public").iter();
        public
            .map(|one| (text(one, "path"), text(one, "url")))
            .collect()
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("no {key} in {value}"))
}

/// The file of an address: `/a/` is `a/index.html`.
fn file_of(url: &str) -> String {
    let path = url.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

fn real() -> Option<&'static Real> {
    static REAL: OnceLock<Option<Real>> = OnceLock::new();
    REAL.get_or_init(|| {
        let folder = shared("portal")?;
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a text");
        let expected: Value = serde_json::from_str(&read("expected.json")).expect("JSON");
        let canaries = read("CANARIES.txt");
        let site = SiteTest::from_dir(&folder).date("2026-06-01");
        let build = site.build();
        let files = build.output_files();
        Some(Real {
            build,
            files,
            expected,
            canaries,
        })
    })
    .as_ref()
}

#[test]
fn 真实门户没有错误() {
    let Some(real) = real() else { return };
    real.build.expect_status(0);
    let public = real.list("public").len();
    let withdrawn = withdrawn(real).len();
    let line = format!("构建完成: {} 个文档", public - withdrawn);
    assert!(
        real.build.stdout.starts_with(&line),
        "{line}: {}",
        real.build.stdout
    );
    assert_eq!(
        real.build.stdout.lines().count(),
        1,
        "{}",
        real.build.stdout
    );
}

/// Addresses that only keep a note that the document was taken down.
fn withdrawn(real: &Real) -> BTreeSet<&str> {
    let hidden = real.list("public_with_hidden_parts").iter();
    hidden
        .filter(|one| one["why"] == "withdrawn")
        .map(|one| text(one, "url"))
        .collect()
}

#[test]
fn 每个公开文档在它的网址有标题和有效性() {
    let Some(real) = real() else { return };
    let withdrawn = withdrawn(real);
    let labels = [
        ("valid", "现行有效"),
        ("pending", "尚未施行"),
        ("amended", "已修改"),
        ("repealed", "已废止"),
        ("expired", "已失效"),
    ];
    for one in real.list("public") {
        let url = text(one, "url");
        let page = real.page(url);
        if withdrawn.contains(url) {
            assert!(page.contains("撤下"), "{url}");
            assert!(
                !html::words(&page).contains(text(one, "title")),
                "{url} still has its title"
            );
            continue;
        }
        let words = html::words(&page);
        assert!(words.contains(text(one, "title")), "{url} lacks its title");
        if let Some(number) = one["doc_number"].as_str() {
            assert!(words.contains(number), "{url} lacks {number}");
        }
        if let Some(status) = one["status"].as_str() {
            let label = labels
                .iter()
                .find(|(value, _)| *value == status)
                .expect("a status")
                .1;
            let at = page
                .find("<dt>有效性</dt>")
                .unwrap_or_else(|| panic!("{url} lacks 有效性"));
            let end = page[at..].find("</dd>").map_or(page.len(), |end| at + end);
            assert!(
                page[at..end].contains(label),
                "{url}: not {label}: {}",
                &page[at..end]
            );
        }
    }
}

#[test]
fn 不公开的网址不存在() {
    let Some(real) = real() else { return };
    for one in real.list("not_public") {
        let file = file_of(text(one, "url_that_must_not_exist"));
        assert!(!real.files.contains_key(&file), "{file} was published");
        // Nor anything of its bundle.
        let folder = file
            .strip_suffix("index.html")
            .filter(|folder| !folder.is_empty());
        if let Some(folder) = folder {
            let below: Vec<_> = real
                .files
                .keys()
                .filter(|f| f.starts_with(folder))
                .collect();
            assert!(below.is_empty(), "{below:?}");
        }
    }
}

#[test]
fn 旧网址跳转到文档() {
    let Some(real) = real() else { return };
    for one in real.list("redirects") {
        let (from, to) = (text(one, "from"), text(one, "to"));
        let page = real.page(from);
        let links: Vec<_> = html::attribute(&page, "href")
            .iter()
            .filter_map(|href| html::target(&file_of(from), href))
            .map(|(file, _)| file)
            .collect();
        assert!(links.contains(&file_of(to)), "{from} does not lead to {to}");
        assert!(page.contains("http-equiv=\"refresh\""), "{from}");
    }
}

/// The files that the links of a page lead to.
fn links(real: &Real, url: &str) -> BTreeSet<String> {
    let hrefs = html::attribute(&real.page(url), "href");
    let targets = hrefs
        .iter()
        .filter_map(|href| html::target(&file_of(url), href));
    targets.map(|(file, _)| file).collect()
}

#[test]
fn 关系双向显示() {
    let Some(real) = real() else { return };
    let urls = real.urls();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for one in real.list("relations") {
        let Some(from) = urls
            .get(text(one, "from"))
            .filter(|_| one["from_public"] == true)
        else {
            continue;
        };
        if one["inside"] == false {
            if one["target_not_public"] == false {
                let words = html::words(&real.page(from));
                let written = text(one, "as_written").trim_matches(['《', '》']);
                assert!(words.contains(written), "{from} does not say {written}");
            }
            continue;
        }
        for target in one["target"].as_array().expect("targets") {
            let to = urls[target.as_str().expect("a path")];
            assert!(
                links(real, from).contains(&file_of(to)),
                "{from} does not link to {to}"
            );
            assert!(
                links(real, to).contains(&file_of(from)),
                "{to} does not link to {from}"
            );
        }
        *shown.entry(text(one, "relation")).or_default() += 1;
    }
    assert_eq!((shown["repeals"], shown["amends"]), (13, 27), "{shown:?}");
}

#[test]
fn 公开事项由文档落实() {
    let Some(real) = real() else { return };
    let urls = real.urls();
    let pages: Vec<&String> = real
        .files
        .keys()
        .filter(|path| path.starts_with("items/field/") && is_page(path))
        .collect();
    for one in real.list("items_fulfilled") {
        let item = text(one, "item");
        let page = pages
            .iter()
            .find(|page| html::ids(&real.page(page)).contains(item))
            .unwrap_or_else(|| panic!("no row for {item}"));
        for path in one["by"].as_array().expect("paths") {
            let url = urls[path.as_str().expect("a path")];
            // A long list shows its newest; the document itself always names the item.
            let back = html::attribute(&real.page(url), "href")
                .iter()
                .filter_map(|href| html::target(&file_of(url), href))
                .any(|(file, fragment)| file == **page && fragment == item);
            assert!(back, "{url} does not name {item}");
        }
        assert!(
            one["by"].as_array().expect("paths").iter().any(|path| {
                links(real, page).contains(&file_of(urls[path.as_str().expect("a path")]))
            }),
            "{item} is not shown as fulfilled"
        );
    }
}

#[test]
fn 校验码不在任何输出里() {
    let Some(real) = real() else { return };
    let canaries: Vec<&str> = real
        .canaries
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .filter(|canary| !canary.is_empty())
        .collect();
    assert!(canaries.len() > 300, "{}", canaries.len());
    let coarse = ["机密校验码", "gkleak", "gkred", "gkgone"];
    // Most hold one of the coarse marks; the others are looked for one by one.
    let lower: Vec<String> = canaries
        .iter()
        .map(|canary| canary.to_ascii_lowercase())
        .collect();
    let is_coarse = |canary: &str| coarse.iter().any(|mark| canary.contains(mark));
    let fine: Vec<&str> = lower
        .iter()
        .map(String::as_str)
        .filter(|one| !is_coarse(one))
        .collect();
    let check = |place: &str, text: &str| {
        let lower = text.to_ascii_lowercase();
        let found = coarse
            .iter()
            .chain(&fine)
            .find(|canary| lower.contains(**canary));
        assert_eq!(found, None, "{place}");
    };
    check("standard output", &real.build.stdout);
    check("standard error", &real.build.stderr);
    for (path, bytes) in &real.files {
        check("a path", path);
        check(path, &String::from_utf8_lossy(bytes));
        for (name, bytes) in support::archive::members(bytes) {
            check(&format!("{path}: {name}"), &String::from_utf8_lossy(&bytes));
        }
    }
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "html")
}

/// What `catalogue.json` says of the public documents.
#[test]
fn 目录数据列出每个公开文档() {
    let Some(real) = real() else { return };
    let Some(catalogue) = real.files.get("catalogue.json") else {
        println!("跳过: 没有 catalogue.json，目录数据没有检查");
        return;
    };
    let catalogue: Value = serde_json::from_slice(catalogue).expect("JSON");
    assert_eq!(catalogue["version"], 1);
    assert_eq!(catalogue["date"], "2026-06-01");
    let items = catalogue["items"].as_array().expect("items");
    let listed: BTreeMap<&str, &Value> =
        items.iter().map(|item| (text(item, "url"), item)).collect();
    assert_eq!(listed.len(), items.len(), "an address stands there twice");
    let withdrawn = withdrawn(real);
    for one in real.list("public") {
        let url = text(one, "url");
        let item = listed
            .get(url)
            .or_else(|| listed.get(url.trim_start_matches('/')));
        if withdrawn.contains(url) {
            assert!(item.is_none(), "{url} is listed");
            continue;
        }
        let item = item.unwrap_or_else(|| panic!("{url} is not listed"));
        assert_eq!(item["title"], one["title"], "{url}");
        assert_eq!(item["kind"], one["kind"], "{url}");
        assert_eq!(
            item["status"].as_str().unwrap_or_default(),
            one["status"].as_str().unwrap_or_default(),
            "{url}"
        );
        let published = |value: &Value| {
            value["published"]
                .as_str()
                .unwrap_or_default()
                .get(..10)
                .map(str::to_owned)
        };
        assert_eq!(published(item), published(one), "{url}");
    }
    assert_eq!(items.len(), real.list("public").len() - withdrawn.len());
}
