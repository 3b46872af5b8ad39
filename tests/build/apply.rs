//! 依申请公开: what the page says follows from the agency's data and the calendar.

use crate::support::{CONFIG, SiteTest};

#[test]
fn 申请表可以从申请页找到_在网站地图里() {
    let site = SiteTest::from_text("");
    let build = site.build();
    build.expect_status(0);
    for form in ["apply/citizen.html", "apply/organisation.html"] {
        build.expect_file("apply.html", [form]);
        build.expect_file("sitemap.xml", [form]);
        build.expect_file(form, ["受理机关", "示例市人民政府", "形式要求"]);
        build.expect_file_without(form, ["工作单位", "特殊需要", "<input name"]);
    }
    build.expect_file("apply/citizen.html", ["身份证明号码", "申请人签名"]);
    build.expect_file(
        "apply/organisation.html",
        ["统一社会信用代码", "申请人盖章"],
    );
}

#[test]
fn 申请渠道只列机关有的() {
    let without = SiteTest::from_text("");
    without
        .build()
        .expect_file_without("apply.html", ["申请渠道", "mailto:"]);
    let config = CONFIG.replacen(
        "kind = \"government\"",
        "kind = \"government\"\nemail = \"zwgk@example.gov.cn\"\naddress = \"示例市人民路1号\"\npostcode = \"990000\"",
        1,
    );
    let site = SiteTest::from_text(&format!("-- config.toml --\n{config}"));
    let build = site.build();
    build.expect_file(
        "apply.html",
        [
            "申请渠道",
            "mailto:zwgk@example.gov.cn",
            "示例市人民路1号，示例市人民政府收，邮政编码 990000",
            "与申请人双方确认之日",
        ],
    );
    build.expect_file_without("apply.html", ["在线申请网页", "传真</th>"]);
}

#[test]
fn 平台补充的放假安排用在申请页上() {
    let config = format!(
        "{CONFIG}\n[[calendar]]\nyear = 2027\nholidays = [\"1月1日至3日\", \"5月1日\", \"10月1日至3日\"]\nworkdays = [\"1月9日\"]\n"
    );
    let site = SiteTest::from_text(&format!("-- config.toml --\n{config}"));
    let build = site.build();
    build.expect_status(0);
    build.expect_file("apply.html", [
        "2027:0101-0103,0501,1001-1003/0109\"",
        "<th scope=\"row\">2027年</th><td>1月1日至3日，5月1日，10月1日至3日</td><td>1月9日</td>",
    ]);
}

#[test]
fn 时限表写明依据_收费按信息处理费管理办法() {
    let site = SiteTest::from_text("");
    site.build().expect_file(
        "apply.html",
        [
            "<td>最长再延长20个工作日</td>",
            "<td>7个工作日</td><td>收到申请之日</td><td>《条例》第三十条</td>",
            "31—40件每件200元",
            "应当先申请行政复议",
        ],
    );
}
