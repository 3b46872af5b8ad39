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
    let acts = kind.folder == "disclosure";
    let taken_down = reason.starts_with("withdrawn") || reason.starts_with("act");
    if reason.starts_with("act") && !acts {
        return;
    }
    // The guide is one file a portal: it has its reasons in turn.
    if kind.folder == "guide" && !matches!(reason, "" | "draft = true") {
        return;
    }
    let mut put = |place: &str| canaries.text(format!("{} / {reason} / {place}", kind.folder));
    // The address of what was taken down stays, with its issuer.
    let name = if taken_down || reason.is_empty() {
        String::new()
    } else {
        put("path").replace("机密金丝雀", "x")
    };
    let path = kind.path(reason, &name);
    let mut front = String::from("+++\n");
    for key in [
        "title",
        "summary",
        "index_number",
        "doc_number",
        "genre",
        "source",
        "editor",
        "decision",
    ] {
        front.push_str(&format!("{key} = \"{}\"\n", put(key)));
    }
    for key in ["keywords", "topics", "audience"] {
        front.push_str(&format!(
            "{key} = [\"{}\", \"{}\\\\{}\"]\n",
            put(key),
            put(key),
            put(key)
        ));
    }
    front.push_str("decision_stage = \"draft\"\nitems = [\"aq-01\"]\nfields = [\"f06\"]\n");
    front.push_str("dated = 2026-01-04\neffective = 2026-02-01\n");
    front.push_str(&format!(
        "openness_reason = \"{}\"\n",
        put("openness_reason")
    ));
    front.push_str(&format!("aliases = [\"/{}.html\"]\n", put("aliases")));
    if !taken_down {
        front.push_str(&format!("issuer = [\"{}\"]\n", put("issuer")));
        if !reason.is_empty() {
            front.push_str(&format!("slug = \"{}\"\n", put("slug")));
        }
    }
    if !reason.starts_with("openness") {
        front.push_str("openness = \"public\"\n");
    }
    if !reason.starts_with("published") {
        front.push_str("published = 2026-01-05T09:30:00\n");
    }
    front.push_str(&format!(
        "review = {{ drafter = \"{}\", reviewer = \"{}\", approver = \"{}\" }}\n",
        put("review.drafter"),
        put("review.reviewer"),
        put("review.approver")
    ));
    let file = format!("{}.txt", put("attachment name"));
    front.push_str(&format!(
        "attachments = [{{ file = \"{file}\", title = \"{}\" }}]\n",
        put("attachment title")
    ));
    front.push_str(&fill(kind.own, &mut put));
    if acts {
        let end = if reason.starts_with("act") {
            "2026-05-31"
        } else {
            "2031-05-31"
        };
        front.push_str(&format!(
            "act = {{ kind = \"penalty\", decision_number = \"{}\", subject = \"{}\", display_until = {end} }}\n",
            put("act.decision_number"),
            put("act.subject")
        ));
    }
    if !reason.starts_with("act") {
        front.push_str(reason);
    }
    let text = format!("{front}\n+++\n{}", fill(BODY, &mut put));
    site.edit(&path, &text);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if kind.folder == "guide" {
        // A plain file has no attachments.
        let text = text
            .lines()
            .filter(|line| !line.starts_with("attachments"))
            .collect::<Vec<_>>();
        site.edit(
            &path,
            &text
                .join("\n")
                .replace("(图.svg ", "(https://example.gov.cn/a.svg "),
        );
        return;
    }
    site.edit(&format!("{folder}/{file}"), &put("attachment text"));
    site.edit(&format!("{folder}/图.svg"), &put("picture"));
    site.edit(
        &format!("{folder}/{}/附表.csv", put("attachment folder")),
        &put("attachment in a folder"),
    );
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
