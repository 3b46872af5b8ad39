//! Excerpts for findings that are shown in a browser, maybe long after the files were read.
//!
//! Must never show the text of a file that became another one since: what was public then may not be now, and only reading it
//! again tells.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::diag::{Excerpts, Report, render_text};
use crate::source::{SourcePath, SourceStore};

/// The texts of files that are as they were.
pub(super) struct Unchanged<'r> {
    root: &'r PathBuf,
    store: SourceStore,
    read: SystemTime,
}

impl Excerpts for Unchanged<'_> {
    fn text(&self, path: &SourcePath) -> Option<String> {
        let changed = std::fs::metadata(self.root.join(path.as_str())).ok()?;
        if changed.modified().ok()? > self.read {
            return None;
        }
        self.store.text(path)
    }
}

/// A report as the terminal shows it, from files below `root` that were read from `read` on.
pub(super) fn render(report: &Report, root: &PathBuf, read: SystemTime) -> String {
    render_text(report, &unchanged(root, read))
        .trim_end()
        .to_owned()
}

/// The texts of the files below `root` that are as they were when they were read, from `read` on.
pub(super) fn unchanged(root: &PathBuf, read: SystemTime) -> Unchanged<'_> {
    Unchanged {
        root,
        store: SourceStore::new(root),
        read,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::{Duration, SystemTime};

    use super::render;
    use crate::diag::{Diagnostic, Sink, Span};
    use crate::source::SourcePath;

    #[test]
    fn 读过以后又改动的文件不显示原文() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        std::fs::create_dir(root.join("content")).unwrap();
        std::fs::write(root.join("content/a.md"), "不再公开的内容").unwrap();
        let sink = Sink::default();
        let path = SourcePath::new("content/a.md");
        sink.push(Diagnostic::error("x", &path, Span::new(0, 3), "有错"));
        let report = sink.into_report(&BTreeMap::new());
        let minute = Duration::from_mins(1);
        let shown = render(&report, &root, SystemTime::now() + minute);
        assert!(shown.contains("不再公开的内容"), "{shown}");
        let hidden = render(&report, &root, SystemTime::now() - minute);
        assert!(!hidden.contains("不再公开"), "{hidden}");
        assert!(hidden.contains("--> content/a.md"), "{hidden}");
    }
}
