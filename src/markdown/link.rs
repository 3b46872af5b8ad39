//! What a link's target is before anyone knows where it leads.
//!
//! In: a target as written. Out: what to ask the site, or that it must not be followed.
//! It must never judge whether a page exists.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A target, sorted by what has to be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A path or an anchor, percent-decoded, or a web address as written: the site answers.
    Ask(Cow<'a, str>),
    /// `mailto:` and `tel:`: passed on.
    Contact(Cow<'a, str>),
    /// Any other scheme, named in lower case: never comes out.
    Forbidden(String),
}

/// Sorts a target.
pub(super) fn classify(dest: &str) -> Address<'_> {
    // Browsers ignore these inside a scheme, so `java\tscript:` is one.
    let clean: Cow<'_, str> = if dest.contains(|c: char| c.is_ascii_control()) {
        Cow::Owned(dest.chars().filter(|c| !c.is_ascii_control()).collect())
    } else {
        Cow::Borrowed(dest)
    };
    let clean = trim(clean);
    match scheme(&clean).as_deref() {
        None if clean.starts_with("//") => Address::Ask(clean),
        None => Address::Ask(decode(clean)),
        Some("http" | "https") => Address::Ask(clean),
        Some("mailto" | "tel") => Address::Contact(clean),
        Some(other) => Address::Forbidden(other.to_owned()),
    }
}

fn trim(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The scheme in lower case: letters, digits, `+`, `-`, `.` up to the first colon.
fn scheme(target: &str) -> Option<String> {
    let (name, _) = target.split_once(':')?;
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    plain.then(|| name.to_ascii_lowercase())
}

/// Percent-decodes a path. `%23` stays: a decoded `#` would begin an anchor.
fn decode(target: Cow<'_, str>) -> Cow<'_, str> {
    if !target.contains('%') {
        return target;
    }
    let mut out = String::with_capacity(target.len());
    for (index, part) in target.split("%23").enumerate() {
        if index > 0 {
            out.push_str("%23");
        }
        match percent_decode_str(part).decode_utf8() {
            Ok(text) => out.push_str(&text),
            Err(_) => out.push_str(part),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Address, classify};

    fn asked(target: &str) -> String {
        match classify(target) {
            Address::Ask(text) => text.into_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_path_is_decoded_and_a_web_address_is_not() {
        assert_eq!(asked("../%E9%99%84%E4%BB%B6.md#%E4%B8%80"), "../附件.md#一");
        assert_eq!(asked("100%25%23.md"), "100%%23.md");
        assert_eq!(asked("%FF.md"), "%FF.md");
        assert_eq!(asked("https://x.cn/%E9"), "https://x.cn/%E9");
        assert_eq!(asked("//x.cn/%41"), "//x.cn/%41");
    }

    #[test]
    fn a_scheme_is_known_in_any_disguise() {
        for target in [
            "javascript:x",
            " JavaScript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
        ] {
            assert_eq!(
                classify(target),
                Address::Forbidden("javascript".to_owned()),
                "{target:?}"
            );
        }
        assert_eq!(
            classify("data:text/html,x"),
            Address::Forbidden("data".to_owned())
        );
        assert_eq!(
            classify("mailto:a@x.cn"),
            Address::Contact(Cow::Borrowed("mailto:a@x.cn"))
        );
    }

    #[test]
    fn a_colon_in_a_chinese_file_name_is_no_scheme() {
        assert_eq!(asked("附件1:名单.docx"), "附件1:名单.docx");
    }
}
