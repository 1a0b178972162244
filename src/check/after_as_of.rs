//! A record, or something in it, dated after the as-of day: it has not happened yet.

use super::{Check, Find, Folder, Found};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::calendar::{AsOf, DayFrom};
use crate::store::File;
use crate::text::source::At;
use chrono::NaiveDate;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "after-as-of",
        sentence: "Nothing in a record happened after the as-of day, which is today unless \
                   coach.toml sets one",
        reason: "What has not happened yet does not count. A record dated in the future waits for \
                 its day. Most often its year or month is mistyped.",
        level: Level::Warning,
        leaves_out: false,
        bad: "started: 2052-09-01",
        mended: "started: 2025-09-01",
    },
    find: Find::InFolder(find),
};

fn find(folder: &Folder, found: &mut Found) {
    if let Some((file, relationship)) = folder.relationship() {
        let started = Some(relationship.started).filter(At::is_read);
        if let Some(started) = started {
            report(folder, file, "this relationship is dated", started, found);
        }
        if started.is_some_and(|started| started.value > folder.as_of.day) {
            // Then everything in it is in the future too, and one word about it is enough.
            return;
        }
        if let Some(committed) = relationship.agreement.committed_on {
            report(folder, file, "the commitment is dated", committed, found);
        }
    }
    for loaded in folder.records {
        let Some(date) = loaded.date() else { continue };
        // One outside the relationship's dates never counts, now or later: another rule says so.
        if folder.bound_crossed(date.value).is_some() {
            continue;
        }
        let kind = loaded.record.kind().noun();
        if date.value > folder.as_of.day {
            report(folder, &loaded.file, &format!("this {kind} is dated"), date, found);
            continue;
        }
        for day in loaded.record.closings() {
            report(folder, &loaded.file, "this happened on", day, found);
        }
    }
}

fn report(folder: &Folder, file: &File, what: &str, date: At<NaiveDate>, found: &mut Found) {
    if date.value <= folder.as_of.day {
        return;
    }
    found.push(file.path(), || {
        let message = format!("{what} {}, after {}", date.value, folder.as_of);
        Diagnostic::new(&CHECK.rule, file.place(date.span), message)
            .label("left for later")
            .help(help(folder.as_of))
    });
}

/// What to do about it: where coach.toml sets the day, waiting for it does not help.
fn help(as_of: AsOf) -> &'static str {
    match as_of.from {
        DayFrom::Settings => {
            "correct the date (`coach edit RECORD`); if it is right, set as_of in coach.toml to that day or \
             a later one, or take that line out"
        }
        DayFrom::Option
        | DayFrom::Address
        | DayFrom::Earlier
        | DayFrom::LastYear
        | DayFrom::Record
        | DayFrom::Today => {
            "correct the date (`coach edit RECORD`); if it is right, leave it, and it counts from that day \
             on"
        }
    }
}
