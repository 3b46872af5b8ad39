//! What `gongkai build` does, behaviour by behaviour, seen from outside: a portal in, files and words out.

#[path = "../support/mod.rs"]
mod support;

mod acts;
mod addresses;
mod annual_reports;
mod apply;
mod attachments;
mod command;
mod compare;
mod decisions;
mod fields;
mod files;
mod gate;
mod gazette;
mod items;
mod lifecycle;
mod listings;
mod lists;
mod pages;
mod relations;
mod reports;
mod theme;
mod validity;
