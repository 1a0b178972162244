//! From checklists to each source's current rating of each item.
//!
//! A role's current rating is the latest in the window that is not `not-observed`; of several on one
//! day, the lower one counts and is marked; where the instrument has votes, those from outside make one score. `not-applicable` is no level: any level of the same day
//! replaces it.
//!
//! It is decided once for every checklist whether it counts and under whose role, and for every
//! rating in it whether it is one: so what explains a number is what made it.

mod votes;
mod words;

use chrono::NaiveDate;

use super::moment::Refusal;
use super::moment::{Dated, Moment, checklists};
use crate::domain::profile::{Item, Profile};
use crate::domain::record::{self, Checklist, Named, Rating, Relationship, Role, rater_of};

pub(super) use words::{Seen, judged, rater};

/// The current rating of one item by one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    /// The rating: a level or not-applicable, never not-observed.
    pub rating: Rating,
    /// Its day.
    pub on: NaiveDate,
    /// Whether that day had ratings that differ; the lower stands. Votes never do.
    pub differed_on_day: bool,
}

/// The current ratings of one item by each role.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ByRole {
    pub itself: Option<Current>,
    pub educator: Option<Current>,
    pub observer: Option<Current>,
    /// Whether the latest votes are no score, because all have to agree and do not.
    pub votes_differ: bool,
}

impl ByRole {
    pub(super) fn of(&self, role: Role) -> Option<Current> {
        match role {
            Role::Itself => self.itself,
            Role::Educator => self.educator,
            Role::Observer | Role::Consensus => self.observer,
        }
    }
}

/// A checklist that counts, under the role it counts as.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'r> {
    pub relationship: &'r Relationship,
    pub checklist: &'r Checklist,
    pub role: Role,
}

impl<'r> Counted<'r> {
    /// Whether an observer from outside the pair rated anything here. A form on which nothing counts
    /// as a rating is no observation.
    pub(super) fn is_observation(&self, items: &[Item]) -> bool {
        self.role == Role::Observer && self.rated(items).next().is_some()
    }

    /// The index of each of `items` that is rated here, with what that counts as.
    pub(super) fn rated<'i>(
        &self,
        items: &'i [Item],
    ) -> impl Iterator<Item = (usize, Rating)> + use<'r, 'i> {
        let (relationship, role) = (self.relationship, self.role);
        self.checklist.ratings.iter().filter_map(move |(item, rating)| {
            let item = item.value;
            Some((item, rated(rating.value, role, (relationship, &items[item])).ok()?))
        })
    }
}

/// Whether `checklist` is an observation, if it counts: see [`Counted::is_observation`].
pub(crate) fn is_observation(relationship: &Relationship, checklist: &Checklist) -> bool {
    let role = rater_of(relationship, checklist).0;
    let items = &checklist.profile(relationship).items;
    Counted { relationship, checklist, role }.is_observation(items)
}

/// Why a checklist does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotCounted<'r> {
    /// Its day.
    Day(Refusal),
    /// The checklist of this name corrects it.
    Replaced(&'r str),
}

/// Every checklist of `records` with the role it counts under, or why it does not count, in the order
/// of `records`.
///
/// An observer who is the coach or the educator counts as that one: the pair's report.
pub(super) fn standings<'r>(
    relationship: &Relationship,
    records: &[Dated<'r>],
    moment: &Moment,
) -> Vec<(Named<'r>, Result<Role, NotCounted<'r>>)> {
    let as_of = moment.as_of;
    let all = checklists(relationship, records);
    let by_day = |checklist: &Checklist| {
        let day = checklist.date.value;
        Refusal::ever(relationship, day, as_of).map_or(Ok(day), Err)
    };
    let known: Vec<Named> =
        all.iter().copied().filter(|(_, checklist)| by_day(checklist).is_ok()).collect();
    // A correction counts in a window that holds it.
    let corrections = known.iter().filter(|(_, c)| moment.window.holds(c.date.value));
    let replaced: Vec<(&str, &str)> = corrections
        .filter_map(|&correction| {
            let (file, _) = record::replaced(relationship, &known, correction)?.ok()?;
            Some((file, correction.0))
        })
        .collect();
    let standing = |(file, checklist): Named<'r>| {
        by_day(checklist)
            .and_then(|day| Refusal::in_window(day, moment))
            .map_err(NotCounted::Day)?;
        match replaced.iter().find(|(replaced, _)| *replaced == file) {
            Some((_, by)) => Err(NotCounted::Replaced(by)),
            None => Ok(rater_of(relationship, checklist).0),
        }
    };
    all.into_iter().map(|named| (named, standing(named))).collect()
}

/// The checklists of `records` that count.
pub(super) fn counted<'r>(
    relationship: &'r Relationship,
    records: &[Dated<'r>],
    moment: &Moment,
) -> Vec<Counted<'r>> {
    let standings = standings(relationship, records, moment).into_iter();
    standings
        .filter_map(|((_, checklist), standing)| {
            standing.ok().map(|role| Counted { relationship, checklist, role })
        })
        .collect()
}

/// Why a rating is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoRating {
    /// The rater saw nothing of the item.
    NotObserved,
    /// An observer says not-applicable of an item that always applies: it takes the place of no level.
    AlwaysApplies,
    /// The item is only for groups that the pair is in none of.
    OnlyFor,
}

/// What `rating` of `item` counts as in `relationship` by a rater in `role`: a level or not-applicable.
pub(super) fn rated(
    rating: Rating,
    role: Role,
    (relationship, item): (&Relationship, &Item),
) -> Result<Rating, NoRating> {
    match rating {
        _ if !relationship.is_for(item) => Err(NoRating::OnlyFor),
        Rating::NotObserved => Err(NoRating::NotObserved),
        Rating::NotApplicable if role.is_outside() && !item.may_be_na => {
            Err(NoRating::AlwaysApplies)
        }
        _ => Ok(rating),
    }
}

/// The current ratings of each item of `profile`.
pub(super) fn current(counted: &[Counted], profile: &Profile) -> Vec<ByRole> {
    let mut by_item = vec![ByRole::default(); profile.items.len()];
    let is_vote = |form: &Counted| profile.votes.is_some() && form.role.is_outside();
    for form in counted.iter().filter(|form| !is_vote(form)) {
        for (item, rating) in form.rated(&profile.items) {
            let by_role = &mut by_item[item];
            let slot = match form.role {
                Role::Itself => &mut by_role.itself,
                Role::Educator => &mut by_role.educator,
                Role::Observer | Role::Consensus => &mut by_role.observer,
            };
            *slot = Some(later_or_lower(*slot, rating, form.checklist.date.value));
        }
    }
    if let Some(votes) = profile.votes {
        for (item, by_role) in by_item.iter_mut().enumerate() {
            (by_role.observer, by_role.votes_differ) =
                votes::current(counted, profile, votes, item);
        }
    }
    by_item
}

fn later_or_lower(known: Option<Current>, rating: Rating, on: NaiveDate) -> Current {
    match known {
        Some(known) if known.on > on => known,
        // Ratings are ordered worst first with not-applicable after every level.
        Some(known) if known.on == on => Current {
            rating: known.rating.min(rating),
            on,
            differed_on_day: known.differed_on_day || known.rating != rating,
        },
        _ => Current { rating, on, differed_on_day: false },
    }
}
