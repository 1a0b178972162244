//! A coach who is in two meetings at the same time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::across::{Distant, Meeting, Side, Trace};
use super::overlapping_relationships::is_copy;
use super::{Check, Find};
use crate::diagnostic::wording::quote;
use crate::diagnostic::{Level, Rule};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "two-meetings-at-once",
        sentence: "A coach is in one meeting at a time",
        reason: "Minutes of two meetings at the same time would count twice. One meeting with \
                 several educators has one record each, with a shared `meeting`, and its minutes \
                 count once.",
        level: Level::Warning,
        leaves_out: false,
        bad: "starts: \"14:15\"",
        mended: "starts: \"15:15\"",
    },
    find: Find::Across(find),
};

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let mut by_day: BTreeMap<(&str, NaiveDate), Vec<(&Trace, &Meeting)>> = BTreeMap::new();
    for trace in traces {
        let Some(coach) = &trace.coach else { continue };
        for meeting in &trace.meetings {
            by_day.entry((coach, meeting.date)).or_default().push((trace, meeting));
        }
    }
    for ((coach, _), mut meetings) in by_day {
        if meetings.len() < 2 {
            continue;
        }
        meetings.sort_by_key(|(trace, meeting)| (meeting.from, &trace.path, &meeting.file));
        // Of the meetings that have begun, the one that ends last is the one still to be in.
        let mut current = meetings[0];
        for &next in &meetings[1..] {
            let clash = next.1.from < current.1.to() && !is_shared(current.1, next.1);
            // Of a copied relationship it is said that it is one.
            let is_copied = !std::ptr::eq(current.0, next.0) && is_copy(current.0, next.0);
            if clash && !is_copied {
                found.push(report(coach, current, next));
            }
            if next.1.to() > current.1.to() {
                current = next;
            }
        }
    }
}

fn is_shared(one: &Meeting, other: &Meeting) -> bool {
    one.shared.is_some() && one.shared == other.shared
}

fn report(coach: &str, current: (&Trace, &Meeting), next: (&Trace, &Meeting)) -> Distant {
    let time = |minute: u32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let side = |(trace, meeting): (&Trace, &Meeting)| Side {
        spot: trace.spot(&meeting.file, meeting.at),
        message: format!("{} is in another meeting at {}", quote(coach), time(next.1.from)),
        label: match meeting.minutes {
            Some(_) => format!("from {} to {}", time(meeting.from), time(meeting.to())),
            None => format!("at {}", time(meeting.from)),
        },
    };
    Distant {
        rule: &CHECK.rule,
        here: side(next),
        there: side(current),
        help: "correct the wrong time; one meeting with several educators has the same `meeting` in \
               each record",
    }
}
