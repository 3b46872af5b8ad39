//! 订阅和数据: every feed and every data file of the portal on one page, with a line on what each is for.

use super::frame::{Spec, section_name};
use super::{Context, RenderError, Scene, acts, gazette, items, lifecycle, list_data, statutory};
use crate::model::KindId;
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{Scope, Site};
use crate::theme::view::{FeedGroup, FeedRow, FeedsView, Link, Section};

/// The page's name.
pub(super) const TITLE: &str = "订阅和数据";
/// Where it stands.
pub(super) const PATH: &str = "feeds.html";

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    planner.page(
        UrlPath::new(PATH),
        Origin::Generated(TITLE),
        None,
        Box::new(render),
    );
}

fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new(PATH);
    let mut spec = Spec::new(Scope::Portal, &url, Section::None, TITLE);
    spec.column_type = None;
    let description = "本平台公开的信息可以订阅，也可以成批下载，供阅读、统计和再利用，不用注册";
    spec.description = Some(description.to_owned());
    let mut groups = vec![whole(site), kinds(site), columns(site)];
    groups.extend(axes(cx));
    groups.retain(|group| !group.rows.is_empty());
    let view = FeedsView {
        page: spec.page(site, cx.frames),
        description: description.to_owned(),
        groups,
    };
    Ok(cx.theme.render(&view)?)
}

fn row(title: &str, href: Option<&str>, text: &str, files: Vec<Link>) -> FeedRow {
    FeedRow {
        title: title.to_owned(),
        href: href.map(str::to_owned),
        text: (!text.is_empty()).then(|| text.to_owned()),
        files,
    }
}

/// What concerns the portal as a whole.
fn whole(site: &Site) -> FeedGroup {
    let mut rows = vec![
        row(
            "最新公开的信息",
            Some("index.html"),
            "最新的 50 条，含全文；在阅读器里订阅，有新信息时自动收到",
            vec![Link::new("Atom 订阅", "feed.xml")],
        ),
        row(
            section_name(Section::Catalogue),
            Some("catalogue/index.html"),
            "全部公开信息的索引号、名称、文号、日期、有效性、网址和附件",
            super::library::data_links(),
        ),
    ];
    if let Some(feed) = lifecycle::feed(site) {
        rows.push(row(
            "立改废动态",
            Some("policy/library/changes/index.html"),
            "哪些文件公布、施行、修改、废止、失效，什么时候，依据是什么",
            vec![feed],
        ));
    }
    let items = items::data_of_all(site);
    if !items.is_empty() {
        rows.push(row(
            section_name(Section::Items),
            Some("items/index.html"),
            "应当公开的事项、依据、时限、主体和渠道",
            items,
        ));
    }
    rows.push(row(
        "检索索引",
        Some("search.html"),
        "检索页用的索引，程序可以直接使用",
        vec![Link::new("JSON 数据", "search.json")],
    ));
    rows.push(row(
        "文件清单",
        None,
        "本平台每个文件的大小和 SHA-256 校验值，用来核对下载的文件是不是原样",
        vec![Link::new("JSON 数据", "manifest.json")],
    ));
    FeedGroup {
        id: "whole".to_owned(),
        title: "整个平台".to_owned(),
        rows,
    }
}

fn list(title: &str, href: &str) -> FeedRow {
    row(title, Some(href), "", list_data::links(href))
}

fn kinds(site: &Site) -> FeedGroup {
    let all = [
        (KindId::Policy, "政策文件", "policy/index.html"),
        (KindId::Policy, "政策文件库", "policy/library.html"),
        (
            KindId::Interpretation,
            "政策解读",
            "interpretation/index.html",
        ),
        (KindId::Consultation, "意见征集", "consultation/index.html"),
        (KindId::System, "政府信息公开制度", "system/index.html"),
    ];
    let present = all
        .iter()
        .filter(|(kind, ..)| !site.portal.of(*kind).is_empty());
    let across = [
        acts::link(site),
        gazette::link(site),
        lifecycle::ended(site),
    ];
    let across = across.into_iter().flatten();
    FeedGroup {
        id: "kinds".to_owned(),
        title: "按类别".to_owned(),
        rows: present
            .map(|(_, title, href)| list(title, href))
            .chain(across.map(|link| list(&link.title, &link.href)))
            .collect(),
    }
}

fn columns(site: &Site) -> FeedGroup {
    let groups = statutory::groups(site, Scope::Portal, 0);
    let rows = groups.iter().flat_map(|group| {
        std::iter::once(list(&group.title, &group.href)).chain(
            group
                .children
                .iter()
                .map(|child| list(&child.title, &child.href)),
        )
    });
    FeedGroup {
        id: "columns".to_owned(),
        title: "按法定主动公开内容的栏目".to_owned(),
        rows: rows.collect(),
    }
}

/// The lists of the catalogue by agency, topic, 体裁 and year.
fn axes(cx: &Context<'_>) -> Vec<FeedGroup> {
    cx.rows
        .axes(cx.site)
        .iter()
        .map(|axis| FeedGroup {
            id: axis.key.clone(),
            title: format!("按{}", axis.title),
            rows: axis
                .links
                .iter()
                .map(|link| list(&link.title, &link.href))
                .collect(),
        })
        .collect()
}
