//! Files as editors of all kinds write them: encodings, line ends, what else lies in a folder.

use crate::support::SiteTest;

const TEXT: &str =
    "+++\ntitle = \"政府信息公开制度\"\npublished = 2026-01-05\n+++\n# 一、总则\n\n正文第一行。\n";

#[test]
fn 字节序标记和各种换行都能读而且结果相同() {
    let built = |text: &str| {
        let site = SiteTest::from_text("");
        site.edit("content/system/a.md", text);
        let build = site.build();
        build.expect_status(0);
        build.file("system/a.html")
    };
    let plain = built(TEXT);
    assert!(plain.contains("正文第一行"));
    assert_eq!(plain, built(&format!("\u{feff}{TEXT}")));
    assert_eq!(plain, built(&TEXT.replace('\n', "\r\n")));
    assert_eq!(
        plain,
        built(&format!("\u{feff}{}", TEXT.replace('\n', "\r\n")))
    );
    assert_eq!(plain, built(&TEXT.replace('\n', "\r")));
}

#[test]
fn 配置和目录也可以有字节序标记() {
    let site = SiteTest::from_text("");
    site.edit(
        "content/catalogue/a.csv",
        "\u{feff}编号,一级事项,公开内容\r\naq-01,应急预案,预案文本\r\n",
    );
    let config =
        std::fs::read_to_string(site.root().join("config.toml")).expect("the configuration");
    site.edit(
        "config.toml",
        &format!("\u{feff}{}", config.replace('\n', "\r\n")),
    );
    site.build()
        .expect_status(0)
        .expect_report("")
        .expect_file("items/index.html", ["1"]);
}

#[test]
fn 别的编码说出是哪种并指出文件() {
    let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, encoding) in [
        (encoding_rs::GB18030.encode(TEXT).0.into_owned(), "GB18030"),
        ([&[0xFF, 0xFE], le.as_slice()].concat(), "UTF-16（小端）"),
        ([&[0xFE, 0xFF], be.as_slice()].concat(), "UTF-16（大端）"),
        (TEXT.as_bytes()[..TEXT.len() - 3].to_vec(), "第 7 行"),
    ] {
        for path in [
            "content/system/a.md",
            "content/catalogue/a.csv",
            "config.toml",
        ] {
            let site = SiteTest::from_text("");
            site.write(path, &bytes);
            let build = site.build();
            build
                .expect_status(1)
                .expect_words(["error[not-utf8]", encoding, path]);
        }
    }
}

#[test]
fn 编辑器和系统留下的文件不算内容() {
    let site = SiteTest::from_text("");
    site.edit("content/system/a/index.md", TEXT);
    for name in [
        "~$a.docx",
        ".a.md.swp",
        "a.md~",
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
    ] {
        site.edit(&format!("content/system/a/{name}"), "残留\n");
        site.edit(&format!("content/system/{name}"), "残留\n");
        site.edit(&format!("static/{name}"), "残留\n");
    }
    let build = site.build();
    build.expect_status(0).expect_report("");
    build.expect_nowhere("残留");
}

#[test]
fn 附件按写明的次序然后按文件名() {
    let site = SiteTest::from_text("");
    let front = TEXT.replacen(
        "+++\n",
        "+++\nattachments = [{ file = \"c.txt\", title = \"附件1：申请表\" }]\n",
        1,
    );
    site.edit("content/system/a/index.md", &front);
    for name in ["a.txt", "b/甲.txt", "c.txt"] {
        site.edit(&format!("content/system/a/{name}"), "表\n");
    }
    let build = site.build();
    let page = build.file("system/a/index.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(at("附件1：申请表") < at("/a.txt\""), "{page}");
    assert!(at("/a.txt\"") < at("/b/%E7%94%B2.txt\""), "{page}");
    build.expect_file("system/a/b/甲.txt", ["表"]);
}

#[test]
fn 看不见的控制字符是错误() {
    for (body, title, sign) in [
        ("正文\u{b}第二行。", "标题", "U+000B"),
        ("正文\0。", "标题", "U+0000"),
        ("正文。", "标题\\u0007", "U+0007"),
        ("正文。", "标题\\u0085", "U+0085"),
    ] {
        let site = SiteTest::from_text("");
        let text =
            format!("+++\ntitle = \"{title}\"\npublished = 2026-01-05\n+++\n甲\t乙\n\n{body}\n");
        site.edit("content/system/a.md", &text);
        let build = site.build();
        build
            .expect_status(1)
            .expect_words(["control-character", sign, "content/system/a.md:"]);
    }
}

#[test]
fn 标识的图片不在是错误() {
    let site = SiteTest::from_text("-- static/dzjg.png --\n图\n");
    let config = std::fs::read_to_string(site.root().join("config.toml")).expect("the file");
    let with = |badge: &str| format!("{config}\n[site]\nbadge = \"static/{badge}\"\n");
    site.edit("config.toml", &with("dzjg.png"));
    site.build().expect_status(0);
    site.edit("config.toml", &with("dzjq.png"));
    let build = site.build();
    build.expect_status(1);
    build.expect_words([
        "missing-file",
        "是不是 static/dzjg.png？",
        "--> config.toml:",
    ]);
}
