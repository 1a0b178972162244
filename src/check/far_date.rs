//! A day so far from its record's own day that a digit is most likely wrong.

use chrono::NaiveDate;

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Record, Session};
use crate::store::File;
use crate::text::source::At;
use crate::text::wording::grouped;

/// Days between a record and what happened because of it, or led to it: well within a school year.
const FAR: i64 = 300;
/// Days between a review and the oldest data it looks at: three years of a measure.
const FAR_FOR_DATA: i64 = 3 * 366;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "far-date",
        sentence: "Days in a record are within 300 days of the record's own day; data are within \
                   three years",
        reason: "A visit a year before its session, or a step due in ten years, is most often a \
                 mistyped year. It would count all the same.",
        level: Level::Warning,
        leaves_out: false,
        bad: "observed: {on: 2024-09-10, minutes: 20}",
        mended: "observed: {on: 2025-09-10, minutes: 20}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let relationship = pair.relationship;
    let started = relationship.started;
    let has_begun = started.is_read() && started.value <= pair.as_of.day;
    // The same two who go on under another profile keep the day on which they committed themselves.
    if has_begun
        && relationship.continues.is_none()
        && let Some(committed) = relationship.agreement.committed_on
    {
        report(pair.file, Side::Before, committed, started, FAR, found);
    }
    for loaded in pair.records {
        let Some(own) = loaded.date() else { continue };
        let file = &loaded.file;
        if own.value > pair.as_of.day {
            continue;
        }
        let closings = loaded.record.closings().filter(|day| day.value <= pair.as_of.day);
        let due = loaded.record.steps().iter().filter_map(|step| step.due);
        closings.chain(due).for_each(|day| report(file, Side::After, day, own, FAR, found));
        if let Record::Session(Session { observed: Some(observed), .. }) = &loaded.record
            && observed.on.is_read()
        {
            report(file, Side::Before, observed.on, own, FAR, found);
        }
        if let Record::Review(review) = &loaded.record {
            let values = review.data.iter().flat_map(|data| data.values());
            for value in values.filter(|value| value.on.is_read()) {
                report(file, Side::Before, value.on, own, FAR_FOR_DATA, found);
            }
        }
    }
}

/// On which side of its record a day lies.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// Reports `day`, on this side of the day `own` of its record, where more than `most` days lie
/// between. On the other side the two contradict each other, and another rule says so.
fn report(
    file: &File,
    side: Side,
    day: At<NaiveDate>,
    own: At<NaiveDate>,
    most: i64,
    found: &mut Found,
) {
    let (days, side) = match side {
        Side::Before => ((own.value - day.value).num_days(), "before"),
        Side::After => ((day.value - own.value).num_days(), "after"),
    };
    if days <= most {
        return;
    }
    found.push(file.path(), || {
        let days = grouped(usize::try_from(days).unwrap_or_default());
        let message = format!("{} is {days} days {side} {}", day.value, own.value);
        Diagnostic::new(&CHECK.rule, file.place(day.span), message)
            .label("is the year right?")
            .related(file.place(own.span), "the day of the record")
    });
}
