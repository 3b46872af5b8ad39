//! What the script asks: whether its page is still the same, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;
use tokio::sync::mpsc;

use super::address::decode;
use super::answer::Found;
use super::live;
use super::server::Server;
use super::workspace::View;
use crate::check;
use crate::diag::{Diagnostic, Report, Severity, Sink};

/// How often a connection shows that it lives.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// The answer to `state?page=…`.
#[derive(Serialize)]
struct State<'a> {
    tick: u64,
    /// The page's tag now.
    tag: String,
    /// What keeps the site from changing, as the terminal shows it.
    errors: Option<&'a str>,
    /// What must not be published: a build would stop at it.
    refused: Option<String>,
    /// Other findings about this page.
    findings: Option<String>,
}

/// What is to be said about a page.
#[derive(Default)]
struct Words {
    refused: Option<String>,
    findings: Option<String>,
}

/// The state of the page at an address path, as JSON. Makes the page: not for an async thread.
pub(super) fn of(server: &Server, page: &str) -> Vec<u8> {
    let news = server.news().borrow().clone();
    let view = server.view();
    let (tag, words) = match server.find(&view, decode(page).as_deref()) {
        Found::Redirect(_) => (String::new(), Words::default()),
        Found::Answer(answer) => (
            live::tag(&answer.tag, server.unpublished(&view, &answer)),
            answer
                .index
                .map(|index| words(server, &view, index))
                .unwrap_or_default(),
        ),
    };
    let state = State {
        tick: news.tick,
        tag,
        errors: news.errors.as_deref(),
        refused: words.refused,
        findings: words.findings,
    };
    serde_json::to_vec(&state).unwrap_or_default()
}

/// What is to be said about a page: the warnings of the newest reading, and what a check finds in its document.
fn words(server: &Server, view: &View, index: usize) -> Words {
    let sources: BTreeSet<_> = view.sources_of(index).into_iter().collect();
    let sink = Sink::default();
    for finding in view.report().diagnostics() {
        if finding.severity == Severity::Warn && sources.contains(&finding.path) {
            sink.push(finding.clone());
        }
    }
    server.inspect(view, index, &sink);
    let report: Report = sink.into_report(&BTreeMap::new());
    let (refused, others): (Vec<_>, Vec<_>) = report
        .diagnostics()
        .iter()
        .cloned()
        .partition(check::stops_build);
    Words {
        refused: shown(server, refused),
        findings: shown(server, others),
    }
}

/// Findings as the terminal shows them; nothing where there are none.
fn shown(server: &Server, findings: Vec<Diagnostic>) -> Option<String> {
    if findings.is_empty() {
        return None;
    }
    let sink = Sink::default();
    sink.extend(findings);
    let text = server.render(&sink.into_report(&BTreeMap::new()));
    // The line of totals says nothing here.
    let (findings, _) = text.rsplit_once('\n').unwrap_or_default();
    Some(findings.trim_end().to_owned())
}

/// A stream of events: one at once, one whenever something happened.
pub(super) fn events(server: &Server) -> mpsc::Receiver<io::Result<Bytes>> {
    let (sender, receiver) = mpsc::channel(1);
    let mut news = server.news();
    tokio::spawn(async move {
        let mut words = format!("retry: 500\ndata: {}\n\n", news.borrow_and_update().tick);
        loop {
            if sender.send(Ok(words.into())).await.is_err() {
                return Ok::<(), Infallible>(());
            }
            words = tokio::select! {
                changed = news.changed() => match changed {
                    Ok(()) => format!("data: {}\n\n", news.borrow_and_update().tick),
                    Err(_) => return Ok(()),
                },
                () = tokio::time::sleep(HEARTBEAT) => ":\n\n".to_owned(),
                () = sender.closed() => return Ok(()),
            };
        }
    });
    receiver
}
