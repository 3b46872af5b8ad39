//! Requests and responses. In: a listening socket. Out: who is answered with what; `response` writes it down.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::header::{self, HeaderValue};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use percent_encoding::percent_decode_str;
use tokio::sync::Semaphore;

use super::address::decode;
use super::answer::{Answer, Content, Found};
use super::body::Body;
use super::live::{self, Additions};
use super::media_type::HTML;
use super::server::Server;
use super::workspace::View;
use super::{End, Error, response, state};

/// How many connections are served at a time; more wait.
const CONNECTIONS: usize = 512;
/// How long a client may take for a request's headers.
const PATIENCE: Duration = Duration::from_secs(30);

/// Accepts connections for ever.
pub(super) async fn accept(listener: TcpListener, server: Arc<Server>) -> Result<End, Error> {
    let listener = tokio::net::TcpListener::from_std(listener).map_err(Error::System)?;
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            return Ok(End::Stopped);
        };
        let Ok((stream, _)) = listener.accept().await else {
            // No more sockets for now, or a client that is gone already.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let server = server.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let server = server.clone();
                async move { Ok::<_, Infallible>(respond(&server, request).await) }
            });
            // A client that goes away is no error.
            let _ = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .serve_connection(TokioIo::new(stream), service)
                .await;
            drop(place);
        });
    }
}

/// The answer to a request.
async fn respond(server: &Arc<Server>, request: Request<Incoming>) -> Response<Body> {
    let (request, _) = request.into_parts();
    if let Some(refusal) = refuse(server, &request) {
        return refusal;
    }
    let path = request.uri.path();
    if let Some(name) = path.strip_prefix(live::PREFIX)
        && (server.is_live || server.is_preview)
        && let Some(own) = own_address(server, name, request.uri.query()).await
    {
        return own;
    }
    let decoded = decode(path);
    let is_navigation = request
        .headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(live::is_navigation);
    let asked = server.clone();
    let work = tokio::task::spawn_blocking(move || {
        let view = asked.view();
        match asked.find(&view, decoded.as_deref()) {
            Found::Answer(answer) if is_navigation => Found::Answer(dress(&asked, &view, answer)),
            found => found,
        }
    });
    match work.await {
        Ok(Found::Answer(answer)) => {
            let varies = server.is_live || server.is_preview;
            response::send(answer, &request, varies)
        }
        Ok(Found::Redirect(to)) => response::redirect(&to, request.uri.query()),
        Err(_) => response::refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "程序内部出错，这一页没有生成。",
        ),
    }
}

/// Why a request is not looked at.
fn refuse(server: &Server, request: &Parts) -> Option<Response<Body>> {
    let mut hosts = request.headers.get_all(header::HOST).iter();
    let named = [
        hosts.next().map(|host| host.to_str().unwrap_or_default()),
        request.uri.authority().map(Authority::as_str),
    ];
    let is_known = |host: &&str| server.hosts.allow(host);
    let mut named = named.into_iter().flatten().peekable();
    if hosts.next().is_some() || named.peek().is_none() || !named.all(|host| is_known(&host)) {
        return Some(response::refusal(
            StatusCode::FORBIDDEN,
            "预览只在本机使用，请用终端里显示的网址打开。要从别的电脑访问，用 --host 启动。",
        ));
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut refusal = response::refusal(StatusCode::METHOD_NOT_ALLOWED, "预览只能读取网页。");
        refusal
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(refusal);
    }
    None
}

/// What the preview itself has below [`live::PREFIX`].
async fn own_address(
    server: &Arc<Server>,
    name: &str,
    query: Option<&str>,
) -> Option<Response<Body>> {
    let text =
        |media_type, text: &'static str| Some(response::own(media_type, Body::Whole(text.into())));
    match name {
        "band.css" => text("text/css; charset=utf-8", live::BAND_STYLE),
        _ if !server.is_live => None,
        "panel.css" => text("text/css; charset=utf-8", live::PANEL_STYLE),
        "live.js" => text("text/javascript; charset=utf-8", live::SCRIPT),
        "events" => {
            let pieces = Body::Pieces(state::events(server));
            Some(response::own("text/event-stream", pieces))
        }
        "state" => {
            let page = page_of(query.unwrap_or_default());
            let asked = server.clone();
            let work = tokio::task::spawn_blocking(move || state::of(&asked, &page));
            let json = Bytes::from(work.await.ok()?);
            Some(response::own("application/json", Body::Whole(json)))
        }
        _ => None,
    }
}

/// The address path in `page=…`, which is itself an address: what was escaped there is escaped here once more.
fn page_of(query: &str) -> String {
    let page = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    percent_decode_str(page.unwrap_or_default())
        .decode_utf8_lossy()
        .into_owned()
}

/// A page as a browser gets it.
fn dress(server: &Server, view: &View, answer: Answer) -> Answer {
    let unpublished = server.unpublished(view, &answer);
    let Content::Bytes(bytes) = &answer.content else {
        return answer;
    };
    if answer.media_type != HTML || (unpublished.is_none() && !server.is_live) {
        return answer;
    }
    let tag = live::tag(&answer.tag, unpublished);
    let additions = Additions {
        script: server.is_live.then_some(tag.as_str()),
        unpublished,
    };
    let dressed = live::add(bytes, additions);
    Answer {
        content: Content::Bytes(dressed.into()),
        tag: format!("{tag}.live"),
        ..answer
    }
}
