//! Bars as SVG in the rows of tables: every number stands beside its bar in words.

use std::fmt::Write as _;

/// A cell with a bar of parts, each with its class and its number; `most` fills the cell.
pub(super) fn bar(out: &mut String, parts: &[(&str, usize)], most: usize) {
    out.push_str("<td class=\"bar\"><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    let mut x = 0;
    for (class, count) in parts {
        // What is there at all can be seen.
        let width = match count * 1000 / most.max(1) {
            0 if *count > 0 => 4,
            width => width,
        };
        if width > 0 {
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"10\"/>"
            );
        }
        x += width;
    }
    out.push_str("</svg></td>");
}
