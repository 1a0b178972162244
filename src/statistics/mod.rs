//! Statistics of ratings, proportions and series: plain numbers come in, estimates go out. Nothing here
//! knows records, profiles or reports. What is undefined says why; it is never 0, 1 or NaN.

pub mod overlap;
pub mod trend;
