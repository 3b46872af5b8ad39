//! Puts a document in the place of its former self.
//!
//! In: a site with its findings, and documents that were read again. Out: the site with these documents in it, all else
//! shared; or the answer that more than their pages would change, and the site must be assembled anew. The answer is
//! cautious: a site that is exchanged equals the one that would be assembled, finding by finding.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::lookup::{Found, bare_title};
use super::shape::Shape;
use super::{DocId, Entry, Findings, Prepared, Site, Stamp, Target};
use crate::source::SourcePath;

/// A document that may stand in the place of its former self.
pub(crate) struct Exchange {
    id: DocId,
    own: Arc<Prepared>,
    renamed: bool,
}

impl Site {
    /// Whether nothing but its own page, the rows that name it and its own findings change with a document.
    pub(crate) fn exchange(&self, findings: &Findings, own: &Arc<Prepared>) -> Option<Exchange> {
        let id = self.lookup.path(&own.document.path)?;
        let former = self.entry(id);
        let same_shape = Shape::of(&former.document)? == Shape::of(&own.document)?;
        // A link elsewhere may point to one of the headings that are gone, or wait for one that is new.
        let same_anchors = !findings.anchored.contains(&id) || former.anchors() == own.anchors();
        let renamed = bare_title(&former.document.title) != bare_title(&own.document.title);
        let stable = same_shape
            && same_anchors
            && !findings.mention(own)
            && (former.document.title == own.document.title
                || self.may_rename(former, own, findings));
        stable.then(|| Exchange {
            id,
            own: Arc::clone(own),
            renamed,
        })
    }

    /// Whether nothing but pages, rows and the findings of those who refer to a title depends on that of a document.
    fn may_rename(&self, former: &Entry, own: &Prepared, findings: &Findings) -> bool {
        let document = &own.document;
        let old = bare_title(&former.document.title);
        let new = bare_title(&document.title);
        // A decision is named by its documents, and one 文号 on two titles is a finding.
        let alone = document
            .doc_number
            .as_ref()
            .is_none_or(|number| !matches!(self.lookup.number(&number.value), Found::Several(_)));
        let bear = |title: &str| findings.retitled.titled(&self.lookup, title).len();
        // Where several documents bear a title before and after, a reference to it leads nowhere both times.
        let unmeant = |title: &str, least: usize| {
            !findings.titles.contains_key(title) || bear(title) >= least
        };
        alone
            && document.decision.is_none()
            && (old == new || (unmeant(old, 3) && unmeant(new, 2)))
            && !findings.says(self, former)
    }

    /// The site with documents in the places of their former selves, and what is wrong with them now.
    pub(crate) fn exchanged(&self, exchanges: &[Exchange], findings: &mut Findings) -> Self {
        let mut site = self.clone();
        site.stamp = Stamp::default();
        let mut anew: BTreeSet<DocId> = BTreeSet::new();
        for Exchange { id, own, renamed } in exchanges {
            let place = &mut site.entries[id.0 as usize];
            anew.insert(*id);
            if *renamed {
                let titles = [&*place.document.title, &*own.document.title];
                findings.retitled.rename(&self.lookup, *id, titles);
                let meant = titles.map(|title| findings.titles.get(bare_title(title)));
                anew.extend(meant.into_iter().flatten().flatten());
            }
            *place = Arc::new(Entry {
                own: Arc::clone(own),
                ..(**place).clone()
            });
        }
        for id in anew {
            findings.renew(&site, id);
        }
        site
    }
}

impl Exchange {
    /// Which document it is.
    pub(crate) fn id(&self) -> DocId {
        self.id
    }

    /// Whether it bears another title than before. Of two such documents each may be judged right and both together wrong.
    pub(crate) fn is_renamed(&self) -> bool {
        self.renamed
    }
}

impl Findings {
    /// Whether a finding of several documents may say the title of one that it has no place in: of a document that a
    /// related one acts upon, or of the policy that became of a related one's consultation.
    fn says(&self, site: &Site, entry: &Entry) -> bool {
        let name = bare_title(&entry.document.title);
        let targets = entry.related.iter().flat_map(|group| &group.targets);
        let others: BTreeSet<&SourcePath> = targets
            .filter_map(|target| match target {
                Target::Document(id) => Some(&site.entry(*id).document.path),
                Target::Words(_) => None,
            })
            .collect();
        !others.is_empty()
            && self.common.iter().any(|one| {
                let near = one.code == "consultation-mismatch" || others.contains(&one.path);
                let mut words = one.related.iter().map(|other| &other.message);
                near && (one.message.contains(name) || words.any(|words| words.contains(name)))
            })
    }

    /// Whether a finding that takes more than this document names a place in it.
    fn mention(&self, own: &Prepared) -> bool {
        let path = &own.document.path;
        self.common
            .iter()
            .any(|one| one.path == *path || one.related.iter().any(|other| other.path == *path))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diag::Sink;
    use crate::gate::Audience;
    use crate::portal::{self, Options};
    use crate::site::{Findings, Prepared, Site};

    const CONFIG: &str = "[portal]\nname = \"示例市\"\nagency = \"zfb\"\n\n[[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n";
    const FRONT: &str = "title = \"公园办法\"\npublished = 2026-01-05\ndated = 2026-01-02\nopenness = \"public\"\ntopics = [\"农业\"]\nsummary = \"概述\"";
    const BODY: &str = "正文\n\n## 总则\n\n文字\n";

    /// A site with one document under test and another that refers to it in every way.
    fn site(front: &str, body: &str) -> (Site, Findings) {
        let dir = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let file = dir.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        put("config.toml", CONFIG);
        put("content/policy/a.md", &format!("+++\n{front}\n+++\n{body}"));
        put(
            "content/policy/b.md",
            "+++\ntitle = \"乙\"\npublished = 2026-01-06\ndated = 2026-01-03\nopenness = \"public\"\ncites = [\"《食品规定》\"]\n+++\n[见](a.md#总则)\n",
        );
        let options = Options {
            root: dir.path().to_owned(),
            today: jiff::civil::date(2026, 6, 1),
            base_url: None,
        };
        portal::join_for_tests(&options, Audience::Public, &Sink::default())
    }

    /// Whether the changed document may stand in the place of the first.
    fn stays(front: &str, body: &str) -> bool {
        let (old, findings) = site(FRONT, BODY);
        let (new, _) = site(front, body);
        let own = new.entries.iter().map(|entry| &entry.own);
        let own: Vec<&Arc<Prepared>> = own
            .filter(|own| own.document.path.as_str() == "content/policy/a.md")
            .collect();
        old.exchange(&findings, own[0]).is_some()
    }

    #[test]
    fn 正文标题和概述的修改留在原处() {
        assert!(stays(FRONT, BODY));
        assert!(stays(FRONT, "另一段\n\n## 总则\n\n更多文字\n"));
        assert!(stays(&FRONT.replace("公园办法", "绿地办法"), BODY));
        assert!(stays(&FRONT.replace("\"概述\"", "\"另一概述\""), BODY));
        assert!(stays(&format!("{FRONT}\neditor = \"某\""), BODY));
    }

    #[test]
    fn 位置和关系的修改要重新汇总() {
        for (from, to) in [
            ("2026-01-05", "2026-01-04"),
            ("2026-01-02", "2026-01-01"),
            ("\"农业\"", "\"工业\""),
        ] {
            assert!(!stays(&FRONT.replace(from, to), BODY), "{to}");
        }
        for line in [
            "doc_number = \"示政发〔2026〕1号\"",
            "index_number = \"1\"",
            "slug = \"x\"",
            "aliases = [\"/x.html\"]",
            "expires = 2026-03-01",
            "effective = 2026-03-01",
            "updated = 2026-03-01",
            "repeals = [\"示政发〔2026〕2号\"]",
            "items = [\"x\"]",
            "fields = [\"f01\"]",
            "genre = \"通知\"",
            "issuer = \"某局\"",
            "openness_reason = \"理由\"\nexpires = 2027-01-01",
        ] {
            assert!(!stays(&format!("{FRONT}\n{line}"), BODY), "{line}");
        }
    }

    #[test]
    fn 别处引用的标题和锚点改了要重新汇总() {
        // Another document cites the new title.
        assert!(!stays(&FRONT.replace("公园办法", "食品规定"), BODY));
        // Another document links to the heading.
        assert!(!stays(FRONT, "正文\n\n## 附则\n\n文字\n"));
    }
}
