//! Plain data of the domain: no I/O, no rendering.

mod item;
mod report;

pub use item::*;
pub use report::*;
