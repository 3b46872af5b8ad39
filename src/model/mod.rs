//! Plain data of the domain: no I/O, no rendering.
//!
//! In: values that `kind` has read and checked. Out: types that cannot be mixed up.
//!
//! | term | here | meaning |
//! |---|---|---|
//! | 公开属性 | [`Openness`] | what of a document may be public |
//! | 公开主体、机关 | [`crate::config::Agency`] | whose document it is |
//! | 发文机关 | `issuers` | who signed it |
//! | 发文字号、文号 | [`doc_number`] | the number an office gives a document |
//! | 索引号 | `index_number` | the number a disclosure catalogue gives it; never changes |
//! | 成文日期、生成日期 | `dated` | when it was made |
//! | 发布日期 | `published` | when it became public |
//! | 有效性 | [`Validity`] | whether a policy is in force |
//! | 立改废 | `repeals`, `amends`, `replaces` | what a policy does to others |
//! | 公开事项 | [`Item`] | what must be public, by catalogue |
//! | 工作日、日、月 | [`WorkDays`], [`Days`], [`Months`] | the units in which the law counts time |
//! | 清单 | [`List`] | a table that a document shows |
//! | 依法撤下 | [`Withdrawal`] | what was public and no longer is |

pub mod dates;
mod detail;
pub mod doc_number;
mod document;
mod file_text;
mod item;
mod list;
mod report;
mod required;
mod text;
pub mod time_limits;
mod told;
mod validity;
pub mod workdays;

pub use dates::{Date, Moment};
pub use detail::{
    Act, ActKind, Category, Consultation, ConsultationState, Detail, Form, Gazette, Interpretation,
    Outcome, OutsideStatus, Policy, Relation,
};
pub(crate) use document::REDACTION_SIGNS;
pub use document::{
    Attachment, Body, Document, Exception, KindId, Openness, Pixels, Reference, Review, Withdrawal,
};
pub use file_text::{Extent, FileText, Unreadable};
pub use item::*;
pub use list::{List, ListKind, ListRow};
pub use report::*;
pub use required::{Required, RequiredDocument};
pub use text::{Packer, Text};
pub(crate) use told::Told;
pub use validity::Validity;
pub use workdays::{Certainty, Days, Deadline, Months, Term, WorkCalendar, WorkDays};
