//! `gongkai export`.

use std::path::Path;

use super::args::{ExportArgs, What};
use super::build::{load_words, root, show, today};
use super::{Status, complain, say};
use crate::diag::Sink;
use crate::export::Bulk;
use crate::portal::{self, Options};
use crate::publish::{Force, Target, publish};

/// Exports the portal.
pub(super) fn run(args: &ExportArgs) -> Status {
    match export(args) {
        Ok(status) => status,
        Err(words) => {
            complain(&format!("导出失败: {words}"));
            Status::Failed
        }
    }
}

fn export(args: &ExportArgs) -> Result<Status, String> {
    let root = root(args.root.as_deref())?;
    let options = Options {
        root: root.clone(),
        today: today(args.date)?,
        base_url: None,
    };
    refuse_site(&args.output)?;
    let sink = Sink::default();
    let loaded = portal::load(&options, &sink).map_err(|error| load_words(&error))?;
    let report = sink.into_report(&loaded.levels);
    show(&report, &root, args.format);
    let Some(portal) = loaded.portal.filter(|_| report.denied() == 0) else {
        complain(&format!(
            "没有导出: 有 {} 处错误须先改正，原有的文件没有变动",
            report.denied()
        ));
        return Ok(Status::Findings);
    };
    let bulk = match args.what {
        What::Bulk => Bulk::new(portal.site()),
    };
    let target = Target {
        output: args.output.clone(),
        sources: portal::sources(&root),
        force: Force::No,
    };
    let done = publish(&target, &bulk, &()).map_err(|error| error.to_string())?;
    let texts = portal.attachment_texts();
    if texts.is_lacking() {
        complain(&format!("提示: {texts}"));
    }
    say(&format!(
        "导出完成: {} 个文档, {} 个附件的文字, {} 个文件, 在 {}",
        bulk.documents(),
        bulk.attachments(),
        done.files,
        args.output.display()
    ));
    Ok(Status::Clean)
}

/// A site is taken for ours too; an export in its place would take it from the public.
fn refuse_site(output: &Path) -> Result<(), String> {
    let is_site = output.join("manifest.json").is_file() && output.join("index.html").is_file();
    if is_site {
        return Err(format!(
            "{} 里是生成的网站，导出的文件请放在另一个文件夹",
            output.display()
        ));
    }
    Ok(())
}
