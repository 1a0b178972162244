//! Ratings of many units by any raters, as the agreement measures see them: for each unit how many
//! raters gave each category. Tallies add up and can be taken apart again, exactly.

use std::collections::BTreeMap;
use std::ops::{AddAssign, SubAssign};

/// How often each way of rating a unit occurred. The order of raters and of units is forgotten.
///
/// ```
/// # use coach::count::statistics::Tally;
/// let mut tally = Tally::new(3);
/// tally.add(&[Some(2), Some(2)]);
/// tally.add(&[Some(0), Some(1)]);
/// tally.add(&[Some(1), None]);
/// assert_eq!((tally.units(), tally.pairable()), (3, 2));
/// assert_eq!(tally.pairs(), (1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Number of categories of the declared list.
    pub(super) categories: usize,
    /// Ratings a category, and how many units were rated so.
    pub(super) units: BTreeMap<Vec<u32>, u64>,
}

impl Tally {
    /// No unit yet, rated in the categories 0 to `categories` − 1, lowest first: the list that raters
    /// could choose from, whether or not each was chosen.
    pub fn new(categories: u8) -> Self {
        Self { categories: usize::from(categories), units: BTreeMap::new() }
    }

    /// Adds one unit with one entry per rater. `None`, and what is no category of the list, is
    /// missing.
    pub fn add(&mut self, unit: &[Option<u8>]) {
        let mut counts = vec![0; self.categories];
        for rating in unit.iter().flatten() {
            if let Some(count) = counts.get_mut(usize::from(*rating)) {
                *count += 1;
            }
        }
        // A unit that nobody rated is none.
        if counts.iter().any(|&count| count > 0) {
            *self.units.entry(counts).or_default() += 1;
        }
    }

    /// Units with a rating.
    pub fn units(&self) -> u64 {
        self.units.values().sum()
    }

    /// Units with two or more ratings.
    pub fn pairable(&self) -> u64 {
        self.units.iter().filter(|(counts, _)| raters(counts) > 1).map(|(_, units)| units).sum()
    }

    /// Pairs of ratings of one unit that are the same, and all such pairs.
    pub fn pairs(&self) -> (u64, u64) {
        let of = |raters: u64| raters * raters.saturating_sub(1) / 2;
        self.units.iter().fold((0, 0), |(same, all), (counts, units)| {
            let alike: u64 = counts.iter().map(|&count| of(u64::from(count))).sum();
            (same + units * alike, all + units * of(raters(counts)))
        })
    }
}

/// Ratings of one unit.
pub(super) fn raters(counts: &[u32]) -> u64 {
    counts.iter().map(|&count| u64::from(count)).sum()
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        for (counts, units) in &other.units {
            *self.units.entry(counts.clone()).or_default() += units;
        }
    }
}

/// Takes out units that were added before; of others there is nothing to take.
impl SubAssign<&Tally> for Tally {
    fn sub_assign(&mut self, other: &Tally) {
        for (counts, units) in &other.units {
            if let Some(known) = self.units.get_mut(counts) {
                *known = known.saturating_sub(*units);
            }
        }
        self.units.retain(|_, units| *units > 0);
    }
}
