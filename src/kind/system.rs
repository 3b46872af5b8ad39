//! 政府信息公开制度.

use super::Kind;
use crate::model::{Detail, KindId};

pub(super) static KIND: Kind = Kind {
    id: KindId::System,
    name: "system",
    folder: "system",
    label: "政府信息公开制度",
    template: "document.html",
    fields: &[],
    required: &[],
    read: |_, _| Some(Detail::System),
};
