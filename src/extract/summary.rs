//! How many attachments were read, in one line; each that was not, as a finding for those who ask for it.

use std::fmt;

use crate::diag::{Diagnostic, Sink};
use crate::model::{Attachment, Document, Extent, FileText, Unreadable};

/// The code of the finding. Its level is `allow` unless `[checks]` gives another.
pub(crate) const CODE: &str = "attachment-text";

/// Counts over attachments of formats that hold text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    read: usize,
    part: usize,
    unreadable: [usize; Unreadable::ALL.len()],
}

impl Summary {
    /// Counts.
    pub(crate) fn of<'a>(attachments: impl Iterator<Item = &'a Attachment>) -> Self {
        let mut summary = Self::default();
        for attachment in attachments {
            match attachment.text {
                FileText::Unread | FileText::NotText => {}
                FileText::Read { extent, .. } => {
                    summary.read += 1;
                    summary.part += usize::from(extent == Extent::Part);
                }
                FileText::Unreadable(reason) => {
                    let place = Unreadable::ALL.iter().position(|known| *known == reason);
                    summary.unreadable[place.unwrap_or_default()] += 1;
                }
            }
        }
        summary
    }

    /// Whether search finds less than the attachments hold.
    #[must_use]
    pub(crate) fn is_lacking(&self) -> bool {
        self.part > 0 || self.unreadable.iter().any(|count| *count > 0)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "附件全文: {} 个已读", self.read)?;
        if self.part > 0 {
            write!(f, "（其中 {} 个只读了一部分）", self.part)?;
        }
        let unreadable: usize = self.unreadable.iter().sum();
        if unreadable == 0 {
            return Ok(());
        }
        let reasons: Vec<String> = Unreadable::ALL
            .iter()
            .zip(self.unreadable)
            .filter(|(_, count)| *count > 0)
            .map(|(reason, count)| format!("{} {count} 个", reason.label()))
            .collect();
        write!(f, "，{unreadable} 个无法读取（{}）", reasons.join("、"))
    }
}

/// A finding for each attachment of a document that search does not find whole.
pub(crate) fn report(document: &Document, sink: &Sink) {
    for attachment in &document.attachments {
        let (words, help) = match attachment.text {
            FileText::Unreadable(reason) => (
                format!("没有读出文字（{}），检索不到其中的内容", reason.label()),
                reason.help(),
            ),
            FileText::Read {
                extent: Extent::Part,
                ..
            } => (
                "只读出一部分文字，其余的内容检索不到".to_owned(),
                "文件过长、有损坏，或者部分文字没有编码；可以拆成几个文件，或者重新导出",
            ),
            _ => continue,
        };
        let words = format!("附件“{}”{words}", attachment.name);
        let at = document.anchor;
        let finding = Diagnostic::warning("attachment-text", &document.path, at, words);
        sink.push(finding.help(help));
    }
}
