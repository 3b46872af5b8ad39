use super::super::render;
use super::Portal;

const REPORT: &str = "前言\n\n## 一、总体情况\n\n甲[^1]\n\n### （一）小节\n\n<sub>乙</sub>\n\n## 五、存在的主要问题\n\n丙\n\n[^1]: 注";

#[test]
fn a_rendered_report_can_be_taken_apart_at_its_headings() {
    let rendered = render(REPORT, &Portal);
    let parts: Vec<_> = rendered
        .sections()
        .map(|(heading, html)| (heading.text.clone(), html.as_str().to_owned()))
        .collect();
    assert_eq!(rendered.preamble().as_str(), "<p>前言</p>\n");
    assert_eq!(parts[0].0, "一、总体情况");
    assert!(
        parts[0].1.starts_with("<h2 id=\"一总体情况\">")
            && parts[0].1.ends_with("<sub>乙</sub></p>\n"),
        "{parts:?}"
    );
    assert_eq!(
        parts[1].1,
        "<h2 id=\"五存在的主要问题\">五、存在的主要问题</h2>\n<p>丙</p>\n"
    );
    assert!(rendered.footnotes().as_str().contains("注"));
    let whole: String = std::iter::once(rendered.preamble())
        .chain(rendered.sections().map(|(_, html)| html))
        .chain(std::iter::once(rendered.footnotes()))
        .map(|html| html.as_str().to_owned())
        .collect();
    assert_eq!(whole, rendered.html.as_str());
}

#[test]
fn a_heading_inside_something_else_cuts_nothing() {
    for body in [
        "> ## 甲\n\n乙",
        "<details>\n\n## 甲\n\n</details>\n\n乙",
        "- ## 甲",
    ] {
        assert_eq!(render(body, &Portal).sections().count(), 0, "{body}");
    }
}
