//! Student data of one relationship before and after its start. The two phases are compared, but a
//! comparison cannot tell what made the difference: it is not evidence of cause.
//!
//! Measures differ from pair to pair, so nothing here is ever added up over relationships.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use super::moment::Dated;
use super::narrow::NarrowKey;
use super::row::{Kind, Row};
use super::{Value, slope_value};
use crate::count::adds_up::adds_up;
use crate::count::statistics::overlap::{Better, Nap, NoOverlap, nap};
use crate::count::statistics::trend::{NoTrend, Series, Slope, p_value, theil_sen};
use crate::domain::district::Numbers;
use crate::domain::record::measures::{Point, measures};
use crate::domain::record::{Improvement, OfKind, Relationship, Review};

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
    let reviews = records.iter().filter_map(|dated| Review::of(dated.record));
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
    pub(crate) fn overlap_value(&self) -> Value {
        let overlap = self.overlap.map_err(|why| why.to_string());
        Value::estimated(overlap.map(|nap| (nap.value(), None)))
    }

    /// The slope of the values after, in units of the measure in 30 days, or why there is none.
    pub(crate) fn slope_value(&self) -> Value {
        slope_value(self.slope)
    }

    /// Its p-value, or why there is none.
    pub fn p_value(&self) -> Value {
        Value::estimated(self.p.map(|p| (p, None)).map_err(|why| why.to_string()))
    }
}

/// How many measures of student data went which way after the start of their relationship.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StudentDataSum {
    /// Measures with a value.
    pub measures: u32,
    /// Of those that can be compared: most values after are better than those before.
    pub better: u32,
    /// As many are better as are worse.
    pub same: u32,
    /// Most are worse.
    pub worse: u32,
}

adds_up!(&StudentDataSum { measures, better, same, worse });

impl StudentDataSum {
    /// What the measures of one relationship add.
    pub(super) fn of(measures: &[StudentSeries]) -> Self {
        let mut all = Self::default();
        measures.iter().for_each(|measure| all += &Self::of_one(measure));
        all
    }

    /// What one measure adds.
    fn of_one(series: &StudentSeries) -> Self {
        let way = series.overlap.as_ref().ok().map(|nap| nap.better.cmp(&nap.worse));
        let is = |wanted: Ordering| u32::from(way == Some(wanted));
        Self {
            measures: 1,
            better: is(Ordering::Greater),
            same: is(Ordering::Equal),
            worse: is(Ordering::Less),
        }
    }
}

/// A grouped value of student data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DataValue {
    /// Its day.
    pub on: NaiveDate,
    /// The value.
    pub value: f64,
    /// Whether its day is the relationship's first or later.
    pub after: bool,
    /// What is better.
    pub improvement: Improvement,
}

/// What is counted or estimated of one measure of student data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfData {
    /// Values before the relationship's first day.
    Before,
    /// Values of its first day and later.
    After,
    /// How the values after compare with the values before.
    Overlap,
    /// The slope of the values after.
    Trend,
    /// Its p-value.
    TrendP,
}

impl OfData {
    /// Its value, of the values of one measure.
    pub(super) fn value(self, values: impl Iterator<Item = DataValue>) -> Value {
        let series = series(values);
        match self {
            OfData::Before => series.before.len().into(),
            OfData::After => series.after.len().into(),
            OfData::Overlap => series.overlap_value(),
            OfData::Trend => series.slope_value(),
            OfData::TrendP => series.p_value(),
        }
    }
}

fn series(values: impl Iterator<Item = DataValue>) -> StudentSeries {
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
    StudentSeries::new(String::new(), String::new(), improvement, before, after)
}

pub(super) const DATA_VALUES_BEFORE: Row<OfData> = Row {
    name: "data-values-before",
    meaning: "values of student data before the relationship began",
    formula: "Days before the relationship's first day for which its reviews give a value; if two \
              reviews give the same day, the later review counts.",
    kind: Kind::Count,
    numbers: Numbers::StudentData,
    narrowed_by: &[NarrowKey::Data],
    column: None,
    made: OfData::Before,
};

pub(super) const DATA_VALUES_AFTER: Row<OfData> = Row {
    name: "data-values-after",
    meaning: "values of student data since the relationship began",
    formula: "Days from the relationship's first day to the as-of day for which its reviews give a \
              value; if two reviews give the same day, the later review counts.",
    kind: Kind::Count,
    numbers: Numbers::StudentData,
    narrowed_by: &[NarrowKey::Data],
    column: None,
    made: OfData::After,
};

pub(super) const DATA_OVERLAP: Row<OfData> = Row {
    name: "data-overlap",
    meaning: "NAP of student data before and after the relationship began; not evidence of cause",
    formula: "Of all pairs of a value before and a value after, the share in which the value after \
              is better, with equal values counting half (NAP: Parker and Vannest 2009); it needs \
              three values on each side. Not evidence of cause.",
    kind: Kind::Estimate,
    numbers: Numbers::StudentData,
    narrowed_by: &[NarrowKey::Data],
    column: None,
    made: OfData::Overlap,
};

pub(super) const DATA_TREND: Row<OfData> = Row {
    name: "data-trend",
    meaning: "change of student data since the relationship began, per 30 days; not evidence of \
              cause",
    formula: "Theil–Sen slope of the values since the relationship's first day: the median of the \
              slopes of all pairs of days, in units of the measure. Not evidence of cause.",
    kind: Kind::Estimate,
    numbers: Numbers::StudentData,
    narrowed_by: &[NarrowKey::Data],
    column: None,
    made: OfData::Trend,
};

pub(super) const DATA_TREND_P: Row<OfData> = Row {
    name: "data-trend-p",
    meaning: "p of the change of student data since the relationship began",
    formula: "Two-sided Mann–Kendall test of the values since the relationship's first day; exact \
              for up to 10 values, none of them equal.",
    kind: Kind::P,
    numbers: Numbers::StudentData,
    narrowed_by: &[NarrowKey::Data],
    column: None,
    made: OfData::TrendP,
};
