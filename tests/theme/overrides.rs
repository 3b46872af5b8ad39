//! What a portal's own theme files change, and how mistakes in them are told.

use std::collections::BTreeMap;

use gongkai::theme::{Origin, Theme, ThemeError, ThemeFiles};

use crate::fixture::{at, samples};

fn files(list: &[(&str, &str)]) -> ThemeFiles {
    list.iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

fn with(list: &[(&str, &str)]) -> Result<Theme, Vec<ThemeError>> {
    Theme::new(files(list), &BTreeMap::new())
}

fn errors(list: &[(&str, &str)]) -> Vec<ThemeError> {
    with(list).err().expect("the theme is wrong")
}

fn loaded(list: &[(&str, &str)]) -> Theme {
    with(list).unwrap_or_else(|errors| panic!("{errors:?}"))
}

#[test]
fn a_single_template_of_the_portal_takes_the_place_of_the_defaults() {
    let theme = loaded(&[("templates/footer.html", "<footer>本县自己的页脚</footer>")]);
    let html = at("guide.html").html(&theme);
    assert!(html.contains("<footer>本县自己的页脚</footer>"));
    assert!(html.contains("政府信息公开指南"));
}

#[test]
fn a_template_of_the_portal_sees_the_meta_tags_one_by_one() {
    let header = "{% extends \"base.html\" %}{% block head %}{% for tag in page.meta %}<!-- {{ tag.name }} -->{% endfor %}{% endblock %}";
    let theme = loaded(&[("templates/guide.html", header)]);
    let html = at("guide.html").html(&theme);
    assert!(html.contains("<!-- SiteName -->"), "{html}");
    assert!(html.contains("<meta name=\"SiteName\""));
}

#[test]
fn pages_whose_templates_are_the_defaults_are_the_same_beside_a_template_of_the_portal() {
    let own = loaded(&[("templates/404.html", "{{ page.title }}")]);
    let default = loaded(&[]);
    for sample in samples().iter().filter(|sample| sample.path != "404.html") {
        assert!(
            sample.html(&own) == sample.html(&default),
            "{}",
            sample.path
        );
    }
}

#[test]
fn words_come_from_the_configuration_then_the_portals_theme_then_the_default() {
    let site = files(&[(
        "theme.toml",
        "[labels]\nhome = \"门户首页\"\nnext = \"后一篇\"",
    )]);
    let labels = BTreeMap::from([("home".to_owned(), "首 页".to_owned())]);
    let theme = Theme::new(site, &labels).unwrap_or_else(|errors| panic!("{errors:?}"));
    assert_eq!(theme.label("home"), Some("首 页"));
    assert_eq!(theme.label("next"), Some("后一篇"));
    assert_eq!(theme.label("previous"), Some("上一篇"));
    assert!(
        at("policy/2024/yjya.html")
            .html(&theme)
            .contains("后一篇：")
    );
}

#[test]
fn a_color_changes_the_style_sheet_and_its_name() {
    let red = loaded(&[("theme.toml", "[colors.light]\nbrand = \"#8b0000\"")]);
    let blue = loaded(&[]);
    let style = |theme: &Theme| {
        theme
            .assets()
            .find(|(path, _)| path.starts_with("assets/style."))
            .map(|(path, bytes)| (path.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
            .expect("a style sheet")
    };
    let (red_path, red_css) = style(&red);
    let (blue_path, _) = style(&blue);
    assert!(red_css.contains("--brand:#8b0000"));
    assert_ne!(red_path, blue_path);
    assert!(at("guide.html").html(&red).contains(&red_path));
}

#[test]
fn a_size_changes_the_style_sheet_and_is_one_number_with_a_unit() {
    let large = loaded(&[("theme.toml", "[sizes]\ntext_size = \"1.25rem\"")]);
    let (_, css) = large
        .assets()
        .find(|(path, _)| path.starts_with("assets/style."))
        .expect("a style sheet");
    let css = String::from_utf8_lossy(css);
    assert!(css.contains("--text-size:1.25rem;"));
    assert!(css.contains("--title-size:1.875rem;"), "the others stay");
    let said = |settings: &str| errors(&[("theme.toml", settings)])[0].to_string();
    assert!(said("[sizes]\ntext_size = \"1rem;color:red\"").contains("此处应为一个尺寸"));
    assert_eq!(
        said("[sizes]\ntxt_size = \"1rem\""),
        "theme.toml 中的“sizes.txt_size”不是已知的键"
    );
}

#[test]
fn a_reference_in_a_style_sheet_leads_to_the_hashed_file() {
    let theme = loaded(&[
        (
            "static/style.css",
            "header{background:url('img/seal.svg#a')}p{background:url(data:,x)}",
        ),
        (
            "static/img/seal.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    let path_of = |start: &str| {
        theme
            .assets()
            .map(|(path, _)| path.to_owned())
            .find(|path| path.starts_with(start))
            .expect("a file")
    };
    let seal = path_of("assets/img/seal.");
    let (_, css) = theme
        .assets()
        .find(|(path, _)| path.starts_with("assets/style."))
        .expect("a style sheet");
    let css = String::from_utf8_lossy(css);
    let below = seal.strip_prefix("assets/").expect("below assets");
    assert!(css.contains(&format!("url(\"{below}#a\")")), "{css}");
    assert!(css.contains("url(data:,x)"), "{css}");
}

#[test]
fn a_missing_file_in_a_style_sheet_is_an_error() {
    let found = errors(&[("static/style.css", "p{background:url(none.png)}")]);
    assert_eq!(
        found,
        [ThemeError::MissingAsset {
            name: "none.png".to_owned(),
            file: "static/style.css".to_owned()
        }]
    );
}

#[test]
fn a_syntax_error_names_file_line_and_columns() {
    let found = errors(&[(
        "templates/list.html",
        "<p>第一行</p>\n<p>名称 {% if %}</p>\n",
    )]);
    let [error @ ThemeError::Template { place, .. }] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (place.file.as_str(), place.line),
        ("templates/list.html", 2)
    );
    assert_eq!(place.text, "<p>名称 {% if %}</p>");
    let start = place.text.chars().skip(place.columns.start - 1);
    assert_eq!(start.take(2).collect::<String>(), "%}");
    assert_eq!(place.origin, Origin::Site);
    assert!(error.to_string().starts_with("模板有误"), "{error}");
}

#[test]
fn all_templates_with_syntax_errors_are_named_in_one_run() {
    let found = errors(&[
        ("templates/list.html", "{% if %}"),
        ("templates/home.html", "{{ page. }}"),
        ("templates/mine.html", "{% endfor %}"),
    ]);
    let named: Vec<&str> = found
        .iter()
        .filter_map(|error| error.place().map(|place| place.file.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            "templates/home.html",
            "templates/list.html",
            "templates/mine.html"
        ]
    );
}

#[test]
fn an_unknown_filter_and_function_are_errors_at_their_places() {
    let found = errors(&[(
        "templates/sitemap.html",
        "{{ page.title | nofilter }}\n{{ nofunction() }}",
    )]);
    let said: Vec<(usize, String, String)> = found
        .iter()
        .filter_map(|error| {
            let place = error.place()?;
            let text = place
                .text
                .chars()
                .skip(place.columns.start - 1)
                .take(place.columns.len());
            Some((place.line, text.collect(), error.to_string()))
        })
        .collect();
    assert_eq!(
        said,
        [
            (
                1,
                "nofilter".to_owned(),
                "模板有误: 没有这个过滤器: `nofilter`".to_owned()
            ),
            (
                2,
                "nofunction()".to_owned(),
                "模板有误: 没有这个函数: `nofunction`".to_owned()
            ),
        ]
    );
}

#[test]
fn a_missing_variable_is_an_error_with_its_place_when_the_page_is_drawn() {
    let theme = loaded(&[(
        "templates/sitemap.html",
        "<h1>{{ page.title }}</h1>\n<p>名称{{ page.nothing }}</p>",
    )]);
    let error = at("sitemap.html")
        .try_html(&theme)
        .expect_err("no such variable");
    let place = error.place().expect("a place");
    assert_eq!(
        (place.file.as_str(), place.line),
        ("templates/sitemap.html", 2)
    );
    assert!(error.to_string().contains("没有这个变量"), "{error}");
}

#[test]
fn an_asset_that_the_theme_does_not_have_is_an_error_when_the_theme_is_loaded() {
    let found = errors(&[(
        "templates/404.html",
        "<h1>无</h1>\n{{ asset(name=\"non.css\") }}",
    )]);
    assert_eq!(found.len(), 1, "{found:?}");
    let place = found[0].place().expect("a place");
    assert_eq!((place.line, place.columns.clone()), (2, 16..23));
}

#[test]
fn an_unknown_key_is_an_error_with_the_nearest_known_one() {
    let found = errors(&[(
        "theme.toml",
        "[labels]\nhomme = \"首页\"\n[colors.light]\nbrnad = \"#000000\"\n[setings]\n",
    )]);
    let said: Vec<(String, Option<String>)> = found
        .iter()
        .map(|error| (error.to_string(), error.help()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "theme.toml 中的“labels.homme”不是已知的键".to_owned(),
                Some("是否应为 home?".to_owned())
            ),
            (
                "theme.toml 中的“colors.light.brnad”不是已知的键".to_owned(),
                Some("是否应为 brand?".to_owned())
            ),
            (
                "theme.toml 中的“setings”不是已知的键".to_owned(),
                Some("是否应为 settings?".to_owned())
            ),
        ]
    );
}

#[test]
fn the_metadata_box_has_the_order_and_labels_of_the_theme() {
    let theme = loaded(&[(
        "theme.toml",
        "[labels]\nmeta_dated = \"生成日期\"\n[settings]\nmetadata = [\"dated\", \"title\"]",
    )]);
    assert_eq!(theme.metadata(), [("dated", "生成日期"), ("title", "标题")]);
    let found = errors(&[("theme.toml", "[settings]\nmetadata = [\"datedd\"]")]);
    assert_eq!(
        found[0].to_string(),
        "theme.toml 中的“settings.metadata: datedd”不是已知的键"
    );
    assert_eq!(found[0].help().as_deref(), Some("是否应为 dated?"));
}

#[test]
fn a_label_in_the_configuration_that_no_page_has_is_an_error() {
    let labels = BTreeMap::from([("hom".to_owned(), "首页".to_owned())]);
    let found = Theme::new(ThemeFiles::new(), &labels)
        .err()
        .expect("an unknown label");
    assert_eq!(
        found[0].to_string(),
        "config.toml 中的“labels.hom”不是已知的键"
    );
}

#[test]
fn text_that_cannot_be_read_on_its_background_is_refused() {
    let found = errors(&[("theme.toml", "[colors.light]\nmuted = \"#aaaaaa\"")]);
    assert!(found[0].to_string().contains("对比度只有"), "{}", found[0]);
}

#[test]
fn extra_settings_reach_the_portals_own_templates() {
    let theme = loaded(&[
        ("theme.toml", "[extra]\nhotline = \"12345\""),
        (
            "templates/sitemap.html",
            "<h1>{{ page.title }}</h1><p>{{ extra.hotline }}</p>",
        ),
    ]);
    assert!(at("sitemap.html").html(&theme).contains("<p>12345</p>"));
}

#[test]
fn a_file_that_nothing_reads_is_an_error_but_a_readme_is_not() {
    let found = errors(&[("template/list.html", ""), ("README.md", "说明")]);
    assert_eq!(
        found,
        [ThemeError::UnknownFile {
            file: "template/list.html".to_owned()
        }]
    );
}

#[test]
fn the_style_sheet_names_the_cells_of_lists_and_no_row_does() {
    let labels = BTreeMap::from([("col_issuer".to_owned(), "发文\"机关\\".to_owned())]);
    let theme = Theme::new(ThemeFiles::new(), &labels).expect("a theme");
    let sheet = |name: &str| {
        let (_, css) = theme
            .assets()
            .find(|(path, _)| path.contains(name))
            .expect("a style sheet");
        String::from_utf8_lossy(css).into_owned()
    };
    let css = sheet("style.");
    assert!(
        css.contains("--col-issuer:\"发文\\22 机关\\5c \";"),
        "{css}"
    );
    assert!(sheet("lists.").contains(".c-issuer::before{content:var(--col-issuer)}"));
    let html = at("statutory/gfxwj/page/3.html").html(&theme);
    assert!(html.contains("<td class=\"c-issuer\">"));
    assert!(!html.contains("data-label"));
}
