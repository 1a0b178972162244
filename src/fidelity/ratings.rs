//! From checklists to each source's current rating of each item.
//!
//! A role's current rating is the latest in the window that is not `not-observed`; of several on one
//! day the lower, and it is marked. `not-applicable` is no level: it yields to any level of the day.

use chrono::NaiveDate;

use super::moment::{Dated, Moment, checklists};
use crate::profile::Item;
use crate::record::{self, Checklist, Rating, Relationship, Role};

/// The current rating of one item by one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    /// The rating: a level or not-applicable, never not-observed.
    pub rating: Rating,
    /// Its day.
    pub on: NaiveDate,
    /// Whether that day had ratings that differ; the lower stands.
    pub differed_on_day: bool,
}

/// The current ratings of one item by each role.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ByRole {
    pub itself: Option<Current>,
    pub educator: Option<Current>,
    pub observer: Option<Current>,
}

/// A checklist that counts, under the role it counts as.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'r> {
    pub checklist: &'r Checklist,
    pub role: Role,
}

impl Counted<'_> {
    /// Whether an observer from outside the pair rated anything here. A form on which nothing was
    /// observed is no observation.
    pub(super) fn is_observation(&self) -> bool {
        let mut ratings = self.checklist.ratings.iter();
        self.role == Role::Observer && ratings.any(|(_, r)| r.value != Rating::NotObserved)
    }
}

/// The checklists of the window that no later one replaces, in the order of `records`.
///
/// An observer who is the coach or the educator counts as that one: the pair's report.
pub(super) fn counted<'r>(
    relationship: &Relationship,
    records: &[Dated<'r>],
    moment: &Moment,
) -> Vec<Counted<'r>> {
    let checklists = checklists(records);
    let in_window: Vec<(&str, &Checklist)> = checklists
        .iter()
        .copied()
        .filter(|(_, checklist)| moment.window.holds(checklist.date.value))
        .collect();
    // A correction counts in a window that holds it.
    let replaced = record::corrected(relationship, &checklists, &in_window);
    in_window
        .into_iter()
        .filter(|(file, _)| !replaced.contains(file))
        .map(|(_, checklist)| Counted { checklist, role: role_of(relationship, checklist) })
        .collect()
}

/// The role a checklist counts under.
pub(super) fn role_of(relationship: &Relationship, checklist: &Checklist) -> Role {
    match (checklist.rater.role, checklist.rater.who()) {
        (Role::Observer, Some(id)) if id == relationship.coach.value => Role::Itself,
        (Role::Observer, Some(id)) if id == relationship.educator.value => Role::Educator,
        (role, _) => role,
    }
}

/// The current ratings of each of `items`.
///
/// An observer's not-applicable of an item that always applies is no rating: it takes the place of
/// no level.
pub(super) fn current(counted: &[Counted], items: &[Item]) -> Vec<ByRole> {
    let mut by_item = vec![ByRole::default(); items.len()];
    for Counted { checklist, role } in counted {
        for (item, rating) in &checklist.ratings {
            let is_none = match rating.value {
                Rating::NotObserved => true,
                Rating::NotApplicable => *role == Role::Observer && !items[item.value].may_be_na,
                Rating::NotInPlace | Rating::Partial | Rating::InPlace => false,
            };
            if is_none {
                continue;
            }
            let by_role = &mut by_item[item.value];
            let slot = match role {
                Role::Itself => &mut by_role.itself,
                Role::Educator => &mut by_role.educator,
                Role::Observer => &mut by_role.observer,
            };
            let on = checklist.date.value;
            *slot = Some(later_or_lower(*slot, rating.value, on));
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
