//! One item of one relationship: what each source says of it, and what follows.

use chrono::NaiveDate;

use super::ratings::{ByRole, Current};
use crate::record::Rating;

/// Why an item is in nobody's denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplicable {
    /// The item's rule found no occasion for it.
    NoOccasion,
    /// An observer says so, of an item that the profile marks `may_be_na`.
    Observer(NaiveDate),
}

/// What is known of one item in the window.
#[derive(Clone, Debug, Default)]
pub struct ItemState {
    /// Why it does not apply; `None` when it does.
    pub not_applicable: Option<NotApplicable>,
    /// An observer's current level.
    pub observed: Option<Current>,
    /// The latest day on which the records document it.
    pub documented: Option<NaiveDate>,
    /// The coach's own current rating: a level or not-applicable.
    pub by_coach: Option<Current>,
    /// The educator's current rating: a level or not-applicable.
    pub by_educator: Option<Current>,
}

impl ItemState {
    /// Puts together what the sources say of an item.
    ///
    /// `no_occasion` is the rule's own answer that there was nothing to do; an observer who saw a
    /// level outranks it. An observer's not-applicable is there only where the profile allows it.
    pub(super) fn new(ratings: ByRole, documented: Option<NaiveDate>, no_occasion: bool) -> Self {
        let is_na = |current: &Current| current.rating == Rating::NotApplicable;
        let observed = ratings.observer.filter(|current| !is_na(current));
        let observer_na = ratings.observer.filter(is_na);
        let not_applicable = match (observer_na, observed) {
            (Some(observer), _) => Some(NotApplicable::Observer(observer.on)),
            (None, None) if no_occasion => Some(NotApplicable::NoOccasion),
            _ => None,
        };
        let (by_coach, by_educator) = (ratings.itself, ratings.educator);
        Self { not_applicable, observed, documented, by_coach, by_educator }
    }

    /// Whether the item is in the denominators.
    pub fn applies(&self) -> bool {
        self.not_applicable.is_none()
    }

    /// In place: the latest observation says so, or nothing was observed and it is documented.
    pub fn is_in_place(&self) -> bool {
        self.is_observed_in_place() || self.is_documented_only()
    }

    /// In place by the latest observation.
    pub fn is_observed_in_place(&self) -> bool {
        self.applies() && self.observed.is_some_and(|current| current.rating == Rating::InPlace)
    }

    /// In place by documents alone: the pair keeps those, and nobody observed the item.
    pub fn is_documented_only(&self) -> bool {
        self.applies() && self.observed.is_none() && self.documented.is_some()
    }

    /// The lower current level of the coach's and the educator's own ratings, if the item applies
    /// and one of them gave a level.
    pub fn reported(&self) -> Option<Rating> {
        let levels = [self.by_coach, self.by_educator].into_iter().flatten().filter_map(level);
        levels.min().filter(|_| self.applies())
    }

    /// Whether there is any level from anyone, or a document.
    pub fn is_known(&self) -> bool {
        self.observed.is_some() || self.documented.is_some() || self.reported().is_some()
    }

    /// Whether two sources differ: their levels by a step or more, or it is documented and observed
    /// below in place. Observed but undocumented is no difference.
    pub fn differs(&self) -> bool {
        if !self.applies() {
            return false;
        }
        let levels = || {
            [self.by_coach, self.by_educator, self.observed].into_iter().flatten().filter_map(level)
        };
        let sources_differ = levels().min() != levels().max();
        let below = self.observed.is_some_and(|current| current.rating < Rating::InPlace);
        sources_differ || self.documented.is_some() && below
    }
}

fn level(current: Current) -> Option<Rating> {
    (current.rating <= Rating::InPlace).then_some(current.rating)
}
