//! A not-applicable for an item that the profile does not mark `may_be_na`.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Rating, Record};
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "always-applies",
        sentence: "Only items that the profile marks `may_be_na` are rated not-applicable",
        reason: "A not-applicable takes an item out of every denominator, so the profile decides \
                 which items may have one. An observer's not-applicable for any other item does \
                 not count as a rating.",
        level: Level::Warning,
        leaves_out: false,
        bad: "ratings: {confidentiality: not-applicable, rationale: in-place}",
        mended: "ratings: {confidentiality: not-observed, rationale: in-place}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let profile = checklist.profile(pair.relationship);
        for (item, rating) in &checklist.ratings {
            let item = &profile.items[item.value];
            // Of an item that is not for the pair it is the truth.
            let is_for = pair.relationship.is_for(item);
            if rating.value != Rating::NotApplicable || item.may_be_na || !is_for {
                continue;
            }
            found.push(loaded.file.path(), || {
                let message = format!("{} always applies in {}", quote(&item.id), profile.id);
                Diagnostic::new(&CHECK.rule, loaded.file.place(rating.span), message)
                    .label("not-applicable does not count as a rating here")
                    .help("write `not-observed` if the rater saw nothing of it; otherwise rate it")
            });
        }
    }
}
