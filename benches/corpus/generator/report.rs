//! Annual reports with consistent numbers: what is carried out of one year is carried into the next.
//! In: agency and year. Out: the tables of the 2021 and 2019 forms, or prose before them.

use std::fmt::Write as _;

use super::agency::AGENCIES;
use super::front_matter::FrontMatter;
use super::random::Random;
use super::text::Writer;

/// Rows of the results in table 3; the last three are one row `oth` in the form of 2019.
const RESULTS: [&str; 21] = [
    "granted",
    "partial",
    "deny1_secret",
    "deny2_law",
    "deny3_safety",
    "deny4_third",
    "deny5_internal",
    "deny6_process",
    "deny7_case",
    "deny8_query",
    "na1_none",
    "na2_create",
    "na3_unclear",
    "rej1_petition",
    "rej2_repeat",
    "rej3_pub",
    "rej4_mass",
    "rej5_reissue",
    "oth1_nofix",
    "oth2_nofee",
    "oth3_other",
];
/// Applicants: natural persons and five sorts of bodies.
const APPLICANTS: usize = 6;

/// Keys and tables of a report on `year`.
pub(crate) fn tables(front: &mut FrontMatter, agency: usize, year: i16, seed: u64) {
    front.bare("year", year);
    let form = match year {
        2021.. => "2021",
        2019.. => "2019",
        _ => "prose",
    };
    front.text("format", form);
    if form == "prose" {
        return;
    }
    let mut random = stream(agency, year, seed);
    let size = if agency == 0 { 40 } else { 6 };
    front.table("t2");
    // Only a city's government can make rules.
    let rules = if agency == 0 { random.below(3) } else { 0 };
    let norms = random.below(size);
    let counts: Vec<usize> = (0..5).map(|_| random.below(size * 40)).collect();
    if form == "2021" {
        front.bare("rule", format_args!("[{rules}, 0, {}]", rules * 9));
        front.bare(
            "norm",
            format_args!("[{norms}, {}, {}]", norms / 4, 60 + norms),
        );
        front.bare("license", counts[0]);
        front.bare("penalty", counts[1]);
        front.bare("coercion", counts[2] / 10);
        front.bare("fee", format_args!("{}.{}", counts[3], counts[4] % 10));
    } else {
        front.bare("rule", format_args!("[{rules}, {rules}, {}]", rules * 9));
        front.bare("norm", format_args!("[{norms}, {norms}, {}]", 60 + norms));
        front.bare("license", format_args!("[{}, 0, {}]", 20 + size, counts[0]));
        front.bare("penalty", format_args!("[{}, 0, {}]", 90 + size, counts[1]));
    }
    table_3(front, &mut random, (agency, year, seed), form);
    front.table("t4");
    for row in ["review", "direct", "after"] {
        let cells: Vec<usize> = (0..4).map(|_| random.below(3)).collect();
        front.bare(row, format_args!("{:?}", with_sum(&cells)));
    }
}

fn table_3(
    front: &mut FrontMatter,
    random: &mut Random,
    (agency, year, seed): (usize, i16, u64),
    form: &str,
) {
    front.table("t3");
    let carry_in = carried(agency, year - 1, seed);
    let carry_out = carried(agency, year, seed);
    let busy = if agency == 0 { 90 } else { 9 };
    let new: Vec<usize> = (0..APPLICANTS)
        .map(|at| carry_out[at] + random.below(if at == 0 { busy } else { 4 }))
        .collect();
    let mut results = vec![vec![0; APPLICANTS]; RESULTS.len()];
    let mut sums = vec![0; APPLICANTS];
    for at in 0..APPLICANTS {
        sums[at] = new[at] + carry_in[at] - carry_out[at];
        for _ in 0..sums[at] {
            let row = if random.chance(550) {
                0
            } else {
                random.below(RESULTS.len())
            };
            results[row][at] += 1;
        }
    }
    if form == "2019" {
        let other = results.split_off(18);
        results.push(
            (0..APPLICANTS)
                .map(|at| other.iter().map(|row| row[at]).sum())
                .collect(),
        );
    }
    front.bare("new", format_args!("{:?}", with_sum(&new)));
    front.bare("carry_in", format_args!("{:?}", with_sum(&carry_in)));
    for (at, row) in results.iter().enumerate() {
        let name = if form == "2019" && at == 18 {
            "oth"
        } else {
            RESULTS[at]
        };
        front.bare(name, format_args!("{:?}", with_sum(row)));
    }
    front.bare("result_sum", format_args!("{:?}", with_sum(&sums)));
    front.bare("carry_out", format_args!("{:?}", with_sum(&carry_out)));
}

fn stream(agency: usize, year: i16, seed: u64) -> Random {
    Random::new(
        seed ^ 0x4e9,
        agency * 10_000 + usize::try_from(year).unwrap_or(0),
    )
}

/// What an agency carries out of a year.
fn carried(agency: usize, year: i16, seed: u64) -> Vec<usize> {
    let mut random = stream(agency, year, seed ^ 0xca);
    (0..APPLICANTS)
        .map(|at| random.below(if at == 0 { 6 } else { 2 }))
        .collect()
}

fn with_sum(cells: &[usize]) -> Vec<usize> {
    let mut row = cells.to_vec();
    row.push(cells.iter().sum());
    row
}

/// The three headings with their text.
pub(crate) fn body(writer: &mut Writer<'_>, agency: usize, year: i16) {
    let name = AGENCIES[agency].name;
    let _ = write!(
        writer.out,
        "本报告由{name}编制，统计期限为{year}年1月1日至12月31日。\n\n## 一、总体情况\n\n"
    );
    for heading in [
        "主动公开情况",
        "依申请公开情况",
        "政府信息管理情况",
        "平台建设情况",
        "监督保障情况",
    ] {
        let _ = write!(writer.out, "**{heading}。**");
        writer.paragraph("情况", 2, 4);
    }
    writer.out.push_str("## 五、存在的主要问题及改进情况\n\n");
    writer.paragraph("句", 3, 5);
    writer.paragraph("句", 2, 4);
    writer.out.push_str(
        "## 六、其他需要报告的事项\n\n本年度未收取政府信息公开信息处理费，无其他需要报告的事项。\n",
    );
}
