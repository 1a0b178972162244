//! What each rater wrote: checklists and their ratings, item by item as they are on the page. Nothing
//! is compared, and no later rating takes the place of an earlier one.

use std::collections::BTreeMap;
use std::ops::{AddAssign, Range};

use schemars::JsonSchema;
use serde::Serialize;

use crate::count::adds_up::adds_up;
use crate::count::narrow::NarrowKey;
use crate::count::ratings::Counted;
use crate::count::row::{Kind, Row};
use crate::count::{Share, Value};
use crate::domain::district::Numbers;
use crate::domain::profile::{Profile, Rated};
use crate::domain::record::{Checklist, Rating, Relationship, Role, rater_of};

/// A rater: the role a checklist counts under, and an id. The coach and the educator have the ids of
/// the relationship where their checklists name none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RaterId {
    /// The role.
    pub role: Role,
    /// The id.
    pub id: String,
}

/// How often each rating was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RatingCounts {
    /// In place.
    pub in_place: u32,
    /// Partial: below in place, and not the lowest step of the scale.
    pub partial: u32,
    /// Not in place: the lowest step of the scale.
    pub not_in_place: u32,
    /// Not applicable: no level.
    pub not_applicable: u32,
    /// Not observed: no level.
    pub not_observed: u32,
}

impl RatingCounts {
    /// One more `rating`.
    pub fn add(&mut self, rating: Rating) {
        let count = match rating {
            Rating::Step(Rated { in_place: true, .. }) => &mut self.in_place,
            Rating::Step(Rated { rank: 0, .. }) => &mut self.not_in_place,
            Rating::Step(_) => &mut self.partial,
            Rating::NotApplicable => &mut self.not_applicable,
            Rating::NotObserved => &mut self.not_observed,
        };
        *count += 1;
    }

    /// Ratings in place, of ratings that give a level.
    ///
    /// ```
    /// # use coach::count::{RatingCounts, Share};
    /// let counts = RatingCounts { in_place: 6, partial: 2, not_in_place: 1, not_applicable: 3, not_observed: 1 };
    /// assert_eq!(counts.levels(), Share { k: 6, n: 9 });
    /// ```
    pub fn levels(&self) -> Share {
        Share { k: self.in_place, n: self.in_place + self.partial + self.not_in_place }
    }
}

adds_up!(RatingCounts { in_place, partial, not_in_place, not_applicable, not_observed });

/// What one rater wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Checklists that count: in the window, and not corrected by another.
    pub checklists: u32,
    /// Their ratings by the index of the function.
    pub functions: Vec<RatingCounts>,
}

impl Written {
    /// The ratings of all functions.
    pub fn ratings(&self) -> RatingCounts {
        let mut all = RatingCounts::default();
        self.functions.iter().for_each(|function| all += *function);
        all
    }
}

impl AddAssign<&Written> for Written {
    fn add_assign(&mut self, other: &Written) {
        let Written { checklists, functions } = other;
        self.checklists += checklists;
        if self.functions.len() < functions.len() {
            self.functions.resize(functions.len(), RatingCounts::default());
        }
        for (mine, more) in self.functions.iter_mut().zip(functions) {
            *mine += *more;
        }
    }
}

/// What each rater wrote, under one profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByRater(BTreeMap<RaterId, Written>);

impl AddAssign<&ByRater> for ByRater {
    fn add_assign(&mut self, other: &ByRater) {
        for (rater, written) in &other.0 {
            *self.0.entry(rater.clone()).or_default() += written;
        }
    }
}

impl ByRater {
    /// One relationship's, by its checklists that count.
    pub(super) fn of(
        relationship: &Relationship,
        profile: &Profile,
        checklists: &[Counted],
    ) -> Self {
        let mut by_rater = Self::default();
        for counted in checklists {
            let written = by_rater.0.entry(rater(relationship, counted)).or_default();
            *written += &of_one(profile, counted);
        }
        by_rater
    }

    /// Every rater, by role and id.
    pub fn iter(&self) -> impl Iterator<Item = (&RaterId, &Written)> {
        self.0.iter()
    }
}

/// Who wrote a checklist.
pub(in crate::count) fn rater(relationship: &Relationship, counted: &Counted) -> RaterId {
    // An observer always has an id.
    let id = rater_of(relationship, counted.checklist).1.unwrap_or_default().to_owned();
    RaterId { role: counted.role, id }
}

/// What one checklist says.
fn of_one(profile: &Profile, counted: &Counted) -> Written {
    let functions = profile.functions.iter();
    let ratings = |items: &Range<usize>| ratings(counted.checklist, |item| items.contains(&item));
    Written { checklists: 1, functions: functions.map(|of| ratings(&of.items)).collect() }
}

/// The ratings of those items that `keeps` leaves.
pub(in crate::count) fn ratings(
    checklist: &Checklist,
    keeps: impl Fn(usize) -> bool,
) -> RatingCounts {
    let mut counts = RatingCounts::default();
    let kept = checklist.ratings.iter().filter(|(item, _)| keeps(item.value));
    kept.for_each(|(_, rating)| counts.add(rating.value));
    counts
}

/// How a statistic of what raters wrote is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OfRater {
    /// It counts checklists.
    Checklists,
    /// It counts ratings.
    Ratings(fn(&RatingCounts) -> Value),
}

const OF_RATINGS: &[NarrowKey] = &[NarrowKey::Role, NarrowKey::Rater, NarrowKey::Function];

pub(in crate::count) const CHECKLISTS: Row<OfRater> = Row {
    name: "checklists",
    meaning: "checklists that raters wrote",
    formula: "Checklists in the period that no other checklist corrects, counted for the rater who \
              wrote them.",
    kind: Kind::Count,
    numbers: Numbers::Raters,
    narrowed_by: &[NarrowKey::Role, NarrowKey::Rater],
    column: None,
    made: OfRater::Checklists,
};

pub(in crate::count) const RATINGS_IN_PLACE: Row<OfRater> = Row {
    name: "ratings-in-place",
    meaning: "ratings in place, of ratings that give a level, as raters wrote them",
    formula: "Of the ratings in the period that give a level, those that say in-place.",
    kind: Kind::Share,
    numbers: Numbers::Raters,
    narrowed_by: &[NarrowKey::Role, NarrowKey::Rater, NarrowKey::Function, NarrowKey::SharedWith],
    column: None,
    made: OfRater::Ratings(|ratings| ratings.levels().into()),
};

pub(in crate::count) const RATINGS_PARTIAL: Row<OfRater> = Row {
    name: "ratings-partial",
    meaning: "ratings of partial, as raters wrote them",
    formula: "Ratings of partial in the period's checklists.",
    kind: Kind::Count,
    numbers: Numbers::Raters,
    narrowed_by: OF_RATINGS,
    column: None,
    made: OfRater::Ratings(|ratings| ratings.partial.into()),
};

pub(in crate::count) const RATINGS_NOT_IN_PLACE: Row<OfRater> = Row {
    name: "ratings-not-in-place",
    meaning: "ratings of not in place, as raters wrote them",
    formula: "Ratings of not-in-place in the period's checklists.",
    kind: Kind::Count,
    numbers: Numbers::Raters,
    narrowed_by: OF_RATINGS,
    column: None,
    made: OfRater::Ratings(|ratings| ratings.not_in_place.into()),
};

pub(in crate::count) const RATINGS_NOT_APPLICABLE: Row<OfRater> = Row {
    name: "ratings-not-applicable",
    meaning: "ratings of not applicable, as raters wrote them",
    formula: "Ratings of not-applicable in the period's checklists.",
    kind: Kind::Count,
    numbers: Numbers::Raters,
    narrowed_by: OF_RATINGS,
    column: None,
    made: OfRater::Ratings(|ratings| ratings.not_applicable.into()),
};

pub(in crate::count) const RATINGS_NOT_OBSERVED: Row<OfRater> = Row {
    name: "ratings-not-observed",
    meaning: "ratings of not observed, as raters wrote them",
    formula: "Ratings of not-observed in the period's checklists.",
    kind: Kind::Count,
    numbers: Numbers::Raters,
    narrowed_by: OF_RATINGS,
    column: None,
    made: OfRater::Ratings(|ratings| ratings.not_observed.into()),
};
