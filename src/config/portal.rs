//! The portal's own identity and that of the web site it is part of.

use super::base_url::BaseUrl;
use crate::diag::{Diagnostic, Span};
use crate::source::SourcePath;
use crate::source::fields::Reader;

/// The name that 国办公开办函〔2019〕61号 sets.
const OFFICIAL_TITLE: &str = "政府信息公开";

/// `[portal]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portal {
    /// Whose disclosure this is.
    pub name: String,
    /// 政府信息公开.
    pub title: String,
    /// Where it will stand; feed, sitemap, QR codes and the `Url` tag need it.
    pub base_url: Option<BaseUrl>,
    /// The theme's name: a folder under `themes/`, or one inside the program.
    pub theme: String,
}

/// `[site]`: head, footer and meta tags (standards 4.1–4.3). What is not given is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteIdentity {
    /// 网站名称.
    pub name: Option<String>,
    /// 网站域名.
    pub domain: Option<String>,
    /// 网站标识码.
    pub id_code: Option<String>,
    /// 主办单位.
    pub sponsor: Option<String>,
    /// 承办单位.
    pub operator: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
    /// ICP备案编号.
    pub icp: Option<String>,
    /// 公安机关备案编号.
    pub police: Option<String>,
    /// 我为政府网站找错, `http` or `https`.
    pub report_error: Option<String>,
    /// 本页纠错: where readers tell what is wrong on a page.
    pub correction: Option<Correction>,
    /// 党政机关标识: a file under `static/`, as written.
    pub badge: Option<String>,
    /// Where `badge` stands in `config.toml`.
    pub badge_span: Option<Span>,
}

impl SiteIdentity {
    /// The badge's file, from the portal's root.
    #[must_use]
    pub fn badge_source(&self) -> Option<SourcePath> {
        Some(SourcePath::new(self.badge.as_deref()?))
    }

    /// Where the badge is published, from the site's root: files of `static/` go there as they are.
    #[must_use]
    pub fn badge_path(&self) -> Option<&str> {
        self.badge.as_deref()?.strip_prefix("static/")
    }
}

/// Reads `[portal]` without its agency.
pub(super) fn read(table: &Reader<'_>) -> Option<Portal> {
    let title = table.text_at("title");
    if let Some(title) = title.as_ref().filter(|t| t.value != OFFICIAL_TITLE) {
        let scope = table.scope();
        let message = format!("平台名称“{}”与规定的名称不一致", title.value);
        scope.sink.push(
            Diagnostic::warning("portal-title", scope.path, title.span, message)
                .help("title = \"政府信息公开\"")
                .note("国办公开办函〔2019〕61号: 统一命名为“政府信息公开”"),
        );
    }
    let base_url =
        table
            .text_at("base_url")
            .and_then(|written| match BaseUrl::parse(&written.value) {
                Ok(url) => Some(url),
                Err(error) => {
                    let message = format!("平台网址(base_url)写得不对: {error}");
                    let help = "base_url = \"https://www.example.gov.cn/zfxxgk/\"".to_owned();
                    table
                        .scope()
                        .error("bad-base-url", written.span, message, help);
                    None
                }
            });
    let theme = table.text_at("theme");
    if let Some(theme) = theme.as_ref().filter(|t| !is_folder_name(&t.value)) {
        let message = format!("“{}”不能作主题名称", theme.value);
        let help = "写 themes 文件夹里一个子文件夹的名称，例如 theme = \"default\"".to_owned();
        table.scope().error("bad-id", theme.span, message, help);
    }
    Some(Portal {
        name: table.text("name")?,
        title: title.map_or_else(|| OFFICIAL_TITLE.to_owned(), |t| t.value),
        base_url,
        theme: theme.map_or_else(|| "default".to_owned(), |t| t.value),
    })
}

/// Reads `[site]`.
pub(super) fn read_site(table: &Reader<'_>) -> SiteIdentity {
    check_web_address(table, "report_error");
    SiteIdentity {
        name: table.text("name"),
        domain: table.text("domain"),
        id_code: table.text("id_code"),
        sponsor: table.text("sponsor"),
        operator: table.text("operator"),
        contact: table.text("contact"),
        icp: table.text("icp"),
        police: table.text("police"),
        report_error: table.text("report_error"),
        correction: correction(table),
        badge: badge(table),
        badge_span: table.span("badge"),
    }
}

/// Where 本页纠错 leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// An e-mail address.
    Mail(String),
    /// An `http` or `https` address that takes the page's `title` and `url`.
    Form(String),
}

fn correction(table: &Reader<'_>) -> Option<Correction> {
    let located = table.text_at("correction")?;
    let written = located.value;
    if written.contains("://") {
        check_web_address(table, "correction");
        return Some(Correction::Form(written));
    }
    let address = written.strip_prefix("mailto:").unwrap_or(&written);
    let odd = |c: char| c.is_control() || c.is_whitespace() || "\"<>\\`?&,;:/".contains(c);
    let parts = address.split_once('@');
    if parts.is_none_or(|(name, host)| name.is_empty() || !host.contains('.'))
        || address.contains(odd)
    {
        let message = format!("“{written}”(correction)不是电子邮箱，也不是网址");
        let help = "correction = \"zwgk@example.gov.cn\"".to_owned();
        table.scope().error("bad-url", located.span, message, help);
        return None;
    }
    Some(Correction::Mail(address.to_owned()))
}

fn badge(table: &Reader<'_>) -> Option<String> {
    let badge = table.text_at("badge")?;
    let inside = badge
        .value
        .strip_prefix("static/")
        .is_some_and(|below| below.split('/').all(is_folder_name));
    if inside {
        return Some(badge.value);
    }
    table.scope().error(
        "bad-path",
        badge.span,
        format!("党政机关标识“{}”不在 static 文件夹里", badge.value),
        "把图片放进 static 文件夹，写成 badge = \"static/dzjg.png\"".to_owned(),
    );
    None
}

fn is_folder_name(name: &str) -> bool {
    let odd = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    !name.is_empty() && name != "." && name != ".." && !name.contains(odd)
}

/// An address that a page links to must be a web address: `javascript:` and the like never come out.
pub(super) fn check_web_address(table: &Reader<'_>, key: &'static str) {
    let Some(url) = table.text_at(key) else {
        return;
    };
    let lower = url.value.to_ascii_lowercase();
    let host = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let odd = |c: char| c.is_control() || c.is_whitespace() || "\"<>\\`".contains(c);
    if host.is_none_or(|rest| rest.is_empty() || rest.starts_with('/')) || url.value.contains(odd) {
        let message = format!("“{}”({key})不是网址", url.value);
        let help = format!("{key} = \"https://www.example.gov.cn/…\"");
        table.scope().error("bad-url", url.span, message, help);
    }
}
