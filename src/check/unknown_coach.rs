//! Time of a coach of whom no relationship is known: most likely a mistyped folder.

use std::collections::BTreeSet;

use super::across::{OwnTime, Trace};
use super::{Check, Find};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::text::nearest;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "unknown-coach",
        sentence: "A coach who keeps time without an educator coaches someone",
        reason: "The folder under records/coaches says whose time it is. If its name is mistyped, the time \
                 counts for nobody who is there.",
        level: Level::Warning,
        leaves_out: false,
        bad: "records/coaches/c-10/2025-09-10-time-0001.yaml",
        mended: "records/coaches/c-01/2025-09-10-time-0001.yaml",
    },
    find: Find::OfCoaches(find),
};

fn find(traces: &[Trace], coaches: &[OwnTime], found: &mut Vec<Diagnostic>) {
    // A relationship whose coach cannot be read may be of anyone.
    if traces.iter().any(|trace| trace.coach.is_none()) {
        return;
    }
    let known: BTreeSet<&str> = traces.iter().filter_map(|trace| trace.coach.as_deref()).collect();
    for OwnTime { coach, place } in coaches {
        if known.contains(coach.as_str()) {
            continue;
        }
        let message = format!("no relationship has the coach {}", quote(coach));
        let near = nearest(coach, known.iter().copied());
        let label = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "whose time is this?".to_owned(),
        };
        found.push(
            Diagnostic::new(&CHECK.rule, place.clone(), message)
                .label(label)
                .help("correct the folder's name; if the coach has no pair yet, leave it so"),
        );
    }
}
