use super::html;

#[test]
fn a_task_is_a_disabled_box_with_its_words_as_label() {
    assert_eq!(
        html("- [x] 甲\n- [ ] **乙**\n  - 丙"),
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled checked> 甲</label></li>\n\
         <li class=\"task\"><label><input type=\"checkbox\" disabled> <strong>乙</strong></label><ul>\n<li>丙</li>\n</ul>\n</li>\n</ul>"
    );
}

#[test]
fn code_is_coloured_by_class() {
    let out = html("```rust\nlet a = 1 < 2;\n```");
    assert!(
        out.starts_with("<pre tabindex=\"0\"><code><span class=\"hl-source hl-rust\">"),
        "{out}"
    );
    assert!(out.contains("hl-keyword") && out.contains("&lt;") && !out.contains("style="));
    assert_eq!(out.matches("<span").count(), out.matches("</span>").count());
    assert_eq!(html("```shell\nls\n```"), html("```bash\nls\n```"));
}

#[test]
fn code_of_an_unknown_language_is_plain() {
    assert_eq!(
        html("```公文\na<b\n```"),
        "<pre tabindex=\"0\"><code>a&lt;b\n</code></pre>"
    );
    assert_eq!(html("    a"), "<pre tabindex=\"0\"><code>a</code></pre>");
}

#[test]
fn the_text_is_escaped_everywhere() {
    assert_eq!(
        html("a & b < c \"d\""),
        "<p>a &amp; b &lt; c &quot;d&quot;</p>"
    );
    assert!(html("[x](<a\"b.md> 'q\"')").contains("href=\"a&quot;b.html\" title=\"q&quot;\""));
}

#[test]
fn quotation_marks_and_dashes_stay_as_typed() {
    assert_eq!(html("a -- b ... 'c'"), "<p>a -- b ... 'c'</p>");
}

#[test]
fn lists_keep_their_first_number() {
    assert_eq!(
        html("3. 甲\n4. 乙"),
        "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>"
    );
}
