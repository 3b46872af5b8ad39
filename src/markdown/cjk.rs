//! What the stage knows about Chinese characters: their classes and where a line break vanishes.
//!
//! In: characters and the tokens of a body. Out: classes; tokens without soft breaks.
//! It must never look at the source: a break between two inline elements is one as well.

use pulldown_cmark::CowStr;

use super::tree::{Kind, Node, Token};

/// What a character does beside a delimiter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Class {
    #[default]
    Space,
    /// ASCII letters, digits, and the letters of other scripts.
    Word,
    /// 汉字 and signs that behave like them (—, …, ～).
    Cjk,
    /// `（《“` and the like.
    Opening,
    /// `）》”` and the like, ASCII ones included.
    Closing,
    /// `，。、；：？！` and their ASCII forms.
    Pause,
    /// All other punctuation and symbols.
    Mark,
}

impl Class {
    pub(super) fn is_letter(self) -> bool {
        matches!(self, Self::Word | Self::Cjk)
    }

    pub(super) fn is_punctuation(self) -> bool {
        matches!(
            self,
            Self::Opening | Self::Closing | Self::Pause | Self::Mark
        )
    }

    pub(super) fn of(c: char) -> Self {
        match c {
            // 汉字 are by far the most frequent, so looked at first.
            '\u{4E00}'..='\u{9FFF}' | '—' | '…' | '·' | '～' => Self::Cjk,
            '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '［' | '｛'
            | '“' | '‘' | '﹝' | '﹙' | '〝' => Self::Opening,
            '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '］' | '｝'
            | '”' | '’' | '﹞' | '﹚' | '〞' | ')' | ']' | '}' => Self::Closing,
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '．' | '﹐' | '﹑' | ',' | '.'
            | ';' | ':' | '?' | '!' => Self::Pause,
            _ if c.is_whitespace() => Self::Space,
            _ if c.is_ascii_alphanumeric() => Self::Word,
            _ if c.is_ascii() => Self::Mark,
            _ if is_wide(c) => Self::Cjk,
            _ if c.is_alphanumeric() => Self::Word,
            _ => Self::Mark,
        }
    }
}

/// Whether the character belongs to Chinese (or Japanese) writing, punctuation and full-width
/// forms included. Korean is not: it puts spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2460..=0x24FF   // ①
        | 0x2E80..=0x2FFF // radicals
        | 0x3001..=0x312F // 、 〔 kana, bopomofo; the ideographic space is a space
        | 0x31A0..=0x33FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF
        | 0xFE10..=0xFE1F
        | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF9F
        | 0xFFE0..=0xFFE6
        | 0x2_0000..=0x3_FFFF)
}

/// Signs that Chinese shares with Western writing.
fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '×')
}

/// Whether a line break between the two leaves nothing behind.
///
/// It does where either is Chinese: official typesetting (GB/T 9704) sets no space between 汉字 and
/// digits or letters, and `2024年` + `5月` must be found by whoever searches for 2024年5月.
/// Between two Western characters it is a space.
pub(super) fn joins(before: char, after: char) -> bool {
    is_wide(before) || is_wide(after) || (is_shared(before) && is_shared(after))
}

/// Whether this begins a paragraph as typed by hand: `　　` at the start of a line.
pub(super) fn is_indent(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{2003}' | '\u{a0}')
}

/// Settles every soft break in the inline content that these tokens are: it goes, becomes a space, or (before an indent of
/// `　　`) a hard break. Indents typed at the start of a paragraph go: they are layout.
pub(super) fn settle_breaks(tokens: &mut [Token<'_>], block: Option<Kind>) {
    let mut before = ' ';
    let mut at_start = block == Some(Kind::Paragraph);
    for index in 0..tokens.len() {
        match &mut tokens[index].node {
            Node::Text(text) => {
                if at_start {
                    strip_indent(text);
                }
                if let Some(last) = text.chars().next_back() {
                    before = last;
                    at_start = false;
                }
            }
            Node::Code(text) => {
                before = text.chars().next_back().unwrap_or(before);
                at_start = false;
            }
            Node::SoftBreak => {
                let after = first_char(&tokens[index + 1..]);
                tokens[index].node = match after {
                    Some('\u{3000}') => Node::HardBreak,
                    Some(after) if joins(before, after) => Node::Text(CowStr::Borrowed("")),
                    _ => Node::Text(CowStr::Borrowed(" ")),
                };
            }
            _ => {}
        }
    }
}

fn strip_indent(text: &mut CowStr<'_>) {
    if !text.starts_with(is_indent) {
        return;
    }
    let stripped = match &*text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.trim_start_matches(is_indent)),
        other => CowStr::from(other.trim_start_matches(is_indent).to_owned()),
    };
    *text = stripped;
}

/// The first character that the reader sees after a break, across inline elements; none where
/// another break or a block comes first.
fn first_char(tokens: &[Token<'_>]) -> Option<char> {
    for token in tokens {
        match &token.node {
            Node::Text(text) | Node::Code(text) => {
                if let Some(first) = text.chars().next() {
                    return Some(first);
                }
            }
            Node::Start(kind) | Node::End(kind) if kind.is_inline() => {}
            Node::RawStart(_) | Node::RawEnd(_) | Node::Reference(_) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Class, joins};

    #[test]
    fn a_break_vanishes_next_to_chinese_and_stays_between_western_words() {
        assert!(joins('年', '月'));
        assert!(joins('，', '其'));
        assert!(joins('年', '5'));
        assert!(joins('P', '增'));
        assert!(joins('”', '“'));
        assert!(!joins('d', 'w'));
        assert!(!joins('d', '“'));
        assert!(!joins('한', '글'));
    }

    #[test]
    fn brackets_have_a_direction() {
        assert_eq!(Class::of('《'), Class::Opening);
        assert_eq!(Class::of('》'), Class::Closing);
        assert_eq!(Class::of('，'), Class::Pause);
        assert_eq!(Class::of('\u{3000}'), Class::Space);
        assert_eq!(Class::of('政'), Class::Cjk);
        assert_eq!(Class::of('['), Class::Mark);
    }
}
