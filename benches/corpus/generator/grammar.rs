//! A small grammar that writes Chinese sentences. In: tables of rules. Out: text, drawn with a [`Random`].
//!
//! A rule has a name and alternatives; an alternative is text with slots: `{规则}` stands for another rule,
//! `{3-20}` for a number, `{机关}` and the other [`VARIABLES`] for a word of the document. Must never do I/O.

use std::collections::BTreeMap;

use super::random::Random;

/// One table of rules: name and alternatives.
pub(crate) type Table = &'static [(&'static str, &'static [&'static str])];

/// Slots whose words come from the document itself.
const VARIABLES: [&str; 4] = ["机关", "简称", "年", "题"];

/// The words for [`VARIABLES`], in their order.
pub(crate) type Words<'a> = [&'a str; VARIABLES.len()];

#[derive(Debug)]
enum Part {
    Text(&'static str),
    Rule(usize),
    Number(usize, usize),
    Variable(usize),
}

/// Rules ready to draw from.
#[derive(Debug)]
pub(crate) struct Grammar {
    names: BTreeMap<&'static str, usize>,
    rules: Vec<Vec<Vec<Part>>>,
}

impl Grammar {
    /// Joins tables into one grammar; a later table's rule takes the place of an earlier one of that name.
    ///
    /// # Panics
    /// Where a slot names no rule: the tables are part of this program.
    pub(crate) fn new(tables: &[Table]) -> Self {
        let mut sources: BTreeMap<&'static str, &'static [&'static str]> = BTreeMap::new();
        for (name, alternatives) in tables.iter().copied().flatten() {
            sources.insert(name, alternatives);
        }
        let names: BTreeMap<_, _> = sources
            .keys()
            .enumerate()
            .map(|(at, name)| (*name, at))
            .collect();
        let rules = sources
            .values()
            .map(|list| list.iter().map(|text| parts(text, &names)).collect())
            .collect();
        Self { names, rules }
    }

    /// Writes one sentence of `rule` to the end of `out`.
    pub(crate) fn write(
        &self,
        rule: &str,
        random: &mut Random,
        words: &Words<'_>,
        out: &mut String,
    ) {
        self.expand(self.names[rule], random, words, out);
    }

    /// One sentence of `rule` as text of its own.
    pub(crate) fn text(&self, rule: &str, random: &mut Random, words: &Words<'_>) -> String {
        let mut out = String::new();
        self.write(rule, random, words, &mut out);
        out
    }

    fn expand(&self, rule: usize, random: &mut Random, words: &Words<'_>, out: &mut String) {
        for part in random.pick(&self.rules[rule]) {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Rule(inner) => self.expand(*inner, random, words, out),
                Part::Number(low, high) => out.push_str(&random.between(*low, *high).to_string()),
                Part::Variable(at) => out.push_str(words[*at]),
            }
        }
    }
}

/// Cuts one alternative into its parts.
fn parts(text: &'static str, names: &BTreeMap<&'static str, usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((slot, behind)) = after.split_once('}') else {
            panic!("slot without end: {text}");
        };
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(slot_part(slot, names));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

fn slot_part(slot: &'static str, names: &BTreeMap<&'static str, usize>) -> Part {
    if let Some(at) = VARIABLES.iter().position(|name| *name == slot) {
        return Part::Variable(at);
    }
    if let Some((Ok(low), Ok(high))) = slot
        .split_once('-')
        .map(|(low, high)| (low.parse(), high.parse()))
    {
        return Part::Number(low, high);
    }
    match names.get(slot) {
        Some(rule) => Part::Rule(*rule),
        None => panic!("no rule of the name {slot}"),
    }
}
