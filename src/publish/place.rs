//! Where a site may be published.
//!
//! In: the output folder as the user named it and the folders of the sources. Out: the real folder, or the reason why it may
//! not be replaced. Looks at the disk and at the user's home; must never write.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{Action, DiskError, PublishError, Refusal};
use super::manifest::{Found, MANIFEST, Manifest};
use super::{Force, Target};

/// The real path of the output folder, links followed, after every check that needs no look inside it.
pub(super) fn settle<E>(target: &Target, home: Option<&Path>) -> Result<PathBuf, PublishError<E>> {
    let output = real_path(&target.output)?;
    if output.parent().is_none() {
        return Err(Refusal::Root.into());
    }
    let home = home.and_then(|home| fs::canonicalize(home).ok());
    if home.is_some_and(|home| is_within(&home, &output)) {
        return Err(Refusal::Home(output).into());
    }
    for source in &target.sources {
        let real = match real_path(source) {
            // A source that leads nowhere is for its own stage to tell.
            Err(PublishError::Refused(_)) => source.clone(),
            other => other?,
        };
        if is_within(&real, &output) || is_within(&output, &real) {
            return Err(Refusal::Source {
                output,
                source: source.clone(),
            }
            .into());
        }
    }
    match fs::metadata(&output) {
        Ok(meta) if !meta.is_dir() => Err(Refusal::NotAFolder(output).into()),
        Ok(_) if is_mount_point(&output).map_err(DiskError::at(Action::Read, &output))? => {
            Err(Refusal::MountPoint(output).into())
        }
        Ok(_) => Ok(output),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(output),
        Err(error) => Err(DiskError::at(Action::Read, &output)(error).into()),
    }
}

/// What the site at `output` lists, if it may be replaced: an empty manifest stands for a folder whose files all stay, nothing
/// for no folder.
pub(super) fn inspect<E>(output: &Path, force: Force) -> Result<Option<Manifest>, PublishError<E>> {
    let sample = match first_name(output) {
        Ok(Some(sample)) => sample,
        Ok(None) => return Ok(Some(Manifest::default())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(DiskError::at(Action::Read, output)(error).into()),
    };
    let found =
        Manifest::read(output).map_err(DiskError::at(Action::Read, &output.join(MANIFEST)))?;
    let output = output.to_owned();
    match (found, force) {
        (Found::Ours(former), _) => Ok(Some(former)),
        (_, Force::Yes) => Ok(Some(Manifest::default())),
        (Found::Newer(version), Force::No) => Err(Refusal::Newer { output, version }.into()),
        (Found::NotOurs, Force::No) => Err(Refusal::NotOurs { output, sample }.into()),
    }
}

/// The first name in a folder, by order of names; nothing when it is empty.
pub(super) fn first_name(folder: &Path) -> io::Result<Option<PathBuf>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(PathBuf::from(entry?.file_name())));
    Ok(names.collect::<io::Result<Vec<_>>>()?.into_iter().min())
}

/// `path` without links and dots, whether or not its last parts exist yet.
fn real_path<E>(path: &Path) -> Result<PathBuf, PublishError<E>> {
    let full = std::path::absolute(path).map_err(DiskError::at(Action::Read, path))?;
    let mut missing = Vec::new();
    let mut existing = full.as_path();
    loop {
        match fs::canonicalize(existing) {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok(real);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if fs::symlink_metadata(existing).is_ok() {
                    return Err(Refusal::DeadLink(existing.to_owned()).into());
                }
            }
            // A file in the middle of the path.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {}
            Err(error) => return Err(DiskError::at(Action::Read, existing)(error).into()),
        }
        match (existing.components().next_back(), existing.parent()) {
            (Some(Component::Normal(name)), Some(parent)) => {
                missing.push(name.to_owned());
                existing = parent;
            }
            _ => return Err(Refusal::Unclear(path.to_owned()).into()),
        }
    }
}

/// Whether `inner` is `outer` or lies in it. Case is ignored: on some file systems it does not tell folders apart, and where it
/// does, an output beside the sources that differs from them in case alone is a trap for the next system.
fn is_within(inner: &Path, outer: &Path) -> bool {
    let fold = |part: Component| part.as_os_str().to_string_lossy().to_lowercase();
    let mut inner = inner.components().map(fold);
    outer
        .components()
        .map(fold)
        .all(|part| inner.next() == Some(part))
}

/// Whether a folder is a file system of its own.
#[cfg(unix)]
fn is_mount_point(folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    match folder.parent() {
        Some(parent) => Ok(fs::metadata(folder)?.dev() != fs::metadata(parent)?.dev()),
        None => Ok(true),
    }
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::is_within;
    use std::path::Path;

    #[test]
    fn a_folder_is_within_itself_and_its_parents_whatever_the_case() {
        for (inner, outer, expected) in [
            ("/site/content", "/site/content", true),
            ("/site/content/政策", "/site/content", true),
            ("/site/Content/a", "/site/content", true),
            ("/site/content-2", "/site/content", false),
            ("/site", "/site/content", false),
            ("/site/public", "/", true),
        ] {
            assert_eq!(
                is_within(Path::new(inner), Path::new(outer)),
                expected,
                "{inner} in {outer}"
            );
        }
    }
}
