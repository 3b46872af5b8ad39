//! All sample pages as files, to be looked at in a browser, and how long a page takes.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::fixture::{at, samples};
use crate::pages::theme;

#[test]
#[ignore = "writes target/theme-preview for a look in a browser"]
fn write_a_preview() {
    let theme = theme();
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/theme-preview");
    let write = |path: &str, bytes: &[u8]| {
        let path = out.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    };
    for (path, bytes) in theme.assets() {
        write(path, bytes);
    }
    for sample in samples() {
        write(sample.path, sample.html(&theme).as_bytes());
    }
}

#[test]
#[ignore = "measures; run with --release"]
fn time_of_a_page() {
    let theme = theme();
    for path in [
        "policy/2024/yjya.html",
        "statutory/gfxwj/page/3.html",
        "report/2025.html",
    ] {
        let sample = at(path);
        let length = sample.html(&theme).len();
        let rounds = 2000_u32;
        let start = Instant::now();
        for _ in 0..rounds {
            std::hint::black_box(sample.html(&theme));
        }
        eprintln!("{path}: {:?}, {length} bytes", start.elapsed() / rounds);
    }
}
