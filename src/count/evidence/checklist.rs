//! Rule `checklist`: the latest rating from outside, by another instrument of the pair, says that one of its
//! items is in place.

use super::why::{Verdict, Why, in_window};
use super::{Because, Evidence, Finding, Lack, Looked, Rule, Together};
use crate::count::{Current, ratings};
use crate::domain::profile::evidence::Named;
use crate::domain::record::{Checklist, OfKind, Record, Relationship, rater_of};

/// Which item of which instrument.
pub(super) struct ByChecklist<'r> {
    pub(super) instrument: &'r Named,
    pub(super) item: &'r Named,
}

impl ByChecklist<'_> {
    /// The pair as that instrument sees it, and the index of the item; `None` where the pair does not use it.
    fn seen(&self, evidence: &Evidence) -> Option<(Relationship, usize)> {
        let instruments = evidence.relationship.instruments.iter();
        let instrument =
            instruments.map(|known| &known.value).find(|it| *it.id == *self.instrument.value)?;
        let item = instrument.item(&self.item.value)?;
        Some((evidence.relationship.under(instrument), item))
    }

    /// The latest rating from outside of that item.
    fn latest(&self, evidence: &Evidence) -> Option<Current> {
        let (under, item) = self.seen(evidence)?;
        let counted = ratings::counted(&under, evidence.records.own(), evidence.moment);
        ratings::current(&counted, &under.profile).get(item)?.observer
    }

    /// What `checklist` says of it, if it rates it by that instrument.
    fn says(&self, evidence: &Evidence, checklist: &Checklist) -> Option<Result<(), Why>> {
        let (under, item) = self.seen(evidence)?;
        if !checklist.is_judged(&under) {
            return None;
        }
        let (_, rating) = checklist.ratings.iter().find(|(rated, _)| rated.value == item)?;
        if !rater_of(&under, checklist).0.is_outside() {
            return Some(Err(Why::Words("rates it from within the pair")));
        }
        Some(match rating.value.is_in_place() {
            true => Ok(()),
            false => Err(Why::Words("says that it is not in place there")),
        })
    }
}

impl Rule for ByChecklist<'_> {
    fn verdict(&self, evidence: &Evidence, looked: Looked) -> Option<Verdict> {
        let Looked::Record(record @ Record::Checklist(_)) = looked else { return None };
        let checklist = Checklist::of(record)?;
        let says = self.says(evidence, checklist)?;
        let on = in_window(checklist.date.value, evidence.moment);
        let verdict = says.and(on);
        let latest = self.latest(evidence);
        // Where the latest day does not put the item in place, no earlier one does.
        Some(verdict.and_then(|on| match latest.filter(|latest| latest.rating.is_in_place()) {
            Some(latest) if latest.on == on => Ok(on),
            _ => Err(Why::Words("says so, but a later or lower rating counts instead")),
        }))
    }

    fn support(&self, _: &Evidence, _: Looked) -> String {
        format!("says that {} of {} is in place", self.item.value, self.instrument.value)
    }

    fn together(&self, evidence: &Evidence) -> Option<Together> {
        let in_place = self.latest(evidence).filter(|current| current.rating.is_in_place());
        let found = Finding::of(in_place.map(|current| current.on));
        Some(Together { found, because: Because::Said })
    }

    fn lack(&self, _: &Evidence) -> Lack {
        Lack::ANY_DAY
    }
}
