use std::fs;
use std::path::{Path, PathBuf};

use super::{Entry, Place, Site, texts};
use crate::publish::error::PublishError;

#[test]
fn files_that_are_not_the_sites_survive_every_build() {
    let place = Place::new();
    place.published(&Site::large("甲"));
    place.write("public/CNAME", "www.example.gov.cn");
    place.write("public/.well-known/acme/令牌", "秘");
    place.write("public/policy/0/手工.html", "手工");
    fs::create_dir_all(place.path("public/上传/空")).expect("folders");
    for edition in ["乙", "乙", "丙"] {
        let report = place.published(&Site::large(edition));
        assert_eq!(report.kept, 3);
        let now = place.snapshot("public");
        assert_eq!(now[".well-known/acme/令牌"], Entry::File("秘".into()));
        assert_eq!(now["CNAME"], Entry::File("www.example.gov.cn".into()));
        assert_eq!(now["policy/0/手工.html"], Entry::File("手工".into()));
        assert_eq!(now["上传/空"], Entry::Folder);
    }
    let manifest = fs::read_to_string(place.path("public/manifest.json")).expect("the manifest");
    assert!(
        !manifest.contains("CNAME"),
        "what is not the site's is not listed, or it would be deleted one day"
    );
}

#[test]
fn what_the_former_manifest_lists_goes_with_its_folders() {
    let place = Place::new();
    place.published(&Site::of(&[
        ("index.html", "首页"),
        ("policy/2023/a.html", "旧"),
        ("policy/2024/b.html", "新"),
    ]));
    let report = place.published(&Site::of(&[
        ("index.html", "首页"),
        ("policy/2024/b.html", "新"),
    ]));
    assert_eq!(
        (report.removed, report.unchanged, report.written),
        (1, 2, 1)
    );
    assert!(!place.path("public/policy/2023").exists());
    assert_eq!(
        place.site(),
        texts(&[("index.html", "首页"), ("policy/2024/b.html", "新")])
    );
}

#[test]
fn a_clash_names_the_files_and_changes_nothing() {
    let place = Place::new();
    place.published(&Site::of(&[("index.html", "首页")]));
    place.write("public/guide.html", "手工的指南");
    place.write("public/report", "一个文件");
    place.write("public/system/a.html/b", "目录里的文件");
    let before = place.snapshot("");
    let site = Site::of(&[
        ("guide.html", "指南"),
        ("report/index.html", "年报"),
        ("system/a.html", "制度"),
    ]);
    let error = place.publish(&site).expect_err("a clash");
    let expected = ["guide.html", "report", "system/a.html/b"].map(PathBuf::from);
    assert!(
        matches!(&error, PublishError::Clash { paths } if *paths == expected),
        "{error:?}"
    );
    assert_eq!(place.snapshot(""), before);

    place.force(&site).expect("with force");
    assert_eq!(
        place.site(),
        texts(&[
            ("guide.html", "指南"),
            ("report/index.html", "年报"),
            ("system/a.html", "制度")
        ])
    );
}

#[test]
fn force_takes_a_foreign_folder_and_keeps_its_files() {
    let place = Place::new();
    place.write("public/index.html", "旧首页");
    place.write("public/老网站/a.html", "老网页");
    place.write("public/manifest.json", r#"{"name":"应用"}"#);
    let site = Site::of(&[("index.html", "首页")]);
    assert_eq!(place.force(&site).expect("with force").kept, 1);
    assert_eq!(
        place.site(),
        texts(&[("index.html", "首页"), ("老网站/a.html", "老网页")])
    );
    place.published(&site);
    assert_eq!(
        place.site(),
        texts(&[("index.html", "首页"), ("老网站/a.html", "老网页")])
    );
}

#[cfg(unix)]
#[test]
fn links_are_kept_as_links_and_never_followed() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let outside = place.write("别处/重要.txt", "重要");
    let folder = place.path("别处");
    place.published(&Site::of(&[("index.html", "首页"), ("a/b.html", "页")]));
    symlink(&folder, place.path("public/链接")).expect("a link");
    symlink("不存在", place.path("public/断链")).expect("a link");
    place.published(&Site::of(&[("index.html", "新首页")]));
    let now = place.snapshot("public");
    assert_eq!(now["链接"], Entry::Link(folder.clone()));
    assert_eq!(now["断链"], Entry::Link("不存在".into()));

    // A folder of the site that was replaced by a link is in the way, not a door.
    fs::remove_file(place.path("public/链接")).expect("unlinked");
    symlink(&folder, place.path("public/a")).expect("a link");
    let error = place
        .publish(&Site::of(&[("a/b.html", "页")]))
        .expect_err("a clash");
    assert!(matches!(error, PublishError::Clash { paths } if paths == [Path::new("a")]));
    place
        .force(&Site::of(&[("a/b.html", "页")]))
        .expect("with force");
    assert_eq!(fs::read_to_string(&outside).expect("untouched"), "重要");
    assert!(!folder.join("b.html").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf_8_survives() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    place.published(&Site::of(&[("index.html", "首页")]));
    // 附件.doc in GB18030.
    let name = std::ffi::OsStr::from_bytes(b"\xb8\xbd\xbc\xfe.doc");
    fs::write(place.path("public").join(name), "附件").expect("a file");
    place.published(&Site::of(&[("index.html", "新首页")]));
    assert_eq!(
        fs::read_to_string(place.path("public").join(name)).expect("the file"),
        "附件"
    );
}
