//! stub
use super::Scene;
use crate::plan::Planner;
pub(super) fn plan(_: &Scene<'_>, _: &mut Planner) {}
