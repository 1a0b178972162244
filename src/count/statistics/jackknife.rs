//! Intervals for ratings that come in visits: items of one visit are not independent. If there are
//! enough visits, each visit is left out once, and the spread of the results makes the interval.

use std::ops::{AddAssign, SubAssign};

use super::agreement::{BOUNDS, NO_SPREAD};
use super::estimate::real;
use super::estimate::{Estimate, Independent, Reason};
use super::{VISITS_FOR_INTERVAL, quantile};

/// The estimate over `visits` together, each of which should hold something to compare.
///
/// From five visits its interval is the delete-one-visit jackknife (Tukey, 1958; Efron and Tibshirani,
/// 1993, An Introduction to the Bootstrap, ch. 11): with θ₋ᵥ the estimate without visit v of g and θ̄
/// their mean, the standard error is √((g − 1)/g · Σ(θ₋ᵥ − θ̄)²) and the interval θ ± t(g − 1) times that,
/// cut at −1 and 1. Below, the interval is the estimate's own, which takes items as independent.
///
/// ```
/// # use coach::count::statistics::{Independent, Tally, ac2, over_visits};
/// let visit = |second| {
///     let mut tally = Tally::new(3);
///     tally.add(&[Some(2), Some(second)]);
///     tally.add(&[Some(1), Some(1)]);
///     tally
/// };
/// let visits = [2, 2, 1, 2, 0].map(visit);
/// let five = over_visits(&visits, Tally::new(3), ac2).interval.unwrap();
/// assert_eq!(five.rests_on, Independent::Visits(5));
/// let four = over_visits(&visits[1..], Tally::new(3), ac2).interval.unwrap();
/// assert_eq!(four.rests_on, Independent::Items);
/// ```
pub fn over_visits<P>(visits: &[P], nothing: P, estimate: impl Fn(&P) -> Estimate) -> Estimate
where
    P: Clone + for<'p> AddAssign<&'p P> + for<'p> SubAssign<&'p P>,
{
    let mut all = nothing;
    visits.iter().for_each(|visit| all += visit);
    let whole = estimate(&all);
    let Some(value) = whole.value.filter(|_| visits.len() >= VISITS_FOR_INTERVAL) else {
        return whole;
    };
    // Ratings that all agree agree without any visit too.
    if whole.reason == Some(Reason::AllAgree) {
        return whole;
    }
    let without: Option<Vec<f64>> = visits
        .iter()
        .map(|visit| {
            let mut rest = all.clone();
            rest -= visit;
            estimate(&rest).value
        })
        .collect();
    match without {
        None => Estimate::alone(value, Reason::RestsOnOneVisit),
        Some(without) => spread(value, without),
    }
}

/// The interval about `value` of which `without` are the estimates without each visit.
fn spread(value: f64, mut without: Vec<f64>) -> Estimate {
    // The order of visits changes nothing, not even the last digit.
    without.sort_by(f64::total_cmp);
    let visits = without.len();
    let g = real(visits as u64);
    let mean = without.iter().sum::<f64>() / g;
    let squares: f64 = without.iter().map(|one| (one - mean).powi(2)).sum();
    let error = ((g - 1.0) / g * squares).sqrt();
    match quantile::t(visits as u64 - 1) {
        Some(t) if error > NO_SPREAD => {
            Estimate::within(value, t * error, BOUNDS, Independent::Visits(visits))
        }
        _ => Estimate::alone(value, Reason::NoSpread),
    }
}
