//! A further coach of a session who is one of the pair, or is named twice.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{OfKind, Session};
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "second-coach",
        sentence: "`also_coach` names each further coach once, and nobody of the pair",
        reason: "The session counts for the pair's own coach already, and for each further coach once. A \
                 wrong id gives one coach the time of another.",
        level: Level::Warning,
        leaves_out: false,
        bad: "also_coach: [c-01]",
        mended: "also_coach: [c-02]",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let relationship = pair.relationship;
    for loaded in pair.records {
        let Some(session) = Session::of(&loaded.record) else { continue };
        for (at, id) in session.also_coach.iter().enumerate() {
            let of_pair = [("coach", &relationship.coach), ("educator", &relationship.educator)];
            let own = of_pair.into_iter().find(|(_, own)| own.is_read() && own.value == id.value);
            let first = session.also_coach[..at].iter().find(|first| first.value == id.value);
            let (message, label, other) = match (own, first) {
                (Some((who, own)), _) => {
                    let message = format!("{} is the {who} of this pair", quote(&id.value));
                    (message, format!("the {who}"), pair.file.place(own.span))
                }
                (None, Some(first)) => {
                    let message = format!("{} is named twice", quote(&id.value));
                    (message, "named here first".to_owned(), loaded.file.place(first.span))
                }
                (None, None) => continue,
            };
            found.push(loaded.file.path(), || {
                Diagnostic::new(&CHECK.rule, loaded.file.place(id.span), message)
                    .label("adds nothing")
                    .related(other, label)
                    .help("write the id of the other coach who was there, or take this one out")
            });
        }
    }
}
