//! Settings for web servers: the headers that the site is made for, and its pages for the root and for errors.
//!
//! In: the configuration. Out: a file for each sort of server, for the address at which the portal stands. The policy
//! forbids whatever the pages do not need: script or style of another origin or within a page, frames of others.

use std::fmt::Write as _;

use crate::config::Config;
use crate::output::RenderError;
use crate::publish::{Body, Outputs};

/// Where the examples have the site's files.
const FOLDER: &str = "/srv/www";

/// What only the theme's files get: their names change with their content.
const FOREVER: (&str, &str) = ("Cache-Control", "public, max-age=31536000, immutable");

/// The files of an export.
pub(crate) struct Headers {
    files: [(&'static str, String); 4],
}

impl Headers {
    /// The files for a portal of this configuration.
    pub(crate) fn new(config: &Config) -> Self {
        let server = Server::new(config);
        Self {
            files: [
                ("_headers", server.static_host()),
                ("apache.htaccess", server.apache()),
                ("caddy.txt", server.caddy()),
                ("nginx.conf", server.nginx()),
            ],
        }
    }
}

impl Outputs for Headers {
    type Error = RenderError;

    fn len(&self) -> usize {
        self.files.len()
    }

    fn path(&self, index: usize) -> &str {
        self.files[index].0
    }

    fn make(&self, index: usize) -> Result<Body, RenderError> {
        Ok(Body::Bytes(self.files[index].1.clone().into_bytes()))
    }
}

/// The content security policy: everything from the portal's own origin, and the search server where there is one.
fn policy(config: &Config) -> String {
    let mut policy = String::from(
        "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    );
    if let Some(engine) = &config.search.engine {
        let (scheme, rest) = engine
            .endpoint
            .as_str()
            .split_once("://")
            .unwrap_or_default();
        let host = rest.split('/').next().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(policy, "; connect-src 'self' {scheme}://{host}");
    }
    policy
}

struct Server {
    /// The path of the portal, with a slash at both ends.
    base: String,
    headers: [(&'static str, String); 5],
}

impl Server {
    fn new(config: &Config) -> Self {
        let base = config.portal.base_url.as_ref();
        let base = base
            .map_or("/", crate::config::BaseUrl::path)
            .trim_matches('/');
        Self {
            base: if base.is_empty() {
                "/".to_owned()
            } else {
                format!("/{base}/")
            },
            headers: [
                ("Content-Security-Policy", policy(config)),
                ("X-Content-Type-Options", "nosniff".to_owned()),
                (
                    "Referrer-Policy",
                    "strict-origin-when-cross-origin".to_owned(),
                ),
                (
                    "Permissions-Policy",
                    "camera=(), geolocation=(), microphone=(), payment=()".to_owned(),
                ),
                ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
            ],
        }
    }

    /// The headers, each in a line made by `line`.
    fn lines(&self, line: impl Fn(&str, &str) -> String) -> String {
        let lines = self.headers.iter().map(|(name, value)| line(name, value));
        lines.collect()
    }

    fn nginx(&self) -> String {
        let base = &self.base;
        let headers =
            self.lines(|name, value| format!("    add_header {name} \"{value}\" always;\n"));
        let (name, value) = FOREVER;
        // A place with an `add_header` of its own takes none from above.
        format!(
            "location {base} {{\n    alias {FOLDER}{base};\n    index index.html;\n    charset utf-8;\n    \
             error_page 404 {base}404.html;\n{headers}}}\n\n\
             location {base}assets/ {{\n    alias {FOLDER}{base}assets/;\n    charset utf-8;\n    \
             add_header {name} \"{value}\" always;\n{headers}}}\n"
        )
    }

    fn caddy(&self) -> String {
        let base = &self.base;
        let folder = format!("{FOLDER}{}", base.trim_end_matches('/'));
        let headers = self.lines(|name, value| format!("    header {name} \"{value}\"\n"));
        let (name, value) = FOREVER;
        let redirect = match base.trim_end_matches('/') {
            "" => String::new(),
            folder => format!("redir {folder} {base}\n"),
        };
        format!(
            "{redirect}handle_path {base}* {{\n    root * {folder}\n{headers}    \
             header /assets/* {name} \"{value}\"\n    file_server\n}}\nhandle_errors {{\n    \
             root * {folder}\n    rewrite * /404.html\n    file_server\n}}\n"
        )
    }

    fn apache(&self) -> String {
        let headers = self.lines(|name, value| format!("Header always set {name} \"{value}\"\n"));
        let (name, value) = FOREVER;
        format!(
            "DirectoryIndex index.html\nAddDefaultCharset utf-8\nErrorDocument 404 {base}404.html\n{headers}\
             SetEnvIf Request_URI \"^{base}assets/\" gongkai_asset\n\
             Header always set {name} \"{value}\" env=gongkai_asset\n",
            base = self.base
        )
    }

    /// The form that static hosts share: a path, and its headers indented below it.
    fn static_host(&self) -> String {
        let base = &self.base;
        let headers = self.lines(|name, value| format!("  {name}: {value}\n"));
        let (name, value) = FOREVER;
        format!("{base}*\n{headers}\n{base}assets/*\n  {name}: {value}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::Headers;
    use crate::config;
    use crate::diag::Sink;
    use crate::source::SourcePath;

    fn files(more: &str) -> Headers {
        let text = format!(
            "[portal]\nname = \"示例市人民政府\"\nagency = \"zfb\"\n{more}\n[[agency]]\nid = \"zfb\"\n\
             name = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n"
        );
        let config = config::read(&text, &SourcePath::new("config.toml"), &Sink::default());
        Headers::new(&config.unwrap())
    }

    #[test]
    fn 放在子目录里的各处都写出子目录() {
        let files = files("base_url = \"https://www.example.gov.cn/zfxxgk/\"").files;
        for (name, text) in &files {
            assert!(
                text.contains("/zfxxgk/assets/") || *name == "caddy.txt",
                "{text}"
            );
            assert!(
                text.contains("default-src 'self'; base-uri 'self'"),
                "{text}"
            );
            assert!(text.contains("immutable"), "{text}");
        }
        assert!(files[3].1.contains("error_page 404 /zfxxgk/404.html;"));
        assert!(files[2].1.contains("handle_path /zfxxgk/* {"));
    }

    #[test]
    fn 没有网址的放在根上() {
        let files = files("").files;
        assert!(files[0].1.starts_with("/*\n  Content-Security-Policy: "));
        assert!(files[3].1.contains("location / {\n    alias /srv/www/;"));
        assert!(
            files[2]
                .1
                .starts_with("handle_path /* {\n    root * /srv/www\n")
        );
    }

    #[test]
    fn 用检索服务器的准许连接那里() {
        let search = "[search]\nengine = \"opensearch\"\nendpoint = \"https://search.example.gov.cn:9200/a/\"";
        let files = files(search).files;
        for (_, text) in &files {
            assert!(
                text.contains("; connect-src 'self' https://search.example.gov.cn:9200\n")
                    || text.contains("; connect-src 'self' https://search.example.gov.cn:9200\""),
                "{text}"
            );
        }
    }
}
