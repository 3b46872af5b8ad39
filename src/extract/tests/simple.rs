use super::{read, reason, text};
use crate::extract::limits;
use crate::model::{Extent, Unreadable};

#[test]
fn 各种编码的文本都读得出来() {
    let words = "第一条　为了规范\r\n\r\n第二条\t本办法";
    let read = "第一条 为了规范\n第二条 本办法";
    assert_eq!(text("a.txt", words.as_bytes()), read);
    assert_eq!(text("a.txt", format!("\u{feff}{words}").as_bytes()), read);
    assert_eq!(text("a.TXT", &encoding_rs::GB18030.encode(words).0), read);
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(text("a.txt", &utf16), read);
}

#[test]
fn 不是文本的文本文件算损坏() {
    assert_eq!(
        reason("a.txt", b"\x00\x01\x02\x03\x04"),
        Unreadable::Damaged
    );
    assert_eq!(reason("a.csv", b"PK\x03\x04abc"), Unreadable::Damaged);
    assert_eq!(reason("a.txt", &[0xff; 500]), Unreadable::Damaged);
}

#[test]
fn 空的文件没有文字() {
    assert_eq!(reason("a.txt", b""), Unreadable::NoText);
    assert_eq!(reason("a.txt", "　\n \r\n".as_bytes()), Unreadable::NoText);
    assert_eq!(reason("a.csv", b",,\n,,\n"), Unreadable::NoText);
}

#[test]
fn 图片和压缩包不读() {
    for name in ["a.jpg", "a.zip", "a.mp4", "a", "docx"] {
        assert!(super::extract(name, b"abc").is_none(), "{name}");
    }
}

#[test]
fn 表格文件每行一行并记得行号() {
    let read = read(
        "a.csv",
        "\u{feff}村,\"路线, 说明\"\r\n\r\n青石村,\"老街\n振兴路\"\r\n柳河村,\r\n".as_bytes(),
    );
    assert_eq!(read.text(), "村 路线, 说明\n青石村 老街 振兴路\n柳河村");
    assert_eq!(read.place(0), "第1行");
    assert_eq!(read.place(read.text().find("青石").unwrap()), "第3行");
    assert_eq!(read.place(read.text().find("柳河").unwrap()), "第5行");
}

#[test]
fn 制表符分隔的也是表格() {
    assert_eq!(text("a.tsv", "甲\t乙\n丙\t丁\n".as_bytes()), "甲 乙\n丙 丁");
}

#[test]
fn 网页只读看得见的文字() {
    let page = "<!DOCTYPE html><html><head><title>通知 &amp; 公告</title><style>p{color:red}</style>
<script>if (1 < 2) { alert('<p>不见</p>') }</script></head><body><p>各<b>区县</b>人民<br>政府&#xFF1A;</p>
<table><tr><td>项目</td><td>金额</td></tr></table><!-- 批注 --></body></html>";
    assert_eq!(
        text("a.html", page.as_bytes()),
        "通知 & 公告\n各区县人民\n政府：\n项目 金额"
    );
    let (gbk, ..) = encoding_rs::GB18030.encode("<html><body>旧网页</body></html>");
    assert_eq!(text("a.htm", &gbk), "旧网页");
}

#[test]
fn 过长的文字只留开头并且说明() {
    let long = "公开\n".repeat(limits::TEXT);
    let read = read("a.txt", long.as_bytes());
    assert_eq!(read.extent(), Extent::Part);
    assert!(read.text().len() <= limits::TEXT + 4);
    assert_eq!(
        super::read("a.txt", "公开".as_bytes()).extent(),
        Extent::Whole
    );
}
