//! Search: a manifest, the index in small files, the client that searches it in the browser, and the page.
//!
//! In: the site. Out: `search.json`, `search/…/*.bin`, `assets/search.<hash>.js`, `search.html` (content contract, part 7).
//! Every public document can be found, archived ones too: they are still public at their address, and a hit says that
//! they are archived. What a query means is written once, in `client/`; what a text is made of is said in [`cut`].
//!
//! # The index
//!
//! Documents have numbers from the oldest to the newest, their texts are cut into passages with slots ([`layout`],
//! [`texts`]). The index has four sorts of files, so that a query fetches few and small ones:
//!
//! - **keys** ([`shard`]): in which slots a pair of characters, a character or a word occurs, and in which titles. Shards by hash; a
//!   phrase's pairs are looked up and their lists intersected; the longest lists are cut by what follows ([`split`]). Full groups of documents share one segment, the newest
//!   have another, so that a new document leaves most shards as they are.
//! - **table** ([`table`]): a few bits for each document, from which filters, counts and order come.
//! - **heads** ([`record`]): what a hit shows.
//! - **texts** ([`terse`]): the passages themselves, in files of their own so that one is fetched for a hit; short texts share a
//!   file. Every hit is looked up in one of them before it is shown, and its excerpt is taken from there.
//!
//! The index proposes more than there is, never less: what is not counted out is an upper bound.

mod bits;
mod cut;
mod entries;
mod guess;
mod index;
mod keys;
mod layout;
mod long;
mod pack;
mod page;
mod places;
mod record;
mod shard;
mod slice;
mod split;
mod table;
mod terse;
mod texts;

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use self::index::{HEADS, Index, ROWS};
use self::layout::Layout;
use self::shard::{Family, Part};
use super::{Context, RenderError, Scene};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{DocId, Site};

const NAME: &str = "检索";
const MANIFEST: &str = "search.json";
/// The client: an ES module without dependencies, for browsers and Node.
const CLIENT: &str = concat!(
    include_str!("client/cut.js"),
    include_str!("client/query.js"),
    include_str!("client/bits.js"),
    "\nconst LETTERS = `",
    include_str!("client/letters.txt"),
    "`;\n",
    include_str!("client/terse.js"),
    include_str!("client/files.js"),
    include_str!("client/table.js"),
    include_str!("client/proposal.js"),
    include_str!("client/excerpt.js"),
    include_str!("client/session.js"),
);
/// The same for a search server.
const ENGINE: &str = concat!(
    include_str!("client/cut.js"),
    include_str!("client/query.js"),
    include_str!("client/engine.js"),
);
/// Files in a folder: hosts and tools that list folders cope with so many.
const FOLDER: u32 = 1000;

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    plan_index(scene.site, planner);
    planner.page(
        UrlPath::new("search.html"),
        Origin::Generated(NAME),
        None,
        Box::new(page::render),
    );
}

/// Manifest, client and index.
fn plan_index(site: &Site, planner: &mut Planner) {
    let mut add = |path: String, make: crate::plan::Make| {
        planner.unlisted(UrlPath::new(path), Origin::Generated(NAME), make);
    };
    let mut add_code = |name, code: &'static str| {
        let path = code_path(name, code);
        add(path.clone(), Box::new(|_| Ok(code.as_bytes().to_vec())));
        path
    };
    let client = add_code("search", CLIENT);
    let engine = site.config.search.engine.as_ref().map(|engine| Engine {
        client: add_code("engine", ENGINE),
        kind: engine.kind,
        endpoint: engine.endpoint.as_str().to_owned(),
        index: engine.index.clone(),
        key: engine.key.clone(),
    });

    let index = Arc::new(Index::new(Layout::new(site)));
    // Texts of other lengths may need other places.
    let known = Arc::clone(&index);
    let holds = Box::new(move |site: &Site, _: &[DocId]| Layout::new(site) == known.layout);
    let manifest = Manifest {
        version: 1,
        documents: site.entries.len(),
        date: site.today.to_string(),
        client,
        per_page: site.config.search.per_page,
        engine,
        shards: Shards::new(&index.layout),
    };
    let sets = [
        (&manifest.shards.table, Index::table as MakeFile),
        (&manifest.shards.heads, Index::heads),
    ];
    for (set, make) in sets {
        for number in 0..set.files {
            let index = Arc::clone(&index);
            let make = move |cx: &Context<'_>| make(&index, cx.site, number);
            add(set.path(number), Box::new(make));
        }
    }
    for (number, first) in (0..).zip(&index.layout.files) {
        let path = manifest.shards.texts.path(*first);
        let index = Arc::clone(&index);
        add(path, Box::new(move |cx| Ok(index.texts(cx.site, number))));
    }
    for (at, segment) in manifest.shards.segments.iter().enumerate() {
        for (set, family) in [
            (&segment.pairs, Family::Pairs),
            (&segment.words, Family::Words),
        ] {
            for number in 0..set.files {
                let index = Arc::clone(&index);
                let part = Part { family, number };
                let make = move |cx: &Context<'_>| Ok(index.shard(cx.site, at, part));
                add(set.path(number), Box::new(make));
            }
        }
    }
    add(MANIFEST.to_owned(), Box::new(move |_| json(&manifest)));
    for number in 0..index.preparations() {
        let index = Arc::clone(&index);
        planner.prepare(Box::new(move |site| index.prepare(site, number)));
    }
    planner.holds(holds);
}

type MakeFile = fn(&Index, &Site, u32) -> Result<Vec<u8>, RenderError>;

/// `search.json`.
#[derive(Serialize)]
struct Manifest {
    version: u8,
    /// How many documents can be found.
    documents: usize,
    /// The build date.
    date: String,
    /// The client, from the site's root.
    client: String,
    /// Hits on a page.
    per_page: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    engine: Option<Engine>,
    shards: Shards,
}

/// A search server that the page asks first.
#[derive(Serialize)]
struct Engine {
    /// The client for it, from the site's root.
    client: String,
    kind: &'static str,
    endpoint: String,
    index: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// All files of the index.
#[derive(Serialize)]
struct Shards {
    segments: Vec<Segment>,
    table: Set,
    heads: Set,
    texts: Set,
}

/// Documents whose keys share shards.
#[derive(Serialize)]
struct Segment {
    /// Its first document, and how many it has.
    documents: (u32, u32),
    /// Its first slot, and how many it has.
    slots: (u32, u32),
    pairs: Set,
    words: Set,
}

/// Numbered files in folders of a thousand: `<folder>/<number / 1000>/<number>.bin`. Those of texts have the numbers of
/// their first slots, all others are counted from 0.
#[derive(Clone, Serialize)]
struct Set {
    /// From the site's root.
    folder: String,
    files: u32,
    /// Documents in each file; the last may have fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    each: Option<u32>,
}

impl Shards {
    fn new(layout: &Layout) -> Self {
        let segment = |segment: &layout::Segment| {
            let (documents, slots) = (&segment.documents, &segment.slots);
            let set = |name, log| Set {
                folder: format!("search/{name}-{}", documents.start),
                files: 1_u32 << log,
                each: None,
            };
            Segment {
                documents: (documents.start, documents.end - documents.start),
                slots: (slots.start, slots.end - slots.start),
                pairs: set("pairs", segment.pairs),
                words: set("words", segment.words),
            }
        };
        let set = |name, each: u32| Set {
            folder: format!("search/{name}"),
            files: layout.document_count().div_ceil(each),
            each: Some(each),
        };
        Self {
            segments: layout.segments.iter().map(segment).collect(),
            table: set("table", ROWS),
            heads: set("heads", HEADS),
            texts: Set {
                folder: "search/texts".to_owned(),
                files: u32::try_from(layout.files.len()).unwrap_or(u32::MAX),
                each: None,
            },
        }
    }
}

impl Set {
    fn path(&self, number: u32) -> String {
        format!("{}/{}/{number}.bin", self.folder, number / FOLDER)
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    let mut out = serde_json::to_vec(value).map_err(|error| RenderError::Data {
        output: NAME,
        cause: error.to_string(),
    })?;
    out.push(b'\n');
    Ok(out)
}

/// Where a script stands: its name changes with its content.
fn code_path(name: &str, code: &str) -> String {
    let mut hash = String::new();
    for byte in Sha256::digest(code.as_bytes()).iter().take(5) {
        let _ = write!(hash, "{byte:02x}");
    }
    format!("assets/{name}.{hash}.js")
}

#[cfg(test)]
mod tests;
