//! Which kind and which agency a file belongs to: its path says so (content contract, part 1).

use super::{KINDS, Kind};
use crate::config::{AgencyIx, Config};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::source::SourcePath;

/// What a file's path says.
pub(crate) struct Place {
    /// Whose it is.
    pub(crate) agency: AgencyIx,
    /// The kind's folder: `policy`, `report`, `catalogue` …; `guide` for the guide.
    pub(crate) folder: String,
}

/// Reads agency and folder off a path; an unknown agency is a finding.
pub(crate) fn place(path: &SourcePath, config: &Config, sink: &Sink) -> Option<Place> {
    let rest = path.in_content();
    let (agency, rest) = match rest.strip_prefix("agencies/") {
        None => (config.own_agency(), rest),
        Some(below) => {
            let Some((id, rest)) = below.split_once('/') else {
                let finding = Diagnostic::error(
                    "unknown-folder",
                    path,
                    None,
                    "agencies 文件夹里直接放了文件",
                );
                sink.push(finding.help("放到 content/agencies/<机关编号>/ 之下"));
                return None;
            };
            (agency(path, id, config, sink)?, rest)
        }
    };
    let first = rest.split('/').next().unwrap_or_default();
    let folder = if first == "guide.md" { "guide" } else { first };
    Some(Place {
        agency,
        folder: folder.to_owned(),
    })
}

fn agency(path: &SourcePath, id: &str, config: &Config, sink: &Sink) -> Option<AgencyIx> {
    if let Some(agency) = config.agency_by_id(id) {
        return Some(agency);
    }
    let ids = || config.agencies.iter().map(|a| a.id.as_str());
    let help = nearest(id, ids()).map_or_else(
        || "在 config.toml 中用 [[agency]] 写明这个机关，或者改正文件夹名".to_owned(),
        |near| format!("是不是 {near}？否则在 config.toml 中用 [[agency]] 写明这个机关"),
    );
    sink.push(
        Diagnostic::error(
            "unknown-agency",
            path,
            None,
            format!("config.toml 中没有编号为“{id}”的机关"),
        )
        .help(help),
    );
    None
}

/// The kind of a document by its folder; a folder that holds no documents is a finding.
pub(crate) fn kind(path: &SourcePath, folder: &str, sink: &Sink) -> Option<&'static Kind> {
    let found = KINDS.iter().find(|kind| kind.folder == folder).copied();
    let in_column_root =
        path.file_name() == "index.md" && path.folder().ends_with(&format!("/{folder}"));
    if in_column_root && folder != "guide" {
        let finding = Diagnostic::error(
            "unknown-folder",
            path,
            None,
            "index.md 不能直接放在栏目文件夹里",
        );
        sink.push(
            finding
                .help("栏目首页由程序生成；文档放到下一级文件夹，例如 policy/2024/yjya/index.md"),
        );
        return None;
    }
    if found.is_none() {
        let message = if folder == "catalogue" {
            "公开事项目录用 .toml 或 .csv 文件，不用 .md"
        } else {
            "文件不在任何一个规定的文件夹里"
        };
        let folders = KINDS
            .iter()
            .map(|k| {
                if k.folder == "guide" {
                    "guide.md"
                } else {
                    k.folder
                }
            })
            .collect::<Vec<_>>()
            .join("、");
        sink.push(
            Diagnostic::error("unknown-folder", path, None, message).help(format!(
                "content 之下的文件夹: {folders}、catalogue、agencies"
            )),
        );
    }
    found
}
