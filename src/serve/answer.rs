//! What the site has at a path. In: a view of the portal and a path. Out: an [`Answer`] or another address.
//!
//! The one place where outputs are made for a reader: bytes are those of a build, and only the plan's own paths are answered.

use std::path::Path;

use bytes::Bytes;
use hyper::StatusCode;

use super::address::encode;
use super::cache::{Cache, Made};
use super::file::{Files, OpenFile, tag_of};
use super::workspace::View;
use super::{Console, error_page, media_type};
use crate::output::RenderError;
use crate::publish::Body;

/// What stands at an address.
pub(super) enum Found {
    /// Something to send.
    Answer(Answer),
    /// A folder that was named without its slash: the address to go to.
    Redirect(String),
}

/// Something to send.
pub(super) struct Answer {
    /// 200, or why not.
    pub(super) status: StatusCode,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// Changes with the content.
    pub(super) tag: String,
    /// The content.
    pub(super) content: Content,
    /// The output that was asked for, if the site has it.
    pub(super) index: Option<usize>,
}

/// Bytes, or a file.
pub(super) enum Content {
    /// These bytes.
    Bytes(Bytes),
    /// A file of the sources.
    File(OpenFile),
}

impl Content {
    /// Its length in bytes.
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(file) => file.length,
        }
    }
}

/// What answers are made with.
pub(super) struct Maker {
    /// What was made a moment ago.
    pub(super) cache: Cache,
    /// Where source files may lie.
    pub(super) files: Files,
}

impl Maker {
    /// What `view` has at a decoded path without its leading slash; `None` is an address that names nothing.
    pub(super) fn find(&self, view: &View, path: Option<&str>, console: &dyn Console) -> Found {
        let Some(path) = path else {
            return Found::Answer(self.not_found(view, console));
        };
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some(index) = view.find(&file) {
            let answer = self
                .make(view, index, &file, console)
                .unwrap_or_else(|| self.not_found(view, console));
            return Found::Answer(answer);
        }
        if !path.ends_with('/') && view.find(&format!("{path}/index.html")).is_some() {
            return Found::Redirect(format!("{}/", encode(path)));
        }
        Found::Answer(self.not_found(view, console))
    }

    /// An output, or `None` where its file is gone.
    fn make(&self, view: &View, index: usize, path: &str, console: &dyn Console) -> Option<Answer> {
        let revision = view.revision();
        let media_type = media_type::of(path);
        let whole = |made: Made| Answer {
            status: StatusCode::OK,
            media_type,
            tag: made.tag,
            content: Content::Bytes(made.bytes),
            index: Some(index),
        };
        if let Some(made) = self.cache.get(revision, index) {
            return Some(whole(made));
        }
        match view.make(index) {
            Ok(Body::Bytes(bytes)) => {
                let made = Made {
                    tag: tag_of(&bytes),
                    bytes: bytes.into(),
                };
                self.cache.put(revision, index, &made);
                Some(whole(made))
            }
            Ok(Body::CopyOf(file)) => self.open(&file, media_type, index),
            Err(error) => Some(failed(&error, path, index, console)),
        }
    }

    fn open(&self, file: &Path, media_type: &'static str, index: usize) -> Option<Answer> {
        let file = self.files.open(file).ok()?;
        Some(Answer {
            status: StatusCode::OK,
            media_type,
            tag: file.tag.clone(),
            content: Content::File(file),
            index: Some(index),
        })
    }

    /// The site's own page for what is not there.
    fn not_found(&self, view: &View, console: &dyn Console) -> Answer {
        if view.paths().next().is_none() {
            return page(
                StatusCode::SERVICE_UNAVAILABLE,
                &error_page::no_site(),
                None,
            );
        }
        let path = "404.html";
        let own = view
            .find(path)
            .and_then(|index| self.make(view, index, path, console));
        match own {
            Some(answer) if answer.status == StatusCode::OK => Answer {
                status: StatusCode::NOT_FOUND,
                index: None,
                ..answer
            },
            _ => page(StatusCode::NOT_FOUND, &error_page::not_found(), None),
        }
    }
}

fn failed(error: &RenderError, path: &str, index: usize, console: &dyn Console) -> Answer {
    page(
        StatusCode::INTERNAL_SERVER_ERROR,
        &error_page::failed(path, &console.explain(error, path)),
        Some(index),
    )
}

fn page(status: StatusCode, html: &str, index: Option<usize>) -> Answer {
    Answer {
        status,
        media_type: media_type::HTML,
        tag: tag_of(html.as_bytes()),
        content: Content::Bytes(Bytes::copy_from_slice(html.as_bytes())),
        index,
    }
}
