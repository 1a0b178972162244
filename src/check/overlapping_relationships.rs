//! Two relationships of one pair at the same time: the pair would count twice.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::across::{Distant, Side, Trace};
use super::{Check, Find};
use crate::diagnostic::wording::quote;
use crate::diagnostic::{Level, Rule};
use crate::spelling::loose;
use crate::store::RELATIONSHIP;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "overlapping-relationships",
        sentence: "One pair has one relationship at a time on one practice at one school",
        reason: "A relationship is the unit of every count. A folder copied by mistake, or a new \
                 start before the old one has ended, counts the pair twice.",
        level: Level::Error,
        leaves_out: false,
        bad: "started: 2025-09-01",
        mended: "started: 2025-09-01\nended: 2026-01-09",
    },
    find: Find::Across(find),
};

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let mut by_pair: BTreeMap<(&str, &str, &str), Vec<&Trace>> = BTreeMap::new();
    for trace in traces {
        let key = (trace.coach.as_str(), trace.educator.as_str(), trace.school.as_str());
        by_pair.entry(key).or_default().push(trace);
    }
    for relationships in by_pair.values() {
        for (index, later) in relationships.iter().enumerate() {
            let before = relationships[..index].iter();
            // One word about each relationship is enough, however many it overlaps.
            if let Some(earlier) = before.into_iter().find(|earlier| overlap(earlier, later)) {
                found.push(report(earlier, later));
            }
        }
    }
}

/// Whether `one` and `other` are of the same pair at the same school, and overlap: one most likely
/// copied from the other.
pub(super) fn is_copy(one: &Trace, other: &Trace) -> bool {
    one.coach == other.coach
        && one.educator == other.educator
        && one.school == other.school
        && overlap(one, other)
}

/// Whether two relationships of one pair at one school are under way on some day together.
fn overlap(one: &Trace, other: &Trace) -> bool {
    let end = |trace: &Trace| trace.ended.unwrap_or(NaiveDate::MAX);
    let is_apart = match (&one.practice, &other.practice) {
        (Some(one), Some(other)) => loose(&one.value) != loose(&other.value),
        _ => false,
    };
    !is_apart && one.started <= end(other) && other.started <= end(one)
}

fn report(earlier: &Trace, later: &Trace) -> Distant {
    let folder = |trace: &Trace| quote(trace.path.rsplit('/').next().unwrap_or(&trace.path));
    let message =
        format!("{} and {} overlap: one pair counts twice", folder(earlier), folder(later));
    let side = |trace: &Trace| Side {
        spot: trace.spot(RELATIONSHIP, trace.started_at),
        message: message.clone(),
        label: match trace.ended {
            Some(ended) => format!("this one lasts until {ended}"),
            None => "this one has not ended".to_owned(),
        },
    };
    Distant {
        rule: &CHECK.rule,
        here: side(later),
        there: side(earlier),
        help: "end the one before the other starts, or delete the copy; two practices at a time are \
               told apart by `practice`",
    }
}
