use super::fixture::{PdfFile, glyphs, hex, lines, mapped_font, named_font, ofd, to_unicode};
use super::{read, reason, text};
use crate::model::{Extent, Unreadable};

const CHARACTERS: &str = "应急预案管理办法（试行）第一条为了规范，制定本。二0123456789ABCabc ⻅⼀";

/// A file of one page: lines at places, 12 points high.
fn pdf(page: &[(i32, i32, &str)]) -> PdfFile {
    let page: Vec<_> = page
        .iter()
        .map(|(x, y, words)| (*x, *y, glyphs(CHARACTERS, words)))
        .collect();
    let mut file = PdfFile::new(&mapped_font(6), &[&lines(12, &page)]);
    assert_eq!(file.add_stream("", to_unicode(CHARACTERS).as_bytes()), 6);
    file
}

#[test]
fn 版式文件按字体的编码表读() {
    let read = read("a.pdf", &pdf(&[(72, 700, "应急预案管理办法")]).bytes());
    assert_eq!(read.text(), "应急预案管理办法");
    assert_eq!(read.place(0), "第1页");
    assert_eq!(read.extent(), Extent::Whole);
}

#[test]
fn 没有嵌入的字体按国标编码读() {
    for (encoding, string) in [
        (
            "GBK-EUC-H",
            encoding_rs::GBK.encode("国发〔2024〕5号镕").0.into_owned(),
        ),
        (
            "UniGB-UCS2-H",
            "国发〔2024〕5号镕"
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect(),
        ),
    ] {
        let page = lines(12, &[(72, 700, format!("<{}>", hex(&string)))]);
        let file = PdfFile::new(&named_font(encoding), &[&page]);
        assert_eq!(
            text("a.pdf", &file.bytes()),
            "国发〔2024〕5号镕",
            "{encoding}"
        );
    }
}

#[test]
fn 按字形编号的字体查汉字表() {
    // Adobe-GB1: 4559 is 一.
    let page = lines(12, &[(72, 700, "<11CF>".to_owned())]);
    let file = PdfFile::new(&named_font("Identity-H"), &[&page]);
    assert_eq!(text("a.pdf", &file.bytes()).chars().count(), 1);
}

#[test]
fn 折行的段落连成一行() {
    let page = [
        (72, 760, "应急预案管理办法"),
        (96, 740, "第一条为了规范应急预案管理，制定本办"),
        (72, 720, "法。"),
        (96, 700, "第二条应急预案管理应急预案管理应急案"),
        (96, 680, "（试行）"),
    ];
    assert_eq!(
        text("a.pdf", &pdf(&page).bytes()),
        "应急预案管理办法\n第一条为了规范应急预案管理，制定本办法。\n第二条应急预案管理应急预案管理应急案\n（试行）"
    );
}

#[test]
fn 同一行的几截按间隔分开() {
    // 12 points a character: the second follows at once, the third after two characters, the fourth after a quarter.
    let page = [
        (72, 700, "应急"),
        (96, 700, "预案"),
        (144, 700, "管理"),
        (171, 700, "12"),
    ];
    assert_eq!(text("a.pdf", &pdf(&page).bytes()), "应急预案 管理12");
}

#[test]
fn 两端对齐插入的空格不算空格() {
    let page = [
        (72, 700, "应"),
        (85, 700, " "),
        (87, 700, "急"),
        (120, 700, "abc"),
        (156, 700, " "),
        (168, 700, "ABC"),
    ];
    assert_eq!(text("a.pdf", &pdf(&page).bytes()), "应急 abc ABC");
}

#[test]
fn 一行里先画后画都按位置读() {
    let page = [
        (108, 700, "（"),
        (144, 700, "）"),
        (72, 700, "第一条"),
        (120, 700, "试行"),
        (156, 700, "办法"),
    ];
    assert_eq!(text("a.pdf", &pdf(&page).bytes()), "第一条（试行）办法");
}

#[test]
fn 画两遍的粗体只读一遍() {
    let page = [(72, 700, "办法"), (73, 700, "办法")];
    assert_eq!(text("a.pdf", &pdf(&page).bytes()), "办法");
}

#[test]
fn 部首字形还原成汉字() {
    assert_eq!(text("a.pdf", &pdf(&[(72, 700, "⻅⼀")]).bytes()), "见一");
}

#[test]
fn 西文字体和嵌套的图形() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[65/uni516C/u5F00]>>>>";
    let mut file = PdfFile::new(
        font,
        &[b"/X Do BT /F 12 Tf 72 600 Td [(Open) -300 (data 5)] TJ ET"],
    );
    let form = file.add_stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Matrix[1 0 0 1 0 50]",
        b"BT /F 12 Tf 72 650 Td (AB) Tj ET",
    );
    let mut bytes = file.bytes();
    let resources = format!("/XObject<</X {form} 0 R>>");
    let at = bytes.windows(5).position(|five| five == b"/Font").unwrap();
    bytes.splice(at..at, resources.bytes());
    assert_eq!(text("a.pdf", &bytes), "公开\nOpen data 5");
}

#[test]
fn 横过来的页面照样读() {
    let bytes = pdf(&[(72, 700, "应急预案")]).bytes();
    let turned = String::from_utf8_lossy(b"/Type/Page/Parent").into_owned();
    let at = bytes
        .windows(turned.len())
        .position(|part| part == turned.as_bytes())
        .unwrap();
    let mut bytes = bytes;
    bytes.splice(at..at, *b"/Rotate 90");
    assert_eq!(text("a.pdf", &bytes), "应急预案");
}

#[test]
fn 扫描件没有文字() {
    let image = PdfFile::new(
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        &[b"q 595 0 0 842 0 0 cm /Im Do Q"],
    );
    assert_eq!(reason("a.pdf", &image.bytes()), Unreadable::NoText);
    // Glyphs whose characters nobody knows are no text either.
    let font = named_font("Identity-H").replace("(GB1)", "(Identity)");
    let page = lines(12, &[(72, 700, "<000100020003>".to_owned())]);
    assert_eq!(
        reason("a.pdf", &PdfFile::new(&font, &[&page]).bytes()),
        Unreadable::NoText
    );
}

#[test]
fn 要密码的说是加密() {
    let zeros = "00".repeat(32);
    let encrypt = format!(
        "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{zeros}>/U<{zeros}>>>"
    );
    let file = pdf(&[(72, 700, "应急")]).trailer(&encrypt);
    assert_eq!(reason("a.pdf", &file.bytes()), Unreadable::Encrypted);
}

#[test]
fn 国产版式文件按位置读() {
    let page: &[(&str, f64, &str, &str)] = &[
        (
            "30 20 100 8",
            6.0,
            "X=\"0\" Y=\"6\" DeltaX=\"g 7 6\"",
            "应急预案管理办法",
        ),
        (
            "28 40 150 5",
            4.0,
            "X=\"0\" Y=\"4\" DeltaX=\"g 34 4\"",
            "第一条　为了规范应急预案管理工作，提高应对能力，根据有关法律法规制定本",
        ),
        (
            "20 48 150 5",
            4.0,
            "X=\"0\" Y=\"4\" DeltaX=\"4 4\"",
            "办法。",
        ),
    ];
    let read = read(
        "a.ofd",
        &ofd(&[
            page,
            &[("20 20 9 5", 4.0, "X=\"0\" Y=\"4\"", "第二页&amp;")],
        ]),
    );
    assert_eq!(
        read.text(),
        "应急预案管理办法\n第一条 为了规范应急预案管理工作，提高应对能力，根据有关法律法规制定本办法。\n第二页&"
    );
    assert_eq!(read.place(read.text().len() - 1), "第2页");
}
