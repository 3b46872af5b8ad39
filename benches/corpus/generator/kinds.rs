//! Front matter and bodies of single kinds. In: a planned document. Out: keys and Markdown.

use std::fmt::Write as _;

use jiff::ToSpan as _;

use super::agency::AGENCIES;
use super::columns::COLUMNS;
use super::document::{Document, Form, Kind};
use super::front_matter::{FrontMatter, quoted};
use super::plan::int;
use super::random::Random;
use super::relation::{entry, link};
use super::render::Sources;
use super::text::Writer;

/// The keys that only this kind has.
pub(crate) fn keys(
    front: &mut FrontMatter,
    document: &Document,
    sources: &Sources<'_>,
    writer: &mut Writer<'_>,
) {
    match document.kind {
        Kind::Policy(form) => policy_keys(front, document, sources, (form, writer)),
        Kind::Interpretation => interpretation_keys(front, document, sources, writer),
        Kind::Consultation => consultation_keys(front, document, sources, writer),
        Kind::Disclosure(column) => disclosure_keys(front, document, column, writer),
        Kind::Gazette(year, issue) => {
            front.bare("year", year);
            front.bare("issue", issue);
            front.bare("total_issue", (year - 2006) * 12 + issue);
            let paths: Vec<&str> = sources
                .web
                .of_month(year, issue)
                .iter()
                .map(|document| document.path.as_str())
                .collect();
            front.array("documents", &paths);
        }
        Kind::Guide => front.date("updated", document.published),
        Kind::System | Kind::Report(_) => {}
    }
}

fn policy_keys(
    front: &mut FrontMatter,
    document: &Document,
    sources: &Sources<'_>,
    (form, writer): (Form, &mut Writer<'_>),
) {
    front.text_if_any("doc_number", &document.doc_number);
    front.text("category", form.category());
    front.text("genre", form.genre());
    let random = &mut writer.random;
    if random.chance(40) && document.agency > 0 {
        let partner = 1 + document.agency % (AGENCIES.len() - 1);
        front.array(
            "issuer",
            &[AGENCIES[document.agency].name, AGENCIES[partner].name],
        );
    }
    if form.has_articles() || random.chance(250) {
        front.date(
            "effective",
            document
                .dated
                .saturating_add(int(random.between(10, 60)).days()),
        );
    }
    if form == Form::Normative && random.chance(500) {
        front.date(
            "valid_until",
            document
                .dated
                .saturating_add(int(random.between(2, 5)).years()),
        );
    }
    if random.chance(5) {
        front.bare("status", "{ value = \"repealed\", by = \"丹溪市人民代表大会常务委员会关于修改部分地方性法规的决定\", date = 2026-01-10 }");
    }
    if let Some(consultation) = sources
        .web
        .consultation_of(document.number)
        .filter(|_| random.chance(500))
    {
        front.text("consultation", &consultation.path);
    }
    relation_keys(front, document, sources, random);
}

fn relation_keys(
    front: &mut FrontMatter,
    document: &Document,
    sources: &Sources<'_>,
    random: &mut Random,
) {
    for (key, share, most) in [
        ("repeals", 70, 3),
        ("amends", 40, 1),
        ("replaces", 40, 1),
        ("cites", 350, 4),
    ] {
        let mut entries: Vec<String> = Vec::new();
        if random.chance(share) {
            for _ in 0..random.between(1, most) {
                let agency = if key == "cites" && random.chance(400) {
                    0
                } else {
                    document.agency
                };
                entries.extend(
                    sources
                        .web
                        .earlier(document, agency, random)
                        .map(|target| entry(target, random)),
                );
            }
        }
        entries.sort();
        entries.dedup();
        front.array(key, &entries);
    }
}

fn interpretation_keys(
    front: &mut FrontMatter,
    document: &Document,
    sources: &Sources<'_>,
    writer: &mut Writer<'_>,
) {
    front.text("genre", "政策解读");
    if let Some(policy) = document.subject.map(|number| &sources.web.plan[number]) {
        let by_number = writer.random.chance(300) && !policy.doc_number.is_empty();
        front.array(
            "interprets",
            &[if by_number {
                &policy.doc_number
            } else {
                &policy.path
            }],
        );
    }
    let form = ["text", "graphic", "qa", "expert", "leader", "press"]
        [writer.random.weighted(&[60, 15, 10, 5, 6, 4])];
    front.text("form", form);
    front.text("unit", AGENCIES[document.agency].name);
    let interpreter = writer.line("人名");
    front.text("interpreter", &interpreter);
    front.text(
        "phone",
        &format!("0578-21{:05}", writer.random.below(100_000)),
    );
}

fn consultation_keys(
    front: &mut FrontMatter,
    document: &Document,
    sources: &Sources<'_>,
    writer: &mut Writer<'_>,
) {
    front.text("genre", "征求意见");
    let closes = document.published.saturating_add(30.days());
    front.date("opens", document.published);
    front.date("closes", closes);
    front.text(
        "contact",
        &format!(
            "{}，0578-21{:05}",
            AGENCIES[document.agency].short,
            writer.random.below(100_000)
        ),
    );
    if let Some(policy) = document.subject {
        front.text("draft_of", &sources.web.plan[policy].path);
    }
    if closes.year() < 2026 && writer.random.chance(700) {
        let received = writer.random.between(0, 90);
        let adopted = writer.random.between(0, received);
        let note = quoted("采纳的意见已在修改稿中体现，未采纳的已向提出人说明理由");
        let published = closes.saturating_add(20.days());
        front.bare("outcome", format_args!("{{ received = {received}, adopted = {adopted}, published = {published}, note = {note} }}"));
    }
}

fn disclosure_keys(
    front: &mut FrontMatter,
    document: &Document,
    column: usize,
    writer: &mut Writer<'_>,
) {
    let column = &COLUMNS[column];
    front.text("column", column.id);
    front.text("genre", column.genre);
    if column.act.is_empty() {
        return;
    }
    let word = match column.act {
        "permit" => "许准",
        "penalty" => "罚决",
        "coercion" => "强决",
        _ => "检查",
    };
    let number = format!(
        "{}{word}〔{}〕{}号",
        AGENCIES[document.agency].sign,
        document.dated.year(),
        document.number + 1
    );
    let drawn = writer.line("企业");
    let subject = subject_of(&document.title).unwrap_or(&drawn).to_owned();
    front.bare(
        "act",
        format_args!(
            "{{ kind = \"{}\", decision_number = {}, decided = {}, subject = {}, display_until = {} }}",
            column.act,
            quoted(&number),
            document.dated,
            quoted(&subject),
            // Beyond every build date, so that the number of public documents depends on nothing but the plan.
            document.dated.saturating_add(30.years()),
        ),
    );
}

/// The company that a title speaks of.
fn subject_of(title: &str) -> Option<&str> {
    let title = title
        .trim_start_matches("关于对")
        .trim_start_matches("关于准予");
    ["有限公司", "厂"]
        .iter()
        .find_map(|end| title.find(end).map(|at| &title[..at + end.len()]))
}

/// The body of an interpretation: paragraphs under the usual headings, or questions and answers.
pub(crate) fn interpretation(
    writer: &mut Writer<'_>,
    document: &Document,
    sources: &Sources<'_>,
    target: usize,
) {
    if let Some(policy) = document.subject.map(|number| &sources.web.plan[number]) {
        let link = link(document, policy, &mut writer.random);
        let _ = write!(
            writer.out,
            "近日，{}印发了{link}，现解读如下。\n\n",
            AGENCIES[document.agency].name
        );
    }
    let mut number = 0;
    if writer.random.chance(600) {
        for title in ["制定背景和依据", "目标任务", "主要内容"] {
            number += 1;
            writer.section(number, title);
            writer.paragraph("解读", 2, 5);
        }
    }
    while writer.out.len() < target || number == 0 {
        number += 1;
        let question = writer.line("问题句");
        writer.section(number, &question);
        writer.paragraph("解读", 2, 4);
        if writer.random.chance(250) {
            writer.list();
        }
    }
    writer.out.push_str("| 解读单位 | 解读人 |\n|---|---|\n| ");
    writer.out.push_str(AGENCIES[document.agency].name);
    writer.out.push_str(" | ");
    writer.put("人名");
    writer.out.push_str(" |\n");
}

/// The body of a consultation: how to answer, then the draft.
pub(crate) fn consultation(writer: &mut Writer<'_>, document: &Document, target: usize) {
    let closes = document.published.saturating_add(30.days());
    writer.put("引言");
    let _ = write!(
        writer.out,
        "\n\n现面向社会公开征求意见，请于{}年{}月{}日前将意见通过信函、传真或者电子邮件反馈至{}。\n\n## 征求意见稿\n\n",
        closes.year(),
        closes.month(),
        closes.day(),
        AGENCIES[document.agency].name,
    );
    writer.sections(target, 0);
    writer.out.push_str("## 起草说明\n\n");
    writer.paragraph("解读", 3, 6);
}

/// The body of other statutory content: text and the column's tables.
pub(crate) fn disclosure(writer: &mut Writer<'_>, column: usize, target: usize) {
    writer.paragraph("情况", 2, 4);
    let column = &COLUMNS[column];
    if column.act.is_empty() {
        let rows = writer.random.between(5, 30);
        match column.id {
            "ysjs" | "tjxx" => writer.table(
                &["项目", "本年数", "比上年增减", "备注"],
                &["指标", "金额", "百分", "季度"],
                rows,
            ),
            "xzxk" | "cfqz" | "lzyj" | "sfxm" => writer.table(
                &["事项", "依据", "责任部门"],
                &["许可", "依据", "部门"],
                rows,
            ),
            "zdms" | "jdjc" => writer.table(
                &["单位", "地址", "情况", "时间"],
                &["企业", "地址", "问题", "季度"],
                rows,
            ),
            "zdxm" | "zfcg" => writer.table(
                &["项目", "中标（承建）单位", "金额"],
                &["场所", "企业", "金额"],
                rows,
            ),
            _ => writer.table(
                &["姓名", "职责", "办公地址"],
                &["人名", "小题", "地址"],
                rows,
            ),
        }
    } else {
        writer.out.push_str("| 项目 | 内容 |\n|---|---|\n");
        for (label, rule) in [
            ("行政相对人", "企业"),
            ("地址", "地址"),
            ("事由", "违法"),
            ("依据", "依据"),
            ("结果", "处置"),
            ("金额", "金额"),
        ] {
            let _ = write!(writer.out, "| {label} | ");
            writer.put(rule);
            writer.out.push_str(" |\n");
        }
        writer.out.push('\n');
    }
    let mut number = 0;
    while writer.out.len() < target {
        number += 1;
        let title = writer.line("小题");
        writer.section(number, &title);
        writer.paragraph("情况", 2, 4);
        writer.paragraph("句", 2, 5);
        if writer.random.chance(250) {
            writer.list();
        }
    }
}

/// The body of a guide: 第12条 with its parts.
pub(crate) fn guide(writer: &mut Writer<'_>) {
    writer
        .out
        .push_str("为方便公民、法人和其他组织获取政府信息，编制本指南。\n\n");
    for (at, title) in [
        "政府信息的分类",
        "编排体系",
        "获取方式",
        "依申请公开",
        "监督和救济",
    ]
    .iter()
    .enumerate()
    {
        writer.section(at + 1, title);
        writer.paragraph("解读", 2, 3);
    }
}
