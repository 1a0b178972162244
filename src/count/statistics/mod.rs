//! Statistics of ratings, proportions and series: plain numbers come in, estimates go out. Nothing here
//! knows records, profiles or reports. What is undefined says why; it is never 0, 1 or NaN.

mod agreement;
mod estimate;
mod jackknife;
pub mod overlap;
mod proportion;
mod quantile;
mod table;
mod tally;
pub mod trend;

pub use agreement::{ac2, alpha, percent_agreement};
pub use estimate::{Estimate, Independent, Reason};
pub use jackknife::over_visits;
pub use proportion::wilson;
pub use table::{Direction, Table, Weights};
pub use tally::Tally;

/// From so many visits on, an interval is the jackknife over visits.
pub(crate) const VISITS_FOR_INTERVAL: usize = 5;
/// Below so many items that two raters rated, there are counts and no estimate.
pub(crate) const ITEMS_FOR_ESTIMATE: u64 = 10;
