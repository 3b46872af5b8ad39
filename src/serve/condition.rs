//! Which part of an answer a request wants: nothing new (304), a range (206, 416), or all of it.
//!
//! In: the request's headers, the tag and the length of the content. Out: a [`Part`]. Pure (RFC 9110, parts 13 and 14).

use hyper::HeaderMap;
use hyper::header::{HeaderName, IF_NONE_MATCH, IF_RANGE, RANGE};

/// What to send of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The reader has it already.
    NotModified,
    /// All of it.
    Whole,
    /// The bytes from `first` to `last`, both included.
    Range {
        /// The first byte.
        first: u64,
        /// The last byte.
        last: u64,
    },
    /// A range that lies behind the end.
    Unsatisfiable,
}

/// What `headers` ask of a content of `length` bytes whose entity tag, in quotation marks, is `etag`.
pub(super) fn part(headers: &HeaderMap, etag: &str, length: u64) -> Part {
    if let Some(known) = text(headers, &IF_NONE_MATCH)
        && (known.trim() == "*" || known.split(',').any(|one| weakly(one.trim()) == etag))
    {
        return Part::NotModified;
    }
    // A tag that is weak, and a date, of which none is ever sent, never hold.
    let is_same = text(headers, &IF_RANGE).is_none_or(|one| one.trim() == etag);
    match text(headers, &RANGE) {
        Some(range) if is_same => self::range(range, length),
        _ => Part::Whole,
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// A tag compared without regard to its weakness.
fn weakly(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// A single range of bytes; several, other units and what makes no sense are answered as a whole.
fn range(written: &str, length: u64) -> Part {
    let Some((first, last)) = written
        .trim()
        .strip_prefix("bytes=")
        .filter(|ranges| !ranges.contains(','))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Part::Whole;
    };
    let number = |digits: &str| -> Option<u64> {
        // More digits than a number can hold lie behind any end.
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().unwrap_or(u64::MAX))
    };
    let end = length.saturating_sub(1);
    let (first, last) = match (first.is_empty(), number(first), number(last)) {
        (true, _, Some(0)) => return Part::Unsatisfiable,
        (true, _, Some(count)) => (length.saturating_sub(count), end),
        (false, Some(first), _) if last.is_empty() => (first, end),
        (false, Some(first), Some(last)) if first <= last => (first, last.min(end)),
        _ => return Part::Whole,
    };
    if first >= length {
        return Part::Unsatisfiable;
    }
    Part::Range { first, last }
}

#[cfg(test)]
mod tests {
    use super::{Part, part};
    use hyper::HeaderMap;
    use hyper::header::{HeaderName, HeaderValue};

    fn map(headers: &[(&'static str, &str)]) -> HeaderMap {
        let header = |(name, value): &(&'static str, &str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_str(value).unwrap(),
            )
        };
        headers.iter().map(header).collect()
    }

    fn of(headers: &[(&'static str, &str)]) -> Part {
        part(&map(headers), "\"abc\"", 1000)
    }

    fn range(first: u64, last: u64) -> Part {
        Part::Range { first, last }
    }

    #[test]
    fn 已有同样内容时不再发送() {
        for tag in ["\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"] {
            assert_eq!(of(&[("if-none-match", tag)]), Part::NotModified, "{tag}");
        }
        for tag in ["\"abd\"", "abc", ""] {
            assert_eq!(of(&[("if-none-match", tag)]), Part::Whole, "{tag}");
        }
        assert_eq!(
            of(&[("if-none-match", "\"abc\""), ("range", "bytes=0-1")]),
            Part::NotModified
        );
    }

    #[test]
    fn 一段内容() {
        for (written, part) in [
            ("bytes=0-499", range(0, 499)),
            ("bytes=500-", range(500, 999)),
            ("bytes=-1", range(999, 999)),
            ("bytes=-5000", range(0, 999)),
            ("bytes=990-5000", range(990, 999)),
            ("bytes=0-0", range(0, 0)),
            ("bytes=0-99999999999999999999999", range(0, 999)),
            ("bytes=1000-", Part::Unsatisfiable),
            ("bytes=99999999999999999999999-", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=5-4", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=1-2", Part::Whole),
        ] {
            assert_eq!(of(&[("range", written)]), part, "{written}");
        }
    }

    #[test]
    fn 内容变了就不接着旧的发() {
        assert_eq!(
            of(&[("range", "bytes=1-2"), ("if-range", "\"abc\"")]),
            range(1, 2)
        );
        for stale in ["\"abd\"", "W/\"abc\"", "Wed, 21 Oct 2026 07:28:00 GMT"] {
            let headers = [("range", "bytes=1-2"), ("if-range", stale)];
            assert_eq!(of(&headers), Part::Whole, "{stale}");
        }
    }

    #[test]
    fn 空文件没有可取的一段() {
        let headers = map(&[("range", "bytes=0-0")]);
        assert_eq!(part(&headers, "\"a\"", 0), Part::Unsatisfiable);
    }
}
