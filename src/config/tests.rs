use std::collections::BTreeMap;

use super::{AgencyKind, Basis, Config, Level, UpdateRule, read};
use crate::diag::{self, Report, Severity, Sink};
use crate::source::SourcePath;

const PORTAL: &str = "[portal]\nname = \"示例市人民政府\"\nagency = \"zfb\"\n";
const AGENCY: &str = "[[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nshort = \"市政府\"\nlevel = \"city\"\nkind = \"government\"\n";

fn run(text: &str) -> (Option<Config>, Report) {
    let sink = Sink::default();
    let config = read(text, &SourcePath::new("config.toml"), &sink);
    (config, sink.into_report(&BTreeMap::new()))
}

fn good(more: &str) -> Config {
    let (config, report) = run(&format!("{PORTAL}{AGENCY}{more}"));
    assert_eq!(report.denied(), 0, "{:#?}", report.diagnostics());
    config.unwrap()
}

/// Code, text that the place points at, message and help of every finding.
fn findings(text: &str) -> Vec<(&'static str, String, String)> {
    run(text)
        .1
        .diagnostics()
        .iter()
        .map(|d| {
            let span = d.span.unwrap();
            let help = d.help.clone().unwrap_or_default();
            let words = format!("{} / {help}", d.message);
            (d.code, text[span.start..span.end].to_owned(), words)
        })
        .collect()
}

fn with(more: &str) -> Vec<(&'static str, String, String)> {
    findings(&format!("{PORTAL}{AGENCY}{more}"))
}

fn agency(id: &str, name: &str, more: &str) -> String {
    format!(
        "[[agency]]\nid = \"{id}\"\nname = \"{name}\"\nlevel = \"city\"\nkind = \"department\"\n{more}\n"
    )
}

#[test]
fn 没有可以写的编号时不列空的清单() {
    let sink = Sink::default();
    let text = "[portal]\nname = \"甲\"\nagency = \"县政府\"\n[[agency]]\nid = \"县政府\"\nname = \"甲\"\n";
    let config = read(text, &SourcePath::new("config.toml"), &sink);
    assert!(config.is_none());
    let findings = sink.into_findings();
    let unknown = findings.iter().find(|f| f.code == "unknown-agency");
    let help = unknown.and_then(|f| f.help.as_deref()).unwrap_or_default();
    assert!(help.contains("还没有编号写对的机关"), "{help}");
}

#[test]
fn 最少的配置就能用_其余都有缺省() {
    let config = good("");
    assert_eq!(config.portal.title, "政府信息公开");
    assert_eq!(config.portal.theme, "default");
    assert!(config.portal.base_url.is_none());
    assert_eq!(config.agency(config.own_agency()).level, Level::City);
    assert_eq!(
        config.agency(config.own_agency()).kind,
        AgencyKind::Government
    );
    assert!(config.columns.is_default());
    assert_eq!(config.fields.len(), 26);
    assert_eq!(config.search.per_page, 10);
    assert!(!config.checks.review);
}

#[test]
fn 机关按编号_全称和不重复的简称查找() {
    let config = good(&format!(
        "{}{}{}",
        agency(
            "jyj",
            "示例市应急管理局",
            "short = \"应急局\"\nparent = \"zfb\""
        ),
        agency("byj", "别市应急管理局", "short = \"应急局\""),
        agency("dep", "示例市民政局", "short = \"市民政局\""),
    ));
    let by_name = |name| {
        config
            .agency_by_name(name)
            .map(|ix| config.agency(ix).id.as_str())
    };
    assert_eq!(by_name("示例市应急管理局"), Some("jyj"));
    assert_eq!(by_name(" 市民政局 "), Some("dep"));
    assert_eq!(by_name("应急局"), None, "两个机关同一简称");
    let child = config.agency_by_id("jyj").unwrap();
    assert_eq!(config.agency(child).parent, Some(config.own_agency()));
    assert_eq!(
        config.agency_ids().collect::<Vec<_>>(),
        ["zfb", "jyj", "byj", "dep"]
    );
}

#[test]
fn 缺省栏目是标准的十五项加履职依据之下的六项() {
    let config = good("");
    let tree = &config.columns;
    let names = |ixs: Vec<_>| ixs.into_iter().map(|ix| tree.get(ix).id.as_str()).collect();
    let roots: Vec<&str> = names(tree.roots().collect());
    assert_eq!(
        roots.join(" "),
        "lzyj jgjj ghxx tjxx xzxk cfqz ysjs sfxm zfcg zdxm zdms yjgl jdjc zkly qtfd"
    );
    for (item, ix) in (1..).zip(tree.roots()) {
        assert_eq!(tree.basis(ix), Some(Basis::A20(item)));
    }
    let below: Vec<&str> = names(tree.children(tree.by_id("lzyj").unwrap()).collect());
    assert_eq!(below.join(" "), "flfg gz gfxwj qtwj zcjd yjzj");
    assert_eq!(tree.len(), 21);
    assert!(
        tree.iter()
            .all(|(_, c)| c.description.is_some() && !c.keywords.is_empty())
    );
    assert_eq!(Basis::A20(7).words(), "《条例》第二十条第（七）项");
    assert_eq!(Basis::A20(10).words(), "《条例》第二十条第（十）项");
    assert_eq!(Basis::A20(15).words(), "《条例》第二十条第（十五）项");
}

#[test]
fn 自己的栏目代替缺省栏目_依据可以从上级继承() {
    let config = good(
        "[[column]]\nid = \"b\"\nname = \"乙\"\nparent = \"a\"\n[[column]]\nid = \"a\"\nname = \"甲\"\nparent = \"\"\na20 = 7\nupdate = \"1y\"\nkeywords = [\"x\"]\n[[column]]\nid = \"c\"\nname = \"丙\"\na21 = \"township\"\n",
    );
    let tree = &config.columns;
    assert!(!tree.is_default());
    assert!(tree.by_id("lzyj").is_none());
    let b = tree.by_id("b").unwrap();
    assert_eq!(tree.get(b).basis, None);
    assert_eq!(tree.basis(b), Some(Basis::A20(7)));
    assert_eq!(tree.get(b).update, UpdateRule::None);
    assert_eq!(
        tree.get(tree.by_id("a").unwrap()).update,
        UpdateRule::OneYear
    );
    assert_eq!(
        tree.basis(tree.by_id("c").unwrap()),
        Some(Basis::A21Township)
    );
    assert_eq!(tree.ids().collect::<Vec<_>>(), ["b", "a", "c"]);
}

#[test]
fn 栏目的错误一次全部报告() {
    let column =
        |id: &str, more: &str| format!("[[column]]\nid = \"{id}\"\nname = \"甲\"\n{more}\n");
    let found = with(&format!(
        "{}{}{}{}{}{}{}",
        column("a", "a20 = 16"),
        column("a", ""),
        column("b", "parent = \"aa\""),
        column("c", "parent = \"d\""),
        column("d", "parent = \"c\""),
        column("e", "a20 = 1\na21 = \"town\""),
        column("财政", "")
    ));
    let codes: Vec<_> = found.iter().map(|(code, at, _)| (*code, &**at)).collect();
    assert_eq!(
        codes,
        [
            ("column-basis", "16"),
            ("duplicate-name", "\"a\""),
            ("unknown-column", "\"aa\""),
            ("parent-cycle", "\"d\""),
            ("unknown-word", "\"town\""),
            ("bad-id", "\"财政\""),
        ],
        "{found:#?}"
    );
}

#[test]
fn 三级栏目可以用但有提醒() {
    let text = format!(
        "{PORTAL}{AGENCY}[[column]]\nid = \"a\"\nname = \"甲\"\n[[column]]\nid = \"b\"\nname = \"乙\"\nparent = \"a\"\n[[column]]\nid = \"c\"\nname = \"丙\"\nparent = \"b\"\n"
    );
    let (config, report) = run(&text);
    assert!(config.is_some());
    assert_eq!(report.diagnostics()[0].code, "column-depth");
    assert_eq!(report.diagnostics()[0].severity, Severity::Warn);
}

#[test]
fn 机关的错误一次全部报告() {
    let found = with(&format!(
        "{}{}{}{}{}[[agency]]\nid = \"n\"\n",
        agency("zfb", "示例市民政局", ""),
        agency("x1", "示例市民政局", "parent = \"zf\""),
        agency("X2", "示例市财政局", ""),
        agency(
            "x3",
            "示例市教育局",
            "parent = \"x3\"\ncode = \"123\"\napply_url = \"javascript:alert(1)\""
        ),
        agency("x4", "示例市档案局", "levl = \"city\"")
    ));
    let codes: Vec<_> = found.iter().map(|(code, at, _)| (*code, &**at)).collect();
    assert_eq!(
        codes,
        [
            ("duplicate-name", "\"zfb\""),
            ("duplicate-name", "\"示例市民政局\""),
            ("unknown-agency", "\"zf\""),
            ("bad-id", "\"X2\""),
            ("parent-cycle", "\"x3\""),
            ("agency-code", "\"123\""),
            ("bad-url", "\"javascript:alert(1)\""),
            ("unknown-key", "levl"),
            ("missing-field", "[[agency]]"),
        ],
        "{found:#?}"
    );
    assert!(found[2].2.contains("是不是 zfb？"));
}

#[test]
fn 缺少层级和类型时按说明的缺省处理() {
    let text = format!("{PORTAL}[[agency]]\nid = \"zfb\"\nname = \"示例县人民政府\"\n");
    let (config, report) = run(&text);
    let config = config.unwrap();
    let own = config.agency(config.own_agency());
    assert_eq!(
        (own.level, own.kind),
        (Level::County, AgencyKind::Government)
    );
    assert_eq!((report.denied(), report.warned()), (0, 2));
}

#[test]
fn 平台的错误有位置和原因() {
    let text = format!(
        "[portal]\nname = \"示例市人民政府\"\ntitle = \"政务公开\"\nbase_url = \"www.example.gov.cn\"\nagency = \"zf\"\ntheme = \"../x\"\n[site]\nbadge = \"../dzjg.png\"\nreport_error = \"/x\"\n{AGENCY}"
    );
    let found = findings(&text);
    let codes: Vec<_> = found.iter().map(|(code, at, _)| (*code, &**at)).collect();
    assert_eq!(
        codes,
        [
            ("portal-title", "\"政务公开\""),
            ("bad-base-url", "\"www.example.gov.cn\""),
            ("unknown-agency", "\"zf\""),
            ("bad-id", "\"../x\""),
            ("bad-path", "\"../dzjg.png\""),
            ("bad-url", "\"/x\""),
        ],
        "{found:#?}"
    );
    assert!(run(&text).0.is_none());
}

#[test]
fn 空的配置文件说出缺少什么() {
    let found = findings("");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].2.contains("平台") || found[1].2.contains("平台"));
}

#[test]
fn 标识图片发布在站点根目录() {
    let config = good("[site]\nbadge = \"static/img/dzjg.png\"\n");
    assert_eq!(config.site.badge.as_deref(), Some("static/img/dzjg.png"));
    assert_eq!(config.site.badge_path(), Some("img/dzjg.png"));
}

#[test]
fn 检查等级和用词() {
    let config = good(
        "[checks]\nreview = true\nAR3-ROW = \"deny\"\nlate = \"allow\"\n[labels]\nissuer = \"发布机构\"\n[search]\nper_page = 20\n",
    );
    assert!(config.checks.review);
    assert_eq!(
        config.checks.levels.get("AR3-ROW"),
        Some(&diag::Level::Deny)
    );
    assert_eq!(config.checks.levels.get("late"), Some(&diag::Level::Allow));
    assert_eq!(config.labels["issuer"], "发布机构");
    assert_eq!(config.search.per_page, 20);
    let found = with(
        "[checks]\nreview = \"是\"\nlate = \"error\"\nsums = 1\n[labels]\nissuer = 1\n[search]\nper_page = 0\n",
    );
    let codes: Vec<_> = found.iter().map(|(code, at, _)| (*code, &**at)).collect();
    assert_eq!(
        codes,
        [
            ("wrong-type", "\"是\""),
            ("unknown-word", "\"error\""),
            ("wrong-type", "1"),
            ("wrong-type", "1"),
            ("out-of-range", "0"),
        ]
    );
}

#[test]
fn 检索服务器要写种类和网址() {
    let engine =
        "[search]\nengine = \"meilisearch\"\nendpoint = \"https://a.gov.cn/s\"\nkey = \"k\"\n";
    let engine = good(engine).search.engine.expect("an engine");
    assert_eq!(engine.kind, "meilisearch");
    assert_eq!(engine.endpoint.as_str(), "https://a.gov.cn/s/");
    assert_eq!(engine.index, "gongkai");
    assert_eq!(engine.key.as_deref(), Some("k"));
    for (written, code) in [
        ("engine = \"opensearch\"", "missing-field"),
        ("endpoint = \"https://a.gov.cn/\"", "missing-field"),
        ("engine = \"solr\"", "unknown-word"),
        (
            "engine = \"opensearch\"\nendpoint = \"a.gov.cn\"",
            "bad-base-url",
        ),
    ] {
        let found = with(&format!("[search]\n{written}\n"));
        assert!(
            found.iter().any(|(found, _, _)| *found == code),
            "{written}"
        );
    }
}

#[test]
fn 领域按编号或名称查找() {
    let config = good("");
    let find = |word| config.field_by_id_or_name(word).map(|ix| ix.0);
    assert_eq!(find("f05"), Some(4));
    assert_eq!(find("安全生产"), Some(4));
    assert_eq!(find("生态环境"), find("环境保护"));
    assert_eq!(find("其他"), None);
    let own = good("[[field]]\nid = \"jt\"\nname = \"交通运输\"\n");
    assert_eq!(own.fields.len(), 1);
    assert!(own.field_by_id_or_name("安全生产").is_none());
}

/// Portals that lie beside or in the repository: they read without any finding.
#[test]
fn 现有门户的配置没有任何问题() {
    for name in ["../shared/portal/config.toml", "config.toml"] {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let Ok(text) = std::fs::read_to_string(&file) else {
            eprintln!("跳过: 没有 {name}");
            continue;
        };
        let (config, report) = run(&text);
        assert!(
            report.diagnostics().is_empty(),
            "{name}: {:#?}",
            report.diagnostics()
        );
        assert!(config.is_some());
    }
}

#[test]
fn 平台写的年份代替内置的年份() {
    use crate::model::{Date, WorkDays};
    let day = |text: &str| text.parse::<Date>().unwrap();
    let config = good(
        "[[calendar]]\nyear = 2027\nholidays = [\"1月1日至3日\", \"5月1日\", \"10月1日至3日\"]\nworkdays = \"1月9日\"\n",
    );
    let deadline = config.calendar.deadline(day("2026-12-31"), WorkDays(6));
    assert_eq!(
        (deadline.date, deadline.is_estimated()),
        (day("2027-01-09"), false)
    );
    assert!(!config.calendar.is_workday(day("2026-10-01")));
    assert_eq!(good("").calendar.years().len(), 9);
}

#[test]
fn 放假安排的错误都指出来() {
    let found = with(
        "[[calendar]]\nyear = 2027\nholidays = [\"1月1日\", \"2月30日\", \"五月一日\"]\n\
         [[calendar]]\nyear = 2027\nholidays = []\n\
         [[calendar]]\nyear = 2028\nholidays = [\"1月1日至2日\", \"5月1日\", \"10月1日至2日\"]\nworkdays = [\"1月2日\", \"1月3日\"]\n\
         [[calendar]]\nyear = 2029\nholidays = [\"1月1日\", \"5月1日\"]\n\
         [[calendar]]\nyear = 27\nholidays = [\"1月1日\"]\n",
    );
    let short: Vec<(&str, &str)> = found
        .iter()
        .map(|(code, at, words)| {
            assert!(!words.is_empty());
            (*code, at.as_str())
        })
        .collect();
    assert_eq!(
        short,
        [
            ("work-calendar", "\"2月30日\""),
            ("work-calendar", "\"五月一日\""),
            ("work-calendar", "2027"),
            ("work-calendar", "\"1月2日\""),
            ("work-calendar", "\"1月3日\""),
            ("work-calendar", "[\"1月1日\", \"5月1日\"]"),
            ("out-of-range", "27"),
        ]
    );
    assert!(found[0].2.contains("这一年没有这一天"), "{}", found[0].2);
    assert!(
        found[5].2.contains("缺少10月1日、10月2日、10月3日"),
        "{}",
        found[5].2
    );
}
