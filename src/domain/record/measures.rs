//! Student data over all reviews of a pair: each measure with its points in the order of days, and which
//! way it went.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{DataSource, Improvement, Review};

/// A grouped measure over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What is measured.
    pub name: String,
    /// What is better.
    pub improvement: Improvement,
    /// Its values, one a day, in the order of days.
    pub points: Vec<Point>,
}

/// A value on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The day.
    pub on: NaiveDate,
    /// The value.
    pub value: f64,
    /// Students it summarizes.
    pub students: Option<u32>,
}

/// Which way a measure went from its first to its latest value. It says nothing of the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The latest value is better than the first.
    Better,
    /// It is worse.
    Worse,
    /// It is the same.
    Same,
}

impl Measure {
    /// Which way it went; `None` with fewer than two days.
    ///
    /// ```
    /// # use coach::domain::record::measures::{Measure, Point, Way};
    /// # use coach::domain::record::Improvement;
    /// # let day = |text: &str| text.parse().unwrap();
    /// let point = |on, value| Point { on: day(on), value, students: None };
    /// let points = vec![point("2026-09-10", 12.0), point("2026-10-22", 9.0)];
    /// let absent =
    ///     Measure { name: "absences".into(), improvement: Improvement::Decrease, points };
    /// assert_eq!(absent.way(), Some(Way::Better));
    /// ```
    pub fn way(&self) -> Option<Way> {
        let [first, .., last] = self.points[..] else { return None };
        let rose = last.value.partial_cmp(&first.value)?;
        Some(match (rose, self.improvement) {
            (std::cmp::Ordering::Equal, _) => Way::Same,
            (std::cmp::Ordering::Greater, Improvement::Increase)
            | (std::cmp::Ordering::Less, Improvement::Decrease) => Way::Better,
            _ => Way::Worse,
        })
    }
}

/// Puts the points of `new` among those of the same measure in `measures`; on a day of both, its value stands.
pub(crate) fn add(measures: &mut Vec<Measure>, new: Measure) {
    let is_same =
        |known: &&mut Measure| (&known.name, known.improvement) == (&new.name, new.improvement);
    let Some(known) = measures.iter_mut().find(is_same) else {
        let order =
            |known: &Measure| (&known.name, known.improvement) < (&new.name, new.improvement);
        return measures.insert(measures.partition_point(order), new);
    };
    known.points.retain(|point| new.points.iter().all(|other| other.on != point.on));
    known.points.extend(new.points);
    known.points.sort_by_key(|point| point.on);
}

/// The measures of `reviews`, by name. Where two reviews give one day of a measure, the later review's
/// value stands.
pub fn measures<'r>(reviews: impl Iterator<Item = &'r Review>) -> Vec<Measure> {
    let mut reviews: Vec<&Review> = reviews.collect();
    reviews.sort_by_key(|review| review.date.value);
    let mut found: BTreeMap<(&str, Improvement), BTreeMap<NaiveDate, Point>> = BTreeMap::new();
    for data in reviews.iter().flat_map(|review| &review.data) {
        let DataSource::StudentData { measure, improvement, values } = &data.source else {
            continue;
        };
        let points = found.entry((&measure.value, *improvement)).or_default();
        for value in values {
            let students = value.students.map(|students| students.value);
            let point = Point { on: value.on.value, value: value.value, students };
            points.insert(value.on.value, point);
        }
    }
    found
        .into_iter()
        .map(|((name, improvement), points)| Measure {
            name: name.to_owned(),
            improvement,
            points: points.into_values().collect(),
        })
        .collect()
}
