//! `gongkai build`.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

use super::args::{BuildArgs, Format};
use super::theme_errors::{self, Finding};
use super::{Status, complain, say};
use crate::check::{Counts, Tools};
use crate::diag::{Report, Sink, render_text, to_json};
use crate::extract::summary::CODE;
use crate::output::RenderError;
use crate::portal::{self, Options, Portal};
use crate::publish::error::PublishError;
use crate::publish::{Force, Progress, Target, dry_run, publish};
use crate::source::{self, SourceStore, find_root};

/// A build that is done sooner shows no progress bar.
const QUIET: Duration = Duration::from_millis(700);

/// Builds the portal.
pub(super) fn run(args: &BuildArgs) -> Status {
    let started = Instant::now();
    match args.jobs {
        None => build(args, started),
        Some(jobs) => match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
            Ok(pool) => pool.install(|| build(args, started)),
            Err(error) => fail(&format!("无法启动 {jobs} 个线程: {error}")),
        },
    }
}

fn fail(words: &str) -> Status {
    complain(&format!("构建失败: {words}"));
    Status::Failed
}

fn build(args: &BuildArgs, started: Instant) -> Status {
    let root = match root(args.root.as_deref()) {
        Ok(root) => root,
        Err(words) => return fail(&words),
    };
    let today = match today(args.date) {
        Ok(today) => today,
        Err(words) => return fail(&words),
    };
    let sink = Sink::default();
    let options = Options {
        root: root.clone(),
        today,
        base_url: args.base_url.clone(),
    };
    let store = SourceStore::new(&root);
    // They may say what must not be published: a build that cannot read them does not guess.
    let lists = match source::read_lists(&root) {
        Ok(lists) => lists,
        Err(error) => return fail(&error.to_string()),
    };
    let tools = Tools {
        sources: &store,
        lists: &lists,
        inside: source::place_in,
    };
    let loaded = match portal::load(&options, |portal| portal.protect(tools, &sink), &sink) {
        Ok(loaded) => loaded,
        Err(error) => return fail(&load_words(&error)),
    };
    let report = sink.into_report(&crate::check::without_rules(&loaded.levels));
    show(&report, &root, args.format);
    let Some(portal) = loaded.portal.filter(|_| report.denied() == 0) else {
        complain(&format!(
            "没有生成: 有 {} 处错误须先改正，原有的网站没有变动",
            report.denied()
        ));
        return Status::Findings;
    };
    let output = args.output.clone().unwrap_or_else(|| root.join("public"));
    let target = Target {
        output,
        sources: portal::sources(&root),
        force: if args.force { Force::Yes } else { Force::No },
    };
    let status = if args.dry_run {
        list_changes(&target, &portal)
    } else {
        write(&target, &portal, (&report, loaded.seen), started)
    };
    // The process ends here: taking a large site apart piece by piece would only keep the user waiting.
    std::mem::forget(portal);
    status
}

/// The portal's folder: as told, else the nearest upward with a `config.toml`.
pub(super) fn root(told: Option<&Path>) -> Result<PathBuf, String> {
    match told {
        Some(root) if root.join("config.toml").is_file() => Ok(root.to_owned()),
        Some(root) => Err(format!("{} 中没有 config.toml", root.display())),
        None => find_root(Path::new(".")).map_err(|error| error.to_string()),
    }
}

/// The build date: as told, else `SOURCE_DATE_EPOCH`, else today in Beijing.
pub(super) fn today(told: Option<Date>) -> Result<Date, String> {
    if let Some(date) = told {
        return Ok(date);
    }
    let epoch = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .filter(|text| !text.trim().is_empty());
    let seconds = match epoch {
        Some(text) => text
            .trim()
            .parse::<i64>()
            .map_err(|_| format!("环境变量 SOURCE_DATE_EPOCH 的值“{text}”不是整数"))?,
        None => jiff::Timestamp::now().as_second(),
    };
    let beijing = jiff::tz::Offset::constant(8);
    let moment = jiff::Timestamp::from_second(seconds)
        .map_err(|_| "环境变量 SOURCE_DATE_EPOCH 超出范围".to_owned())?;
    Ok(beijing.to_datetime(moment).date())
}

pub(super) fn show(report: &Report, root: &Path, format: Format) {
    let store = SourceStore::new(root);
    match format {
        Format::Text => {
            let text = render_text(report, &store);
            if !text.is_empty() {
                complain(text.trim_end());
            }
        }
        Format::Json => say(&to_json(report, &store)),
    }
}

fn write(
    target: &Target,
    portal: &Portal,
    (report, others): (&Report, Counts),
    started: Instant,
) -> Status {
    let bar = Bar::new(portal.plan().len(), started);
    let done = publish(target, portal, &bar);
    bar.finish();
    let done = match done {
        Ok(done) => done,
        Err(error) => return fail(&words(&error, portal.theme_name())),
    };
    if portal.lacks_base_url() {
        complain(
            "提示: config.toml 没有写 base_url，没有生成二维码和搜索引擎站点地图 sitemap.xml；订阅 feed.xml 中的链接是相对地址",
        );
    }
    let texts = portal.attachment_texts();
    if texts.is_lacking() {
        let listed = report.diagnostics().iter().any(|d| d.code == CODE);
        let how = "；要看是哪些附件，在 config.toml 的 [checks] 中写 attachment-text = \"warn\"";
        complain(&format!("提示: {texts}{}", if listed { "" } else { how }));
    }
    if let Some(folder) = &done.leftover {
        complain(&format!(
            "提示: 旧网站的文件夹没有删干净，可以手工删除: {}",
            folder.display()
        ));
    }
    let mut parts = vec![
        format!("{} 个文档", portal.documents()),
        format!("{} 个文件", done.files),
        format!("{:.1} 秒", started.elapsed().as_secs_f64()),
        format!(
            "新写 {} 个、不变 {} 个、删除 {} 个",
            done.written, done.unchanged, done.removed
        ),
    ];
    if report.warned() > 0 {
        parts.push(format!("{} 处提醒", report.warned()));
    }
    parts.extend(inspection(others));
    let next = portal
        .next_change()
        .map_or_else(|| "无".to_owned(), |day| day.to_string());
    say(&format!(
        "构建完成: {}; 下次内容变化: {next}",
        parts.join(", ")
    ));
    Status::Clean
}

/// What `gongkai check` would say beside what a build says itself.
fn inspection(others: Counts) -> Option<String> {
    let Counts { denied, warned } = others;
    let found: Vec<String> = [(denied, "处错误"), (warned, "处提醒")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    (!found.is_empty()).then(|| format!("gongkai check 另有 {}", found.join("、")))
}

/// Why a portal could not be read; a broken theme with every place.
pub(super) fn load_words(error: &portal::Error) -> String {
    let portal::Error::Theme { name, errors } = error else {
        return error.to_string();
    };
    let findings: Vec<Finding<'_>> = errors
        .iter()
        .map(|error| Finding { error, page: None })
        .collect();
    format!(
        "{error}\n\n{}",
        theme_errors::render(&findings, name).trim_end()
    )
}

/// Why a site was not published; template errors with their places, each once.
fn words(error: &PublishError<RenderError>, theme: &str) -> String {
    let PublishError::Render { shown, .. } = error else {
        return error.to_string();
    };
    let findings: Vec<Finding<'_>> = shown
        .iter()
        .filter_map(|(path, error)| match error {
            RenderError::Theme(error) => Some(Finding {
                error,
                page: Some(path.as_str()),
            }),
            RenderError::Data { .. } => None,
        })
        .collect();
    if findings.len() < shown.len() {
        return error.to_string();
    }
    format!(
        "模板有错误，原有的网站没有变动\n\n{}",
        theme_errors::render(&findings, theme).trim_end()
    )
}

fn list_changes(target: &Target, portal: &Portal) -> Status {
    let changes = match dry_run(target, portal, &()) {
        Ok(changes) => changes,
        Err(error) => return fail(&words(&error, portal.theme_name())),
    };
    for (sign, paths) in [
        ("+", &changes.added),
        ("~", &changes.changed),
        ("-", &changes.removed),
    ] {
        for path in paths {
            say(&format!("{sign} {path}"));
        }
    }
    let count = [
        changes.added.len(),
        changes.changed.len(),
        changes.removed.len(),
    ];
    say(&format!(
        "试运行: 将增加 {} 个、改变 {} 个、删除 {} 个文件，什么都没有写",
        count[0], count[1], count[2]
    ));
    Status::Clean
}

/// A progress bar on standard error, on a terminal only, and only once a build takes long.
struct Bar {
    line: ProgressBar,
    started: Instant,
    shown: OnceLock<()>,
}

impl Bar {
    fn new(files: usize, started: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) =
            ProgressStyle::with_template("正在生成 {bar:32} {pos}/{len} 个文件，还需 {eta}")
        {
            bar.set_style(style);
        }
        Self {
            line: bar,
            started,
            shown: OnceLock::new(),
        }
    }

    fn finish(&self) {
        self.line.finish_and_clear();
    }
}

impl Progress for Bar {
    fn done(&self, files: usize, _: u64) {
        if self.shown.get().is_none() && self.started.elapsed() >= QUIET {
            self.shown.get_or_init(|| {
                if std::io::stderr().is_terminal() {
                    self.line
                        .set_draw_target(ProgressDrawTarget::stderr_with_hz(12));
                }
            });
        }
        self.line.inc(files as u64);
    }
}
