//! At which level a finding is, and why.

use super::Rule;
use super::finding::Finding;
use crate::config::Checks;
use crate::diag::Level;
use crate::source::SourcePath;

/// The level of a rule in a file, and the words that say why.
pub(super) fn of(rule: &Rule, path: &SourcePath, checks: &Checks) -> (Level, Option<String>) {
    let by_path = checks
        .paths
        .iter()
        .rev()
        .filter(|part| part.fits(path))
        .find_map(|part| Some((*part.levels.get(rule.name)?, &part.pattern)));
    if let Some((level, pattern)) = by_path {
        let why = format!(
            "config.toml 的 [checks.paths] 对“{pattern}”设为 {}",
            word(level)
        );
        return (level, Some(why));
    }
    match checks.levels.get(rule.name) {
        Some(level) => {
            let why = format!("config.toml 的 [checks] 设为 {}", word(*level));
            (*level, Some(why))
        }
        None => (rule.level, None),
    }
}

/// The level of one finding, and the note that says on what basis and why at this level.
pub(super) fn note(rule: &Rule, finding: &Finding, checks: &Checks) -> (Level, String) {
    let (level, set) = of(rule, &finding.path, checks);
    let (level, why) = match (set, finding.cap) {
        (Some(why), _) => (level, why),
        (None, Some((cap, why))) if cap == Level::Warn && level == Level::Deny => {
            (cap, format!("此处只作提醒: {why}"))
        }
        (None, _) => (level, format!("缺省为 {}", word(level))),
    };
    let note = format!(
        "依据: {}\n级别: {why}；说明见 gongkai explain {}",
        rule.basis, rule.name
    );
    (level, note)
}

/// The word that `[checks]` has for a level.
pub(super) fn word(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}
