//! Web pages: the text between tags, a block a line.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::plain;
use super::text::{Extracted, Lines};
use crate::model::Unreadable;

/// The title and the body.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let text = plain::decode(bytes)?;
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&text));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    Ok(tokenizer.sink.lines.into_inner().finish())
}

#[derive(Default)]
struct Sink {
    lines: RefCell<Lines>,
    /// Within an element whose text is not shown.
    hidden: RefCell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(words) if !*self.hidden.borrow() => {
                self.lines.borrow_mut().push(&words);
            }
            Token::TagToken(tag) => return self.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let mut lines = self.lines.borrow_mut();
        let begins = tag.kind == TagKind::StartTag;
        match tag.name.as_ref() {
            "script" | "style" | "noscript" | "template" => *self.hidden.borrow_mut() = begins,
            "td" | "th" => lines.space(),
            "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "del" | "em" | "font" | "i"
            | "ins" | "kbd" | "label" | "mark" | "q" | "ruby" | "s" | "samp" | "small" | "span"
            | "strong" | "sub" | "sup" | "time" | "u" | "var" | "wbr" | "img" => {}
            _ => lines.end_line(),
        }
        if !begins {
            return TokenSinkResult::Continue;
        }
        // A tokenizer without a tree has to be told where tags are not tags.
        match tag.name.as_ref() {
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" | "xmp" | "noembed" | "noframes" => TokenSinkResult::RawData(Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}
