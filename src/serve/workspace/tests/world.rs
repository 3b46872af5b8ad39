//! A small portal with a bit of everything, on the disk, and random things done to it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::texts::{
    DOCUMENTS, HEADINGS, ROOTED, TITLES, catalogue, config, document, link, with_field,
};

/// A source of small numbers that depends on its seed alone.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    pub(super) fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    pub(super) fn chance(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }
}

/// The folder of a portal.
pub(super) struct World {
    folder: tempfile::TempDir,
    /// What was touched since it was last asked.
    touched: BTreeSet<PathBuf>,
}

impl World {
    /// A portal with some documents.
    pub(super) fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut world = Self {
            folder,
            touched: BTreeSet::new(),
        };
        let mut dice = Dice::new(seed);
        world.put("config.toml", config(&mut Dice::new(0)).as_bytes());
        world.put(
            "content/catalogue/items.csv",
            catalogue(&mut dice).as_bytes(),
        );
        for name in DOCUMENTS {
            if ROOTED.contains(&name) || dice.chance(2) {
                world.put(
                    &format!("content/{name}"),
                    document(name, &mut Dice::new(dice.below(1 << 40)), true).as_bytes(),
                );
            }
        }
        for folder in ["content/disclosure", "content/agencies/yjj/disclosure"] {
            let file = format!("{folder}/qingdan.csv");
            world.put(&file, "名称,备注\n甲,乙\n".as_bytes());
        }
        world.touched.clear();
        world
    }

    pub(super) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// What was touched since the last time.
    pub(super) fn take_touched(&mut self) -> BTreeSet<PathBuf> {
        std::mem::take(&mut self.touched)
    }

    fn at(&mut self, path: &str) -> PathBuf {
        let file = self.folder.path().join(path);
        self.touched.insert(file.clone());
        file
    }

    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) {
        let file = self.at(path);
        // A folder cannot be made where a file stands: then nothing happens.
        if std::fs::create_dir_all(file.parent().unwrap()).is_ok() {
            let _ = std::fs::write(file, bytes);
        }
    }

    fn remove(&mut self, path: &str) {
        let file = self.at(path);
        if file.is_dir() {
            let _ = std::fs::remove_dir_all(file);
        } else {
            let _ = std::fs::remove_file(file);
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        let (from, to) = (self.at(from), self.at(to));
        let _ = std::fs::create_dir_all(to.parent().unwrap());
        let _ = std::fs::rename(from, to);
    }

    pub(super) fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.path().join(path)).ok()
    }

    /// Does something to the portal.
    pub(super) fn step(&mut self, kind: u8, seed: u64) {
        let mut dice = Dice::new(seed);
        let document_name = dice.one(&DOCUMENTS);
        let path = format!("content/{document_name}");
        match kind {
            0..=5 => self.put(&path, document(document_name, &mut dice, true).as_bytes()),
            6..=13 => self.edit(&path, &mut dice),
            14 => self.put(&path, document(document_name, &mut dice, false).as_bytes()),
            15 => self.remove(&path),
            16 => self.rename(&path, &format!("content/{}", dice.one(&DOCUMENTS))),
            17 | 18 => self.attachment(&mut dice),
            19 => self.put("config.toml", config(&mut dice).as_bytes()),
            20 => self.folder(&mut dice),
            21 => self.theme(&mut dice),
            22 => self.statics(&mut dice),
            23 => {
                let text = catalogue(&mut dice);
                let bytes = if dice.chance(8) {
                    &text.as_bytes()[1..]
                } else {
                    text.as_bytes()
                };
                self.put("content/catalogue/items.csv", bytes);
            }
            24 => {
                let text = dice.one(&["[t2]\n", "名称,备注\n甲,乙\n", "名称\n甲\n", ""]);
                let file = dice.one(&[
                    "content/report/2024.toml",
                    "content/policy/2024/x.toml",
                    "content/disclosure/qingdan.csv",
                    "content/disclosure/qingdan.csv",
                    "content/agencies/yjj/disclosure/qingdan.csv",
                ]);
                if dice.chance(3) {
                    self.remove(file);
                } else {
                    self.put(file, text.as_bytes());
                }
            }
            25 => self.oddity(&path, &mut dice),
            _ => self.noise(&mut dice),
        }
    }

    /// What editors do most: a word in the text, the title, the summary.
    fn edit(&mut self, path: &str, dice: &mut Dice) {
        let Some(text) = self.read(path) else {
            return self.put(path, document(&path[8..], dice, true).as_bytes());
        };
        let title_line = |text: &str| {
            let start = text.find("title = ")?;
            Some((start, start + text[start..].find('\n')?))
        };
        if dice.chance(2) {
            return self.put(path, with_field(&text, dice).as_bytes());
        }
        let text = match dice.below(6) {
            0 => text + &format!("\n\n又{}段\n", dice.below(100)),
            1 => text + &format!("\n\n## {}\n\n文字\n", dice.one(&HEADINGS)),
            2 => text + &format!("\n\n{}\n", link(dice)),
            3 | 4 => match title_line(&text) {
                Some((start, end)) if dice.chance(3) => {
                    format!(
                        "{}title = \"{}\"{}",
                        &text[..start],
                        dice.one(&TITLES[..5]),
                        &text[end..]
                    )
                }
                Some((start, end)) => format!(
                    "{}title = \"办法{}\"{}",
                    &text[..start],
                    dice.below(1_000_000),
                    &text[end..]
                ),
                None => text,
            },
            _ => text.replace(
                "文字",
                &"文字，文字。".repeat(usize::try_from(dice.below(4)).unwrap()),
            ),
        };
        self.put(path, text.as_bytes());
    }

    fn attachment(&mut self, dice: &mut Dice) {
        let folder = dice.one(&[
            "content/policy/2025/c",
            "content/policy/2025/d",
            "content/agencies/yjj/policy/g",
            "content/interpretation/b",
        ]);
        let name = dice.one(&["附件.txt", "表.csv", "子/图.png", "x.md"]);
        let path = format!("{folder}/{name}");
        match dice.below(4) {
            0 => self.remove(&path),
            _ => self.put(&path, format!("{}", dice.below(3)).as_bytes()),
        }
    }

    fn folder(&mut self, dice: &mut Dice) {
        let folders = [
            "content/policy/2024",
            "content/policy/2025",
            "content/policy/2026",
            "content/agencies/yjj",
            "content/agencies/nyj",
            "content/agencies/yjj/policy",
            "content/policy/2025/c",
            "content/policy/.旧",
        ];
        let (from, to) = (dice.one(&folders), dice.one(&folders));
        if dice.chance(8) {
            self.remove(from);
        } else {
            self.rename(from, to);
        }
    }

    fn theme(&mut self, dice: &mut Dice) {
        let file = dice.one(&[
            "themes/wo/templates/footer.html",
            "themes/wo/theme.toml",
            "themes/wo/static/own.css",
        ]);
        let text = match file.rsplit('/').next().unwrap() {
            "footer.html" => dice.one(&[
                "<footer>甲</footer>",
                "<footer>乙</footer>",
                "<footer>{{ }}",
            ]),
            "theme.toml" => dice.one(&["", "[labels]\nsearch = \"找\"\n", "wrong = 1\n"]),
            _ => dice.one(&["p { color: #111111 }", "p { color: #222222 }"]),
        };
        if dice.chance(3) {
            self.remove(file);
        } else {
            self.put(file, text.as_bytes());
        }
    }

    fn statics(&mut self, dice: &mut Dice) {
        let file = dice.one(&["static/a.txt", "static/policy/b.html", "static/c/d.pdf"]);
        if dice.chance(3) {
            self.remove(file);
        } else {
            self.put(file, format!("{}", dice.below(3)).as_bytes());
        }
    }

    /// What should not be there.
    fn oddity(&mut self, path: &str, dice: &mut Dice) {
        match dice.below(5) {
            0 => self.put(path, &[0xFF, 0xFE, 0x2B, 0x00]),
            1 => self.put("content/policy/stray.bin", b"x"),
            2 => self.remove("content/policy/stray.bin"),
            3 => {
                let link = self.at("content/policy/link.md");
                #[cfg(unix)]
                let _ = std::os::unix::fs::symlink("/etc/hostname", link);
            }
            _ => self.remove("content/policy/link.md"),
        }
    }

    /// What watchers tell and nobody wants to know.
    fn noise(&mut self, dice: &mut Dice) {
        let name = dice.one(&[
            "content/policy/.a.md.swp",
            "content/policy/4913",
            "content/policy/a.md~",
            "public/index.html",
            "content/agencies/yjj/policy/g/~$附件.txt",
        ]);
        if dice.chance(2) {
            self.put(name, b"x");
        }
        self.remove(name);
    }
}
