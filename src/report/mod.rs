//! The report: what the numbers of many relationships add up to, and how that is shown. A survey
//! comes in; one model goes out, then one renderer a format. Nothing is counted while rendering.
//!
//! JSON is the model as it stands, and CSV the same in rows and columns. What people read, text and
//! Markdown, is the model put into words, tables and notes by `page`, and then drawn. Each renderer
//! makes the texts of settings, profiles and records harmless for whatever reads its format.
//!
//! What to do now (`agenda`) has a model of its own and is drawn the same way.

pub mod agenda;
mod build;
pub mod csv;
mod gather;
pub mod json;
mod layout;
pub mod markdown;
mod model;
mod page;
pub mod profile_text;
mod select;
pub mod text;
mod threshold;

pub use build::build;
pub use gather::{Counted, Gathered, Question, gather};
pub use model::{
    Behind, By, Commit, Group, GroupFunction, ItemRow, LevelCount, LevelMeaning, Members,
    ProfileReport, Records, RelationshipItem, Report, Tool,
};
pub use select::{NoSuch, Selection};
pub use threshold::{Threshold, Verdict};
