use super::{findings, html};

#[test]
fn a_note_is_numbered_by_its_first_reference_and_leads_back() {
    let out = html("甲[^b]乙[^a]丙[^b]\n\n[^a]: 一\n[^b]: 二");
    assert!(out.contains("甲<sup class=\"footnote-ref\"><a id=\"fnref:1\" href=\"#fn:1\" role=\"doc-noteref\" aria-label=\"注释 1\">1</a></sup>乙"), "{out}");
    assert!(out.contains("<li id=\"fn:1\"><p>二 <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref:1\" aria-label=\"返回正文第 1 处\">"), "{out}");
    assert!(out.contains("href=\"#fnref:1-1\""), "{out}");
    assert!(out.contains("<li id=\"fn:2\"><p>一 <a"), "{out}");
    assert!(out.ends_with("</ol>\n</section>"));
}

#[test]
fn a_note_without_reference_is_shown_and_reported() {
    let body = "甲\n\n[^a]: 一";
    assert!(
        html(body).contains("<li id=\"fn:1\"><p>一</p>"),
        "{}",
        html(body)
    );
    assert_eq!(findings(body)[0].0, "unused-footnote");
}

#[test]
fn two_notes_of_a_name_are_an_error_and_both_are_shown() {
    let body = "甲[^a]\n\n[^a]: 一\n\n[^a]: 二";
    assert!(html(body).contains("一") && html(body).contains("二"));
    assert_eq!(findings(body)[0].0, "duplicate-footnote");
}

#[test]
fn a_reference_without_note_stays_as_written() {
    assert_eq!(html("甲[^x]"), "<p>甲[^x]</p>");
}

#[test]
fn ids_of_notes_do_not_clash_with_headings() {
    let out = html("## fn:1 {#fn:1}\n\n甲[^1]\n\n[^1]: 一");
    assert!(
        out.contains("<h2 id=\"fn:1\">")
            && out.contains("<li id=\"fn:1-1\">")
            && out.contains("href=\"#fn:1-1\""),
        "{out}"
    );
}
