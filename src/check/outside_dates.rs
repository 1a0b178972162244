//! A record dated before its relationship starts or after it ends.

use super::Pair;
use crate::diagnostic::{Diagnostic, Level, Rule};

/// See the module.
pub(super) static RULE: Rule = Rule {
    id: "outside-dates",
    sentence: "Records lie within their relationship's dates; others never count",
    level: Level::Warning,
    leaves_out: false,
};

pub(super) fn find(pair: &Pair, found: &mut Vec<Diagnostic>) {
    let relationship = pair.relationship;
    for loaded in pair.records {
        let date = loaded.record.date();
        if relationship.spans(date.value) {
            continue;
        }
        let kind = loaded.record.kind().name();
        let (bound, says) = match relationship.ended {
            Some(ended) if date.value > ended.value => (ended, "ended"),
            _ => (relationship.started, "started"),
        };
        let side = if says == "ended" { "after its end" } else { "before its start" };
        let message =
            format!("this {kind} of {} lies outside its relationship: {side}", date.value);
        found.push(
            Diagnostic::new(&RULE, loaded.file.place(date.span), message)
                .label("it counts for nothing")
                .related(pair.file.place(bound.span), format!("the relationship {says} here"))
                .help("correct the wrong date, or open a new relationship in a folder of its own"),
        );
    }
}
