//! A step that was done, or dropped, before it was agreed.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::StepState;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "step-closed-early",
        sentence: "A step is not done or dropped before the day it was agreed",
        reason: "A step that was done before it was agreed is not a next step. Most often a day \
                 or month is mistyped.",
        level: Level::Error,
        leaves_out: false,
        bad: "  - {what: try wait time, who: educator, done: 2025-09-01}",
        mended: "  - {what: try wait time, who: educator, done: 2025-10-01}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Some(agreed) = loaded.date() else { continue };
        for step in loaded.record.steps() {
            let Some(closed) = step.state.closed().filter(|on| on.value < agreed.value) else {
                continue;
            };
            let word = if matches!(step.state, StepState::Done(_)) { "done" } else { "dropped" };
            found.push(loaded.file.path(), || {
                let message =
                    format!("this step was {word} on {}, before it was agreed", closed.value);
                Diagnostic::new(&CHECK.rule, loaded.file.place(closed.span), message)
                    .label("is a digit wrong?")
                    .related(loaded.file.place(agreed.span), "agreed here")
            });
        }
    }
}
