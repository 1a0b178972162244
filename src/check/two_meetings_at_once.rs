//! A coach who is in two meetings at the same time.

use std::collections::{BTreeMap, BTreeSet};

use super::across::{Distant, Meeting, Side, Trace};
use super::asks::{Asks, Judged};
use super::overlapping_relationships::is_copy;
use super::{Check, Find};
use crate::diagnostic::{Level, Rule};
use crate::store::{Mark, Person};
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "two-meetings-at-once",
        sentence: "A coach is in one meeting at a time",
        reason: "If two meetings overlap, the same minutes count twice. If one meeting was with \
                 several educators, each educator has a record of it, with the same `meeting`; \
                 then its minutes count once.",
        level: Level::Warning,
        leaves_out: false,
        bad: "starts: \"14:15\"",
        mended: "starts: \"15:15\"",
    },
    find: Find::Across(find, asks),
};

/// The other meetings of those who coach are on the same day, or go past midnight. Where they were with another
/// coach's educator, no folder's name tells.
fn asks(Judged { trace, is_judged }: Judged, asks: &mut Asks) {
    for meeting in trace.meetings().filter(|meeting| is_judged(&meeting.file.to_string())) {
        let around = [meeting.date.pred_opt(), Some(meeting.date), meeting.date.succ_opt()];
        let also = meeting.also_coach.iter().map(|id| &**id);
        for coach in trace.coach.as_deref().into_iter().chain(also) {
            asks.of(Person::Coach(coach.to_owned()), around.into_iter().flatten());
        }
        asks.leaves_open(&CHECK.rule);
    }
}

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    // Coach by coach, so that the meetings of one are in memory and not those of all.
    let mut by_coach: BTreeMap<&str, Vec<&Trace>> = BTreeMap::new();
    for trace in traces {
        let further = trace.meetings().flat_map(|meeting| meeting.also_coach);
        let further: BTreeSet<&str> = further.map(|id| &**id).collect();
        let own = trace.coach();
        for coach in own.into_iter().chain(further.into_iter().filter(|&coach| Some(coach) != own))
        {
            by_coach.entry(coach).or_default().push(trace);
        }
    }
    for (coach, of_coach) in by_coach {
        let is_there = |trace: &Trace, meeting: &Meeting| {
            trace.coach() == Some(coach) || meeting.also_coach.iter().any(|id| &**id == coach)
        };
        let mut meetings: Vec<(&Trace, Meeting)> = Vec::new();
        for trace in of_coach {
            let of_both = trace.meetings().filter(|meeting| is_there(trace, meeting));
            meetings.extend(of_both.map(|meeting| (trace, meeting)));
        }
        // Those of one folder come in the order of their files.
        meetings.sort_by_key(|(trace, meeting)| (meeting.begin(), &trace.path));
        let mut meetings = meetings.into_iter();
        let Some(mut current) = meetings.next() else { continue };
        // Of the meetings that have begun, the one that ends last is the one still to be in.
        for next in meetings {
            let clash = next.1.begin() < current.1.end() && !is_shared(&current.1, &next.1);
            // Of a copied relationship it is said that it is one.
            let is_copied = !std::ptr::eq(current.0, next.0) && is_copy(current.0, next.0);
            if clash && !is_copied {
                found.push(report(coach, current, next));
            }
            if next.1.end() > current.1.end() {
                current = next;
            }
        }
    }
}

fn is_shared(one: &Meeting, other: &Meeting) -> bool {
    one.shared.is_some() && one.shared == other.shared
}

fn report(coach: &str, current: (&Trace, Meeting), next: (&Trace, Meeting)) -> Distant {
    // Two days are named only where there are two.
    let on = match current.1.date == next.1.date {
        true => String::new(),
        false => format!(" on {}", next.1.date),
    };
    let side = |(trace, meeting): (&Trace, Meeting)| Side {
        spot: trace.spot_in(meeting.file, Mark::Starts),
        message: format!("{} is in another meeting at {}{on}", quote(coach), time(next.1.from)),
        label: span(&meeting),
    };
    Distant {
        rule: &CHECK.rule,
        here: side(next),
        there: Some(side(current)),
        help: "correct the wrong time; if it was one meeting with several educators, write the \
               same `meeting` in each record",
    }
}

/// When it takes place; the record itself says on which day.
fn span(meeting: &Meeting) -> String {
    let (from, Some(minutes)) = (meeting.from, meeting.minutes) else {
        return format!("at {}", time(meeting.from));
    };
    let next_day = if from + minutes > 24 * 60 { " on the next day" } else { "" };
    format!("from {} to {}{next_day}", time(from), time(from + minutes))
}

/// A minute of a day, or of the day after, on the clock.
fn time(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}
