//! One relationship as an explanation sees it: evaluated as for a report, with everything that says why.

use crate::count::dosage::{Plan, rhythm};
use crate::count::evidence::Evidence;
use crate::count::moment::{Dated, Moment};
use crate::count::narrow::Narrow;
use crate::count::ratings::{self, ByRole};
use crate::count::records::Records;
use crate::count::{Evaluation, evaluate, timeliness};
use crate::domain::profile::Profile;
use crate::domain::record::{Named, Relationship, Role};

/// One relationship, evaluated, with all that is needed to say why.
pub(super) struct Case<'c> {
    pub(super) relationship: &'c Relationship,
    /// All its records, whether they count or not.
    pub(super) records: &'c Records<'c>,
    /// Those that count, up to the as-of day.
    pub(super) counting: Vec<Dated<'c>>,
    pub(super) moment: &'c Moment<'c>,
    pub(super) evaluation: Evaluation,
    pub(super) standings: Vec<(Named<'c>, Result<Role, ratings::NotCounted<'c>>)>,
    /// By the index of the item, before anything expires.
    pub(super) current: Vec<ByRole>,
}

impl<'c> Case<'c> {
    pub(super) fn new(
        relationship: &'c Relationship,
        records: &'c Records<'c>,
        moment: &'c Moment<'c>,
    ) -> Self {
        let counting: Vec<Dated> = records
            .iter()
            .filter(|dated| dated.counts(relationship, moment.as_of))
            .copied()
            .collect();
        let counted = ratings::counted(relationship, &counting, moment);
        Self {
            relationship,
            records,
            moment,
            evaluation: evaluate(relationship, records, moment),
            standings: ratings::standings(relationship, records, moment),
            current: ratings::current(&counted, &relationship.profile),
            counting,
        }
    }

    pub(super) fn profile(&self) -> &'c Profile {
        &self.relationship.profile
    }

    /// Whether `narrow` leaves item `index`.
    pub(super) fn keeps(&self, narrow: &Narrow, index: usize) -> bool {
        let item = &self.profile().items[index];
        let function = &self.profile().functions[item.function].id;
        narrow.item.as_ref().is_none_or(|id| *id == item.id)
            && narrow.function.as_ref().is_none_or(|id| id == function)
            && self.is_in_part(narrow, index)
            && (narrow.shared_with.is_none() || narrow.shared.contains(&item.id))
    }

    /// Whether item `index` is in the tier or whole that `narrow` names, if it names one.
    fn is_in_part(&self, narrow: &Narrow, index: usize) -> bool {
        let profile = self.profile();
        let Some(part) = &narrow.part else { return true };
        let items = profile.part(part).map(|part| profile.items_of(part));
        items.is_some_and(|items| items.contains(&index))
    }

    pub(super) fn evidence(&self) -> Evidence<'_> {
        let (relationship, moment) = (self.relationship, self.moment);
        let records = self.records.but(&self.counting);
        let timeliness = timeliness::of(relationship, &records, moment);
        Evidence { relationship, records, moment, timeliness }
    }

    /// What was planned, if anything.
    pub(super) fn plan(&self) -> Option<Plan> {
        rhythm::plan(self.relationship, self.moment)
    }
}
