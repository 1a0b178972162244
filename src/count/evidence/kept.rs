//! What documents an item at the beginning of a pair under an older edition of the profile, where this pair goes on
//! from it: the newer edition's rule, on the records of that pair.

use chrono::NaiveDate;

use super::Evidence;
use crate::count::contribution::Judged;
use crate::count::editions::OlderEdition;
use crate::count::records::Records;
use crate::count::timeliness::Timeliness;

impl<'e> Evidence<'e> {
    /// The latest day in an older edition on which something supports item `item`.
    pub(super) fn kept(&self, item: usize) -> Option<NaiveDate> {
        let rule = self.rule_of(item);
        let days = self.older(item).filter_map(|(older, index)| {
            let counting = older.counting(self.moment);
            let there = self.there(older, Records::of(&counting));
            there.by_rule(rule, index, |rule| there.supporting(rule).map(|(_, on)| on).max())
        });
        days.max()
    }

    /// What the newer edition's rule of `item` makes of each record in an older edition, by the path of its file.
    pub(super) fn judged_there(&self, item: usize) -> Vec<Judged> {
        let rule = self.rule_of(item);
        let judged = self.older(item).flat_map(|(older, index)| {
            let counting = older.counting(self.moment);
            let there = self.there(older, Records::of(&counting));
            let profile = &older.relationship.profile;
            let (id, named) = (&profile.id, &profile.items[index].id);
            let judged = there.judged_by(rule, index, &older.records, None).into_iter();
            let placed = judged.map(|judged| Judged {
                file: format!("{}/{}", older.folder, judged.file),
                why: format!("{} ({named} in {id})", judged.why),
                ..judged
            });
            placed.collect::<Vec<_>>()
        });
        judged.collect()
    }

    /// The older editions that have item `item`, with its index there; none where its rule looks at the window.
    fn older(&self, item: usize) -> impl Iterator<Item = (&'e OlderEdition<'e>, usize)> {
        let is_for_life = self.rule_of(item).is_for_life();
        let older = self.records.older().iter().filter(move |_| is_for_life);
        older.filter_map(move |older| Some((older, older.item(item)?)))
    }

    /// What a rule may look at in `older`, of whose records `counting` count. Rules of the beginning look at no
    /// answers.
    fn there<'t>(&'t self, older: &'t OlderEdition, counting: Records<'t>) -> Evidence<'t> {
        Evidence {
            relationship: older.relationship,
            records: counting,
            moment: self.moment,
            timeliness: Timeliness::default(),
        }
    }
}
