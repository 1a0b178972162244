//! A comment that allows a finding and does not say why.

use super::{Check, Find};
use crate::diagnostic::{Diagnostic, Level, Place, Rule};
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "allow-without-reason",
        sentence: "A comment that allows a finding says why",
        reason: "The next reader has to know that someone looked, and what they saw.",
        level: Level::Warning,
        leaves_out: false,
        bad: "minutes: 540  # coach: allow[long-day]",
        mended: "minutes: 540  # coach: allow[long-day] a day of training for the whole staff",
    },
    find: Find::InComments,
};

/// The finding at `place`, where `rule` is allowed.
pub(super) fn finding(rule: &str, place: Place) -> Diagnostic {
    Diagnostic::new(&CHECK.rule, place, format!("{} is allowed here without a reason", quote(rule)))
        .label("say why, after the bracket")
}
