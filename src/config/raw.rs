//! `config.toml` as written: its field tables.
//!
//! In: nothing. Out: the keys, their Chinese names, types and examples, from which reading, schema and help derive.
//! It must not decide anything: what the values mean together is checked by the neighbours.

use crate::source::fields::{Choice, Field, Shape};

const fn text(
    key: &'static str,
    label: &'static str,
    example: &'static str,
    doc: &'static str,
) -> Field {
    Field::new(key, label, Shape::Text, example, doc)
}

/// The tables of the file.
pub static ROOT: [Field; 10] = [
    Field::new(
        "portal",
        "平台",
        Shape::Table(&PORTAL),
        "[portal]\nname = \"示例市人民政府\"\nagency = \"zfb\"",
        "平台的名称、网址和所属机关",
    )
    .required(),
    Field::new(
        "site",
        "网站",
        Shape::Table(&SITE),
        "[site]\nname = \"示例市人民政府门户网站\"",
        "页头、页脚和网页标签的内容，没有的不显示",
    ),
    Field::new(
        "agency",
        "机关",
        Shape::Tables(&AGENCY),
        "[[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"",
        "公开主体，每个机关一节",
    )
    .required(),
    Field::new(
        "column",
        "栏目",
        Shape::Tables(&COLUMN),
        "[[column]]\nid = \"ysjs\"\nname = \"财政预决算\"",
        "法定主动公开内容的栏目；一个也不写时使用缺省栏目",
    ),
    Field::new(
        "field",
        "领域",
        Shape::Tables(&FIELD),
        "[[field]]\nid = \"f05\"\nname = \"安全生产\"",
        "重点领域；一个也不写时使用26个试点领域",
    ),
    Field::new(
        "required",
        "应有材料",
        Shape::Tables(&REQUIRED),
        "[[required]]\nfields = [\"f02\"]\ndocuments = [\"half_year_summary\", \"annual_summary\", \"catalogue\"]",
        "哪些重点领域应当发布工作总结和目录清单",
    ),
    Field::new(
        "calendar",
        "放假安排",
        Shape::Tables(&CALENDAR),
        "[[calendar]]\nyear = 2027\nholidays = [\"1月1日至3日\"]\nworkdays = [\"2月14日\"]",
        "国务院办公厅每年的放假通知，用来计算工作日；程序已有的年份不用写",
    ),
    Field::new(
        "search",
        "检索",
        Shape::Table(&SEARCH),
        "[search]\nper_page = 10",
        "检索页的设置",
    ),
    Field::new(
        "checks",
        "检查",
        Shape::Raw,
        "[checks]\nreview = true",
        "检查规则的等级，一行一条: 规则名 = \"allow\"、\"warn\" 或 \"deny\"；review = true 要求每件都有审查记录",
    ),
    Field::new(
        "labels",
        "用词",
        Shape::Raw,
        "[labels]\nmeta_issuer = \"发布机构\"",
        "页面上的用词，按键名改",
    ),
];

/// `[portal]`.
pub static PORTAL: [Field; 5] = [
    text(
        "name",
        "平台所属机关",
        "name = \"示例市人民政府\"",
        "谁的政府信息公开平台，写机关全称",
    )
    .required(),
    text(
        "title",
        "平台名称",
        "title = \"政府信息公开\"",
        "按国办公开办函〔2019〕61号统一为“政府信息公开”",
    ),
    text(
        "base_url",
        "平台网址",
        "base_url = \"https://www.example.gov.cn/zfxxgk/\"",
        "订阅源、网站地图和二维码需要它；页面之间的链接不依赖它",
    ),
    text(
        "agency",
        "平台的机关",
        "agency = \"zfb\"",
        "平台自己的机关的编号",
    )
    .required(),
    text("theme", "主题", "theme = \"default\"", "外观的名称"),
];

/// `[site]` (standards 4.1–4.3).
pub static SITE: [Field; 11] = [
    text(
        "name",
        "网站名称",
        "name = \"示例市人民政府门户网站\"",
        "网站全称",
    ),
    text(
        "domain",
        "网站域名",
        "domain = \"www.example.gov.cn\"",
        "网站域名",
    ),
    text(
        "id_code",
        "网站标识码",
        "id_code = \"1234567890\"",
        "政府网站标识码，10位",
    ),
    text(
        "sponsor",
        "主办单位",
        "sponsor = \"示例市人民政府办公室\"",
        "主办单位",
    ),
    text(
        "operator",
        "承办单位",
        "operator = \"示例市大数据中心\"",
        "承办单位",
    ),
    text(
        "contact",
        "联系方式",
        "contact = \"0400-1234567\"",
        "网站联系方式",
    ),
    text(
        "icp",
        "ICP备案编号",
        "icp = \"京ICP备00000000号-1\"",
        "ICP备案编号",
    ),
    text(
        "police",
        "公安机关备案编号",
        "police = \"京公网安备 00000000000000号\"",
        "公安机关备案编号",
    ),
    text(
        "report_error",
        "我为政府网站找错",
        "report_error = \"https://…\"",
        "“我为政府网站找错”的网址",
    ),
    text(
        "correction",
        "本页纠错",
        "correction = \"zwgk@example.gov.cn\"",
        "收纠错意见的电子邮箱或网址；每页下面有“本页纠错”，带上该页的标题和网址",
    ),
    text(
        "badge",
        "党政机关标识",
        "badge = \"static/dzjg.png\"",
        "党政机关网站标识的图片，放在 static 文件夹里",
    ),
];

/// Levels of an agency.
pub(super) static LEVELS: [Choice; 5] = [
    Choice {
        value: "state",
        label: "国家级",
        also: &["国家"],
    },
    Choice {
        value: "province",
        label: "省级",
        also: &["省"],
    },
    Choice {
        value: "city",
        label: "市级",
        also: &["市", "设区的市"],
    },
    Choice {
        value: "county",
        label: "县级",
        also: &["县"],
    },
    Choice {
        value: "township",
        label: "乡级",
        also: &["乡镇", "乡"],
    },
];

/// Kinds of an agency.
pub(super) static KINDS: [Choice; 5] = [
    Choice {
        value: "government",
        label: "人民政府",
        also: &["政府"],
    },
    Choice {
        value: "department",
        label: "政府部门",
        also: &["部门"],
    },
    Choice {
        value: "dispatched",
        label: "派出机关",
        also: &[],
    },
    Choice {
        value: "authorized",
        label: "法律法规授权的组织",
        also: &["授权组织"],
    },
    Choice {
        value: "other",
        label: "其他机关",
        also: &["其他"],
    },
];

/// `[[agency]]`.
pub static AGENCY: [Field; 15] = [
    text(
        "id",
        "编号",
        "id = \"yjj\"",
        "小写字母、数字、- 和 _；文件夹用它，不再改变",
    )
    .required(),
    text(
        "name",
        "机关全称",
        "name = \"示例市应急管理局\"",
        "机关全称",
    )
    .required(),
    text("short", "简称", "short = \"市应急管理局\"", "用在窄的地方"),
    Field::new(
        "level",
        "层级",
        Shape::Choice(&LEVELS),
        "level = \"city\"",
        "年报的公布时限和第二十一条的内容按它确定",
    ),
    Field::new(
        "kind",
        "机关类型",
        Shape::Choice(&KINDS),
        "kind = \"department\"",
        "政府、部门、派出机关、授权组织或其他",
    ),
    text(
        "code",
        "统一社会信用代码",
        "code = \"11210000MB0000000X\"",
        "18位；索引号的前段用它",
    ),
    text("parent", "上级机关", "parent = \"zfb\"", "所属机关的编号"),
    text(
        "office",
        "公开工作机构",
        "office = \"办公室\"",
        "政府信息公开工作机构",
    ),
    text(
        "address",
        "办公地址",
        "address = \"示例市行政中心路1号\"",
        "办公地址",
    ),
    text(
        "hours",
        "办公时间",
        "hours = \"工作日9:00—12:00，14:00—17:00\"",
        "办公时间",
    ),
    text("phone", "联系电话", "phone = \"0400-1234567\"", "联系电话"),
    text("fax", "传真号码", "fax = \"0400-1234568\"", "传真号码"),
    text(
        "email",
        "电子邮箱",
        "email = \"zwgk@example.gov.cn\"",
        "电子邮箱",
    ),
    text("postcode", "邮政编码", "postcode = \"100000\"", "邮政编码"),
    text(
        "apply_url",
        "在线申请网址",
        "apply_url = \"https://www.example.gov.cn/ysqgk/\"",
        "在线提交政府信息公开申请的网址",
    ),
];

/// Whom the content of Article 21 binds.
pub(super) static ARTICLE_21: [Choice; 2] = [
    Choice {
        value: "city_county",
        label: "设区的市级、县级人民政府及其部门",
        also: &["市县"],
    },
    Choice {
        value: "township",
        label: "乡（镇）人民政府",
        also: &["乡镇"],
    },
];

/// How often a column is to be renewed (standards 5.2).
pub(super) static UPDATES: [Choice; 4] = [
    Choice {
        value: "2w",
        label: "两周内更新",
        also: &[],
    },
    Choice {
        value: "6m",
        label: "六个月内更新",
        also: &[],
    },
    Choice {
        value: "1y",
        label: "一年内更新",
        also: &[],
    },
    Choice {
        value: "none",
        label: "有变化时更新",
        also: &[],
    },
];

/// `[[column]]`.
pub static COLUMN: [Field; 8] = [
    text(
        "id",
        "编号",
        "id = \"ysjs\"",
        "小写字母、数字、- 和 _；网址用它，不再改变",
    )
    .required(),
    text("name", "名称", "name = \"财政预决算\"", "栏目名称").required(),
    text("parent", "上级栏目", "parent = \"lzyj\"", "上级栏目的编号"),
    Field::new(
        "a20",
        "条例第二十条的项",
        Shape::Integer,
        "a20 = 7",
        "1 至 15",
    ),
    Field::new(
        "a21",
        "条例第二十一条的主体",
        Shape::Choice(&ARTICLE_21),
        "a21 = \"city_county\"",
        "市县政府和部门，或者乡镇政府",
    ),
    Field::new(
        "update",
        "更新要求",
        Shape::Choice(&UPDATES),
        "update = \"1y\"",
        "多久之内应当更新",
    ),
    text(
        "description",
        "栏目说明",
        "description = \"财政预算、决算和“三公”经费\"",
        "栏目页和网页标签用",
    ),
    Field::new(
        "keywords",
        "栏目关键词",
        Shape::Texts,
        "keywords = [\"预算\", \"决算\"]",
        "网页标签用",
    ),
];

/// `[[field]]`.
pub static FIELD: [Field; 2] = [
    text(
        "id",
        "编号",
        "id = \"f05\"",
        "小写字母、数字、- 和 _；网址用它，不再改变",
    )
    .required(),
    text("name", "名称", "name = \"安全生产\"", "领域名称").required(),
];

/// `[[calendar]]`: 国务院办公厅关于部分节假日安排的通知.
pub static CALENDAR: [Field; 3] = [
    Field::new(
        "year",
        "年份",
        Shape::Integer,
        "year = 2027",
        "放假安排的年份",
    )
    .required(),
    Field::new(
        "holidays",
        "放假的日子",
        Shape::Texts,
        "holidays = [\"1月1日至3日\", \"2月5日至11日\"]",
        "放假的日子，其中的周末也写；跨年的分别写在各自的年份里",
    )
    .required(),
    Field::new(
        "workdays",
        "调休上班的日子",
        Shape::Texts,
        "workdays = [\"2月14日\", \"2月20日\"]",
        "调休上班的周末",
    ),
];

/// `[[required]]`.
pub static REQUIRED: [Field; 2] = [
    Field::new(
        "fields",
        "重点领域",
        Shape::Texts,
        "fields = [\"f02\", \"f03\"]",
        "领域的编号或名称",
    )
    .required(),
    Field::new(
        "documents",
        "材料",
        Shape::Texts,
        "documents = [\"half_year_summary\", \"annual_summary\", \"catalogue\"]",
        "半年工作总结、全年工作总结、目录清单；不写时三种都要",
    ),
];

/// `[search]`.
pub static SEARCH: [Field; 5] = [
    Field::new(
        "per_page",
        "每页条数",
        Shape::Integer,
        "per_page = 10",
        "检索结果每页多少条，1 至 100，缺省 10",
    ),
    Field::new(
        "engine",
        "检索服务器",
        Shape::Choice(&ENGINES),
        "engine = \"opensearch\"",
        "检索页先问的检索服务器；不写就只用门户自带的索引",
    ),
    Field::new(
        "endpoint",
        "服务器网址",
        Shape::Text,
        "endpoint = \"https://search.example.gov.cn/\"",
        "检索服务器的网址，要允许网站的网页访问",
    ),
    Field::new(
        "index",
        "索引名称",
        Shape::Text,
        "index = \"gongkai\"",
        "检索服务器上的索引名称，缺省 gongkai",
    ),
    Field::new(
        "key",
        "检索密钥",
        Shape::Text,
        "key = \"…\"",
        "只能检索的密钥；它写在公开的文件里，谁都看得到，不能是有别的权限的密钥",
    ),
];

/// What a search server speaks.
static ENGINES: [Choice; 3] = [
    Choice {
        value: "opensearch",
        label: "OpenSearch",
        also: &[],
    },
    Choice {
        value: "elasticsearch",
        label: "Elasticsearch",
        also: &[],
    },
    Choice {
        value: "meilisearch",
        label: "Meilisearch",
        also: &[],
    },
];
