//! A comment that allows a finding where there is none.

use super::{Check, Find, remedy};
use crate::diagnostic::rule_text::Remedy;
use crate::diagnostic::{Diagnostic, Level, Place, Rule};
use crate::text::nearest;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "unused-allow",
        sentence: "A comment that allows a finding silences one",
        reason: "Such a comment was needed once and is no more, or its rule is misspelt and it never \
                 was of use. Left standing, it would hide the next real slip.",
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
            Diagnostic::new(&CHECK.rule, place, message).label("leave this comment out").help(
                "such a comment is about its own line, or, alone in a line, about the next one",
            )
        }
        Remedy::Level => cannot().label("mend the comment that it is about"),
        Remedy::LeftOut | Remedy::None => {
            cannot().label("such a record is left out of every number, and that must be seen")
        }
    }
}

/// The finding that the comment at `place` allows nothing, as it is written.
pub(super) fn malformed(place: Place) -> Diagnostic {
    Diagnostic::new(&CHECK.rule, place, "this comment speaks to coach, but not as coach reads it")
        .label("write # coach: allow[rule] and the reason")
}

/// The finding that a record has more such comments than the `most` that are heeded.
pub(super) fn one_too_many(most: usize, place: Place) -> Diagnostic {
    let message = format!("the comments of this record allow more than {most} rules");
    Diagnostic::new(&CHECK.rule, place, message)
        .label("from here on none is heeded")
        .help("a level for the whole district is set in coach.toml, under [checks]")
}
