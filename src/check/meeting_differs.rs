//! Records of one shared meeting that do not agree on when it was, or how long.

use std::collections::BTreeMap;

use super::across::{Distant, Shared, Side, Trace};
use super::asks::{Asks, Judged};
use super::{Check, Find};
use crate::diagnostic::{Level, Rule};
use crate::store::{Mark, Person};
use crate::text::wording::{count, quote};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "meeting-differs",
        sentence: "Records that share a coach and a `meeting` agree on its day, start and length",
        reason: "The minutes of a shared meeting count once. Two meetings with the same `meeting` \
                 would count as one. If two records give different lengths, nobody can tell which \
                 is right.",
        level: Level::Warning,
        leaves_out: false,
        bad: "meeting: 5f0c\nminutes: 30",
        mended: "meeting: 5f0c\nminutes: 45",
    },
    find: Find::Across(find, asks),
};

/// What the records of one meeting say first, each with where it is said.
#[derive(Default)]
struct First<'t> {
    day: Option<(&'t Trace, &'t Shared)>,
    start: Option<(&'t Trace, &'t Shared)>,
    length: Option<(&'t Trace, &'t Shared)>,
}

/// The other records of a meeting are the same coach's, and they may be of any day: that is what is looked for.
fn asks(Judged { trace, is_judged }: Judged, asks: &mut Asks) {
    let is_one = trace.shared.iter().any(|shared| is_judged(&shared.file.to_string()));
    if let Some(coach) = trace.coach.as_ref().filter(|_| is_one) {
        asks.all_of(Person::Coach(coach.to_string()));
    }
}

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let mut meetings: BTreeMap<(&str, &str), First> = BTreeMap::new();
    for trace in traces {
        let Some(coach) = &trace.coach else { continue };
        for shared in &trace.shared {
            let key = (&**coach, &*shared.meeting);
            let first = meetings.entry(key).or_default();
            let this = (trace, shared);
            let day = *first.day.get_or_insert(this);
            let said = [Some(day), first.start, first.length].into_iter().flatten();
            let other = said.into_iter().find(|other| differ(other.1, shared));
            if shared.starts.is_some() {
                first.start.get_or_insert(this);
            }
            if shared.minutes.is_some() {
                first.length.get_or_insert(this);
            }
            let in_pair = std::ptr::eq(day.0, trace) && !std::ptr::eq(day.1, shared);
            match other {
                Some(other) => found.push(report(other, this)),
                None if in_pair => found.push(report(day, this)),
                None => {}
            }
        }
    }
}

/// Whether two records of one meeting contradict each other, where both say something.
fn differ(one: &Shared, other: &Shared) -> bool {
    let starts = one.starts.zip(other.starts).is_some_and(|(one, other)| one != other);
    let minutes = one.minutes.zip(other.minutes).is_some_and(|(one, other)| one != other);
    one.date != other.date || starts || minutes
}

fn report(before: (&Trace, &Shared), this: (&Trace, &Shared)) -> Distant {
    let side = |(trace, shared): (&Trace, &Shared), other: &Shared| Side {
        spot: trace.spot_in(&shared.file, Mark::Meeting),
        message: contradiction(shared, other),
        label: in_words(shared),
    };
    Distant {
        rule: &CHECK.rule,
        here: side(this, before.1),
        there: Some(side(before, this.1)),
        help: "correct the wrong one; if these are two meetings, give each its own `meeting`",
    }
}

/// What `other` says of the meeting of `shared`.
fn contradiction(shared: &Shared, other: &Shared) -> String {
    let meeting = quote(&shared.meeting);
    if !differ(shared, other) {
        return format!("this pair has another record of the meeting {meeting}");
    }
    format!("another record has the meeting {meeting} {}", in_words(other))
}

fn in_words(shared: &Shared) -> String {
    let mut words = format!("on {}", shared.date);
    if let Some(starts) = shared.starts {
        words.push_str(&format!(" at {}", starts.format("%H:%M")));
    }
    if let Some(minutes) = shared.minutes {
        words.push_str(&format!(", {}", count(minutes as usize, "minute")));
    }
    words
}
