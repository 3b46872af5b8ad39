//! Where the file of a whole issue stands, and what its page says of it.
//!
//! It ends in `.htm`: it is a file to keep, not a page of the site. It carries its style inside, which no page may.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::{carried, gazette, whole};
use crate::output::Context;
use crate::site::route::{UrlPath, part};
use crate::site::{DocId, Entry, Site, Target};
use crate::theme::view::Attachment;

/// Files that one output has made and another will need: an issue's page tells the checksum of the file beside it. Whoever
/// comes second takes it out, so that a build makes each once and none stays.
#[derive(Default)]
pub(crate) struct Issues(Mutex<BTreeMap<DocId, Vec<u8>>>);

impl Issues {
    /// The file of an issue.
    pub(super) fn file(&self, site: &Site, id: DocId) -> Vec<u8> {
        if let Some(bytes) = self.files().remove(&id) {
            return bytes;
        }
        let bytes = whole::file(site, site.entry(id)).into_bytes();
        self.files().insert(id, bytes.clone());
        bytes
    }

    fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<DocId, Vec<u8>>> {
        // Bytes are put in whole, so a poisoned lock hides none that are half made.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address of the file; `None` where an issue carries no text of this portal.
pub(super) fn url(entry: &Entry) -> Option<UrlPath> {
    gazette(entry)?;
    carried(entry).find(|target| matches!(target, Target::Document(_)))?;
    let page = entry.url.as_str();
    Some(UrlPath::new(match page.strip_suffix("/index.html") {
        Some(folder) => format!("{folder}/quanwen.htm"),
        None => format!("{}-quanwen.htm", page.strip_suffix(".html").unwrap_or(page)),
    }))
}

/// The name under which a browser saves it.
pub(super) fn file_name(site: &Site, entry: &Entry) -> String {
    let agency = &site.config.agency(entry.document.agency).name;
    gazette(entry).map_or_else(String::new, |gazette| {
        let name = format!("{agency}公报{}年第{}期", gazette.year, gazette.issue);
        format!("{}.htm", part(&name))
    })
}

/// The file as the issue's page offers it, with its length and checksum (防伪, standards 11.9).
pub(crate) fn download(cx: &Context<'_>, id: DocId) -> Option<Attachment> {
    let (site, entry) = (cx.site, cx.site.entry(id));
    let url = url(entry)?;
    let bytes = cx.issues.file(site, id);
    let mut sha256 = String::new();
    for byte in Sha256::digest(&bytes) {
        // Writing to a string cannot fail.
        let _ = write!(sha256, "{byte:02x}");
    }
    Some(Attachment {
        title: "本期全文（一个文件，可以离线阅读和打印）".to_owned(),
        href: url.href(),
        file: file_name(site, entry),
        ext: "htm".to_owned(),
        size: bytes.len() as u64,
        sha256,
    })
}
