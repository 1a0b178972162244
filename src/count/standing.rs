//! What is in place in relationships, and nothing else: for a time that stands beside another.

use super::adds_up::adds_up;
use super::evidence::Evidence;
use super::relationship::{Sorted, is_active, states};
use super::{Coverage, Moment, Records, members, ratings, timeliness};
use crate::domain::record::Relationship;

/// What is in place in one relationship or in several under one profile, new ones apart.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Of relationships that were not new when the window ended.
    pub settled: InPlace,
    /// Of those that were.
    pub new: InPlace,
}

adds_up!(&Standing { settled, new });

/// What is in place in some relationships under one profile.
#[derive(Clone, Debug, Default)]
pub struct InPlace {
    /// How many they are.
    pub relationships: u32,
    /// Those that have a record in the window.
    pub with_records: u32,
    /// By the index of the profile's function. Empty where there is no relationship.
    pub functions: Vec<Coverage>,
}

impl std::ops::AddAssign<&InPlace> for InPlace {
    fn add_assign(&mut self, other: &Self) {
        let Self { relationships, with_records, functions } = other;
        self.relationships += relationships;
        self.with_records += with_records;
        if self.functions.is_empty() {
            self.functions.clone_from(functions);
        } else {
            self.functions.iter_mut().zip(functions).for_each(|(all, more)| *all += *more);
        }
    }
}

/// What [`evaluate`](super::evaluate) counts of items; `None` where the relationship was not under way in the window.
pub fn standing(
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
) -> Option<Standing> {
    if !is_active(relationship, moment) {
        return None;
    }
    let profile = &relationship.profile;
    let Sorted { counting, in_window, .. } = Sorted::of(relationship, records.own(), moment);
    let checklists = ratings::counted(relationship, &counting, moment);
    let current = ratings::current(&checklists, profile);
    let records = records.but(&counting);
    let timeliness = timeliness::of(relationship, &records, moment);
    let items = states(&Evidence { relationship, records, moment, timeliness }, current);
    let functions = profile.functions.iter();
    let in_place = InPlace {
        relationships: 1,
        with_records: u32::from(in_window > 0),
        functions: functions.map(|of| Coverage::over(&items[of.items.clone()])).collect(),
    };
    Some(if members::is_new(relationship, moment) {
        Standing { new: in_place, ..Standing::default() }
    } else {
        Standing { settled: in_place, ..Standing::default() }
    })
}
