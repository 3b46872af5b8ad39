//! The default theme: every view drawn with believable data, the rules that all its pages keep, and what a portal's
//! own theme files change.

mod fixture;
mod handbook;
mod overrides;
mod pages;
mod plain;
mod preview;
mod sample;
