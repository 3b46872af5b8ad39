use std::fs;
use std::path::{Path, PathBuf};

use super::{Force, Place, Site, Target};
use crate::publish::error::{LayoutFault, PublishError, Refusal};
use crate::publish::path::{OutPath, PathFault};
use crate::publish::place::settle;
use crate::publish::{dry_run, publish};

type Error = PublishError<&'static str>;

fn refused(output: PathBuf, sources: Vec<PathBuf>, home: Option<&Path>) -> Refusal {
    match settle::<&'static str>(
        &Target {
            output,
            sources,
            force: Force::Yes,
        },
        home,
    ) {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_root_of_the_file_system_is_refused() {
    assert_eq!(refused("/".into(), vec![], None), Refusal::Root);
    assert_eq!(refused("/tmp/..".into(), vec![], None), Refusal::Root);
}

#[test]
fn a_home_folder_and_what_holds_it_are_refused() {
    let place = Place::new();
    let home = place.path("home/wang");
    fs::create_dir_all(&home).expect("folders");
    assert_eq!(
        refused(home.clone(), vec![], Some(&home)),
        Refusal::Home(home.clone())
    );
    assert_eq!(
        refused(place.path("home"), vec![], Some(&home)),
        Refusal::Home(place.path("home"))
    );
    let below = Target {
        output: home.join("public"),
        sources: vec![],
        force: Force::No,
    };
    assert_eq!(
        settle::<()>(&below, Some(&home)).expect("fine"),
        home.join("public")
    );
}

#[test]
fn an_output_that_is_holds_or_lies_in_a_source_is_refused_even_with_force() {
    let place = Place::new();
    let content = place.path("content");
    place.write("content/policy/a.md", "正文");
    let config = place.write("config.toml", "");
    for (output, source) in [
        ("content", &content),
        ("content/public", &content),
        ("content/policy", &content),
        ("", &content),
        ("", &config),
        ("missing/../content", &content),
        ("Content", &content),
    ] {
        let output = place.path(output);
        match publish(
            &Target {
                output,
                sources: vec![source.clone()],
                force: Force::Yes,
            },
            &Site::default(),
            &(),
        ) {
            Err(Error::Refused(Refusal::Source { source: named, .. })) => {
                assert_eq!(named, *source);
            }
            Err(Error::Refused(Refusal::Unclear(_))) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(place.names(), ["config.toml", "content"]);
}

#[test]
fn a_source_that_does_not_exist_yet_is_no_output_either() {
    let place = Place::new();
    let fixed = place.path("static");
    let refusal = refused(fixed.clone(), vec![fixed.clone()], None);
    assert_eq!(
        refusal,
        Refusal::Source {
            output: fixed.clone(),
            source: fixed
        }
    );
}

#[cfg(unix)]
#[test]
fn a_source_is_recognised_behind_a_link() {
    let place = Place::new();
    place.write("content/a.md", "正文");
    std::os::unix::fs::symlink("content", place.path("public")).expect("a link");
    assert!(matches!(
        place.force(&Site::default()),
        Err(Error::Refused(Refusal::Source { .. }))
    ));
}

#[test]
fn a_file_is_no_output() {
    let place = Place::new();
    let file = place.write("public", "文件");
    assert!(
        matches!(place.force(&Site::default()), Err(Error::Refused(Refusal::NotAFolder(path))) if path == file)
    );
    assert_eq!(fs::read(&file).expect("the file"), "文件".as_bytes());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_refused_and_one_to_a_folder_is_followed() {
    let place = Place::new();
    let link = place.path("public");
    std::os::unix::fs::symlink("www", &link).expect("a link");
    assert!(
        matches!(place.publish(&Site::default()), Err(Error::Refused(Refusal::DeadLink(path))) if path == link)
    );

    fs::create_dir(place.path("www")).expect("a folder");
    place.published(&Site::of(&[("index.html", "首页")]));
    assert_eq!(
        fs::read_link(&link).expect("still a link"),
        Path::new("www")
    );
    assert_eq!(
        fs::read_to_string(place.path("www/index.html")).expect("the page"),
        "首页"
    );
    assert_eq!(place.names(), ["public", "www"]);
}

#[test]
fn a_folder_with_files_and_no_manifest_of_ours_is_refused() {
    let place = Place::new();
    place.write("public/论文.docx", "要紧的文件");
    place.write("public/manifest.json", r#"{"name":"应用"}"#);
    let before = place.snapshot("");
    let site = Site::of(&[("index.html", "首页")]);
    let error = place.publish(&site).expect_err("refused");
    assert!(
        matches!(&error, Error::Refused(Refusal::NotOurs { sample, .. }) if sample == Path::new("manifest.json"))
    );
    assert!(error.to_string().contains("--force"), "{error}");
    assert!(dry_run(&place.target(Force::No), &site, &()).is_err());
    assert_eq!(place.snapshot(""), before);
}

#[test]
fn a_site_of_a_later_version_is_refused() {
    let place = Place::new();
    place.write(
        "public/manifest.json",
        r#"{"version":2,"generator":"gongkai"}"#,
    );
    assert!(matches!(
        place.publish(&Site::default()),
        Err(Error::Refused(Refusal::Newer { version: 2, .. }))
    ));
}

#[test]
fn an_empty_folder_is_taken() {
    let place = Place::new();
    fs::create_dir(place.path("public")).expect("a folder");
    assert_eq!(
        place.published(&Site::of(&[("index.html", "首页")])).files,
        2
    );
}

#[test]
fn paths_that_cannot_stand_together_are_refused_before_anything_is_written() {
    let place = Place::new();
    let path = |text: &str| OutPath::new(text).expect("a good path");
    let bad = LayoutFault::BadPath {
        path: "../a".to_owned(),
        fault: PathFault::DotPart,
    };
    for (files, fault) in [
        (&["a", "../a"][..], bad),
        (&["b", "a", "b"], LayoutFault::Twice(path("b"))),
        (
            &["a/b/c", "a-b", "a/b"],
            LayoutFault::AlsoFolder(path("a/b")),
        ),
        (
            &["manifest.json"],
            LayoutFault::Reserved(path("manifest.json")),
        ),
        (
            &["manifest.json/a"],
            LayoutFault::Reserved(path("manifest.json/a")),
        ),
    ] {
        let files: Vec<_> = files.iter().map(|path| (*path, "")).collect();
        match place.publish(&Site::of(&files)) {
            Err(Error::Layout(found)) => assert_eq!(found, fault),
            other => panic!("{other:?}"),
        }
    }
    assert!(place.names().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_system_of_its_own_is_refused() {
    assert_eq!(
        refused("/proc".into(), vec![], None),
        Refusal::MountPoint("/proc".into())
    );
}

#[cfg(unix)]
#[test]
fn a_source_that_is_a_dead_link_is_not_taken_for_the_output() {
    let place = Place::new();
    let fixed = place.path("static");
    std::os::unix::fs::symlink("没有", &fixed).expect("a link");
    let target = |output: &str| Target {
        output: place.path(output),
        sources: vec![fixed.clone()],
        force: Force::No,
    };
    publish(&target("public"), &Site::of(&[("index.html", "首页")]), &()).expect("published");
}
