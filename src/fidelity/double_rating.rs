//! Double rating: visits that two different observers rated, and how far those agree. Self or
//! educator against observer is bias, not reliability, and is not counted here.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use super::Share;
use super::ratings::Counted;
use crate::record::Rating;

/// Counts of double rating.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DoubleRating {
    /// Visits (one pair on one day) that two or more observers rated, of all visits an observer
    /// rated.
    pub visits: Share,
    /// Pairs of ratings of one item on one visit by two observers that are the same, of all such
    /// pairs. Only levels count: not-applicable and not-observed are missing.
    pub agree: Share,
}

impl AddAssign for DoubleRating {
    fn add_assign(&mut self, other: Self) {
        self.visits += other.visits;
        self.agree += other.agree;
    }
}

/// Counts the double rating in one relationship's checklists of the window.
pub(super) fn count(checklists: &[Counted]) -> DoubleRating {
    let mut visits: BTreeMap<_, BTreeMap<&str, BTreeMap<usize, Rating>>> = BTreeMap::new();
    for counted in checklists.iter().filter(|counted| counted.is_observation()) {
        let Some(observer) = counted.checklist.rater.who() else { continue };
        let ratings =
            visits.entry(counted.checklist.date.value).or_default().entry(observer).or_default();
        for (item, rating) in &counted.checklist.ratings {
            if rating.value <= Rating::InPlace {
                let known = ratings.entry(item.value).or_insert(rating.value);
                *known = (*known).min(rating.value);
            }
        }
    }
    let mut result = DoubleRating::default();
    for observers in visits.values() {
        result.visits.count(observers.len() > 1);
        let observers: Vec<_> = observers.values().collect();
        for (i, one) in observers.iter().enumerate() {
            for other in &observers[i + 1..] {
                for (item, rating) in *one {
                    if let Some(second) = other.get(item) {
                        result.agree.count(rating == second);
                    }
                }
            }
        }
    }
    result
}
