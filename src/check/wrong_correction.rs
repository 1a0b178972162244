//! A checklist that replaces itself, another rater's, or one that is newer than itself.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::wording::quote;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::record::{Checklist, Rater, Record};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "wrong-correction",
        sentence: "A checklist replaces an older one of the same rater, and never itself",
        reason: "One corrects one's own ratings. To replace another's would be to erase what they \
                 saw, so such a `replaces` is passed over and both checklists count.",
        level: Level::Error,
        leaves_out: false,
        bad: "rater: {role: observer, id: o-2}",
        mended: "rater: {role: observer, id: o-1}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let Some(name) = &checklist.replaces else { continue };
        let Some(Record::Checklist(replaced)) = pair.record_named(&name.value) else { continue };
        let replaced_name = replaced.replaces.as_ref().map(|name| name.value.as_str());
        let fault = if name.value == loaded.file.name {
            "a checklist cannot replace itself".to_owned()
        } else if replaced.rater.role != checklist.rater.role
            || replaced.rater.who() != checklist.rater.who()
        {
            let (own, other) = (in_words(&checklist.rater), in_words(&replaced.rater));
            format!("this checklist by {own} replaces one by {other}")
        } else if replaced.date.value > checklist.date.value {
            replaces_newer(checklist, replaced)
        } else if replaced_name == Some(loaded.file.name.as_str()) {
            "two checklists replace each other".to_owned()
        } else {
            continue;
        };
        found.push(loaded.file.path(), || {
            Diagnostic::new(&CHECK.rule, loaded.file.place(name.span), fault)
                .label("passed over: both count")
                .help("replace an older checklist of the same rater, or leave `replaces` out")
        });
    }
}

fn replaces_newer(checklist: &Checklist, replaced: &Checklist) -> String {
    let (on, newer) = (checklist.date.value, replaced.date.value);
    format!("this checklist of {on} replaces a newer one, of {newer}")
}

fn in_words(rater: &Rater) -> String {
    match rater.who() {
        Some(id) => format!("{} {}", rater.role.name(), quote(id)),
        None => format!("the role {}", quote(rater.role.name())),
    }
}
