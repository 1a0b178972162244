//! Trends and student data as a report says them: months and series that were added up come in, points,
//! slopes and reasons go out. Nothing is computed here.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::count::{
    self, Break, Line, Months, OfData, Segment, Share, StudentSeries, Trend, Value, too_long,
};
use crate::domain::calendar::Month;
use crate::domain::profile::Profile;
use crate::domain::record::measures::Point;
use crate::domain::record::{Improvement, Role};
use crate::text::words::words;

/// The lines of a group, each over the months of the time looked at.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trends {
    /// One for each measure, in a fixed order; none where `reason` says why.
    pub lines: Vec<TrendLine>,
    /// Why there is no line.
    pub reason: Option<String>,
}

/// One measure over disjoint months.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrendLine {
    /// The measure that each month is, by its name in addresses.
    pub measure: &'static str,
    /// Whose ratings, where it is one of ratings.
    pub role: Option<Role>,
    /// What a slope counts.
    pub unit: Unit,
    /// Its months, in order.
    pub points: Vec<TrendPoint>,
    /// What lies between its breaks: no slope runs across one.
    pub segments: Vec<TrendSegment>,
}

words! {
    /// What a slope counts per 30 days.
    pub enum Unit {
        /// Of a share.
        PercentagePoints = "percentage points",
        /// Sessions divided by the relationships under way.
        SessionsPerRelationship = "sessions per relationship",
    }
}

/// A month of a line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrendPoint {
    /// The month.
    pub month: Month,
    /// Its first day that was looked at.
    pub from: NaiveDate,
    /// Its last day that was looked at.
    pub to: NaiveDate,
    /// What it says, k of n or a count; `null` where there was no occasion.
    #[schemars(schema_with = "Value::schema_of_month")]
    pub value: Option<Value>,
    /// Relationships under way in it.
    pub relationships: u32,
    /// Whether the window, or the first or last day on which any relationship was under way, cuts off
    /// days with school of the month, or it has none: its sessions are in no slope.
    pub partial: bool,
    /// Why the line is broken before it.
    #[serde(rename = "break")]
    pub broken: Option<Break>,
}

/// What lies between two breaks of a line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrendSegment {
    /// Its first month with a value.
    pub first: Month,
    /// Its last month with a value.
    pub last: Month,
    /// Months that slope and p are computed from.
    pub points: usize,
    /// Theil–Sen slope per 30 days with its interval, or why there is none; a month is placed at its
    /// first day.
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub slope: Value,
    /// Two-sided Mann–Kendall p-value, exact up to 10 months without equal values, or why there is none.
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub p: Value,
}

/// Observed ratings over the change from an older profile, of the items that are the same under both.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Succession {
    /// Id of the older profile.
    pub profile: String,
    /// Items that are the same.
    pub items: Vec<SameItem>,
    /// Ids of the newer profile's items that the older one has not.
    pub only_newer: Vec<String>,
    /// Ids of the older profile's items that the newer one has not.
    pub only_older: Vec<String>,
    /// Their months, broken where the profile changes; a month with ratings under both profiles has a
    /// point under each.
    pub line: TrendLine,
    /// How many of the months, the first ones, are the older profile's.
    #[serde(skip)]
    pub months_of_older: usize,
}

/// An item under two profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SameItem {
    /// Its id in the older profile.
    pub older: String,
    /// Its id in the newer one.
    pub newer: String,
}

/// A measure of student data of one relationship, over all reviews up to the as-of day; never added up
/// over relationships.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StudentData {
    /// What it goes by in an address, after `data=`.
    pub id: String,
    /// What is measured, in the pair's own words.
    pub measure: String,
    /// What is better.
    pub improvement: Improvement,
    /// Values before the relationship's first day.
    pub before: Vec<StudentValue>,
    /// Values of its first day and later.
    pub after: Vec<StudentValue>,
    /// Pairs of a value before and one after; `null` with too few values.
    pub pairs: Option<Pairs>,
    /// Nonoverlap of all pairs (NAP), 0 to 1, or why there is none.
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub overlap: Value,
    /// Theil–Sen slope of the values after, per 30 days, or why there is none.
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub slope: Value,
    /// Two-sided Mann–Kendall p-value of the values after, or why there is none.
    #[schemars(schema_with = "Value::schema_of_estimate")]
    pub p: Value,
    /// What no number here says.
    #[schemars(extend("const" = NO_CAUSE))]
    pub note: &'static str,
}

/// A grouped value.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct StudentValue {
    /// Its day.
    pub on: NaiveDate,
    /// The value.
    pub value: f64,
}

/// Pairs of a value before and a value after.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Pairs {
    /// The value after is the better one.
    pub better: usize,
    /// Both are equal.
    pub equal: usize,
    /// The value after is the worse one.
    pub worse: usize,
}

/// What no comparison of student data says.
pub(super) const NO_CAUSE: &str = "not evidence of cause";

impl Trends {
    /// The lines over `months`.
    pub(super) fn of(months: &Months) -> Self {
        if months.is_too_long() {
            return Self { lines: Vec::new(), reason: Some(too_long()) };
        }
        let lines = Line::ALL.map(|line| TrendLine::of(&Trend::of(line, months)));
        Self { lines: lines.into(), reason: None }
    }
}

impl Succession {
    /// The line from `older` to `newer`, with the months of each; `None` where the newer profile does not
    /// supersede the older one, or the months are too many.
    pub(super) fn of(
        older: &Profile,
        months_before: &Months,
        newer: &Profile,
        months_after: &Months,
    ) -> Option<Self> {
        let supersedes = newer.supersedes.as_ref().filter(|it| it.profile.value == older.id)?;
        let pairs = supersedes.pairs(older);
        let without = |profile: &Profile, known: &dyn Fn(usize) -> bool| {
            let unknown = profile.items.iter().enumerate().filter(|(index, _)| !known(*index));
            unknown.map(|(_, item)| item.id.clone()).collect()
        };
        if months_after.is_too_long() {
            return None;
        }
        let (trend, months_of_older) = Trend::across(months_before, months_after, &pairs);
        Some(Self {
            profile: older.id.clone(),
            items: pairs
                .iter()
                .map(|&(before, after)| SameItem {
                    older: older.items[before].id.clone(),
                    newer: newer.items[after].id.clone(),
                })
                .collect(),
            only_newer: without(newer, &|index| pairs.iter().any(|pair| pair.1 == index)),
            only_older: without(older, &|index| pairs.iter().any(|pair| pair.0 == index)),
            line: TrendLine::of(&trend),
            months_of_older,
        })
    }
}

impl TrendLine {
    pub(super) fn of(trend: &Trend) -> Self {
        let is_share = trend.line != Line::Sessions;
        Self {
            measure: trend.line.measure().name(),
            role: trend.line.role(),
            unit: if is_share { Unit::PercentagePoints } else { Unit::SessionsPerRelationship },
            points: trend.points.iter().map(TrendPoint::of).collect(),
            segments: trend.segments.iter().map(TrendSegment::of).collect(),
        }
    }

    /// Months that say something.
    pub(super) fn known(&self) -> impl Iterator<Item = &TrendPoint> {
        self.points.iter().filter(|point| point.value.is_some())
    }
}

impl TrendPoint {
    fn of(point: &count::TrendPoint) -> Self {
        Self {
            month: point.month,
            from: point.days.0,
            to: point.days.1,
            value: point.amount.map(Value::from),
            relationships: point.relationships,
            partial: point.is_partial,
            broken: point.broken,
        }
    }

    /// How high it is in a drawing: a percentage, or sessions per relationship.
    pub(super) fn height(&self) -> Option<f64> {
        match self.value.as_ref()? {
            Value::Share(Share { k, n }) => Some(f64::from(*k) * 100.0 / f64::from(*n)),
            Value::Count { count } => {
                let count = u32::try_from(*count).ok().map(f64::from)?;
                Some(count / f64::from(self.relationships.max(1)))
            }
            Value::Estimate { value, .. } => *value,
        }
    }
}

impl TrendSegment {
    fn of(segment: &Segment) -> Self {
        Self {
            first: segment.first,
            last: segment.last,
            points: segment.points,
            slope: segment.slope_value(),
            p: segment.p_value(),
        }
    }
}

impl StudentData {
    /// The value of a statistic of student data.
    pub(super) fn value(&self, of: OfData) -> Value {
        match of {
            OfData::Before => self.before.len().into(),
            OfData::After => self.after.len().into(),
            OfData::Overlap => self.overlap.clone(),
            OfData::Trend => self.slope.clone(),
            OfData::TrendP => self.p.clone(),
        }
    }

    pub(super) fn of(series: &StudentSeries) -> Self {
        let values = |points: &[Point]| {
            points.iter().map(|point| StudentValue { on: point.on, value: point.value }).collect()
        };
        Self {
            id: series.id.clone(),
            measure: series.name.clone(),
            improvement: series.improvement,
            before: values(&series.before),
            after: values(&series.after),
            pairs: series.overlap.ok().map(|nap| Pairs {
                better: nap.better,
                equal: nap.equal,
                worse: nap.worse,
            }),
            overlap: series.overlap_value(),
            slope: series.slope_value(),
            p: series.p_value(),
            note: NO_CAUSE,
        }
    }
}
