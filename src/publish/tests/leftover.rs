use std::fs::{self, File};

use super::{Force, Made, Place, Site, texts};
use crate::publish::dry_run;
use crate::publish::error::{PublishError, Refusal};
use crate::publish::work::{Work, is_same_file};

const WORK: &str = ".public-gongkai";

/// Leaves a work folder as a killed build does: its lock went with its process, its marker did not.
fn killed(place: &Place) {
    let text = marker(place);
    place.write(".public-gongkai/lock", &text);
}

/// What a lock file holds.
fn marker(place: &Place) -> String {
    let work = Work::open::<&str>(&place.path("public")).expect("a work folder");
    let text = fs::read_to_string(place.path(WORK).join("lock")).expect("the lock");
    drop(work);
    text
}

#[test]
fn the_half_made_site_of_a_killed_build_is_removed() {
    let place = Place::new();
    place.published(&Site::large("甲"));
    killed(&place);
    place.write(".public-gongkai/new/policy/半.html", "半");
    place.published(&Site::of(&[("index.html", "首页")]));
    assert_eq!(place.names(), ["public"]);
    assert_eq!(place.site(), texts(&[("index.html", "首页")]));
}

#[test]
fn a_build_killed_between_two_renames_is_undone_by_the_next() {
    let place = Place::new();
    place.published(&Site::of(&[("index.html", "旧首页")]));
    place.write("public/CNAME", "www.example.gov.cn");
    killed(&place);
    fs::rename(place.path("public"), place.path(WORK).join("old")).expect("the first rename");
    place.write(".public-gongkai/new/index.html", "半");

    let found = dry_run(
        &place.target(Force::No),
        &Site::of(&[("index.html", "旧首页")]),
        &(),
    )
    .expect("a dry run");
    assert_eq!(found, crate::publish::Changes::default());
    let fault = Site::default().and("a.html", Made::Fault("坏"));
    assert!(place.publish(&fault).is_err());
    assert_eq!(
        place.site(),
        texts(&[("CNAME", "www.example.gov.cn"), ("index.html", "旧首页")])
    );
    assert_eq!(place.names(), ["public"]);
}

#[test]
fn a_build_killed_after_both_renames_stands() {
    let place = Place::new();
    place.published(&Site::of(&[("index.html", "新首页")]));
    killed(&place);
    place.write(".public-gongkai/old/index.html", "旧首页");
    assert!(
        place
            .publish(&Site::default().and("a.html", Made::Fault("坏")))
            .is_err()
    );
    assert_eq!(place.site(), texts(&[("index.html", "新首页")]));
    assert_eq!(place.names(), ["public"]);
}

#[test]
fn an_interrupted_site_is_never_given_up_for_files_of_others() {
    let place = Place::new();
    killed(&place);
    place.write(".public-gongkai/old/index.html", "旧首页");
    place.write("public/别的.txt", "别的");
    let before = place.snapshot(".public-gongkai/old");
    match place.force(&Site::default()) {
        Err(PublishError::Refused(Refusal::Interrupted { old, .. })) => {
            assert_eq!(old, place.path(WORK).join("old"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(place.snapshot(".public-gongkai/old"), before);
}

#[test]
fn where_folders_cannot_be_exchanged_two_renames_do_it() {
    let place = Place::new();
    place.published(&Site::of(&[("index.html", "旧首页")]));
    let work = Work::open::<&str>(&place.path("public")).expect("a work folder");
    place.write(".public-gongkai/new/index.html", "新首页");
    work.swap_in_two_steps().expect("swapped");
    assert_eq!(
        fs::read_to_string(place.path("public/index.html")).expect("the page"),
        "新首页"
    );
    work.dispose().expect("cleared");
    assert_eq!(place.names(), ["public"]);
}

#[test]
fn two_builds_at_once_are_refused_with_plain_words() {
    let place = Place::new();
    place.published(&Site::of(&[("index.html", "首页")]));
    let other = Work::open::<&str>(&place.path("public")).expect("a work folder");
    let before = place.snapshot("");
    let error = place
        .publish(&Site::of(&[("index.html", "新首页")]))
        .expect_err("locked");
    assert!(matches!(error, PublishError::Locked { .. }));
    assert!(error.to_string().contains("另一个构建正在"), "{error}");
    assert_eq!(place.snapshot(""), before);
    drop(other);
    place.published(&Site::of(&[("index.html", "新首页")]));
}

#[test]
fn many_builds_at_once_leave_one_whole_site() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for edition in ["甲", "乙", "丙", "丁"] {
            let place = &place;
            scope.spawn(move || {
                for _ in 0..5 {
                    match place.publish(&Site::large(edition)) {
                        Ok(_) | Err(PublishError::Locked { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    place.published(&Site::large("甲"));
    let expected = Place::new();
    expected.published(&Site::large("甲"));
    assert_eq!(place.snapshot("public"), expected.snapshot("public"));
    assert_eq!(place.names(), ["public"]);
}

#[test]
fn a_folder_of_that_name_that_is_not_ours_is_left_alone() {
    for name in ["new/重要.doc", "old/重要.doc", "重要.doc", "lock"] {
        let place = Place::new();
        place.write(&format!("{WORK}/{name}"), "重要");
        let before = place.snapshot("");
        let error = place
            .force(&Site::of(&[("index.html", "首页")]))
            .expect_err("refused");
        assert!(
            matches!(error, PublishError::Refused(Refusal::WorkFolderTaken(_))),
            "{name}: {error:?}"
        );
        assert_eq!(place.snapshot(""), before, "{name}");
    }
}

#[test]
fn a_build_killed_while_it_made_its_lock_is_no_hindrance() {
    let place = Place::new();
    fs::create_dir(place.path(WORK)).expect("a folder");
    place.published(&Site::of(&[("index.html", "一")]));
    fs::create_dir(place.path(WORK)).expect("a folder");
    File::create(place.path(WORK).join("lock")).expect("an empty lock");
    place.published(&Site::of(&[("index.html", "二")]));
    assert_eq!(place.names(), ["public"]);
}

#[cfg(unix)]
#[test]
fn a_lock_that_was_removed_and_made_again_is_not_the_one_that_is_held() {
    let place = Place::new();
    let path = place.write("lock", "");
    let held = File::open(&path).expect("the lock");
    assert!(is_same_file(&held, &path));
    fs::remove_file(&path).expect("removed");
    assert!(!is_same_file(&held, &path));
    place.write("lock", "");
    assert!(!is_same_file(&held, &path));
}
