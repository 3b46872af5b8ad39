//! 政策解读 (standards part 8).

use super::{Context, Kind};
use crate::model::{Detail, Form, Interpretation, KindId};
use crate::source::fields::{Choice, Field, Reader, Shape};

/// Forms of an interpretation (standards part 8).
pub static FORMS: [Choice; 7] = [
    Choice {
        value: "text",
        label: "文字解读",
        also: &["文字"],
    },
    Choice {
        value: "graphic",
        label: "图解",
        also: &[],
    },
    Choice {
        value: "video",
        label: "视频解读",
        also: &["视频"],
    },
    Choice {
        value: "press",
        label: "新闻发布会",
        also: &[],
    },
    Choice {
        value: "qa",
        label: "问答",
        also: &["简明问答"],
    },
    Choice {
        value: "expert",
        label: "专家解读",
        also: &[],
    },
    Choice {
        value: "leader",
        label: "负责人解读",
        also: &[],
    },
];

static FIELDS: [Field; 6] = [
    Field::new(
        "interprets",
        "解读的文件",
        Shape::Texts,
        "interprets = [\"policy/2024/a.md\"]",
        "路径、文号或《标题》",
    ),
    Field::new(
        "form",
        "解读形式",
        Shape::Choice(&FORMS),
        "form = \"text\"",
        "文字、图解、视频、新闻发布会、问答、专家解读、负责人解读",
    ),
    Field::new(
        "unit",
        "解读单位",
        Shape::Text,
        "unit = \"示例市应急管理局\"",
        "解读材料由谁编写",
    ),
    Field::new(
        "interpreter",
        "解读人",
        Shape::Text,
        "interpreter = \"……\"",
        "解读人姓名或职务",
    ),
    Field::new(
        "phone",
        "办公电话",
        Shape::Text,
        "phone = \"0400-1234567\"",
        "解读人的办公电话",
    ),
    Field::new(
        "media",
        "媒体",
        Shape::Text,
        "media = \"tujie.svg\"",
        "图片、音视频的地址，或本文档附件的文件名",
    ),
];

pub(super) static KIND: Kind = Kind {
    id: KindId::Interpretation,
    name: "interpretation",
    folder: "interpretation",
    label: "政策解读",
    template: "document.html",
    fields: &FIELDS,
    required: &[],
    read,
};

#[expect(clippy::unnecessary_wraps, reason = "every kind has this signature")]
fn read(reader: &Reader<'_>, _: &Context<'_>) -> Option<Detail> {
    let form = reader.choice("form").unwrap_or(&FORMS[0]);
    Some(Detail::Interpretation(Interpretation {
        interprets: reader.located_texts("interprets"),
        form: Form {
            value: form.value,
            label: form.label,
        },
        unit: reader.text("unit"),
        interpreter: reader.text("interpreter"),
        phone: reader.text("phone"),
        media: reader.text_at("media"),
    }))
}
