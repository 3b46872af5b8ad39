//! 本页纠错: where a reader tells what is wrong on a page, with the page's title and address filled in.
//!
//! In: `[site] correction` and the page. Out: an address for a link that needs no script.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::Correction;
use crate::site::Site;
use crate::site::route::UrlPath;

/// What may stand in a query as it is (RFC 3986, unreserved).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address for a page; `None` where the portal takes no corrections.
pub(super) fn address(site: &Site, url: &UrlPath, title: &str) -> Option<String> {
    let place = match &site.config.portal.base_url {
        Some(base) => base.join(url.address()),
        None => format!("/{}", url.address()),
    };
    Some(match site.config.site.correction.as_ref()? {
        Correction::Mail(mail) => {
            let subject = format!("网页纠错：{title}");
            let body =
                format!("网页标题：{title}\r\n网页地址：{place}\r\n\r\n哪里有错、应当怎样改：\r\n");
            format!(
                "mailto:{mail}?subject={}&body={}",
                encoded(&subject),
                encoded(&body)
            )
        }
        Correction::Form(form) => {
            let sign = if form.contains('?') { '&' } else { '?' };
            format!(
                "{form}{sign}title={}&url={}",
                encoded(title),
                encoded(&place)
            )
        }
    })
}

fn encoded(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, PLAIN)
}
