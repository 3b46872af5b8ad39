//! 指南、机关和页脚的联系方式不一致
//!
//! ## 发现什么
//!
//! - 指南正文里“联系电话”“传真”“电子邮箱”“邮政编码”“办公地址”后面写的，与 config.toml 里这个机关的 `phone`、`fax`、`email`、`postcode`、`address` 不同。电话是页脚的网站联系方式（`[site]` 的 `contact`）的不报；监督、复议、投诉举报的不查。
//! - 网站的主办单位就是平台自己的机关，而页脚的电话（`contact`）不是这个机关的 `phone`、`fax`。
//!
//! ## 为什么
//!
//! 同一个机关在指南、机关页面、页脚上的联系方式应当一致。一处改了一处没改，群众就打不通、寄不到。
//!
//! ## 例子
//!
//! ```text
//! 指南正文: 联系电话：0400-8000111
//! config.toml: phone = "0400-8000100"
//! ```
//!
//! ## 怎样改
//!
//! 改成一致的。联系方式由程序自动显示，正文里可以不再重复写。

use std::ops::Range;

use crate::check::{Area, Check, Finding, Page, Place, Rule, runs};
use crate::config::Agency;
use crate::diag::Level;
use crate::model::KindId;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "contact-differs",
    area: Area::Guide,
    level: Level::Warn,
    basis: "《政府信息公开条例》第十二条",
    settings: &[],
    source: include_str!("contact_differs.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if document.kind != KindId::Guide {
        return;
    }
    let site = &page.input.site.config;
    if document.agency == site.own_agency() {
        footer(page, found);
    }
    let mut others = false;
    let mut at = 0;
    for line in document.body.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let other = OTHERS.iter().any(|word| line.contains(word));
        // A heading and a line that introduces a list speak for the lines below.
        if line.starts_with('#') || line.trim_end().ends_with(['：', ':']) {
            others = other;
        }
        if !other && !others {
            in_line(page, (line, start), found);
        }
    }
}

/// Other bodies than the one whose guide it is.
const OTHERS: [&str; 7] = ["监督", "投诉", "举报", "复议", "诉讼", "热线", "上级"];

/// What a guide may repeat: its labels, the key in `config.toml`, and how it is told from other words.
struct Item {
    labels: &'static [&'static str],
    key: &'static str,
    known: fn(&Agency) -> Option<&String>,
    /// What is written, with its place, and what of it is compared.
    read: Read,
}

type Read = fn(&str) -> Option<(String, Range<usize>)>;

const ITEMS: [Item; 5] = [
    Item {
        labels: &["联系电话", "咨询电话", "受理电话", "办公电话"],
        key: "phone",
        known: |agency| agency.phone.as_ref(),
        read: number,
    },
    Item {
        labels: &["传真号码", "传真"],
        key: "fax",
        known: |agency| agency.fax.as_ref(),
        read: number,
    },
    Item {
        labels: &["电子邮箱", "电子邮件", "邮箱"],
        key: "email",
        known: |agency| agency.email.as_ref(),
        read: mail,
    },
    Item {
        labels: &["邮政编码", "邮编"],
        key: "postcode",
        known: |agency| agency.postcode.as_ref(),
        read: number,
    },
    Item {
        labels: &["办公地址"],
        key: "address",
        known: |agency| agency.address.as_ref(),
        read: address,
    },
];

fn in_line(page: &Page<'_>, (line, start): (&str, usize), found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let agency = page.agency();
    for item in &ITEMS {
        let Some(known) = (item.known)(agency) else {
            continue;
        };
        let label = item
            .labels
            .iter()
            .find_map(|label| Some(line.find(label)? + label.len()));
        let Some((written, range)) = label.and_then(|head| {
            let (written, range) = (item.read)(&line[head..])?;
            Some((written, head + range.start..head + range.end))
        }) else {
            continue;
        };
        if is_same(page, item, known, &written) {
            continue;
        }
        let range = start + range.start..start + range.end;
        let message = format!("这里写的与{}的联系方式不一致", agency.name);
        let place = Place::Agency(usize::from(document.agency.0), item.key);
        found.push(
            Finding::body(page, &range, message)
                .beside(
                    &SourcePath::new("config.toml"),
                    place,
                    "机关的联系方式在这里",
                )
                .help("改成一致的，或者删去正文里重复的"),
        );
    }
}

fn is_same(page: &Page<'_>, item: &Item, known: &str, written: &str) -> bool {
    match item.key {
        "phone" | "fax" => {
            let agency = page.agency();
            let contact = &page.input.site.config.site.contact;
            let all = [&agency.phone, &agency.fax, contact];
            all.into_iter()
                .flatten()
                .any(|text| numbers(text).any(|number| number == written))
        }
        "address" => {
            let known = plain(known);
            known.contains(written) || written.contains(&known)
        }
        _ => known.trim().eq_ignore_ascii_case(written),
    }
}

/// The telephone in the footer beside that of the agency that runs the website.
fn footer(page: &Page<'_>, found: &mut Vec<Finding>) {
    let (agency, site) = (page.agency(), &page.input.site.config.site);
    let (Some(contact), Some(phone), Some(sponsor)) = (&site.contact, &agency.phone, &site.sponsor)
    else {
        return;
    };
    let own: Vec<String> = [Some(phone), agency.fax.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|text| numbers(text))
        .collect();
    let mut written = numbers(contact).peekable();
    if !sponsor.starts_with(agency.name.as_str())
        || written.peek().is_none()
        || written.any(|number| own.contains(&number))
    {
        return;
    }
    let config = SourcePath::new("config.toml");
    let message = format!("页脚的电话与{}的电话不一致", agency.name);
    let place = Place::Agency(usize::from(page.entry.document.agency.0), "phone");
    found.push(
        Finding::new(&config, Place::Key("site.contact"), message)
            .beside(&config, place, "机关的电话在这里")
            .help(
                "改成一致的；网站另有联系电话的，在 [checks.paths] 中写 \"config.toml\" = { contact-differs = \"allow\" }",
            ),
    );
}

/// Numbers as digits.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    runs::grouped_runs(text, 6).into_iter().map(|run| run.text)
}

fn number(rest: &str) -> Option<(String, Range<usize>)> {
    let run = runs::grouped_runs(rest, 6).into_iter().next()?;
    Some((run.text, run.range))
}

fn mail(rest: &str) -> Option<(String, Range<usize>)> {
    let at = rest.find('@')?;
    let belongs = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
    let start = rest[..at].rfind(|c| !belongs(c)).map_or(0, |before| {
        before + rest[before..].chars().next().map_or(0, char::len_utf8)
    });
    let end = rest[at + 1..]
        .find(|c| !belongs(c))
        .map_or(rest.len(), |end| at + 1 + end);
    let word = rest[start..end].trim_end_matches('.');
    (start < at).then(|| (word.to_owned(), start..start + word.len()))
}

fn address(rest: &str) -> Option<(String, Range<usize>)> {
    let start =
        rest.find(['：', ':'])? + rest[rest.find(['：', ':'])?..].chars().next()?.len_utf8();
    let end = rest[start..]
        .find(['，', '。', '；', ';', '|', '\n'])
        .map_or(rest.len(), |end| start + end);
    let word = plain(&rest[start..end]);
    (word.chars().count() >= 6).then_some((word, start..end))
}

/// An address without what is only put round it.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"*（）()".contains(*c))
        .collect()
}
