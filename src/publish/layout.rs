//! Which files and folders a build makes.
//!
//! In: the paths of the outputs. Out: them, checked and sorted, and every folder once. Must never touch the disk.

use std::collections::BTreeSet;
use std::path::Path;

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
        let mut files = Vec::with_capacity(outputs.len());
        for index in 0..outputs.len() {
            let text = outputs.path(index);
            let path = OutPath::new(text).map_err(|fault| LayoutFault::BadPath {
                path: text.to_owned(),
                fault,
            })?;
            files.push((path, index));
        }
        files.sort_unstable();

        let mut folders: BTreeSet<&str> = BTreeSet::new();
        let mut last = None;
        for (path, _) in &files {
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
        // In order, so that this and the files are walked side by side.
        let folders: Vec<String> = folders.into_iter().map(str::to_owned).collect();
        let mut ahead = folders.iter().peekable();
        let twice = files.windows(2).find(|pair| pair[0].0 == pair[1].0);
        if let Some(pair) = twice {
            return Err(LayoutFault::Twice(pair[0].0.clone()));
        }
        for (path, _) in &files {
            if path.as_str() == MANIFEST || path.folders().last() == Some(MANIFEST) {
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
