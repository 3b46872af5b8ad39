//! Gongkai (公开): a static site generator for government information disclosure portals (政府信息公开平台).
//!
//! A portal's folder becomes a website in stages, each of which consumes what the one before returned:
//!
//! ```text
//! config ──► source ──► kind/model ──► gate ──► site ──► plan ──► output ──► publish
//! ```
//!
//! 1. [`source`] reads files: text, front matter with places, attachments.
//! 2. [`kind`] makes typed documents ([`model`]) of them; every mistake is a diagnostic ([`diag`]).
//! 3. The gate lets through what may be public at the build date. Nothing behind it can see anything else.
//! 4. The site joins the published documents: relations both ways, validity, columns, agencies, axes.
//! 5. The plan lists every output file; collisions are found here, before anything is written.
//! 6. The outputs make each file's bytes with the [`theme`], in parallel.
//! 7. [`publish`] puts all of them on the disk as a whole, or nothing; the preview makes the one that a browser asks for.
//!
//! The command line ([`cli`]) is the only part that knows the clock and the environment.

pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
mod export;
mod extract;
mod gate;
pub mod kind;
mod markdown;
pub mod model;
mod output;
mod plan;
mod portal;
#[doc(hidden)]
pub mod publish;
mod serve;
mod site;
pub mod source;
pub mod theme;
