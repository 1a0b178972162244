//! A record dated after the as-of day: it has not happened yet.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::At;
use crate::store::File;
use chrono::NaiveDate;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "after-as-of",
        sentence: "No record is dated after the as-of day: today, unless coach.toml says otherwise",
        reason: "What has not happened yet counts for nothing. A record from the future is left for \
                 later; most often its year or month is mistyped.",
        level: Level::Warning,
        leaves_out: false,
        bad: "started: 2052-09-01",
        mended: "started: 2025-09-01",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let started = pair.relationship.started;
    report(pair, pair.file, "relationship", started, found);
    if started.value > pair.as_of {
        // Then everything in it is in the future too, and one word about it is enough.
        return;
    }
    for loaded in pair.records {
        // One outside the relationship's dates never counts, now or later: another rule says so.
        if !pair.relationship.spans(loaded.record.date().value) {
            continue;
        }
        report(pair, &loaded.file, loaded.record.kind().name(), loaded.record.date(), found);
    }
}

fn report(pair: &Pair, file: &File, kind: &str, date: At<NaiveDate>, found: &mut Found) {
    if date.value <= pair.as_of {
        return;
    }
    found.push(file, || {
        let message =
            format!("this {kind} is dated {}, after the as-of day {}", date.value, pair.as_of);
        Diagnostic::new(&CHECK.rule, file.place(date.span), message)
            .label("left for later")
            .help("correct the date; or let it be, and it counts from that day on")
    });
}
