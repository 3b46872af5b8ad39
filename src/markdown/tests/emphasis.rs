use super::inline;

#[test]
fn emphasis_works_beside_chinese_brackets() {
    assert_eq!(
        inline("根据**《条例》**规定"),
        "根据<strong>《条例》</strong>规定"
    );
    assert_eq!(inline("**注意：**请"), "<strong>注意：</strong>请");
    assert_eq!(inline("“**甲**”"), "“<strong>甲</strong>”");
    assert_eq!(inline("甲**“乙”**丙"), "甲<strong>“乙”</strong>丙");
    assert_eq!(inline("*（一）*"), "<em>（一）</em>");
    assert_eq!(inline("依*（一）*项"), "依<em>（一）</em>项");
    assert_eq!(inline("约**5%**左右"), "约<strong>5%</strong>左右");
    assert_eq!(inline("按**(试行)**执行"), "按<strong>(试行)</strong>执行");
}

#[test]
fn two_passages_in_a_line_do_not_swap_inside_and_outside() {
    assert_eq!(
        inline("根据**《条例》**规定和**《办法》**执行"),
        "根据<strong>《条例》</strong>规定和<strong>《办法》</strong>执行"
    );
}

#[test]
fn emphasis_nests() {
    assert_eq!(
        inline("**甲（*乙*）丙**丁"),
        "<strong>甲（<em>乙</em>）丙</strong>丁"
    );
    assert_eq!(
        inline("***《甲》***乙"),
        "<em><strong>《甲》</strong></em>乙"
    );
    assert_eq!(inline("*甲**乙**丙*"), "<em>甲<strong>乙</strong>丙</em>");
    assert_eq!(inline("**甲*乙***"), "<strong>甲<em>乙</em></strong>");
    assert_eq!(
        inline("~~**《甲》**~~乙"),
        "<del><strong>《甲》</strong></del>乙"
    );
}

#[test]
fn emphasis_reaches_around_links_code_and_into_link_words() {
    assert_eq!(
        inline("按**[《办法》](a.md)**办"),
        "按<strong><a href=\"a.html\">《办法》</a></strong>办"
    );
    assert_eq!(
        inline("见[关于**《办法》**的说明](a.md)"),
        "见<a href=\"a.html\">关于<strong>《办法》</strong>的说明</a>"
    );
    assert_eq!(
        inline("用**`a*b`**写"),
        "用<strong><code>a*b</code></strong>写"
    );
    assert_eq!(
        inline("**甲[乙**](a.md)"),
        "**甲<a href=\"a.html\">乙**</a>"
    );
}

#[test]
fn strikethrough_takes_two_tildes() {
    assert_eq!(inline("原~~《甲》~~改"), "原<del>《甲》</del>改");
    assert_eq!(inline("9:00~11:30，14:00~17:00"), "9:00~11:30，14:00~17:00");
    assert_eq!(inline("~甲~"), "~甲~");
}

#[test]
fn an_asterisk_that_is_no_emphasis_stays() {
    assert_eq!(inline("2*3*4"), "2*3*4");
    assert_eq!(inline("甲 ** 乙"), "甲 ** 乙");
    assert_eq!(inline("甲**乙"), "甲**乙");
    assert_eq!(inline("`**甲**`"), "<code>**甲**</code>");
    assert_eq!(inline("\\*甲\\*"), "*甲*");
    assert_eq!(inline("\\**甲*"), "*<em>甲</em>");
    assert_eq!(inline("&#42;甲&#42;"), "*甲*");
    assert_eq!(inline("<https://a.cn/**b**>").matches("**").count(), 4);
}

#[test]
fn masked_names_and_numbers_stay_masked() {
    for text in [
        "张*、李*、王*",
        "张**，李**，王**",
        "张*明、李*华",
        "张*(男)、李*(女)",
        "张*（男）、李*（女）",
        "张**（男）、李**（女）",
        "138****1234、139****5678",
        "3210**********1234和3210**********5678",
        "沪A***12、沪B***34",
    ] {
        assert_eq!(inline(text), text);
    }
}

#[test]
fn underscores_follow_the_standard() {
    assert_eq!(inline("甲 _乙_ 丙_丁_戊"), "甲 <em>乙</em> 丙_丁_戊");
    assert_eq!(
        inline("_甲**《乙》**丙_"),
        "<em>甲<strong>《乙》</strong>丙</em>"
    );
}

#[test]
fn western_text_follows_the_standard() {
    assert_eq!(inline("foo**bar**baz"), "foo<strong>bar</strong>baz");
    assert_eq!(inline("a **\"b\"**c"), "a **&quot;b&quot;**c");
    assert_eq!(inline("*a **b** c*"), "<em>a <strong>b</strong> c</em>");
    assert_eq!(inline("** a **"), "** a **");
}
