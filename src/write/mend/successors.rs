//! Many relationships that others take over on one day: because a coach leaves, or a profile is superseded.
//! Which, and what is new about those that follow, comes in; the files, and what passes on, go out.

use std::collections::HashSet;

use chrono::NaiveDate;

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

/// What it takes for each of `taken_over`, of the relationships `all` of `folder`, to be taken over; and what is
/// open in them and passes on, each with the folder of its relationship.
///
/// # Errors
/// In words: a relationship cannot be read, or not ended safely.
pub(crate) fn take_over<'p>(
    folder: &DistrictFolder,
    all: &[(String, Relationship)],
    taken_over: &[TakenOver<'p>],
    passing: &Passing,
) -> Result<(Mend, Vec<(&'p str, Due)>), String> {
    let (mut mend, mut passes_on) = (Mend::default(), Vec::new());
    let mut lineages = lineages(all);
    let mut taken: HashSet<String> = HashSet::with_capacity(taken_over.len());
    let end = passing.from.pred_opt();
    for TakenOver { pair, coach, profile } in taken_over {
        let mut draft = Draft::new(Kind::Relationship);
        draft.set_text("coach", coach.as_ref());
        draft.set_text("profile", profile.as_ref());
        draft.set_text("started", Some(passing.from));
        complete(folder, &mut draft, pair, passing.kept);
        let is_taken = |path: &str| taken.contains(path);
        let next = new_relationship(folder, draft.text(), &draft, passing.from, is_taken);
        let parts = handover::parts(folder, all, &next, passing.reason);
        mend.parts.extend(parts.map_err(|fault| format!("{fault}"))?.parts);
        taken.insert(next.pair);
        let open = open_in(folder, lineages.remove(&pair.0), pair, end, passing.as_of);
        passes_on.extend(open.into_iter().map(|due| (pair.0.as_str(), due)));
    }
    Ok((mend, passes_on))
}
