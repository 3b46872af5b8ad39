mod fixed;
mod fixture;
mod hostile;
mod office;
mod simple;
mod summary;

use super::{Extracted, extract};
use crate::model::Unreadable;

/// The text of a file that is read.
fn text(name: &str, bytes: &[u8]) -> String {
    read(name, bytes).text().to_owned()
}

fn read(name: &str, bytes: &[u8]) -> Extracted {
    match extract(name, bytes) {
        Some(Ok(read)) => read,
        other => panic!("{name}: {other:?}"),
    }
}

fn reason(name: &str, bytes: &[u8]) -> Unreadable {
    match extract(name, bytes) {
        Some(Err(reason)) => reason,
        other => panic!("{name}: {other:?}"),
    }
}
