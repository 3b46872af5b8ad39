//! Usage errors and help, in Chinese.

use clap::error::{ContextKind, ErrorKind};

use super::{Status, complain, say};

/// Why the arguments name no command to run: help was asked for, or something is wrong with them.
pub(super) struct Usage(pub(super) clap::Error);

impl Usage {
    /// Shows help on standard output, errors on standard error.
    pub(super) fn show(&self) -> Status {
        match self.0.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                say(self.words().trim_end());
                Status::Clean
            }
            _ => {
                complain(&self.words());
                Status::Failed
            }
        }
    }

    /// What to say.
    pub(super) fn words(&self) -> String {
        let part = |kind: ContextKind| {
            self.0
                .get(kind)
                .map(ToString::to_string)
                .unwrap_or_default()
        };
        let near = |kind: ContextKind| match part(kind) {
            near if near.is_empty() => String::new(),
            near => format!("；是不是 {near}？"),
        };
        let argument = part(ContextKind::InvalidArg);
        let argument = argument.split_whitespace().next().unwrap_or_default();
        let what = match self.0.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                return self.0.render().to_string();
            }
            ErrorKind::InvalidSubcommand => format!(
                "没有“{}”这个命令{}",
                part(ContextKind::InvalidSubcommand),
                near(ContextKind::SuggestedSubcommand)
            ),
            ErrorKind::UnknownArgument => format!(
                "没有“{argument}”这个选项{}",
                near(ContextKind::SuggestedArg)
            ),
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                "没有写命令".to_owned()
            }
            ErrorKind::ValueValidation => {
                let why = std::error::Error::source(&self.0)
                    .map(ToString::to_string)
                    .unwrap_or_default();
                format!(
                    "{argument} 的值“{}”不对：{why}",
                    part(ContextKind::InvalidValue)
                )
            }
            ErrorKind::InvalidValue if part(ContextKind::InvalidValue).is_empty() => {
                format!("{argument} 后面要写值")
            }
            ErrorKind::InvalidValue => {
                format!("{argument} 的值“{}”不对", part(ContextKind::InvalidValue))
            }
            ErrorKind::ArgumentConflict => {
                format!("{argument} 写了不止一次，或者不能与其他选项同用")
            }
            ErrorKind::MissingRequiredArgument => {
                format!(
                    "还要写 {}",
                    part(ContextKind::InvalidArg).replace(", ", " 和 ")
                )
            }
            _ => "命令写得不对".to_owned(),
        };
        format!("{what}\n运行 gongkai --help 或 gongkai <命令> --help 查看用法")
    }
}
