//! One file becomes one draft: shared fields here, a kind's own fields in its file.

use memchr::memchr;

use super::place::{kind, place};
use super::{COMMON, Context, Failed, Kind, required};
use crate::config::{AgencyIx, ColumnIx};
use crate::diag::{Diagnostic, Sink, Span, nearest};
use crate::model::{
    Attachment, Body, Detail, Document, Exception, FileText, KindId, Moment, Openness,
    REDACTION_SIGNS, Review, Text, Withdrawal,
};
use crate::source::fields::{Located, Need, Reader, Scope};
use crate::source::{FileEntry, SourceFile, parse_toml};

/// A document as written, with everything that decides whether it may be public. Only the gate looks inside.
pub(crate) struct Draft {
    /// The document.
    pub(crate) document: Document,
    /// `draft = true`: 草稿.
    pub(crate) unfinished: bool,
    /// It says that it was taken down, and not when or why: it is treated as a draft, and no preview shows it.
    pub(crate) unclear: bool,
    /// 依法撤下.
    pub(crate) withdrawn: Option<Withdrawal>,
    /// 公开审查.
    pub(crate) review: Option<Review>,
    /// Where redaction marks stand in front matter, in a field that may not hold them.
    pub(crate) misplaced_mark: Option<Span>,
}

/// Reads one document; its findings go to the sink.
///
/// # Errors
/// Where the file has mistakes: what may be said of it nevertheless.
pub(crate) fn read_document(
    file: SourceFile,
    context: &Context<'_>,
    sink: &Sink,
) -> Result<Draft, Failed> {
    let found = place(&file.path, context.config, sink)
        .and_then(|place| Some((kind(&file.path, &place.folder, sink)?, place.agency)));
    let Some((kind, agency)) = found else {
        return Err(Failed::unknown(file.path));
    };
    match read_one(&file, context, (kind, agency), sink) {
        Some(mut draft) => {
            draft.document.body.text = file.into_body().into();
            Ok(draft)
        }
        None => Err(Failed::of(&file, kind)),
    }
}

/// Everything but the text of the body, which follows without being copied.
fn read_one(
    file: &SourceFile,
    context: &Context<'_>,
    (kind, agency): (&'static Kind, AgencyIx),
    sink: &Sink,
) -> Option<Draft> {
    let table = parse_toml(file.front(), file.split.front.start, &file.path, sink)?;
    let scope = Scope {
        path: &file.path,
        offset: file.split.front.start,
        anchor: Span::from(file.split.fence.clone()),
        noun: kind.label,
        sink,
    };
    let reader = Reader::open(&table, &[&COMMON, kind.fields], scope);
    require(&reader, kind);
    let detail = (kind.read)(&reader, context);
    let document = document(&reader, file, context, (kind.id, agency, detail?))?;
    let withdrawn = reader.table("withdrawn").and_then(|w| {
        Some(Withdrawal {
            date: w.date("date")?,
            reason: w.text("reason")?,
        })
    });
    let review = reader.table("review").map(|review| Review {
        date: review.date("date"),
    });
    // What is written but cannot be read is taken for the stricter case.
    let unclear = reader.has("withdrawn") && withdrawn.is_none();
    let unfinished = unclear || reader.flag("draft").unwrap_or_else(|| reader.has("draft"));
    let misplaced_mark = misplaced_mark(file, &reader);
    Some(Draft {
        document,
        unfinished,
        unclear,
        withdrawn,
        review,
        misplaced_mark,
    })
}

/// Common fields that this kind may not leave out.
fn require(reader: &Reader<'_>, kind: &Kind) {
    for field in COMMON.iter().filter(|f| {
        f.need == Need::Optional && kind.required.contains(&f.key) && !reader.has(f.key)
    }) {
        let scope = reader.scope();
        let mut finding = Diagnostic::error(
            "missing-field",
            scope.path,
            scope.anchor,
            format!("{}缺少“{}”({})", kind.label, field.label, field.key),
        )
        .label("在此段 front matter 中补充")
        .help(field.example);
        if field.key == "openness" {
            finding = finding.note("未明确公开属性的不得发布");
        }
        scope.sink.push(finding);
    }
}

fn document(
    reader: &Reader<'_>,
    file: &SourceFile,
    context: &Context<'_>,
    (kind, agency, detail): (KindId, AgencyIx, Detail),
) -> Option<Document> {
    let title = reader.text("title");
    let published = reader
        .moment("published")
        .map(|(date, time)| Moment { date, time });
    let openness = openness(reader);
    let mut issuers = reader.texts("issuer");
    if issuers.is_empty() {
        issuers.push(context.config.agency(agency).name.clone());
    }
    Some(Document {
        path: file.path.clone(),
        anchor: Span::from(file.split.fence.clone()),
        bundle: file.bundle,
        kind,
        agency,
        title: title?,
        published: published?,
        dated: reader.date("dated"),
        changed: reader.date("changed"),
        updated: reader.date("updated"),
        index_number: reader.text_at("index_number"),
        issuers,
        doc_number: reader.text_at("doc_number"),
        genre: reader.text("genre"),
        effective: reader.date("effective"),
        valid_until: reader.date("valid_until"),
        source: reader.text("source"),
        editor: reader.text("editor"),
        decision: reader.text_at("decision"),
        decision_stage: stage(reader, kind),
        column: column(reader, &detail, context),
        topics: reader.texts("topics"),
        audience: reader.texts("audience"),
        keywords: reader.texts("keywords"),
        summary: reader.text("summary"),
        fields: fields(reader, context),
        items: reader.located_texts("items"),
        openness,
        openness_reason: reader.text("openness_reason"),
        expires: reader.date("expires"),
        aliases: aliases(reader),
        slug: slug(reader),
        allow: exceptions(reader),
        detail,
        body: Body {
            text: Text::default(),
            start: file.split.body.start,
            cuts: Vec::new(),
        },
        attachments: attachments(reader, &file.attachments),
        required: required::read(reader),
        lists: super::lists::read(reader, openness, context),
    })
}

/// 决策阶段: as written, else the kind's own.
fn stage(reader: &Reader<'_>, kind: KindId) -> Option<&'static str> {
    let Some(written) = reader.choice("decision_stage") else {
        return default_stage(reader, kind);
    };
    if !reader.has("decision") {
        let scope = reader.scope();
        scope.sink.push(
            Diagnostic::warning(
                "stage-without-decision",
                scope.path,
                reader.span("decision_stage"),
                "写了决策阶段(decision_stage)，没有写重大行政决策的编号(decision)",
            )
            .help("decision = \"gongjiao-2026\"，同一决策的各文件写同一个编号"),
        );
    }
    Some(written.value)
}

fn default_stage(reader: &Reader<'_>, kind: KindId) -> Option<&'static str> {
    if !reader.has("decision") {
        return None;
    }
    match kind {
        KindId::Policy => Some("decision"),
        KindId::Interpretation => Some("interpret"),
        KindId::Consultation => Some("solicit"),
        _ => {
            let span = reader.span("decision").unwrap_or(reader.scope().anchor);
            reader.scope().error(
                "missing-field",
                span,
                "写了重大行政决策(decision)，缺少“决策阶段”(decision_stage)".to_owned(),
                "decision_stage = \"draft\"".to_owned(),
            );
            None
        }
    }
}

/// What stands nowhere is public, but for a policy, where `require` has already spoken.
fn openness(reader: &Reader<'_>) -> Openness {
    let value = match reader.choice("openness").map(|c| c.value) {
        Some("redacted") => Openness::Redacted,
        Some("on-request") => Openness::OnRequest,
        Some("closed") => Openness::Closed,
        // A word that is none: in doubt closed. The finding stands already.
        None if reader.has("openness") => Openness::Closed,
        _ => Openness::Public,
    };
    if value != Openness::Public
        && reader.choice("openness").is_some()
        && reader.text("openness_reason").is_none()
    {
        let span = reader.span("openness").unwrap_or(reader.scope().anchor);
        let message = format!(
            "公开属性是{}，缺少“不予公开的理由”(openness_reason)",
            value.label()
        );
        reader.scope().error(
            "missing-field",
            span,
            message,
            "openness_reason = \"涉及个人隐私，依据《政府信息公开条例》第十五条\"".to_owned(),
        );
    }
    value
}

fn column(reader: &Reader<'_>, detail: &Detail, context: &Context<'_>) -> Option<ColumnIx> {
    let columns = &context.config.columns;
    if let Some(written) = reader.text_at("column") {
        let found = columns.by_id(&written.value);
        if found.is_none() {
            let ids: Vec<&str> = columns.ids().collect();
            let help = nearest(&written.value, ids.iter().copied()).map_or_else(
                || format!("可以写: {}", ids.join("、")),
                |near| format!("是不是 {near}？"),
            );
            reader.scope().error(
                "unknown-column",
                written.span,
                format!("没有编号为“{}”的栏目", written.value),
                help,
            );
        }
        return found;
    }
    let default = match detail {
        Detail::Policy(policy) => policy.category.column(),
        Detail::Interpretation(_) => "zcjd",
        Detail::Consultation(_) => "yjzj",
        _ => return None,
    };
    let found = columns.by_id(default);
    if found.is_none() {
        let ids = columns.ids().collect::<Vec<_>>().join("、");
        let message = format!("config.toml 的栏目中没有 {default}，这个文档须写明栏目(column)");
        reader.scope().error(
            "unknown-column",
            reader.scope().anchor,
            message,
            format!("可以写: {ids}"),
        );
    }
    found
}

fn fields(reader: &Reader<'_>, context: &Context<'_>) -> Vec<crate::config::FieldIx> {
    let mut found = Vec::new();
    for written in reader.located_texts("fields") {
        match context.config.field_by_id_or_name(&written.value) {
            Some(field) if !found.contains(&field) => found.push(field),
            Some(_) => {}
            None => {
                let ids = context
                    .config
                    .fields
                    .iter()
                    .map(|f| format!("{} {}", f.id, f.name))
                    .collect::<Vec<_>>()
                    .join("、");
                reader.scope().error(
                    "unknown-field",
                    written.span,
                    format!("没有“{}”这个重点领域", written.value),
                    format!("可以写: {ids}"),
                );
            }
        }
    }
    found
}

/// An address part that is one plain name.
fn is_plain_name(part: &str) -> bool {
    !part.is_empty()
        && part != "."
        && part != ".."
        && !part.contains(['/', '\\', '?', '#', '%'])
        && !part.chars().any(char::is_control)
}

fn slug(reader: &Reader<'_>) -> Option<Located<String>> {
    let slug = reader.text_at("slug")?;
    if is_plain_name(&slug.value) && slug.value != "index" {
        return Some(slug);
    }
    reader.scope().error(
        "bad-address",
        slug.span,
        format!("“{}”不能作网址名称", slug.value),
        "只写一段名称，例如 slug = \"yjya\"，不含 / ? # % 等符号".to_owned(),
    );
    None
}

fn aliases(reader: &Reader<'_>) -> Vec<Located<String>> {
    let mut found = Vec::new();
    for mut alias in reader.located_texts("aliases") {
        let path = alias.value.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let html = path.rsplit_once('.').is_some_and(|(_, end)| {
            end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm")
        });
        if html && path.split('/').all(is_plain_name) {
            alias.value = path;
            found.push(alias);
        } else {
            let message = format!("“{}”不能作旧地址", alias.value);
            reader.scope().error(
                "bad-address",
                alias.span,
                message,
                "从站点根写起，以 .html 或 / 结尾，例如 \"/zhengce/a.html\"".to_owned(),
            );
        }
    }
    found
}

/// Findings that may stand, each with its reason.
fn exceptions(reader: &Reader<'_>) -> Vec<Exception> {
    reader
        .tables("allow")
        .into_iter()
        .filter_map(|entry| {
            Some(Exception {
                rule: entry.text_at("rule")?,
                reason: entry.text("reason")?,
                hash: entry.text("hash"),
            })
        })
        .collect()
}

/// Files in the order that `attachments` gives, the rest behind them by name.
fn attachments(reader: &Reader<'_>, files: &[FileEntry]) -> Vec<Attachment> {
    let mut rest: Vec<&FileEntry> = files.iter().collect();
    let mut out = Vec::with_capacity(files.len());
    let take = |file: &FileEntry, title| Attachment {
        name: file.name.clone(),
        file: file.file.clone(),
        size: file.size,
        title,
        sha256: String::new(),
        pixels: None,
        text: FileText::Unread,
    };
    for entry in reader.tables("attachments") {
        let Some(name) = entry.text_at("file") else {
            continue;
        };
        let wanted = name.value.trim_start_matches("./");
        if let Some(at) = rest.iter().position(|file| file.name == wanted) {
            out.push(take(rest.remove(at), entry.text("title")));
        } else if files.iter().any(|file| file.name == wanted) {
            reader.scope().error(
                "duplicate-name",
                name.span,
                format!("附件“{}”写了两次", name.value),
                "删去其中一处".to_owned(),
            );
        } else {
            missing_attachment(reader, &name, files);
        }
    }
    out.extend(rest.into_iter().map(|file| take(file, None)));
    out
}

/// A name that stands beside the document is proposed for a public one alone: it can say as much as the text.
fn missing_attachment(reader: &Reader<'_>, name: &Located<String>, files: &[FileEntry]) {
    let public = reader.flag("draft") != Some(true)
        && reader
            .choice("openness")
            .is_none_or(|openness| openness.value == Openness::Public.value());
    let names = files.iter().map(|file| file.name.as_str());
    let near = nearest(name.value.trim_start_matches("./"), names).filter(|_| public);
    let help = near.map_or_else(
        || "附件放在文档自己的文件夹里: 文档写成 名称/index.md，附件放在它旁边".to_owned(),
        |near| format!("是不是 {near}？"),
    );
    let message = format!("没有找到附件“{}”", name.value);
    reader
        .scope()
        .error("missing-attachment", name.span, message, help);
}

/// Redaction marks may stand in title, summary and keywords only: anywhere else they would not be cut.
fn misplaced_mark(file: &SourceFile, reader: &Reader<'_>) -> Option<Span> {
    // These signs are rare, and one byte is found faster than two; the wide one begins with a byte that is rare as well.
    let text = file.front();
    if memchr(b'~', text.as_bytes()).is_none() && !text.contains('～') {
        return None;
    }
    let allowed: Vec<Span> = ["title", "summary", "keywords"]
        .iter()
        .filter_map(|key| reader.span(key))
        .collect();
    let front = file.split.front.clone();
    REDACTION_SIGNS
        .iter()
        .flat_map(|mark| {
            file.front()
                .match_indices(mark)
                .map(|(at, mark)| Span::new(front.start + at, front.start + at + mark.len()))
                .collect::<Vec<_>>()
        })
        .find(|mark| {
            !allowed
                .iter()
                .any(|span| (span.start..span.end).contains(&mark.start))
        })
}
