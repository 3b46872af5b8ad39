//! The plan: every output file, before anything is rendered.
//!
//! In: the site (through the registry of outputs). Out: a [`Plan`], sorted by path; an entry is a path and a few words on
//! how to make its bytes. Collisions, also after case folding, are all found here, before anything is written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Sink};
use crate::model::Date;
use crate::output::{Context, RenderError};
use crate::site::route::UrlPath;
use crate::site::{DocId, Site};
use crate::source::SourcePath;

/// Makes the bytes of one entry: a pure function of the context.
pub(crate) type Make = Box<dyn Fn(&Context<'_>) -> Result<Vec<u8>, RenderError> + Send + Sync>;

/// How the bytes of an entry come about.
pub(crate) enum Content {
    /// Rendered.
    Made(Make),
    /// A file of the sources, as it is.
    CopyOf(PathBuf),
}

/// Who asked for an output file, for messages.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A source file.
    Source(SourcePath),
    /// A page that the program makes.
    Generated(&'static str),
}

impl Origin {
    fn name(&self) -> &str {
        match self {
            Self::Source(path) => path.as_str(),
            Self::Generated(name) => name,
        }
    }
}

/// Whether a page belongs in the sitemap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listing {
    /// It does; with the day of its last change, where there is one.
    Listed(Option<Date>),
    /// It does not.
    Unlisted,
}

/// One output file.
pub(crate) struct Planned {
    /// Its path.
    pub(crate) url: UrlPath,
    /// How its bytes come about.
    pub(crate) content: Content,
    /// Who asked for it.
    pub(crate) origin: Origin,
    /// Whether search engines shall know of it.
    pub(crate) listing: Listing,
}

/// Makes what many entries share, so that none of them waits for it; without it they make it themselves.
pub(crate) type Prepare = Box<dyn Fn(&Site) + Send + Sync>;

/// Says whether a plan is good for a site in which some documents were exchanged ([`Site::exchanged`]).
pub(crate) type Holds = Box<dyn Fn(&Site, &[DocId]) -> bool + Send + Sync>;

/// All output files, sorted by path, each path once.
#[derive(Default)]
pub(crate) struct Plan {
    entries: Vec<Planned>,
    preparations: Vec<Prepare>,
    holds: Vec<Holds>,
}

impl Plan {
    /// The entries by path.
    pub(crate) fn entries(&self) -> &[Planned] {
        &self.entries
    }

    /// What is to be made before all entries, in the order in which it is to be begun.
    pub(crate) fn preparations(&self) -> &[Prepare] {
        &self.preparations
    }

    /// Whether the same would be planned for a site that differs from the planned one by exchanged documents: these, and
    /// others that were asked about before.
    pub(crate) fn holds(&self, site: &Site, exchanged: &[DocId]) -> bool {
        self.holds.iter().all(|holds| holds(site, exchanged))
    }

    /// How many files there will be, `manifest.json` not counted.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// Collects entries from the outputs.
#[derive(Default)]
pub(crate) struct Planner {
    entries: Vec<Planned>,
    preparations: Vec<Prepare>,
    holds: Vec<Holds>,
}

impl Planner {
    /// What several planners collected, in their order.
    pub(crate) fn of(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        // A large portal has some hundred thousand entries: room for exactly so many.
        let count = parts.iter().map(|part| part.entries.len()).sum();
        all.entries.reserve_exact(count);
        for part in parts {
            all.entries.extend(part.entries);
            all.preparations.extend(part.preparations);
            all.holds.extend(part.holds);
        }
        all
    }

    /// For an output that plans by more than the places of documents: by the length of their texts, for one.
    pub(crate) fn holds(&mut self, holds: Holds) {
        self.holds.push(holds);
    }

    /// Something that many entries share.
    pub(crate) fn prepare(&mut self, prepare: Prepare) {
        self.preparations.push(prepare);
    }

    /// A page that search engines may list; `changed` is the day of its last change.
    pub(crate) fn page(&mut self, url: UrlPath, origin: Origin, changed: Option<Date>, make: Make) {
        self.entries.push(Planned {
            url,
            content: Content::Made(make),
            origin,
            listing: Listing::Listed(changed),
        });
    }

    /// A page or data file that does not belong in the sitemap.
    pub(crate) fn unlisted(&mut self, url: UrlPath, origin: Origin, make: Make) {
        self.entries.push(Planned {
            url,
            content: Content::Made(make),
            origin,
            listing: Listing::Unlisted,
        });
    }

    /// A source file as it is.
    pub(crate) fn copy(&mut self, url: UrlPath, origin: Origin, file: PathBuf) {
        self.entries.push(Planned {
            url,
            content: Content::CopyOf(file),
            origin,
            listing: Listing::Unlisted,
        });
    }

    /// What is planned so far: the sitemap reads it.
    pub(crate) fn entries(&self) -> &[Planned] {
        &self.entries
    }

    /// Closes the plan. Every collision is a finding; a plan with one must not be rendered.
    pub(crate) fn finish(mut self, sink: &Sink) -> Plan {
        // Entries of one address collide: they are told in the order of who asked for them.
        self.entries.par_sort_unstable_by(|a, b| {
            a.url
                .cmp(&b.url)
                .then_with(|| a.origin.name().cmp(b.origin.name()))
        });
        self.entries.shrink_to_fit();
        let keys: Vec<Cow<'_, str>> = self
            .entries
            .par_iter()
            .map(|entry| folded(entry.url.as_str()))
            .collect();
        // Only looked up, never walked.
        let mut known: HashMap<&str, usize> = HashMap::with_capacity(keys.len());
        let tell = |entry: &Planned, first: usize| {
            let first = &self.entries[first];
            collision(entry, &first.origin, first.url.as_str(), sink);
        };
        for (at, (entry, key)) in self.entries.iter().zip(&keys).enumerate() {
            if key == "manifest.json" {
                collision(entry, &Origin::Generated("站点清单"), "manifest.json", sink);
            } else if let Some(first) = known.get(&**key) {
                tell(entry, *first);
            } else {
                known.insert(key, at);
            }
        }
        // A file cannot stand where another file needs a folder. Neighbours share theirs.
        let mut clear = "";
        for (entry, key) in self.entries.iter().zip(&keys) {
            let folder = key.rsplit_once('/').map_or("", |(folder, _)| folder);
            if folder == clear {
                continue;
            }
            clear = folder;
            for (cut, _) in key.match_indices('/') {
                if let Some(first) = known.get(&key[..cut]) {
                    tell(entry, *first);
                    clear = "";
                }
            }
        }
        Plan {
            entries: self.entries,
            preparations: self.preparations,
            holds: self.holds,
        }
    }
}

/// An address in small letters; few have any others.
fn folded(url: &str) -> Cow<'_, str> {
    let is_small = |c: char| {
        if c.is_ascii() {
            !c.is_ascii_uppercase()
        } else {
            c.to_lowercase().eq([c])
        }
    };
    if url.chars().all(is_small) {
        Cow::Borrowed(url)
    } else {
        Cow::Owned(url.to_lowercase())
    }
}

fn collision(entry: &Planned, other: &Origin, other_url: &str, sink: &Sink) {
    let url = entry.url.as_str();
    let unnamed = SourcePath::new("config.toml");
    let (place, other_place) = match (&entry.origin, other) {
        (Origin::Source(own), other) => (own, other),
        (own, Origin::Source(path)) => (path, own),
        (own, Origin::Generated(_)) => (&unnamed, own),
    };
    let words = if url == other_url {
        format!("网址 /{url} 重复")
    } else {
        format!("网址 /{url} 与 /{other_url} 冲突（有的系统不分大小写，文件和文件夹也不能同名）")
    };
    let finding = Diagnostic::error("url-collision", place, None, words);
    sink.push(match other_place {
        Origin::Source(path) => finding
            .related(path, None, "另一个文件")
            .help("给其中一个改名，或者用 slug 另定网址名称"),
        Origin::Generated(name) => finding.help(format!(
            "这个网址由程序的“{name}”使用；请改名，或者用 slug 另定网址名称"
        )),
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Origin, Planner};
    use crate::diag::Sink;
    use crate::site::route::UrlPath;
    use crate::source::SourcePath;

    fn collisions(paths: &[&str]) -> Vec<String> {
        let mut planner = Planner::default();
        for path in paths {
            let origin = Origin::Source(SourcePath::new(&format!("content/{path}.md")));
            planner.page(
                UrlPath::new(*path),
                origin,
                None,
                Box::new(|_| Ok(Vec::new())),
            );
        }
        let sink = Sink::default();
        planner.finish(&sink);
        sink.into_report(&BTreeMap::new())
            .diagnostics()
            .iter()
            .map(|d| d.message.clone())
            .collect()
    }

    #[test]
    fn 一次报告全部冲突() {
        assert_eq!(collisions(&["a.html", "b.html"]), Vec::<String>::new());
        assert_eq!(
            collisions(&["a.html", "a.html", "B.html", "b.html"]).len(),
            2
        );
        assert!(collisions(&["policy/A.html", "policy/a.html"])[0].contains("不分大小写"));
        assert_eq!(collisions(&["policy", "policy/a.html"]).len(), 1);
        assert_eq!(collisions(&["manifest.json"]).len(), 1);
    }
}
