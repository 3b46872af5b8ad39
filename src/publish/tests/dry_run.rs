use std::fs;
use std::time::SystemTime;

use super::{Force, Made, Place, Site};
use crate::publish::error::PublishError;
use crate::publish::{Changes, dry_run};

fn changes(place: &Place, site: &Site) -> Changes {
    dry_run(&place.target(Force::No), site, &()).expect("a dry run")
}

fn dates(place: &Place) -> Vec<SystemTime> {
    let folders = ["", "public", "public/policy", "public/manifest.json"];
    folders
        .iter()
        .filter_map(|path| fs::metadata(place.path(path)).ok()?.modified().ok())
        .collect()
}

#[test]
fn before_the_first_build_everything_is_new_and_nothing_is_written() {
    let place = Place::new();
    let found = changes(&place, &Site::of(&[("b.html", "乙"), ("a.html", "甲")]));
    assert_eq!(found.added, ["a.html", "b.html", "manifest.json"]);
    assert!(found.changed.is_empty() && found.removed.is_empty());
    assert!(place.names().is_empty());
}

#[test]
fn it_tells_what_the_build_then_does_and_writes_nothing() {
    let place = Place::new();
    let source = place.write("content/a.doc", "附件");
    let copied = |site: Site| site.and("policy/a.doc", Made::CopyOf(source.clone()));
    place.published(&copied(Site::of(&[
        ("index.html", "首页"),
        ("policy/a.html", "一"),
        ("policy/b.html", "二"),
    ])));
    place.write("public/CNAME", "www.example.gov.cn");
    place.write("content/a.doc", "附记");
    let (before, dates_before) = (place.snapshot(""), dates(&place));

    let site = copied(Site::of(&[
        ("index.html", "首页"),
        ("policy/b.html", "改"),
        ("policy/c.html", "三"),
    ]));
    let found = changes(&place, &site);
    assert_eq!(found.added, ["policy/c.html"]);
    assert_eq!(
        found.changed,
        ["manifest.json", "policy/a.doc", "policy/b.html"]
    );
    assert_eq!(found.removed, ["policy/a.html"]);
    assert_eq!(place.snapshot(""), before);
    assert_eq!(dates(&place), dates_before);

    place.published(&site);
    assert_eq!(changes(&place, &site), Changes::default());
}

#[test]
fn it_sees_what_was_changed_by_hand() {
    let place = Place::new();
    let site = Site::of(&[("a.html", "甲"), ("b.html", "乙")]);
    place.published(&site);
    place.write("public/a.html", "改");
    fs::remove_file(place.path("public/b.html")).expect("removed");
    let found = changes(&place, &site);
    assert_eq!(
        (found.added, found.changed),
        (vec!["b.html".to_owned()], vec!["a.html".to_owned()])
    );
}

#[test]
fn it_fails_where_the_build_would() {
    let place = Place::new();
    place.published(&Site::of(&[("a.html", "甲")]));
    place.write("public/b.html", "手工");
    let run = |site: &Site| dry_run(&place.target(Force::No), site, &()).expect_err("an error");
    assert!(matches!(
        run(&Site::of(&[("b.html", "乙")])),
        PublishError::Clash { .. }
    ));
    assert!(matches!(
        run(&Site::default().and("c.html", Made::Fault("坏"))),
        PublishError::Render { total: 1, .. }
    ));
}
