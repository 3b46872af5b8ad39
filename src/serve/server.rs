//! What all connections share: the portal in memory, and what happened last.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use hyper::StatusCode;
use tokio::sync::watch;

use super::address::{Hosts, decode};
use super::answer::{Answer, Found, Maker};
use super::cache::Cache;
use super::file::Files;
use super::news::News;
use super::watch::Watching;
use super::workspace::{Audience, Changes, View, Workspace};
use super::{Console, Settings, excerpt};
use crate::check::Tools;
use crate::diag::{Report, Sink};

/// The file that says at which path the site will stand.
const CONFIG: &str = "config.toml";

/// The preview.
pub(super) struct Server {
    workspace: Workspace,
    maker: Maker,
    root: PathBuf,
    /// The path of the site's root on its server, decoded and without the first slash, where that is not the server's own root.
    mount: RwLock<Option<String>>,
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
            mount: RwLock::new(mount(console.as_ref())),
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

    /// What stands at a decoded path, also below the path that the site will have on its server: pages that may be shown at any
    /// address name their files from there. Makes a page: not for an async thread.
    pub(super) fn find(&self, view: &View, path: Option<&str>) -> Found {
        let console = self.console.as_ref();
        let found = self.maker.find(view, path, console);
        let is_missing =
            matches!(&found, Found::Answer(answer) if answer.status == StatusCode::NOT_FOUND);
        if !is_missing {
            return found;
        }
        let mount = self.mount.read().unwrap_or_else(PoisonError::into_inner);
        match path.and_then(|path| path.strip_prefix(mount.as_deref()?)) {
            Some(below) => self.maker.find(view, Some(below), console),
            None => found,
        }
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

    /// Looks at the document of a page as `gongkai check` does.
    pub(super) fn inspect(&self, view: &View, index: usize, sink: &Sink) {
        let read = self.news.borrow().read;
        // Without its lists of words a portal is checked by those of the program.
        let lists = crate::source::read_lists(&self.root).unwrap_or_default();
        let tools = Tools {
            inside: crate::source::place_in,
            sources: &excerpt::unchanged(&self.root, read),
            lists: &lists,
        };
        view.inspect(index, tools, sink);
    }

    /// What happened last, and what happens next.
    pub(super) fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// Checks the texts of documents, which the first page did not wait for, and tells everybody what is wrong. Called from the
    /// watcher's thread only.
    pub(super) fn complete(&self) {
        let before = self.workspace.view();
        let Some(view) = self.workspace.complete() else {
            return;
        };
        let read = self.news.borrow().read;
        let errors = errors(&view, &self.root, read);
        self.news.send_if_modified(|news| {
            let is_news = view.revision() != before.revision();
            news.tick += u64::from(is_news);
            news.errors = errors;
            is_news
        });
        self.console.first_report(view.report());
    }

    /// Reads what changed and tells everybody. Called from the watcher's thread only.
    pub(super) fn apply(&self, changes: &Changes) {
        let read = SystemTime::now();
        let before = self.workspace.view();
        let update = self.workspace.apply(changes);
        let view = self.workspace.view();
        let is_same = update.changed.is_empty() && view.revision() == before.revision();
        if update.changed.iter().any(|path| path.as_str() == CONFIG) {
            let mut mount = self.mount.write().unwrap_or_else(PoisonError::into_inner);
            *mount = self::mount(self.console.as_ref());
        }
        let errors = errors(&view, &self.root, read);
        self.news.send_if_modified(|news| {
            // A file that was written while it was read has its excerpt only now.
            let is_news = !is_same || news.errors != errors;
            *news = News {
                tick: news.tick + u64::from(is_news),
                errors,
                read,
            };
            is_news
        });
        if !is_same {
            self.console
                .updated(&update, view.report(), before.report());
        }
    }
}

fn errors(view: &View, root: &PathBuf, read: SystemTime) -> Option<Arc<str>> {
    view.is_stale()
        .then(|| Arc::from(excerpt::render(view.report(), root, read)))
}

fn mount(console: &dyn Console) -> Option<String> {
    decode(&console.base_path()).filter(|path| !path.is_empty())
}

fn files(root: &Path) -> Files {
    Files::below(["content", "static", "themes"].map(|folder| root.join(folder)))
}
