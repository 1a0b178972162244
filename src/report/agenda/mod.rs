//! What to do now, for people and calendars. A district's folder and a selection come in; the agendas
//! of the relationships selected become one model, `coach-next/1`, and then one renderer per format
//! draws it. Nothing is decided while rendering.
//!
//! Text and Markdown are drawn from one page and are the only ones that may show a pair's confidential
//! words; JSON and calendars never hold them, and a calendar holds no id either.

mod build;
mod gather;
mod ics;
mod markdown;
mod model;
mod page;
mod select;
mod text;
mod wording;

pub use build::{Extent, build};
pub(crate) use gather::PairAgenda;
pub(crate) use gather::gather_pair;
pub use gather::{Gathered, Question, gather};
pub(crate) use ics::render as render_ics;
pub use markdown::render as render_markdown;
pub(crate) use model::DueRow;
pub use model::{Counts, Detail, Next};
pub(in crate::report) use page::due_of;
pub use select::Wanted;
pub use text::render as render_text;
