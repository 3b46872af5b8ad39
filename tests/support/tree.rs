//! A folder as a map, and how two of them differ.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Files by their path below a folder. A link stands there with its target as its text.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Every file below a folder; none where there is no folder.
pub(crate) fn read_files(folder: &Path) -> Files {
    let mut files = Files::new();
    walk(folder, "", &mut files);
    files
}

fn walk(folder: &Path, below: &str, files: &mut Files) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.expect("an entry");
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), files);
        } else if kind.is_symlink() {
            let target = std::fs::read_link(entry.path()).expect("a link");
            files.insert(path, target.to_string_lossy().as_bytes().to_vec());
        } else {
            files.insert(path, std::fs::read(entry.path()).expect("a file"));
        }
    }
}

/// What differs between two folders, a line each; empty where nothing does.
pub(crate) fn difference(before: &Files, after: &Files) -> String {
    let mut out = String::new();
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        let _ = writeln!(out, "- {path}");
    }
    for (path, bytes) in after {
        match before.get(path) {
            None => {
                let _ = writeln!(out, "+ {path}");
            }
            Some(old) if old != bytes => {
                let _ = writeln!(out, "~ {path}: {}", first_difference(old, bytes));
            }
            Some(_) => {}
        }
    }
    out
}

fn first_difference(old: &[u8], new: &[u8]) -> String {
    let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let from = at.saturating_sub(40);
        String::from_utf8_lossy(&bytes[from..(at + 60).min(bytes.len())]).replace('\n', "⏎")
    };
    format!("byte {at}: …{}… / …{}…", around(old), around(new))
}
