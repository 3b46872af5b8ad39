use super::{html, inline};

#[test]
fn a_line_break_between_chinese_characters_leaves_nothing() {
    assert_eq!(inline("各县区\n人民政府"), "各县区人民政府");
    assert_eq!(inline("通知，\n（请）\n办"), "通知，（请）办");
    assert_eq!(inline("**甲**\n乙"), "<strong>甲</strong>乙");
    assert_eq!(
        inline("[甲](a.md)\n**乙**"),
        "<a href=\"a.html\">甲</a><strong>乙</strong>"
    );
    assert_eq!(
        inline("> 甲\n> 乙"),
        "<blockquote>\n<p>甲乙</p>\n</blockquote>"
    );
}

#[test]
fn a_line_break_between_chinese_and_western_leaves_nothing() {
    assert_eq!(inline("2024年\n5月"), "2024年5月");
    assert_eq!(inline("同比增长的GDP\n总量"), "同比增长的GDP总量");
}

#[test]
fn a_line_break_between_western_words_is_a_space() {
    assert_eq!(inline("open\ngovernment"), "open government");
    assert_eq!(inline("said\n“yes”"), "said “yes”");
}

#[test]
fn a_hard_break_stays() {
    assert_eq!(inline("甲  \n乙"), "甲<br>\n乙");
    assert_eq!(inline("甲\\\n乙"), "甲<br>\n乙");
}

#[test]
fn a_line_that_begins_with_an_indent_is_a_line_of_its_own() {
    assert_eq!(inline("　　甲。\n　　乙。"), "甲。<br>\n　　乙。");
}

#[test]
fn an_indent_typed_at_the_start_of_a_paragraph_is_layout() {
    assert_eq!(
        html("　　甲\n\n　　**乙**"),
        "<p>甲</p>\n<p><strong>乙</strong></p>"
    );
}
