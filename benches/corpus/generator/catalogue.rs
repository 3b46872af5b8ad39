//! The catalogue of items (公开事项目录): one file for each of the 26 fields, TOML and CSV by turns.

use std::fmt::Write as _;

use super::random::Random;
use super::render::File;

/// Items in each field; their ids are `f01-01` to `f26-06`.
pub(crate) const ITEMS_OF_FIELD: usize = 6;

const FIELDS: [&str; 26] = [
    "国土空间规划",
    "重大建设项目",
    "公共资源交易",
    "财政预决算",
    "安全生产",
    "税收管理",
    "征地补偿",
    "国有土地上房屋征收",
    "保障性住房",
    "农村危房改造",
    "环境保护",
    "公共文化服务",
    "公共法律服务",
    "扶贫",
    "救灾",
    "食品药品监管",
    "城市综合执法",
    "就业创业",
    "社会保险",
    "社会救助",
    "养老服务",
    "户籍管理",
    "涉农补贴",
    "义务教育",
    "医疗卫生",
    "市政服务",
];
const ITEMS: [(&str, &str, &str); ITEMS_OF_FIELD] = [
    (
        "政策文件",
        "法律法规",
        "与本领域有关的法律、法规、规章和规范性文件",
    ),
    ("政策文件", "政策解读", "政策解读及对热点问题的回应"),
    (
        "办事服务",
        "办事指南",
        "申请条件、材料、程序、时限和咨询电话",
    ),
    ("办理结果", "名单公示", "办理结果、名单、标准和金额"),
    ("监督检查", "检查结果", "检查计划、实施情况和结果"),
    ("资金管理", "使用情况", "资金来源、分配标准和使用情况"),
];
const LIMITS: [&str; 4] = [
    "信息形成或变更之日起20个工作日内",
    "及时公开",
    "7个工作日内",
    "长期公开",
];
const CHANNELS: [&str; 5] = [
    "政府网站",
    "政务新媒体",
    "公开查阅点",
    "政务服务中心",
    "村公示栏",
];
const HEADER: &str = "编号,领域,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请,县级,乡级";

/// The files of the catalogue.
pub(crate) fn files(seed: u64) -> Vec<File> {
    (0..FIELDS.len())
        .map(|field| file(field, &mut Random::new(seed ^ 0xca7, field)))
        .collect()
}

fn file(field: usize, random: &mut Random) -> File {
    let csv = field % 2 == 1;
    let mut text = if csv {
        format!("\u{feff}{HEADER}\r\n")
    } else {
        String::new()
    };
    for (at, (level1, level2, content)) in ITEMS.iter().enumerate() {
        let id = format!("f{:02}-{:02}", field + 1, at + 1);
        let name = FIELDS[field];
        let limit = random.pick(&LIMITS);
        let channels = &CHANNELS[..random.between(1, CHANNELS.len())];
        let owner = super::agency::AGENCIES[1 + field % 12].id;
        let township = random.chance(500);
        if csv {
            let tick = |yes| if yes { "√" } else { "" };
            let _ = write!(
                text,
                "{id},{name},{level1},{level2},{content},《政府信息公开条例》,{limit},{owner},{},√,,√,,√,{}\r\n",
                channels.join("、"),
                tick(township),
            );
        } else {
            let channels: Vec<String> = channels
                .iter()
                .map(|channel| format!("\"{channel}\""))
                .collect();
            let _ = write!(
                text,
                "[[item]]\nid = \"{id}\"\nfield = \"{name}\"\nlevel1 = \"{level1}\"\nlevel2 = \"{level2}\"\ncontent = \"{content}\"\nbasis = \"《政府信息公开条例》\"\ntime_limit = \"{limit}\"\nowner = \"{owner}\"\nchannels = [{}]\naudience_all = true\naudience_specific = false\nproactive = true\non_request = false\ncounty = true\ntownship = {township}\n\n",
                channels.join(", "),
            );
        }
    }
    File {
        path: format!(
            "content/catalogue/f{:02}.{}",
            field + 1,
            if csv { "csv" } else { "toml" }
        ),
        text,
    }
}
