//! Theme files under names with a content hash, and the files of `static/` as they are.

use std::sync::Arc;

use super::Scene;
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::source::SourcePath;

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    for (path, bytes) in scene.theme.assets() {
        let bytes: Arc<[u8]> = Arc::from(bytes);
        planner.unlisted(
            UrlPath::new(path),
            Origin::Generated("主题文件"),
            Box::new(move |_| Ok(bytes.to_vec())),
        );
    }
    for file in scene.statics {
        let origin = Origin::Source(SourcePath::new(&format!("static/{}", file.name)));
        planner.copy(UrlPath::new(file.name.clone()), origin, file.file.clone());
    }
}
