//! What waits to be done in one relationship: all that its records wait for, and what no single record
//! does, which is told here: the next meeting, a review, and what the agreement lacks.

use chrono::NaiveDate;

use super::matter::{Due, Matter, WaitsFor, because_of};
use crate::count::moment::session_days;
use crate::count::{Dated, Moment, Records, checklists};
use crate::domain::calendar::add_days;
use crate::domain::record::{self, Checklist, DataSource, Missed, OfKind, Relationship, Review};
use crate::text::wording::count;

/// What waits in `relationship`, which is under way; `records` are those that count.
pub(super) fn of(relationship: &Relationship, records: &Records, moment: &Moment) -> Vec<Due> {
    let mut due = open(relationship, records, moment);
    due.extend(meeting(relationship, records, moment));
    due.extend(review(relationship, records, moment));
    if !records.is_empty() {
        // Two who have just begun may not have agreed on anything yet.
        due.extend(missing_from_agreement(relationship));
    }
    due.shrink_to_fit();
    due.sort_by_cached_key(Due::order);
    due
}

/// What was promised in `relationship`, or taken over by it, and is open; `records` are those that count.
pub(super) fn open(relationship: &Relationship, records: &Records, moment: &Moment) -> Vec<Due> {
    let promises = records.promises(relationship, moment);
    let found = promises.flat_map(|promise| because_of(promise, moment));
    found.filter_map(|(due, closed)| closed.is_none().then_some(due)).collect()
}

fn missing_from_agreement(relationship: &Relationship) -> impl Iterator<Item = Due> {
    relationship.missing_from_agreement().into_iter().map(|(key, item)| Due {
        matter: Matter::Agreement,
        what: format!("agreement lacks {key}").into(),
        day: None,
        since: None,
        waits_for: Some(WaitsFor::Both),
        folder: None,
        file: None,
        part: None,
        number: item,
    })
}

/// The next meeting; none where the relationship is to end before it.
fn meeting(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Option<Due> {
    let next = of_meeting(relationship, records, moment);
    next.day.is_some_and(|day| relationship.spans(day)).then_some(next)
}

/// The meeting after the latest one, whether or not the relationship lasts until then.
pub(super) fn of_meeting(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Due {
    let latest = session_days(records).last().copied();
    let since = latest.unwrap_or(relationship.started.value);
    let agreed = relationship.agreement.meet_every_days;
    let every = agreed.unwrap_or_else(|| moment.not_met_days(relationship));
    let which = if latest.is_some() { "meeting" } else { "first meeting" };
    let what = if agreed.is_some() {
        format!("{which}, as agreed")
    } else {
        let days = count(every as usize, "day");
        format!("{which}; no rhythm is agreed, so the district's {days}")
    };
    let missed = records.iter().filter_map(|dated| Missed::of(dated.record));
    let missed = missed.map(|missed| missed.date.value).filter(|&on| on > since).max();
    let what = match missed {
        Some(on) => format!("{what}; one was called off on {on}"),
        None => what,
    };
    Due {
        matter: Matter::Meeting,
        what: what.into(),
        day: Some(due_after(since, every, moment)),
        since: Some(since),
        waits_for: Some(WaitsFor::Both),
        folder: None,
        file: None,
        part: None,
        number: 0,
    }
}

/// The day on which `every` days with school after `since` are over. Where that day is past and school has
/// been out ever since, the last day of that break: until then the meeting is in time.
fn due_after(since: NaiveDate, every: u32, moment: &Moment) -> NaiveDate {
    let (school, as_of) = (moment.school_days, moment.as_of.day);
    let day = school.days_after(since, every);
    let is_out = day < as_of && school.with_school(add_days(day, 1), as_of) == 0;
    if is_out { school.forward_over_breaks(day) } else { day }
}

/// A review, where checklists have come in that none has looked at, or everything that the last one
/// decided is done. There is no agreed rhythm for reviews, so no day is due.
fn review(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Option<Due> {
    let reviews = || {
        records.iter().filter_map(|dated| {
            let review = Review::of(dated.record)?;
            Some((review.date.value, dated.file, review))
        })
    };
    let last = reviews().max_by_key(|&(on, file, _)| (on, file));
    let last_day = last.map(|(on, ..)| on);
    let all = checklists(relationship, records);
    let corrected = record::corrected(relationship, &all, &all);
    let is_new = |&&(file, checklist): &&(&str, &Checklist)| {
        last_day.is_none_or(|last| checklist.date.value > last)
            && !corrected.contains(&file)
            && !reviews().any(|(_, _, review)| looks_at(review, file))
    };
    let new: Vec<_> = all.iter().filter(is_new).collect();
    let (what, file) = match new.iter().max_by_key(|(file, named)| (named.date.value, *file)) {
        Some((newest, _)) => (format!("review of {}", count(new.len(), "checklist")), *newest),
        None => {
            let (on, file, _) = last?;
            let mut steps = reviews().filter(|review| review.0 == on).flat_map(|r| &r.2.next_steps);
            let is_done = last.is_some_and(|(_, _, review)| !review.next_steps.is_empty())
                && steps.all(|step| !step.is_open(moment.as_of.day));
            let what = "review; every step of the last one is closed".to_owned();
            is_done.then_some((what, file))?
        }
    };
    Some(Due {
        matter: Matter::Review,
        what: what.into(),
        day: None,
        since: last_day,
        waits_for: Some(WaitsFor::Both),
        folder: None,
        file: Some(file.to_owned()),
        part: None,
        number: 0,
    })
}

fn looks_at(review: &Review, checklist: &str) -> bool {
    review.data.iter().any(|data| match &data.source {
        DataSource::FidelityChecklist { file } => {
            file.as_ref().is_some_and(|file| file.value == checklist)
        }
        DataSource::StudentData { .. } => false,
    })
}
