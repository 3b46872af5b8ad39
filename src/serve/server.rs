//! What all connections share: the portal in memory, and what happened last.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::watch;

use super::address::Hosts;
use super::answer::{Answer, Found, Maker};
use super::cache::Cache;
use super::file::Files;
use super::news::News;
use super::watch::Watching;
use super::workspace::{Audience, Changes, View, Workspace};
use super::{Console, Settings, excerpt};
use crate::diag::Report;

/// The preview.
pub(super) struct Server {
    workspace: Workspace,
    maker: Maker,
    root: PathBuf,
    news: watch::Sender<News>,
    /// Under which names it may be asked.
    pub(super) hosts: Hosts,
    /// Whether pages get the script.
    pub(super) is_live: bool,
    /// Whether pages that are not public are shown, with their band.
    pub(super) is_preview: bool,
    pub(super) console: Arc<dyn Console>,
}

impl Server {
    /// A preview of what was read, beginning `since`.
    pub(super) fn new(
        workspace: Workspace,
        settings: &Settings,
        hosts: Hosts,
        console: Arc<dyn Console>,
        since: SystemTime,
    ) -> Self {
        let root = settings.portal.root.clone();
        let news = News {
            tick: 0,
            errors: errors(&workspace.view(), &root, since),
            read: since,
        };
        Self {
            workspace,
            maker: Maker {
                cache: Cache::default(),
                files: files(&root),
            },
            root,
            news: watch::Sender::new(news),
            hosts,
            is_live: settings.watching != Watching::Off,
            is_preview: settings.audience == Audience::Preview,
            console,
        }
    }

    /// The portal as it is now.
    pub(super) fn view(&self) -> Arc<View> {
        self.workspace.view()
    }

    /// What stands at a decoded path. Makes a page: not for an async thread.
    pub(super) fn find(&self, view: &View, path: Option<&str>) -> Found {
        self.maker.find(view, path, self.console.as_ref())
    }

    /// Why the public does not see an answer, where drafts are shown.
    pub(super) fn unpublished(&self, view: &View, answer: &Answer) -> Option<&'static str> {
        answer
            .index
            .filter(|_| self.is_preview)
            .and_then(|index| view.unpublished(index))
    }

    /// A report of the newest reading as the terminal shows it.
    pub(super) fn render(&self, report: &Report) -> String {
        let read = self.news.borrow().read;
        excerpt::render(report, &self.root, read)
    }

    /// What happened last, and what happens next.
    pub(super) fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// Reads what changed and tells everybody. Called from the watcher's thread only.
    pub(super) fn apply(&self, changes: &Changes) {
        let read = SystemTime::now();
        let before = self.workspace.view();
        let update = self.workspace.apply(changes);
        let view = self.workspace.view();
        if update.changed.is_empty() && view.revision() == before.revision() {
            return;
        }
        let errors = errors(&view, &self.root, read);
        self.news.send_modify(|news| {
            *news = News {
                tick: news.tick + 1,
                errors,
                read,
            };
        });
        self.console
            .updated(&update, view.report(), before.report());
    }
}

fn errors(view: &View, root: &PathBuf, read: SystemTime) -> Option<Arc<str>> {
    view.is_stale()
        .then(|| Arc::from(excerpt::render(view.report(), root, read)))
}

fn files(root: &Path) -> Files {
    Files::below(["content", "static", "themes"].map(|folder| root.join(folder)))
}
