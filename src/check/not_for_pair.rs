//! A rating of an item that is only for groups that the pair is in none of.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Rating, Record};
use crate::text::wording::{any_of, quote};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "not-for-pair",
        sentence: "Only items that are for the pair are rated",
        reason: "A profile may have items that are `only_for` some groups. In a pair that is in none of them, \
                 by its school or by itself, such an item does not apply, and no rating of it counts.",
        level: Level::Warning,
        leaves_out: false,
        bad: "ratings: {confidentiality: in-place, rationale: in-place}  # rationale is only for secondary",
        mended: "ratings: {confidentiality: in-place}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    if !pair.knows_groups() {
        return;
    }
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let profile = checklist.profile(pair.relationship);
        for (item, rating) in &checklist.ratings {
            let item = &profile.items[item.value];
            let is_rated = match rating.value {
                Rating::Step(_) => true,
                Rating::NotApplicable | Rating::NotObserved => false,
            };
            if !is_rated || pair.relationship.is_for(item) {
                continue;
            }
            found.push(loaded.file.path(), || {
                let only_for = any_of(item.only_for.iter().map(String::as_str));
                let message =
                    format!("{} is only for {only_for} in {}", quote(&item.id), profile.id);
                let groups = pair.relationship.groups_in_words();
                let label = format!("this pair is in {groups}, so the rating does not count");
                Diagnostic::new(&CHECK.rule, loaded.file.place(rating.span), message)
                    .label(label)
                    .help(format!(
                        "leave the item out; if it is for this pair, add `groups = [\"{}\"]` to the school in \
                         coach.toml, or `groups: [{}]` to relationship.yaml",
                        item.only_for[0], item.only_for[0]
                    ))
            });
        }
    }
}
