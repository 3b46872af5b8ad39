use super::{facts, findings, html};

fn outline(body: &str) -> Vec<(u8, String)> {
    facts(body)
        .headings
        .into_iter()
        .map(|heading| (heading.level, heading.id))
        .collect()
}

fn ids(body: &str) -> Vec<String> {
    outline(body).into_iter().map(|(_, id)| id).collect()
}

#[test]
fn ids_keep_chinese_and_are_numbered_where_they_repeat() {
    assert_eq!(
        ids("## 第一章 总则\n\n## 附则\n\n## 附则\n\n## 附则"),
        ["第一章-总则", "附则", "附则-1", "附则-2"]
    );
}

#[test]
fn a_written_id_wins_wherever_it_stands() {
    assert_eq!(ids("## 附则\n\n## 其他 {#附则}"), ["附则-1", "附则"]);
    assert_eq!(ids("## 甲 {#jia}"), ["jia"]);
}

#[test]
fn a_written_id_used_twice_is_an_error_and_both_stay_apart() {
    let body = "## 甲 {#x}\n\n## 乙 {#x}";
    assert_eq!(ids(body), ["x", "x-1"]);
    assert_eq!(
        findings(body),
        [("duplicate-anchor", "## 乙 {#x}".to_owned())]
    );
}

#[test]
fn a_heading_of_punctuation_has_an_id() {
    assert_eq!(ids("## ——\n\n## ……"), ["section", "section-1"]);
}

#[test]
fn the_text_of_a_heading_has_no_markup() {
    let heading = &facts("## 关于**《办法》**的`说明`[^1]\n\n[^1]: 注").headings[0];
    assert_eq!(heading.text, "关于《办法》的说明");
    assert_eq!(heading.id, "关于办法的说明");
}

#[test]
fn the_page_keeps_its_only_level_one_and_no_level_is_skipped() {
    let levels =
        |body: &str| -> Vec<u8> { outline(body).into_iter().map(|(level, _)| level).collect() };
    assert_eq!(levels("# 甲\n\n## 乙\n\n# 丙"), [2, 3, 2]);
    assert_eq!(levels("## 甲\n\n### 乙"), [2, 3]);
    assert_eq!(levels("## 甲\n\n##### 乙\n\n### 丙"), [2, 3, 3]);
    assert_eq!(levels("### 甲\n\n## 乙"), [2, 2]);
    assert_eq!(html("# 甲"), "<h2 id=\"甲\">甲</h2>");
}

#[test]
fn an_article_can_be_linked_to() {
    let body = "第三条　甲\n\n**第四条** 乙\n\n第五条规定\n\n- 第六条 丁\n\n第三条　重";
    let anchors = facts(body).anchors;
    assert!(
        anchors.contains("第三条") && anchors.contains("第四条") && anchors.contains("第三条-1")
    );
    assert!(!anchors.contains("第五条"));
    assert!(html(body).starts_with("<p id=\"第三条\">第三条　甲</p>\n<p id=\"第四条\"><strong>"));
}

#[test]
fn every_anchor_of_the_page_is_known_before_it_is_rendered() {
    let body = "## 甲[^1]\n\n第一条　乙[^1]\n\n<div id=\"丙\">丁</div>\n\n[^1]: 注";
    let page = html(body);
    for anchor in facts(body).anchors {
        assert!(
            page.contains(&format!("id=\"{anchor}\"")),
            "{anchor} {page}"
        );
    }
    assert_eq!(page.matches(" id=").count(), facts(body).anchors.len());
}

#[test]
fn 章节段落有锚点正文目录里的没有() {
    let body = "目　录\n\n第一章　总则\n\n第二章　附则\n\n第一章　总则\n\n第一条　甲。\n\n第二章　附则\n\n第二条　乙。";
    assert_eq!(
        html(body),
        "<p>目　录</p>\n<p>第一章　总则</p>\n<p>第二章　附则</p>\n<p id=\"第一章-总则\">第一章　总则</p>\n\
         <p id=\"第一条\">第一条　甲。</p>\n<p id=\"第二章-附则\">第二章　附则</p>\n<p id=\"第二条\">第二条　乙。</p>"
    );
    let headed = html("# 目录\n\n第一章　总则\n\n第二章　附则\n\n# 第一章　总则\n\n# 第二章　附则");
    assert!(headed.contains("<p>第一章　总则</p>"), "{headed}");
    assert!(headed.contains("<h2 id=\"第一章-总则\">"), "{headed}");
}

#[test]
fn 目录写成列表时正文的章节照样有锚点() {
    let body = "目录\n\n- 第一章　总则\n- 第二章　附则\n\n第一章　总则\n\n第一条　甲。\n\n第二章　附则\n\n第二条　乙。";
    let html = html(body);
    assert!(html.contains("<p id=\"第一章-总则\">") && html.contains("<p id=\"第二章-附则\">"));
}

#[test]
fn 引文里的条不占本文的序号() {
    let html = html("> 第三条　引自上位法。\n\n第三条　本办法自己的。\n\n第三条之一　增加的。");
    assert!(html.contains("<p id=\"第三条\">第三条　本办法"), "{html}");
    assert!(html.contains("<p id=\"第三条-1\">第三条　引自"), "{html}");
    assert!(html.contains("<p id=\"第三条之一\">"), "{html}");
}

#[test]
fn 附件里另一套条章的锚点加序号() {
    let html = html("第一章　总则\n\n第一条　甲。\n\n# 附件\n\n第一章　总则\n\n第一条　乙。");
    assert!(
        html.contains("<p id=\"第一章-总则-1\">") && html.contains("<p id=\"第一条-1\">第一条　乙")
    );
}
