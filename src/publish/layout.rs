//! Which files and folders a build makes.
//!
//! In: the paths of the outputs. Out: them, checked and sorted, and every folder once. Must never touch the disk.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::Outputs;
use super::error::LayoutFault;
use super::manifest::MANIFEST;
use super::path::OutPath;

/// The checked paths of a build.
pub(super) struct Layout {
    /// Every output, sorted by path, with its number in the plan.
    pub(super) files: Vec<(OutPath, usize)>,
    /// Every folder, a folder before those in it.
    pub(super) folders: Vec<String>,
}

impl Layout {
    /// Checks that every path is one, and that all can stand together.
    pub(super) fn of<O: Outputs>(outputs: &O) -> Result<Self, LayoutFault> {
        let files = sorted(paths(outputs)?);
        let folders = folders(&files);
        let pairs = files.par_windows(2);
        let twice = pairs.find_first(|pair| pair[0].0 == pair[1].0);
        if let Some(pair) = twice {
            return Err(LayoutFault::Twice(pair[0].0.clone()));
        }
        // In order, so that these and the files are walked side by side.
        let mut ahead = folders.iter().peekable();
        for (path, _) in &files {
            let below = path.as_str().strip_prefix(MANIFEST);
            if below.is_some_and(|below| below.is_empty() || below.starts_with('/')) {
                return Err(LayoutFault::Reserved(path.clone()));
            }
            while ahead
                .next_if(|folder| folder.as_str() < path.as_str())
                .is_some()
            {}
            if ahead.peek().is_some_and(|folder| *folder == path.as_str()) {
                return Err(LayoutFault::AlsoFolder(path.clone()));
            }
        }
        Ok(Self { files, folders })
    }

    /// Whether the new site has a file at `path`, its manifest among them.
    pub(super) fn has_file(&self, path: &Path) -> bool {
        path.to_str().is_some_and(|text| {
            text == MANIFEST
                || self
                    .files
                    .binary_search_by(|(file, _)| file.as_str().cmp(text))
                    .is_ok()
        })
    }

    /// Whether the new site has a folder at `path`.
    pub(super) fn has_folder(&self, path: &Path) -> bool {
        path.to_str().is_some_and(|text| {
            self.folders
                .binary_search_by(|folder| folder.as_str().cmp(text))
                .is_ok()
        })
    }
}

/// The path of every output, each with its number.
fn paths<O: Outputs>(outputs: &O) -> Result<Vec<(OutPath, usize)>, LayoutFault> {
    let path = |index: usize| {
        let text = outputs.path(index);
        OutPath::new(text)
            .map(|path| (path, index))
            .map_err(|fault| LayoutFault::BadPath {
                path: text.to_owned(),
                fault,
            })
    };
    let paths: Vec<_> = (0..outputs.len()).into_par_iter().map(path).collect();
    // The first fault is told, whichever thread was faster.
    paths.into_iter().collect()
}

/// By path; a plan is in this order already.
fn sorted(mut files: Vec<(OutPath, usize)>) -> Vec<(OutPath, usize)> {
    if files.par_windows(2).any(|pair| pair[0] > pair[1]) {
        files.par_sort_unstable();
    }
    files
}

/// Every folder above these files, which are in order.
fn folders(files: &[(OutPath, usize)]) -> Vec<String> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut last = None;
    for (path, _) in files {
        let folder = path.folders().next();
        // Neighbours share theirs.
        if folder != last {
            // Those above it were added with it.
            path.folders()
                .take_while(|folder| folders.insert(folder))
                .for_each(drop);
            last = folder;
        }
    }
    folders.into_iter().map(str::to_owned).collect()
}
