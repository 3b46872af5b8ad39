//! The HTML of links and images.
//!
//! In: targets as written. Out: what the answer of [`super::Links`] and the target's scheme allow. It must
//! never let a scheme through that is not known to be harmless, whoever resolved the link.

use super::gap::Gap;
use super::html::Writer;
use super::link::{Address, classify};
use super::tree::{Form, Kind, Node, RawTag};
use super::{Links, Resolution, escape, text};

/// What closes an element that depends on where a link led.
pub(super) type Closer = &'static str;

/// Begins a link to a target with a title, written in this form; answers with how it ends.
pub(super) fn open(
    out: &mut String,
    links: &dyn Links,
    (dest, title): (&str, &str),
    form: Form,
) -> Closer {
    let way = match form {
        Form::Mail => Way::Plain(format!("mailto:{dest}")),
        Form::Words | Form::Address => way(links, dest),
    };
    let closer = open_link(out, &way);
    if closer == "</a>" && !title.is_empty() {
        // Behind the attributes already written.
        out.pop();
        escape::push_attribute(out, "title", title);
        out.push('>');
    }
    closer
}

fn way(links: &dyn Links, dest: &str) -> Way {
    match classify(dest) {
        Address::Forbidden(_) => Way::Nowhere,
        Address::Contact(target) => Way::Plain(target.into_owned()),
        Address::Ask(target) => match links.resolve(&target) {
            Resolution::Href(href) => safe(href, Way::Plain),
            Resolution::External(href) => safe(href, Way::External),
            Resolution::Unlinked => Way::Nowhere,
        },
    }
}

fn open_link(out: &mut String, way: &Way) -> Closer {
    match way {
        Way::Plain(href) => {
            out.push_str("<a");
            escape::push_attribute(out, "href", href);
            out.push('>');
            "</a>"
        }
        Way::External(href) => {
            out.push_str("<a class=\"external\"");
            escape::push_attribute(out, "href", href);
            out.push_str(" rel=\"noopener noreferrer\">");
            "</a>"
        }
        Way::Nowhere => "",
    }
}

impl Writer<'_, '_> {
    pub(super) fn link(&mut self, link: u32) {
        let target = &self.tree.links[link as usize];
        if let Some(open) = &mut self.open {
            open.gaps.push(Gap::opens(self.out.len(), target));
            return;
        }
        let closer = open(
            &mut self.out,
            self.links,
            (&target.dest, &target.title),
            target.form,
        );
        self.closers.push(closer);
    }

    pub(super) fn link_end(&mut self) {
        match &mut self.open {
            Some(open) => open.gaps.push(Gap::closes(self.out.len())),
            None => self.out.push_str(self.closers.pop().unwrap_or_default()),
        }
    }

    /// An image that stands alone in its paragraph and has a title is a figure with a caption.
    pub(super) fn figure(&mut self, paragraph: usize) -> Option<usize> {
        let Node::Start(Kind::Image(link)) = self.tree.tokens.get(paragraph + 1)?.node else {
            return None;
        };
        let target = &self.tree.links[link as usize];
        if target.title.is_empty() {
            return None;
        }
        let end = self.image_end(paragraph + 1);
        if !matches!(
            self.tree.tokens.get(end + 1)?.node,
            Node::End(Kind::Paragraph)
        ) {
            return None;
        }
        let Way::Plain(src) = way(self.links, &target.dest) else {
            return None;
        };
        let alt = text::words(&self.tree.tokens[paragraph + 2..end], self.tree);
        self.out.push_str("<figure>");
        self.img(&src, &alt);
        self.out.push_str("<figcaption>");
        escape::push(&mut self.out, &target.title);
        self.out.push_str("</figcaption></figure>\n");
        Some(end + 2)
    }

    fn image_end(&self, start: usize) -> usize {
        self.tree.end_of(start)
    }

    pub(super) fn image(&mut self, link: u32, start: usize) -> usize {
        let end = self.image_end(start);
        let target = &self.tree.links[link as usize];
        let alt = text::words(&self.tree.tokens[start + 1..end], self.tree);
        match way(self.links, &target.dest) {
            Way::Plain(src) => {
                self.img(&src, &alt);
                if !target.title.is_empty() {
                    self.out.pop();
                    escape::push_attribute(&mut self.out, "title", &target.title);
                    self.out.push('>');
                }
            }
            way => self.instead_of_image(&way, &alt),
        }
        end + 1
    }

    fn img(&mut self, src: &str, alt: &str) {
        self.out.push_str("<img");
        escape::push_attribute(&mut self.out, "src", src);
        escape::push_attribute(&mut self.out, "alt", alt);
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// An image that the page may not load leaves its words; one elsewhere leaves a link as well.
    fn instead_of_image(&mut self, way: &Way, alt: &str) {
        let in_link = self.closers.contains(&"</a>") || self.raw_closers.contains(&"</a>");
        let closer = match way {
            Way::External(_) if in_link => "",
            way => open_link(&mut self.out, way),
        };
        let words = if alt.is_empty() { "图片" } else { alt };
        if !closer.is_empty() || !alt.is_empty() {
            escape::push(&mut self.out, words);
        }
        self.out.push_str(closer);
    }

    pub(super) fn raw_link(&mut self, tag: &RawTag<'_>, index: usize) {
        self.raw_depth += 1;
        let way = tag.attribute("href").map(|href| way(self.links, href));
        let closer = match way {
            // A place to link to.
            None | Some(Way::Nowhere) if self.tree.anchor(index).is_some() => {
                self.out.push_str("<span>");
                "</span>"
            }
            None => "",
            Some(way) => open_link(&mut self.out, &way),
        };
        if !closer.is_empty() {
            self.out.pop();
            self.raw_attributes(tag, index, "href");
            self.out.push('>');
        }
        self.raw_closers.push(closer);
    }

    pub(super) fn raw_image(&mut self, tag: &RawTag<'_>) {
        let alt = tag.attribute("alt").unwrap_or_default();
        match tag.attribute("src").map(|src| way(self.links, src)) {
            Some(Way::Plain(src)) => {
                self.img(&src, alt);
                self.out.pop();
                for key in ["width", "height", "title"] {
                    if let Some(value) = tag.attribute(key) {
                        escape::push_attribute(&mut self.out, key, value);
                    }
                }
                self.out.push('>');
            }
            Some(way) => self.instead_of_image(&way, alt),
            None => escape::push(&mut self.out, alt),
        }
    }
}

/// Where a link is followed to.
enum Way {
    Plain(String),
    External(String),
    Nowhere,
}

/// Whoever resolves links has no say over schemes.
fn safe(href: String, way: fn(String) -> Way) -> Way {
    match classify(&href) {
        Address::Forbidden(_) => Way::Nowhere,
        _ => way(href),
    }
}
