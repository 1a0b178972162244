//! The numbers: what is in place, what that rests on, and how much of it was observed. Typed records
//! of one relationship come in, counts go out; groups add counts up. Pure: no file, clock or
//! terminal.

mod activity;
pub mod agenda;
mod attention;
mod catalog;
pub mod contribution;
mod coverage;
mod dosage;
mod evidence;
mod expiry;
mod explain;
mod item;
mod judged;
mod level;
mod lift;
mod members;
mod moment;
mod months;
mod narrow;
mod raters;
mod ratings;
mod relationship;
pub mod review;
mod row;
mod share;
mod sink;
pub mod statistics;
mod students;
mod timeliness;
mod total;
mod trend;
mod value;

pub use activity::Activity;
pub use attention::Attention;
pub(crate) use catalog::Source;
pub use catalog::Statistic;
pub use coverage::Coverage;
pub use dosage::{Dosage, Doses, Edge, Gap, MethodDose, Rhythm, planned_sessions};
pub use expiry::{Expired, Lapsed, lapsed};
pub use explain::explain;
pub use item::{ItemState, NotApplicable};
pub use level::{FunctionLevel, JudgedLevel, reaches};
pub use lift::Reach;
pub(crate) use members::OfMembers;
pub use moment::{Dated, Moment, Refusal, checklists};
pub use months::{MOST_MONTHS, MonthCounts, Months};
pub use narrow::{Narrow, NarrowKey};
pub use raters::{
    AgainstObserver, Bias, ByRater, RaterId, Raters, RatingCounts, Visit, VisitItem, Visits,
    Written,
};
pub(crate) use raters::{Agreement, OfRater};
pub use ratings::Current;
pub use relationship::{Evaluation, evaluate};
pub(crate) use row::Column;
pub use share::Share;
pub use students::DataValue;
pub(crate) use students::OfData;
pub use students::StudentSeries;
pub use timeliness::{Timeliness, due_day};
pub use total::total;
pub use trend::{Break, Line, MonthValue, Segment, Trend, TrendPoint, slope_value, too_long};
pub use value::Value;
