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
    /// Of each agreement that has some, the methods that the new profile does not have: they stay in the old one.
    pub left_behind: Vec<Vec<String>>,
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
        let left_behind = complete(folder, &mut draft, pair, passing.kept)?;
        if !left_behind.is_empty() {
            done.left_behind.push(left_behind);
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
