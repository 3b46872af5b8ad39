//! What is wrong with a body, in the words its author reads.
//!
//! In: a place and data. Out: a [`Problem`]; the stage above turns it into a diagnostic.

use std::ops::Range;

/// How bad a problem is before the configuration has its say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The page would not say what its author meant.
    Error,
    /// The page is right, but something was left out or looks like a slip.
    Warning,
}

/// A finding in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Kebab-case, finishes the sentence "allow …".
    pub code: &'static str,
    pub level: Level,
    /// Bytes in the body.
    pub span: Range<usize>,
    /// Chinese.
    pub message: String,
    /// What to do, in Chinese.
    pub help: Option<String>,
}

impl Problem {
    pub(super) fn error(code: &'static str, span: Range<usize>, message: String) -> Self {
        Self {
            code,
            level: Level::Error,
            span,
            message,
            help: None,
        }
    }

    pub(super) fn warning(code: &'static str, span: Range<usize>, message: String) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(code, span, message)
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
