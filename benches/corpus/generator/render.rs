//! Makes the files of one document: front matter, body, attachments. In: the plan. Out: paths from `content/` and bytes.
//! A pure function of seed and number.

use std::fmt::Write as _;

use super::agency::AGENCIES;
use super::attachment::{Attachment, attachments};
use super::canary::canary;
use super::document::{Document, Form, Kind, Layout, Secrecy};
use super::front_matter::{FrontMatter, quoted};
use super::random::body_length;
use super::relation::{Web, link};
use super::text::{Library, Writer};
use super::{domains, kinds, report};

/// One file of the corpus.
#[derive(Debug)]
pub(crate) struct File {
    /// Path from the root.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What all documents are rendered with.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    pub(crate) library: &'a Library,
    pub(crate) web: &'a Web<'a>,
    pub(crate) seed: u64,
}

/// All files of one document, its own first.
pub(crate) fn render(document: &Document, sources: &Sources<'_>) -> Vec<File> {
    let year = document.dated.year().to_string();
    let mut writer = Writer::new(sources.library, document, &year, sources.seed);
    let mark = |place| canary(sources.seed, document.number, place);
    let attached = match document.layout {
        Layout::File => Vec::new(),
        Layout::Bundle if document.secrecy.has_page() => attachments(&mut writer, ""),
        Layout::Bundle => attachments(&mut writer, &mark('f')),
    };
    let mut front = FrontMatter::new();
    shared_keys(&mut front, document, sources, &mut writer);
    name_attachments(&mut front, &attached, &mut writer);
    kinds::keys(&mut front, document, sources, &mut writer);
    secrecy_keys(&mut front, document, sources);
    if let Kind::Report(year) = document.kind {
        report::tables(&mut front, document.agency, year, sources.seed);
    }
    body(&mut writer, document, sources);
    closing(&mut writer, document, sources, &attached);
    let text = front.finish() + &writer.out;
    let folder = document.path.trim_end_matches("index.md");
    let mut files = vec![File {
        path: format!("content/{}", document.path),
        text,
    }];
    files.extend(attached.into_iter().map(|file| File {
        path: format!("content/{folder}{}", file.name),
        text: file.text,
    }));
    files
}

fn shared_keys(
    front: &mut FrontMatter,
    document: &Document,
    sources: &Sources<'_>,
    writer: &mut Writer<'_>,
) {
    title_and_dates(front, document, sources);
    if matches!(
        document.kind,
        Kind::Guide | Kind::System | Kind::Report(_) | Kind::Gazette(..)
    ) {
        return;
    }
    what_it_is_about(front, document, sources, writer);
    front.text("source", AGENCIES[document.agency].name);
    let editor = writer.line("人名");
    front.text("editor", &editor);
    if let Some(decision) = sources.web.decision_of(document) {
        front.text("decision", &decision);
    }
    rare_keys(front, document, writer);
}

fn title_and_dates(front: &mut FrontMatter, document: &Document, sources: &Sources<'_>) {
    let mark = canary(sources.seed, document.number, 'b');
    match document.secrecy {
        Secrecy::Redacted if document.number % 480 < 240 => {
            front.text("title", &format!("{}{{~{}~}}", document.title, mark));
        }
        Secrecy::Public | Secrecy::Redacted => front.text("title", &document.title),
        _ => front.text("title", &format!("{}（{}）", document.title, mark)),
    }
    front.date("dated", document.dated);
    if document.secrecy == Secrecy::Future {
        front.bare(
            "published",
            format_args!("2099-{:02}-01T09:30:00", 1 + document.number % 12),
        );
    } else if document.number.is_multiple_of(2) {
        front.bare(
            "published",
            format_args!(
                "{}T{:02}:{:02}:00",
                document.published,
                8 + document.number % 10,
                document.number % 60
            ),
        );
    } else {
        front.date("published", document.published);
    }
    front.text("index_number", &document.index_number);
}

fn what_it_is_about(
    front: &mut FrontMatter,
    document: &Document,
    sources: &Sources<'_>,
    writer: &mut Writer<'_>,
) {
    let mark = |place| canary(sources.seed, document.number, place);
    let domain = domains::domain(document.domain);
    let hidden = !document.secrecy.has_page();
    front.array("topics", &[domain.topic]);
    let keyword = writer.line("对象");
    let hidden_keyword = match document.secrecy {
        Secrecy::Public => writer.line("领域"),
        Secrecy::Redacted => format!("{{~{}~}}", mark('d')),
        _ => mark('d'),
    };
    front.array("keywords", &[keyword, hidden_keyword]);
    if hidden {
        front.text("summary", &format!("{}{}", writer.line("句"), mark('c')));
    } else if document.secrecy == Secrecy::Redacted {
        front.text(
            "summary",
            &format!("{}{{~{}~}}", writer.line("句"), mark('c')),
        );
    } else if writer.random.chance(500) {
        let summary = writer.line("句");
        front.text("summary", &summary);
    }
    if writer.random.chance(350) {
        let field = *writer.random.pick(domain.fields);
        front.array("fields", &[field]);
        front.array(
            "items",
            &[format!(
                "{field}-{:02}",
                writer.random.between(1, super::catalogue::ITEMS_OF_FIELD)
            )],
        );
    }
    if writer.random.chance(300) {
        front.array("audience", &[writer.line("主体")]);
    }
}

fn rare_keys(front: &mut FrontMatter, document: &Document, writer: &mut Writer<'_>) {
    let public = document.secrecy == Secrecy::Public;
    if public && writer.random.chance(15) {
        front.text("slug", &format!("wj-{}", document.number));
    }
    if public && writer.random.chance(20) {
        front.array(
            "aliases",
            &[format!(
                "/zwgk/{}/art_{}.html",
                document.published.year(),
                document.number
            )],
        );
    }
    if writer.random.chance(50) {
        front.date("updated", document.published);
    }
    if document.published.year() > 2015 && writer.random.chance(8) {
        front.bare(
            "expires",
            format_args!("{}-12-31", document.published.year() + 3),
        );
    }
}

fn name_attachments(front: &mut FrontMatter, attached: &[Attachment], writer: &mut Writer<'_>) {
    if attached.is_empty() || writer.random.chance(300) {
        return;
    }
    let entry = |file: &Attachment| {
        format!(
            "{{ file = {}, title = {} }}",
            quoted(&file.name),
            quoted(&file.title)
        )
    };
    front.bare(
        "attachments",
        format_args!(
            "[{}]",
            attached.iter().map(entry).collect::<Vec<_>>().join(", ")
        ),
    );
}

fn secrecy_keys(front: &mut FrontMatter, document: &Document, sources: &Sources<'_>) {
    let mark = |place| canary(sources.seed, document.number, place);
    let openness = match document.secrecy {
        Secrecy::Closed => "closed",
        Secrecy::OnRequest => "on-request",
        Secrecy::Redacted => "redacted",
        _ if document.number.is_multiple_of(7) => "主动公开",
        _ => "public",
    };
    if openness != "public" || matches!(document.kind, Kind::Policy(_)) {
        front.text("openness", openness);
    }
    match document.secrecy {
        Secrecy::Closed | Secrecy::OnRequest => {
            front.text(
                "openness_reason",
                &format!(
                    "属于内部事务信息，依据《政府信息公开条例》第十六条（{}）",
                    mark('g')
                ),
            );
            front.array("aliases", &[format!("/zwgk/{}.html", mark('h'))]);
        }
        Secrecy::Redacted => front.text(
            "openness_reason",
            "涉及个人隐私，依据《政府信息公开条例》第十五条",
        ),
        Secrecy::Draft => front.bare("draft", true),
        Secrecy::Withdrawn => front.bare(
            "withdrawn",
            "{ date = 2026-03-02, reason = \"原决定已依法撤销\" }",
        ),
        Secrecy::Public | Secrecy::Future => {}
    }
}

fn body(writer: &mut Writer<'_>, document: &Document, sources: &Sources<'_>) {
    let length = |writer: &mut Writer<'_>, percent| body_length(&mut writer.random, percent);
    match document.kind {
        Kind::Policy(form) => {
            let target = length(writer, 115);
            policy(writer, document, sources, (form, target));
        }
        Kind::Interpretation => {
            let target = length(writer, 80);
            kinds::interpretation(writer, document, sources, target);
        }
        Kind::Consultation => {
            let target = length(writer, 60);
            kinds::consultation(writer, document, target);
        }
        Kind::Disclosure(column) => {
            let target = length(writer, super::columns::COLUMNS[column].length);
            kinds::disclosure(writer, column, target);
        }
        Kind::Report(year) => report::body(writer, document.agency, year),
        Kind::System => {
            let target = length(writer, 100);
            writer.articles(target);
        }
        Kind::Guide => kinds::guide(writer),
        Kind::Gazette(year, issue) => {
            let _ = writeln!(
                writer.out,
                "《丹溪市人民政府公报》{year}年第{issue}期收录市人民政府和市人民政府办公室当月公布的文件。"
            );
        }
    }
}

fn policy(
    writer: &mut Writer<'_>,
    document: &Document,
    sources: &Sources<'_>,
    (form, target): (Form, usize),
) {
    if form.has_articles() {
        writer.articles(target);
        return;
    }
    writer
        .out
        .push_str("各乡镇人民政府，市政府各部门，各有关单位：\n\n");
    writer.put("引言");
    let mut random = writer.random.clone();
    for _ in 0..random.between(0, 3) {
        let agency = if random.chance(600) {
            document.agency
        } else {
            0
        };
        if let Some(target) = sources.web.earlier(document, agency, &mut random) {
            let _ = write!(
                writer.out,
                "根据**{}**要求，",
                link(document, target, &mut random)
            );
            writer.put("句");
        }
    }
    writer.random = random;
    writer.end();
    writer.section(1, "总体要求");
    writer.paragraph("句", 2, 4);
    writer.sections(target, 1);
}

fn closing(
    writer: &mut Writer<'_>,
    document: &Document,
    sources: &Sources<'_>,
    attached: &[Attachment],
) {
    let mark = canary(sources.seed, document.number, 'a');
    match document.secrecy {
        Secrecy::Public => {}
        Secrecy::Redacted => {
            let inline = format!(
                "\n联系人{{~{mark}~}}，由{}负责解释。\n",
                AGENCIES[document.agency].short
            );
            writer.out.push_str(&inline);
            let block = format!(
                "\n::: redacted 《政府信息公开条例》第十五条\n### 有关人员信息{mark}\n\n| 姓名 | 住址 |\n|---|---|\n| {mark} | {mark} |\n:::\n"
            );
            writer.out.push_str(&block);
        }
        _ => {
            let _ = write!(writer.out, "\n## 附注{mark}\n\n{mark}\n");
        }
    }
    if !attached.is_empty() {
        writer.out.push_str("\n附件：\n\n");
    }
    for (at, file) in attached.iter().enumerate() {
        let _ = writeln!(writer.out, "{}. [{}](<{}>)", at + 1, file.title, file.name);
    }
    if let Kind::Policy(_) = document.kind {
        let (date, name) = (document.dated, AGENCIES[document.agency].name);
        let _ = write!(
            writer.out,
            "\n{name}\n\n{}年{}月{}日\n",
            date.year(),
            date.month(),
            date.day()
        );
        if document.secrecy == Secrecy::Public {
            writer.out.push_str("\n（此件公开发布）\n");
        }
    }
}
