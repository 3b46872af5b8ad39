//! Documents with a removed passage in every place that may hold one.

use crate::canary::Canaries;
use crate::portal::Kind;
use crate::support::SiteTest;

/// Bodies, each by itself a document: `*` is the canary, inside of marks.
const BODIES: &[&str] = &[
    "{~*~}\n",
    "首段{~*~}之后{~*~}。\n\n{~*~}{~*~}\n",
    "# 标题{~*~}\n\n正文。\n\n## {~*~}\n\n[到标题](#标题此处依法不予公开)\n",
    "| 甲{~*~} | 乙 |\n|---|---|\n| {~*~} | ^^ |\n| {~a | b * | c~} || \n",
    "- 项目{~*~}\n  - {~*~}\n\n1. {~*~}\n",
    "> 引用{~*~}\n",
    "脚注[^1]和[^2]。\n\n[^1]: {~*~}\n[^2]: 公开{~*~}\n",
    "[文字{~*~}](https://example.gov.cn/a) ![图{~*~}](https://example.gov.cn/a.png \"{~*~}\")\n",
    "**强调{~*~}** ~~删除{~*~}~~ `代码{~*~}`\n",
    "```text\n{~*~}\n```\n\n    缩进{~*~}\n",
    "<table><tr><td title=\"{~*~}\">{~*~}</td></tr></table>\n\n<!-- {~*~} -->\n",
    "跨行{~*\n第二行*\n\n隔段*~}之后。\n",
    "嵌套{~外*{~内*~}外*~}之后。\n",
    "::: redacted 《条例》第十五条\n\n# *\n\n段落*\n\n| * |\n|---|\n| * |\n\n- *\n\n> *\n\n```\n*\n```\n\n[^3]: *\n\n[*]: https://example.gov.cn/*\n\n![*](*.png)\n\n:::\n\n之后。\n",
    "之前。\n::: redacted\n*\n:::\n::: redacted 依据\n*{~*~}\n:::\n之后{~*~}。\n",
    "::: redacted 依据\n```\n* :::\n```\n:::\n\n之后。\n",
    ":::: redacted 依据\n*\n::::\n\n之后。\n",
    "[引用]: https://example.gov.cn/a \"{~*~}\"\n\n见[引用]。\n",
    "- [ ] {~*~}\n\n\\{~*~}\n",
];

/// One document for each body and, with its title, summary and keywords cut too, for the kind.
pub(crate) fn write(site: &SiteTest, kind: Kind, canaries: &mut Canaries) {
    let own = match kind.folder {
        "disclosure" => "column = \"ysjs\"\n",
        "report" => "year = 2025\nformat = \"prose\"\n",
        "gazette" => "year = 2026\nissue = 2\n",
        _ => "",
    };
    let bodies = if kind.folder == "policy" {
        BODIES
    } else {
        &BODIES[..4]
    };
    for (at, body) in bodies.iter().enumerate() {
        let mut put = |place: &str| canaries.text(format!("{} / {place} / {body:?}", kind.folder));
        let summary = if at % 2 == 0 {
            String::new()
        } else {
            format!("summary = \"概述{{~{}~}}\"\n", put("summary"))
        };
        let front = format!(
            "+++\ntitle = \"关于{{~{}~}}的文件\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"redacted\"\nopenness_reason = \"涉及商业秘密\"\nkeywords = [\"{{~{}~}}\", \"词{{~{}~}}\", \"应急\"]\n{summary}{own}+++\n",
            put("title"),
            put("keyword"),
            put("keyword"),
        );
        let mut text = front;
        for (at, part) in body.split('*').enumerate() {
            // Two asterisks are emphasis.
            let emphasis = part.is_empty() || body.contains("**");
            if at > 0 && !emphasis {
                text.push_str(&put("body"));
            }
            text.push_str(part);
        }
        let path = if at == 0 {
            format!("content/{}/shanjian/index.md", kind.folder)
        } else {
            format!("content/{}/shanjian-{at}.md", kind.folder)
        };
        site.edit(&path, &text);
    }
}
