//! What differs between two texts, paragraph by paragraph.
//!
//! In: two plain texts, a line for each paragraph. Out: rows in the order of the texts, each with its old and its new
//! wording cut into what stayed and what changed. Pure, and the same for the same texts: no clock limits the work,
//! the lengths do.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A replaced passage with more pairs of paragraphs than this is paired by order alone.
const PAIRS_MAX: usize = 4_000;
/// A paragraph longer than this is not compared within.
const CHARS_MAX: usize = 4_000;
/// Paragraphs less alike than this are not one paragraph that changed. Share of common pairs of characters.
const ALIKE: f64 = 0.4;
/// Fewer characters than this between two changes do not help a reader.
const ISLAND: usize = 2;

/// A run of characters of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Whether it stands on this side only.
    pub(super) changed: bool,
}

/// One paragraph beside the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// In both, word for word.
    Same(String),
    /// In both, in other words.
    Changed(Vec<Run>, Vec<Run>),
    /// In the old text only.
    Removed(String),
    /// In the new text only.
    Added(String),
}

/// Compares two texts.
pub(super) fn rows(old: &str, new: &str) -> Vec<Row> {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let mut out = Vec::with_capacity(old.len().max(new.len()));
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {
                out.extend(before.iter().map(|line| Row::Same((*line).to_owned())));
            }
            _ => passage(before, after, &mut out),
        }
    }
    out
}

/// A passage that was replaced: paragraphs that are alike stand beside each other, the others alone, in order.
fn passage(old: &[&str], new: &[&str], out: &mut Vec<Row>) {
    let (mut at, mut to) = (0, 0);
    for (i, j) in pairs(old, new) {
        out.extend(
            old[at..i]
                .iter()
                .map(|line| Row::Removed((*line).to_owned())),
        );
        out.extend(new[to..j].iter().map(|line| Row::Added((*line).to_owned())));
        let (before, after) = within(old[i], new[j]);
        out.push(Row::Changed(before, after));
        (at, to) = (i + 1, j + 1);
    }
    out.extend(
        old[at..]
            .iter()
            .map(|line| Row::Removed((*line).to_owned())),
    );
    out.extend(new[to..].iter().map(|line| Row::Added((*line).to_owned())));
}

/// Which paragraphs belong together: the pairs, in both orders ascending, that are most alike altogether.
fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > PAIRS_MAX {
        let both = old.len().min(new.len());
        return (0..both)
            .map(|at| (at, at))
            .filter(|(i, j)| alike(&grams(old[*i]), &grams(new[*j])) >= ALIKE)
            .collect();
    }
    let of = |lines: &[&str]| lines.iter().map(|line| grams(line)).collect::<Vec<_>>();
    let (before, after) = (of(old), of(new));
    let width = new.len() + 1;
    // best[i][j]: the most that the paragraphs from i and from j on can be alike.
    let mut best = vec![0.0_f64; (old.len() + 1) * width];
    let mut likeness = vec![0.0_f64; old.len() * new.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let share = alike(&before[i], &after[j]);
            let share = if share >= ALIKE { share } else { 0.0 };
            likeness[i * new.len() + j] = share;
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            best[i * width + j] = skip.max(share + best[(i + 1) * width + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < old.len() && j < new.len() {
        let share = likeness[i * new.len() + j];
        let here = best[i * width + j];
        if share > 0.0 && here <= share + best[(i + 1) * width + j + 1] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here <= best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// Neighbouring characters of a paragraph.
struct Grams {
    sorted: Vec<u64>,
    /// A bit for each, of 1024.
    bits: [u64; 16],
}

impl Grams {
    /// The most neighbours that the other paragraph can have too: each bit that it has not is one at least.
    fn common_at_most(&self, other: &Grams) -> usize {
        let only_here = self.bits.iter().zip(&other.bits).map(|(a, b)| a & !b);
        let lacking: u32 = only_here.map(u64::count_ones).sum();
        self.sorted.len() - lacking as usize
    }
}

/// The place of the bit of two neighbours.
fn place(gram: u64) -> (usize, u64) {
    // An odd number without a pattern: its products are spread over their upper bits.
    let bit = gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54;
    (usize::from((bit >> 6) as u8 & 15), bit & 63)
}

fn grams(line: &str) -> Grams {
    let key = |(a, b)| (u64::from(u32::from(a)) << 32) | u64::from(u32::from(b));
    let mut sorted: Vec<u64> = line.chars().zip(line.chars().skip(1)).map(key).collect();
    sorted.sort_unstable();
    let mut bits = [0; 16];
    for gram in &sorted {
        let (word, bit) = place(*gram);
        bits[word] |= 1 << bit;
    }
    Grams { sorted, bits }
}

/// How much two paragraphs have in common, from 0 to 1; something below [`ALIKE`] where that is all that is to know.
fn alike(a: &Grams, b: &Grams) -> f64 {
    let total = u32::try_from(a.sorted.len() + b.sorted.len()).unwrap_or(u32::MAX);
    let share = |common: u32| f64::from(2 * common) / f64::from(total);
    if total == 0 {
        return 0.0;
    }
    let most = a.common_at_most(b).min(b.common_at_most(a));
    let most = share(u32::try_from(most).unwrap_or(u32::MAX / 2));
    if most < ALIKE {
        return most;
    }
    let (a, b) = (&a.sorted, &b.sorted);
    let (mut i, mut j, mut common) = (0, 0, 0_u32);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += u32::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    share(common)
}

/// The two wordings of a paragraph, cut where they part.
fn within(old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
    let old: Vec<char> = old.chars().collect();
    let new: Vec<char> = new.chars().collect();
    if old.len() > CHARS_MAX || new.len() > CHARS_MAX {
        return (run(&old, true), run(&new, true));
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let last = ops.len().saturating_sub(1);
    for (at, op) in ops.iter().enumerate() {
        let equal = matches!(op, DiffOp::Equal { .. });
        let island = equal && at > 0 && at < last && op.old_range().len() < ISLAND;
        push(&mut before, &old[op.old_range()], !equal || island);
        push(&mut after, &new[op.new_range()], !equal || island);
    }
    (before, after)
}

fn run(chars: &[char], changed: bool) -> Vec<Run> {
    let mut out = Vec::new();
    push(&mut out, chars, changed);
    out
}

/// Adds characters, to the last run where it is of the same sort.
fn push(runs: &mut Vec<Run>, chars: &[char], changed: bool) {
    if chars.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.changed == changed => last.text.extend(chars),
        _ => runs.push(Run {
            text: chars.iter().collect(),
            changed,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Run, rows};

    fn text(runs: &[Run]) -> String {
        let cut = |run: &Run| {
            if run.changed {
                format!("[{}]", run.text)
            } else {
                run.text.clone()
            }
        };
        runs.iter().map(cut).collect()
    }

    fn shown(old: &str, new: &str) -> Vec<String> {
        let show = |row: &Row| match row {
            Row::Same(line) => format!("= {line}"),
            Row::Changed(old, new) => format!("~ {} | {}", text(old), text(new)),
            Row::Removed(line) => format!("- {line}"),
            Row::Added(line) => format!("+ {line}"),
        };
        rows(old, new).iter().map(show).collect()
    }

    #[test]
    fn 改动的字标出来没有改动的段照旧() {
        assert_eq!(
            shown(
                "第一条 为了规范工作，制定本办法。\n第二条 申请之日起20个工作日内答复。",
                "第一条 为了规范工作，制定本办法。\n第二条 申请之日起15个工作日内答复。",
            ),
            [
                "= 第一条 为了规范工作，制定本办法。",
                "~ 第二条 申请之日起[20]个工作日内答复。 | 第二条 申请之日起[15]个工作日内答复。",
            ]
        );
    }

    #[test]
    fn 新增和删去的段各自成行() {
        assert_eq!(
            shown(
                "总则\n甲乡设站。\n附则",
                "总则\n各镇街道建立救助物资储备点。\n附则\n本办法自公布之日起施行。"
            ),
            [
                "= 总则",
                "- 甲乡设站。",
                "+ 各镇街道建立救助物资储备点。",
                "= 附则",
                "+ 本办法自公布之日起施行。",
            ]
        );
    }

    #[test]
    fn 条文顺延后仍与原条文对照() {
        let shown = shown(
            "第五条 储备物资每年轮换一次。\n第六条 本办法由民政局解释。",
            "第五条 预警分为四级，用颜色表示。\n第六条 储备物资每半年轮换一次。\n第七条 本办法由应急局解释。",
        );
        assert_eq!(
            shown,
            [
                "+ 第五条 预警分为四级，用颜色表示。",
                "~ 第[五]条 储备物资每年轮换一次。 | 第[六]条 储备物资每[半]年轮换一次。",
                "~ 第[六]条 本办法由[民政]局解释。 | 第[七]条 本办法由[应急]局解释。",
            ]
        );
    }

    #[test]
    fn 每一段都在两边各出现一次() {
        let lines = |count: u32, line: fn(u32) -> String| {
            (0..count).map(line).collect::<Vec<_>>().join("\n") + "\n"
        };
        let old = lines(300, |n| format!("第{n}条 甲乙丙丁{}", n % 7));
        let new = lines(280, |n| format!("第{}条 甲乙丙戊{}", n + 9, n % 5));
        let whole = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let (mut before, mut after) = (String::new(), String::new());
        for row in rows(&old, &new) {
            let (left, right) = match row {
                Row::Same(line) => (Some(line.clone()), Some(line)),
                Row::Changed(old, new) => (Some(whole(&old)), Some(whole(&new))),
                Row::Removed(line) => (Some(line), None),
                Row::Added(line) => (None, Some(line)),
            };
            before.extend(left.map(|line| line + "\n"));
            after.extend(right.map(|line| line + "\n"));
        }
        assert_eq!((before, after), (old, new));
    }

    #[test]
    fn 空文本也能对照() {
        assert_eq!(shown("", ""), Vec::<String>::new());
        assert_eq!(shown("", "甲"), ["+ 甲"]);
    }
}
