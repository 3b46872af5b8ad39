//! Search: a manifest, the texts in shards, the client that searches them in the browser, and the page.
//!
//! In: the site. Out: `search.json`, `search/text….json`, `assets/search.<hash>.js`, `search.html` (content contract,
//! part 7). Every public document can be found, archived ones too: they are still public at their address, and a hit says
//! that they are archived. The program only sorts documents into shards; what a query means is written once, in
//! `client.js`.

mod page;
mod partition;
mod shard;

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{RenderError, Scene};
use crate::plan::{Origin, Planner};
use crate::site::DocId;
use crate::site::route::UrlPath;

const NAME: &str = "检索";
const MANIFEST: &str = "search.json";
/// The client: an ES module without dependencies, for browsers and Node.
const CLIENT: &str = include_str!("client.js");

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let origin = || Origin::Generated(NAME);
    let client = client_path();
    let code = |_: &super::Context<'_>| Ok(CLIENT.as_bytes().to_vec());
    planner.unlisted(UrlPath::new(client.clone()), origin(), Box::new(code));

    let shards = partition::shards(site.ids().map(|id| shard::weighed(site, id)));
    let manifest = Manifest {
        version: 1,
        documents: site.entries.len(),
        date: site.today.to_string(),
        client,
        per_page: site.config.search.per_page,
        shards: Shards {
            text: shards.iter().map(|shard| shard.path.clone()).collect(),
        },
    };
    let manifest = Arc::new(manifest);
    planner.unlisted(
        UrlPath::new(MANIFEST),
        origin(),
        Box::new(move |_| json(&*manifest)),
    );
    for shard in shards {
        let ids: Arc<[DocId]> = shard.ids.into();
        planner.unlisted(
            UrlPath::new(shard.path),
            origin(),
            Box::new(move |cx| json(&shard::Shard::new(cx.site, &ids))),
        );
    }
    planner.page(
        UrlPath::new("search.html"),
        origin(),
        None,
        Box::new(page::render),
    );
}

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
    shards: Shards,
}

#[derive(Serialize)]
struct Shards {
    /// Files with documents and their texts, from the site's root.
    text: Vec<String>,
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    let mut out = serde_json::to_vec(value).map_err(|error| RenderError::Data {
        output: NAME,
        cause: error.to_string(),
    })?;
    out.push(b'\n');
    Ok(out)
}

fn client_path() -> String {
    let mut hash = String::new();
    for byte in Sha256::digest(CLIENT.as_bytes()).iter().take(5) {
        let _ = write!(hash, "{byte:02x}");
    }
    format!("assets/search.{hash}.js")
}

#[cfg(test)]
mod tests;
