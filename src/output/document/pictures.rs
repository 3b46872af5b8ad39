//! Pictures, films and sounds of a document: the room that pictures in its text take, and the medium of an 解读.
//!
//! In: a document and its files. Out: HTML with widths and heights, and a [`Media`] with what stands beside the file:
//! the poster of a film, its captions, its transcript.

use crate::model::Attachment as File;
use crate::site::Entry;
use crate::theme::view::{AnyLink, Link, Media};

const IMAGES: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

/// Writes the sizes of the document's own pictures into the HTML of its text.
pub(crate) fn sized(html: String, entry: &Entry) -> String {
    const IMAGE: &str = "<img src=\"";
    let root = entry.url.root();
    let sizes: Vec<(String, String)> = entry
        .document
        .attachments
        .iter()
        .filter_map(|file| {
            let pixels = file.pixels?;
            let attributes = format!(" width=\"{}\" height=\"{}\"", pixels.width, pixels.height);
            let source = format!("{root}{}", href(entry, &file.name));
            Some((source, attributes))
        })
        .collect();
    if sizes.is_empty() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html.as_str();
    while let Some(at) = rest.find(IMAGE) {
        let start = at + IMAGE.len();
        let Some(length) = rest[start..].find('"') else {
            break;
        };
        let end = start + length + 1;
        out.push_str(&rest[..end]);
        let source = &rest[start..end - 1];
        if let Some((_, attributes)) = sizes.iter().find(|(name, _)| name == source) {
            out.push_str(attributes);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The medium that a document names: a file beside it, or an address.
pub(super) fn medium(entry: &Entry, written: &str) -> Media {
    let files = &entry.document.attachments;
    let outside = written.starts_with("https://") || written.starts_with("http://");
    let path = written.trim_start_matches("./");
    let file = files.iter().find(|file| file.name == path);
    let title = file
        .and_then(|file| file.title.clone())
        .unwrap_or_else(|| entry.document.title.clone());
    let link = if outside {
        AnyLink::external(title, written)
    } else {
        AnyLink::internal(title, href(entry, path))
    };
    let (stem, extension) = split(path);
    let kind = match extension.as_str() {
        _ if outside => "link",
        "mp4" | "webm" | "ogv" => "video",
        "mp3" | "ogg" | "m4a" | "wav" => "audio",
        other if IMAGES.contains(&other) => "image",
        _ => "link",
    };
    let beside = |wanted: &[&str]| {
        files.iter().find(|file| {
            let (other, extension) = split(&file.name);
            other == stem && file.name != path && wanted.contains(&extension.as_str())
        })
    };
    let plays = matches!(kind, "video" | "audio");
    let poster = beside(&IMAGES).filter(|_| kind == "video");
    let sized = if kind == "video" { poster } else { file };
    Media {
        kind: kind.to_owned(),
        link,
        width: sized
            .and_then(|file| file.pixels)
            .map(|pixels| pixels.width),
        height: sized
            .and_then(|file| file.pixels)
            .map(|pixels| pixels.height),
        poster: poster.map(|file| href(entry, &file.name)),
        captions: beside(&["vtt"])
            .filter(|_| kind == "video")
            .map(|file| href(entry, &file.name)),
        transcript: transcript(entry, stem).filter(|_| plays),
    }
}

/// The file that says in words what is heard: `…文字稿…`, or of the medium's own name.
fn transcript(entry: &Entry, stem: &str) -> Option<Link> {
    const TEXTS: [&str; 5] = ["txt", "docx", "doc", "pdf", "ofd"];
    let says = |file: &&File| {
        let (other, extension) = split(&file.name);
        let named = file.name.contains("文字稿")
            || file
                .title
                .as_ref()
                .is_some_and(|title| title.contains("文字稿"));
        TEXTS.contains(&extension.as_str()) && (named || other == stem)
    };
    let file = entry.document.attachments.iter().find(says)?;
    let title = file.title.clone().unwrap_or_else(|| "文字稿".to_owned());
    Some(Link::new(title, href(entry, &file.name)))
}

fn href(entry: &Entry, name: &str) -> String {
    entry.url.beside(name).href()
}

/// A file's path without its extension, and the extension in lower case.
fn split(path: &str) -> (&str, String) {
    match path.rsplit_once('.') {
        Some((stem, extension)) => (stem, extension.to_lowercase()),
        None => (path, String::new()),
    }
}
