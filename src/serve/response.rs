//! Answers as HTTP: status, headers, and the part of the content that was asked for.

use bytes::Bytes;
use hyper::header::{self, HeaderName};
use hyper::http::request::Parts;
use hyper::http::response::Builder;
use hyper::{Method, Response, StatusCode};

use super::answer::{Answer, Content};
use super::body::Body;
use super::condition::{Part, part};
use super::{error_page, media_type};

/// Other sites may not put the preview's files into their pages.
const OWN_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What every answer says: ask each time whether it changed, and believe the type that is given.
fn begin(status: StatusCode) -> Builder {
    Response::builder()
        .status(status)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(OWN_ORIGIN, "same-origin")
}

/// A builder that was given only what is known to be right has nothing to fail at.
fn end(builder: Builder, body: Body) -> Response<Body> {
    builder
        .body(body)
        .unwrap_or_else(|_| Response::new(Body::Whole(Bytes::new())))
}

/// An answer, or the part of it that `request` asks for; `varies` says that a browser gets pages other than the bare bytes.
pub(super) fn send(answer: Answer, request: &Parts, varies: bool) -> Response<Body> {
    let etag = format!("\"{}\"", answer.tag);
    let length = answer.content.length();
    // Only what is found has parts; an error is told whole.
    let part = if answer.status == StatusCode::OK {
        part(&request.headers, &etag, length)
    } else {
        Part::Whole
    };
    let (status, first, size) = match part {
        Part::NotModified => (StatusCode::NOT_MODIFIED, 0, 0),
        Part::Unsatisfiable => (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0),
        Part::Range { first, last } => (StatusCode::PARTIAL_CONTENT, first, last - first + 1),
        Part::Whole => (answer.status, 0, length),
    };
    let mut builder = begin(status).header(header::ETAG, etag);
    if varies && answer.media_type == media_type::HTML {
        builder = builder.header(header::VARY, "Accept");
    }
    match part {
        Part::NotModified => return end(builder, Body::Whole(Bytes::new())),
        Part::Unsatisfiable => {
            builder = builder.header(header::CONTENT_RANGE, format!("bytes */{length}"));
        }
        Part::Range { first, last } => {
            builder = builder.header(
                header::CONTENT_RANGE,
                format!("bytes {first}-{last}/{length}"),
            );
        }
        Part::Whole => {}
    }
    builder = builder
        .header(header::CONTENT_TYPE, answer.media_type)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_LENGTH, size);
    let body = match answer.content {
        _ if request.method == Method::HEAD || size == 0 => Body::Whole(Bytes::new()),
        Content::File(file) => Body::Pieces(file.send(first, size)),
        Content::Bytes(bytes) => {
            let from = usize::try_from(first).unwrap_or(usize::MAX);
            let to = usize::try_from(first + size).unwrap_or(usize::MAX);
            Body::Whole(bytes.slice(from.min(bytes.len())..to.min(bytes.len())))
        }
    };
    end(builder, body)
}

/// Another address of the same site.
pub(super) fn redirect(to: &str, query: Option<&str>) -> Response<Body> {
    let to = match query {
        Some(query) => format!("{to}?{query}"),
        None => to.to_owned(),
    };
    let builder = begin(StatusCode::MOVED_PERMANENTLY)
        .header(header::LOCATION, to)
        .header(header::CONTENT_LENGTH, 0);
    end(builder, Body::Whole(Bytes::new()))
}

/// A request that is not answered.
pub(super) fn refusal(status: StatusCode, why: &str) -> Response<Body> {
    let page = error_page::refused(why);
    let builder = begin(status).header(header::CONTENT_TYPE, media_type::HTML);
    end(builder, Body::Whole(page.into()))
}

/// Something of the preview's own.
pub(super) fn own(media_type: &'static str, body: Body) -> Response<Body> {
    end(
        begin(StatusCode::OK).header(header::CONTENT_TYPE, media_type),
        body,
    )
}
