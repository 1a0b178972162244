//! The schema of a checklist.

use serde_json::{Value, json};

use super::Known;
use super::group::{Group, keys};
use super::value::{Word, date, one_of, person_id, text};
use crate::domain::record::{Rating, Role};

pub(super) fn schema(record: Group, known: &Known) -> Value {
    let items = known.items();
    let ratings = items.iter().fold(Group::yaml(), |group, item| {
        group.has(&item.word, &item.means, one_of(&RATINGS.map(rating)))
    });
    let comments = items.iter().fold(Group::yaml(), |group, item| {
        let mut comment = text();
        comment["type"] = json!(["string", "number", "null"]);
        group.has(&item.word, &item.means, comment)
    });
    let levels =
        known.judged_functions().iter().fold(Group::yaml(), |group, (function, levels)| {
            group.has(&function.word, &function.means, one_of(levels))
        });
    record
        .needs(
            "date",
            "The day of the rating, for example 2026-10-01; the same as in the file's name.",
            date(),
        )
        .needs("rater", "Who rated, for example {role: observer, id: o-2}.", rater())
        .needs(
            "ratings",
            "A rating for each item that was rated, for example {rationale: in-place}.",
            ratings.schema(),
        )
        .may_have(
            "levels",
            "The rater's own judgement of whole functions, for example {dialogue: close}. Only levels \
             that the profile leaves to a rater; the others are computed.",
            levels.schema(),
        )
        .may_have(
            "comments",
            "What the rater wants to say about an item, for example {rationale: the what, not the \
             why}. Confidential.",
            comments.schema(),
        )
        .may_have(
            "replaces",
            "The file of an older checklist of the same rater that this one corrects, for example \
             2026-10-01-checklist-91d0.yaml.",
            text(),
        )
        .schema()
}

const RATINGS: [Rating; 5] = Rating::ALL;

fn rating(rating: Rating) -> Word {
    let means = match rating {
        Rating::InPlace => "The item is done as it is described (2 on a paper form).",
        Rating::Partial => "Some of it is done (1 on a paper form).",
        Rating::NotInPlace => "It is not done (0 on a paper form).",
        Rating::NotApplicable => "There was no occasion for it.",
        Rating::NotObserved => {
            "There may have been an occasion, but this rater saw nothing of it. Never the same as \
             not-applicable."
        }
    };
    Word::new(rating.name(), means)
}

fn rater() -> Value {
    let roles = Role::ALL.map(|role| {
        let means = match role {
            Role::Itself => "The coach. Reported, and never mixed with what was observed.",
            Role::Educator => {
                "The coached educator. Reported, and never mixed with what was observed."
            }
            Role::Observer => "Someone outside the pair, with an id. Only this is independent.",
        };
        Word::new(role.name(), means)
    });
    let named = json!({"type": ["string", "number"]});
    let mut observer = keys(&["id"], &[]);
    observer["properties"]["id"] = named;
    Group::yaml()
        .needs("role", "The part the rater plays, for example observer.", one_of(&roles))
        .may_have(
            "id",
            "The rater's id, with a digit, for example o-2. An observer has one. Never a name.",
            person_id(),
        )
        .when("role", Role::Observer.name(), observer)
        .schema()
}
