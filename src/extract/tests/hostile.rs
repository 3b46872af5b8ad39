//! Files that are broken on purpose: reading ends, within the limits, and never in a panic that leaves the module.

use std::fmt::Write as _;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::fixture::{
    PdfFile, archive, doc, document, docx, glyphs, lines, mapped_font, ofd, packed, paragraph,
    to_unicode, xls,
};
use super::{extract, reason, text};
use crate::extract::limits;
use crate::model::Unreadable;

/// A whole file of each format.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "表").unwrap();
    let page = lines(12, &[(72, 700, glyphs("应急", "应急"))]);
    let mut pdf = PdfFile::new(&mapped_font(6), &[&page]);
    pdf.add_stream("", to_unicode("应急").as_bytes());
    vec![
        ("a.docx", docx(&paragraph("文书"))),
        ("a.xlsx", book.save_to_buffer().unwrap()),
        ("a.xls", xls(&[(0, 0, "旧表")])),
        ("a.doc", doc(&["旧文书\r", "ab\r"], 7)),
        (
            "a.ofd",
            ofd(&[&[("20 20 9 5", 4.0, "X=\"0\" Y=\"4\"", "版式")]]),
        ),
        ("a.pdf", pdf.bytes()),
        ("a.html", "<html><body><p>网页</p></body></html>".into()),
        ("a.csv", "甲,\"乙\"\n丙".into()),
    ]
}

#[test]
fn 截断的文件不会出事() {
    for (name, bytes) in files() {
        assert!(matches!(extract(name, &bytes), Some(Ok(_))), "{name}");
        let step = (bytes.len() / 200).max(1);
        for end in (0..bytes.len()).step_by(step) {
            let _ = extract(name, &bytes[..end]);
        }
    }
}

#[test]
fn 名不副实的文件不会出事() {
    let files = files();
    for (name, _) in &files {
        for (_, bytes) in &files {
            let _ = extract(name, bytes);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn 改坏几处的文件不会出事(which in 0_usize..8, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let (name, mut bytes) = files().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let first = extract(name, &bytes);
        prop_assert_eq!(extract(name, &bytes), first);
    }

    #[test]
    fn 乱写的内容不会出事(content in "[ -~]{0,200}") {
        let page = format!("BT /F 12 Tf 72 700 Td {content} ET");
        let mut pdf = PdfFile::new(&mapped_font(6), &[page.as_bytes()]);
        pdf.add_stream("", content.as_bytes());
        let _ = extract("a.pdf", &pdf.bytes());
        let _ = extract("a.docx", &docx(&content));
    }
}

#[test]
fn 压缩炸弹说是过大() {
    let zeros = vec![b' '; 1 << 20];
    let mut parts: Vec<(String, &[u8])> = (0..=limits::UNPACKED >> 20)
        .map(|part| (format!("xl/{part}.xml"), zeros.as_slice()))
        .collect();
    parts.push(("word/document.xml".to_owned(), b""));
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let bomb = archive(&parts);
    assert!(bomb.len() < 2 << 20);
    assert_eq!(reason("a.xlsx", &bomb), Unreadable::TooLarge);
    let one = vec![b' '; usize::try_from(limits::UNPACKED).unwrap() + 1];
    assert_eq!(
        reason("a.docx", &archive(&[("word/document.xml", &one)])),
        Unreadable::TooLarge
    );
    assert_eq!(
        reason("a.ofd", &archive(&[("OFD.xml", &one)])),
        Unreadable::TooLarge
    );
    for layers in 1..=2 {
        let mut stream = packed(&one);
        for _ in 1..layers {
            stream = packed(&stream);
        }
        let mut pdf = PdfFile::new(&mapped_font(3), &[b""]);
        pdf.add_raw(
            "/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]",
            &stream,
        );
        assert_eq!(
            reason("a.pdf", &pdf.bytes()),
            Unreadable::TooLarge,
            "{layers}"
        );
    }
}

#[test]
fn 压缩包里的压缩包不展开() {
    let inner = archive(&[("word/document.xml", document(&paragraph("里面")).as_bytes())]);
    assert_eq!(
        reason("a.docx", &archive(&[("word/document.xml", &inner)])),
        Unreadable::NoText
    );
    assert_eq!(
        reason("a.xlsx", &archive(&[("a.xlsx", &inner)])),
        Unreadable::Damaged
    );
}

#[test]
fn 自定义的实体不展开() {
    let mut bomb = String::from("<!DOCTYPE d [<!ENTITY a \"哈\">");
    for (name, of) in ('b'..='j').zip('a'..='i') {
        let ten = format!("&{of};").repeat(10);
        let _ = write!(bomb, "<!ENTITY {name} \"{ten}\">");
    }
    bomb.push_str("]><w:document><w:p><w:t>笑&j;&amp;</w:t></w:p></w:document>");
    assert_eq!(
        text(
            "a.docx",
            &archive(&[("word/document.xml", bomb.as_bytes())])
        ),
        "笑&"
    );
}

#[test]
fn 一个远在天边的单元格不占内存() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "头").unwrap();
    sheet.write(1_048_575, 16_383, "尾").unwrap();
    assert_eq!(
        text("a.xlsx", &book.save_to_buffer().unwrap()),
        "Sheet1\n头\n尾"
    );
    assert_eq!(
        reason("a.xls", &xls(&[(0, 0, "头"), (65_535, 255, "尾")])),
        Unreadable::TooLarge
    );
}

#[test]
fn 层层嵌套不会用完栈() {
    for deep in ["[", "<<", "<</A[", "("] {
        let content = deep.repeat(200_000);
        let pdf = PdfFile::new(&content, &[content.as_bytes()]);
        let _ = extract("a.pdf", &pdf.bytes());
    }
    let deep = "<w:p>".repeat(200_000);
    let _ = extract("a.docx", &docx(&deep));
    let _ = extract("a.html", "<div>".repeat(200_000).as_bytes());
}

#[test]
fn 自己画自己的图形会停() {
    let mut pdf = PdfFile::new("<</XObject<</X 6 0 R>>>>", &[b"/X Do"]);
    pdf.add_stream("/Subtype/Form/Resources 3 0 R", b"/X Do /X Do BT ET");
    let mut bytes = pdf.bytes();
    let at = bytes.windows(5).position(|five| five == b"/Font").unwrap();
    bytes.splice(at..at, *b"/XObject<</X 6 0 R>>");
    assert_eq!(reason("a.pdf", &bytes), Unreadable::NoText);
}
