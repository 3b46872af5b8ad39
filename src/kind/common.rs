//! The front matter that every document shares (content contract, part 2).

use crate::source::fields::{Choice, Field, Shape};

/// 公开属性.
pub(super) static OPENNESS: [Choice; 4] = [
    Choice {
        value: "public",
        label: "主动公开",
        also: &["此件公开发布", "公开"],
    },
    Choice {
        value: "redacted",
        label: "此件删减后公开",
        also: &["删减后公开"],
    },
    Choice {
        value: "on-request",
        label: "此件依申请公开",
        also: &["依申请公开"],
    },
    Choice {
        value: "closed",
        label: "此件不公开",
        also: &["不公开", "不予公开"],
    },
];

/// Stages of a 重大行政决策 (standards 11.8).
pub static STAGES: [Choice; 10] = [
    Choice {
        value: "catalog",
        label: "决策事项目录",
        also: &[],
    },
    Choice {
        value: "draft",
        label: "决策草案",
        also: &[],
    },
    Choice {
        value: "solicit",
        label: "征求意见",
        also: &[],
    },
    Choice {
        value: "hearing",
        label: "听证",
        also: &[],
    },
    Choice {
        value: "feedback",
        label: "意见采纳情况",
        also: &[],
    },
    Choice {
        value: "review",
        label: "合法性审查",
        also: &[],
    },
    Choice {
        value: "decision",
        label: "决策公布",
        also: &[],
    },
    Choice {
        value: "interpret",
        label: "决策解读",
        also: &[],
    },
    Choice {
        value: "execute",
        label: "执行情况",
        also: &[],
    },
    Choice {
        value: "evaluate",
        label: "决策后评估",
        also: &[],
    },
];

static WITHDRAWN: [Field; 2] = [
    Field::new(
        "date",
        "撤下日期",
        Shape::Date,
        "date = 2024-03-01",
        "从哪一天起撤下",
    )
    .required(),
    Field::new(
        "reason",
        "撤下理由",
        Shape::Text,
        "reason = \"行政决定被依法撤销\"",
        "依法说明的理由",
    )
    .required(),
];

static REVIEW: [Field; 4] = [
    Field::new(
        "drafter",
        "起草人",
        Shape::Text,
        "drafter = \"……\"",
        "谁起草",
    ),
    Field::new(
        "reviewer",
        "审查人",
        Shape::Text,
        "reviewer = \"……\"",
        "谁审查",
    ),
    Field::new(
        "approver",
        "审批人",
        Shape::Text,
        "approver = \"……\"",
        "谁批准公开",
    ),
    Field::new(
        "date",
        "审查日期",
        Shape::Date,
        "date = 2024-05-11",
        "哪一天审查",
    ),
];

static ATTACHMENT: [Field; 2] = [
    Field::new(
        "file",
        "附件文件",
        Shape::Text,
        "file = \"a.docx\"",
        "文件名，写在文档所在文件夹之下的路径",
    )
    .required(),
    Field::new(
        "title",
        "附件标题",
        Shape::Text,
        "title = \"附件1：……\"",
        "页面上显示的名称",
    ),
];

static ALLOW: [Field; 3] = [
    Field::new(
        "rule",
        "检查规则",
        Shape::Text,
        "rule = \"late-publication\"",
        "规则的名称",
    )
    .required(),
    Field::new(
        "reason",
        "保留的理由",
        Shape::Text,
        "reason = \"……\"",
        "为什么可以不改",
    )
    .required(),
    Field::new(
        "hash",
        "号码的校验值",
        Shape::Text,
        "hash = \"3f2a9c01\"",
        "个人信息的规则用：只放过这一个号码，照提示中的写",
    ),
];

/// The shared fields.
pub static COMMON: [Field; 34] = [
    Field::new(
        "title",
        "标题",
        Shape::Text,
        "title = \"关于……的通知\"",
        "文件名称",
    )
    .required(),
    Field::new(
        "published",
        "发布日期",
        Shape::Moment,
        "published = 2024-05-13T09:30:00",
        "在平台上公开的日期，知道时间的写到分；晚于构建日期的暂不公开",
    )
    .required(),
    Field::new(
        "dated",
        "成文日期",
        Shape::Date,
        "dated = 2024-05-10",
        "生成日期",
    ),
    Field::new(
        "changed",
        "信息变更日期",
        Shape::Date,
        "changed = 2024-06-01",
        "内容变更之日，公开时限从这一天重新计算",
    ),
    Field::new(
        "updated",
        "更新日期",
        Shape::Date,
        "updated = 2024-06-01",
        "页面最后更新的日期",
    ),
    Field::new(
        "index_number",
        "索引号",
        Shape::Text,
        "index_number = \"11210000MB0000000X/2024-00017\"",
        "一经编定不再改变，全站不重复",
    ),
    Field::new(
        "issuer",
        "发文机关",
        Shape::Texts,
        "issuer = \"示例市人民政府\"",
        "不写时是本机关；联合发文写成列表",
    ),
    Field::new(
        "doc_number",
        "发文字号",
        Shape::Text,
        "doc_number = \"示政办发〔2024〕17号\"",
        "没有文号的不写",
    ),
    Field::new(
        "genre",
        "体裁",
        Shape::Text,
        "genre = \"通知\"",
        "文种或体裁",
    ),
    Field::new(
        "effective",
        "施行日期",
        Shape::Date,
        "effective = 2024-07-01",
        "从哪一天起施行",
    ),
    Field::new(
        "valid_until",
        "有效期至",
        Shape::Date,
        "valid_until = 2029-06-30",
        "有效的最后一天",
    ),
    Field::new(
        "source",
        "来源",
        Shape::Text,
        "source = \"示例市人民政府办公室\"",
        "信息来源的全称",
    ),
    Field::new("editor", "编辑", Shape::Text, "editor = \"……\"", "责任编辑"),
    Field::new(
        "decision",
        "重大行政决策",
        Shape::Text,
        "decision = \"gongjiao-2026\"",
        "同一决策的各阶段写同一个编号",
    ),
    Field::new(
        "decision_stage",
        "决策阶段",
        Shape::Choice(&STAGES),
        "decision_stage = \"solicit\"",
        "本文件属于哪个阶段",
    ),
    Field::new(
        "column",
        "栏目",
        Shape::Text,
        "column = \"ysjs\"",
        "法定主动公开内容之下的栏目编号",
    ),
    Field::new(
        "topics",
        "主题分类",
        Shape::Texts,
        "topics = ['综合政务\\政务公开']",
        "一级\\二级",
    ),
    Field::new(
        "audience",
        "服务对象",
        Shape::Texts,
        "audience = [\"企业\"]",
        "面向哪些人",
    ),
    Field::new(
        "keywords",
        "关键词",
        Shape::Texts,
        "keywords = [\"应急\", \"预案\"]",
        "主题词",
    ),
    Field::new(
        "summary",
        "内容概述",
        Shape::Text,
        "summary = \"……\"",
        "不写时取正文第一段",
    ),
    Field::new(
        "fields",
        "重点领域",
        Shape::Texts,
        "fields = [\"f05\"]",
        "所属领域的编号",
    ),
    Field::new(
        "items",
        "公开事项",
        Shape::Texts,
        "items = [\"aq-01\"]",
        "本文件落实的公开事项的编号",
    ),
    Field::new(
        "openness",
        "公开属性",
        Shape::Choice(&OPENNESS),
        "openness = \"public\"",
        "主动公开、删减后公开、依申请公开、不公开",
    ),
    Field::new(
        "openness_reason",
        "不予公开的理由",
        Shape::Text,
        "openness_reason = \"涉及商业秘密，依据《政府信息公开条例》第十五条\"",
        "不公开、依申请公开、删减的理由和依据",
    ),
    Field::new(
        "review",
        "公开审查",
        Shape::Table(&REVIEW),
        "review = { reviewer = \"……\", date = 2024-05-11 }",
        "先审查后公开的记录",
    ),
    Field::new(
        "withdrawn",
        "依法撤下",
        Shape::Table(&WITHDRAWN),
        "withdrawn = { date = 2024-03-01, reason = \"……\" }",
        "撤下后只保留说明",
    ),
    Field::new(
        "expires",
        "信息下架日期",
        Shape::Date,
        "expires = 2027-01-01",
        "从这一天起归档，不再列出",
    ),
    Field::new("draft", "草稿", Shape::Flag, "draft = true", "草稿不公开"),
    Field::new(
        "aliases",
        "旧地址",
        Shape::Texts,
        "aliases = [\"/zhengce/a.html\"]",
        "旧网页地址，保留跳转",
    ),
    Field::new(
        "slug",
        "网址名称",
        Shape::Text,
        "slug = \"yjya\"",
        "网址的最后一段",
    ),
    Field::new(
        "attachments",
        "附件",
        Shape::Tables(&ATTACHMENT),
        "attachments = [{ file = \"a.docx\", title = \"附件1\" }]",
        "附件的顺序和名称",
    ),
    Field::new(
        "required",
        "应有材料",
        Shape::Table(&super::required::REQUIRED),
        "required = { document = \"annual_summary\", year = 2025 }",
        "本文件是所属重点领域的工作总结或者目录清单",
    ),
    Field::new(
        "lists",
        "清单",
        Shape::Tables(&super::lists::LIST),
        "lists = [{ file = \"shoufei.csv\", kind = \"fees\" }]",
        "文档旁边的表格文件，显示在正文下面，可以下载",
    ),
    Field::new(
        "allow",
        "检查的例外",
        Shape::Tables(&ALLOW),
        "allow = [{ rule = \"late-publication\", reason = \"……\" }]",
        "检查发现但可以不改的，写明理由",
    ),
];
