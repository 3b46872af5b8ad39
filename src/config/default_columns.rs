//! The columns of a portal that writes none: standards 2.5, and under `lzyj` those of the content contract, part 1a.
//!
//! Update rules follow standards 5.2: policies and notices six months, plans, statistics and budgets a year, facts that
//! stand until they change none.

use super::column::{Basis, Column, ColumnIx, UpdateRule};
use UpdateRule::{None as OnChange, OneYear, SixMonths};

struct Row {
    id: &'static str,
    name: &'static str,
    /// Id of the column above, or nothing.
    parent: &'static str,
    /// Item of Article 20.
    item: u8,
    update: UpdateRule,
    description: &'static str,
    keywords: &'static [&'static str],
}

/// The standard tree; a column stands behind the one above it.
pub(super) fn columns() -> Vec<Column> {
    ROWS.iter()
        .map(|row| Column {
            id: row.id.to_owned(),
            name: row.name.to_owned(),
            parent: ROWS
                .iter()
                .position(|other| other.id == row.parent)
                .and_then(|at| u16::try_from(at).ok())
                .map(ColumnIx),
            basis: Some(Basis::A20(row.item)),
            update: row.update,
            description: Some(row.description.to_owned()),
            keywords: row.keywords.iter().map(|&word| word.to_owned()).collect(),
        })
        .collect()
}

const ROWS: &[Row] = &[
    Row {
        id: "lzyj",
        name: "履职依据",
        parent: "",
        item: 1,
        update: SixMonths,
        description: "本机关履行职责所依据的法律法规、政府规章、行政规范性文件和其他政策文件，以及政策解读、意见征集。",
        keywords: &["法律法规", "政府规章", "行政规范性文件", "政策文件"],
    },
    Row {
        id: "flfg",
        name: "法律法规",
        parent: "lzyj",
        item: 1,
        update: OnChange,
        description: "与本机关职责有关的法律、行政法规和地方性法规。",
        keywords: &["法律", "行政法规", "地方性法规"],
    },
    Row {
        id: "gz",
        name: "政府规章",
        parent: "lzyj",
        item: 1,
        update: OnChange,
        description: "与本机关职责有关的国务院部门规章和地方政府规章，注明现行有效、已修改、已废止或者已失效。",
        keywords: &["部门规章", "地方政府规章", "规章库"],
    },
    Row {
        id: "gfxwj",
        name: "行政规范性文件",
        parent: "lzyj",
        item: 1,
        update: SixMonths,
        description: "本机关制发的行政规范性文件，注明现行有效、已修改、已废止或者已失效。",
        keywords: &["行政规范性文件", "现行有效", "废止", "失效"],
    },
    Row {
        id: "qtwj",
        name: "其他政策文件",
        parent: "lzyj",
        item: 1,
        update: SixMonths,
        description: "本机关制发的行政规范性文件以外的政策文件，包括通知、意见、方案、批复等。",
        keywords: &["政策文件", "通知", "意见", "方案"],
    },
    Row {
        id: "zcjd",
        name: "政策解读",
        parent: "lzyj",
        item: 15,
        update: SixMonths,
        description: "对政策文件的出台背景、主要内容、执行标准和注意事项的解读，与所解读的文件相互链接。",
        keywords: &["政策解读", "文字解读", "图解", "问答"],
    },
    Row {
        id: "yjzj",
        name: "意见征集",
        parent: "lzyj",
        item: 15,
        update: SixMonths,
        description: "重大行政决策和政策文件草案公开征求意见的公告、草案、说明，以及意见采纳情况。",
        keywords: &["意见征集", "征求意见", "重大行政决策", "意见采纳情况"],
    },
    Row {
        id: "jgjj",
        name: "机关简介",
        parent: "",
        item: 2,
        update: OnChange,
        description: "机关职能、内设机构、下属单位、领导及分工、办公地址、办公时间和联系方式。",
        keywords: &["机关职能", "机构设置", "领导信息", "联系方式"],
    },
    Row {
        id: "ghxx",
        name: "规划信息",
        parent: "",
        item: 3,
        update: OneYear,
        description: "国民经济和社会发展规划、专项规划、区域规划及相关政策。",
        keywords: &["发展规划", "专项规划", "区域规划"],
    },
    Row {
        id: "tjxx",
        name: "统计信息",
        parent: "",
        item: 4,
        update: OneYear,
        description: "国民经济和社会发展统计公报、统计数据及其说明。",
        keywords: &["统计公报", "统计数据", "经济运行"],
    },
    Row {
        id: "xzxk",
        name: "行政许可和其他对外管理服务",
        parent: "",
        item: 5,
        update: SixMonths,
        description: "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果。",
        keywords: &["行政许可", "办事指南", "办理结果"],
    },
    Row {
        id: "cfqz",
        name: "处罚/强制",
        parent: "",
        item: 6,
        update: SixMonths,
        description: "实施行政处罚、行政强制的依据、条件、程序，以及具有一定社会影响的行政处罚决定。",
        keywords: &["行政处罚", "行政强制", "处罚决定"],
    },
    Row {
        id: "ysjs",
        name: "财政预决算",
        parent: "",
        item: 7,
        update: OneYear,
        description: "政府和部门的财政预算、决算，“三公”经费和绩效信息。",
        keywords: &["财政预算", "财政决算", "“三公”经费"],
    },
    Row {
        id: "sfxm",
        name: "行政事业性收费",
        parent: "",
        item: 8,
        update: OneYear,
        description: "行政事业性收费、政府性基金和实行政府定价的经营服务性收费的项目、依据和标准。",
        keywords: &["行政事业性收费", "收费目录清单", "收费标准"],
    },
    Row {
        id: "zfcg",
        name: "政府集中采购",
        parent: "",
        item: 9,
        update: OneYear,
        description: "政府集中采购项目的目录、标准及实施情况。",
        keywords: &["政府采购", "集中采购目录", "采购结果"],
    },
    Row {
        id: "zdxm",
        name: "重大建设项目",
        parent: "",
        item: 10,
        update: SixMonths,
        description: "重大建设项目的批准和实施情况，包括批准服务、批准结果、招标投标、征收、施工、质量安全和竣工信息。",
        keywords: &["重大建设项目", "项目批准", "项目实施"],
    },
    Row {
        id: "zdms",
        name: "重大民生信息",
        parent: "",
        item: 11,
        update: SixMonths,
        description: "扶贫和乡村振兴、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况。",
        keywords: &["乡村振兴", "教育", "医疗", "社会保障", "就业"],
    },
    Row {
        id: "yjgl",
        name: "应急管理",
        parent: "",
        item: 12,
        update: SixMonths,
        description: "突发公共事件的应急预案、预警信息及应对情况。",
        keywords: &["应急预案", "预警信息", "应对情况"],
    },
    Row {
        id: "jdjc",
        name: "监督检查",
        parent: "",
        item: 13,
        update: SixMonths,
        description: "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况。",
        keywords: &["监督检查", "环境保护", "安全生产", "食品药品", "产品质量"],
    },
    Row {
        id: "zkly",
        name: "公务员招考录用",
        parent: "",
        item: 14,
        update: OneYear,
        description: "公务员招考的职位、名额、报考条件等事项以及录用结果。",
        keywords: &["公务员招考", "录用结果"],
    },
    Row {
        id: "qtfd",
        name: "其他法定信息",
        parent: "",
        item: 15,
        update: SixMonths,
        description: "法律、法规、规章和国家有关规定应当主动公开的其他信息，包括权责清单、建议提案办理、双随机抽查、政府公报、公共企事业单位信息，以及《条例》第二十一条规定的内容。",
        keywords: &["权责清单", "建议提案", "双随机", "政府公报"],
    },
];
