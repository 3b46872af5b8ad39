//! The arguments of each command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::usage::Usage;
use crate::config::BaseUrl;
use crate::model::Date;

const HELP: &str = "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}";

/// 政府信息公开平台静态站点生成器
#[derive(Parser)]
#[command(
    name = "gongkai",
    bin_name = "gongkai",
    version,
    help_template = "{about-with-newline}\n用法: {usage}\n\n命令:\n{subcommands}\n\n选项:\n{options}{after-help}",
    after_help = "\n在门户文件夹中运行 gongkai build，生成的网站在 public 文件夹中；运行 gongkai serve --watch，边改边看。",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    override_usage = "gongkai <命令> [选项]",
    subcommand_required = true
)]
struct Cli {
    /// 显示帮助
    #[arg(short, long, action = clap::ArgAction::Help, global = true, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(super) enum Command {
    /// 生成网站
    #[command(help_template = HELP, override_usage = "gongkai build [选项]")]
    Build(BuildArgs),
    /// 在浏览器里预览网站，边改边看
    #[command(help_template = HELP, override_usage = "gongkai serve [选项]")]
    Serve(ServeArgs),
    /// 导出数据，供别的系统使用
    #[command(
        help_template = HELP,
        override_usage = "gongkai export <bulk|headers> --output <文件夹> [选项]",
        after_help = "\nbulk 是检索数据: 公开文档和附件的文字，供 OpenSearch、Elasticsearch 和 Meilisearch 批量载入。\nheaders 是服务器设置: nginx、Caddy、Apache 和静态托管用的安全响应头，按 config.toml 的网址写好。"
    )]
    Export(ExportArgs),
    /// 按规定检查内容，指出检查人员会发现的问题
    #[command(help_template = HELP, override_usage = "gongkai check [选项] [文件或文件夹…]")]
    Check(CheckArgs),
    /// 说明一条检查规则、一种出错信息或者一个项目；不写名称时列出全部规则
    #[command(help_template = HELP, override_usage = "gongkai explain [名称]")]
    Explain(ExplainArgs),
}

/// What `build` may be told.
#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(super) struct BuildArgs {
    /// 门户文件夹（有 config.toml 的文件夹）；不写时从当前文件夹向上找
    #[arg(long, value_name = "文件夹")]
    pub(super) root: Option<PathBuf>,
    /// 输出文件夹；不写时是门户文件夹中的 public
    #[arg(long, value_name = "文件夹")]
    pub(super) output: Option<PathBuf>,
    /// 网站的绝对网址，代替 config.toml 中的 base_url
    #[arg(long, value_name = "网址", value_parser = parse_base_url)]
    pub(super) base_url: Option<BaseUrl>,
    /// 构建日期，写成 2026-06-01；不写时取环境变量 SOURCE_DATE_EPOCH，否则是今天（北京时间）
    #[arg(long, value_name = "日期", value_parser = parse_date)]
    pub(super) date: Option<Date>,
    /// 只列出将要增加、改变和删除的文件，什么都不写
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 输出文件夹不是本程序生成的也写入；其中原有的文件保留，同名的覆盖
    #[arg(long)]
    pub(super) force: bool,
    /// 同时工作的线程数；不写时等于处理器数
    #[arg(long, value_name = "个数", value_parser = parse_jobs)]
    pub(super) jobs: Option<usize>,
    /// 问题清单的格式: text（文字）或 json
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, value_parser = parse_format)]
    pub(super) format: Format,
}

/// What `serve` may be told.
#[derive(Args, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
#[command(next_help_heading = "选项")]
pub(super) struct ServeArgs {
    /// 门户文件夹（有 config.toml 的文件夹）；不写时从当前文件夹向上找
    #[arg(long, value_name = "文件夹")]
    pub(super) root: Option<PathBuf>,
    /// 文件改动以后，浏览器里的网页自动更新
    #[arg(long)]
    pub(super) watch: bool,
    /// 同时显示草稿、未到发布日期等尚未公开的文档，网页上标明“预览，未公开”
    #[arg(long)]
    pub(super) drafts: bool,
    /// 在这个地址提供预览；不写时是 127.0.0.1，只有本机能打开
    #[arg(
        long,
        value_name = "地址",
        default_value = "127.0.0.1",
        hide_default_value = true
    )]
    pub(super) host: String,
    /// 端口；不写时是 1111，被占用时用后面第一个空闲的
    #[arg(long, value_name = "端口", default_value = "1111", hide_default_value = true, value_parser = parse_port)]
    pub(super) port: u16,
    /// 用浏览器打开首页
    #[arg(long)]
    pub(super) open: bool,
    /// 网站的绝对网址，代替 config.toml 中的 base_url
    #[arg(long, value_name = "网址", value_parser = parse_base_url)]
    pub(super) base_url: Option<BaseUrl>,
    /// 按这一天的样子预览，写成 2026-06-01；不写时取环境变量 SOURCE_DATE_EPOCH，否则是今天（北京时间）
    #[arg(long, value_name = "日期", value_parser = parse_date)]
    pub(super) date: Option<Date>,
    /// 定时查看文件，不等系统报告变化；用于网络磁盘等不报告变化的地方
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
}

/// What `export` may be told.
#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(super) struct ExportArgs {
    /// 导出什么: bulk（检索数据）或 headers（服务器设置）
    #[arg(value_name = "内容", value_parser = parse_what, help_heading = "参数")]
    pub(super) what: What,
    /// 输出文件夹；里面有别的文件时不写入
    #[arg(long, value_name = "文件夹")]
    pub(super) output: PathBuf,
    /// 门户文件夹（有 config.toml 的文件夹）；不写时从当前文件夹向上找
    #[arg(long, value_name = "文件夹")]
    pub(super) root: Option<PathBuf>,
    /// 按这一天的公开内容导出，写成 2026-06-01；不写时取环境变量 SOURCE_DATE_EPOCH，否则是今天（北京时间）
    #[arg(long, value_name = "日期", value_parser = parse_date)]
    pub(super) date: Option<Date>,
    /// 问题清单的格式: text（文字）或 json
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, value_parser = parse_format)]
    pub(super) format: Format,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Records for search engines.
    Bulk,
    /// Settings for web servers.
    Headers,
}

/// What `check` may be told.
#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(super) struct CheckArgs {
    /// 门户文件夹（有 config.toml 的文件夹）；不写时从当前文件夹向上找
    #[arg(long, value_name = "文件夹")]
    pub(super) root: Option<PathBuf>,
    /// 按哪一天检查，写成 2026-06-01；不写时取环境变量 SOURCE_DATE_EPOCH，否则是今天（北京时间）
    #[arg(long, value_name = "日期", value_parser = parse_date)]
    pub(super) as_of: Option<Date>,
    /// 报告的格式: text（文字）、json、sarif 或 html（可以用浏览器打开的检查报告）
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, value_parser = parse_check_format)]
    pub(super) format: CheckFormat,
    /// 报告写到这个文件；不写时显示在屏幕上
    #[arg(long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
    /// 只报告这些文件或者文件夹里的问题
    #[arg(value_name = "文件或文件夹", help_heading = "参数")]
    pub(super) paths: Vec<PathBuf>,
}

/// What `explain` may be told.
#[derive(Args, Debug)]
#[command(next_help_heading = "选项")]
pub(super) struct ExplainArgs {
    /// 规则的名称，就是检查结果方括号里的词；检查的领域，例如“年度报告”；或者文档开头和 config.toml 里的项目，例如 valid_until
    #[arg(value_name = "名称", help_heading = "参数")]
    pub(super) rule: Option<String>,
}

/// The form of a report of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CheckFormat {
    /// For people at a terminal.
    Text,
    /// For programs.
    Json,
    /// For tools that show findings beside sources.
    Sarif,
    /// For people who do not read terminals.
    Html,
}

/// The form of the list of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

fn parse_base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).map_err(|error| error.to_string())
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "写成 2026-06-01 的样子，日历上要有这一天".to_owned())
}

fn parse_jobs(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|jobs| (1..=1024).contains(jobs))
        .ok_or_else(|| "线程数是 1 到 1024 的整数".to_owned())
}

fn parse_port(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| "端口是 0 到 65535 的整数".to_owned())
}

fn parse_what(text: &str) -> Result<What, String> {
    match text {
        "bulk" => Ok(What::Bulk),
        "headers" => Ok(What::Headers),
        _ => Err("可以导出的有: bulk（检索数据）、headers（服务器设置）".to_owned()),
    }
}

fn parse_check_format(text: &str) -> Result<CheckFormat, String> {
    match text {
        "text" => Ok(CheckFormat::Text),
        "json" => Ok(CheckFormat::Json),
        "sarif" => Ok(CheckFormat::Sarif),
        "html" => Ok(CheckFormat::Html),
        _ => Err("格式可以写 text、json、sarif 或 html".to_owned()),
    }
}

fn parse_format(text: &str) -> Result<Format, String> {
    match text {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        _ => Err("格式可以写 text 或 json".to_owned()),
    }
}

/// Reads the arguments; `gongkai help build` asks for the same as `gongkai build --help`.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Usage> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.truncate(2);
        arguments.push("--help".into());
    }
    Cli::try_parse_from(arguments)
        .map(|cli| cli.command)
        .map_err(Usage)
}

#[cfg(test)]
mod tests {
    use super::{Cli, parse};
    use clap::CommandFactory as _;

    #[test]
    fn 命令行定义自洽() {
        Cli::command().debug_assert();
    }

    fn words(arguments: &[&str]) -> String {
        let usage = parse(arguments.iter().map(Into::into)).err().unwrap();
        usage.words()
    }

    #[test]
    fn 写_help_也显示帮助() {
        assert_eq!(words(&["gongkai", "help"]), words(&["gongkai", "--help"]));
        assert_eq!(
            words(&["gongkai", "help", "build"]),
            words(&["gongkai", "build", "--help"])
        );
        assert!(words(&["gongkai", "help", "biuld"]).contains("没有“biuld”这个命令"));
    }

    #[test]
    fn 缺少的选项说出名称() {
        let text = words(&["gongkai", "export", "bulk"]);
        assert!(text.contains("还要写 --output <文件夹>"), "{text}");
        let text = words(&["gongkai", "export"]);
        assert!(
            text.contains("--output <文件夹>") && text.contains("<内容>"),
            "{text}"
        );
    }

    /// 汉字 are two columns wide.
    #[test]
    fn 帮助里各项的说明上下对齐() {
        let text = words(&["gongkai", "build", "--help"]);
        let columns: Vec<usize> = text
            .lines()
            .filter(|line| line.trim_start().starts_with('-'))
            .filter_map(|line| {
                let option = line.trim_start();
                let end = option.find("  ")?;
                let gap = option[end..].len() - option[end..].trim_start().len();
                let indent = line.len() - option.len();
                Some(indent + unicode_width::UnicodeWidthStr::width(&option[..end]) + gap)
            })
            .collect();
        assert!(columns.len() > 7, "{text}");
        assert!(columns.iter().all(|column| *column == columns[0]), "{text}");
    }

    #[test]
    fn 帮助和出错信息都是中文() {
        for arguments in [
            vec!["gongkai", "--help"],
            vec!["gongkai", "help"],
            vec!["gongkai", "help", "export"],
            vec!["gongkai", "help", "biuld"],
            vec!["gongkai", "build", "--help"],
            vec!["gongkai"],
            vec!["gongkai", "biuld"],
            vec!["gongkai", "build", "--outptu", "x"],
            vec!["gongkai", "build", "--date", "6月1日"],
            vec!["gongkai", "build", "--output"],
            vec!["gongkai", "export", "--help"],
            vec!["gongkai", "export"],
            vec!["gongkai", "export", "bluk", "--output", "x"],
            vec!["gongkai", "serve", "--help"],
            vec!["gongkai", "serve", "--port", "http"],
            vec!["gongkai", "serve", "--poll"],
            vec!["gongkai", "serve", "--watch", "--watch"],
            vec!["gongkai", "check", "--help"],
            vec!["gongkai", "check", "--format", "xml"],
            vec!["gongkai", "explain", "--help"],
        ] {
            let usage = parse(arguments.iter().map(Into::into)).err().unwrap();
            let text = usage.words();
            for english in [
                "error",
                "Usage",
                "Options",
                "Commands",
                "unexpected",
                "required",
                "invalid",
                "Print",
                "tip",
            ] {
                assert!(!text.contains(english), "{arguments:?}: {text}");
            }
        }
    }
}
