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
use super::workspace::{Audience, Changes, Update, View, Workspace};
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
        let (read, before) = (SystemTime::now(), self.workspace.view());
        let update = self.workspace.apply(changes);
        self.tell(&update, &before, read);
    }

    /// Shows the new day, if one has begun. Called from the watcher's thread only.
    pub(super) fn keep_day(&self) {
        let today = self.console.today();
        if today == self.workspace.today() {
            return;
        }
        let (read, before) = (SystemTime::now(), self.workspace.view());
        let update = self.workspace.turn(today);
        self.console.turned(today);
        self.tell(&update, &before, read);
    }

    /// Tells everybody what came of reading, which began at `read`.
    fn tell(&self, update: &Update, before: &View, read: SystemTime) {
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
            self.console.updated(update, view.report(), before.report());
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::SystemTime;

    use jiff::civil::date;

    use super::Server;
    use crate::diag::Report;
    use crate::model::Date;
    use crate::output::RenderError;
    use crate::portal::Options;
    use crate::serve::address::Hosts;
    use crate::serve::workspace::{Audience, Update, Workspace};
    use crate::serve::{Bind, Console, Settings, Watching};

    /// A clock that is set, and the days that were announced.
    struct Clock {
        today: Mutex<Date>,
        turned: Mutex<Vec<Date>>,
    }

    impl Console for Clock {
        fn port_taken(&self, _: u16, _: u16) {}
        fn ready(&self, _: &str, _: usize) {}
        fn today(&self) -> Date {
            *self.today.lock().unwrap()
        }
        fn turned(&self, today: Date) {
            self.turned.lock().unwrap().push(today);
        }
        fn watching(&self) {}
        fn first_report(&self, _: &Report) {}
        fn updated(&self, _: &Update, _: &Report, _: &Report) {}
        fn note(&self, _: &str) {}
        fn base_path(&self) -> String {
            "/".to_owned()
        }
        fn explain(&self, error: &RenderError, _: &str) -> String {
            error.to_string()
        }
    }

    const CONFIG: &str = "[portal]\nname = \"示例市\"\nagency = \"zfb\"\n\n[[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n";
    const FUTURE: &str = "+++\ntitle = \"明天的文件\"\npublished = 2026-06-02\n+++\n正文\n";

    #[test]
    fn 日期变了网页才变() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("content/system");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(dir.path().join("config.toml"), CONFIG).unwrap();
        std::fs::write(folder.join("a.md"), FUTURE).unwrap();
        let settings = Settings {
            portal: Options {
                root: dir.path().to_owned(),
                today: date(2026, 6, 1),
                base_url: None,
            },
            audience: Audience::Public,
            watching: Watching::Events,
            bind: Bind {
                host: "127.0.0.1".to_owned(),
                port: 0,
            },
        };
        let clock = Arc::new(Clock {
            today: Mutex::new(date(2026, 6, 1)),
            turned: Mutex::default(),
        });
        let workspace = Workspace::open(settings.portal.clone(), settings.audience).unwrap();
        let hosts = Hosts::of([127, 0, 0, 1].into(), "127.0.0.1");
        let server = Server::new(
            workspace,
            &settings,
            hosts,
            clock.clone(),
            SystemTime::now(),
        );
        let is_public = || server.view().find("system/a.html").is_some();
        let tick = server.news().borrow().tick;
        server.keep_day();
        assert!(!is_public() && server.news().borrow().tick == tick);
        *clock.today.lock().unwrap() = date(2026, 6, 2);
        server.keep_day();
        server.keep_day();
        assert!(is_public() && server.news().borrow().tick == tick + 1);
        assert_eq!(*clock.turned.lock().unwrap(), [date(2026, 6, 2)]);
    }
}
