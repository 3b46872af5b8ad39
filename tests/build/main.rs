//! What `gongkai build` does, behaviour by behaviour, seen from outside: a portal in, files and words out.

#[path = "../support/mod.rs"]
mod support;

mod reports;
