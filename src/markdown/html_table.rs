//! The HTML of tables.
//!
//! In: a [`Grid`] and the column alignments. Out: a table that can be scrolled by finger and keyboard,
//! header cells with their scope. It must never decide what is joined: `table` did.

use std::fmt::Write as _;

use pulldown_cmark::Alignment;

use super::html::Writer;
use super::table::{Grid, Shown};
use super::tree::{Kind, Node};

impl Writer<'_, '_> {
    /// Opens the box in which a wide table scrolls.
    pub(super) fn open_scroll(&mut self) {
        self.tables += 1;
        let _ = write!(
            self.out,
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格 {}\">",
            self.tables
        );
    }

    pub(super) fn close_scroll(&mut self) {
        self.out.push_str("</div>\n");
    }

    pub(super) fn write_table(&mut self, grid: &Grid, alignments: &[Alignment]) {
        self.open_scroll();
        self.out.push_str("<table>\n<thead>\n");
        for row in 0..grid.rows() {
            if row == grid.head {
                self.out.push_str("</thead>\n<tbody>\n");
            }
            self.out.push_str("<tr>");
            for cell in grid.row(row) {
                let align = alignments.get(cell.column).copied();
                let part = if row < grid.head {
                    Part::Head
                } else {
                    Part::Body
                };
                self.cell(cell, part, align.unwrap_or(Alignment::None));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str(if grid.rows() > grid.head {
            "</tbody>\n</table>"
        } else {
            "</thead>\n</table>"
        });
        self.close_scroll();
    }

    fn cell(&mut self, cell: Shown, part: Part, align: Alignment) {
        let content = cell.token + 1;
        let length = self.tree.tokens[content..]
            .iter()
            .take_while(|token| !matches!(token.node, Node::End(Kind::Cell)))
            .count();
        // A header cell without words heads nothing.
        let empty = length == 0 || cell.blank;
        let name = if part == Part::Head && !empty {
            "th"
        } else {
            "td"
        };
        self.out.push('<');
        self.out.push_str(name);
        if name == "th" {
            self.out.push_str(if cell.columns > 1 {
                " scope=\"colgroup\""
            } else {
                " scope=\"col\""
            });
        }
        if cell.columns > 1 {
            let _ = write!(self.out, " colspan=\"{}\"", cell.columns);
        }
        if cell.rows > 1 {
            let _ = write!(self.out, " rowspan=\"{}\"", cell.rows);
        }
        self.out.push_str(match align {
            Alignment::None => ">",
            Alignment::Left => " class=\"align-left\">",
            Alignment::Center => " class=\"align-center\">",
            Alignment::Right => " class=\"align-right\">",
        });
        if !empty {
            self.range(content..content + length);
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}
