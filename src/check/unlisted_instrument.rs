//! A checklist by an instrument that its pair does not use.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::Record;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "unlisted-instrument",
        sentence: "A checklist rates by the relationship's profile, or by one of its `instruments`",
        reason: "Each instrument of a pair is reported in a section of its own. A checklist by another one is \
                 in no number.",
        level: Level::Error,
        leaves_out: false,
        bad: "profile: reading-partners",
        mended: "profile: missouri-sbic-2014",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let Some(instrument) = &checklist.instrument else { continue };
        let id = &instrument.value.id;
        if pair.relationship.uses(id) || pair.unread.may_hold("instruments") {
            continue;
        }
        found.push(loaded.file.path(), || {
            let message = format!("this pair does not use {}", quote(id));
            Diagnostic::new(&CHECK.rule, loaded.file.place(instrument.span), message)
                .label("this checklist counts in no number")
                .help(format!(
                    "add it with `coach edit {} --set instruments={}`, or leave `profile` out where the \
                     checklist is by the relationship's own profile",
                    pair.file.path(),
                    pair.relationship.instruments_with(id)
                ))
        });
    }
}
