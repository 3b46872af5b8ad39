//! Charts as SVG, each with its words: every number stands beside its bar.

use std::fmt::Write as _;

use super::escape;

/// Horizontal bars of two parts: errors, then reminders.
pub(super) fn bars(out: &mut String, title: &str, rows: &[(String, usize, usize)]) {
    let most = rows.iter().map(|(_, a, b)| a + b).max().unwrap_or(0).max(1);
    let height = rows.len() * 28 + 8;
    let _ = write!(
        out,
        "<figure>\n<svg viewBox=\"0 0 720 {height}\" role=\"img\" aria-label=\"{0}\">\n<title>{0}</title>\n",
        escape(title)
    );
    for (at, (label, denied, warned)) in rows.iter().enumerate() {
        let y = at * 28 + 4;
        let first = denied * 440 / most;
        let second = warned * 440 / most;
        let _ = writeln!(
            out,
            "<text x=\"136\" y=\"{}\" text-anchor=\"end\">{}</text><rect class=\"deny\" x=\"144\" y=\"{y}\" width=\"{first}\" height=\"20\"/><rect class=\"warn\" x=\"{}\" y=\"{y}\" width=\"{second}\" height=\"20\"/><text x=\"{}\" y=\"{}\">错误 {denied}，提醒 {warned}</text>",
            y + 15,
            escape(label),
            144 + first,
            152 + first + second,
            y + 15,
        );
    }
    let _ = write!(
        out,
        "</svg>\n<figcaption>{}</figcaption>\n</figure>\n",
        escape(title)
    );
}

/// Upright bars.
pub(super) fn columns(out: &mut String, title: &str, rows: &[(String, usize, usize)]) {
    let most = rows.iter().map(|(_, a, b)| a + b).max().unwrap_or(0).max(1);
    let width = rows.len() * 68 + 8;
    let _ = write!(
        out,
        "<figure>\n<svg viewBox=\"0 0 {width} 180\" style=\"max-width:{width}px\" role=\"img\" aria-label=\"{0}\">\n<title>{0}</title>\n",
        escape(title)
    );
    for (at, (label, _, count)) in rows.iter().enumerate() {
        let x = at * 68 + 8;
        let high = count * 120 / most;
        let y = 140 - high;
        let _ = writeln!(
            out,
            "<rect class=\"plain\" x=\"{x}\" y=\"{y}\" width=\"44\" height=\"{high}\"/><text x=\"{0}\" y=\"{1}\" text-anchor=\"middle\">{count}</text><text x=\"{0}\" y=\"160\" text-anchor=\"middle\">{2}</text>",
            x + 22,
            y - 6,
            escape(label),
        );
    }
    let _ = write!(
        out,
        "</svg>\n<figcaption>{}</figcaption>\n</figure>\n",
        escape(title)
    );
}
