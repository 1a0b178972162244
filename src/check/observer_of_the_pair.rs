//! An observer's checklist by the coach or the educator: that is not an outside observation.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Record, Role, rater_of};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "observer-of-the-pair",
        sentence: "An observer is someone outside the pair",
        reason: "Only what someone outside saw is independent. A checklist by the coach or the \
                 educator counts as the pair's own report, whatever role it names.",
        level: Level::Warning,
        leaves_out: false,
        bad: "rater: {role: observer, id: c-01}",
        mended: "rater: {role: self}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let relationship = pair.relationship;
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let rater = &checklist.rater;
        if rater.role != Role::Observer || loaded.unread.holds("rater.role") {
            continue;
        }
        let role = rater_of(relationship, checklist).0;
        let (who, own) = match role {
            Role::Itself => ("coach", &relationship.coach),
            Role::Educator => ("educator", &relationship.educator),
            Role::Observer | Role::Consensus => continue,
        };
        found.push(loaded.file.path(), || {
            let message = format!("the observer is the {who} of this pair");
            Diagnostic::new(&CHECK.rule, loaded.file.place(rater.span), message)
                .label("counted as the pair's own report, not as an observation")
                .related(pair.file.place(own.span), format!("the {who}"))
                .help(format!(
                    "write `role: {}`, or the id of the person who observed",
                    role.name()
                ))
        });
    }
}
