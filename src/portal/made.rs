//! A site with everything that is needed to make its files.

use std::sync::Arc;

use crate::diag::{Diagnostic, Sink, nearest};
use crate::output::{self, Context, Frames, Issues, RenderError, Rows, Scene};
use crate::plan::{Content, Plan};
use crate::publish::Body;
use crate::site::{DocId, Exchange, Site};
use crate::source::{FileEntry, SourcePath};
use crate::theme::Theme;

/// A site, its theme and its plan. It cannot be published: that is for a [`super::Portal`] alone, and nothing but
/// [`super::load`] makes one.
pub(crate) struct Made {
    pub(crate) site: Site,
    pub(crate) theme: Arc<Theme>,
    pub(crate) frames: Arc<Frames>,
    pub(crate) rows: Rows,
    pub(crate) issues: Issues,
    pub(crate) plan: Arc<Plan>,
}

impl Made {
    /// Plans a site; collisions go to the sink, and a badge that is not there. `look` looks at the site meanwhile, for
    /// planning does not keep all threads busy.
    pub(crate) fn new<T: Send>(
        site: Site,
        (theme, statics): (Arc<Theme>, &[FileEntry]),
        look: impl FnOnce(&Site) -> T + Send,
        sink: &Sink,
    ) -> (Self, T) {
        require_badge(&site, statics, sink);
        let scene = Scene {
            site: &site,
            theme: &theme,
            statics,
        };
        let (plan, seen) = rayon::join(|| output::plan(&scene, sink), || look(&site));
        let made = Self {
            frames: Arc::new(Frames::new(&site)),
            rows: Rows::new(&site),
            issues: Issues::default(),
            plan: Arc::new(plan),
            theme,
            site,
        };
        (made, seen)
    }

    /// The same plan for a site in which documents were exchanged; `None` where it would be planned in another way.
    pub(crate) fn exchanged(&self, site: &Site, exchanges: &[Exchange]) -> Option<Self> {
        let ids: Vec<DocId> = exchanges.iter().map(Exchange::id).collect();
        self.plan.holds(site, &ids).then(|| Self {
            site: site.clone(),
            theme: Arc::clone(&self.theme),
            frames: Arc::clone(&self.frames),
            rows: self.rows.without(&ids),
            issues: Issues::default(),
            plan: Arc::clone(&self.plan),
        })
    }

    /// The path of an entry.
    pub(crate) fn path(&self, index: usize) -> &str {
        self.plan.entries()[index].url.as_str()
    }

    /// Makes an entry.
    pub(crate) fn make(&self, index: usize) -> Result<Body, RenderError> {
        match &self.plan.entries()[index].content {
            Content::CopyOf(file) => Ok(Body::CopyOf(file.clone())),
            Content::Made(make) => make(&Context {
                site: &self.site,
                theme: &self.theme,
                frames: &self.frames,
                rows: &self.rows,
                issues: &self.issues,
            })
            .map(Body::Bytes),
        }
    }
}

/// Every page would show a broken picture.
fn require_badge(site: &Site, statics: &[FileEntry], sink: &Sink) {
    let own = &site.config.site;
    let Some(path) = own.badge_path() else {
        return;
    };
    if statics.iter().any(|file| file.name == path) {
        return;
    }
    let near = nearest(path, statics.iter().map(|file| file.name.as_str()));
    let help = near.map_or_else(
        || "把图片放进门户的 static 文件夹，或者删去这一行".to_owned(),
        |near| format!("是不是 static/{near}？"),
    );
    sink.push(
        Diagnostic::error(
            "missing-file",
            &SourcePath::new("config.toml"),
            own.badge_span,
            format!("没有找到党政机关标识的图片“static/{path}”"),
        )
        .help(help),
    );
}
