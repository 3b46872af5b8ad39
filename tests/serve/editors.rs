//! How editors save: each way ends with the new page, and with nothing else.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::preview::Preview;
use crate::support::SiteTest;

fn document(body: &str) -> String {
    format!(
        "+++\ntitle = \"关于防汛的通知\"\ndated = 2026-05-08\npublished = 2026-05-11\nopenness = \"public\"\n+++\n{body}\n"
    )
}

/// Saves in some way, and expects one update that names the document alone.
fn expect_one_update(save: impl Fn(&Path, &str)) {
    let site = SiteTest::from_text("");
    site.edit("content/policy/a.md", &document("旧的正文。"));
    let preview = Preview::start(&site.root(), &["--watch"]);
    let file = site.root().join("content/policy/a.md");
    for body in ["第一次修改。", "第二次修改。"] {
        let before = preview.updates();
        save(&file, &document(body));
        preview.wait_for_text("/policy/a.html", body);
        thread::sleep(Duration::from_millis(200));
        assert_eq!(preview.updates(), before + 1, "{}", preview.said());
    }
    let said = preview.said();
    assert_eq!(
        said.matches("已更新: content/policy/a.md，").count(),
        2,
        "{said}"
    );
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn 直接改写() {
    expect_one_update(|file, text| fs::write(file, text).expect("written"));
}

#[test]
fn 清空再分几次写() {
    expect_one_update(|file, text| {
        let mut file = OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(file)
            .expect("opened");
        for piece in text.as_bytes().chunks(40) {
            file.write_all(piece).expect("written");
            thread::sleep(Duration::from_millis(5));
        }
    });
}

#[test]
fn 写临时文件再改名覆盖() {
    expect_one_update(|file, text| {
        let temporary = file.with_file_name(".goutputstream-4X7Z2W");
        fs::write(&temporary, text).expect("written");
        fs::rename(&temporary, file).expect("renamed");
    });
}

#[test]
fn 先把旧文件改名再写新文件() {
    expect_one_update(|file, text| {
        let folder = file.parent().expect("a folder");
        fs::write(folder.join(".a.md.swp"), "swap").expect("written");
        fs::write(folder.join("4913"), "").expect("written");
        fs::remove_file(folder.join("4913")).expect("removed");
        fs::rename(file, folder.join("a.md~")).expect("renamed");
        fs::write(file, text).expect("written");
        fs::remove_file(folder.join("a.md~")).expect("removed");
        fs::remove_file(folder.join(".a.md.swp")).expect("removed");
    });
}

#[test]
fn 留下锁文件和备份() {
    expect_one_update(|file, text| {
        let folder = file.parent().expect("a folder");
        fs::write(folder.join(".~lock.a.md#"), "lock").expect("written");
        #[cfg(unix)]
        {
            let _ = fs::remove_file(folder.join(".#a.md"));
            std::os::unix::fs::symlink("user@host.1234", folder.join(".#a.md")).expect("a link");
        }
        fs::copy(file, folder.join("a.md~")).expect("copied");
        fs::write(folder.join("#a.md#"), text).expect("written");
        fs::write(file, text).expect("written");
        fs::remove_file(folder.join("#a.md#")).expect("removed");
    });
}

#[test]
fn 原样再存一次网页不变() {
    let site = SiteTest::from_text("");
    site.edit("content/policy/a.md", &document("正文。"));
    let preview = Preview::start(&site.root(), &["--watch"]);
    let tag = preview.get("/policy/a.html").header("etag").to_owned();
    site.edit("content/policy/a.md", &document("正文。"));
    thread::sleep(Duration::from_millis(500));
    assert_eq!(preview.get("/policy/a.html").header("etag"), tag);
}
