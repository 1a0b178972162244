//! A session that rests on a visit on a later day.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "observed-after-session",
        sentence: "The visit that a session rests on is not later than the session",
        reason: "Feedback follows a visit. If `observed.on` is after the session's date, the \
                 session documents no observation.",
        level: Level::Error,
        leaves_out: false,
        bad: "observed: {on: 2025-09-17, minutes: 20}",
        mended: "observed: {on: 2025-09-10, minutes: 20}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Session(session) = &loaded.record else { continue };
        let Some(observed) = &session.observed else { continue };
        let is_read = observed.on.is_read() && session.date.is_read();
        if !is_read || observed.on.value <= session.date.value {
            continue;
        }
        found.push(loaded.file.path(), || {
            let message = format!("the visit of {} comes after the session", observed.on.value);
            Diagnostic::new(&CHECK.rule, loaded.file.place(observed.on.span), message)
                .label("it cannot be feedback on that visit")
                .related(loaded.file.place(session.date.span), "the session is here")
                .help("correct the wrong day; a planned visit belongs under `next_steps`")
        });
    }
}
