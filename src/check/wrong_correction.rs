//! A checklist that replaces itself, another rater's, or one that is newer than itself.

use super::{Check, Find, Found, Pair};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{Checklist, NoCorrection, OfKind, Rater, Record, Role, replaced};
use crate::store::LoadedRecord;
use crate::text::wording::quote;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "wrong-correction",
        sentence: "A checklist replaces one by the same rater that is not newer, and never itself",
        reason: "Raters correct only their own ratings. Replacing someone else's would erase what \
                 they saw, so such a `replaces` is ignored and both checklists count.",
        level: Level::Error,
        leaves_out: false,
        bad: "rater: {role: observer, id: o-2}",
        mended: "rater: {role: observer, id: o-1}",
    },
    find: Find::InPair(find),
};

fn find(pair: &Pair, found: &mut Found) {
    let all: Vec<(&str, &Checklist)> = pair
        .records
        .iter()
        .filter_map(|loaded| {
            let checklist = Checklist::of(&loaded.record)?;
            is_known(pair, loaded, checklist).then_some((loaded.file.name.as_str(), checklist))
        })
        .collect();
    for loaded in pair.records {
        let Record::Checklist(checklist) = &loaded.record else { continue };
        let Some(name) = &checklist.replaces else { continue };
        if !is_known(pair, loaded, checklist) {
            continue;
        }
        let this = (loaded.file.name.as_str(), checklist);
        let Some(Err(fault)) = replaced(pair.relationship, &all, this) else { continue };
        let target = all.iter().find(|(file, _)| *file == name.value).map(|(_, target)| *target);
        let message = match (fault, target) {
            (NoCorrection::AnotherRaters, Some(target)) => {
                let (own, other) = (in_words(&checklist.rater), in_words(&target.rater));
                format!("this checklist by {own} replaces one by {other}")
            }
            (NoCorrection::AnotherInstruments, Some(target)) => {
                let [own, other] =
                    [checklist, target].map(|it| quote(&it.profile(pair.relationship).id));
                format!("this checklist by {own} replaces one by {other}")
            }
            (NoCorrection::Newer, Some(target)) => replaces_newer(checklist, target),
            (NoCorrection::Ring, _) => "these checklists replace each other in a circle".to_owned(),
            _ => "a checklist cannot replace itself".to_owned(),
        };
        found.push(loaded.file.path(), || {
            Diagnostic::new(&CHECK.rule, loaded.file.place(name.span), message)
                .label("ignored: both count")
                .help("replace an earlier checklist by the same rater and instrument, or delete `replaces`")
        });
    }
}

/// Whether enough could be read of a checklist to say what it corrects: who rated, and when; nothing of
/// one that replaces itself.
fn is_known(pair: &Pair, loaded: &LoadedRecord, checklist: &Checklist) -> bool {
    let own = match checklist.rater.role {
        Role::Itself => pair.relationship.coach.is_read(),
        Role::Educator => pair.relationship.educator.is_read(),
        Role::Observer | Role::Consensus => true,
    };
    let has_id = checklist.rater.id.is_some() || !loaded.unread.may_hold("rater.id");
    let rater = own && has_id && !loaded.unread.holds("rater.role");
    let itself = checklist.replaces.as_ref().is_some_and(|name| name.value == loaded.file.name);
    itself || rater && checklist.date.is_read()
}

fn replaces_newer(checklist: &Checklist, replaced: &Checklist) -> String {
    let (on, newer) = (checklist.date.value, replaced.date.value);
    format!("this checklist of {on} replaces a newer one, of {newer}")
}

fn in_words(rater: &Rater) -> String {
    match rater.who() {
        Some(id) => format!("{} {}", rater.role.name(), quote(id)),
        None => format!("the role {}", quote(rater.role.name())),
    }
}
