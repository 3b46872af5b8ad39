//! What a body may hold, told by its bytes: so that a text in which a rule can find nothing is not taken apart for it.
//!
//! In: a body. Out: whether something may be there. "No" is a proof and "yes" a suspicion, which [`Markup`] settles:
//! in doubt the answer is yes.
//!
//! [`Markup`]: super::markup::Markup

use memchr::{memchr, memchr_iter, memchr2, memmem};

use super::scan::Line;

/// Whether a link may lead to an address on the net.
pub(super) fn links_out(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_link = || memchr2(b'[', b'<', bytes).is_some();
    // An address may be written with signs that stand for others.
    let has_address = || memmem::find(bytes, b"http").is_some() || is_disguised(bytes);
    has_link() && has_address()
}

/// Whether there may be a picture.
pub(super) fn pictures(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"![").is_some()
}

/// Whether the words of a link may have fewer than so many letters and digits.
pub(super) fn short_links(text: &str, least: usize) -> bool {
    let bytes = text.as_bytes();
    let is_short = |at: usize| {
        // What is cut off here can only make the words longer.
        let words = text[at + 1..].chars();
        let words = words.take_while(|c| !matches!(c, '[' | ']' | '<' | '&'));
        // No more than the commonest are known here.
        let letters = words.filter(|c| c.is_ascii_alphanumeric() || is_han(*c));
        letters.take(least).count() < least
    };
    // An address in angle brackets is its own words; a link around it has none of its own.
    let is_address = |at: usize| {
        let mut inside = bytes[at + 1..].iter().take_while(|b| **b != b'>');
        inside.any(|b| matches!(b, b':' | b'@'))
    };
    memchr_iter(b'[', bytes).any(is_short) || memchr_iter(b'<', bytes).any(is_address)
}

/// Whether a heading may be more than one level below the one before.
pub(super) fn skipped_levels(text: &str, lines: &[Line<'_>]) -> bool {
    let bytes = text.as_bytes();
    let has = |sign: &str| memmem::find(bytes, sign.as_bytes()).is_some();
    if !has("###") {
        return false;
    }
    // In code and in definitions a line that looks like a heading may be none.
    if has_odd_ends(bytes) || ["```", "~~~", "]:"].into_iter().any(has) {
        return true;
    }
    let mut last = None;
    for line in lines {
        let line = line.text.as_bytes();
        let level = line.iter().take_while(|b| **b == b'#').count();
        if level == 0 {
            if hides_heading(line) {
                return true;
            }
        } else if level <= 6 && line.get(level).is_none_or(|b| is_space(*b)) {
            if last.is_some_and(|last| level > last + 1) {
                return true;
            }
            last = Some(level);
        }
    }
    false
}

/// Whether there may be a heading in a line that does not begin with one, or raw HTML that hides headings: behind the marks of
/// quotes and lists, or as a line of strokes below its words.
fn hides_heading(line: &[u8]) -> bool {
    let is_mark = |b: &u8| is_space(*b) || b.is_ascii_digit() || b">*+-.)".contains(b);
    match line.iter().find(|b| !is_mark(b)) {
        Some(b) => matches!(b, b'#' | b'<' | b'='),
        None => line.contains(&b'-'),
    }
}

/// The lines that may be heads of tables, in order.
pub(super) fn heads<'t>(text: &str, lines: &[Line<'t>]) -> Vec<&'t str> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    if memchr(b'|', bytes).is_none() {
        return found;
    }
    if has_odd_ends(bytes) {
        found.push(ANYTHING);
    }
    for two in lines.windows(2) {
        let [head, below] = two else { continue };
        let is_below = |b: u8| is_space(b) || matches!(b, b'|' | b'-' | b':' | b'>');
        if below.text.bytes().all(is_below) && head.end() == below.start {
            found.push(head.text);
        }
    }
    found
}

/// A head of a table that may say anything.
const ANYTHING: &str = "<";

/// Whether the head of a table may have no word in it.
pub(super) fn is_blank(head: &str) -> bool {
    let mut words = head.chars().take_while(|c| !matches!(c, '[' | '<' | '&'));
    !words.any(is_han)
}

/// Whether the head of a table may have one of these words in it.
pub(super) fn says(head: &str, words: &[&str]) -> bool {
    // Markup may stand within a word.
    head.contains(['*', '_', '~', '`', '<', '&', '\\', '['])
        || words.iter().any(|word| head.contains(word))
}

/// Whether a cell of a table may be a sum in 元: a figure before it, nothing behind it.
pub(super) fn sums_in_cells(text: &str) -> bool {
    let bytes = text.as_bytes();
    if memchr(b'|', bytes).is_none() {
        return false;
    }
    // Between figure and unit, and behind it, there may be marks that nobody sees.
    let is_sum = |at: usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let mut behind = text[at + "元".len()..].chars();
        let ends = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
        before.is_some_and(|b| b.is_ascii() && !b.is_ascii_alphabetic())
            && behind.next().is_none_or(ends)
    };
    is_disguised(bytes) || memmem::find_iter(bytes, "元").any(is_sum)
}

/// What Markdown takes for white space.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether signs may stand for others: `&#49;`, `\[`.
fn is_disguised(bytes: &[u8]) -> bool {
    memchr2(b'&', b'\\', bytes).is_some()
}

/// Whether lines may end where nobody else sees it.
fn has_odd_ends(bytes: &[u8]) -> bool {
    memchr(b'\r', bytes).is_some()
}

#[cfg(test)]
mod tests {
    use super::{
        heads, is_blank, links_out, pictures, says, short_links, skipped_levels, sums_in_cells,
    };
    use crate::check::markup::Markup;
    use crate::check::scan::lines;

    /// What texts are put together from: of each rule what it looks for, what stands around it, what hides it.
    const PIECES: [&str; 65] = [
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        " ",
        "  ",
        "    ",
        "\t",
        "> ",
        ">",
        "- ",
        "1. ",
        "* ",
        "# ",
        "## ",
        "### ",
        "#### ",
        "##### ",
        "####### ",
        "###",
        "#",
        "\n===\n",
        "\r",
        "\n---\n",
        "-",
        "=",
        "```\n",
        "`",
        "~~~\n",
        "<div>\n",
        "<br>",
        "</div>",
        "<http://a.cn>",
        "<he@re>",
        "[^1]: ",
        "[^1]",
        "[甲]: http://a.cn",
        "[甲]",
        "[点击这里](a.md)",
        "[关于印发办法的通知](a.md)",
        "[](http://b.cn)",
        "[《](&#104;ttp://c.cn)",
        "[这](h\\ttp://d.cn)",
        "![图](a.png)",
        "!",
        "[",
        "](x)",
        "(",
        "|",
        "|",
        "| ",
        "|---|\n",
        "|---|---|\n",
        "| | |\n|---|---|\n",
        "| 项目 | 金额 |\n|:--|--:|\n",
        "| a | b |\n|-|-|\n",
        "| 12元 | 3 **元** |\n",
        "5元",
        "万元",
        "正文",
        "text",
        "&nbsp;",
        "\u{3000}",
        "\\",
    ];

    fn texts(count: usize) -> impl Iterator<Item = String> {
        let mut seed = 3_u64;
        let mut next = move |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap() % below
        };
        (0..count).map(move |at| (0..at % 24).map(|_| PIECES[next(PIECES.len())]).collect())
    }

    /// What is there, in the order of [`hinted`].
    fn there(markup: &Markup<'_>) -> [bool; 7] {
        let out = |target: &str| target.starts_with("http://") || target.starts_with("https://");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let is_sum = |cell: &String| {
            let number = cell.trim().strip_suffix('元');
            number.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
        };
        let is_blank = |cells: &[String]| cells.iter().all(|cell| cell.trim().is_empty());
        let mut levels = markup.headings.windows(2);
        let heads = || markup.tables.iter().map(|table| &table.header);
        let mut rows = markup.tables.iter().flat_map(|table| &table.rows);
        [
            markup.links.iter().any(|link| out(&link.target)),
            !markup.images.is_empty(),
            markup.links.iter().any(|link| letters(&link.text) < 6),
            levels.any(|two| two[1].level > two[0].level + 1),
            heads().any(|head| is_blank(head)),
            heads().flatten().any(|cell| cell.contains("项目")),
            rows.any(|(_, cells)| cells.iter().any(is_sum)),
        ]
    }

    fn hinted(text: &str) -> [bool; 7] {
        let lines: Vec<_> = lines(text).collect();
        let heads = heads(text, &lines);
        [
            links_out(text),
            pictures(text),
            short_links(text, 6),
            skipped_levels(text, &lines),
            heads.iter().any(|head| is_blank(head)),
            heads.iter().any(|head| says(head, &["项目"])),
            sums_in_cells(text),
        ]
    }

    #[test]
    fn 说没有的确实没有() {
        let mut passed = [0; 7];
        for text in texts(60_000) {
            let there = there(&Markup::read(&text));
            for (at, (there, hint)) in there.into_iter().zip(hinted(&text)).enumerate() {
                assert!(hint || !there, "{at}: {text:?}");
                passed[at] += usize::from(!hint);
            }
        }
        assert!(passed.iter().all(|count| *count > 5_000), "{passed:?}");
    }

    #[test]
    fn 常见的正文不必再读() {
        let text = "## 一、总则\n\n根据[《关于印发办法的通知》](../a.md#一)，2024-05-01起按每人200元补助。\n\n### （一）目标\n\n- 落实责任\n\n| 名称 | 金额（万元） |\n|---|---:|\n| 甲 | 300 |\n\n## 二、附则\n";
        assert_eq!(hinted(text), [false; 7]);
    }
}
