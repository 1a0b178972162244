//! A folder whose name contradicts the relationship inside. Names are never read for facts, but a
//! wrong one misleads everyone who looks for a record.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "folder-name",
        sentence: "A relationship's folder, records/<school>/<coach>-<educator>, matches the ids \
                   inside it",
        reason: "A record in another pair's folder counts for that pair. Coaches go by the \
                 folder's name, so it has to be right.",
        level: Level::Error,
        leaves_out: false,
        bad: "educator: t-110",
        mended: "educator: t-101",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let mut parts = pair.path.rsplit('/');
    let (Some(name), Some(school)) = (parts.next(), parts.next()) else { return };
    let relationship = pair.relationship;
    if relationship.school.is_read() && school != relationship.school.value {
        found.push(pair.file.path(), || {
            let inside = quote(&relationship.school.value);
            let message =
                format!("the folder is under {}, but its school is {inside}", quote(school));
            Diagnostic::new(&CHECK.rule, pair.file.place(relationship.school.span), message)
                .label(format!("the path says {}", quote(school)))
                .help("move the folder, or correct the school")
        });
    }
    if !relationship.coach.is_read() || !relationship.educator.is_read() {
        return;
    }
    let expected = format!("{}-{}", relationship.coach.value, relationship.educator.value);
    let rest = name.strip_prefix(expected.as_str());
    let fits = rest.is_some_and(|rest| rest.is_empty() || rest.len() > 1 && rest.starts_with('-'));
    if fits {
        return;
    }
    found.push(pair.file.path(), || {
        let message = format!("the folder {} should be named {}", quote(name), quote(&expected));
        let place = if name.starts_with(&format!("{}-", relationship.coach.value)) {
            relationship.educator.span
        } else {
            relationship.coach.span
        };
        Diagnostic::new(&CHECK.rule, pair.file.place(place), message)
            .label("the folder's name says otherwise")
            .help(
                "rename the folder, or correct the id; a pair that starts again adds a suffix, such \
                 as -2027",
            )
    });
}
