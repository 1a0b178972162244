//! A checklist on which nothing is rated.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Rating, Record};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nothing-rated",
        sentence: "A checklist rates at least one item, or judges a function",
        reason: "If nothing on the form was observed, the form is not an observation and does not \
                 count as one.",
        level: Level::Warning,
        leaves_out: false,
        bad: "ratings: {rationale: not-observed, confidentiality: not-observed}",
        mended: "ratings: {rationale: in-place, confidentiality: not-observed}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let is_rated = checklist.ratings.iter().any(|(_, r)| r.value != Rating::NotObserved);
        let is_unknown = ["ratings", "levels"].iter().any(|key| loaded.unread.may_hold(key));
        if is_rated || is_unknown || !checklist.judgments.is_empty() {
            continue;
        }
        let first = checklist.ratings.first();
        found.push(loaded.file.path(), || {
            let span = first.map_or(loaded.kind_span, |(_, rating)| rating.span);
            let message = "nothing is rated on this checklist, so it does not count";
            let label = match first {
                Some(_) => "every item is not-observed, from here on",
                None => "it has no ratings",
            };
            Diagnostic::new(&CHECK.rule, loaded.file.place(span), message)
                .label(label)
                .help("rate what was seen, or delete the record (`coach remove RECORD`)")
        });
    }
}
