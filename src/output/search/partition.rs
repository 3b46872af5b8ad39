//! Sorts documents into shards of bounded size that change as little as the documents do.
//!
//! In: documents with their paths and weights. Out: shards, each named by the first bits that the hashes of its paths
//! share. A shard that grows too heavy splits in two; no other shard changes. So one changed document touches one
//! shard, and a new one at most splits one.

use sha2::{Digest as _, Sha256};

use crate::site::DocId;

/// Bytes of text that a shard should not exceed; a single document may.
const HEAVY: usize = 512 * 1024;
/// Bits of the hash that names use; so many splits leave one document alone.
const BITS: usize = 32;

/// A document to be sorted.
pub(super) struct Weighed<'s> {
    pub(super) id: DocId,
    /// What decides its shard: the path of its page.
    pub(super) path: &'s str,
    /// About how many bytes its text has.
    pub(super) weight: usize,
}

/// Documents that share a file, newest first.
pub(super) struct Bucket {
    /// The file, from the site's root.
    pub(super) path: String,
    pub(super) ids: Vec<DocId>,
}

struct Hashed {
    hash: u32,
    id: DocId,
    weight: usize,
}

/// Sorts all documents; without any there is one empty shard.
pub(super) fn shards<'s>(documents: impl Iterator<Item = Weighed<'s>>) -> Vec<Bucket> {
    let hashed = documents.map(|document| Hashed {
        hash: hash(document.path),
        id: document.id,
        weight: document.weight,
    });
    let mut out = Vec::new();
    divide(hashed.collect(), "", &mut out);
    out
}

/// Sorts documents whose hashes all begin with `bits`.
fn divide(documents: Vec<Hashed>, bits: &str, out: &mut Vec<Bucket>) {
    let weight: usize = documents.iter().map(|document| document.weight).sum();
    if weight <= HEAVY || documents.len() < 2 || bits.len() == BITS {
        if documents.is_empty() && !bits.is_empty() {
            return;
        }
        let hyphen = if bits.is_empty() { "" } else { "-" };
        out.push(Bucket {
            path: format!("search/text{hyphen}{bits}.json"),
            ids: documents.into_iter().map(|document| document.id).collect(),
        });
        return;
    }
    let bit = 1 << (BITS - 1 - bits.len());
    let (ones, zeros) = documents
        .into_iter()
        .partition(|document| document.hash & bit != 0);
    divide(zeros, &format!("{bits}0"), out);
    divide(ones, &format!("{bits}1"), out);
}

fn hash(path: &str) -> u32 {
    let digest = Sha256::digest(path.as_bytes());
    digest
        .iter()
        .take(4)
        .fold(0, |hash, byte| (hash << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{HEAVY, Weighed, shards};
    use crate::site::DocId;

    fn sorted(paths: &[String]) -> BTreeMap<String, Vec<String>> {
        let weighed = (0..).map(DocId).zip(paths).map(|(id, path)| Weighed {
            id,
            path,
            weight: 20_000,
        });
        let named = |id: DocId| paths[id.0 as usize].clone();
        shards(weighed)
            .into_iter()
            .map(|bucket| (bucket.path, bucket.ids.into_iter().map(named).collect()))
            .collect()
    }

    fn paths(count: usize) -> Vec<String> {
        (0..count)
            .map(|n| format!("policy/2024/{n}.html"))
            .collect()
    }

    #[test]
    fn 少量文档在一个文件里() {
        assert_eq!(
            sorted(&[]).into_keys().collect::<Vec<_>>(),
            ["search/text.json"]
        );
        assert_eq!(sorted(&paths(20)).len(), 1);
    }

    #[test]
    fn 每个文件的大小有限并且不丢文档() {
        let all = paths(1_000);
        let shards = sorted(&all);
        assert!(shards.values().all(|shard| shard.len() * 20_000 <= HEAVY));
        assert!(shards.len() < 128, "{}", shards.len());
        let mut found: Vec<String> = shards.into_values().flatten().collect();
        found.sort();
        let mut all = all;
        all.sort();
        assert_eq!(found, all);
    }

    #[test]
    fn 增加一个文档至多分开一个文件() {
        let mut all = paths(1_000);
        let mut before = sorted(&all);
        for n in 0..200 {
            all.push(format!("report/{n}.html"));
            let after = sorted(&all);
            let gone = before
                .iter()
                .filter(|(path, ids)| after.get(*path) != Some(ids))
                .count();
            assert!(gone <= 1, "{gone} files changed");
            before = after;
        }
    }
}
