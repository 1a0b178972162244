//! Trends over disjoint months. Added-up months come in; points, segments between breaks, and each
//! segment's slope go out. What only grows within a year, such as coverage, has no trend.
//!
//! A month is placed at its first day, so the time between two months is counted in calendar days.

pub(super) mod line;

use chrono::{Datelike, NaiveDate};

use super::{MonthCounts, Months, Value};
use crate::count::statistics::trend::{
    DAYS_FOR_PEOPLE, NoTrend, Series, Slope, p_value, theil_sen,
};
use crate::domain::calendar::Month;
use crate::text::words::words;

pub use line::Line;
pub(crate) use line::MonthValue;
pub(crate) use line::OfLine;

words! {
    /// Why a line is broken before a point: what came before was measured otherwise.
    pub enum Break {
        /// Other observers than in the last month with ratings.
        Observers = "observers",
        /// Another profile, of which this one is a later edition.
        Profile = "profile",
    }
}

/// A month of a trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrendPoint {
    /// The month.
    pub month: Month,
    /// Its first and last day that lie in the window.
    pub days: (NaiveDate, NaiveDate),
    /// What it says; `None` where there was no occasion.
    pub amount: Option<MonthValue>,
    /// Relationships under way.
    pub relationships: u32,
    /// Whether the window, or the first or last day on which any relationship was under way, cuts off
    /// days with school of the month, or it has none. Its sessions are shown, and left out of slope and p;
    /// a share is not.
    pub is_partial: bool,
    /// Why the line is broken before it.
    pub broken: Option<Break>,
}

/// Months between two breaks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segment {
    /// The first month of its points.
    pub first: Month,
    /// The last month of its points.
    pub last: Month,
    /// Points that slope and p are computed from.
    pub points: usize,
    /// Change per day: in percentage points, or in sessions per relationship.
    pub slope: Result<Slope, NoTrend>,
    /// Mann–Kendall p-value, two-sided.
    pub p: Result<f64, NoTrend>,
}

/// One line over the months of a window.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trend {
    /// What it is of.
    pub line: Line,
    /// One point per month, in order.
    pub points: Vec<TrendPoint>,
    /// What lies between breaks, in order; none where there is no point.
    pub segments: Vec<Segment>,
}

impl Trend {
    /// The trend of `line` over `months`.
    ///
    /// Observed ratings are broken where the set of observers differs from that of the last month with
    /// ratings: a slope never runs from one set of eyes to another.
    pub(crate) fn of(line: Line, months: &Months) -> Self {
        Self::with(line, points(line, months, |counts| line.value(counts)))
    }

    /// The trend of observed ratings from `older` under one profile to `newer` under its successor, of
    /// the items at the first and second index of each of `items`, which are the same item under both.
    /// It is broken where the profile changes; a month with ratings under both has a point under each.
    /// Beside it, how many of its points, the first ones, are the older profile's.
    pub(crate) fn across(
        older: &Months,
        newer: &Months,
        items: &[(usize, usize)],
    ) -> (Self, usize) {
        let line = Line::Observed;
        let old = |counts: &MonthCounts| {
            MonthValue::of(counts.observed_of(items.iter().map(|&(older, _)| older)))
        };
        let new = |counts: &MonthCounts| {
            MonthValue::of(counts.observed_of(items.iter().map(|&(_, newer)| newer)))
        };
        let mut all = points(line, older, old);
        // Months after the last rating under the old profile are the new one's.
        all.truncate(all.iter().rposition(|p| p.amount.is_some()).map_or(0, |last| last + 1));
        let mut after = points(line, newer, new);
        let first = after.iter().position(|point| point.amount.is_some()).unwrap_or(after.len());
        let last_month = all.last().map(|point| point.month);
        // Months before the first rating under the new profile are the old one's, if it has them.
        after.retain({
            let mut index = 0;
            move |point| {
                index += 1;
                index > first || last_month.is_none_or(|last| point.month > last)
            }
        });
        if let Some(point) = after.iter_mut().find(|point| point.amount.is_some())
            && !all.is_empty()
        {
            point.broken = Some(Break::Profile);
        }
        let of_older = all.len();
        all.append(&mut after);
        (Self::with(line, all), of_older)
    }

    fn with(line: Line, points: Vec<TrendPoint>) -> Self {
        let segments = segments(&points);
        Self { line, points, segments }
    }
}

impl Segment {
    /// The slope per 30 days with its interval, or why there is none.
    pub(crate) fn slope_value(&self) -> Value {
        slope_value(self.slope)
    }

    /// The p-value, or why there is none.
    pub(crate) fn p_value(&self) -> Value {
        Value::estimated(self.p.map(|p| (p, None)).map_err(|why| why.to_string()))
    }
}

/// `slope` per 30 days with its interval, or why there is none.
pub(crate) fn slope_value(slope: Result<Slope, NoTrend>) -> Value {
    let in_days = |slope: Slope| {
        let (value, interval) = slope.in_days(DAYS_FOR_PEOPLE);
        (value, Some(interval))
    };
    Value::estimated(slope.map(in_days).map_err(|why| why.to_string()))
}

/// The slope or p-value over `months` that `of` is.
pub(super) fn value(of: OfLine, months: &Months) -> Value {
    let trend = Trend::of(of.line(), months);
    match (trend.segments.as_slice(), of) {
        ([], _) if months.is_too_long() => Value::estimated(Err(too_long())),
        ([], _) => Value::estimated(Err("no month has a value".to_owned())),
        ([only], OfLine::Slope(_)) => only.slope_value(),
        ([only], OfLine::P(_)) => only.p_value(),
        ([_, _, ..], _) => {
            let why = "different observers rated in different months: choose the days between two \
                       changes with `period=`";
            Value::estimated(Err(why.to_owned()))
        }
    }
}

/// Why there are no months.
pub(crate) fn too_long() -> String {
    format!("months are shown for at most {} months", super::MOST_MONTHS)
}

fn points(
    line: Line,
    months: &Months,
    amount: impl Fn(&MonthCounts) -> Option<MonthValue>,
) -> Vec<TrendPoint> {
    let mut before = None;
    let none = MonthCounts::default();
    let all = months.counts.keys().next().zip(months.counts.keys().next_back());
    let all = all
        .into_iter()
        .flat_map(|(first, last)| Month::from_to(first.first(), last.first(), super::MOST_MONTHS));
    all.map(|month| {
        let counts = months.counts.get(&month).unwrap_or(&none);
        let amount = amount(counts);
        let mut broken = None;
        if line == Line::Observed && amount.is_some() {
            let others = before.replace(&counts.observers);
            let differ = others.is_some_and(|others| *others != counts.observers);
            broken = differ.then_some(Break::Observers);
        }
        TrendPoint {
            month,
            days: months.days_of(month),
            amount,
            relationships: counts.relationships,
            is_partial: !months.is_whole(month),
            broken,
        }
    })
    .collect()
}

fn segments(points: &[TrendPoint]) -> Vec<Segment> {
    let mut parts: Vec<Vec<(&TrendPoint, MonthValue)>> = Vec::new();
    for point in points {
        let Some(amount) = point.amount else { continue };
        match parts.last_mut() {
            Some(part) if point.broken.is_none() => part.push((point, amount)),
            _ => parts.push(vec![(point, amount)]),
        }
    }
    parts.iter().filter_map(|part| segment(part)).collect()
}

fn segment(part: &[(&TrendPoint, MonthValue)]) -> Option<Segment> {
    let counts = part.iter().filter(|(point, amount)| match amount {
        MonthValue::Sessions { .. } => !point.is_partial,
        MonthValue::Share(_) => true,
    });
    let used: Vec<(f64, f64)> = counts
        .map(|(point, amount)| (f64::from(point.month.first().num_days_from_ce()), amount.value()))
        .collect();
    let (points, series) = (used.len(), Series::new(used));
    Some(Segment {
        first: part.first()?.0.month,
        last: part.last()?.0.month,
        points,
        slope: series.as_ref().map_err(|&why| why).and_then(theil_sen),
        p: series.and_then(|series| p_value(&series)),
    })
}
