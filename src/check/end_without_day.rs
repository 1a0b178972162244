//! A relationship with an `end_reason` but no `ended`.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "end-without-day",
        sentence: "A relationship with an `end_reason` also has the day it `ended`",
        reason: "Without that day the relationship goes on. It counts as active, and its pair \
                 seems not to have met for a long time.",
        level: Level::Warning,
        leaves_out: false,
        bad: "end_reason: moved to another school",
        mended: "ended: 2026-01-09\nend_reason: moved to another school",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let relationship = pair.relationship;
    let has_no_end = relationship.ended.is_none() && !pair.unread.may_hold("ended");
    let Some(reason) = relationship.end_reason.filter(|_| has_no_end) else {
        return;
    };
    found.push(pair.file.path(), || {
        let message = "this relationship has an `end_reason` but no `ended`";
        Diagnostic::new(&CHECK.rule, pair.file.place(reason), message)
            .label("so it counts as still under way")
            .help("add `ended:` with its last day")
    });
}
