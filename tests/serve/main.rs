//! What `gongkai serve` does, seen from outside: the real program, asked over TCP as browsers and others ask.

#[path = "../support/mod.rs"]
mod support;

mod changes;
mod client;
mod command;
mod drafts;
mod editors;
mod errors;
mod files;
mod live;
mod paths;
mod preview;
