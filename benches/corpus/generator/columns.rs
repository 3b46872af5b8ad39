//! Columns of 法定主动公开内容 that other statutory content stands in (standards 2.5), with titles and weights. Data only.

use super::grammar::Table;

/// One column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Id in the default tree.
    pub(crate) id: &'static str,
    /// How often, beside the others.
    pub(crate) weight: usize,
    /// 体裁.
    pub(crate) genre: &'static str,
    /// Rule in [`TITLES`] for titles.
    pub(crate) rule: &'static str,
    /// Value of `act.kind`, empty where its documents are no acts.
    pub(crate) act: &'static str,
    /// The column's share of the body length of a policy, in per cent.
    pub(crate) length: usize,
}

const fn column(
    id: &'static str,
    weight: usize,
    genre: &'static str,
    rule: &'static str,
    length: usize,
) -> Column {
    let act = "";
    Column {
        id,
        weight,
        genre,
        rule,
        act,
        length,
    }
}

/// The column with acts of a kind.
const fn acts(act: &'static str, column: Column) -> Column {
    Column { act, ..column }
}

/// All columns; a column may stand here twice, with and without acts.
pub(crate) const COLUMNS: [Column; 19] = [
    column("lzyj", 5, "清单目录", "履职题", 80),
    column("jgjj", 15, "其他", "机构题", 60),
    column("ghxx", 20, "规划", "规划题", 180),
    column("tjxx", 45, "统计数据", "统计题", 90),
    column("xzxk", 60, "办事指南", "许可事项题", 70),
    acts("permit", column("xzxk", 180, "公示", "许可结果题", 30)),
    column("cfqz", 30, "清单目录", "处罚依据题", 90),
    acts("penalty", column("cfqz", 150, "公示", "处罚题", 40)),
    acts("coercion", column("cfqz", 20, "公示", "强制题", 30)),
    column("ysjs", 100, "预决算", "预算题", 150),
    column("sfxm", 15, "清单目录", "收费题", 60),
    column("zfcg", 45, "公告", "采购题", 60),
    column("zdxm", 70, "公示", "项目题", 70),
    column("zdms", 80, "公示", "民生题", 80),
    column("yjgl", 50, "预案", "应急题", 110),
    column("jdjc", 60, "公示", "检查题", 80),
    acts("inspection", column("jdjc", 40, "公示", "抽查题", 40)),
    column("zkly", 20, "公告", "招考题", 70),
    column("qtfd", 70, "建议提案答复", "其他题", 80),
];

/// Titles of each column.
#[rustfmt::skip] // One list a line.
pub(crate) const TITLES: Table = &[
    ("履职题", &["{机关}履职依据目录（{年}年版）", "{机关}{领域}法律法规目录"]),
    ("机构题", &["{机关}机构职能", "{机关}内设机构及职责", "{机关}领导信息", "{机关}办公地址和联系方式", "{机关}所属事业单位"]),
    ("规划题", &["丹溪市{领域}专项规划", "丹溪市{年}年国民经济和社会发展计划", "{机关}{领域}中期评估报告", "丹溪市{场所}区域发展规划"]),
    ("统计题", &["{年}年{季度}{领域}统计数据", "丹溪市{年}年国民经济和社会发展统计公报", "{年}年{指标}情况"]),
    ("许可事项题", &["{许可}办事指南", "{许可}申请条件和程序", "{机关}行政许可事项清单（{年}年）"]),
    ("许可结果题", &["{企业}{许可}决定公示", "关于准予{企业}{许可}的决定"]),
    ("处罚依据题", &["{机关}行政处罚裁量基准（{年}年）", "{机关}行政处罚事项依据和程序"]),
    ("处罚题", &["{企业}{违法}案行政处罚决定", "关于对{企业}的行政处罚信息公示"]),
    ("强制题", &["关于对{企业}采取行政强制措施的公示"]),
    ("预算题", &["{机关}{年}年部门预算", "{机关}{年}年部门决算", "{机关}{年}年“三公”经费预算情况说明", "{年}年{对象}专项资金分配结果", "{年}年{对象}项目绩效自评报告"]),
    ("收费题", &["{年}年行政事业性收费目录清单", "{年}年涉企行政事业性收费目录清单", "{年}年政府性基金目录清单"]),
    ("采购题", &["{对象}服务项目公开招标公告", "{对象}设备采购项目中标结果公告", "{机关}{年}年{季度}政府采购意向", "{场所}改造项目合同公告"]),
    ("项目题", &["{场所}改造工程批准结果信息", "{村}{对象}项目招标投标信息", "{镇名}{场所}建设项目竣工验收公示", "{年}年重大建设项目进展情况"]),
    ("民生题", &["{年}年{对象}补助资金发放公示", "{镇名}{年}年{对象}对象名单公示", "{年}年民生实事{对象}项目进展情况", "{年}年{季度}{对象}情况"]),
    ("应急题", &["{领域}突发事件应急预案", "{场所}事故应急预案", "{年}年{季度}预警信息发布情况", "{镇名}{年}年防汛防台应急预案"]),
    ("检查题", &["{年}年{季度}{领域}监督检查情况通报", "{年}年{对象}专项检查结果", "{年}年度{领域}监督检查计划"]),
    ("抽查题", &["{企业}双随机抽查结果公示", "关于对{企业}监督检查结果的公示"]),
    ("招考题", &["{年}年事业单位公开招聘工作人员公告", "{年}年考试录用公务员拟录用人员公示", "{机关}{年}年公开招聘编外人员公告"]),
    ("其他题", &["关于市人大建议第{1-280}号的答复", "对市政协提案第{1-260}号的答复", "{机关}权责清单（{年}年）", "{年}年重大行政决策事项目录", "{年}年双随机抽查计划", "{领域}领域公共企事业单位信息公开目录"]),
];
