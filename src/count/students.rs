//! Student data of one relationship before and after its start. The two phases are compared; what made the
//! difference, nobody can tell from them: it is not evidence of cause.
//!
//! Measures differ from pair to pair, so nothing here is ever added up over relationships.

use chrono::{Datelike, NaiveDate};

use super::contribution::DataValue;
use super::moment::Dated;
use super::{Statistic, Value, slope_value};
use crate::count::statistics::overlap::{Better, Nap, NoOverlap, nap};
use crate::count::statistics::trend::{NoTrend, Series, Slope, p_value, theil_sen};
use crate::domain::record::measures::{Point, measures};
use crate::domain::record::{Improvement, Record, Relationship};

/// One measure over all reviews of a relationship.
#[derive(Clone, Debug, PartialEq)]
pub struct StudentSeries {
    /// What it goes by in an address: its name, with its direction where the name alone could be two.
    pub id: String,
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
    let measures = measures(reviews);
    let names: Vec<(String, Improvement)> =
        measures.iter().map(|measure| (measure.name.clone(), measure.improvement)).collect();
    let series = measures.into_iter().map(|measure| {
        let known = measure.points.into_iter().filter(|point| point.on <= as_of);
        let (before, after): (Vec<Point>, Vec<Point>) = known.partition(|p| p.on < started);
        let id = id(&measure.name, measure.improvement, &names);
        StudentSeries::new(id, measure.name, measure.improvement, before, after)
    });
    series.collect()
}

/// What a measure goes by among `all` of its relationship. A name that ends in a direction is always said
/// with its own, so that it cannot be another measure's name and direction.
pub(super) fn id(name: &str, improvement: Improvement, all: &[(String, Improvement)]) -> String {
    let is_in_both = all.iter().filter(|(known, _)| known == name).count() > 1;
    let with = |improvement: Improvement| format!(", {}", improvement.name());
    if is_in_both || Improvement::ALL.into_iter().any(|known| name.ends_with(&with(known))) {
        return format!("{name}{}", with(improvement));
    }
    name.to_owned()
}

impl StudentSeries {
    fn new(
        id: String,
        name: String,
        improvement: Improvement,
        before: Vec<Point>,
        after: Vec<Point>,
    ) -> Self {
        let better = match improvement {
            Improvement::Increase => Better::Higher,
            Improvement::Decrease => Better::Lower,
        };
        let values = |points: &[Point]| points.iter().map(|point| point.value).collect::<Vec<_>>();
        let overlap = nap(&values(&before), &values(&after), better);
        let on_days = after.iter().map(|p| (f64::from(p.on.num_days_from_ce()), p.value));
        let series = Series::new(on_days);
        Self {
            id,
            name,
            improvement,
            overlap,
            slope: series.as_ref().map_err(|&why| why).and_then(theil_sen),
            p: series.and_then(|series| p_value(&series)),
            before,
            after,
        }
    }

    /// The nonoverlap of all pairs, 0 to 1, or why there is none.
    pub fn overlap_value(&self) -> Value {
        let overlap = self.overlap.map_err(|why| why.to_string());
        Value::estimated(overlap.map(|nap| (nap.value(), None)))
    }

    /// The slope of the values after, in units of the measure in 30 days, or why there is none.
    pub fn slope_value(&self) -> Value {
        slope_value(self.slope)
    }

    /// Its p-value, or why there is none.
    pub fn p_value(&self) -> Value {
        Value::estimated(self.p.map(|p| (p, None)).map_err(|why| why.to_string()))
    }
}

/// The number that the values of one measure make; `None` unless `measure` is about student data and
/// more than a count.
pub(super) fn value<'v>(
    measure: Statistic,
    values: impl Iterator<Item = &'v DataValue>,
) -> Option<Value> {
    let of: fn(&StudentSeries) -> Value = match measure {
        Statistic::DataOverlap => StudentSeries::overlap_value,
        Statistic::DataTrend => StudentSeries::slope_value,
        Statistic::DataTrendP => StudentSeries::p_value,
        _ => return None,
    };
    let mut improvement = Improvement::Increase;
    let mut points: Vec<(bool, Point)> = values
        .map(|value| {
            improvement = value.improvement;
            (value.after, Point { on: value.on, value: value.value, students: None })
        })
        .collect();
    points.sort_by_key(|(_, point)| point.on);
    let (after, before): (Vec<_>, Vec<_>) = points.into_iter().partition(|(after, _)| *after);
    let [before, after] =
        [before, after].map(|points| points.into_iter().map(|(_, point)| point).collect());
    Some(of(&StudentSeries::new(String::new(), String::new(), improvement, before, after)))
}
