//! What a request asks for. In: the target and the headers of a request. Out: a path in the site, or why there is none.
//!
//! Pure. It decodes each segment once and refuses whatever a file system could read as another place; the plan's own list of
//! paths decides the rest, so that nothing outside the site can be named at all.

use std::net::IpAddr;

use hyper::http::uri::Authority;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What is not a letter of a path: it is written with percent signs in an address.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// The path in the site that an address path names, without the leading slash; `None` where it can name no file of a site.
pub(super) fn decode(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let segments: Option<Vec<String>> = path.split('/').map(segment).collect();
    let segments = segments?;
    // Only the last may be empty: an address of a folder.
    let (_, folders) = segments.split_last()?;
    if folders.iter().any(String::is_empty) {
        return None;
    }
    Some(segments.join("/"))
}

fn segment(encoded: &str) -> Option<String> {
    let decoded = percent_decode_str(encoded).decode_utf8().ok()?;
    let is_strange = |c: char| c == '/' || c == '\\' || c.is_control();
    if decoded.chars().any(is_strange) || matches!(&*decoded, "." | "..") {
        return None;
    }
    Some(decoded.into_owned())
}

/// The address path of a path in the site.
pub(super) fn encode(path: &str) -> String {
    format!("/{}", utf8_percent_encode(path, ESCAPED))
}

/// Under which names this server may be asked.
#[derive(Debug, Clone)]
pub(super) enum Hosts {
    /// Only as this computer: a page of another site whose name was bent to this address is refused.
    Loopback {
        /// The name given with `--host`.
        told: String,
    },
    /// Under any name.
    Any,
}

impl Hosts {
    /// The rule for a server at this address.
    pub(super) fn of(address: IpAddr, told: &str) -> Self {
        if address.is_loopback() {
            Self::Loopback {
                told: told.to_ascii_lowercase(),
            }
        } else {
            Self::Any
        }
    }

    /// Whether a request may name this host.
    pub(super) fn allow(&self, authority: &str) -> bool {
        let Self::Loopback { told } = self else {
            return true;
        };
        let Ok(authority) = authority.parse::<Authority>() else {
            return false;
        };
        if authority.as_str().contains('@') {
            return false;
        }
        let host = authority.host().to_ascii_lowercase();
        let host = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .unwrap_or(&host);
        host == "localhost"
            || host.ends_with(".localhost")
            || host == told
            || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::{Hosts, decode, encode};

    #[test]
    fn 网址解码一次() {
        for (address, path) in [
            ("/", ""),
            ("/policy/", "policy/"),
            ("/policy/a.html", "policy/a.html"),
            ("/%E6%94%BF%E7%AD%96/a%20b.html", "政策/a b.html"),
            ("/100%25.pdf", "100%.pdf"),
            ("/a..b.html", "a..b.html"),
        ] {
            assert_eq!(decode(address).as_deref(), Some(path), "{address}");
        }
        assert_eq!(
            decode(&encode("政策/100% #1?.pdf")).as_deref(),
            Some("政策/100% #1?.pdf")
        );
    }

    #[test]
    fn 可能指向别处的写法都不认() {
        for address in [
            "",
            "*",
            "policy/a.html",
            "//policy/a.html",
            "/policy//a.html",
            "/../config.toml",
            "/policy/../../config.toml",
            "/%2e%2e/config.toml",
            "/policy/%2E%2E/%2E%2E/config.toml",
            "/./index.html",
            "/..%2fconfig.toml",
            "/policy%2fa.html",
            "/..%5cconfig.toml",
            "/policy\\a.html",
            "/policy%5Ca.html",
            "/index.html%00",
            "/index.html%00.css",
            "/a%0d%0ab",
            "/%ff%fe",
        ] {
            assert_eq!(decode(address), None, "{address}");
        }
        // Decoded once, this is a name that no site has, and not a way up.
        assert_eq!(decode("/%252e%252e/a").as_deref(), Some("%2e%2e/a"));
    }

    #[test]
    fn 本机预览只认本机的名称() {
        let own = Hosts::of("127.0.0.1".parse().unwrap(), "yulan.local");
        for host in [
            "127.0.0.1:1111",
            "localhost",
            "LOCALHOST:80",
            "a.localhost",
            "[::1]:1111",
            "yulan.local:1",
        ] {
            assert!(own.allow(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "localhost.example.com",
            "10.0.0.1",
            "[2001:db8::1]",
            "a@localhost",
            "127.0.0.1.example.com:80",
            "local host",
        ] {
            assert!(!own.allow(host), "{host}");
        }
        assert!(Hosts::of("0.0.0.0".parse().unwrap(), "0.0.0.0").allow("example.com"));
    }
}
