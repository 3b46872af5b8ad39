//! `robots.txt`: everything may be read; where the sitemap is, where the site's address is known.

use std::fmt::Write as _;

use super::Scene;
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    let make = |cx: &super::Context<'_>| {
        let mut text = String::from("User-agent: *\nAllow: /\n");
        if let Some(base) = &cx.site.config.portal.base_url {
            let _ = writeln!(text, "Sitemap: {}", base.join("sitemap.xml"));
        }
        Ok(text.into_bytes())
    };
    planner.unlisted(
        UrlPath::new("robots.txt"),
        Origin::Generated("robots.txt"),
        Box::new(make),
    );
}
