//! Source files become typed documents.

pub mod annual_report;
pub mod catalogue;
