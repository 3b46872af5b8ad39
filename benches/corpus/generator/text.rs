//! Writes bodies: headings, paragraphs, lists, tables and articles until a length is reached.
//! In: the grammars and a stream of draws. Out: Markdown. Must never look at other documents.

use std::fmt::Write as _;

use super::document::Document;
use super::grammar::{Grammar, Words};
use super::random::Random;
use super::{agency, columns, domains, sentences};

/// One grammar for each domain.
#[derive(Debug)]
pub(crate) struct Library(Vec<Grammar>);

impl Library {
    pub(crate) fn new() -> Self {
        let tables = [
            sentences::NAMES,
            sentences::CLAUSES,
            sentences::SENTENCES,
            sentences::TITLES,
            columns::TITLES,
        ];
        let grammar = |number| {
            let words = [domains::domain(number).words];
            Grammar::new(&[&tables[..], &words[..]].concat())
        };
        Self((0..domains::COUNT).map(grammar).collect())
    }

    /// One line from a rule of titles.
    pub(crate) fn title(
        &self,
        rule: &str,
        domain: usize,
        random: &mut Random,
        words: &Words<'_>,
    ) -> String {
        self.0[domain].text(rule, random, words)
    }
}

/// A body in the making.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    grammar: &'a Grammar,
    pub(crate) random: Random,
    words: Words<'a>,
    pub(crate) out: String,
    /// Between two sentences of a paragraph: nothing, or a line break as some editors leave them.
    joint: &'static str,
}

impl<'a> Writer<'a> {
    /// A writer for one document; `year` is the year of its date as text.
    pub(crate) fn new(
        library: &'a Library,
        document: &'a Document,
        year: &'a str,
        seed: u64,
    ) -> Self {
        let mut random = Random::new(seed ^ 0xb0d1, document.number);
        let agency = &agency::AGENCIES[document.agency];
        let joint = if random.chance(60) { "\n" } else { "" };
        let words = [agency.name, agency.short, year, document.title.as_str()];
        Self {
            grammar: &library.0[document.domain],
            random,
            words,
            out: String::new(),
            joint,
        }
    }

    /// One line of a rule.
    pub(crate) fn line(&mut self, rule: &str) -> String {
        self.grammar.text(rule, &mut self.random, &self.words)
    }

    /// Writes a rule right here.
    pub(crate) fn put(&mut self, rule: &str) {
        self.grammar
            .write(rule, &mut self.random, &self.words, &mut self.out);
    }

    /// A paragraph of `low` to `high` sentences.
    pub(crate) fn paragraph(&mut self, rule: &str, low: usize, high: usize) {
        for at in 0..self.random.between(low, high) {
            if at > 0 {
                self.out.push_str(self.joint);
            }
            self.put(rule);
        }
        self.end();
    }

    /// Ends a block.
    pub(crate) fn end(&mut self) {
        self.out.push_str("\n\n");
    }

    /// A heading of the first level in a body: `## 一、…`.
    pub(crate) fn section(&mut self, number: usize, title: &str) {
        let _ = write!(self.out, "## {}、{title}\n\n", chinese(number));
    }

    /// A heading below it: `### （一）…`.
    pub(crate) fn subsection(&mut self, number: usize) {
        let _ = write!(self.out, "### （{}）", chinese(number));
        self.put("小题");
        self.end();
    }

    /// A numbered or a plain list.
    pub(crate) fn list(&mut self) {
        let numbered = self.random.chance(600);
        for at in 1..=self.random.between(3, 8) {
            if numbered {
                let _ = write!(self.out, "{at}. ");
            } else {
                self.out.push_str("- ");
            }
            self.put("条目");
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    /// A table; a row whose first cell repeats the one above may be joined to it with `^^`.
    pub(crate) fn table(&mut self, header: &[&str], rules: &[&str], rows: usize) {
        let _ = writeln!(self.out, "| 序号 | {} |", header.join(" | "));
        self.out.push_str("|---");
        self.out.push_str(&"|---".repeat(header.len()));
        self.out.push_str("|\n");
        let merged = rows > 3 && self.random.chance(200);
        for row in 1..=rows {
            let _ = write!(self.out, "| {row} ");
            for (at, rule) in rules.iter().enumerate() {
                self.out.push_str("| ");
                if merged && at == 0 && row.is_multiple_of(2) {
                    self.out.push_str("^^");
                } else {
                    self.put(rule);
                }
                self.out.push(' ');
            }
            self.out.push_str("|\n");
        }
        self.out.push('\n');
    }

    /// Sections with paragraphs, lists and a table until the body has `target` bytes.
    pub(crate) fn sections(&mut self, target: usize, mut number: usize) {
        while self.out.len() < target {
            number += 1;
            let title = self.line("小题");
            self.section(number, &title);
            self.paragraph("句", 1, 4);
            for sub in 1..=self.random.between(0, 4) {
                if self.out.len() >= target {
                    break;
                }
                self.subsection(sub);
                self.paragraph("句", 2, 5);
                match self.random.below(8) {
                    0 | 1 => self.list(),
                    2 => {
                        let rows = self.random.between(4, 14);
                        self.table(
                            &["重点任务", "责任单位", "完成时限"],
                            &["动作", "部门们", "季度"],
                            rows,
                        );
                    }
                    _ => {}
                }
            }
        }
    }

    /// Chapters with articles until the body has `target` bytes.
    pub(crate) fn articles(&mut self, target: usize) {
        let (mut chapter, mut article) = (0, 0);
        while chapter < 2 || self.out.len() < target {
            chapter += 1;
            let title = if chapter == 1 {
                "总则".to_owned()
            } else {
                self.line("领域")
            };
            let _ = write!(self.out, "## 第{}章 {title}\n\n", chinese(chapter));
            for at in 0..self.random.between(3, 9) {
                article += 1;
                let _ = write!(self.out, "**第{}条**　", chinese(article));
                self.paragraph(
                    if chapter == 1 && at < 4 {
                        "总则"
                    } else {
                        "句"
                    },
                    1,
                    3,
                );
                if self.random.chance(150) {
                    self.list();
                }
            }
        }
        let year = self.words[2];
        let _ = write!(
            self.out,
            "**第{}条**　本办法自{year}年{}月1日起施行。\n\n",
            chinese(article + 1),
            self.random.between(1, 12)
        );
    }
}

/// A number from 1 to 9999 in 汉字: 十二, 一百零五.
pub(crate) fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && out.is_empty()) {
            out.push_str(DIGITS[digit]);
        }
        out.push_str(name);
    }
    out
}
