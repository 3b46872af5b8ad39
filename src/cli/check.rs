//! `gongkai check`.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::args::{CheckArgs, CheckFormat};
use super::build::{load_words, root, today};
use super::{Status, complain, say};
use crate::check::{Tools, to_html, without_rules};
use crate::diag::{Report, Sink, render_text, to_json, to_sarif};
use crate::portal::{self, Options};
use crate::source::{self, SourcePath, SourceStore};

/// Looks for everything an inspector would find, and says it.
pub(super) fn run(args: &CheckArgs) -> Status {
    match check(args) {
        Ok(report) if report.denied() > 0 => Status::Findings,
        Ok(_) => Status::Clean,
        Err(words) => {
            complain(&format!("检查没有完成: {words}"));
            Status::Failed
        }
    }
}

fn check(args: &CheckArgs) -> Result<Report, String> {
    let root = root(args.root.as_deref())?;
    let today = today(args.as_of)?;
    let sink = Sink::default();
    let options = Options {
        root: root.clone(),
        today,
        base_url: None,
    };
    let store = SourceStore::new(&root);
    let lists = source::read_lists(&root).map_err(|error| error.to_string())?;
    let tools = Tools {
        inside: source::place_in,
        sources: &store,
        lists: &lists,
    };
    let loaded = portal::load(&options, |portal| portal.check(tools, &sink), &sink)
        .map_err(|error| load_words(&error))?;
    let mut report = sink.into_report(&without_rules(&loaded.levels));
    if !args.paths.is_empty() {
        let wanted = filters(&root, &args.paths)?;
        report = report.only(|path| wanted.iter().any(|wanted| is_below(path, wanted)));
    }
    let text = match args.format {
        CheckFormat::Text if report.diagnostics().is_empty() => "没有发现问题".to_owned(),
        CheckFormat::Text => render_text(&report, &store).trim_end().to_owned(),
        CheckFormat::Json => to_json(&report, &store),
        CheckFormat::Sarif => to_sarif(&report, &store),
        CheckFormat::Html => match &loaded.portal {
            Some(portal) => to_html(&report, &portal.survey(tools), &store),
            None => return Err(broken_config(&report, &store)),
        },
    };
    match &args.output {
        None if args.format == CheckFormat::Text && std::io::stdout().is_terminal() => {
            say(&coloured(&text));
        }
        None => say(&text),
        Some(file) => std::fs::write(file, text + "\n").map_err(|cause| {
            format!("无法写入 {}: {}", file.display(), source::io_words(&cause))
        })?,
    }
    std::mem::forget(loaded.portal);
    Ok(report)
}

/// Heads of findings stand out on a terminal, unless the environment asks for none of it (`NO_COLOR`).
fn coloured(text: &str) -> String {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return text.to_owned();
    }
    let lines = text.lines().map(|line| {
        let colour = match line.split_once('[') {
            Some(("error", _)) => "\u{1b}[1;31m",
            Some(("warning", _)) => "\u{1b}[1;33m",
            _ => return line.to_owned(),
        };
        format!("{colour}{line}\u{1b}[0m")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Without a configuration there is nothing to count: its mistakes are said as text.
fn broken_config(report: &Report, store: &SourceStore) -> String {
    format!(
        "config.toml 有错误\n\n{}",
        render_text(report, store).trim_end()
    )
}

/// What the arguments name, from the portal's root; a name is looked for here first, then below the root and below `content`.
fn filters(root: &Path, paths: &[PathBuf]) -> Result<Vec<String>, String> {
    let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    paths
        .iter()
        .map(|path| {
            [
                path.clone(),
                root.join(path),
                root.join("content").join(path),
            ]
            .iter()
            .filter_map(|path| std::fs::canonicalize(path).ok())
            .find_map(|path| {
                Some(
                    path.strip_prefix(&root)
                        .ok()?
                        .to_string_lossy()
                        .replace('\\', "/"),
                )
            })
            .ok_or_else(|| format!("门户文件夹中没有 {}", path.display()))
        })
        .collect()
}

fn is_below(path: &SourcePath, wanted: &str) -> bool {
    wanted.is_empty()
        || path
            .as_str()
            .strip_prefix(wanted)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
