//! A record dated before its relationship starts or after it ends.

use super::{Bound, Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "outside-dates",
        sentence: "Records are dated within their relationship's dates; others never count",
        reason: "A session before the relationship starts, or after it ends, either has a wrong \
                 date or belongs to another relationship.",
        level: Level::Warning,
        leaves_out: false,
        bad: "started: 2025-09-15",
        mended: "started: 2025-09-01",
    },
    find: Find::InPair(find),
};

/// Whether this is what was `found`.
pub(crate) fn is_outside_dates(found: &Diagnostic) -> bool {
    found.rule.id == CHECK.rule.id
}

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Some(date) = loaded.date() else { continue };
        let Some(crossed) = pair.bound_crossed(date.value) else { continue };
        found.push(loaded.file.path(), || {
            let kind = loaded.record.kind().noun();
            let (bound, says, side) = match crossed {
                Bound::Start(started) => (started, "started", "before its relationship starts"),
                Bound::End(ended) => (ended, "ended", "after its relationship ends"),
            };
            let message = format!("this {kind} of {} is {side}", date.value);
            Diagnostic::new(&CHECK.rule, loaded.file.place(date.span), message)
                .label("it does not count")
                .related(pair.file.place(bound.span), format!("the relationship {says} here"))
                .help("correct the wrong date (`coach edit RECORD`), or start a new relationship in its own folder")
        });
    }
}
