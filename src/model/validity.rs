//! 有效性 of a policy at the build date.

/// Whether a policy is in force (standards part 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Validity {
    /// 现行有效.
    Valid,
    /// 尚未施行: its 施行日期 is yet to come.
    Pending,
    /// 已修改: amended, or replaced by a newer full text.
    Amended,
    /// 已废止.
    Repealed,
    /// 已失效: its 有效期 has run out.
    Expired,
}

impl Validity {
    /// All of them, in the order in which lists offer them.
    pub const ALL: [Self; 5] = [
        Self::Valid,
        Self::Pending,
        Self::Amended,
        Self::Repealed,
        Self::Expired,
    ];

    /// The word in data files (content contract, part 3).
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Pending => "pending",
            Self::Amended => "amended",
            Self::Repealed => "repealed",
            Self::Expired => "expired",
        }
    }

    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Valid => "现行有效",
            Self::Pending => "尚未施行",
            Self::Amended => "已修改",
            Self::Repealed => "已废止",
            Self::Expired => "已失效",
        }
    }
}
