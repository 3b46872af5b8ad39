//! The preview: one plan, a second sink. Each page is made when a browser asks for it, from the same plan as a build.
//!
//! In: a portal's folder and an address to listen at. Out: HTTP. Without watching, every answer has the bytes of a build; with it,
//! pages that a browser goes to get a script that shows changes ([`live`]). Must never answer with anything that is not in the
//! plan, and never write a file.
//!
//! hyper speaks the protocol: there are no routes here that a framework would sort out, every address is a look into the plan.
//! tokio carries the connections; pages are made on its blocking threads, so that a slow one holds up no other.

mod address;
mod answer;
mod body;
mod cache;
mod condition;
mod error_page;
mod excerpt;
mod file;
mod http;
mod listen;
mod live;
mod media_type;
mod news;
mod response;
mod server;
mod state;
mod watch;
mod workspace;

use std::fmt;
use std::io;
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

use crate::diag::Report;
use crate::model::Date;
use crate::output::RenderError;
use crate::portal;
pub(crate) use listen::Bind;
use server::Server;
pub(crate) use watch::Watching;
pub(crate) use workspace::Audience;
pub(crate) use workspace::Update;
use workspace::Workspace;

/// What the command line says about a preview.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The portal.
    pub(crate) portal: portal::Options,
    /// Whom it is for.
    pub(crate) audience: Audience,
    /// Whether changes are shown, and how they are seen.
    pub(crate) watching: Watching,
    /// Where to listen.
    pub(crate) bind: Bind,
}

/// What a preview tells the person who runs it.
pub(crate) trait Console: Send + Sync {
    /// The port that was asked for is taken; this one is not.
    fn port_taken(&self, asked: u16, got: u16);
    /// The server answers at this address; `files` is how many there are.
    fn ready(&self, address: &str, files: usize);
    /// The day that is to be shown: the calendar's, unless the person who runs this asked for one.
    fn today(&self) -> Date;
    /// Another day has begun, and is shown.
    fn turned(&self, today: Date);
    /// Changes are seen from now on.
    fn watching(&self);
    /// The findings of the first reading.
    fn first_report(&self, report: &Report);
    /// Something changed.
    fn updated(&self, update: &Update, report: &Report, before: &Report);
    /// Something that does not stop the preview.
    fn note(&self, words: &str);
    /// The path of the site's address, `/zfxxgk/`: some pages name their files from the root of the server they will stand on.
    fn base_path(&self) -> String;
    /// Why a page could not be made, as the terminal shows it.
    fn explain(&self, error: &RenderError, page: &str) -> String;
}

/// How a preview ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The person who runs it wanted so.
    Stopped,
    /// The content has errors, and nobody looks whether they are mended.
    Findings,
}

/// Why there is no preview.
#[derive(Debug)]
pub(crate) enum Error {
    /// The portal cannot be read.
    Portal(portal::Error),
    /// There is no such address on this computer, or no free port.
    Listen {
        /// What was asked for.
        address: String,
        /// Why.
        cause: io::Error,
    },
    /// The system gives no threads or sockets.
    System(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Portal(error) => error.fmt(f),
            Self::Listen { address, cause } => {
                write!(f, "不能在 {address} 提供预览: {}", listen::words(cause))
            }
            Self::System(cause) => write!(f, "系统不能启动预览: {cause}"),
        }
    }
}

impl std::error::Error for Error {}

/// Serves until the process is told to end.
pub(crate) fn run(settings: Settings, console: Arc<dyn Console>) -> Result<End, Error> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(32)
        .enable_all()
        .build()
        .map_err(Error::System)?;
    let end = runtime.block_on(async {
        tokio::select! {
            end = serve(&runtime, settings, console) => end,
            () = told_to_end() => Ok(End::Stopped),
        }
    });
    // A page that is being made, or a portal that is being read, is not waited for.
    runtime.shutdown_background();
    end
}

async fn serve(
    runtime: &Runtime,
    settings: Settings,
    console: Arc<dyn Console>,
) -> Result<End, Error> {
    let port = listen::bind(&settings.bind, console.as_ref())?;
    let (portal, audience) = (settings.portal.clone(), settings.audience);
    let is_watched = settings.watching != Watching::Off;
    let opened = runtime.spawn_blocking(move || {
        let since = std::time::SystemTime::now();
        let workspace = Workspace::open(portal, audience)?;
        // Where nobody watches, nobody would see what is found later.
        if !is_watched {
            workspace.complete();
        }
        Ok((workspace, since))
    });
    let (workspace, since) = opened
        .await
        .map_err(|error| Error::System(io::Error::other(error)))?
        .map_err(Error::Portal)?;
    let view = workspace.view();
    if !is_watched {
        console.first_report(view.report());
        if view.is_stale() {
            return Ok(End::Findings);
        }
    }
    let files = view.paths().count();
    drop(view);
    let server = Arc::new(Server::new(
        workspace, &settings, port.hosts, console, since,
    ));
    server.console.ready(&port.shown, files);
    if is_watched {
        let root = settings.portal.root.clone();
        watch::start(&server, root, settings.watching, since).map_err(Error::System)?;
    }
    http::accept(port.listener, server).await
}

/// Returns when the person who runs this, or the system, wants it to end.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
