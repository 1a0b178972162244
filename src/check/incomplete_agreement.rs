//! An agreement without something that the profile asks the two to agree on.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::text::wording::{all_of, quote};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "incomplete-agreement",
        sentence: "The agreement has everything that the profile's evidence rules need",
        reason: "Some items are documented by what the two agreed: the day of the educator's \
                 commitment, the number of days for an answer. Without that, such an item cannot \
                 be documented, however well the two work.",
        level: Level::Warning,
        leaves_out: false,
        bad: "agreement: {committed_on: 2025-09-02}",
        mended: "agreement: {committed_on: 2025-09-02, respond_within_days: 2}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let relationship = pair.relationship;
    let agreement = &relationship.agreement;
    // Two who have just begun may not have agreed on anything yet.
    let has_begun = |on: chrono::NaiveDate| on <= pair.as_of.day;
    let mut days = pair.records.iter().filter_map(|loaded| loaded.date());
    if pair.unread.holds("profile") || !days.any(|day| has_begun(day.value)) {
        return;
    }
    let mut missing = relationship.missing_from_agreement();
    missing.retain(|(key, _)| !pair.unread.may_hold(&format!("agreement.{key}")));
    if missing.is_empty() {
        return;
    }
    found.push(pair.file.path(), || {
        let keys: Vec<String> = missing.iter().map(|(key, _)| quote(key)).collect();
        let keys = all_of(keys.iter().map(String::as_str));
        let items = missing.iter().map(|&(_, item)| relationship.profile.items[item].id.as_str());
        let items = all_of(items);
        let message = match agreement.span {
            Some(_) => format!("the agreement lacks {keys}"),
            None => format!("there is no agreement, and it needs {keys}"),
        };
        let span = agreement.span.unwrap_or(relationship.started.span);
        Diagnostic::new(&CHECK.rule, pair.file.place(span), message)
            .label(format!("{items} cannot be documented"))
            .help(format!("add {keys} under `agreement:` once the two have agreed"))
    });
}
