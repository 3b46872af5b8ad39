use super::{findings, html};

/// The rows of a table: cells as `name[columns x rows]text`.
fn rows(body: &str) -> Vec<String> {
    let html = html(body);
    let table = html
        .split_once("<table>")
        .map(|(_, rest)| rest)
        .unwrap_or_default();
    table
        .split("<tr>")
        .skip(1)
        .map(|row| {
            row.split("</tr>")
                .next()
                .unwrap_or_default()
                .split("<t")
                .skip(1)
                .map(|cell| {
                    let (tag, rest) = cell.split_once('>').unwrap_or_default();
                    let number = |key: &str| {
                        tag.split_once(&format!("{key}=\""))
                            .and_then(|(_, value)| value.split('"').next())
                            .unwrap_or("1")
                            .to_owned()
                    };
                    let text = rest.split("</t").next().unwrap_or_default();
                    format!(
                        "{}{}{}{text}",
                        &tag[..1],
                        number("colspan"),
                        number("rowspan")
                    )
                })
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn a_table_can_be_scrolled_and_its_headers_have_a_scope() {
    assert_eq!(
        html("| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |"),
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格 1\"><table>\n<thead>\n\
         <tr><th scope=\"col\" class=\"align-left\">甲</th><th scope=\"col\" class=\"align-right\">乙</th></tr>\n\
         </thead>\n<tbody>\n<tr><td class=\"align-left\">1</td><td class=\"align-right\">2</td></tr>\n</tbody>\n</table></div>"
    );
}

#[test]
fn a_cell_joins_to_the_left_and_upwards() {
    assert_eq!(
        rows("| 甲 || 乙 |\n|-|-|-|\n| 1 | 2 | 3 |"),
        ["h21甲 h11乙", "d111 d112 d113"]
    );
    assert_eq!(
        rows("| 甲 | 乙 |\n|-|-|\n| 1 | 2 |\n| ^^ | 3 |\n| ^^ | 4 |"),
        ["h11甲 h11乙", "d131 d112", "d113", "d114"]
    );
}

#[test]
fn both_together_make_a_block() {
    assert_eq!(
        rows("| 甲 | 乙 | 丙 |\n|-|-|-|\n| 1 || 2 |\n| ^^ || 3 |\n| ^^ | ^^ | 4 |"),
        ["h11甲 h11乙 h11丙", "d231 d112", "d113", "d114"]
    );
}

#[test]
fn a_header_of_two_rows_is_one_header() {
    let body = "| 行政复议 ||| 行政诉讼 ||||\n|-|-|-|-|-|-|-|\n| ^^ ||| 未经复议 || 复议后 ||\n| a | b | c | d | e | f | g |";
    assert_eq!(
        rows(body),
        [
            "h32行政复议 h41行政诉讼",
            "h21未经复议 h21复议后",
            "d11a d11b d11c d11d d11e d11f d11g"
        ]
    );
    assert!(html(body).contains("scope=\"colgroup\" colspan=\"4\""));
    assert!(findings(body).is_empty());
}

#[test]
fn an_empty_cell_is_not_joined() {
    assert_eq!(
        rows("| 甲 | 乙 |\n|-|-|\n| 1 | |"),
        ["h11甲 h11乙", "d111 d11"]
    );
    assert_eq!(
        rows("| | 乙 |\n|-|-|\n| 1 | 2 |"),
        ["d11 h11乙", "d111 d112"]
    );
    assert_eq!(
        rows("| 甲 | 乙 |\n|-|-|\n| 1 |"),
        ["h11甲 h11乙", "d111 d11"]
    );
}

#[test]
fn an_escaped_bar_is_no_bar() {
    assert_eq!(
        rows("| 甲 | 乙 |\n|-|-|\n| a\\|\\|b | `c\\|\\|d` |"),
        ["h11甲 h11乙", "d11a||b d11<code>c||d</code>"]
    );
    assert_eq!(rows("| 甲 |\n|-|\n| \\^^ |"), ["h11甲", "d11^^"]);
}

#[test]
fn a_block_that_is_no_rectangle_is_an_error_at_the_cell() {
    let body = "| 甲 | 乙 |\n|-|-|\n| 1 || \n| ^^ | 2 |";
    assert_eq!(findings(body), [("table-span", " ^^ ".to_owned())]);
    assert_eq!(rows(body), ["h11甲 h11乙", "d111 d11", "d11 d112"]);
}

#[test]
fn a_join_that_leaves_the_table_is_an_error() {
    assert_eq!(
        findings("| ^^ | 乙 |\n|-|-|\n| 1 | 2 |"),
        [("table-span", " ^^ ".to_owned())]
    );
    assert_eq!(
        findings("|| 乙 |\n|-|-|\n| 1 | 2 |"),
        [("table-span", "|".to_owned())]
    );
    assert_eq!(
        findings("| 甲 | 乙 |\n|-|-|\n| 1 | 2 |||"),
        [("table-span", "|||".to_owned())]
    );
}

#[test]
fn what_the_parser_would_drop_is_an_error() {
    assert_eq!(
        findings("| 甲 | 乙 |\n|-|-|\n| 1 | 2 | 3 |"),
        [("table-row-too-long", "| 3 |".to_owned())]
    );
}

#[test]
fn tables_in_quotes_and_lists_work_too() {
    assert_eq!(
        rows("> | 甲 || 乙 |\n> |-|-|-|\n> | 1 | 2 | 3 |\n> | ^^ || 4 |").len(),
        3
    );
    assert_eq!(findings("- | 甲 || 乙 |\n  |-|-|-|\n  | 1 | 2 | 3 |"), []);
}

#[test]
fn a_table_that_did_not_become_one_is_reported() {
    assert_eq!(
        findings("| 甲 | 乙 | 丙 |\n|---|---|\n| 1 | 2 | 3 |"),
        [("table-not-made", "|---|---|".to_owned())]
    );
    assert_eq!(
        findings("> | 甲 | `x|y` |\n> | :- | -: |"),
        [("table-not-made", "| :- | -: |".to_owned())]
    );
    assert_eq!(findings("甲 |-| 乙\n丙"), []);
}
