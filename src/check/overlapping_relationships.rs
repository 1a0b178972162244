//! Two relationships of one pair at the same time: the pair would count twice.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::across::{Distant, Side, Trace};
use super::{Check, Find, asks};
use crate::diagnostic::{Level, Rule};
use crate::text::spelling::loose;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "overlapping-relationships",
        sentence: "A pair has only one relationship at a time on the same practice at the same \
                   school",
        reason: "A relationship is the unit of every count. If a folder is copied by mistake, or \
                 a new relationship starts before the old one has ended, the pair counts twice.",
        level: Level::Error,
        leaves_out: false,
        bad: "started: 2025-09-01",
        mended: "started: 2025-09-01\nended: 2026-01-09",
    },
    find: Find::Across(find, asks::relationships),
};

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let mut by_pair: BTreeMap<(&str, &str, &str), Vec<&Trace>> = BTreeMap::new();
    for trace in traces {
        let ids = (&trace.coach, &trace.educator, &trace.school);
        let (Some(coach), Some(educator), Some(school)) = ids else { continue };
        by_pair.entry((coach, educator, school)).or_default().push(trace);
    }
    for relationships in by_pair.values() {
        for (index, later) in relationships.iter().enumerate() {
            let before = relationships[..index].iter();
            // One word about each relationship is enough, however many it overlaps.
            let overlaps = |earlier: &&&Trace| overlap(earlier, later) == Some(true);
            if let Some(earlier) = before.into_iter().find(overlaps) {
                found.extend(report(earlier, later));
            }
        }
    }
}

/// Whether `one` and `other` are, as far as could be read, of the same pair at the same school, and
/// overlap: one most likely copied from the other.
pub(super) fn is_copy(one: &Trace, other: &Trace) -> bool {
    let may_be_same = |one: &Option<Box<str>>, other: &Option<Box<str>>| {
        one.is_none() || other.is_none() || one == other
    };
    may_be_same(&one.coach, &other.coach)
        && may_be_same(&one.educator, &other.educator)
        && may_be_same(&one.school, &other.school)
        && overlap(one, other).unwrap_or(true)
}

/// Whether two relationships of one pair at one school are under way on some day together; `None`
/// where too little of them could be read.
fn overlap(one: &Trace, other: &Trace) -> Option<bool> {
    let end = |trace: &Trace| Some(trace.ended?.unwrap_or(NaiveDate::MAX));
    let start = |trace: &Trace| Some(trace.started?.value);
    let is_apart = match (one.practice.as_ref()?, other.practice.as_ref()?) {
        (Some(one), Some(other)) => loose(&one.value) != loose(&other.value),
        _ => false,
    };
    Some(!is_apart && start(one)? <= end(other)? && start(other)? <= end(one)?)
}

fn report(earlier: &Trace, later: &Trace) -> Option<Distant> {
    let folder = |trace: &Trace| quote(trace.path.rsplit('/').next().unwrap_or(&trace.path));
    let message =
        format!("{} and {} overlap, so the pair counts twice", folder(earlier), folder(later));
    let side = |trace: &Trace| {
        Some(Side {
            spot: trace.spot(trace.started?.span),
            message: message.clone(),
            label: match trace.ended? {
                Some(ended) => format!("this one lasts until {ended}"),
                None => "this one has not ended".to_owned(),
            },
        })
    };
    Some(Distant {
        rule: &CHECK.rule,
        here: side(later)?,
        there: Some(side(earlier)?),
        help: "end one before the other starts, or delete the copy; if the pair works on two \
               practices, name each under `practice`",
    })
}
