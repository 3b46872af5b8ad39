//! The edits of one size. In: a portal. Out: how long each took until its page, and the first page of its list, were fresh.
//!
//! Documents are taken from the first page of the list of policies, so that a new title changes that page; every edit is of
//! another one, and bodies and titles take turns.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::Settings;
use super::client::Client;
use super::preview::{Memory, Preview};

/// The list whose first page is looked at.
const LIST: &str = "/policy/";
/// How long one edit may take before the measurement is given up.
const PATIENCE: Duration = Duration::from_mins(1);
/// Between two questions for the same page.
const PAUSE: Duration = Duration::from_micros(500);
/// Between two edits: more than the debounce, so that each is a change of its own.
const REST: Duration = Duration::from_millis(120);

/// What was measured for one size.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) documents: usize,
    pub(crate) first_pages: Vec<Duration>,
    pub(crate) bodies: Vec<Fresh>,
    pub(crate) titles: Vec<Fresh>,
    pub(crate) at_start: Memory,
    pub(crate) at_end: Memory,
}

/// When an edit was to be seen, counted from its saving.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fresh {
    /// On its page.
    pub(crate) page: Duration,
    /// On its page and on the first page of its list. After an edit of a body this is an answer from the new state.
    pub(crate) list: Duration,
}

/// A document that is edited.
struct Document {
    file: PathBuf,
    url: String,
    text: String,
}

/// Measures one portal.
pub(crate) fn run(root: &Path, documents: usize, settings: &Settings) -> io::Result<Measured> {
    let mut first_pages = Vec::new();
    for _ in 1..settings.starts {
        first_pages.push(Preview::start(&settings.program, root)?.first_page);
    }
    let preview = Preview::start(&settings.program, root)?;
    first_pages.push(preview.first_page);
    preview.wait_until_watching()?;
    let mut client = Client::connect(preview.port)?;
    let mut edited = listed(&mut client, root)?;
    if edited.is_empty() {
        return Err(io::Error::other(
            "no document of the first list page was found",
        ));
    }
    let mut measured = Measured {
        documents,
        first_pages,
        bodies: Vec::new(),
        titles: Vec::new(),
        at_start: preview.memory()?,
        at_end: preview.memory()?,
    };
    let count = edited.len();
    for number in 0..settings.edits {
        let document = &mut edited[number % count];
        measured
            .bodies
            .push(edit_body(&mut client, document, number)?);
        thread::sleep(REST);
        let document = &mut edited[number % count];
        measured
            .titles
            .push(edit_title(&mut client, document, number)?);
        thread::sleep(REST);
    }
    measured.at_end = preview.memory()?;
    Ok(measured)
}

/// The documents on the first page of the list, with their sources.
fn listed(client: &mut Client, root: &Path) -> io::Result<Vec<Document>> {
    let (_, list) = client.get(LIST)?;
    let list = String::from_utf8_lossy(&list);
    let (_, rows) = list.split_once("<tbody").unwrap_or(("", &list));
    let mut found: Vec<Document> = Vec::new();
    for link in rows
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        let url = join(LIST, link);
        let stem = match url.strip_suffix(".html") {
            Some(stem) => format!("content{stem}.md"),
            None => format!("content{url}index.md"),
        };
        let file = root.join(stem);
        let is_new = found.iter().all(|document| document.file != file);
        if let Ok(text) = fs::read_to_string(&file)
            && is_new
            && text.contains("\ntitle = \"")
        {
            found.push(Document { file, url, text });
        }
    }
    Ok(found)
}

/// The address that a relative link on the page of a folder leads to.
fn join(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.trim_matches('/').split('/').collect();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

fn edit_body(client: &mut Client, document: &mut Document, number: usize) -> io::Result<Fresh> {
    let mark = format!("第{number}次修改正文");
    document.text.extend(["\n", &mark, "。\n"]);
    let saved = save(document)?;
    let page = wait(client, &document.url, &mark, saved)?;
    client.get(LIST)?;
    Ok(Fresh {
        page,
        list: saved.elapsed(),
    })
}

fn edit_title(client: &mut Client, document: &mut Document, number: usize) -> io::Result<Fresh> {
    let mark = format!("第{number}次修改标题");
    let start = "\ntitle = \"";
    let at = document.text.find(start).unwrap_or_default() + start.len();
    let end = at + document.text[at..].find('"').unwrap_or_default();
    // The mark takes the place of the one before.
    let old = document.text[at..end].split('·').next().unwrap_or_default();
    let title = format!("{old}·{mark}");
    document.text.replace_range(at..end, &title);
    let saved = save(document)?;
    let page = wait(client, &document.url, &mark, saved)?;
    Ok(Fresh {
        page,
        list: wait(client, LIST, &mark, saved)?,
    })
}

/// Saves as most editors do: the same file, written anew. The clock starts when the editor is done.
fn save(document: &Document) -> io::Result<Instant> {
    fs::write(&document.file, &document.text)?;
    Ok(Instant::now())
}

/// Asks for a page until it holds the mark.
fn wait(client: &mut Client, url: &str, mark: &str, since: Instant) -> io::Result<Duration> {
    loop {
        let (_, page) = client.get(url)?;
        if page.windows(mark.len()).any(|here| here == mark.as_bytes()) {
            return Ok(since.elapsed());
        }
        if since.elapsed() > PATIENCE {
            return Err(io::Error::other(format!("{url} never showed “{mark}”")));
        }
        thread::sleep(PAUSE);
    }
}
