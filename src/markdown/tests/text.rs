use super::super::plain;
use super::facts;

#[test]
fn blocks_are_lines_and_cells_are_words() {
    assert_eq!(
        plain(
            "## 标题\n\n甲**乙**[丙](a.md)\n丁\n\n- 一\n- 二\n\n| 子 || 丑 |\n|-|-|-|\n| ^^ | 1 | 2 |\n\n```\ncode\n```\n\n![图](a.png)[^1]\n\n[^1]: 注"
        ),
        "标题\n甲乙丙丁\n一\n二\n子 丑\n1 2\ncode\n图\n注"
    );
}

#[test]
fn the_text_of_raw_html_is_text() {
    assert_eq!(
        plain(
            "<table>\n<tr><td>甲</td><td>乙&amp;</td></tr>\n<tr><td>丙\n丁</td></tr></table>\n\nH<sub>2</sub>O<br>水<script>x</script>"
        ),
        "甲 乙&\n丙丁\nH2O\n水"
    );
}

#[test]
fn the_summary_is_the_first_paragraph_with_words() {
    assert_eq!(
        facts("![](a.png)\n\n> 引\n\n甲**乙**\n丙")
            .first_paragraph
            .as_deref(),
        Some("甲乙丙")
    );
    assert_eq!(facts("- 甲").first_paragraph, None);
}

#[test]
fn the_first_image_is_known() {
    assert_eq!(
        facts("甲![](b%20c.png)![](d.png)").first_image.as_deref(),
        Some("b c.png")
    );
}

#[test]
fn an_empty_body_has_no_text() {
    assert!(!facts(" \n\n<!-- 甲 -->\n\n<div></div>\n").has_text);
    assert!(facts("甲").has_text);
    assert!(facts("![](a.png)").has_text);
    assert!(facts("<p>甲</p>").has_text);
}

#[test]
fn the_mark_of_a_redaction_is_text() {
    assert_eq!(
        plain("甲〔此处依法不予公开〕乙"),
        "甲〔此处依法不予公开〕乙"
    );
}
