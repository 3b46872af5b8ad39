//! Puts a planned site on the disk as a whole.
//!
//! In: the outputs of a plan (a path each, and a way to make its bytes) and the folder they go to. Out: that folder holding
//! exactly one complete build and its manifest, or, after any error or kill, what it held before. Knows nothing of disclosure,
//! pages or themes. Must never write into a source, delete what a former manifest does not list, or follow a link inside the
//! output.
//!
//! A build goes into a work folder (`work`) beside the output and then changes places with the old site in one step of the file
//! system. So long as the process is merely killed, the output is always whole. Against a loss of power only the manifest and
//! the folder's name are forced to the disk, since waiting for 100,000 files takes longer than making them: after one, `verify`
//! finds a file that was cut short and the next build, which trusts no old file unread, mends it.

pub(crate) mod error;
mod foreign;
mod layout;
mod make;
pub(crate) mod manifest;
pub(crate) mod path;
mod place;
mod remove;
#[cfg(test)]
mod tests;
mod work;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use error::{Action, DiskError, PublishError};
use foreign::Foreign;
use layout::Layout;
use make::make_all;
use manifest::{MANIFEST, Manifest};
use place::{inspect, settle};
use work::{Work, interrupted_site};
use write::{Compared, NewSite, OldSite, sync_folder};

/// What the sink needs from a plan: a numbered set of files.
pub(crate) trait Outputs: Sync {
    /// Why an output could not be made.
    type Error: Send;
    /// How many outputs there are.
    fn len(&self) -> usize;
    /// The path of an output, as `OutPath` wants it. Each only once.
    fn path(&self, index: usize) -> &str;
    /// When an output is made.
    fn turn(&self, _index: usize) -> Turn {
        Turn::Any
    }
    /// How many things there are that outputs share.
    fn preparations(&self) -> usize {
        0
    }
    /// Makes one of them ahead of the outputs that share it, which would else wait for each other while one makes it. Called once
    /// for each, begun in their order.
    fn prepare(&self, _index: usize) {}
    /// The content of an output. Called once for each, from many threads, in any order; must be a pure function of the plan.
    fn make(&self, index: usize) -> Result<Body, Self::Error>;
}

/// When an output is made; those of one turn are begun in the order of their paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Before all others: it shares much memory with others of this turn, which goes with the last of them.
    First,
    /// It takes much longer than most: begun early, it is not waited for at the end.
    Early,
    /// Any time.
    Any,
}

/// The content of an output.
#[derive(Debug)]
pub(crate) enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Those of a file, which is read piece by piece. A link is followed: whether it may be is for the walker to say.
    CopyOf(PathBuf),
}

/// Where a site goes.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The output folder. A link is followed and the site published where it leads.
    pub(crate) output: PathBuf,
    /// What the site is made from, whether it exists or not: none of it may be the output, hold it or lie in it.
    pub(crate) sources: Vec<PathBuf>,
    /// Whether files of others give way.
    pub(crate) force: Force,
}

/// Whether a site may be published into a folder that is not ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Force {
    /// A folder with files but no manifest of ours is refused, and so is a clash with a file that is not the site's.
    No,
    /// Such a folder is taken: its files stay, those with a path of the site are overwritten.
    Yes,
}

/// Told of every output that is done.
pub(crate) trait Progress: Sync {
    /// `files` more outputs with `bytes` bytes together are done. Called from many threads.
    fn done(&self, files: usize, bytes: u64);
}

/// What was published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Files of the site, its manifest among them.
    pub(crate) files: usize,
    /// Their length together.
    pub(crate) bytes: u64,
    /// How many are new or differ from what the former manifest says.
    pub(crate) written: usize,
    /// How many the former manifest lists with the same content.
    pub(crate) unchanged: usize,
    /// How many the former manifest lists that are no more.
    pub(crate) removed: usize,
    /// How many files that are not the site's were carried over.
    pub(crate) kept: usize,
    /// A folder with the old site that could not be removed. The new site is published all the same.
    pub(crate) leftover: Option<PathBuf>,
}

/// What a build would change in the output folder as it stands, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Paths where nothing stands now.
    pub(crate) added: Vec<String>,
    /// Paths whose content would be another.
    pub(crate) changed: Vec<String>,
    /// Files of the former site that would go.
    pub(crate) removed: Vec<String>,
}

/// Makes all outputs and publishes them as a whole. Runs in the rayon pool it is called in.
pub(crate) fn publish<O: Outputs>(
    target: &Target,
    outputs: &O,
    progress: &dyn Progress,
) -> Result<Report, PublishError<O::Error>> {
    let layout = Layout::of(outputs)?;
    let output = settle(target, std::env::home_dir().as_deref())?;
    let work = Work::open(&output)?;
    let standing = inspect(&output, target.force)?;
    let is_first = standing.is_none();
    let former = standing.unwrap_or_default();

    let root = work.new_site();
    let site = NewSite::make(&root, &layout.folders, OldSite::new(&output, &former))?;
    let records = make_all(outputs, &layout, |path, body| {
        let record = site.put(path, body)?;
        progress.done(1, record.length);
        Ok(record)
    })?;
    let manifest = Manifest::new(
        layout
            .files
            .iter()
            .map(|(path, _)| path.clone())
            .zip(records),
    );
    let text = manifest.to_parts();
    site.finish(&text)?;

    // As late as can be: what others put into the old site until now is seen.
    let foreign = if is_first {
        Foreign::default()
    } else {
        Foreign::find(&output, &former, &layout, target.force)?
    };
    foreign.carry(&output, &root)?;
    work.swap()?;
    if let Some(above) = output.parent() {
        sync_folder(above).map_err(DiskError::at(Action::Swap, above))?;
    }
    let mut report = Report::of(&manifest, &text, &former);
    report.kept = foreign.len();
    report.leftover = work.dispose().err();
    Ok(report)
}

/// Makes all outputs and says what [`publish`] would change. Writes nothing at all.
pub(crate) fn dry_run<O: Outputs>(
    target: &Target,
    outputs: &O,
    progress: &dyn Progress,
) -> Result<Changes, PublishError<O::Error>> {
    let layout = Layout::of(outputs)?;
    let output = settle(target, std::env::home_dir().as_deref())?;
    let output = interrupted_site(&output).unwrap_or(output);
    let standing = inspect(&output, target.force)?;
    if let Some(former) = &standing {
        Foreign::find(&output, former, &layout, target.force)?;
    }
    let former = standing.unwrap_or_default();

    let old = OldSite::new(&output, &former);
    let compared = make_all(outputs, &layout, |path, body| {
        let (record, compared) = old.compare(path, body)?;
        progress.done(1, record.length);
        Ok((record, compared))
    })?;
    let paths = || layout.files.iter().map(|(path, _)| path);
    let manifest = Manifest::new(
        paths()
            .cloned()
            .zip(compared.iter().map(|(record, _)| *record)),
    );
    let mut changes = Changes::default();
    for (path, (_, compared)) in paths().zip(&compared) {
        changes.note(path.as_str(), *compared);
    }
    changes.note(MANIFEST, old.compare_bytes(MANIFEST, &manifest.to_bytes())?);
    changes.added.sort_unstable();
    changes.changed.sort_unstable();
    let gone = former
        .files()
        .map(|(path, _)| path)
        .filter(|path| manifest.get(path).is_none());
    changes.removed = gone
        .filter(|path| old.has(path))
        .map(str::to_owned)
        .collect();
    Ok(changes)
}

impl Report {
    fn of(manifest: &Manifest, text: &[String], former: &Manifest) -> Self {
        let unchanged = manifest
            .files()
            .filter(|(path, record)| former.get(path) == Some(record))
            .count();
        let count = manifest.files().count();
        let is_same = manifest == former;
        Self {
            files: count + 1,
            bytes: text.iter().map(|part| part.len() as u64).sum::<u64>()
                + manifest
                    .files()
                    .map(|(_, record)| record.length)
                    .sum::<u64>(),
            written: count - unchanged + usize::from(!is_same),
            unchanged: unchanged + usize::from(is_same),
            removed: former
                .files()
                .filter(|(path, _)| manifest.get(path).is_none())
                .count(),
            ..Self::default()
        }
    }
}

impl Changes {
    fn note(&mut self, path: &str, compared: Option<Compared>) {
        match compared {
            None => self.added.push(path.to_owned()),
            Some(Compared::Different) => self.changed.push(path.to_owned()),
            Some(Compared::Equal) => {}
        }
    }
}

/// Publishes these files, by path, to the folder `output`. For the suite that kills a process while it publishes.
#[doc(hidden)]
pub fn publish_files(
    output: &Path,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(), impl std::error::Error + use<>> {
    let target = Target {
        output: output.to_owned(),
        sources: Vec::new(),
        force: Force::No,
    };
    publish(&target, &Given(files.iter().collect()), &()).map(|_| ())
}

/// Files whose content is at hand.
struct Given<'a>(Vec<(&'a String, &'a Vec<u8>)>);

impl Outputs for Given<'_> {
    type Error = std::convert::Infallible;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn path(&self, index: usize) -> &str {
        self.0[index].0
    }

    fn make(&self, index: usize) -> Result<Body, Self::Error> {
        Ok(Body::Bytes(self.0[index].1.clone()))
    }
}

/// Nobody is told.
impl Progress for () {
    fn done(&self, _: usize, _: u64) {}
}
