//! One regulation in eight encodings.

use crate::shared;
use crate::support::SiteTest;

/// The file in eight encodings: three are read, of the others the report names the encoding.
#[test]
fn 各种编码的文件读得了或者说得清() {
    let Some(folder) = shared("corpus/encodings") else {
        return;
    };
    let report_on = |name: &str| {
        let site = SiteTest::from_text("");
        let bytes = std::fs::read(folder.join(name)).expect("a file");
        site.write("content/system/a.md", &with_front_matter(name, &bytes));
        let build = site.build();
        (build.status(), build.stderr)
    };
    for name in ["cr_only.md", "crlf.md", "utf8_bom.md"] {
        let (status, words) = report_on(name);
        assert_eq!(status, Some(0), "{name}: {words}");
    }
    for (name, encoding) in [
        ("gb18030.md", "GB18030"),
        ("gbk.md", "GB18030"),
        ("utf16le_bom.md", "UTF-16（小端）"),
        ("utf16be_bom.md", "UTF-16（大端）"),
        ("truncated_utf8.md", "不是完整的 UTF-8"),
    ] {
        let (status, words) = report_on(name);
        assert_eq!(status, Some(1), "{name}");
        assert!(
            words.contains("error[not-utf8]") && words.contains(encoding),
            "{name}: {words}"
        );
        assert!(words.contains("content/system/a.md"), "{name}: {words}");
    }
}

/// The bytes behind a front matter in the file's own encoding and line ends.
fn with_front_matter(name: &str, bytes: &[u8]) -> Vec<u8> {
    let front = "+++\ntitle = \"信息公开条例\"\npublished = 2019-05-15\n+++\n";
    let front = match name {
        "cr_only.md" => front.replace('\n', "\r"),
        "crlf.md" => front.replace('\n', "\r\n"),
        _ => front.to_owned(),
    };
    let utf16 = |to: fn(u16) -> [u8; 2]| -> Vec<u8> { front.encode_utf16().flat_map(to).collect() };
    let (mark, front): (&[u8], Vec<u8>) = match name {
        "utf16le_bom.md" => (&[0xFF, 0xFE], utf16(u16::to_le_bytes)),
        "utf16be_bom.md" => (&[0xFE, 0xFF], utf16(u16::to_be_bytes)),
        "gb18030.md" | "gbk.md" => (&[], encoding_rs::GB18030.encode(&front).0.into_owned()),
        "utf8_bom.md" => ("\u{feff}".as_bytes(), front.into_bytes()),
        _ => (&[], front.into_bytes()),
    };
    let rest = bytes.strip_prefix(mark).unwrap_or(bytes);
    [mark, &front, rest].concat()
}
