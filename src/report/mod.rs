//! The report: what the numbers of many relationships add up to, and how that is shown. A survey
//! comes in; one model goes out, then one renderer a format. Nothing is counted while rendering.
//!
//! JSON is the model as it stands, and CSV the same in rows and columns. What people read, text and
//! Markdown, is the model put into words, tables and notes by `page`, and then drawn. Each renderer
//! makes the texts of settings, profiles and records harmless for whatever reads its format.
//!
//! What to do now (`agenda`) has a model of its own and is drawn the same way.

mod address;
pub mod agenda;
mod build;
pub mod compare;
pub mod csv;
mod dosage;
pub mod explanation;
mod figures;
mod gather;
pub mod guide_text;
pub mod json;
mod layout;
pub mod markdown;
mod model;
mod page;
pub mod profile_text;
mod raters;
mod select;
mod sparkline;
pub mod text;
mod threshold;
mod trends;
mod values;

pub use address::{Address, NoAddress};
pub use build::{Asked, build};
pub use dosage::{ActivityReport, DosageReport, MethodRow, MonthRow, PhaseRow, TimelinessReport};
pub use gather::{Counted, Gathered, Question, gather};
pub use model::{
    Behind, Commit, Dimension, Figure, Group, GroupFunction, ItemRow, Key, LevelCount,
    LevelMeaning, Members, Period, ProfileReport, Records, RelationshipItem, Report, Tool, Whole,
};
pub use page::Shown;
pub use raters::{AgainstRow, DoubleRating, EstimateRow, RaterFunction, RaterRow, RatersReport};
pub use select::{NoSuch, Selection};
pub use sparkline::sparkline;
pub use threshold::{Threshold, Verdict};
pub use trends::{
    Pairs, SameItem, StudentData, StudentValue, Succession, TrendLine, TrendPoint, TrendSegment,
    Trends,
};
