//! Student data: one entry per value, with the reviews that give it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::case::Case;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::moment::Refusal;
use crate::count::narrow::Narrow;
use crate::count::students::{self, DataValue, OfData};
use crate::domain::record::{DataSource, Improvement, OfKind, Review};

/// A value as a review gives it.
struct Given<'r> {
    file: &'r str,
    review: &'r Review,
    value: f64,
}

/// What is behind a number of student data: one entry per value, of the measure that `narrow`
/// names, else of all.
pub(super) fn entries(case: &Case, of: OfData, narrow: &Narrow) -> Vec<Contribution> {
    let mut reviews: Vec<(&str, &Review)> = case
        .records
        .iter()
        .filter_map(|dated| Some((dated.file, Review::of(dated.record)?)))
        .collect();
    reviews.sort_by_key(|(_, review)| review.date.value);
    let mut found: BTreeMap<(&str, Improvement), BTreeMap<NaiveDate, Vec<Given>>> = BTreeMap::new();
    let mut counting: BTreeSet<(String, Improvement)> = BTreeSet::new();
    for (file, review) in reviews {
        for data in &review.data {
            let DataSource::StudentData { measure, improvement, values } = &data.source else {
                continue;
            };
            if ever(case, review).is_none() {
                counting.insert((measure.value.clone(), *improvement));
            }
            let days = found.entry((&measure.value, *improvement)).or_default();
            for value in values {
                let given = Given { file, review, value: value.value };
                days.entry(value.on.value).or_default().push(given);
            }
        }
    }
    let names: Vec<_> = counting.into_iter().collect();
    let mut entries = Vec::new();
    for ((name, improvement), days) in found {
        let id = students::id(name, improvement, &names);
        if narrow.data.as_ref().is_some_and(|data| *data != id) {
            continue;
        }
        for (on, given) in days {
            entries.push(entry(case, of, improvement, (&id, on), &given));
        }
    }
    entries
}

/// What refuses a review in every window, if anything: student data are of the whole life.
fn ever(case: &Case, review: &Review) -> Option<Refusal> {
    Refusal::ever(case.relationship, review.date.value, case.moment.as_of)
}

/// The value of one day, which several reviews may give: the latest that counts stands.
fn entry(
    case: &Case,
    of: OfData,
    improvement: Improvement,
    (id, on): (&str, NaiveDate),
    given: &[Given],
) -> Contribution {
    let (started, as_of) = (case.relationship.started.value, case.moment.as_of);
    let after = on >= started;
    let stands = given.iter().rposition(|one| ever(case, one.review).is_none());
    let known = on <= as_of.day;
    let side = if after { "on or after" } else { "before" };
    let judged = |(index, one): (usize, &Given)| {
        let counts = known && stands == Some(index);
        let why = match ever(case, one.review) {
            Some(refusal) => refusal.to_string(),
            None if !known => format!("its day is after {as_of}"),
            None if !counts => "a later review gives this day too".to_owned(),
            None => format!("gives {} on {on}", one.value),
        };
        Judged { file: one.file.to_owned(), counts, why }
    };
    let records = given.iter().enumerate().map(judged).collect();
    let value = stands.filter(|_| known).map(|index| given[index].value);
    let adds = match (of, value) {
        (_, None) => Amount::Count(0),
        (OfData::Before, Some(_)) => Amount::Count(u32::from(!after)),
        (OfData::After, Some(_)) => Amount::Count(u32::from(after)),
        (OfData::Overlap | OfData::Trend | OfData::TrendP, Some(value)) => {
            Amount::Data(DataValue { on, value, after, improvement })
        }
    };
    let because = match value {
        Some(value) if of == OfData::Overlap => {
            let better = improvement.name();
            format!("{value} ({better} is better), {side} the relationship's first day {started}")
        }
        Some(value) => format!("{value}, {side} the relationship's first day {started}"),
        None => "no review that counts gives it".to_owned(),
    };
    Contribution { what: format!("{id} on {on}"), adds, because, records }
}
