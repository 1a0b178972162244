//! Student data of one relationship before and after its start. The two phases are compared; what made the
//! difference, nobody can tell from them: it is not evidence of cause.
//!
//! Measures differ from pair to pair, so nothing here is ever added up over relationships.

use chrono::{Datelike, NaiveDate};

use super::moment::Dated;
use crate::record::measures::{Point, measures};
use crate::record::{Improvement, Record, Relationship};
use crate::statistics::overlap::{Better, Nap, NoOverlap, nap};
use crate::statistics::trend::{NoTrend, Series, Slope, p_value, theil_sen};

/// One measure over all reviews of a relationship.
#[derive(Clone, Debug, PartialEq)]
pub struct StudentSeries {
    /// What is measured, in the pair's own words.
    pub name: String,
    /// What is better.
    pub improvement: Improvement,
    /// Values of days before the relationship's first day, in the order of days.
    pub before: Vec<Point>,
    /// Values of its first day and later.
    pub after: Vec<Point>,
    /// How the values after compare with the values before.
    pub overlap: Result<Nap, NoOverlap>,
    /// Slope of the values after, in units of the measure a day.
    pub slope: Result<Slope, NoTrend>,
    /// p-value of the values after.
    pub p: Result<f64, NoTrend>,
}

/// The measures of `relationship` up to `as_of`. `records` are those that count, whole life.
pub(super) fn of(
    relationship: &Relationship,
    records: &[Dated],
    as_of: NaiveDate,
) -> Vec<StudentSeries> {
    let reviews = records.iter().filter_map(|dated| match dated.record {
        Record::Review(review) => Some(review),
        _ => None,
    });
    let started = relationship.started.value;
    let series = measures(reviews).into_iter().map(|measure| {
        let known = measure.points.into_iter().filter(|point| point.on <= as_of);
        let (before, after): (Vec<Point>, Vec<Point>) = known.partition(|p| p.on < started);
        let better = match measure.improvement {
            Improvement::Increase => Better::Higher,
            Improvement::Decrease => Better::Lower,
        };
        let values = |points: &[Point]| points.iter().map(|point| point.value).collect::<Vec<_>>();
        let overlap = nap(&values(&before), &values(&after), better);
        let on_days = after.iter().map(|p| (f64::from(p.on.num_days_from_ce()), p.value));
        let series = Series::new(on_days);
        StudentSeries {
            name: measure.name,
            improvement: measure.improvement,
            overlap,
            slope: series.as_ref().map_err(|&why| why).and_then(theil_sen),
            p: series.and_then(|series| p_value(&series)),
            before,
            after,
        }
    });
    series.collect()
}
