//! 政府信息公开指南 (《政府信息公开条例》第十二条).

use super::Kind;
use crate::model::{Detail, KindId};

pub(super) static KIND: Kind = Kind {
    id: KindId::Guide,
    name: "guide",
    folder: "guide",
    label: "政府信息公开指南",
    template: "guide.html",
    fields: &[],
    required: &[],
    read: |_, _| Some(Detail::Guide),
};
