//! A portal whose hidden documents have a canary in every place that could come out.

use crate::canary::Canaries;
use crate::support::SiteTest;

/// Why a document is not public: lines of its front matter.
pub(crate) const REASONS: [&str; 6] = [
    "openness = \"closed\"",
    "openness = \"依申请公开\"",
    "draft = true",
    "published = 2030-01-01",
    "withdrawn = { date = 2026-05-01, reason = \"行政决定被依法撤销\" }",
    "act = { display_until = 2026-05-31",
];

/// A kind of document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Its folder.
    pub(crate) folder: &'static str,
    /// What its front matter adds.
    own: &'static str,
}

const fn kind(folder: &'static str, own: &'static str) -> Kind {
    Kind { folder, own }
}

/// Kinds whose documents may be many.
pub(crate) const FIRST_KINDS: [Kind; 7] = [
    kind("system", ""),
    kind(
        "policy",
        "category = \"normative\"\nrepeals = [\"policy/gongkai.md\", \"《*》\"]\namends = [\"system/gongkai.md\"]\nreplaces = [\"*\"]\ncites = [\"《*》\"]\nconsultation = \"consultation/gongkai.md\"\nstatus = { value = \"repealed\", by = \"*\", date = 2024-01-01 }\n",
    ),
    kind(
        "interpretation",
        "interprets = [\"policy/gongkai.md\", \"《*》\"]\nunit = \"*\"\ninterpreter = \"*\"\nphone = \"*\"\nmedia = \"https://example.gov.cn/*\"\n",
    ),
    kind(
        "consultation",
        "contact = \"*\"\ndraft_of = \"policy/gongkai.md\"\nopens = 2026-05-01\ncloses = 2026-07-01\noutcome = { received = 3, note = \"*\" }\n",
    ),
    kind("disclosure", "column = \"cfqz\"\n"),
    kind("report", "year = 2024\nformat = \"prose\"\n"),
    kind(
        "gazette",
        "year = 2026\nissue = 3\ndocuments = [\"policy/gongkai.md\", \"《*》\"]\n",
    ),
];

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Kind; 8] = [
        FIRST_KINDS[0],
        FIRST_KINDS[1],
        FIRST_KINDS[2],
        FIRST_KINDS[3],
        FIRST_KINDS[4],
        FIRST_KINDS[5],
        FIRST_KINDS[6],
        kind("guide", ""),
    ];

    /// The file of a document.
    pub(crate) fn path(self, reason: &str, name: &str) -> String {
        if self.folder == "guide" {
            return "content/agencies/sthj/guide.md".to_owned();
        }
        let at = REASONS
            .iter()
            .position(|one| *one == reason)
            .map_or(9, |at| at);
        format!("content/agencies/yjj/{}/y{at}{name}/index.md", self.folder)
    }
}

/// What is public: one document of each kind, each of which refers to hidden ones.
pub(crate) fn public(site: &SiteTest) {
    let front = |title: &str, more: &str| {
        format!(
            "+++\ntitle = \"{title}\"\npublished = 2026-01-05\ndated = 2026-01-04\n{more}+++\n正文。\n"
        )
    };
    for (path, title, more) in [
        ("system/gongkai.md", "公开的制度", ""),
        (
            "policy/gongkai.md",
            "公开的通知",
            "openness = \"public\"\ndoc_number = \"示政发〔2026〕1号\"\nitems = [\"aq-01\"]\ndecision = \"juece\"\ntopics = [\"综合政务\"]\n",
        ),
        (
            "interpretation/gongkai.md",
            "公开的解读",
            "interprets = [\"policy/gongkai.md\"]\n",
        ),
        (
            "consultation/gongkai.md",
            "公开的征集",
            "opens = 2026-01-05\ncloses = 2026-02-05\n",
        ),
        (
            "disclosure/gongkai.md",
            "公开的预算",
            "column = \"ysjs\"\nfields = [\"f05\"]\n",
        ),
        (
            "report/gongkai.md",
            "公开的年报",
            "year = 2025\nformat = \"prose\"\n",
        ),
        (
            "gazette/gongkai.md",
            "公开的公报",
            "year = 2026\nissue = 1\ndocuments = [\"policy/gongkai.md\"]\n",
        ),
        ("guide.md", "公开的指南", ""),
        ("agencies/yjj/system/gongkai.md", "应急局的制度", ""),
    ] {
        site.edit(&format!("content/{path}"), &front(title, more));
    }
    site.edit(
        "content/catalogue/a.toml",
        "[[item]]\nid = \"aq-01\"\nlevel1 = \"应急预案\"\ncontent = \"预案文本\"\n",
    );
}

/// Writes one hidden document of a kind; an empty reason makes it public.
pub(crate) fn hidden(site: &SiteTest, kind: Kind, reason: &str, canaries: &mut Canaries) {
    if reason.starts_with("act") && kind.folder != "disclosure" {
        return;
    }
    // The guide is one file a portal.
    if kind.folder == "guide" && !matches!(reason, "" | "draft = true") {
        return;
    }
    let mut put = |place: &str| canaries.text(format!("{} / {reason} / {place}", kind.folder));
    // The address of what was taken down stays.
    let name = if is_taken_down(reason) || reason.is_empty() {
        String::new()
    } else {
        put("path")
    };
    let path = kind.path(reason, &name);
    let file = format!("{}.txt", put("attachment name"));
    let mut front = front(kind, reason, &mut put);
    let mut body = fill(BODY, &mut put);
    if kind.folder == "guide" {
        // A plain file has no attachments.
        body = body.replace("(图.svg ", "(https://example.gov.cn/a.svg ");
    } else {
        let title = put("attachment title");
        front.push(format!(
            "attachments = [{{ file = \"{file}\", title = \"{title}\" }}]"
        ));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let list = put("list name");
        let cells = ["list heading", "list cell", "list cell"].map(&mut put);
        let table = format!("{},二\n{},{}\n", cells[0], cells[1], cells[2]);
        let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
        site.edit(&format!("{above}/{list}.csv"), &table);
        let title = put("list title");
        front.push(format!(
            "lists = [{{ file = \"../{list}.csv\", title = \"{title}\" }}]"
        ));
        let below = put("attachment folder");
        for name in [&file, "图.svg", &format!("{below}/附表.csv")] {
            site.edit(&format!("{folder}/{name}"), &put("attachment"));
        }
    }
    site.edit(&path, &format!("+++\n{}\n+++\n{body}", front.join("\n")));
}

fn is_taken_down(reason: &str) -> bool {
    reason.starts_with("withdrawn") || reason.starts_with("act")
}

/// The front matter of a hidden document, line by line.
fn front(kind: Kind, reason: &str, put: &mut impl FnMut(&str) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    for key in [
        "title",
        "summary",
        "index_number",
        "doc_number",
        "genre",
        "source",
        "editor",
        "decision",
        "openness_reason",
    ] {
        lines.push(format!("{key} = \"{}\"", put(key)));
    }
    for key in ["keywords", "topics", "audience"] {
        let (one, two) = (put(key), put(key));
        lines.push(format!("{key} = [\"{one}\", \"{two}\\\\{}\"]", put(key)));
    }
    lines.push("decision_stage = \"draft\"\nitems = [\"aq-01\"]\nfields = [\"f06\"]".to_owned());
    lines.push("dated = 2026-01-04\neffective = 2026-02-01".to_owned());
    lines.push(format!("aliases = [\"/{}.html\"]", put("aliases")));
    // The note on what was taken down names the issuer.
    if !is_taken_down(reason) {
        lines.push(format!("issuer = [\"{}\"]", put("issuer")));
        if !reason.is_empty() {
            lines.push(format!("slug = \"{}\"", put("slug")));
        }
    }
    if !reason.starts_with("openness") {
        lines.push("openness = \"public\"".to_owned());
    }
    if !reason.starts_with("published") {
        lines.push("published = 2026-01-05T09:30:00".to_owned());
    }
    let (drafter, reviewer) = (put("review.drafter"), put("review.reviewer"));
    lines.push(format!(
        "review = {{ drafter = \"{drafter}\", reviewer = \"{reviewer}\", approver = \"{}\" }}",
        put("review.approver")
    ));
    lines.push(fill(kind.own, put));
    if kind.folder == "disclosure" {
        let end = if reason.starts_with("act") {
            "2026-05-31"
        } else {
            "2031-05-31"
        };
        let (number, subject) = (put("act.decision_number"), put("act.subject"));
        lines.push(format!(
            "act = {{ kind = \"penalty\", decision_number = \"{number}\", subject = \"{subject}\", display_until = {end} }}"
        ));
    }
    if !reason.starts_with("act") {
        lines.push(reason.to_owned());
    }
    lines
}

/// Puts a canary in place of each `*`.
fn fill(text: &str, put: &mut impl FnMut(&str) -> String) -> String {
    let mut out = String::new();
    for (at, part) in text.split('*').enumerate() {
        if at > 0 {
            let line = out.lines().last().unwrap_or_default().to_owned();
            out.push_str(&put(&line));
        }
        out.push_str(part);
    }
    out
}

/// Every place of a text.
const BODY: &str = "*

# * {#*}

段落*，[链接*](https://example.gov.cn/* \"*\")，![*](图.svg \"*\")，`*`，<https://example.gov.cn/*>。

| * | 二 |
|---|---|
| * | ^^ |

- *
  1. *

> *

- [x] *

脚注[^*]和[引用][*]。

[^*]: *

[*]: https://example.gov.cn/*

```text
*
```

<table><tr><td title=\"*\">*</td></tr></table>

<!-- * -->
";
