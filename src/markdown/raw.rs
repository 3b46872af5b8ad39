//! A lexer for raw HTML: tags, attributes, comments and the text between, each with its place.
//!
//! In: HTML of any quality. Out: pieces that cover it from left to right. It must never fail, never
//! look back, and never decide what is allowed: `raw_policy` does.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A piece of raw HTML; ranges are bytes of the lexed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(Range<usize>),
    Start(RawStart),
    /// `</name>`; the name in lower case.
    End(String, Range<usize>),
    /// Comments, declarations, processing instructions.
    Comment(Range<usize>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawStart {
    /// Lower case.
    pub(super) name: String,
    /// Name in lower case and the value's range.
    pub(super) attributes: Vec<(String, Range<usize>)>,
    pub(super) span: Range<usize>,
}

pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Goes on behind the end tag of an element whose content is not HTML; false where it has none.
    pub(super) fn skip_past_end_of(&mut self, name: &str) -> bool {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some(found) = self.text[at..].find("</") {
            let start = at + found + 2;
            let end = start + name.len();
            if bytes
                .get(start..end)
                .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
            {
                self.at = self.text[end..]
                    .find('>')
                    .map_or(self.text.len(), |close| end + close + 1);
                return true;
            }
            at = start;
        }
        self.at = self.text.len();
        false
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn past(&self, from: usize, needle: &str) -> usize {
        self.text
            .get(from..)
            .and_then(|rest| rest.find(needle))
            .map_or(self.text.len(), |found| from + found + needle.len())
    }

    /// A tag, comment or declaration at `<`; none where `<` is text.
    fn markup(&mut self) -> Option<Piece> {
        let start = self.at;
        let next = self.byte(start + 1);
        if self.text[start..].starts_with("<!--") {
            // `<!-->` is a whole comment.
            self.at = self.past(start + 2, "-->");
            return Some(Piece::Comment(start..self.at));
        }
        if self.text[start..].starts_with("<![CDATA[") {
            self.at = self.past(start, "]]>");
            return Some(Piece::Comment(start..self.at));
        }
        if next == b'!' || next == b'?' {
            self.at = self.past(start, ">");
            return Some(Piece::Comment(start..self.at));
        }
        if next == b'/' && self.byte(start + 2).is_ascii_alphabetic() {
            let name = self.name(start + 2);
            let end = self.past(start, ">");
            self.at = end;
            return Some(Piece::End(name, start..end));
        }
        if !next.is_ascii_alphabetic() {
            return None;
        }
        self.start_tag(start)
    }

    fn name(&self, from: usize) -> String {
        self.text.as_bytes()[from..]
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>'))
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect()
    }

    fn start_tag(&mut self, start: usize) -> Option<Piece> {
        let name = self.name(start + 1);
        let mut at = start + 1 + name.len();
        let mut attributes = Vec::new();
        loop {
            while self.byte(at).is_ascii_whitespace() || self.byte(at) == b'/' {
                at += 1;
            }
            match self.text.as_bytes().get(at) {
                None => return None,
                Some(b'>') => break,
                Some(_) => {}
            }
            let key_start = at;
            at += 1;
            while !matches!(self.byte(at), b'=' | b'>' | b'/' | 0)
                && !self.byte(at).is_ascii_whitespace()
            {
                at += 1;
            }
            let key = String::from_utf8_lossy(&self.text.as_bytes()[key_start..at]);
            let key = key.to_ascii_lowercase();
            let value = self.value(&mut at)?;
            attributes.push((key, value));
        }
        self.at = at + 1;
        Some(Piece::Start(RawStart {
            name,
            attributes,
            span: start..self.at,
        }))
    }

    /// The value after an attribute's name; empty where there is none, `None` where it never ends.
    fn value(&self, at: &mut usize) -> Option<Range<usize>> {
        let mut next = *at;
        while self.byte(next).is_ascii_whitespace() {
            next += 1;
        }
        if self.byte(next) != b'=' {
            return Some(*at..*at);
        }
        next += 1;
        while self.byte(next).is_ascii_whitespace() {
            next += 1;
        }
        let quote = self.byte(next);
        if matches!(quote, b'"' | b'\'') {
            let start = next + 1;
            let end = start + self.text.get(start..)?.find(char::from(quote))?;
            *at = end + 1;
            return Some(start..end);
        }
        let start = next;
        let rest = self.text.as_bytes().get(start..)?;
        next += rest
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>')
            .count();
        *at = next;
        Some(start..next)
    }
}

impl Iterator for Lexer<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let mut from = start;
        while let Some(found) = self.text[from..].find('<') {
            let at = from + found;
            if at > start {
                // Whether it is a tag is settled when the lexer stands there.
                let next = self.byte(at + 1);
                if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') {
                    self.at = at;
                    return Some(Piece::Text(start..at));
                }
            } else if let Some(piece) = self.markup() {
                return Some(piece);
            } else if self.byte(at + 1).is_ascii_alphabetic() {
                // A tag that never ends: all the rest is text.
                break;
            }
            from = at + 1;
        }
        self.at = self.text.len();
        Some(Piece::Text(start..self.text.len()))
    }
}

/// Resolves the entities in a text.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = rest
            .bytes()
            .skip(1)
            .take(33)
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        if rest.as_bytes().get(length + 1) == Some(&b';') {
            let entity = &rest[..length + 2];
            for event in Parser::new(entity) {
                if let Event::Text(text) = event {
                    out.push_str(&text);
                }
            }
            rest = &rest[length + 2..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Piece, decode};

    fn names(html: &str) -> Vec<String> {
        Lexer::new(html)
            .map(|piece| match piece {
                Piece::Text(range) => html[range].to_owned(),
                Piece::Start(tag) => tag
                    .attributes
                    .iter()
                    .fold(format!("<{}", tag.name), |text, (key, value)| {
                        format!("{text} {key}={}", &html[value.clone()])
                    }),
                Piece::End(name, _) => format!("/{name}"),
                Piece::Comment(_) => "!".to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_are_read_whatever_their_quotes_and_case() {
        assert_eq!(
            names("<TD Rowspan=2 class='a b' title=\"大于>小于\" nowrap>甲</TD >"),
            [
                "<td rowspan=2 class=a b title=大于>小于 nowrap=",
                "甲",
                "/td"
            ]
        );
    }

    #[test]
    fn a_bracket_that_is_no_tag_is_text() {
        assert_eq!(names("1 < 2 <b>"), ["1 < 2 ", "<b"]);
        assert_eq!(names("<a href=\"x"), ["<a href=\"x"]);
        assert_eq!(names("<"), ["<"]);
        assert_eq!(names("甲</>乙").concat(), "甲</>乙");
    }

    #[test]
    fn comments_and_declarations_are_no_text() {
        assert_eq!(
            names("甲<!-- <b> -->乙<!DOCTYPE x>"),
            ["甲", "!", "乙", "!"]
        );
    }

    #[test]
    fn entities_are_resolved_once() {
        assert_eq!(
            decode("&#106;avascript&colon;&amp;lt; &x &"),
            "javascript:&lt; &x &"
        );
    }
}
