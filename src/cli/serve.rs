//! `gongkai serve`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::args::ServeArgs;
use super::build::{load_words, root, today};
use super::theme_errors::{self, Finding};
use super::{Status, complain, say};
use crate::config::{self, BaseUrl};
use crate::diag::{Diagnostic, Report, Severity, Sink, render_text};
use crate::model::Date;
use crate::output::RenderError;
use crate::portal::Options;
use crate::serve::{Audience, Bind, Console, End, Error, Settings, Update, Watching, run as serve};
use crate::source::{SourcePath, SourceStore, read_config};

/// How many changed files are named in a line.
const NAMED: usize = 3;

/// Serves the portal until the person at the keyboard ends it.
pub(super) fn run(args: &ServeArgs) -> Status {
    let settings = match settings(args) {
        Ok(settings) => settings,
        Err(words) => return fail(&words),
    };
    warn_about_openness(&settings);
    let terminal = Terminal {
        store: SourceStore::new(&settings.portal.root),
        root: settings.portal.root.clone(),
        base_url: args.base_url.clone(),
        day: args.date,
        started: settings.portal.today,
        browser: args.open,
    };
    match serve(settings, Arc::new(terminal)) {
        Ok(End::Stopped) => {
            say("预览已停止");
            Status::Clean
        }
        Ok(End::Findings) => {
            complain("没有预览: 有错误须先改正；加上 --watch 可以边改边看");
            Status::Findings
        }
        Err(Error::Portal(error)) => fail(&load_words(&error)),
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(words: &str) -> Status {
    complain(&format!("预览失败: {words}"));
    Status::Failed
}

fn settings(args: &ServeArgs) -> Result<Settings, String> {
    let root = root(args.root.as_deref())?;
    Ok(Settings {
        portal: Options {
            root: std::path::absolute(&root).unwrap_or(root),
            today: today(args.date)?,
            base_url: args.base_url.clone(),
        },
        audience: if args.drafts {
            Audience::Preview
        } else {
            Audience::Public
        },
        watching: match (args.watch, args.poll) {
            (false, _) => Watching::Off,
            (true, false) => Watching::Events,
            (true, true) => Watching::Polling,
        },
        bind: Bind {
            host: args.host.clone(),
            port: args.port,
        },
    })
}

/// Others on the network may read a preview that is not bound to this computer.
fn warn_about_openness(settings: &Settings) {
    let host = &settings.bind.host;
    let is_loopback = host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback());
    if is_loopback {
        return;
    }
    complain(
        "注意: 用了 --host，同一网络里的其他电脑也能打开这个预览；预览只供查看，不能代替正式的网站服务器",
    );
    if settings.audience == Audience::Preview {
        complain("注意: 用了 --drafts，他们也能看到草稿等尚未公开的内容");
    }
}

/// The terminal in which the preview runs.
struct Terminal {
    store: SourceStore,
    root: PathBuf,
    base_url: Option<BaseUrl>,
    /// The day that was asked for.
    day: Option<Date>,
    /// The day on which the preview began.
    started: Date,
    browser: bool,
}

impl Terminal {
    fn show(&self, report: &Report) {
        let text = render_text(report, &self.store);
        if !text.is_empty() {
            complain(text.trim_end());
        }
    }

    /// What `config.toml` says of the portal, if it can be read at this moment.
    fn portal(&self) -> Option<config::Portal> {
        let path = SourcePath::new("config.toml");
        let sink = Sink::default();
        let text = read_config(&self.root, &path, &sink).ok()??;
        Some(config::read(&text, &path, &sink)?.portal)
    }
}

impl Console for Terminal {
    fn port_taken(&self, asked: u16, got: u16) {
        complain(&format!("提示: 端口 {asked} 已被占用，改用 {got}"));
    }

    fn ready(&self, address: &str, files: usize) {
        if files > 0 {
            say(&format!(
                "正在预览 {address}，共 {files} 个文件；按 Ctrl-C 停止"
            ));
        } else {
            say(&format!(
                "正在预览 {address}，有错误须先改正；按 Ctrl-C 停止"
            ));
        }
        if self.browser
            && let Err(error) = open::that_detached(address)
        {
            complain(&format!(
                "提示: 没有打开浏览器（{error}），请自己打开上面的网址"
            ));
        }
    }

    fn today(&self) -> Date {
        // The words of an environment that cannot be read were told at the start.
        today(self.day).unwrap_or(self.started)
    }

    fn turned(&self, today: Date) {
        say(&format!("现在是 {today}，预览换成这一天的样子"));
    }

    fn watching(&self) {
        say("正在等待 config.toml、content、static、themes 的改动");
    }

    fn first_report(&self, report: &Report) {
        self.show(report);
    }

    fn updated(&self, update: &Update, report: &Report, before: &Report) {
        self.show(&news(report, before));
        let time = update.elapsed.as_secs_f64() * 1000.0;
        say(&format!(
            "已更新: {}，{time:.0} 毫秒",
            names(&update.changed)
        ));
        if !update.good {
            complain(&format!(
                "有 {} 处错误须先改正，网页还是改动之前的样子",
                report.denied()
            ));
        } else if before.denied() > 0 {
            say("错误都已改正");
        }
    }

    fn note(&self, words: &str) {
        complain(words);
    }

    fn base_path(&self) -> String {
        let written = || self.portal()?.base_url;
        let base = self.base_url.clone().or_else(written);
        base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned())
    }

    fn explain(&self, error: &RenderError, page: &str) -> String {
        match error {
            RenderError::Theme(error) => {
                let finding = Finding {
                    error,
                    page: Some(page),
                };
                let theme = self.portal().map(|portal| portal.theme);
                theme_errors::render(&[finding], theme.as_deref().unwrap_or("default"))
            }
            RenderError::Data { .. } => error.to_string(),
        }
    }
}

/// What changed, in a few words.
fn names(changed: &[SourcePath]) -> String {
    let named: Vec<&str> = changed.iter().take(NAMED).map(SourcePath::as_str).collect();
    let named = named.join("、");
    match changed.len() {
        0 => "没有内容变化".to_owned(),
        count if count <= NAMED => named,
        count => format!("{named} 等 {count} 个文件"),
    }
}

/// The findings that are new, and all that keep the site from changing: nobody wants to read the same reminders after each edit.
fn news(report: &Report, before: &Report) -> Report {
    let key = |finding: &Diagnostic| (finding.path.clone(), finding.code, finding.message.clone());
    let known: BTreeSet<_> = before.diagnostics().iter().map(key).collect();
    let sink = Sink::default();
    for finding in report.diagnostics() {
        if finding.severity == Severity::Deny || !known.contains(&key(finding)) {
            sink.push(finding.clone());
        }
    }
    sink.into_report(&std::collections::BTreeMap::new())
}
