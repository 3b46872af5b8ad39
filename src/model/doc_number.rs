//! 发文字号: one key for every way of writing it (standards 6.6).

/// The key under which all spellings of a number meet: brackets made `〔〕`, full-width forms made half-width, white space,
/// `第` before the serial number and padding zeros dropped.
///
/// `国发[2024] 05号`, `国发（2024）5号` and `国发〔2024〕第5号` share one key.
#[must_use]
pub fn key(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for c in written
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace())
    {
        out.push(match c {
            '[' | '(' | '【' | '﹝' | '〔' | '［' | '〈' => '〔',
            ']' | ')' | '】' | '﹞' | '〕' | '］' | '〉' => '〕',
            c => c.to_ascii_uppercase(),
        });
    }
    tidy_serial(&out)
}

/// Whether a text looks like a 发文字号 or the number of an order rather than a path or a title.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    let key = key(text);
    key.ends_with('号') && key.chars().any(|c| c.is_ascii_digit())
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Drops `第` and zeros between the year's bracket and the serial number.
fn tidy_serial(text: &str) -> String {
    let Some(close) = text.rfind('〕') else {
        return text.to_owned();
    };
    let (head, tail) = text.split_at(close + '〕'.len_utf8());
    let tail = tail
        .strip_prefix('第')
        .unwrap_or(tail)
        .trim_start_matches('0');
    format!("{head}{tail}")
}

#[cfg(test)]
mod tests {
    use super::{key, looks_like};

    #[test]
    fn 同一文号的各种写法归为一个() {
        let expected = "国发〔2024〕5号";
        for written in [
            "国发〔2024〕5号",
            "国发[2024]5号",
            "国发［2024］5号",
            "国发【2024】5号",
            "国发(2024)5号",
            "国发（2024）5号",
            "国发﹝2024﹞5号",
            "国发〔2024〕 5号",
            "国发〔2024〕第5号",
            "国发〔2024〕05号",
            "国发〔２０２４〕５号",
        ] {
            assert_eq!(key(written), expected, "{written}");
        }
        assert_eq!(key("国务院令第711号"), "国务院令第711号");
        assert_ne!(key("国发〔2024〕50号"), expected);
    }

    #[test]
    fn 分得清文号和标题() {
        assert!(looks_like("示政办发〔2024〕17号"));
        assert!(looks_like("国令第711号"));
        assert!(!looks_like("《关于印发的通知》"));
        assert!(!looks_like("policy/2024/a.md"));
    }
}
