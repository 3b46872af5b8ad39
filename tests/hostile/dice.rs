//! Nonsense that is nearly sense, the same at every run.

/// A seeded source of nonsense.
pub(crate) struct Dice(u64);

const VALUES: [&str; 34] = [
    "\"文字\"",
    "\"\"",
    "'",
    "\"",
    "0",
    "-1",
    "9223372036854775807",
    "99999999999999999999",
    "1e999",
    "nan",
    "0x7F",
    "true",
    "ture",
    "2026-01-05",
    "2026-02-30",
    "0000-01-01",
    "9999-12-31",
    "2026-01-05T08:00:00",
    "2026-01-05T08:00:00Z",
    "08:00:00",
    "[]",
    "[\"\"]",
    "[1, \"二\"]",
    "[[[]]]",
    "{}",
    "{ date = 2026-01-05 }",
    "{ date = 2026-01-05, reason = \"理由\" }",
    "[{ file = \"a\" }]",
    "\"\\u0000\\u001b[31m\"",
    "\"\u{202e}反\"",
    "\"../..\"",
    "\"{~删\"",
    "\"《》\"",
    "\"〔2024〕号\"",
];

const KEYS: [&str; 58] = [
    "title",
    "published",
    "dated",
    "changed",
    "updated",
    "index_number",
    "issuer",
    "doc_number",
    "genre",
    "effective",
    "valid_until",
    "source",
    "editor",
    "decision",
    "decision_stage",
    "column",
    "topics",
    "audience",
    "keywords",
    "summary",
    "fields",
    "items",
    "openness",
    "openness_reason",
    "review",
    "withdrawn",
    "expires",
    "draft",
    "aliases",
    "slug",
    "attachments",
    "category",
    "consultation",
    "repeals",
    "amends",
    "replaces",
    "cites",
    "status",
    "interprets",
    "form",
    "media",
    "opens",
    "closes",
    "draft_of",
    "outcome",
    "act",
    "year",
    "issue",
    "total_issue",
    "documents",
    "format",
    "tables",
    "t2",
    "t3",
    "t4",
    "没有",
    "a.b",
    "title.x",
];

const PIECES: [&str; 62] = [
    "文字",
    "a",
    "1",
    "。",
    "，",
    " ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\n\n",
    "\t",
    "\r",
    "# ",
    "## ",
    "### ",
    "- ",
    "1. ",
    "> ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "```rust\n",
    "|",
    "||",
    "|---|---|\n",
    "| 甲 | 乙 |\n",
    "| ^^ || \n",
    "^^",
    "[",
    "]",
    "(",
    ")",
    "[^1]",
    "[^1]: ",
    "[甲](a.md)",
    "[甲](#乙)",
    "![",
    "<",
    ">",
    "<div>",
    "</div>",
    "<table><tr><td colspan=\"99999999\" rowspan=\"0\">",
    "</table>",
    "<!--",
    "-->",
    "<script>",
    "&",
    "&#0;",
    "&nbsp;",
    "\\",
    "{~",
    "~}",
    "::: redacted 依据\n",
    ":::\n",
    "{#id}",
    "\u{0}",
    "\u{feff}",
    "\u{202e}\u{1b}[31m",
];

impl Dice {
    /// Dice that always fall the same way.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// Lines of keys and values.
    pub(crate) fn toml(&mut self, lines: usize) -> String {
        let mut out = String::new();
        for _ in 0..=self.below(lines) {
            let line = match self.below(12) {
                0 => "[[item]]".to_owned(),
                1 => format!("[{}]", self.pick(&KEYS)),
                2 => self.pick(&PIECES).to_owned(),
                _ => format!("{} = {}", self.pick(&KEYS), self.pick(&VALUES)),
            };
            out.push_str(&line);
            out.push('\n');
        }
        out
    }

    /// A document, well-formed but for up to some lines of its front matter.
    pub(crate) fn document(&mut self, lines: usize) -> String {
        let front =
            "title = \"甲\"\npublished = 2026-01-05\ndated = 2026-01-05\nopenness = \"public\"\n";
        let front = if self.below(3) == 0 { "" } else { front };
        let (toml, body) = (self.toml(lines), self.markdown(20));
        format!("+++\n{front}{toml}+++\n{body}")
    }

    /// Pieces of Markdown.
    pub(crate) fn markdown(&mut self, pieces: usize) -> String {
        (0..pieces).map(|_| self.pick(&PIECES)).collect()
    }

    /// A table of the catalogue with odd cells.
    pub(crate) fn csv(&mut self, cells: usize) -> String {
        let mut out = String::from("编号,领域,一级事项,公开内容,公开主体,主动,网址\n");
        for _ in 0..cells {
            let cell = match self.below(4) {
                0 => self.pick(&PIECES),
                1 => self.pick(&VALUES),
                2 => ",",
                _ => self.pick(&["√", "■", "aq-01", "\"", "\"\"", "\n", "是", "yjj"]),
            };
            out.push_str(cell);
            if self.below(3) > 0 {
                out.push(',');
            }
            if self.below(6) == 0 {
                out.push('\n');
            }
        }
        out
    }

    /// A configuration with odd lines.
    pub(crate) fn config(&mut self) -> String {
        let keys = [
            "name", "title", "base_url", "agency", "theme", "id", "level", "kind", "code",
            "parent", "a20", "update", "id_code", "badge", "review", "per_page",
        ];
        let heads = [
            "[portal]",
            "[site]",
            "[[agency]]",
            "[[column]]",
            "[[field]]",
            "[search]",
            "[checks]",
            "[labels]",
            "[x]",
        ];
        let mut out = String::from(
            "[portal]\nname = \"甲\"\nagency = \"zfb\"\n\n[[agency]]\nid = \"zfb\"\nname = \"甲\"\nlevel = \"city\"\nkind = \"government\"\n",
        );
        for _ in 0..=self.below(12) {
            if self.below(3) == 0 {
                out.push_str(self.pick(&heads));
            } else {
                let (key, value) = (self.pick(&keys), self.pick(&VALUES));
                out.push_str(&[key, " = ", value].concat());
            }
            out.push('\n');
        }
        out
    }

    /// Any bytes at all.
    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        let length = self.below(length) + 1;
        (0..length)
            .map(|_| u8::try_from(self.below(256)).unwrap_or(0))
            .collect()
    }
}
