//! What single pages show: items and what fulfils them, annual reports, words that the portal changes, texts.

use crate::support::{CONFIG, SiteTest, html};

const ITEMS: &str = r#"
-- content/catalogue/a.toml --
[[item]]
id = "aq-01"
field = "安全生产"
level1 = "应急预案"
content = "预案文本"
owner = "yjj"

[[item]]
id = "aq-02"
field = "安全生产"
level1 = "安全检查"
content = "检查结果"
url = "https://www.example.gov.cn/jiancha/"

[[item]]
id = "aq-03"
field = "安全生产"
level1 = "事故通报"
content = "通报全文"
-- content/agencies/sthj/catalogue/b.csv --
编号,领域,一级事项,公开内容,主动,公开渠道和载体
hj-01,环境保护,环境监测,监测数据,√,政府网站、公示栏
-- content/system/a.md --
+++
title = "应急预案管理制度"
published = 2026-01-05
items = ["aq-01", "hj-01"]
+++
-- content/system/b.md --
+++
title = "还没有公开的通报"
published = 2026-01-05
draft = true
items = ["aq-03"]
+++
"#;

#[test]
fn 公开事项由公开的文档或者网址落实() {
    let site = SiteTest::from_text(ITEMS);
    let build = site.build();
    build.expect_status(0).expect_report("");
    let page = build.file("items/field/f05.html");
    let row = |id: &str| {
        let at = page
            .find(&format!("id=\"{id}\""))
            .unwrap_or_else(|| panic!("no row {id}"));
        page[at..]
            .split("</tr>")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(
        row("aq-01").contains("应急预案管理制度"),
        "{}",
        row("aq-01")
    );
    assert!(
        row("aq-02").contains("https://www.example.gov.cn/jiancha/"),
        "{}",
        row("aq-02")
    );
    assert!(row("aq-03").contains("尚未公开"), "{}", row("aq-03"));
    build.expect_nowhere("还没有公开的通报");
    build
        .expect_file("items/agency/yjj.html", ["预案文本"])
        .expect_file("items/agency/sthj.html", ["监测数据", "公示栏"])
        .expect_file(
            "system/a.html",
            ["items/field/f05.html#aq-01", "items/field/f11.html#hj-01"],
        );
}

const REPORT: &str = r#"
-- content/report/2025.md --
+++
title = "2025年政府信息公开工作年度报告"
published = 2026-01-28
year = 2025

[t2]
rule = [1, 0, 7]
norm = [3, 1, 42]
license = 4321
penalty = 15
fee = 31.5

[t3]
new = [12, 1, 0, 0, 0, 0]
granted = [9, 1, 0, 0, 0, 0]

[t4]
review = [1, 0, 0, 0, 1]
+++
# 一、总体情况

去年的总体情况。

# 五、存在的主要问题及改进情况

去年的问题。

# 六、其他需要报告的事项

没有其他事项。
"#;

#[test]
fn 年报的表格按规定的次序嵌在文字之间() {
    let site = SiteTest::from_text(REPORT);
    let build = site.build();
    build.expect_status(0);
    let page = html::words(&build.file("report/2025.html"));
    let main = &page[page.rfind("去年的总体情况").expect("part one")..];
    let mut at = 0;
    for words in [
        "去年的总体情况",
        "行政规范性文件",
        "4321",
        "31.5",
        "新收政府信息公开申请数量",
        "行政复议",
        "去年的问题",
        "没有其他事项",
    ] {
        at += main[at..]
            .find(words)
            .unwrap_or_else(|| panic!("“{words}” is missing or out of order"));
    }
    assert!(
        main.contains("13"),
        "the sum of new applications is computed"
    );
    build.expect_file("report/index.html", ["2025年政府信息公开工作年度报告"]);
}

#[test]
fn 用词可以由门户改() {
    let site = SiteTest::from_text(
        "-- content/policy/a.md --\n+++\ntitle = \"某办法\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"public\"\n+++\n",
    );
    let build = site.build();
    build.expect_file("policy/a.html", ["<dt>发文机关</dt>"]);
    site.edit(
        "config.toml",
        &format!("{CONFIG}\n[labels]\nmeta_issuer = \"发布机构\"\n"),
    );
    site.build()
        .expect_file("policy/a.html", ["<dt>发布机构</dt>"])
        .expect_file_without("policy/a.html", ["<dt>发文机关</dt>"]);
}

#[test]
fn 正文按约定排成网页() {
    let site = SiteTest::from_text(
        "-- content/system/a.md --\n+++\ntitle = \"某制度\"\npublished = 2026-01-05\n+++\n# 一、总 则\n\n根据**《条例》**规定，\n制定本制度。\n\n# 一、总 则\n\n# 附则 {#fuze}\n\n见[附则](#fuze)和[总则](#一总-则-1)。\n\n| 事项 || 时限 |\n|---|---|---|\n| 审查 | 初审 | 5日 |\n| ^^ | 复审 | 3日 |\n\n<script>alert(1)</script><p onclick=\"x()\">安全</p>\n",
    );
    let build = site.build();
    build
        .expect_status(0)
        .expect_file(
            "system/a.html",
            [
                "id=\"一总-则\"",
                "id=\"一总-则-1\"",
                "id=\"fuze\"",
                "根据<strong>《条例》</strong>规定，制定本制度。",
                "colspan=\"2\"",
                "rowspan=\"2\"",
                "安全",
            ],
        )
        .expect_file_without("system/a.html", ["alert(1)", "onclick"]);
}

/// Content-Security-Policy: default-src 'self' holds on every page.
#[test]
fn 网页没有内嵌的脚本和样式() {
    let site = SiteTest::from_text(&format!("{ITEMS}{REPORT}"));
    for (path, bytes) in site.build().output_files() {
        let page = String::from_utf8_lossy(&bytes);
        if !page.starts_with("<!doctype html>") {
            continue;
        }
        assert!(
            html::attribute(&page, "style").is_empty(),
            "{path} has a style attribute"
        );
        assert!(!page.contains("<style"), "{path} has an inline style");
        for script in page.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            assert!(
                tag.contains("src=") || tag.contains("application/ld+json"),
                "{path}: <script{tag}>"
            );
        }
        for name in ["src", "action"] {
            for address in html::attribute(&page, name) {
                assert!(!address.contains("//"), "{path}: {address}");
            }
        }
    }
}

#[test]
fn 每页的纠错链接带着标题和网址() {
    let site = SiteTest::from_text(
        "-- config.toml --\n[portal]\nname = \"示例市人民政府\"\nagency = \"zfb\"\nbase_url = \"https://www.example.gov.cn/zfxxgk/\"\n\
         [site]\ncorrection = \"zwgk@example.gov.cn\"\n[[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n\
         -- content/policy/a.md --\n+++\ntitle = \"甲&乙办法\"\npublished = 2026-05-02\ndated = 2026-05-01\nopenness = \"public\"\n+++\n正文\n",
    );
    let build = site.build();
    build.expect_status(0);
    build.expect_file(
        "policy/a.html",
        [
            "href=\"mailto:zwgk@example.gov.cn?subject=%E7%BD%91%E9%A1%B5%E7%BA%A0%E9%94%99%EF%BC%9A%E7%94%B2%26%E4%B9%99",
            "https%3A%2F%2Fwww.example.gov.cn%2Fzfxxgk%2Fpolicy%2Fa.html",
        ],
    );
    build.expect_file("index.html", ["class=\"wrap correct\""]);
    let plain = SiteTest::from_text(
        "-- content/policy/a.md --\n+++\ntitle = \"办法\"\npublished = 2026-05-02\ndated = 2026-05-01\nopenness = \"public\"\n+++\n正文\n",
    );
    let plain = plain.build();
    plain.expect_file_without("policy/a.html", ["wrap correct"]);
}

#[test]
fn 引用格式有标题文号机关和日期不用脚本也能看到() {
    let site = SiteTest::from_text(
        "-- content/policy/a.md --\n+++\ntitle = \"办法\"\npublished = 2026-05-02\ndated = 2026-05-01\ndoc_number = \"示政发〔2026〕1号\"\nissuer = [\"示例市民政局\", \"示例市财政局\"]\nopenness = \"public\"\n+++\n正文\n",
    );
    let build = site.build();
    build.expect_status(0);
    build.expect_file(
        "policy/a.html",
        [
            "<p id=\"cite\">《办法》（示政发〔2026〕1号），示例市民政局、示例市财政局，2026年5月1日</p>",
            "示例市民政局, 示例市财政局. 办法: 示政发〔2026〕1号[EB/OL]. (2026-05-02)[<span data-today>引用日期</span>]",
        ],
    );
}

#[test]
fn 视频有封面字幕文字稿不自动播放图片写明宽和高() {
    let site = SiteTest::from_text(
        "-- content/interpretation/sp/index.md --\n+++\ntitle = \"视频解读\"\npublished = 2026-01-05\nform = \"video\"\nmedia = \"片.mp4\"\n+++\n![流程](图/流程.svg)\n\n说明。\n\
         -- content/interpretation/sp/片.mp4 --\n不是片\n\
         -- content/interpretation/sp/片.svg --\n<svg width=\"640\" height=\"360\"></svg>\n\
         -- content/interpretation/sp/片.vtt --\nWEBVTT\n\
         -- content/interpretation/sp/片.txt --\n文字\n\
         -- content/interpretation/sp/图/流程.svg --\n<svg viewBox=\"0 0 300 200\"></svg>\n",
    );
    let build = site.build();
    build.expect_status(0);
    let page = build.file("interpretation/sp/index.html");
    let start = page.find("<video").expect("a film");
    let film = &page[start..start + page[start..].find("</figure>").expect("its end")];
    let own = |name: &str, end: &str| format!("{name}=\"../../interpretation/sp/%E7%89%87.{end}\"");
    for part in [
        own("src", "mp4"),
        own("poster", "svg"),
        own("src", "vtt"),
        own("href", "txt"),
        " width=\"640\" height=\"360\"".to_owned(),
        " controls preload=\"metadata\"".to_owned(),
        "kind=\"captions\"".to_owned(),
    ] {
        assert!(film.contains(&part), "{part} in {film}");
    }
    assert!(!film.contains("autoplay"));
    assert!(
        page.contains(
            "%E6%B5%81%E7%A8%8B.svg\" width=\"300\" height=\"200\" alt=\"流程\" loading=\"lazy\""
        ),
        "{page}"
    );
}
