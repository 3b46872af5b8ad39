//! What readers see: one site that does not change under them, and the findings of the newest read.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::Audience;
use crate::check::{self, Tools};
use crate::diag::{Report, Sink};
use crate::output::RenderError;
use crate::plan::Origin;
use crate::portal::Made;
use crate::publish::Body;
use crate::publish::manifest::{MANIFEST, Manifest, Record, Sha256Sum};
use crate::publish::path::OutPath;
use crate::source::SourcePath;

/// The last site without errors, and the findings of the newest read.
pub(crate) struct View {
    revision: u64,
    made: Option<Arc<Made>>,
    report: Report,
    stale: bool,
    audience: Audience,
    manifest: OnceLock<Vec<u8>>,
}

impl View {
    /// The first view: a site with errors is not shown.
    pub(super) fn first(made: Option<Arc<Made>>, report: Report, audience: Audience) -> Self {
        let stale = made.is_none() || report.denied() > 0;
        Self {
            revision: 1,
            made: made.filter(|_| !stale),
            report,
            stale,
            audience,
            manifest: OnceLock::new(),
        }
    }

    /// The view after this one. Where the new site has errors, or there is none, this one's stays.
    pub(super) fn followed(&self, made: Option<Arc<Made>>, report: Report) -> Self {
        let mut next = Self::first(made, report, self.audience);
        next.revision = self.revision + 1;
        if next.stale {
            next.made.clone_from(&self.made);
        }
        next
    }

    /// The same site with all findings.
    pub(super) fn completed(&self, report: Report) -> Self {
        Self {
            revision: self.revision + 1,
            made: self.made.clone(),
            stale: self.stale || report.denied() > 0,
            report,
            audience: self.audience,
            manifest: OnceLock::new(),
        }
    }

    /// Grows with every change.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// What the newest read found, good or bad.
    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    /// Whether the sources have errors, so that the site shown is an older one, or none.
    pub(crate) fn is_stale(&self) -> bool {
        self.stale
    }

    /// The output at a path from the site's root: `policy/index.html`.
    pub(crate) fn find(&self, url_path: &str) -> Option<usize> {
        let made = self.made.as_ref()?;
        if url_path == MANIFEST {
            return Some(made.plan.len());
        }
        made.plan
            .entries()
            .binary_search_by(|entry| entry.url.as_str().cmp(url_path))
            .ok()
    }

    /// Every output, in the order of its index.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.made.iter().flat_map(|made| {
            let planned = made.plan.entries().iter().map(|entry| entry.url.as_str());
            planned.chain(std::iter::once(MANIFEST))
        })
    }

    /// The content of an output. The manifest takes as long as all others together, once.
    pub(crate) fn make(&self, index: usize) -> Result<Body, RenderError> {
        let Some(made) = &self.made else {
            return Err(gone());
        };
        if index < made.plan.len() {
            return made.make(index);
        }
        if let Some(bytes) = self.manifest.get() {
            return Ok(Body::Bytes(bytes.clone()));
        }
        let bytes = manifest(made)?;
        Ok(Body::Bytes(self.manifest.get_or_init(|| bytes).clone()))
    }

    /// Why the public does not see an output like this; only a preview has such outputs.
    pub(crate) fn unpublished(&self, index: usize) -> Option<&'static str> {
        if self.audience == Audience::Public {
            return None;
        }
        let (made, path) = self.origin(index)?;
        let id = made.site.lookup.path(path)?;
        let why = made.site.entry(id).document.unpublished()?;
        Some(why.words())
    }

    /// The source files that an output alone is made from: those of a document for its page, none for a list.
    pub(crate) fn sources_of(&self, index: usize) -> Vec<SourcePath> {
        self.origin(index)
            .map(|(_, path)| path.clone())
            .into_iter()
            .collect()
    }

    /// Looks at the document of a page with the rules of `gongkai check`; other outputs have none. Nothing is said of an older
    /// site: what its files hold now may not be public.
    pub(crate) fn inspect(&self, index: usize, tools: Tools<'_>, sink: &Sink) {
        if self.stale {
            return;
        }
        let document = self
            .origin(index)
            .and_then(|(made, path)| Some((made, made.site.lookup.path(path)?)));
        if let Some((made, id)) = document {
            check::inspect(&made.site, id, tools, sink);
        }
    }

    fn origin(&self, index: usize) -> Option<(&Made, &SourcePath)> {
        let made = self.made.as_deref()?;
        match &made.plan.entries().get(index)?.origin {
            Origin::Source(path) => Some((made, path)),
            Origin::Generated(_) => None,
        }
    }
}

/// An index that no view gave out.
fn gone() -> RenderError {
    RenderError::Data {
        output: "页面",
        cause: "没有可以显示的网站".to_owned(),
    }
}

/// The bytes of `manifest.json`, as a build writes them.
fn manifest(made: &Made) -> Result<Vec<u8>, RenderError> {
    let failed = |cause: String| RenderError::Data {
        output: MANIFEST,
        cause,
    };
    let record = |index: usize| {
        let bytes = match made.make(index)? {
            Body::Bytes(bytes) => bytes,
            Body::CopyOf(file) => {
                std::fs::read(&file).map_err(|error| failed(crate::source::io_words(&error)))?
            }
        };
        let path = OutPath::new(made.path(index)).map_err(|fault| failed(fault.to_string()))?;
        let record = Record {
            length: bytes.len() as u64,
            sha256: Sha256Sum(Sha256::digest(&bytes).into()),
        };
        Ok((path, record))
    };
    let records = (0..made.plan.len())
        .into_par_iter()
        .map(record)
        .collect::<Result<Vec<_>, RenderError>>()?;
    Ok(Manifest::new(records).to_bytes())
}
