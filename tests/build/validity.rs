//! 有效性 is computed at the build date: the same sources, another day, another state.

use crate::support::SiteTest;

fn policy(path: &str, title: &str, lines: &str) -> String {
    format!(
        "-- content/policy/{path}.md --\n+++\ntitle = \"{title}\"\npublished = 2020-01-05\ndated = 2020-01-04\nopenness = \"public\"\n{lines}\n+++\n正文。\n"
    )
}

/// The state shown on each of these days.
#[track_caller]
fn expect_states(text: &str, days: &[(&str, &str)]) {
    for (day, state) in days {
        let site = SiteTest::from_text(text).date(day);
        let build = site.build();
        build.expect_status(0);
        let page = build.file("policy/a.html");
        let row = page.split("<dt>有效性</dt>").nth(1).expect("a row 有效性");
        let row = row.split("</dd>").next().unwrap_or_default();
        assert!(row.contains(state), "{day}: not {state} but {row}");
    }
}

#[test]
fn 施行之前尚未施行() {
    let text = policy("a", "某办法", "effective = 2026-07-01");
    expect_states(
        &text,
        &[("2026-06-30", "尚未施行"), ("2026-07-01", "现行有效")],
    );
}

#[test]
fn 有效期届满的次日失效() {
    let text = policy("a", "某办法", "valid_until = 2026-06-30");
    expect_states(
        &text,
        &[("2026-06-30", "现行有效"), ("2026-07-01", "已失效")],
    );
}

#[test]
fn 废止自新文件施行之日起() {
    let text = policy("a", "旧办法", "")
        + &policy(
            "b",
            "新办法",
            "effective = 2026-07-01\nrepeals = [\"policy/a.md\"]",
        );
    expect_states(
        &text,
        &[("2026-06-30", "现行有效"), ("2026-07-01", "已废止")],
    );
}

#[test]
fn 修改和替代都是已修改() {
    for key in ["amends", "replaces"] {
        let text = policy("a", "旧办法", "")
            + &policy(
                "b",
                "新办法",
                &format!("effective = 2026-07-01\n{key} = [\"《旧办法》\"]"),
            );
        expect_states(
            &text,
            &[("2026-06-30", "现行有效"), ("2026-07-01", "已修改")],
        );
    }
}

#[test]
fn 引用不影响效力() {
    let text = policy("a", "旧办法", "") + &policy("b", "新办法", "cites = [\"policy/a.md\"]");
    expect_states(&text, &[("2026-06-01", "现行有效")]);
}

#[test]
fn 平台之外的文件造成的状态自其日期起() {
    for (value, state) in [("repealed", "已废止"), ("expired", "已失效")] {
        let text = policy(
            "a",
            "旧办法",
            &format!(
                "status = {{ value = \"{value}\", by = \"省政府令第300号\", date = 2026-07-01 }}"
            ),
        );
        expect_states(&text, &[("2026-06-30", "现行有效"), ("2026-07-01", state)]);
    }
    let site = SiteTest::from_text(&policy(
        "a",
        "旧办法",
        "status = { value = \"repealed\", by = \"省政府令第300号\" }",
    ));
    site.build()
        .expect_file("policy/a.html", ["已废止", "省政府令第300号"]);
}

#[test]
fn 废止重于失效失效重于修改() {
    let text = policy("a", "旧办法", "valid_until = 2025-01-01")
        + &policy("b", "新办法", "repeals = [\"policy/a.md\"]")
        + &policy("c", "修改决定", "amends = [\"policy/a.md\"]");
    expect_states(&text, &[("2026-06-01", "已废止")]);
    let text = policy("a", "旧办法", "valid_until = 2025-01-01")
        + &policy("c", "修改决定", "amends = [\"policy/a.md\"]");
    expect_states(&text, &[("2026-06-01", "已失效")]);
}

#[test]
fn 还没有发布的文件不废止别的文件() {
    let text = policy("a", "旧办法", "")
        + "-- content/policy/b.md --\n+++\ntitle = \"新办法\"\npublished = 2026-07-01\ndated = 2020-01-04\nopenness = \"public\"\nrepeals = [\"policy/a.md\"]\n+++\n";
    expect_states(
        &text,
        &[("2026-06-30", "现行有效"), ("2026-07-01", "已废止")],
    );
}

#[test]
fn 下次内容变化是最近的一个日期() {
    let next = |lines: &str, date: &str| {
        let site = SiteTest::from_text(&policy("a", "某办法", lines)).date(date);
        let build = site.build();
        build.expect_status(0);
        build
            .stdout
            .rsplit("下次内容变化: ")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    assert_eq!(next("", "2026-06-01"), "无");
    assert_eq!(
        next(
            "effective = 2026-07-01\nvalid_until = 2030-12-31",
            "2026-06-01"
        ),
        "2026-07-01"
    );
    assert_eq!(
        next(
            "effective = 2026-07-01\nvalid_until = 2030-12-31",
            "2026-07-01"
        ),
        "2031-01-01"
    );
    assert_eq!(
        next("expires = 2026-08-01\neffective = 2026-09-01", "2026-06-01"),
        "2026-08-01"
    );
    assert_eq!(
        next(
            "status = { value = \"expired\", date = 2026-06-02 }",
            "2026-06-01"
        ),
        "2026-06-02"
    );
    assert_eq!(next("", "2020-01-04"), "2020-01-05");
    // What the document says does not count where it is not public.
    assert_eq!(
        next("effective = 2026-07-01\ndraft = true", "2026-06-01"),
        "无"
    );
}

/// The day after which nothing changed until it came, and then something did.
#[test]
fn 下次内容变化之前结果不变当天改变() {
    for (kind, lines) in [
        ("consultation", "opens = 2026-06-11\ncloses = 2026-07-10"),
        (
            "disclosure",
            "column = \"cfqz\"\nact = { kind = \"penalty\", display_until = 2026-06-10 }",
        ),
        ("system", "expires = 2026-06-11"),
        ("system", "effective = 2026-06-11"),
    ] {
        let text = format!(
            "-- content/{kind}/a.md --\n+++\ntitle = \"甲\"\npublished = 2026-01-05\n{lines}\n+++\n"
        );
        let on = |day: &str| {
            let site = SiteTest::from_text(&text).date(day);
            let build = site.build();
            build.expect_status(0);
            let pages: Vec<_> = build
                .output_files()
                .into_iter()
                // Data files say of which day they are.
                .filter(|(path, _)| {
                    let name = path.rsplit('.').next();
                    !path.starts_with("catalogue.") && name != Some("json")
                })
                .collect();
            (pages, build.stdout)
        };
        let (before, said) = on("2026-06-01");
        assert!(
            said.contains("下次内容变化: 2026-06-11"),
            "{kind} {lines}: {said}"
        );
        assert!(
            on("2026-06-10").0 == before,
            "{kind} {lines}: changed too early"
        );
        if !lines.starts_with("effective") {
            assert!(
                on("2026-06-11").0 != before,
                "{kind} {lines}: did not change"
            );
        }
    }
}
