//! From a key to the bytes of its value: only for the files in which something was found.

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::finding::Place;
use crate::diag::Span;

/// Where a place lies in a file's text; the opening fence or the file's first line where the key is not there.
pub(super) fn resolve(place: &Place, text: &str) -> Option<Span> {
    let (front, offset) = front(text);
    let table = || DeTable::parse(front).ok();
    let at = |value: &Spanned<DeValue<'_>>| Span::from(value.span()).shifted(offset);
    let found = match place {
        Place::File => None,
        Place::Span(span) => return Some(*span),
        Place::Text(word) => {
            let at = text.find(word.as_str())?;
            return Some(Span::new(at, at + word.len()));
        }
        Place::Key(key) => table().and_then(|table| find(table.get_ref(), key).map(at)),
        Place::Word(key, word) => table().and_then(|table| {
            let whole = find(table.get_ref(), key).map(at)?;
            let inside = text.get(whole.start..whole.end)?.find(word.as_str());
            Some(inside.map_or(whole, |from| {
                Span::new(whole.start + from, whole.start + from + word.len())
            }))
        }),
        Place::Agency(index, key) => table().and_then(|table| {
            let list = table.get_ref().get("agency")?.get_ref().as_array()?;
            let agency = list.get(*index)?;
            let value = find(agency.get_ref().as_table()?, key);
            Some(value.map_or_else(|| head(text, agency.span().start), at))
        }),
    };
    Some(found.unwrap_or_else(|| head(text, 0)))
}

/// The line that begins at or before a byte.
fn head(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |end| start + end);
    Span::new(start, end)
}

/// The TOML of a file and where it begins: front matter, or all of it.
fn front(text: &str) -> (&str, usize) {
    let Some(rest) = text.strip_prefix("+++") else {
        return (text, 0);
    };
    let start = 3 + rest.find('\n').map_or(rest.len(), |line| line + 1);
    let end = text[start..]
        .find("\n+++")
        .map_or(text.len(), |end| start + end + 1);
    (&text[start..end], start)
}

/// The value at a path of keys.
fn find<'t, 'v>(table: &'t DeTable<'v>, path: &str) -> Option<&'t Spanned<DeValue<'v>>> {
    let (key, rest) = path
        .split_once('.')
        .map_or((path, None), |(key, rest)| (key, Some(rest)));
    let value = table.get(key)?;
    match rest {
        None => Some(value),
        Some(rest) => find(value.get_ref().as_table()?, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, resolve};

    #[test]
    fn 指到开头的某一项和其中的词() {
        let text =
            "+++\ntitle = \"关于安全的通知\"\noutcome = { published = 2024-05-01 }\n+++\n正文\n";
        let at = |place: Place| {
            let span = resolve(&place, text).unwrap();
            &text[span.start..span.end]
        };
        assert_eq!(at(Place::Key("title")), "\"关于安全的通知\"");
        assert_eq!(at(Place::Key("outcome.published")), "2024-05-01");
        assert_eq!(at(Place::Word("title", "安全".to_owned())), "安全");
        assert_eq!(at(Place::Key("dated")), "+++");
        assert_eq!(at(Place::File), "+++");
    }

    #[test]
    fn 指到配置中的机关() {
        let text = "[portal]\nname = \"甲\"\n\n[[agency]]\nid = \"a\"\n\n[[agency]]\nid = \"b\"\nphone = \"1\"\n";
        let at = |place: Place| {
            let span = resolve(&place, text).unwrap();
            &text[span.start..span.end]
        };
        assert_eq!(at(Place::Agency(1, "phone")), "\"1\"");
        assert_eq!(at(Place::Agency(0, "phone")), "[[agency]]");
        assert_eq!(at(Place::Key("site.icp")), "[portal]");
    }
}
