//! The numbers: what is in place, on what it rests, and how far it was observed. Typed records of one
//! relationship come in, counts go out; groups add counts up. Pure: no file, clock or terminal.

mod activity;
pub mod agenda;
mod attention;
pub mod contribution;
mod coverage;
mod dosage;
mod evidence;
mod expiry;
mod explain;
mod formula;
mod item;
mod level;
mod lift;
mod moment;
mod months;
mod raters;
mod ratings;
mod relationship;
pub mod review;
mod share;
mod statistic;
pub mod statistics;
mod students;
mod timeliness;
mod trend;
mod value;

pub use activity::Activity;
pub use attention::Attention;
pub use coverage::Coverage;
pub use dosage::{Dosage, Edge, Gap, MethodDose, Rhythm, planned_sessions};
pub use expiry::{Expired, Lapsed, lapsed};
pub use explain::explain;
pub use item::{ItemState, NotApplicable};
pub use level::{FunctionLevel, JudgedLevel, reaches};
pub use lift::Reach;
pub use moment::{Dated, Moment, Refusal, checklists};
pub use months::{MOST_MONTHS, MonthCounts, Months};
pub use raters::{
    AgainstObserver, ByRater, RaterId, Raters, RatingCounts, Visit, VisitItem, Visits, Written,
};
pub use ratings::Current;
pub use relationship::{Evaluation, evaluate};
pub use share::Share;
pub use statistic::Statistic;
pub use students::StudentSeries;
pub use timeliness::{Timeliness, due_day};
pub use trend::{Break, Line, MonthValue, Segment, Trend, TrendPoint, slope_value, too_long};
pub use value::Value;
