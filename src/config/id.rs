//! Ids of agencies, columns and fields: they become folders and parts of addresses.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Span, nearest};
use crate::source::fields::{Located, Reader};

/// Names that some systems keep for themselves, and `page`, which numbers the pages of a list.
const RESERVED: [&str; 5] = ["page", "con", "aux", "nul", "prn"];

/// What has been named so far in one list, with places: finds what is named twice.
#[derive(Debug)]
pub(super) struct Names {
    noun: &'static str,
    seen: BTreeMap<String, Span>,
}

impl Names {
    /// An empty list of names of one sort: 机关编号, 栏目编号 …
    pub(super) fn new(noun: &'static str) -> Self {
        Self {
            noun,
            seen: BTreeMap::new(),
        }
    }

    /// Adds a name; a second one of the same spelling is a finding at both places.
    pub(super) fn add(&mut self, name: &Located<String>, reader: &Reader<'_>) {
        let Some(first) = self.seen.get(&name.value) else {
            self.seen.insert(name.value.clone(), name.span);
            return;
        };
        let scope = reader.scope();
        let message = format!("{}“{}”写了两次", self.noun, name.value);
        scope.sink.push(
            Diagnostic::error("duplicate-name", scope.path, name.span, message)
                .related(scope.path, *first, "另一处在这里")
                .help("改成不同的写法，或者删去其中一节"),
        );
    }
}

/// The `id` of a table, if it can be a folder; otherwise a finding.
pub(super) fn id(reader: &Reader<'_>) -> Option<Located<String>> {
    let id = reader.text_at("id")?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let (message, help) = if !id.value.chars().all(plain) {
        (
            format!("“{}”不能作编号", id.value),
            "编号只用小写英文字母、数字、- 和 _，例如 id = \"yjj\"".to_owned(),
        )
    } else if RESERVED.contains(&id.value.as_str()) {
        (
            format!("“{}”另有用途，不能作编号", id.value),
            "换一个编号".to_owned(),
        )
    } else {
        return Some(id);
    };
    reader.scope().error("bad-id", id.span, message, help);
    None
}

/// A finding for an id that nothing bears, with the nearest that there is.
pub(super) fn unknown_id<'a>(
    reader: &Reader<'_>,
    written: &Located<String>,
    noun: &str,
    known: impl IntoIterator<Item = &'a str>,
) {
    let known: Vec<&str> = known.into_iter().collect();
    let help = match nearest(&written.value, known.iter().copied()) {
        Some(near) => format!("是不是 {near}？"),
        None if known.is_empty() => format!("config.toml 里还没有编号写对的{noun}，先改正它"),
        None => format!("可以写: {}", known[..known.len().min(30)].join("、")),
    };
    let message = format!("没有编号为“{}”的{noun}", written.value);
    let code = if noun == "机关" {
        "unknown-agency"
    } else {
        "unknown-column"
    };
    reader.scope().error(code, written.span, message, help);
}

/// The first item of every cycle of parents, each cycle once.
pub(super) fn cycles(parents: &[Option<usize>]) -> Vec<usize> {
    let mut done = vec![false; parents.len()];
    let mut found = Vec::new();
    for start in 0..parents.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| !done[*here]) {
            if way.contains(&here) {
                found.push(here);
                break;
            }
            way.push(here);
            at = parents[here];
        }
        for here in way {
            done[here] = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn 每个环只报告一次() {
        assert_eq!(cycles(&[None, Some(0), Some(1)]), Vec::<usize>::new());
        assert_eq!(cycles(&[Some(0)]), [0]);
        assert_eq!(
            cycles(&[Some(1), Some(2), Some(0), Some(1), None, Some(5)]),
            [0, 5]
        );
    }
}
