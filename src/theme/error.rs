//! What can be wrong with a theme, with the place in its file.
//!
//! In: errors of the template engine and findings of the loader. Out: [`ThemeError`]s with enough data to draw the
//! line and the caret; this module draws nothing itself.

use std::fmt;
use std::ops::Range;

use tera::{ErrorKind, ReportError};

use super::files::{Origin, Sources};

/// A place in a theme file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path inside the theme folder: `templates/list.html`.
    pub file: String,
    /// Whether the file is the portal's own or the one inside the program.
    pub origin: Origin,
    /// Line, from 1.
    pub line: usize,
    /// Columns in characters, from 1, the end not included; never empty.
    pub columns: Range<usize>,
    /// Text of the line.
    pub text: String,
}

/// Something wrong with a theme. Nothing is published while a theme has an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeError {
    /// A template that does not compile, or that fails on a page.
    Template {
        /// Where.
        place: Place,
        /// What, in Chinese where the message is known, else as the engine says it.
        message: String,
    },
    /// A template error without a place: files that include or extend each other in a circle, or that are missing.
    TemplateSet {
        /// What, as above.
        message: String,
    },
    /// A template that is needed is missing.
    MissingTemplate {
        /// Its file name.
        name: String,
    },
    /// `theme.toml` or a template is not UTF-8.
    Encoding {
        /// Path inside the theme folder.
        file: String,
    },
    /// `theme.toml` is not TOML, or a value in it has the wrong type.
    Settings {
        /// Where.
        place: Place,
        /// What, in Chinese, and what to do about it.
        message: String,
    },
    /// A key in `theme.toml`, or under `[labels]` in `config.toml`, that nothing reads.
    UnknownKey {
        /// Path of the key: `colors.light.brnad`.
        key: String,
        /// Where; `None` for a label from `config.toml`.
        place: Option<Box<Place>>,
        /// The nearest known key.
        nearest: Option<String>,
    },
    /// `settings.columns` without the column that names a row and leads to it.
    MissingColumn,
    /// A colour that is not `#rrggbb`.
    Color {
        /// Path of the key.
        key: String,
        /// What stands there.
        value: String,
    },
    /// Text that cannot be read on its background (WCAG 2.1, 1.4.3: at least 4.5 to 1).
    Contrast {
        /// `light`, `dark` or `contrast`.
        mode: String,
        /// Key of the text's colour.
        text: String,
        /// Key of the background's colour.
        background: String,
        /// Contrast times 100.
        ratio: u32,
    },
    /// A file that is referred to but is not under `static/`.
    MissingAsset {
        /// The name as written.
        name: String,
        /// The file that refers to it.
        file: String,
    },
    /// A file that is neither under `templates/` nor under `static/` nor `theme.toml`.
    UnknownFile {
        /// Path inside the theme folder.
        file: String,
    },
}

impl ThemeError {
    /// Where the error is, if it is at a place in a file.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Template { place, .. } | Self::Settings { place, .. } => Some(place),
            Self::UnknownKey { place, .. } => place.as_deref(),
            _ => None,
        }
    }

    /// What to do, in Chinese.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownKey { nearest, .. } => {
                nearest.as_ref().map(|key| format!("是否应为 {key}?"))
            }
            Self::Encoding { .. } => Some("请将文件另存为 UTF-8 编码".to_owned()),
            Self::Color { .. } => Some("颜色写作 #rrggbb, 如 #0b4a8f".to_owned()),
            Self::Contrast { .. } => Some("请调深文字或调浅背景(深色模式相反)".to_owned()),
            Self::MissingTemplate { name } => {
                Some(format!("请在主题的 templates 文件夹中补上 {name}"))
            }
            Self::MissingAsset { .. } => {
                Some("请核对文件名, 或将文件放入主题的 static 文件夹".to_owned())
            }
            Self::UnknownFile { .. } => Some(
                "模板放入 templates, 样式、脚本和图片放入 static; 设置写在 theme.toml".to_owned(),
            ),
            Self::MissingColumn => Some("在 columns 里加上 \"title\"".to_owned()),
            Self::Template { .. } | Self::TemplateSet { .. } | Self::Settings { .. } => None,
        }
    }
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template { message, .. } | Self::TemplateSet { message } => {
                write!(f, "模板有误: {message}")
            }
            Self::MissingTemplate { name } => write!(f, "主题缺少模板 {name}"),
            Self::Encoding { file } => write!(f, "主题文件 {file} 不是 UTF-8 编码"),
            Self::Settings { message, .. } => write!(f, "theme.toml 有误: {message}"),
            Self::MissingColumn => f.write_str(
                "theme.toml 中的“settings.columns”没有 title（名称），列表的每一行都要靠它打开",
            ),
            Self::UnknownKey { key, place, .. } => {
                let file = if place.is_some() || key.starts_with("settings.") {
                    "theme.toml"
                } else {
                    "config.toml"
                };
                write!(f, "{file} 中的“{key}”不是已知的键")
            }
            Self::Color { key, value } => write!(f, "theme.toml 中 {key} 的颜色“{value}”无法识别"),
            Self::Contrast {
                mode,
                text,
                background,
                ratio,
            } => write!(
                f,
                "theme.toml 中 colors.{mode} 的文字颜色 {text} 与背景 {background} 对比度只有 {}.{:02}, 低于 4.5",
                ratio / 100,
                ratio % 100
            ),
            Self::MissingAsset { name, file } => write!(f, "{file} 引用的主题文件“{name}”不存在"),
            Self::UnknownFile { file } => write!(f, "主题中的文件 {file} 不会被使用"),
        }
    }
}

impl std::error::Error for ThemeError {}

/// Turns an error of the template engine into errors with places, looking the lines up in `sources`.
pub(super) fn from_tera(error: &tera::Error, sources: &Sources) -> Vec<ThemeError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![from_report(report, sources)]
        }
        ErrorKind::MissingParent { current, parent } => vec![ThemeError::TemplateSet {
            message: format!("{current} 以 {parent} 为母版, 但没有这个模板"),
        }],
        ErrorKind::CircularExtend {
            inheritance_chain, ..
        } => vec![ThemeError::TemplateSet {
            message: format!("模板互为母版, 形成循环: {}", inheritance_chain.join(" → ")),
        }],
        ErrorKind::CircularInclude { include_chain, .. } => vec![ThemeError::TemplateSet {
            message: format!("模板相互包含, 形成循环: {}", include_chain.join(" → ")),
        }],
        ErrorKind::TemplateNotFound(name) => {
            vec![ThemeError::MissingTemplate { name: name.clone() }]
        }
        _ => from_text(&error.to_string(), sources),
    }
}

fn from_report(report: &ReportError, sources: &Sources) -> ThemeError {
    let span = report.span();
    let end = if span.end_line == span.start_line {
        span.end_col
    } else {
        usize::MAX
    };
    ThemeError::Template {
        place: sources.place(report.filename(), span.start_line, span.start_col, end),
        message: in_chinese(report.message()),
    }
}

/// The engine reports unknown filters, functions and components of all templates as one text of the form
/// `error: message`, ` --> file:line:column`; it offers no data for them.
fn from_text(text: &str, sources: &Sources) -> Vec<ThemeError> {
    let mut errors = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else {
            continue;
        };
        let place = lines.peek().and_then(|next| {
            let (rest, column) = next.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
            let (file, line) = rest.rsplit_once(':')?;
            Some((file, line.parse().ok()?, column.parse::<usize>().ok()?))
        });
        let carets = text_of_carets(&mut lines);
        let message = in_chinese(message);
        errors.push(match place {
            Some((file, line, column)) => {
                let start = column.saturating_sub(1);
                ThemeError::Template {
                    place: sources.place(file, line, start, start + carets.max(1)),
                    message,
                }
            }
            None => ThemeError::TemplateSet { message },
        });
    }
    if errors.is_empty() {
        errors.push(ThemeError::TemplateSet {
            message: in_chinese(text),
        });
    }
    errors
}

/// Number of carets under the line that an `error:` shows.
fn text_of_carets<'a>(lines: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>) -> usize {
    while let Some(line) = lines.next_if(|line| !line.starts_with("error: ")) {
        let bare = line.trim_start_matches([' ', '|']);
        if !bare.is_empty() && bare.chars().all(|c| c == '^') {
            return bare.len();
        }
    }
    0
}

/// Beginnings of the engine's messages and what they mean; `{}` stands for the rest of the message.
const MESSAGES: &[(&str, &str)] = &[
    ("Unexpected character", "这里有不能写在模板语句中的字符"),
    (
        "Tried to render a variable that is undefined",
        "没有这个变量",
    ),
    ("Tried to escape an undefined value", "没有这个变量"),
    (
        "Cannot index into an undefined value",
        "没有这个变量, 无法取它的字段",
    ),
    ("Index expression is undefined", "下标中的变量没有定义"),
    ("Unknown filter ", "没有这个过滤器: {}"),
    ("Unknown test ", "没有这个判断: {}"),
    ("Unknown function ", "没有这个函数: {}"),
    ("Unknown component ", "没有这个组件: {}"),
    ("Unknown template ", "没有这个模板: {}"),
    ("Unknown tag", "没有这个标签"),
    ("Unclosed component ", "组件没有结束: {}"),
    ("Unexpected end of input", "模板在此处中断, 缺少结束标签"),
    ("Found ", "此处写法有误: {}"),
    ("Expected ", "此处应为 {}"),
    (
        "Iteration not possible on type ",
        "此处不是列表, 不能用 for: {}",
    ),
    (
        "Math operations can only be done on numbers",
        "只有数字能做运算{}",
    ),
    ("Cannot compare ", "无法比较 {}"),
    ("Missing keyword argument ", "缺少参数 {}"),
    ("Missing argument ", "缺少参数 {}"),
    ("Invalid type for the value", "值的类型不对{}"),
    (
        "Template already contains a block named ",
        "同一模板中区块重名: {}",
    ),
    (
        "This content would be ignored",
        "有母版的模板在区块之外不能有内容",
    ),
    (
        "`extends` needs to be the first tag",
        "extends 必须写在模板最前面",
    ),
];

fn in_chinese(message: &str) -> String {
    if let Some((name, known)) = message.split_once(" is not defined")
        && let Some(name) = name
            .strip_prefix("Field ")
            .or_else(|| name.strip_prefix("Variable "))
    {
        return match known.split_once(": ") {
            Some((_, known)) => format!("没有这个变量: {name}; 此处可用 {known}"),
            None => format!("没有这个变量: {name}"),
        };
    }
    for (start, chinese) in MESSAGES {
        if let Some(rest) = message.strip_prefix(start) {
            return chinese.replace("{}", rest.trim());
        }
    }
    message.to_owned()
}
