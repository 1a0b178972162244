//! A comment that allows a finding where there is none.

use super::{Check, Find, remedy};
use crate::diagnostic::rule_text::Remedy;
use crate::diagnostic::{Diagnostic, Level, Place, Rule};
use crate::text::nearest;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "unused-allow",
        sentence: "A comment that allows a finding has a finding to silence",
        reason: "Such a comment was needed once and no longer is, or its rule is misspelled and \
                 it never worked. If it stays, it could hide the next real slip.",
        level: Level::Warning,
        leaves_out: false,
        bad: "minutes: 45  # coach: allow[long-day] a day of training",
        mended: "minutes: 45",
    },
    find: Find::InComments,
};

/// The finding at `place`, where `rule` is allowed and nothing is found under it.
pub(super) fn finding(rule: &str, known: &[&'static Rule], place: Place) -> Diagnostic {
    let Some(found) = known.iter().find(|known| known.id == rule) else {
        let message = format!("there is no rule {}", quote(rule));
        let mut diagnostic = Diagnostic::new(&CHECK.rule, place, message);
        if let Some(near) = nearest(rule, known.iter().map(|rule| rule.id)) {
            diagnostic = diagnostic.label(format!("did you mean `{near}`?"));
        }
        return diagnostic.help("`coach explain` lists all rules");
    };
    let cannot = || {
        Diagnostic::new(&CHECK.rule, place.clone(), format!("{} cannot be allowed", quote(rule)))
    };
    match remedy(found) {
        Remedy::LevelOrComment => {
            let message = format!("nothing here breaks the rule {}", quote(rule));
            Diagnostic::new(&CHECK.rule, place, message).label("delete this comment").help(
                "such a comment is about its own line; on a line by itself, it is about the next \
                 line",
            )
        }
        Remedy::Level => cannot().label("fix the comment that it is about"),
        Remedy::LeftOut | Remedy::None => {
            cannot().label("the record is left out of every number, so this must be seen")
        }
    }
}

/// The finding that the comment at `place` allows nothing, as it is written.
pub(super) fn malformed(place: Place) -> Diagnostic {
    Diagnostic::new(&CHECK.rule, place, "this comment is meant for coach, but coach cannot read it")
        .label("write # coach: allow[rule] and the reason")
}

/// The finding that a record has more such comments than the `most` that are heeded.
pub(super) fn one_too_many(most: usize, place: Place) -> Diagnostic {
    let message = format!("the comments of this record allow more than {most} rules");
    Diagnostic::new(&CHECK.rule, place, message)
        .label("coach ignores the comments from here on")
        .help("set a level for the whole district in coach.toml, under [checks]")
}
