//! 公文 conventions in the HTML of a policy: 主送机关 without indent, 署名 and 成文日期 on the right (GB/T 9704—2012, 7.3).
//!
//! In: the HTML of a text. Out: the same with a class on those paragraphs. Only bare paragraphs are touched.

use memchr::{memchr, memmem};

/// A longer line is prose, not a name.
const NAME_CHARS: usize = 40;
const OPEN: &str = "<p>";
const CLOSE: &str = "</p>";

/// Marks the paragraph that names the addressees, and every date line with the names above it.
pub(crate) fn official(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    if let Some(text) = paragraph(rest)
        && text.ends_with('：')
        && !text.contains('。')
        && !text.starts_with(is_number)
        && text.chars().count() <= 4 * NAME_CHARS
    {
        out.push_str("<p class=\"addressee\">");
        rest = &rest[OPEN.len()..];
    }
    // Where the run of short lines before a date began, in `out`.
    let mut names: Vec<usize> = Vec::new();
    while let Some(at) = memmem::find(rest.as_bytes(), OPEN.as_bytes()) {
        if !names.is_empty()
            && !rest[..at]
                .trim()
                .trim_start_matches(CLOSE)
                .trim()
                .is_empty()
            && names_end(&rest[..at])
        {
            names.clear();
        }
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let text = paragraph(rest).unwrap_or_default();
        if is_date(text) {
            for place in names.drain(..).rev() {
                out.insert_str(place, " class=\"signature\"");
            }
            out.push_str("<p class=\"signature\">");
        } else {
            if is_name(text) {
                names.push(out.len() + 2);
            } else {
                names.clear();
            }
            out.push_str(OPEN);
        }
        rest = &rest[OPEN.len()..];
    }
    out.push_str(rest);
    out
}

/// Whether something other than a bare paragraph stands in between.
fn names_end(between: &str) -> bool {
    !between.trim_end().ends_with(CLOSE)
        || between.contains("<h")
        || between.contains("<t")
        || between.contains("<ul")
        || between.contains("<ol")
}

/// A numbered line is a heading, not an address.
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "（(一二三四五六七八九十".contains(c)
}

/// The text of the bare paragraph at the start, if it holds nothing but text.
fn paragraph(html: &str) -> Option<&str> {
    let inner = html.strip_prefix(OPEN)?;
    let (text, tag) = inner.split_at(memchr(b'<', inner.as_bytes())?);
    tag.starts_with(CLOSE).then(|| text.trim())
}

/// `2024年5月10日` or `二〇二四年五月十日`, alone in its line.
fn is_date(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c);
    // Most paragraphs are none, and no character of theirs but the first has to be looked at for it.
    if !text.starts_with(digit) {
        return false;
    }
    let mut rest = text;
    for unit in ['年', '月', '日'] {
        let Some((number, behind)) = rest.split_once(unit) else {
            return false;
        };
        let number = number.trim();
        if number.is_empty() || !number.chars().all(digit) {
            return false;
        }
        rest = behind;
    }
    rest.trim().is_empty()
}

/// The name of a body: short, without the punctuation of a sentence.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 4 * NAME_CHARS
        && text.chars().count() <= NAME_CHARS
        && !text.contains(['。', '：', '；', '，', '、', '《', '（', '？', '！', '.'])
}

#[cfg(test)]
mod tests {
    use super::official;

    #[test]
    fn 主送机关顶格署名和日期居右() {
        let html = "<p>各区县人民政府，市政府各部门：</p>\n<p>现印发给你们。</p>\n<p>示例市人民政府</p>\n<p>2023年8月7日</p>\n<h2>一、总则</h2>\n<p>正文。</p>";
        assert_eq!(
            official(html),
            "<p class=\"addressee\">各区县人民政府，市政府各部门：</p>\n<p>现印发给你们。</p>\n<p class=\"signature\">示例市人民政府</p>\n<p class=\"signature\">2023年8月7日</p>\n<h2>一、总则</h2>\n<p>正文。</p>"
        );
    }

    #[test]
    fn 联合发文的各署名都居右() {
        let html =
            "<p>正文。</p>\n<p>示例市民政局</p>\n<p>示例市财政局</p>\n<p>二〇二四年五月十日</p>";
        assert_eq!(official(html).matches("signature").count(), 3);
    }

    #[test]
    fn 正文中的日期和冒号不受影响() {
        for html in [
            "<p>一、主要任务：</p><ul><li>甲</li></ul>",
            "<p>自2024年5月10日起施行。</p>",
            "<h2>甲</h2>\n<p>目标：</p>",
            "<p>乙</p>\n<table><tr><td>丙</td></tr></table>",
        ] {
            assert_eq!(official(html), html);
        }
    }
}
