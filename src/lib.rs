//! Gongkai (公开): a static site generator for government information disclosure portals (政府信息公开平台).

pub mod cli;
pub mod config;
pub mod diag;
mod gate;
pub mod kind;
mod markdown;
pub mod model;
mod output;
mod plan;
mod portal;
pub mod publish;
mod site;
pub mod source;
pub mod theme;
