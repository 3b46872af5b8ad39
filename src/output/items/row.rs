//! An item as a row of the official table.

use super::table::responsible;
use crate::site::route::encode;
use crate::site::{Fulfilment, Site, SiteItem};
use crate::theme::view::{AnyLink, Channel, Fulfilment as FulfilmentView, Item};

/// Documents named beside an item, and those behind them that can be unfolded.
const SHOWN: usize = 5;
const MORE: usize = 95;

/// All boxes of the column 公开渠道和载体 (standards part 10).
const CHANNELS: [&str; 13] = [
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他",
];

/// The row of an item; its number and its joined cells follow when the table is laid out.
pub(crate) fn row(site: &Site, item: &SiteItem) -> Item {
    let own = &item.item;
    let fulfilled = |skip: usize, most: usize| {
        let all = item.fulfilled.iter().skip(skip).take(most);
        all.map(|one| fulfilment(site, one)).collect()
    };
    Item {
        id: own.id.clone(),
        anchor: encode(&own.id),
        level1: own.level1.clone(),
        level2: own.level2.clone(),
        content: own.content.clone(),
        basis: own.basis.clone(),
        time_limit: own.time_limit.clone(),
        owner: Some(owner(site, item)),
        channels: channels(&own.channels),
        audience_all: own.audience_all,
        audience_specific: own.audience_specific,
        proactive: own.proactive,
        on_request: own.on_request,
        county: own.county,
        township: own.township,
        fulfilled: fulfilled(0, SHOWN),
        more: fulfilled(SHOWN, MORE),
        count: item.fulfilled.len(),
        ..Item::default()
    }
}

/// 公开主体: as the catalogue names it, else the agency whose catalogue it is.
fn owner(site: &Site, item: &SiteItem) -> AnyLink {
    if let (Some(words), None) = (&item.item.owner, item.owner) {
        return AnyLink::words(words);
    }
    let ix = responsible(item);
    let agency = site.config.agency(ix);
    if site.agencies.contains_key(&ix) {
        let href = format!("agencies/{}/index.html", agency.id);
        AnyLink::internal(agency.name.clone(), href)
    } else {
        AnyLink::words(agency.name.clone())
    }
}

/// Every box of the official list, ticked or not, and what the catalogue names beside them.
fn channels(chosen: &[String]) -> Vec<Channel> {
    let known = |name: &str, written: &str| {
        name == written
            || (written == "电子屏" && name.contains("电子屏"))
            || (written == "网站" && name == "政府网站")
    };
    let official = CHANNELS.iter().map(|name| Channel {
        name: (*name).to_owned(),
        chosen: chosen.iter().any(|written| known(name, written)),
    });
    let more = chosen
        .iter()
        .filter(|written| !CHANNELS.iter().any(|name| known(name, written)));
    official
        .chain(more.map(|name| Channel {
            name: name.clone(),
            chosen: true,
        }))
        .collect()
}

fn fulfilment(site: &Site, one: &Fulfilment) -> FulfilmentView {
    match one {
        Fulfilment::Document(id) => {
            let entry = site.entry(*id);
            FulfilmentView {
                link: AnyLink::internal(entry.document.title.clone(), entry.url.href()),
                published: Some(entry.document.published.date.to_string()),
            }
        }
        Fulfilment::Address(address) => FulfilmentView {
            link: AnyLink::external("公开网址", address.clone()),
            published: None,
        },
    }
}
