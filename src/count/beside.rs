//! A pair as each of its instruments sees it: its own profile first, with all its records, then each that it
//! uses beside, with the checklists by that one alone.

use super::Records;
use super::moment::Dated;
use crate::domain::record::{Checklist, OfKind, Relationship};

/// What `look` makes of the pair under its own profile, and then under each instrument that it uses beside.
pub(crate) fn by_instrument<T>(
    relationship: &Relationship,
    records: &Records,
    mut look: impl FnMut(&Relationship, &Records) -> T,
) -> Vec<T> {
    let mut seen = vec![look(relationship, records)];
    for instrument in &relationship.instruments {
        let under = relationship.under(&instrument.value);
        let is_by = |dated: &&Dated| {
            Checklist::of(dated.record).is_some_and(|checklist| checklist.is_judged(&under))
        };
        let own: Vec<Dated> = records.own().iter().filter(is_by).copied().collect();
        seen.push(look(&under, &Records::of(&own)));
    }
    seen
}
