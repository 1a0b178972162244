//! An observer's checklist by the coach or the educator: that is no outside observation.

use super::Pair;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::record::{Record, Role};

/// See the module.
pub(super) static RULE: Rule = Rule {
    id: "observer-of-the-pair",
    sentence: "An observer is someone outside the pair",
    level: Level::Warning,
    leaves_out: false,
};

pub(super) fn find(pair: &Pair, found: &mut Vec<Diagnostic>) {
    let relationship = pair.relationship;
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let rater = &checklist.rater;
        if rater.role != Role::Observer {
            continue;
        }
        let (who, role, own) = match rater.id.as_ref() {
            Some(id) if *id == relationship.coach.value => ("coach", "self", &relationship.coach),
            Some(id) if *id == relationship.educator.value => {
                ("educator", "educator", &relationship.educator)
            }
            _ => continue,
        };
        let message = format!("the observer is the {who} of this pair");
        found.push(
            Diagnostic::new(&RULE, loaded.file.place(rater.span), message)
                .label("counted as the pair's own report, not as an observation")
                .related(pair.file.place(own.span), format!("the {who}"))
                .help(format!("write `role: {role}`, or the id of the person who observed")),
        );
    }
}
