use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::fixture::{archive, compound, doc, document, docx, paragraph, xls};
use super::{read, reason, text};
use crate::model::Unreadable;

#[test]
fn 文书每段一行() {
    let body = [
        paragraph("一、总则"),
        paragraph("为了&lt;规范&gt;，制定本预案&#12290;"),
    ]
    .concat();
    assert_eq!(
        text("预案.docx", &docx(&body)),
        "一、总则\n为了<规范>，制定本预案。"
    );
}

#[test]
fn 一段里分成几截的词连在一起() {
    let body = "<w:p><w:r><w:t>突发</w:t></w:r><w:r><w:t>事件</w:t><w:tab/><w:t>应对</w:t><w:br/><w:t>办法</w:t></w:r></w:p>";
    assert_eq!(text("a.docx", &docx(body)), "突发事件 应对\n办法");
}

#[test]
fn 文书里的表格每行一行() {
    let cell = |words: &[&str]| {
        let paragraphs: String = words.iter().map(|words| paragraph(words)).collect();
        format!("<w:tc>{paragraphs}</w:tc>")
    };
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell(&["级别"]),
        cell(&["死亡", "失踪"]),
        cell(&["一级"]),
        cell(&["20人以上"])
    );
    assert_eq!(
        text("a.docx", &docx(&body)),
        "级别 死亡 失踪\n一级 20人以上"
    );
}

#[test]
fn 删去的和重复的文字不读() {
    let body = "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>正文</w:t></w:r>
<mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:p>";
    assert_eq!(text("a.docx", &docx(body)), "正文框");
}

#[test]
fn 脚注在正文之后() {
    let notes = document(&paragraph("引自统计公报"));
    let file = archive(&[
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/document.xml", document(&paragraph("正文")).as_bytes()),
    ]);
    assert_eq!(text("a.docx", &file), "正文\n引自统计公报");
}

#[test]
fn 幻灯片按页码读() {
    let slide = |words: &str| format!("<p:sld><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>");
    let file = archive(&[
        ("ppt/slides/slide10.xml", slide("第十页").as_bytes()),
        ("ppt/slides/slide2.xml", slide("第二页").as_bytes()),
    ]);
    let read = read("图解.pptx", &file);
    assert_eq!(read.text(), "第二页\n第十页");
    assert_eq!(read.place(read.text().len() - 1), "第10页");
}

#[test]
fn 工作簿每行一行并记得工作表和行号() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("收支").unwrap();
    sheet.write(0, 0, "科目").unwrap();
    sheet.write(0, 1, "金额（万元）").unwrap();
    sheet.write(3, 0, "教育").unwrap();
    sheet.write(3, 1, 1234.5).unwrap();
    sheet.write(3, 2, 0.1 + 0.2).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let date = ExcelDateTime::from_ymd(2026, 6, 1).unwrap();
    sheet.write_with_format(4, 0, &date, &day).unwrap();
    let hidden = book.add_worksheet().set_name("底稿").unwrap();
    hidden.write(0, 0, "不见").unwrap();
    hidden.set_hidden(true);
    let read = read("决算.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(
        read.text(),
        "收支\n科目 金额（万元）\n教育 1234.5 0.3\n2026-06-01"
    );
    assert_eq!(read.place(0), "工作表“收支”");
    let at = read.text().find("教育").unwrap();
    assert_eq!(read.place(at), "工作表“收支”第4行");
}

#[test]
fn 旧工作簿也读() {
    let file = xls(&[(0, 0, "科目"), (0, 1, "金额"), (2, 1, "三公经费")]);
    let read = read("决算.xls", &file);
    assert_eq!(read.text(), "收支\n科目 金额\n三公经费");
    assert_eq!(read.place(read.text().len() - 1), "工作表“收支”第3行");
    assert_eq!(text("决算.et", &file), read.text());
}

#[test]
fn 旧文书也读() {
    let text_of = |pieces: &[&str]| {
        let length: usize = pieces
            .iter()
            .map(|piece| piece.encode_utf16().count())
            .sum();
        text("通知.doc", &doc(pieces, u32::try_from(length).unwrap()))
    };
    assert_eq!(
        text_of(&["一、总则\r为了规", "范，\r2026", "年\u{b}起\r"]),
        "一、总则\n为了规范，\n2026年\n起"
    );
    // Cells end with a mark, and so do rows.
    assert_eq!(
        text_of(&["级别\u{7}死亡\r失踪\u{7}\u{7}一级\u{7}20人\u{7}\u{7}之后\r"]),
        "级别 死亡\n失踪\n一级 20人\n之后"
    );
    // Of a field the result is seen, and a reference of a note is a mark.
    assert_eq!(
        text_of(&["见\u{13}HYPERLINK \"a\"\u{14}附件\u{15}\u{2}。\r"]),
        "见附件。"
    );
    assert_eq!(text("通知.wps", &doc(&["文书\r"], 3)), "文书");
}

#[test]
fn 旧文书不读页眉() {
    assert_eq!(text("a.doc", &doc(&["正文\r", "页眉\r"], 3)), "正文");
}

#[test]
fn 扩展名写错的按内容读() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "新表").unwrap();
    assert_eq!(
        text("a.xls", &book.save_to_buffer().unwrap()),
        "Sheet1\n新表"
    );
    assert_eq!(text("a.doc", &docx(&paragraph("新文书"))), "新文书");
    let page = "<html><body><table><tr><td>网页</td><td>表格</td></tr></table></body></html>";
    assert_eq!(text("a.xls", page.as_bytes()), "网页 表格");
}

#[test]
fn 加密的和旧格式的说明原因() {
    let encrypted = compound(&[("/EncryptedPackage", b"abc")]);
    for name in ["a.docx", "a.xlsx", "a.xls"] {
        assert_eq!(reason(name, &encrypted), Unreadable::Encrypted, "{name}");
    }
    assert_eq!(reason("a.doc", &encrypted), Unreadable::Encrypted);
    let slides = compound(&[("/PowerPoint Document", b"abc")]);
    assert_eq!(reason("a.ppt", &slides), Unreadable::OldFormat);
    assert_eq!(reason("a.rtf", b"{\\rtf1 abc}"), Unreadable::OldFormat);
}
