//! The files of public documents, as they are.

use super::Scene;
use crate::plan::{Origin, Planner};

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    for entry in &scene.site.entries {
        for file in &entry.document.attachments {
            planner.copy(
                entry.url.beside(&file.name),
                Origin::Source(entry.document.path.clone()),
                file.file.clone(),
            );
        }
    }
}
