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

/// What is irregular in the writing of a 发文字号 (GB/T 9704—2012).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadForm {
    /// The year does not stand in 〔〕.
    Brackets,
    /// The year has not four digits.
    Year,
    /// 第 or padding zeros before the serial number.
    Serial,
    /// No 号 at the end.
    Ending,
    /// White space or full-width digits.
    Characters,
}

impl BadForm {
    /// What is wrong, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Brackets => "年份应当用六角括号〔〕",
            Self::Year => "年份应当是四位数字",
            Self::Serial => "序号不加“第”，不编虚位",
            Self::Ending => "末尾缺“号”",
            Self::Characters => "中间不留空格，数字用半角",
        }
    }
}

/// Looks at the writing of a 发文字号 with a bracketed year. Numbers of orders and of announcements have none, and pass.
///
/// # Errors
/// The first thing that is irregular.
pub fn form(written: &str) -> Result<(), BadForm> {
    let bracket = |c: char| "[]()（）【】﹝﹞［］〈〉〔〕".contains(c);
    let Some((open, close)) = year_brackets(written) else {
        return Ok(());
    };
    let (year, serial) = (&written[open.1..close.0], &written[close.1..]);
    if written
        .chars()
        .any(|c| c.is_whitespace() || half_width(c) != c && !bracket(c))
    {
        return Err(BadForm::Characters);
    }
    if &written[open.0..open.1] != "〔" || &written[close.0..close.1] != "〕" {
        return Err(BadForm::Brackets);
    }
    if year.len() != 4 {
        return Err(BadForm::Year);
    }
    if serial.starts_with('第') || serial.starts_with('0') {
        return Err(BadForm::Serial);
    }
    if !serial.ends_with('号') {
        return Err(BadForm::Ending);
    }
    Ok(())
}

/// The regular writing of a 发文字号; `None` where it cannot be told.
#[must_use]
pub fn mended(written: &str) -> Option<String> {
    let mut key = key(written);
    if !key.ends_with('号') {
        key.push('号');
    }
    let (open, close) = year_brackets(&key)?;
    let year = &key[open.1..close.0];
    if year.len() == 2 {
        let century = if year >= "50" { "19" } else { "20" };
        key = format!("{}{century}{}", &key[..open.1], &key[open.1..]);
    }
    form(&key).is_ok().then_some(key)
}

/// The year of a 发文字号 or of an announcement.
#[must_use]
pub fn year(written: &str) -> Option<i16> {
    let key = key(written);
    let (open, close) = year_brackets(&key)?;
    key[open.1..close.0]
        .parse()
        .ok()
        .filter(|year| (1949..=2999).contains(year))
}

/// The brackets around a year of two or four digits, each with its bytes.
fn year_brackets(text: &str) -> Option<((usize, usize), (usize, usize))> {
    let mut open = None;
    for (at, c) in text.char_indices() {
        if "[(（【﹝［〈〔".contains(c) {
            open = Some((at, at + c.len_utf8()));
        } else if "])）】﹞］〉〕".contains(c) {
            let (start, end) = open.take()?;
            let inner: String = text[end..at].chars().map(half_width).collect();
            let digits = inner.trim();
            if matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit()) {
                return Some(((start, end), (at, at + c.len_utf8())));
            }
        }
    }
    None
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
    use super::{form, key, looks_like, mended, year};

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

    #[test]
    fn 不规范的写法给出规范的() {
        for (written, regular) in [
            ("示政办发[2024]17号", "示政办发〔2024〕17号"),
            ("示政办发（2024）17号", "示政办发〔2024〕17号"),
            ("示政办发﹝2024﹞17号", "示政办发〔2024〕17号"),
            ("示政办发〔2024〕017号", "示政办发〔2024〕17号"),
            ("示政办发〔2024〕第17号", "示政办发〔2024〕17号"),
            ("示政办发〔24〕17号", "示政办发〔2024〕17号"),
            ("示政办发〔2024〕17", "示政办发〔2024〕17号"),
            ("示政办发〔2024〕 17号", "示政办发〔2024〕17号"),
            ("国发〔１９９８〕5号", "国发〔1998〕5号"),
        ] {
            assert!(form(written).is_err(), "{written}");
            assert_eq!(mended(written).as_deref(), Some(regular), "{written}");
        }
        for regular in [
            "国办发〔2024〕5号",
            "国务院令第711号",
            "公告2017年第4号",
            "新党编办（事）〔2020〕3号",
        ] {
            assert!(form(regular).is_ok(), "{regular}");
        }
        assert_eq!(year("示政办发[2024]17号"), Some(2024));
        assert_eq!(year("国务院令第711号"), None);
    }
}
