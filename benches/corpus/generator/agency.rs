//! The bodies of the invented city 丹溪市: one city government, twelve departments, twelve townships.
//! Out: their data and `config.toml`. Names, numbers and addresses are invented.

use std::fmt::Write as _;

/// One body of the portal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agency {
    /// Id in `config.toml` and name of its folder.
    pub(crate) id: &'static str,
    /// 全称.
    pub(crate) name: &'static str,
    /// 简称.
    pub(crate) short: &'static str,
    /// 代字: what its 文号 begin with.
    pub(crate) sign: &'static str,
    level: &'static str,
    kind: &'static str,
}

const fn city(
    id: &'static str,
    name: &'static str,
    short: &'static str,
    sign: &'static str,
) -> Agency {
    let (level, kind) = ("city", "government");
    Agency {
        id,
        name,
        short,
        sign,
        level,
        kind,
    }
}

const fn department(
    id: &'static str,
    name: &'static str,
    short: &'static str,
    sign: &'static str,
) -> Agency {
    let (level, kind) = ("city", "department");
    Agency {
        id,
        name,
        short,
        sign,
        level,
        kind,
    }
}

const fn township(
    id: &'static str,
    name: &'static str,
    short: &'static str,
    sign: &'static str,
) -> Agency {
    let (level, kind) = ("township", "government");
    Agency {
        id,
        name,
        short,
        sign,
        level,
        kind,
    }
}

/// All bodies: the portal's own first, then the departments in the order of the domains, then the townships.
pub(crate) const AGENCIES: [Agency; 25] = [
    city("dxs", "丹溪市人民政府", "市政府", "丹政"),
    department("yjglj", "丹溪市应急管理局", "市应急管理局", "丹应急"),
    department("sthjj", "丹溪市生态环境局", "市生态环境局", "丹环"),
    department("jyj", "丹溪市教育局", "市教育局", "丹教"),
    department("wjw", "丹溪市卫生健康委员会", "市卫生健康委", "丹卫"),
    department("mzj", "丹溪市民政局", "市民政局", "丹民"),
    department("czj", "丹溪市财政局", "市财政局", "丹财"),
    department("nyncj", "丹溪市农业农村局", "市农业农村局", "丹农"),
    department("zjj", "丹溪市住房和城乡建设局", "市住房城乡建设局", "丹建"),
    department("jtysj", "丹溪市交通运输局", "市交通运输局", "丹交"),
    department("scjgj", "丹溪市市场监督管理局", "市市场监管局", "丹市监"),
    department(
        "rsj",
        "丹溪市人力资源和社会保障局",
        "市人力社保局",
        "丹人社",
    ),
    department(
        "zrzyj",
        "丹溪市自然资源和规划局",
        "市自然资源规划局",
        "丹自然资规",
    ),
    township("liuwan", "柳湾镇人民政府", "柳湾镇政府", "柳政"),
    township("shiyan", "石砚镇人民政府", "石砚镇政府", "砚政"),
    township("yunwu", "云坞镇人民政府", "云坞镇政府", "云政"),
    township("bailu", "白鹭镇人民政府", "白鹭镇政府", "鹭政"),
    township("meipo", "梅坡镇人民政府", "梅坡镇政府", "梅政"),
    township("qinghe", "青禾镇人民政府", "青禾镇政府", "青政"),
    township("taodu", "桃渡镇人民政府", "桃渡镇政府", "桃政"),
    township("dafeng", "大枫镇人民政府", "大枫镇政府", "枫政"),
    township("yinxing", "银杏镇人民政府", "银杏镇政府", "杏政"),
    township("zhuyuan", "竹垣乡人民政府", "竹垣乡政府", "竹政"),
    township("songling", "松岭乡人民政府", "松岭乡政府", "松政"),
    township("yuetan", "月潭乡人民政府", "月潭乡政府", "潭政"),
];

/// The first township in [`AGENCIES`].
pub(crate) const FIRST_TOWNSHIP: usize = 13;

/// The folder of an agency under `content/`, empty for the portal's own or with a `/` at its end.
pub(crate) fn folder(agency: usize) -> String {
    if agency == 0 {
        String::new()
    } else {
        format!("agencies/{}/", AGENCIES[agency].id)
    }
}

/// The nine characters of the 组织机构代码 with the check digit of GB 11714.
pub(crate) fn organisation_code(agency: usize) -> String {
    const WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("{:08}", 2_610_300 + agency * 1117);
    let sum: usize = body
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| usize::from(digit - b'0') * weight)
        .sum();
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(b"0123456789"[digit]),
    };
    format!("{body}{check}")
}

/// The 统一社会信用代码 with the check character of GB 32100.
fn credit_code(agency: usize) -> String {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body = format!("11331199{}", organisation_code(agency));
    let mut weight = 1;
    let mut sum = 0;
    for character in body.chars() {
        sum += ALPHABET.find(character).unwrap_or(0) * weight;
        weight = weight * 3 % 31;
    }
    let check = (31 - sum % 31) % 31;
    format!("{body}{}", &ALPHABET[check..=check])
}

/// The whole `config.toml`.
pub(crate) fn config() -> String {
    let mut out = String::from(
        "[portal]\nname = \"丹溪市人民政府\"\ntitle = \"政府信息公开\"\nbase_url = \"https://www.danxi.example/zfxxgk/\"\nagency = \"dxs\"\ntheme = \"default\"\n\n\
         [site]\nname = \"丹溪市人民政府门户网站\"\ndomain = \"www.danxi.example\"\nid_code = \"3311990001\"\nsponsor = \"丹溪市人民政府办公室\"\noperator = \"丹溪市大数据发展管理局\"\ncontact = \"0578-2100000\"\n",
    );
    for (number, agency) in AGENCIES.iter().enumerate() {
        let parent = if number == 0 {
            ""
        } else {
            "parent = \"dxs\"\n"
        };
        let _ = write!(
            out,
            "\n[[agency]]\nid = \"{}\"\nname = \"{}\"\nshort = \"{}\"\nlevel = \"{}\"\nkind = \"{}\"\ncode = \"{}\"\n{parent}office = \"{}办公室\"\naddress = \"丹溪市滨江路{}号\"\nhours = \"工作日8:30—12:00，14:00—17:30（法定节假日除外）\"\nphone = \"0578-21{number:02}001\"\nfax = \"0578-21{number:02}002\"\nemail = \"{}@danxi.example\"\npostcode = \"323900\"\n",
            agency.id,
            agency.name,
            agency.short,
            agency.level,
            agency.kind,
            credit_code(number),
            agency.name,
            10 + number * 8,
            agency.id,
        );
    }
    out
}
