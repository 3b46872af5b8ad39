//! Themes: templates, static files and words of the pages.
//!
//! In: the default theme (inside the binary), a portal's own theme files, and views. Out: bytes of pages and of theme files.
//! This module reads no disk and no clock, and templates see view structs only.

pub mod view;
