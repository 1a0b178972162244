//! A comment that allows a finding where there is none.

use super::{Check, Find};
use crate::diagnostic::wording::quote;
use crate::diagnostic::{Diagnostic, Level, Place, Rule, nearest};

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
    let found = known.iter().find(|known| known.id == rule);
    let message = match found {
        Some(found) if found.leaves_out => format!("{} cannot be allowed", quote(rule)),
        Some(_) => format!("nothing here breaks the rule {}", quote(rule)),
        None => format!("there is no rule {}", quote(rule)),
    };
    let mut diagnostic = Diagnostic::new(&CHECK.rule, place, message);
    match found {
        Some(found) if found.leaves_out => {
            diagnostic = diagnostic
                .label("such a record is left out of every number, and that must be seen");
        }
        Some(_) => diagnostic = diagnostic.label("leave this comment out"),
        None => {
            if let Some(near) = nearest(rule, known.iter().map(|rule| rule.id)) {
                diagnostic = diagnostic.label(format!("did you mean `{near}`?"));
            }
        }
    }
    match found {
        Some(found) if !found.leaves_out => diagnostic
            .help("such a comment is about its own line, or, alone in a line, about the next one"),
        Some(_) => diagnostic,
        None => diagnostic.help("`coach explain` lists all rules"),
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
