//! Gongkai (公开): a static site generator for government information disclosure portals (政府信息公开平台).

pub mod config;
pub mod diag;
pub mod kind;
pub mod model;
pub mod source;
