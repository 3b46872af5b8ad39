//! Which events of the file system mean that a portal changed. Pure.
//!
//! In: the portal's folder and what the system reports. Out: paths of the portal that may be other ones now. Reading a file, the
//! output folder, and what editors put beside a file while they save are no change.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use notify::Event;
use notify::event::{AccessKind, EventKind};

use crate::serve::workspace::Changes;

/// What a portal is made from, below its folder.
pub(in crate::serve) const SOURCES: [&str; 4] = ["config.toml", "content", "static", "themes"];

/// Adds what an event touches to what is known so far.
pub(super) fn note(changes: &mut Option<Changes>, event: &Event, root: &Path) {
    if event.need_rescan() {
        *changes = Some(Changes::Everything);
    }
    if matches!(event.kind, EventKind::Access(kind) if !is_end_of_write(kind)) {
        return;
    }
    for path in &event.paths {
        if concerns(path, root) {
            add(changes, path);
        }
    }
}

/// Adds a path to what is known so far.
pub(super) fn add(changes: &mut Option<Changes>, path: &Path) {
    match changes.get_or_insert_with(|| Changes::Paths(BTreeSet::new())) {
        Changes::Paths(paths) => {
            paths.insert(path.to_owned());
        }
        Changes::Everything => {}
    }
}

fn is_end_of_write(kind: AccessKind) -> bool {
    matches!(kind, AccessKind::Close(notify::event::AccessMode::Write))
}

/// Whether a path below `root` can be part of the portal.
pub(super) fn concerns(path: &Path, root: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else {
        return false;
    };
    let mut names = below.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.next().is_some_and(|top| SOURCES.contains(&&*top)) && !names.any(|name| is_debris(&name))
}

/// What editors and systems leave behind for a moment, or longer: beside what reading passes over, the names with which editors
/// try whether they may write, keep the old text, or hold a lock.
fn is_debris(name: &str) -> bool {
    name.starts_with(['.', '#'])
        || name.starts_with("~$")
        || name.starts_with("___jb_")
        || name.ends_with('~')
        || [
            ".swp",
            ".swx",
            ".swo",
            ".tmp",
            ".bak~",
            ".crdownload",
            ".part",
        ]
        .iter()
        .any(|end| name.ends_with(end))
        || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
        || is_probe(name)
}

/// Vim makes a file called 4913, or the next free number, to see whether it may.
fn is_probe(name: &str) -> bool {
    name.parse::<u32>().is_ok_and(|number| {
        number >= 4913 && (number - 4913).is_multiple_of(123) && number < 10_000
    })
}

/// A path below a folder that the system knows by another name, with the name that the portal was given.
pub(super) fn renamed(event: &mut Event, real: &Path, root: &Path) {
    for path in &mut event.paths {
        if let Ok(below) = path.strip_prefix(real) {
            *path = root.join(below);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use notify::Event;
    use notify::event::{
        AccessKind, AccessMode, CreateKind, DataChange, EventKind, Flag, ModifyKind, RemoveKind,
        RenameMode,
    };

    use super::{Changes, note};

    const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CREATE: EventKind = EventKind::Create(CreateKind::File);
    const REMOVE: EventKind = EventKind::Remove(RemoveKind::File);
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));

    fn paths(changes: Option<Changes>) -> Vec<PathBuf> {
        match changes {
            Some(Changes::Paths(paths)) => paths.into_iter().collect(),
            Some(Changes::Everything) => vec![PathBuf::from("*")],
            None => Vec::new(),
        }
    }

    /// What a series of events in the portal `/p` amounts to.
    fn seen(events: &[(EventKind, &str)]) -> Vec<String> {
        let mut changes = None;
        for (kind, path) in events {
            let event = Event::new(*kind).add_path(Path::new("/p").join(path));
            note(&mut changes, &event, Path::new("/p"));
        }
        paths(changes)
            .iter()
            .map(|path| path.to_string_lossy().replace("/p/", ""))
            .collect()
    }

    #[test]
    fn 内容_配置_外观和静态文件的变化() {
        for path in [
            "config.toml",
            "content/政策/关于防汛的通知.md",
            "content/policy/a/附件1.docx",
            "content/catalogue/a.csv",
            "themes/wo/templates/list.html",
            "static/dzjg.png",
            "content",
            "themes/wo",
        ] {
            assert_eq!(seen(&[(WRITE, path)]), [path]);
        }
    }

    #[test]
    fn 别的文件夹不是门户的内容() {
        for path in [
            "public/index.html",
            "public",
            ".git/index",
            "content/.git/HEAD",
            "README.md",
            "config.toml.bak",
            "contents/a.md",
            "../other/content/a.md",
        ] {
            assert!(seen(&[(WRITE, path)]).is_empty(), "{path}");
        }
        assert!(seen(&[(WRITE, "/elsewhere/content/a.md")]).is_empty());
    }

    #[test]
    fn 只是读取不算变化() {
        let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(seen(&[(open, "content/a.md"), (read, "content/a.md")]).is_empty());
        assert_eq!(seen(&[(written, "content/a.md")]), ["content/a.md"]);
    }

    #[test]
    fn vim_保存时只有文件本身变化() {
        let events = [
            (CREATE, "content/policy/4913"),
            (REMOVE, "content/policy/4913"),
            (FROM, "content/policy/a.md"),
            (TO, "content/policy/a.md~"),
            (CREATE, "content/policy/a.md"),
            (WRITE, "content/policy/a.md"),
            (WRITE, "content/policy/.a.md.swp"),
            (REMOVE, "content/policy/a.md~"),
        ];
        assert_eq!(seen(&events), ["content/policy/a.md"]);
    }

    #[test]
    fn 各种编辑器留下的临时文件不算变化() {
        for name in [
            ".a.md.swp",
            ".a.md.swx",
            "a.md~",
            "#a.md#",
            ".#a.md",
            "~$预算.docx",
            ".~lock.预算.docx#",
            ".goutputstream-X1Y2Z3",
            "a.md___jb_tmp___~",
            "___jb_tmp___",
            "5036",
            "预算.docx.tmp",
            "Thumbs.db",
            ".DS_Store",
        ] {
            let path = format!("content/policy/{name}");
            assert!(
                seen(&[(CREATE, &path), (WRITE, &path)]).is_empty(),
                "{name}"
            );
        }
        // A file is not debris because it has a number for a name.
        assert_eq!(
            seen(&[(WRITE, "content/policy/2024")]),
            ["content/policy/2024"]
        );
    }

    #[test]
    fn 改名覆盖的保存方式() {
        let events = [
            (CREATE, "content/.a.md.kate-swp"),
            (WRITE, "content/a.md.tmp"),
            (FROM, "content/a.md.tmp"),
            (TO, "content/a.md"),
        ];
        assert_eq!(seen(&events), ["content/a.md"]);
    }

    #[test]
    fn 文件夹改名记下前后两个名称() {
        let both = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        let mut changes = None;
        let event = Event::new(both)
            .add_path("/p/content/policy/2023".into())
            .add_path("/p/content/policy/2024".into());
        note(&mut changes, &event, Path::new("/p"));
        assert_eq!(paths(changes).len(), 2);
    }

    #[test]
    fn 系统说不清时重读全部() {
        let mut changes = None;
        let event = Event::new(WRITE).add_path("/p/content/a.md".into());
        note(&mut changes, &event, Path::new("/p"));
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        note(&mut changes, &lost, Path::new("/p"));
        note(&mut changes, &event, Path::new("/p"));
        assert_eq!(paths(changes), [Path::new("*")]);
    }
}
