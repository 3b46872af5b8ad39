//! Where the portal will stand on the web.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand bare in a path: a name in the site may hold any of these.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An `http` or `https` address that ends in `/`: ASCII only, without query, fragment or user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

/// Why a text is no base address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseUrlError {
    /// It does not begin with `http://` or `https://`.
    Scheme,
    /// There is no host, or it has characters that no host has.
    Host,
    /// The host is written in 汉字, not in its ASCII form.
    Unicode,
    /// It has a user name or password.
    User,
    /// It has `?` or `#`.
    Query,
    /// It has white space, quotes or other characters that no address has, or a path with `..`.
    Path,
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "网址要以 https:// 或 http:// 开头",
            Self::Host => "网址中没有域名，或者域名写得不对",
            Self::Unicode => "中文域名要写成以 xn-- 开头的形式",
            Self::User => "网址中不能有用户名和密码",
            Self::Query => "网址中不能有 ? 或 #",
            Self::Path => "网址中有不能用的字符，或者有 .. ",
        })
    }
}

impl std::error::Error for BaseUrlError {}

impl From<BaseUrlError> for String {
    fn from(error: BaseUrlError) -> Self {
        error.to_string()
    }
}

impl BaseUrl {
    /// The path of the site's root on its host: `/` or `/zfxxgk/`.
    #[must_use]
    pub fn path(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + 3);
        self.0[host..]
            .find('/')
            .map_or("/", |at| &self.0[host + at..])
    }

    /// Checks an address; a missing `/` at its end is added.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or(BaseUrlError::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return Err(BaseUrlError::Scheme);
        }
        if rest.contains(['?', '#']) {
            return Err(BaseUrlError::Query);
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        check_host(host)?;
        let clean = |c: char| c.is_control() || c.is_whitespace() || "\\\"'<>^`{|}".contains(c);
        if path.contains(clean) || path.split('/').any(|part| part == ".." || part == ".") {
            return Err(BaseUrlError::Path);
        }
        let path = path.trim_end_matches('/');
        let slash = if path.is_empty() { "" } else { "/" };
        let host = host.to_ascii_lowercase();
        // What is already percent-encoded stays: only what ASCII lacks is encoded here.
        let path = utf8_percent_encode(path, CONTROLS);
        Ok(Self(format!("{scheme}://{host}/{path}{slash}")))
    }

    /// The address, ending in `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The full address of a path in the site, which is given as on disk: without a leading slash and not encoded.
    #[must_use]
    pub fn join(&self, path_in_site: &str) -> String {
        let path = path_in_site.trim_start_matches('/');
        let mut address = String::with_capacity(self.0.len() + 3 * path.len());
        address.push_str(&self.0);
        address.extend(utf8_percent_encode(path, IN_PATH));
        address
    }
}

fn check_host(host: &str) -> Result<(), BaseUrlError> {
    if host.contains('@') {
        return Err(BaseUrlError::User);
    }
    if !host.is_ascii() {
        return Err(BaseUrlError::Unicode);
    }
    // An IPv6 address stands in brackets; everything else is labels and dots.
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => {
            if !address.chars().all(|c| c.is_ascii_hexdigit() || c == ':') {
                return Err(BaseUrlError::Host);
            }
            ("v6", port)
        }
        None => match host.find(':') {
            Some(at) => host.split_at(at),
            None => (host, ""),
        },
    };
    let good_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let good_port = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| digits.parse::<u16>().is_ok());
    if name.split('.').all(good_label) && good_port {
        Ok(())
    } else {
        Err(BaseUrlError::Host)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, BaseUrlError};

    #[test]
    fn 末尾缺少的斜杠自动补上() {
        for (given, kept) in [
            ("https://www.example.gov.cn", "https://www.example.gov.cn/"),
            (
                " HTTPS://WWW.Example.gov.cn/zfxxgk ",
                "https://www.example.gov.cn/zfxxgk/",
            ),
            ("http://127.0.0.1:1111/", "http://127.0.0.1:1111/"),
            ("http://[::1]:80/a/", "http://[::1]:80/a/"),
            ("https://a.cn/信息/", "https://a.cn/%E4%BF%A1%E6%81%AF/"),
        ] {
            assert_eq!(BaseUrl::parse(given).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn 不能作网址的写法说明原因() {
        for (given, why) in [
            ("www.example.gov.cn/zfxxgk/", BaseUrlError::Scheme),
            ("ftp://a.cn/", BaseUrlError::Scheme),
            ("javascript://a.cn/", BaseUrlError::Scheme),
            ("https:///zfxxgk/", BaseUrlError::Host),
            ("https://a..cn/", BaseUrlError::Host),
            ("https://a.cn:99999/", BaseUrlError::Host),
            ("https://示例.cn/", BaseUrlError::Unicode),
            ("https://u:p@a.cn/", BaseUrlError::User),
            ("https://a.cn/?x=1", BaseUrlError::Query),
            ("https://a.cn/#x", BaseUrlError::Query),
            ("https://a.cn/a b/", BaseUrlError::Path),
            ("https://a.cn/../b/", BaseUrlError::Path),
            ("https://a.cn/\"><b", BaseUrlError::Path),
        ] {
            assert_eq!(BaseUrl::parse(given), Err(why), "{given}");
        }
    }

    #[test]
    fn 拼出的网址只有_ascii_字符() {
        let base = BaseUrl::parse("https://a.cn/zfxxgk").unwrap();
        assert_eq!(
            base.join("policy/关于 50%.html"),
            "https://a.cn/zfxxgk/policy/%E5%85%B3%E4%BA%8E%2050%25.html"
        );
        assert_eq!(base.join("/feed.xml"), "https://a.cn/zfxxgk/feed.xml");
        assert_eq!(base.join(""), "https://a.cn/zfxxgk/");
    }
}
