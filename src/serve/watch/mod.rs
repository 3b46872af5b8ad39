//! Sees changes of a portal's files. In: its folder. Out: [`Changes`], one for each burst, on a thread of its own.
//!
//! The system reports single events; what they mean is told by [`change`]. A burst ends when nothing happened for [`QUIET`]:
//! a `git checkout` of a thousand files, or an editor that renames, writes and deletes to save one, is one change. notify's own
//! debouncers are not used: they pair renames by reading the identity of every file beforehand, and here the set of touched
//! paths says enough. Must never read a file's content.

mod change;
mod listing;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Once, Weak};
use std::time::{Duration, Instant, SystemTime};
use std::{io, thread};

use notify::{ErrorKind, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher as _};

pub(super) use self::change::SOURCES;
use self::listing::{Listing, changed_since};
use super::server::Server;
use super::workspace::Changes;

/// A burst is over when nothing happened for this long: editors save within a few milliseconds.
pub(crate) const QUIET: Duration = Duration::from_millis(40);
/// What goes on without a pause is taken in parts: something that never rests must not hide all other changes.
const LIMIT: Duration = Duration::from_secs(2);
/// How often is looked where nothing is reported; where looking itself takes long, less often.
const POLL: Duration = Duration::from_millis(500);

/// How often is looked whether another day has begun: a computer may have slept through midnight.
const DAY: Duration = Duration::from_secs(20);

/// How changes are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Watching {
    /// Not at all.
    Off,
    /// The system reports them.
    Events,
    /// By looking at every file's time and length again and again.
    Polling,
}

/// Starts watching what was read from `since` on.
pub(super) fn start(
    server: &Arc<Server>,
    root: PathBuf,
    watching: Watching,
    since: SystemTime,
) -> io::Result<()> {
    let watch = Watch {
        real: root.canonicalize().unwrap_or_else(|_| root.clone()),
        root,
        server: Arc::downgrade(server),
        announced: Once::new(),
    };
    let name = thread::Builder::new().name("watch".to_owned());
    name.spawn(move || watch.run(watching, since)).map(|_| ())
}

struct Watch {
    /// As the portal was read.
    root: PathBuf,
    /// As the system calls it.
    real: PathBuf,
    server: Weak<Server>,
    announced: Once,
}

/// Why the system's reports came to an end.
enum Cease {
    /// Some were lost: everything was read again, beginning at this moment.
    Lost(SystemTime),
    /// There will be none; what to tell the person who runs this.
    Impossible(String),
    /// The preview is over.
    Ended,
}

/// An event, or why there will be no more.
type Report = Result<Changes, String>;

impl Watch {
    fn run(&self, watching: Watching, since: SystemTime) {
        let mut since = since;
        if watching == Watching::Events {
            loop {
                match self.listen(since) {
                    Cease::Lost(moment) => since = moment,
                    Cease::Ended => return,
                    Cease::Impossible(words) => {
                        let Some(server) = self.server.upgrade() else {
                            return;
                        };
                        server.console.note(&words);
                        break;
                    }
                }
            }
        }
        self.poll(since);
    }

    /// Hands a change on; `None` when there is nobody any more.
    fn apply(&self, changes: &Changes) -> Option<()> {
        let server = self.server.upgrade()?;
        server.keep_day();
        server.apply(changes);
        Some(())
    }

    /// Has the new day shown, if one has begun; `None` when there is nobody any more.
    fn keep_day(&self) -> Option<()> {
        self.server.upgrade()?.keep_day();
        Some(())
    }

    /// What the first page did not wait for comes before all changes.
    fn complete(&self) {
        if let Some(server) = self.server.upgrade() {
            server.complete();
        }
    }

    /// Says, once, that from now on nothing is missed.
    fn announce(&self) {
        if let Some(server) = self.server.upgrade() {
            self.announced.call_once(|| server.console.watching());
        }
    }

    /// Waits for reports until they end. What changed between `since` and the first report is found by looking.
    fn listen(&self, since: SystemTime) -> Cease {
        let (sender, receiver) = channel::<Report>();
        let (root, real) = (self.root.clone(), self.real.clone());
        let watcher = RecommendedWatcher::new(
            move |event: notify::Result<notify::Event>| {
                let report = match event {
                    Ok(mut event) => {
                        let mut changes = None;
                        change::renamed(&mut event, &real, &root);
                        change::note(&mut changes, &event, &root);
                        match changes {
                            Some(changes) => Ok(changes),
                            None => return,
                        }
                    }
                    Err(error) if ends_reports(&error) => Err(reason(&error)),
                    Err(_) => Ok(Changes::Everything),
                };
                let _ = sender.send(report);
            },
            // Reading is not reported: the folders of a large portal, opened one after the other, would fill the system's queue.
            notify::Config::default()
                .with_follow_symlinks(false)
                .with_event_kinds(EventKindMask::CORE),
        );
        let mut watcher = match watcher {
            Ok(watcher) => watcher,
            Err(error) => return Cease::Impossible(reason(&error)),
        };
        if let Err(error) = self.watch(&mut watcher) {
            return Cease::Impossible(reason(&error));
        }
        self.complete();
        let mut missed = None;
        for path in changed_since(&self.root, since) {
            change::add(&mut missed, &path);
        }
        if let Some(missed) = missed
            && self.apply(&missed).is_none()
        {
            return Cease::Ended;
        }
        self.announce();
        loop {
            let changes = match gather(&receiver, DAY) {
                Ok(Gathered::Changes(changes)) => changes,
                Ok(Gathered::Nothing) => match self.keep_day() {
                    Some(()) => continue,
                    None => return Cease::Ended,
                },
                Ok(Gathered::End) => return Cease::Ended,
                Err(words) => return Cease::Impossible(words),
            };
            if matches!(changes, Changes::Everything) {
                // What is reported of folders that may be gone says nothing; all are watched anew.
                drop(watcher);
                let moment = SystemTime::now();
                return match self.apply(&changes) {
                    Some(()) => Cease::Lost(moment),
                    None => Cease::Ended,
                };
            }
            // A folder that came back is another one.
            if self.replaced(&changes)
                && let Err(error) = self.watch(&mut watcher)
            {
                return Cease::Impossible(reason(&error));
            }
            if self.apply(&changes).is_none() {
                return Cease::Ended;
            }
        }
    }

    /// Watches the portal's folders, and in the portal's own folder only what lies in it directly: not the output.
    fn watch(&self, watcher: &mut RecommendedWatcher) -> notify::Result<()> {
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for source in SOURCES {
            let folder = self.root.join(source);
            if folder.is_dir() {
                match watcher.watch(&folder, RecursiveMode::Recursive) {
                    // Gone again: its removal is reported.
                    Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                    other => other?,
                }
            }
        }
        Ok(())
    }

    /// Whether one of the portal's folders itself came, went or was exchanged.
    fn replaced(&self, changes: &Changes) -> bool {
        let Changes::Paths(paths) = changes else {
            return false;
        };
        SOURCES
            .iter()
            .any(|source| paths.contains(&self.root.join(source)))
    }

    /// Looks again and again.
    fn poll(&self, since: SystemTime) {
        self.complete();
        let mut known = Listing::of(&self.root);
        let mut first = changed_since(&self.root, since);
        loop {
            let started = Instant::now();
            let now = Listing::of(&self.root);
            let mut changes = None;
            for path in first.drain(..) {
                change::add(&mut changes, &path);
            }
            for path in known.changes(&now) {
                change::add(&mut changes, path);
            }
            known = now;
            if let Some(changes) = changes
                && self.apply(&changes).is_none()
            {
                return;
            }
            if self.keep_day().is_none() {
                return;
            }
            self.announce();
            thread::sleep(POLL.max(started.elapsed() * 4));
        }
    }
}

/// What came of waiting.
enum Gathered {
    /// A burst, whole.
    Changes(Changes),
    /// Nothing for as long as somebody wanted to wait.
    Nothing,
    /// The watcher is gone.
    End,
}

/// Waits for a burst, so long and no longer, and for its end.
fn gather(receiver: &Receiver<Report>, patience: Duration) -> Result<Gathered, String> {
    let mut all = match receiver.recv_timeout(patience) {
        Ok(first) => first?,
        Err(RecvTimeoutError::Timeout) => return Ok(Gathered::Nothing),
        Err(RecvTimeoutError::Disconnected) => return Ok(Gathered::End),
    };
    let end = Instant::now() + LIMIT;
    loop {
        let wait = QUIET.min(end.saturating_duration_since(Instant::now()));
        match receiver.recv_timeout(wait) {
            Ok(more) => join(&mut all, more?),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Ok(Gathered::Changes(all));
            }
        }
    }
}

fn join(all: &mut Changes, more: Changes) {
    match (all, more) {
        (Changes::Paths(all), Changes::Paths(mut more)) => all.append(&mut more),
        (all, Changes::Everything) => *all = Changes::Everything,
        (Changes::Everything, _) => {}
    }
}

/// Whether no more folders can be watched, so that changes in some would go unseen.
fn ends_reports(error: &notify::Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
}

/// Why the system reports nothing, and what to do about it.
fn reason(error: &notify::Error) -> String {
    let too_many_watchers =
        matches!(&error.kind, ErrorKind::Io(cause) if cause.raw_os_error() == Some(24));
    let why = if ends_reports(error) {
        "提示: 文件夹太多，超过了系统允许监视的个数。可以由管理员提高，例如运行 sudo sysctl fs.inotify.max_user_watches=1048576，\
         再重新启动预览"
            .to_owned()
    } else if too_many_watchers {
        "提示: 同时监视文件的程序太多，超过了系统允许的个数。可以关闭一些程序，或者由管理员提高，例如运行 \
         sudo sysctl fs.inotify.max_user_instances=1024，再重新启动预览"
            .to_owned()
    } else {
        format!("提示: 系统不能报告文件的变化（{}）", describe(error))
    };
    format!("{why}。现在改为定时查看，改动要过一会儿才能看到")
}

fn describe(error: &notify::Error) -> String {
    let words = match &error.kind {
        ErrorKind::Io(cause) => crate::source::io_words(cause),
        other => format!("{other:?}"),
    };
    let paths: Vec<_> = error
        .paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if paths.is_empty() {
        words
    } else {
        format!("{}: {words}", paths.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use notify::{Error, ErrorKind};

    use super::{Changes, DAY, Gathered, gather, reason};

    fn path(name: &str) -> Changes {
        Changes::Paths(BTreeSet::from([name.into()]))
    }

    #[test]
    fn 一阵变化合成一次() {
        let (sender, receiver) = channel();
        for number in 0..1000 {
            sender
                .send(Ok(path(&format!("content/{number}.md"))))
                .unwrap();
        }
        let count = || match gather(&receiver, DAY) {
            Ok(Gathered::Changes(Changes::Paths(paths))) => paths.len(),
            _ => 0,
        };
        assert_eq!(count(), 1000);
        sender.send(Ok(path("content/last.md"))).unwrap();
        assert_eq!(count(), 1);
        assert!(matches!(
            gather(&receiver, Duration::ZERO),
            Ok(Gathered::Nothing)
        ));
        drop(sender);
        assert!(matches!(gather(&receiver, DAY), Ok(Gathered::End)));
    }

    #[test]
    fn 丢失过报告就重读全部() {
        let (sender, receiver) = channel();
        for changes in [
            path("content/a.md"),
            Changes::Everything,
            path("content/b.md"),
        ] {
            sender.send(Ok(changes)).unwrap();
        }
        assert!(matches!(
            gather(&receiver, DAY),
            Ok(Gathered::Changes(Changes::Everything))
        ));
    }

    #[test]
    fn 超过系统的限制时说明怎样提高() {
        let words = reason(&Error::new(ErrorKind::MaxFilesWatch));
        assert!(
            words.contains("fs.inotify.max_user_watches=") && words.contains("定时查看"),
            "{words}"
        );
        let words = reason(&Error::io(std::io::Error::from_raw_os_error(24)));
        assert!(words.contains("fs.inotify.max_user_instances="), "{words}");
        let (sender, receiver) = channel();
        sender.send(Ok(path("content/a.md"))).unwrap();
        sender.send(Err("停止".to_owned())).unwrap();
        assert!(matches!(gather(&receiver, DAY), Err(words) if words == "停止"));
    }
}
