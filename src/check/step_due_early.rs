//! A step that was due before it was agreed.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "step-due-early",
        sentence: "A step is not due before the day it was agreed",
        reason: "A step that was due before it was agreed is overdue from the start, and counts \
                 as overdue.",
        level: Level::Error,
        leaves_out: false,
        bad: "  - {what: try wait time, who: educator, due: 2025-09-01, done: 2025-10-01}",
        mended: "  - {what: try wait time, who: educator, due: 2025-10-01, done: 2025-10-01}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Some(agreed) = loaded.date() else { continue };
        for due in loaded.record.steps().iter().filter_map(|step| step.due) {
            if due.value >= agreed.value {
                continue;
            }
            found.push(loaded.file.path(), || {
                let message = format!("this step is due on {}, before it was agreed", due.value);
                Diagnostic::new(&CHECK.rule, loaded.file.place(due.span), message)
                    .label("is a digit wrong?")
                    .related(loaded.file.place(agreed.span), "agreed here")
            });
        }
    }
}
