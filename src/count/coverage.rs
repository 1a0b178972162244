//! Fidelity coverage: items in place of items applicable, with what it rests on. Groups add counts;
//! nothing is averaged.

use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::Serialize;

use super::{ItemState, Share};
use crate::domain::record::Rating;

/// Counts over any number of items of any number of relationships.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Fidelity coverage: items in place of items applicable; evaluators call it adherence.
    pub in_place: Share,
    /// Of the items in place, those that an observer saw in place.
    pub observed: u32,
    /// Of the items in place, those that rest on the pair's own records alone.
    /// With `observed` they are all items in place.
    pub documented_only: u32,
    /// Items the pair reports in place (the lower of self and educator) of applicable items the pair
    /// rated. Never part of `in_place`.
    pub reported: Share,
    /// Completeness: applicable items with any level or document of items applicable.
    pub complete: Share,
    /// Applicable items on which two sources differ.
    pub differs: u32,
    /// Items that do not apply; they are in no denominator above.
    pub not_applicable: u32,
    /// Applicable items that are not in place and would be if no evidence had expired.
    pub expired: u32,
}

impl Coverage {
    /// Adds one item.
    pub fn add(&mut self, item: &ItemState) {
        if !item.applies() {
            self.not_applicable += 1;
            return;
        }
        self.in_place.count(item.is_in_place());
        self.observed += u32::from(item.is_observed_in_place());
        self.documented_only += u32::from(item.is_documented_only());
        if let Some(rating) = item.reported() {
            self.reported.count(rating == Rating::InPlace);
        }
        self.complete.count(item.is_known());
        self.differs += u32::from(item.differs());
        self.expired += u32::from(item.is_expired());
    }

    /// The counts over `items`.
    pub fn over<'i>(items: impl IntoIterator<Item = &'i ItemState>) -> Self {
        let mut coverage = Self::default();
        items.into_iter().for_each(|item| coverage.add(item));
        coverage
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        self.in_place += other.in_place;
        self.observed += other.observed;
        self.documented_only += other.documented_only;
        self.reported += other.reported;
        self.complete += other.complete;
        self.differs += other.differs;
        self.not_applicable += other.not_applicable;
        self.expired += other.expired;
    }
}
