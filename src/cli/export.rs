//! `gongkai export`.

use std::path::Path;

use super::args::{ExportArgs, What};
use super::build::{load_words, root, show, today};
use super::{Status, complain, say};
use crate::diag::Sink;
use crate::export::{Bulk, Headers};
use crate::output::RenderError;
use crate::portal::{self, Options};
use crate::publish::{Force, Outputs, Target, publish};

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
    let loaded = portal::load(&options, |_| (), &sink).map_err(|error| load_words(&error))?;
    let report = sink.into_report(&loaded.levels);
    show(&report, &root, args.format);
    let Some(portal) = loaded.portal.filter(|_| report.denied() == 0) else {
        complain(&format!(
            "没有导出: 有 {} 处错误须先改正，原有的文件没有变动",
            report.denied()
        ));
        return Ok(Status::Findings);
    };
    let target = Target {
        output: args.output.clone(),
        sources: portal::sources(&root),
        force: Force::No,
    };
    let place = args.output.display();
    match args.what {
        What::Bulk => {
            let bulk = Bulk::new(portal.site());
            let files = write(&target, &bulk)?;
            let texts = portal.attachment_texts();
            if texts.is_lacking() {
                complain(&format!("提示: {texts}"));
            }
            let (documents, attachments) = (bulk.documents(), bulk.attachments());
            say(&format!(
                "导出完成: {documents} 个文档, {attachments} 个附件的文字, {files} 个文件, 在 {place}"
            ));
        }
        What::Headers => {
            let files = write(&target, &Headers::new(&portal.site().config))?;
            say(&format!("导出完成: 服务器设置 {files} 个文件, 在 {place}"));
        }
    }
    Ok(Status::Clean)
}

/// Writes an export as a whole; how many files that makes.
fn write(target: &Target, outputs: &impl Outputs<Error = RenderError>) -> Result<usize, String> {
    let done = publish(target, outputs, &()).map_err(|error| error.to_string())?;
    Ok(done.files)
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
