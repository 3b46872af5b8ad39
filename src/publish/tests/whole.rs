use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::{Entry, Force, Made, Place, Site, texts};
use crate::publish::error::{Action, PublishError};
use crate::publish::manifest::{Found, Manifest, Record};
use crate::publish::{Body, Outputs, Progress, publish};

#[test]
fn a_first_build_makes_the_folders_above_and_leaves_nothing_beside() {
    let place = Place::new();
    let mut target = place.target(Force::No);
    target.output = place.path("站点/一/public");
    publish(&target, &Site::of(&[("index.html", "首页")]), &()).expect("published");
    let names: Vec<_> = place.snapshot("").into_keys().collect();
    assert_eq!(
        names,
        [
            "站点",
            "站点/一",
            "站点/一/public",
            "站点/一/public/index.html",
            "站点/一/public/manifest.json"
        ]
    );
}

#[test]
fn the_manifest_lists_every_other_file() {
    let place = Place::new();
    let source = place.write("content/附件.doc", &"附件".repeat(100_000));
    let report = place.published(
        &Site::of(&[("b/政策.html", "政策"), ("a.html", "")])
            .and("b/附件.doc", Made::CopyOf(source)),
    );
    let Found::Ours(manifest) = Manifest::read(&place.path("public")).expect("readable") else {
        panic!("not ours")
    };
    let mut bytes = fs::metadata(place.path("public/manifest.json"))
        .expect("the manifest")
        .len();
    let mut listed = Vec::new();
    for (path, record) in manifest.files() {
        let content = fs::read(place.path("public").join(path)).expect("the file");
        assert_eq!(*record, Record::of(&content), "{path}");
        bytes += record.length;
        listed.push(path);
    }
    assert_eq!(listed, ["a.html", "b/政策.html", "b/附件.doc"]);
    assert_eq!((report.files, report.bytes, report.written), (4, bytes, 4));
}

/// Outputs that share things.
#[derive(Default)]
struct Sharing(Mutex<Vec<&'static str>>);

impl Outputs for Sharing {
    type Error = &'static str;

    fn len(&self) -> usize {
        2
    }

    fn path(&self, index: usize) -> &str {
        ["a.html", "b.html"][index]
    }

    fn preparations(&self) -> usize {
        2
    }

    fn prepare(&self, index: usize) {
        self.0.lock().unwrap().push(["first", "second"][index]);
    }

    fn make(&self, _: usize) -> Result<Body, Self::Error> {
        self.0.lock().unwrap().push("output");
        Ok(Body::Bytes(Vec::new()))
    }
}

#[test]
fn what_outputs_share_is_made_once_and_before_them() {
    let place = Place::new();
    let outputs = Sharing::default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let target = place.target(Force::No);
    pool.unwrap()
        .install(|| publish(&target, &outputs, &()))
        .expect("published");
    let made = outputs.0.into_inner().unwrap();
    assert_eq!(made, ["first", "second", "output", "output"]);
}

#[test]
fn the_bytes_depend_neither_on_threads_nor_on_what_was_built_before() {
    let snapshots = [1, 4].map(|threads| {
        let place = Place::new();
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| {
            place.published(&Site::large("甲"));
            let first = place.snapshot("public");
            place.published(&Site::large("乙"));
            assert_ne!(place.snapshot("public"), first);
            let report = place.published(&Site::large("甲"));
            assert_eq!(report.unchanged, 100);
            assert_eq!(place.snapshot("public"), first);
            assert_eq!(place.published(&Site::large("甲")).written, 0);
            assert_eq!(place.snapshot("public"), first);
            first
        })
    });
    assert_eq!(snapshots[0], snapshots[1]);
}

#[test]
fn a_site_edited_by_hand_is_made_right_again() {
    let place = Place::new();
    let attachment = place.write("content/附件.txt", "附件一");
    let site = Site::of(&[("a.html", "甲甲"), ("b.html", "乙乙"), ("c/d.html", "丙丙")])
        .and("e.txt", Made::CopyOf(attachment));
    place.published(&site);
    let first = place.snapshot("public");
    place.write("public/a.html", "改改");
    place.write("public/e.txt", "附件二");
    fs::remove_file(place.path("public/b.html")).expect("removed");
    fs::remove_dir_all(place.path("public/c")).expect("removed");
    place.published(&site);
    assert_eq!(place.snapshot("public"), first);
}

#[cfg(unix)]
#[test]
fn a_page_replaced_by_a_link_becomes_a_page_again() {
    let place = Place::new();
    let elsewhere = place.write("别处.html", "首页");
    place.published(&Site::of(&[("index.html", "首页")]));
    fs::remove_file(place.path("public/index.html")).expect("removed");
    std::os::unix::fs::symlink(&elsewhere, place.path("public/index.html")).expect("a link");
    place.published(&Site::of(&[("index.html", "首页")]));
    assert_eq!(
        place.snapshot("public")["index.html"],
        Entry::File("首页".into())
    );
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_keeps_its_date_and_is_never_the_source_itself() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let place = Place::new();
    let source = place.write("content/附件.txt", "附件");
    let site = |text: &str| {
        Site::of(&[("a.html", "不变"), ("b.html", text), ("d.html", "权限")])
            .and("c.txt", Made::CopyOf(source.clone()))
    };
    let number = |path: &str| {
        fs::metadata(place.path("public").join(path))
            .expect("metadata")
            .ino()
    };
    place.published(&site("一"));
    fs::set_permissions(
        place.path("public/d.html"),
        fs::Permissions::from_mode(0o600),
    )
    .expect("rights");
    let before = ["a.html", "b.html", "c.txt", "d.html"].map(number);
    place.published(&site("二"));
    let after = ["a.html", "b.html", "c.txt", "d.html"].map(number);
    assert_eq!(
        [0, 1, 2, 3].map(|n| before[n] == after[n]),
        [true, false, true, false]
    );
    assert_eq!(fs::metadata(&source).expect("metadata").nlink(), 1);
    let rights = |path: &str| {
        fs::metadata(place.path("public").join(path))
            .expect("metadata")
            .mode()
    };
    assert_eq!(rights("d.html"), rights("a.html"));
}

#[test]
fn every_output_that_cannot_be_made_is_told_and_the_old_site_stands() {
    let place = Place::new();
    place.published(&Site::large("甲"));
    place.write("public/CNAME", "www.example.gov.cn");
    let before = place.snapshot("");
    let mut site = Site::large("乙");
    for number in [7, 3, 250] {
        site.0[number].1 = Made::Fault("模板出错");
    }
    let error = place.publish(&site).expect_err("faults");
    let words = error.to_string();
    assert!(matches!(error, PublishError::Render { total: 3, .. }));
    for path in [
        "policy/0/第3号.html: 模板出错",
        "policy/0/第7号.html",
        "policy/5/第250号.html",
    ] {
        assert!(words.contains(path), "{words}");
    }
    assert_eq!(place.snapshot(""), before);
}

#[test]
fn of_many_faults_the_first_by_path_are_shown_and_all_counted() {
    let place = Place::new();
    let site = (0..300).fold(Site::default(), |site, n| {
        site.and(&format!("{n:03}.html"), Made::Fault("坏"))
    });
    let Err(PublishError::Render { shown, total }) = place.publish(&site) else {
        panic!("no fault")
    };
    assert_eq!((shown.len(), total), (50, 300));
    assert!(
        shown
            .iter()
            .enumerate()
            .all(|(n, (path, _))| path.as_str() == format!("{n:03}.html"))
    );
    assert!(place.names().is_empty());
}

#[test]
fn an_attachment_that_cannot_be_read_is_named_and_the_old_site_stands() {
    let place = Place::new();
    place.published(&Site::large("甲"));
    let before = place.snapshot("");
    let missing = place.path("content/没有.doc");
    match place.publish(&Site::large("乙").and("x.doc", Made::CopyOf(missing.clone()))) {
        Err(PublishError::Disk(error)) => {
            assert_eq!((error.action, error.path), (Action::Read, missing));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(place.snapshot(""), before);
}

#[test]
fn a_panic_leaves_the_old_site_and_nothing_beside_it() {
    let place = Place::new();
    place.published(&Site::large("甲"));
    let before = place.snapshot("");
    let site = Site::large("乙").and("坏.html", Made::Panic);
    assert!(catch_unwind(AssertUnwindSafe(|| place.publish(&site))).is_err());
    assert_eq!(place.snapshot(""), before);
}

#[test]
fn the_folders_of_the_site_are_only_those_of_its_files() {
    let place = Place::new();
    place.published(&Site::of(&[
        ("政策/2024/a.html", "一"),
        ("index.html", "首页"),
    ]));
    let folders: Vec<_> = place
        .snapshot("public")
        .into_iter()
        .filter(|(_, entry)| *entry == Entry::Folder)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(folders, ["政策", "政策/2024"]);
    assert_eq!(
        place.site(),
        texts(&[("index.html", "首页"), ("政策/2024/a.html", "一")])
    );
}

#[test]
fn progress_counts_every_output_once() {
    #[derive(Default)]
    struct Count(AtomicUsize, AtomicU64);
    impl Progress for Count {
        fn done(&self, files: usize, bytes: u64) {
            self.0.fetch_add(files, Ordering::Relaxed);
            self.1.fetch_add(bytes, Ordering::Relaxed);
        }
    }
    let place = Place::new();
    let count = Count::default();
    let report = publish(&place.target(Force::No), &Site::large("甲"), &count).expect("published");
    let manifest = fs::metadata(place.path("public/manifest.json"))
        .expect("the manifest")
        .len();
    assert_eq!(count.0.into_inner(), report.files - 1);
    assert_eq!(count.1.into_inner(), report.bytes - manifest);
}
