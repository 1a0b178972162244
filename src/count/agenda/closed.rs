//! What had a due day and waits no more: answered requests, closed steps, and everything of a
//! relationship that has ended. Whoever wrote the day down elsewhere needs to know.

use chrono::NaiveDate;

use super::due::of_meeting;
use super::matter::{Due, because_of};
use crate::count::{Moment, Records};
use crate::domain::calendar::add_days;
use crate::domain::record::Relationship;

/// Days for which it is told that something waits no more; it is told for longer where its day still
/// lies ahead, for a calendar that missed it would go on to announce it.
const TOLD_FOR: u32 = 30;

/// What was closed in `relationship` in the 30 days to the as-of day, or before its due day has come,
/// each with that day; `records` are those that count. The meeting that would come after an end is
/// among it as soon as the end is known.
pub(super) fn of(relationship: &Relationship, records: &Records, moment: &Moment) -> Vec<Due> {
    let as_of = moment.as_of.day;
    let ended = relationship.ended.map(|ended| ended.value);
    let over = ended.filter(|&ended| ended < as_of);
    // Each thing, and the day on which it was closed. Nothing waits longer than its relationship lasts.
    let promises = records.promises(relationship, moment);
    let found = promises.flat_map(|promise| because_of(promise, moment));
    let mut found: Vec<(Due, Option<NaiveDate>)> =
        found.map(|(due, closed)| (due, closed.into_iter().chain(over).min())).collect();
    if relationship.started.value <= as_of {
        let next = of_meeting(relationship, records, moment);
        let is_after = next.day.zip(ended).is_some_and(|(day, ended)| day > ended);
        found.push((next, over.or(is_after.then_some(as_of))));
    }
    let is_told = |(due, closed): (Due, Option<NaiveDate>)| {
        let (day, closed) = due.day.zip(closed)?;
        (day >= as_of || as_of < add_days(closed, TOLD_FOR)).then_some(due)
    };
    let mut told: Vec<Due> = found.into_iter().filter_map(is_told).collect();
    // Few of many are told, and they are kept for every relationship.
    told.shrink_to_fit();
    told.sort_by_cached_key(Due::order);
    told
}
