//! A small portal made from texts, for tests of whole outputs.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::diag::Sink;
use crate::portal::{self, Options};
use crate::publish::{Body, Outputs as _};

/// Where the portals of tests stand.
pub(crate) const BASE: &str = "base_url = \"https://www.example.gov.cn/zfxxgk/\"";

/// Files to build a portal from, by path; `config.toml` is there from the start.
pub(crate) struct Fixture {
    files: BTreeMap<String, String>,
}

impl Fixture {
    /// A portal with one agency; `line` goes into its `[portal]`.
    pub(crate) fn new(line: &str) -> Self {
        let config = format!(
            "[portal]\nname = \"示例市人民政府\"\ntitle = \"政府信息公开\"\nagency = \"zfb\"\n{line}\n\
             [[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n"
        );
        let files = BTreeMap::from([("config.toml".to_owned(), config)]);
        Self { files }
    }

    /// Adds a file.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.to_owned());
        self
    }

    /// Adds a public policy; `more` are further lines of its front matter.
    pub(crate) fn policy(self, name: &str, title: &str, more: &str, body: &str) -> Self {
        let text = format!(
            "+++\ntitle = '''{title}'''\ndated = 2024-05-10\nopenness = \"public\"\n{more}\n+++\n{body}\n"
        );
        self.file(&format!("content/policy/{name}"), &text)
    }

    /// The bytes of the outputs whose path `wanted` takes.
    pub(crate) fn outputs(&self, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("content")).unwrap();
        for (path, text) in &self.files {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let options = Options {
            root: folder.path().to_owned(),
            today: date(2026, 6, 1),
            base_url: None,
        };
        let sink = Sink::default();
        let loaded =
            portal::load(&options, |_| (), &sink).unwrap_or_else(|error| panic!("{error}"));
        let report = sink.into_report(&loaded.levels);
        assert_eq!(report.denied(), 0, "{:#?}", report.diagnostics());
        let portal = loaded.portal.unwrap();
        let made = (0..portal.len()).filter(|at| wanted(portal.path(*at)));
        made.map(|at| match portal.make(at).unwrap() {
            Body::Bytes(bytes) => (portal.path(at).to_owned(), bytes),
            Body::CopyOf(file) => (portal.path(at).to_owned(), std::fs::read(file).unwrap()),
        })
        .collect()
    }

    /// The bytes of one output.
    pub(crate) fn output(&self, path: &str) -> Vec<u8> {
        let mut outputs = self.outputs(|other| other == path);
        outputs.remove(path).unwrap_or_else(|| panic!("no {path}"))
    }

    /// The text of one output.
    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.output(path)).unwrap()
    }
}
