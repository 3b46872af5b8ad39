//! Attachments of a bundle: small tables and texts. Out: file names, titles and bytes. What is not public has a canary in all three.

use std::fmt::Write as _;

use super::text::Writer;

/// One attachment.
#[derive(Debug)]
pub(crate) struct Attachment {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// One to three attachments; `mark` is empty or the canary that they carry.
pub(crate) fn attachments(writer: &mut Writer<'_>, mark: &str) -> Vec<Attachment> {
    (1..=writer.random.between(1, 3))
        .map(|at| attachment(writer, at, mark))
        .collect()
}

fn attachment(writer: &mut Writer<'_>, at: usize, mark: &str) -> Attachment {
    let subject = writer.line("对象");
    let mut text = String::new();
    let (kind, extension) = if writer.random.chance(600) {
        text.push_str("\u{feff}序号,任务,责任单位,时限,备注\r\n");
        for row in 1..=writer.random.between(8, 60) {
            let cells = [
                writer.line("动作"),
                writer.line("部门"),
                writer.line("季度"),
                mark.to_owned(),
            ];
            let _ = write!(text, "{row},{}\r\n", cells.join(","));
        }
        ("任务清单", "csv")
    } else {
        let _ = write!(text, "{subject}申报说明{mark}\n\n");
        for row in 1..=writer.random.between(5, 25) {
            let _ = writeln!(text, "{row}．{}", writer.line("句"));
        }
        ("申报说明", "txt")
    };
    let stem = if writer.random.chance(500) {
        format!("附件{at}-{subject}{kind}")
    } else {
        format!("fj{at}")
    };
    let joint = if mark.is_empty() { "" } else { "-" };
    Attachment {
        name: format!("{stem}{joint}{mark}.{extension}"),
        title: format!("附件{at}：{subject}{kind}{mark}"),
        text,
    }
}
