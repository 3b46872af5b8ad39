//! Pages of the preview itself, for when the site has none to show. They need nothing but themselves.
//!
//! Must never show more of a file than the report does.

/// A page that could not be made, with the findings as the terminal shows them.
pub(super) fn failed(path: &str, findings: &str) -> String {
    page(
        "网页无法生成",
        &format!("生成 /{path} 时出错。改正以后，网页会自动显示。"),
        findings,
    )
}

/// There is no site at all yet; the findings come by the script.
pub(super) fn no_site() -> String {
    page(
        "还不能预览",
        "内容里有错误，须先改正。具体错误见本页下方和运行 gongkai serve 的窗口；改正以后，网页会自动显示。",
        "",
    )
}

/// The site has no page of its own for what is not there.
pub(super) fn not_found() -> String {
    page("没有这个网页", "网站里没有这个网址。", "")
}

/// A request that is not answered, and why.
pub(super) fn refused(why: &str) -> String {
    page("不能访问", why, "")
}

fn page(title: &str, words: &str, findings: &str) -> String {
    let findings = if findings.is_empty() {
        String::new()
    } else {
        format!("<pre>{}</pre>\n", escape(findings.trim_end()))
    };
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n{findings}</body>\n</html>\n",
        escape(words)
    )
}

const STYLE: &str = "body{max-width:72rem;margin:3rem auto;padding:0 1.5rem;font-family:system-ui,sans-serif;line-height:1.7;\
color:#1d1d1f;background:#fff}h1{font-size:1.5rem}pre{padding:1rem;overflow-x:auto;border-left:.3rem solid #b3261e;\
background:#f6f6f7;font:0.9rem/1.6 \"DejaVu Sans Mono\",\"Cascadia Mono\",Consolas,Menlo,\"Noto Sans Mono CJK SC\",\
\"Microsoft YaHei\",monospace}";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::failed;

    #[test]
    fn 错误里的标签不会成为网页的一部分() {
        let page = failed("a<b.html", "3 | <script>alert(\"x\")</script>\n");
        assert!(!page.contains("<script") && !page.contains("a<b"), "{page}");
        assert!(
            page.contains("&lt;script&gt;alert(&quot;x&quot;)"),
            "{page}"
        );
    }
}
