//! The HTML of footnotes.
//!
//! In: footnotes with their numbers and ids. Out: the references in the text, and the list at its end with the ways back.

use std::fmt::Write as _;

use super::escape;
use super::html::Writer;

impl Writer<'_, '_> {
    pub(super) fn reference(&mut self, reference: u32) {
        let Some(reference) = self.tree.references.get(reference as usize) else {
            return;
        };
        let Some(note) = self.tree.notes.get(reference.note as usize) else {
            return;
        };
        self.out.push_str("<sup class=\"footnote-ref\"><a");
        escape::push_attribute(&mut self.out, "id", &reference.id);
        escape::push_attribute(&mut self.out, "href", &format!("#{}", note.id));
        let _ = write!(
            self.out,
            " role=\"doc-noteref\" aria-label=\"注释 {0}\">{0}</a></sup>",
            note.number
        );
    }

    /// The footnotes in the order of their numbers.
    pub(super) fn notes(&mut self) {
        let tree = self.tree;
        if tree.notes.is_empty() {
            return;
        }
        let mut order: Vec<_> = tree.notes.iter().collect();
        order.sort_by_key(|note| note.number);
        self.out.push_str(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"注释\">\n<ol>\n",
        );
        self.depth += 1;
        for note in order {
            self.out.push_str("<li");
            escape::push_attribute(&mut self.out, "id", &note.id);
            self.out.push('>');
            self.range(note.content.clone());
            self.back_links(&note.back);
            self.out.push_str("</li>\n");
        }
        self.depth -= 1;
        self.out.push_str("</ol>\n</section>\n");
    }

    /// Back links stand in the note's last paragraph where it ends with one.
    fn back_links(&mut self, back: &[String]) {
        let in_paragraph = self.out.ends_with("</p>\n");
        if in_paragraph {
            self.out.truncate(self.out.len() - "</p>\n".len());
        }
        for (index, id) in back.iter().enumerate() {
            self.out
                .push_str(" <a class=\"footnote-back\" role=\"doc-backlink\"");
            escape::push_attribute(&mut self.out, "href", &format!("#{id}"));
            if back.len() == 1 {
                self.out.push_str(" aria-label=\"返回正文\">↩</a>");
            } else {
                let number = index + 1;
                let _ = write!(
                    self.out,
                    " aria-label=\"返回正文第 {number} 处\">↩<sup>{number}</sup></a>"
                );
            }
        }
        if in_paragraph {
            self.out.push_str("</p>\n");
        }
    }
}
