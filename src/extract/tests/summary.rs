use std::path::PathBuf;
use std::sync::Arc;

use crate::extract::summary::Summary;
use crate::model::{Attachment, Extent, FileText, Text, Unreadable};

fn words(texts: &[FileText]) -> (String, bool) {
    let attachments: Vec<Attachment> = texts
        .iter()
        .map(|text| Attachment {
            name: "a.pdf".to_owned(),
            file: PathBuf::new(),
            size: 1,
            title: None,
            sha256: String::new(),
            pixels: None,
            text: text.clone(),
        })
        .collect();
    let summary = Summary::of(attachments.iter());
    (summary.to_string(), summary.is_lacking())
}

fn read(extent: Extent) -> FileText {
    FileText::Read {
        text: Arc::new(Text::from("文".to_owned())),
        extent,
    }
}

#[test]
fn 一行说清读了几个和没有读的原因() {
    assert_eq!(
        words(&[FileText::NotText, read(Extent::Whole), read(Extent::Whole)]),
        ("附件全文: 2 个已读".to_owned(), false)
    );
    let scan = FileText::Unreadable(Unreadable::NoText);
    let locked = FileText::Unreadable(Unreadable::Encrypted);
    assert_eq!(
        words(&[read(Extent::Part), scan.clone(), locked, scan]),
        (
            "附件全文: 1 个已读（其中 1 个只读了一部分），3 个无法读取（扫描件或没有文字 2 个、加密 1 个）".to_owned(),
            true
        )
    );
}
