//! Many relationships that others take over on one day: because a coach leaves, or a profile is superseded.
//! Which, and what is new about those that follow, comes in; the files, and what passes on, go out.

use std::collections::HashSet;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Mend;
use crate::count::agenda::Due;
use crate::domain::calendar::AsOf;
use crate::domain::record::{Kind, Relationship};
use crate::store::DistrictFolder;
use crate::survey::lineage::lineages;
use crate::syntax::yaml::Written;
use crate::write::draft::Draft;
use crate::write::handover::{self, Kept, complete, new_relationship, open_in};

/// A relationship that is taken over.
pub(crate) struct TakenOver<'p> {
    /// Its folder, and what it is.
    pub pair: &'p (String, Relationship),
    /// Who coaches from then on, where that is someone else.
    pub coach: Option<String>,
    /// The profile from then on, where it is another one.
    pub profile: Option<String>,
}

/// When and how they are taken over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passing<'p> {
    /// The first day of the new ones; the old ones end on the day before.
    pub from: NaiveDate,
    /// Why the old ones end.
    pub reason: Option<&'p str>,
    /// What of the agreements stays.
    pub kept: Kept,
    /// As of when what is open passes on.
    pub as_of: AsOf,
}

/// What it takes for relationships to be taken over, and what becomes of what was promised in them.
#[derive(Debug, Default)]
pub(crate) struct Taken<'p> {
    /// The files.
    pub mend: Mend,
    /// What is open and passes on, each with the folder of its relationship.
    pub passes_on: Vec<(&'p str, Due)>,
    /// Agreed methods that the new profile does not have, each with the folder of its relationship: they stay in
    /// the old agreement.
    pub left_behind: Vec<(&'p str, Vec<String>)>,
}

/// What it takes for each of `taken_over`, of the relationships `all` of `folder`, to be taken over.
///
/// # Errors
/// In words: a relationship cannot be read, or not ended safely.
pub(crate) fn take_over<'p>(
    folder: &DistrictFolder,
    all: &[(String, Relationship)],
    taken_over: &[TakenOver<'p>],
    passing: &Passing,
) -> Result<Taken<'p>, String> {
    let mut done = Taken::default();
    let lineages = lineages(all);
    let mut taken: HashSet<String> = HashSet::with_capacity(taken_over.len());
    let end = passing.from.pred_opt();
    for TakenOver { pair, coach, profile } in taken_over {
        let mut draft = Draft::new(Kind::Relationship);
        draft.set_text("coach", coach.as_ref());
        draft.set_text("profile", profile.as_ref());
        draft.set_text("started", Some(passing.from));
        complete(folder, &mut draft, pair, passing.kept);
        let left_behind = profile.as_ref().map(|id| leave_methods(folder, &mut draft, id));
        if let Some(methods) = left_behind.filter(|methods| !methods.is_empty()) {
            done.left_behind.push((pair.0.as_str(), methods));
        }
        let is_taken = |path: &str| taken.contains(path);
        let next = new_relationship(folder, draft.text(), &draft, passing.from, is_taken);
        let parts = handover::parts(folder, all, &next, passing.reason);
        done.mend.parts.extend(parts.map_err(|fault| format!("{fault}"))?.parts);
        taken.insert(next.pair);
    }
    let open = |one: &TakenOver<'p>| {
        let lineage = lineages.get(&one.pair.0).cloned();
        let open = open_in(folder, lineage, one.pair, end, passing.as_of);
        open.into_iter().map(|due| (one.pair.0.as_str(), due)).collect::<Vec<_>>()
    };
    done.passes_on = taken_over.par_iter().map(open).flatten_iter().collect();
    Ok(done)
}

/// Takes methods that the profile `id` does not have out of the agreement in `draft`, and returns them.
fn leave_methods(folder: &DistrictFolder, draft: &mut Draft, id: &str) -> Vec<String> {
    let (Some(profile), Some(Written::Map(mut agreed))) =
        (folder.profiles.get(id), draft.get("agreement").cloned())
    else {
        return Vec::new();
    };
    let is_known = |word: &str| profile.methods.iter().any(|method| method.id == word);
    let mut left = Vec::new();
    for (_, value) in agreed.iter_mut().filter(|(key, _)| key == "methods") {
        let Written::List(words) = value else { continue };
        words.retain(|word| match word {
            Written::Text(word) if !is_known(word) => {
                left.push(word.clone());
                false
            }
            _ => true,
        });
    }
    draft.set("agreement", Written::Map(agreed));
    left
}
