//! The time limits of applications for information, as the 《条例》 sets them (standards 1.5).

use super::{Term, WorkDays};

/// 告知补正 (第三十条).
pub const CORRECTION: WorkDays = WorkDays(7);
/// 答复 (第三十三条).
pub const REPLY: WorkDays = WorkDays(20);
/// 延长答复, at most (第三十三条).
pub const EXTENSION: WorkDays = WorkDays(20);
/// 第三方提出意见 (第三十二条).
pub const THIRD_PARTY: WorkDays = WorkDays(15);
/// 其他机关提出意见 (第三十四条).
pub const OTHER_AGENCY: WorkDays = WorkDays(15);
/// 缴纳信息处理费 (国办函〔2020〕109号).
pub const PAYMENT: WorkDays = WorkDays(20);

/// A time limit in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit {
    /// What is to be done.
    pub matter: &'static str,
    /// Within which time.
    pub term: Term,
    /// Words before the term: 最长延长.
    pub before: &'static str,
    /// What the term counts from.
    pub from: &'static str,
    /// Where it is written.
    pub law: &'static str,
}

const fn limit(
    matter: &'static str,
    days: WorkDays,
    from: &'static str,
    law: &'static str,
) -> TimeLimit {
    TimeLimit {
        matter,
        term: Term::Work(days),
        before: "",
        from,
        law,
    }
}

/// The time limits that a page on applications shows, in the order of the procedure.
pub static APPLICATION: [TimeLimit; 6] = [
    limit(
        "申请内容不明确的，一次性告知补正",
        CORRECTION,
        "收到申请之日",
        "《条例》第三十条",
    ),
    limit(
        "不能当场答复的，作出答复",
        REPLY,
        "收到申请之日；经补正的，收到补正申请之日",
        "《条例》第三十条、第三十三条",
    ),
    TimeLimit {
        before: "最长再延长",
        ..limit(
            "延长答复，须经公开工作机构负责人同意并告知申请人",
            EXTENSION,
            "答复期限届满之日",
            "《条例》第三十三条",
        )
    },
    limit(
        "第三方提出意见，所需时间不计入答复期限",
        THIRD_PARTY,
        "第三方收到征求意见书之日",
        "《条例》第三十二条、第三十三条",
    ),
    limit(
        "共同制作机关提出意见，所需时间不计入答复期限",
        OTHER_AGENCY,
        "收到征求意见书之日",
        "《条例》第三十三条、第三十四条",
    ),
    limit(
        "缴纳信息处理费，逾期未缴纳的视为放弃申请",
        PAYMENT,
        "收到收费通知之日",
        "国办函〔2020〕109号",
    ),
];
