//! What the site is made of: one file per output, and the registry [`OUTPUTS`].
//!
//! In: `&Site`. Out: entries of the plan, and later each entry's bytes. An output reads the site and the theme and
//! nothing else: no files, no clock, no environment.

mod agencies;
mod apply;
mod assets;
mod attachments;
mod catalogue;
mod data;
mod document;
mod feed;
mod fields;
mod frame;
mod guide;
mod home;
mod items;
mod library;
mod lists;
mod not_found;
mod report;
mod robots;
mod rows;
mod search;
mod site_map;
mod sitemap;
mod statutory;
mod stubs;

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use frame::Frames;
pub(crate) use rows::Rows;

use crate::diag::Sink;
use crate::plan::{Plan, Planner};
use crate::site::Site;
use crate::source::FileEntry;
use crate::theme::{Theme, ThemeError};

/// What an entry may read while its bytes are made.
pub(crate) struct Context<'a> {
    /// The content.
    pub(crate) site: &'a Site,
    /// Templates and assets.
    pub(crate) theme: &'a Theme,
    /// What the pages of an agency share.
    pub(crate) frames: &'a Frames,
    /// What the lists of a document share.
    pub(crate) rows: &'a Rows,
}

/// What an output may read while it plans.
pub(crate) struct Scene<'a> {
    /// The content.
    pub(crate) site: &'a Site,
    /// Templates and assets.
    pub(crate) theme: &'a Theme,
    /// The files of `static/`.
    pub(crate) statics: &'a [FileEntry],
}

/// Why an entry has no bytes.
#[derive(Debug)]
pub(crate) enum RenderError {
    /// A template failed.
    Theme(ThemeError),
    /// A data file could not be made.
    Data {
        /// Which output.
        output: &'static str,
        /// Why.
        cause: String,
    },
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Theme(error) => error.fmt(f),
            Self::Data { output, cause } => write!(f, "无法生成{output}: {cause}"),
        }
    }
}

impl std::error::Error for RenderError {}

impl From<ThemeError> for RenderError {
    fn from(error: ThemeError) -> Self {
        Self::Theme(error)
    }
}

/// An output: a name for messages and a function that plans its files.
pub(crate) struct Output {
    /// What it makes, in Chinese.
    pub(crate) name: &'static str,
    /// Adds its entries to the plan.
    pub(crate) plan: fn(&Scene<'_>, &mut Planner),
}

/// Every output. The sitemap reads what the others planned, so it stands last.
pub(crate) static OUTPUTS: [Output; 21] = [
    Output {
        name: "首页",
        plan: home::plan,
    },
    Output {
        name: "政府信息公开指南",
        plan: guide::plan,
    },
    Output {
        name: "政府信息公开制度",
        plan: lists::plan,
    },
    Output {
        name: "法定主动公开内容",
        plan: statutory::plan,
    },
    Output {
        name: "政府信息公开年报",
        plan: report::plan,
    },
    Output {
        name: "依申请公开",
        plan: apply::plan,
    },
    Output {
        name: "政策文件库",
        plan: library::plan,
    },
    Output {
        name: "政府信息公开目录",
        plan: catalogue::plan,
    },
    Output {
        name: "公开事项目录",
        plan: items::plan,
    },
    Output {
        name: "重点领域",
        plan: fields::plan,
    },
    Output {
        name: "各机关",
        plan: agencies::plan,
    },
    Output {
        name: "文档",
        plan: document::plan,
    },
    Output {
        name: "附件",
        plan: attachments::plan,
    },
    Output {
        name: "撤下说明和旧地址跳转",
        plan: stubs::plan,
    },
    Output {
        name: "检索",
        plan: search::plan,
    },
    Output {
        name: "目录数据",
        plan: data::plan,
    },
    Output {
        name: "订阅",
        plan: feed::plan,
    },
    Output {
        name: "页面找不到的提示",
        plan: not_found::plan,
    },
    Output {
        name: "主题文件和原样复制的文件",
        plan: assets::plan,
    },
    Output {
        name: "站点地图",
        plan: site_map::plan,
    },
    Output {
        name: "搜索引擎站点地图",
        plan: sitemap::plan,
    },
];

/// Plans the whole site. Collisions go to the sink.
pub(crate) fn plan(scene: &Scene<'_>, sink: &Sink) -> Plan {
    let plan_one = |output: &Output| {
        let mut planner = Planner::default();
        (output.plan)(scene, &mut planner);
        planner
    };
    let (others, last) = OUTPUTS.split_at(OUTPUTS.len() - 1);
    let parts: Vec<Planner> = others.par_iter().map(plan_one).collect();
    let mut planner = Planner::of(parts);
    for output in last {
        (output.plan)(scene, &mut planner);
    }
    robots::plan(scene, &mut planner);
    planner.finish(sink)
}

/// A list of documents that several entries share.
pub(crate) type Ids = Arc<[crate::site::DocId]>;
