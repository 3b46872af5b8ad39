//! Functions and filters of templates.
//!
//! In: values of a view. Out: text for a page. Pure: nothing here knows the site, the clock or the disk.
//!
//! - `asset(name="style.css")`: path of a theme file below the site's root; write `{{ page.root }}` before it.
//! - `n | bytes`: 12.3 KB.
//! - `date | chinese`: 2024年5月13日; a time keeps its hour and minute.
//! - `n | grouped`: 11,398,889.
//! - `title | phrases`: escaped, with a place to break the line before each 关于.
//! - `index_number | code`: escaped, with a place to break the line after each `/`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::asset::Assets;

/// Makes the functions and filters known to `tera`.
pub(super) fn register(tera: &mut Tera, assets: &Assets) {
    let paths: BTreeMap<String, Value> = assets
        .names()
        .map(|(name, path)| (name.to_owned(), Value::safe_string(path)))
        .collect();
    tera.register_function(
        "asset",
        move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let name: &str = kwargs.must_get("name")?;
            paths
                .get(name)
                .cloned()
                .ok_or_else(|| tera::Error::message(format!("主题的 static 文件夹中没有 {name}")))
        },
    );
    tera.register_filter("bytes", |size: u64, _: Kwargs, _: &State| bytes(size));
    tera.register_filter("chinese", |date: &str, _: Kwargs, _: &State| chinese(date));
    tera.register_filter("code", |code: &str, _: Kwargs, _: &State| breakable(code));
    tera.register_filter("phrases", |title: &str, _: Kwargs, _: &State| {
        phrases(title)
    });
    tera.register_filter("grouped", |number: u64, _: Kwargs, _: &State| {
        grouped(number)
    });
}

/// How many bytes are looked at in one go.
const LANES: usize = 16;

/// The signs that have a meaning in HTML.
const SPECIAL: [u8; 5] = *b"&<>\"'";

/// The same as a table, for texts too short for the other way.
const IS_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < SPECIAL.len() {
        table[SPECIAL[at] as usize] = true;
        at += 1;
    }
    table
};

/// Whether nothing in these bytes has to be escaped. All of them are looked at without a branch, which a processor does
/// many at a time: so no table, of which it reads one entry after the other.
fn are_plain(lanes: &[u8; LANES]) -> bool {
    let special = |byte: u8| {
        let same = |found, special: &u8| found | special.eq(&byte);
        SPECIAL.iter().fold(false, same)
    };
    !lanes
        .iter()
        .fold(false, |found, byte| found | special(*byte))
}

/// Whether nothing in `bytes` has to be escaped. The last bytes are looked at twice rather than one by one.
fn is_plain(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else {
        return !bytes.iter().any(|byte| IS_SPECIAL[usize::from(*byte)]);
    };
    let (whole, _) = bytes.as_chunks();
    whole.iter().all(are_plain) && are_plain(last)
}

/// Escapes text for HTML.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if is_plain(text.as_bytes()) {
        return out.write_all(text.as_bytes());
    }
    let mut escaped = String::with_capacity(text.len() + 32);
    push_escaped(&mut escaped, text);
    out.write_all(escaped.as_bytes())
}

/// Adds text, escaped for HTML in runs, since most text has nothing to escape.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    if is_plain(text.as_bytes()) {
        out.push_str(text);
        return;
    }
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[start..at]);
        out.push_str(entity);
        start = at + 1;
    }
    out.push_str(&text[start..]);
}

/// A file's length in the unit that a reader knows from a file manager.
fn bytes(size: u64) -> String {
    const UNITS: [&str; 3] = ["KB", "MB", "GB"];
    if size < 1024 {
        return format!("{size} B");
    }
    let mut unit = 0;
    let mut tenths = size.saturating_mul(10).div_ceil(1024);
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths = tenths.div_ceil(1024);
        unit += 1;
    }
    if tenths >= 1000 || tenths.is_multiple_of(10) {
        format!("{} {}", tenths.div_ceil(10), UNITS[unit])
    } else {
        format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
    }
}

/// `2024-05-13` as 2024年5月13日: no leading zeros, as 公文 write dates (GB/T 9704). What is not a date stays as it is.
pub(super) fn chinese(date: &str) -> String {
    let (day, time) = date
        .split_once([' ', 'T'])
        .map_or((date, ""), |(day, time)| (day, time));
    let mut parts = day.splitn(3, '-').map(str::parse::<u16>);
    let (Some(Ok(y)), Some(Ok(m)), Some(Ok(d))) = (parts.next(), parts.next(), parts.next()) else {
        return date.to_owned();
    };
    if time.is_empty() {
        format!("{y}年{m}月{d}日")
    } else {
        format!("{y}年{m}月{d}日 {time}")
    }
}

/// An 索引号, which a line may break only after its `/`.
fn breakable(code: &str) -> Value {
    let mut out = String::with_capacity(128);
    push_breakable(&mut out, code);
    Value::safe_string(&out)
}

/// Adds an 索引号 as [`breakable`] writes it.
pub(super) fn push_breakable(out: &mut String, code: &str) {
    push_joined(out, code.split('/'), "/<wbr>");
}

/// A title, which a line may break before each 关于.
fn phrases(title: &str) -> Value {
    let mut out = String::with_capacity(128);
    push_joined(&mut out, title.split("关于"), "<wbr>关于");
    Value::safe_string(&out)
}

/// Adds texts, escaped, with HTML between them.
fn push_joined<'t>(out: &mut String, parts: impl Iterator<Item = &'t str>, between: &str) {
    for (at, part) in parts.enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        push_escaped(out, part);
    }
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{breakable, bytes, chinese, escape, grouped, phrases, push_escaped};

    #[test]
    fn an_index_number_breaks_after_its_slash_and_is_escaped() {
        assert_eq!(
            breakable("00001434X/2024-<1>").to_string(),
            "00001434X/<wbr>2024-&lt;1&gt;"
        );
    }

    #[test]
    fn a_title_breaks_before_what_it_is_about() {
        let broken = |title: &str| phrases(title).to_string();
        assert_eq!(
            broken("示例市关于<1>的通知"),
            "示例市<wbr>关于&lt;1&gt;的通知"
        );
        assert_eq!(broken("关于公布《关于甲》"), "<wbr>关于公布《<wbr>关于甲》");
        assert_eq!(broken("公告"), "公告");
    }

    #[test]
    fn markup_in_text_is_escaped() {
        let mut out = Vec::new();
        escape("《<b>\"A&B'》", &mut out).expect("memory");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "《&lt;b&gt;&quot;A&amp;B&#39;》"
        );
    }

    #[test]
    fn a_sign_is_escaped_wherever_it_stands() {
        for length in 0..40 {
            for at in 0..length {
                let mut text = "a".repeat(length);
                text.replace_range(at..=at, "<");
                let (mut out, mut pushed) = (Vec::new(), String::new());
                escape(&text, &mut out).expect("memory");
                push_escaped(&mut pushed, &text);
                let escaped = text.replace('<', "&lt;");
                assert_eq!(String::from_utf8(out).expect("UTF-8"), escaped);
                assert_eq!(pushed, escaped);
            }
        }
    }

    #[test]
    fn a_size_has_at_most_three_significant_digits() {
        for (size, text) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1 KB"),
            (12_595, "12.3 KB"),
            (204_800, "200 KB"),
            (1_048_576, "1 MB"),
            (2_621_440, "2.5 MB"),
        ] {
            assert_eq!(bytes(size), text, "{size}");
        }
    }

    #[test]
    fn a_date_in_chinese_has_no_leading_zeros_and_keeps_its_time() {
        assert_eq!(chinese("2024-05-03"), "2024年5月3日");
        assert_eq!(chinese("2024-05-03 09:30"), "2024年5月3日 09:30");
        assert_eq!(chinese("长期有效"), "长期有效");
    }

    #[test]
    fn long_numbers_are_grouped_by_three_digits() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(11_398_889), "11,398,889");
    }
}
