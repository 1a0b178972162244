//! Records of one shared meeting that do not agree when it was, or how long.

use std::collections::BTreeMap;

use super::across::{Distant, Shared, Trace};
use super::{Check, Find};
use crate::diagnostic::wording::{count, quote};
use crate::diagnostic::{Level, Rule};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "meeting-differs",
        sentence: "Records that share a coach and a `meeting` agree on its day, beginning and length",
        reason: "The minutes of a shared meeting count once. Two meetings under one `meeting` would \
                 count as one, and of two lengths nobody can tell which is right.",
        level: Level::Warning,
        leaves_out: false,
        bad: "meeting: 5f0c\nminutes: 30",
        mended: "meeting: 5f0c\nminutes: 45",
    },
    find: Find::Across(find),
};

fn find(traces: &[Trace], found: &mut Vec<Distant>) {
    let mut first: BTreeMap<(&str, &str), (&Trace, &Shared)> = BTreeMap::new();
    for trace in traces {
        for shared in &trace.shared {
            let key = (trace.coach.as_str(), &*shared.meeting);
            let &mut (other, before) = first.entry(key).or_insert((trace, shared));
            if let Some(difference) = difference(before, shared) {
                found.push(Distant {
                    rule: &CHECK.rule,
                    spot: trace.spot(&shared.file, shared.at),
                    message: format!(
                        "the meeting {} {difference} in another record",
                        quote(&shared.meeting)
                    ),
                    label: "the records of one meeting agree".to_owned(),
                    other: (other.spot(&before.file, before.at), "the other record".to_owned()),
                    help:
                        "correct the one that is wrong; another meeting has a `meeting` of its own"
                            .to_owned(),
                });
            }
        }
    }
}

/// How `before` differs, where both say something.
fn difference(before: &Shared, shared: &Shared) -> Option<String> {
    if before.date != shared.date {
        return Some(format!("is on {}", before.date));
    }
    match (before.starts, shared.starts) {
        (Some(one), Some(other)) if one != other => {
            return Some(format!("begins at {}", one.format("%H:%M")));
        }
        _ => {}
    }
    match (before.minutes, shared.minutes) {
        (Some(one), Some(other)) if one != other => {
            Some(format!("takes {}", count(one as usize, "minute")))
        }
        _ => None,
    }
}
