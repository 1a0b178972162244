//! What a pair keeps of those that it goes on from under a newer edition of their profile. The pairs before it
//! come in, the latest first; those that it keeps something of go out, with the items that are the same.
//!
//! What can only be done once, at the beginning, need not be done again because the document was revised. It does
//! where nothing says that the item is the same, and where someone else coaches: that is a new beginning, under the
//! same profile too.

use super::moment::{Dated, Moment};
use crate::domain::record::Relationship;

/// A pair of the same coach and educator under an older edition, before one under the newest.
#[derive(Clone, Debug)]
pub struct OlderEdition<'r> {
    /// Its folder, `records/<school>/<pair>`.
    pub(super) folder: &'r str,
    pub(super) relationship: &'r Relationship,
    /// All its records, whether they count or not.
    pub(super) records: Vec<Dated<'r>>,
    /// By the index of each item of the newest edition, that of the same item here.
    items: Vec<Option<usize>>,
}

impl<'r> OlderEdition<'r> {
    /// Those of which `newest` keeps something, where it goes on from the pairs `before`. One under the same
    /// profile, or of another coach, ends the row: whoever is before it was not at this beginning.
    pub(crate) fn all_before(
        newest: &Relationship,
        before: impl Iterator<Item = (&'r str, &'r Relationship, Vec<Dated<'r>>)>,
    ) -> Vec<Self> {
        let mut items: Vec<_> = (0..newest.profile.items.len()).map(Some).collect();
        let mut newer = newest;
        let goes_back = before.map_while(|(folder, relationship, records)| {
            let same = same_items(newer, relationship)?;
            let older = |&(_, newer): &(usize, usize), item| newer == item;
            for item in &mut items {
                let found = item.and_then(|item| same.iter().find(|pair| older(pair, item)));
                *item = found.map(|&(older, _)| older);
            }
            newer = relationship;
            Some(Self { folder, relationship, records, items: items.clone() })
        });
        goes_back.collect()
    }

    /// The index here of the item that has the index `item` in the newest edition, if it is said to be the same.
    pub(super) fn item(&self, item: usize) -> Option<usize> {
        self.items.get(item).copied().flatten()
    }

    /// Its records that count on the as-of day.
    pub(super) fn counting(&self, moment: &Moment) -> Vec<Dated<'r>> {
        let counts = |dated: &&Dated| dated.counts(self.relationship, moment.as_of);
        self.records.iter().filter(counts).copied().collect()
    }
}

/// The indexes, in the older and in the newer profile, of the items that are the same; `None` where `newer` is not
/// of the same coach under a newer edition.
fn same_items(newer: &Relationship, older: &Relationship) -> Option<Vec<(usize, usize)>> {
    let supersedes = newer.profile.supersedes.as_ref()?;
    let is_next = supersedes.profile.value == older.profile.id;
    let is_same_coach = newer.coach.value == older.coach.value;
    (is_next && is_same_coach).then(|| supersedes.pairs(&older.profile))
}
