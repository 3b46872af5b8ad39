//! Plain data of the domain: no I/O, no rendering.

mod report;

pub use report::*;
