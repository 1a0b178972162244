//! A checklist by the coach, or by the educator, that names someone else as its rater.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Record, Role};
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "wrong-rater",
        sentence: "A rater in the role `self` is the pair's coach, and one in the role `educator` \
                   is its educator",
        reason: "Either the role or the id is wrong, or the checklist is in another pair's \
                 folder. It counts as the pair's own report, as its role says.",
        level: Level::Error,
        leaves_out: false,
        bad: "rater: {role: self, id: c-07}",
        mended: "rater: {role: self, id: c-01}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        if loaded.unread.holds("rater.role") {
            continue;
        }
        let (who, own) = match checklist.rater.role {
            Role::Itself => ("coach", &pair.relationship.coach),
            Role::Educator => ("educator", &pair.relationship.educator),
            Role::Observer | Role::Consensus => continue,
        };
        let Some(id) =
            checklist.rater.id.as_ref().filter(|id| own.is_read() && id.value != own.value)
        else {
            continue;
        };
        found.push(loaded.file.path(), || {
            let message = format!("{} is not the {who} of this pair", quote(&id.value));
            Diagnostic::new(&CHECK.rule, loaded.file.place(id.span), message)
                .label(format!("the {who} is {}", quote(&own.value)))
                .related(pair.file.place(own.span), format!("the {who}"))
                .help("correct the id; or write `role: observer` for someone outside the pair")
        });
    }
}
