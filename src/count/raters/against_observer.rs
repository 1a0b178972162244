//! The pair's own ratings against an observer's: how often higher, the same or lower. That is bias and
//! says nothing about how reliable a rating is.

use std::ops::AddAssign;

use super::{LEVELS, level};
use crate::count::ratings::{ByRole, Current};
use crate::count::statistics::{Direction, Estimate, ITEMS_FOR_ESTIMATE, Reason, Table};
use crate::domain::record::Role;

/// Current levels of items that both sides rated in the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgainstObserver {
    itself: Table<LEVELS>,
    educator: Table<LEVELS>,
}

impl AddAssign<&AgainstObserver> for AgainstObserver {
    fn add_assign(&mut self, other: &AgainstObserver) {
        self.itself += &other.itself;
        self.educator += &other.educator;
    }
}

impl AgainstObserver {
    /// The roles that are held against an observer.
    pub const ROLES: [Role; 2] = [Role::Itself, Role::Educator];

    /// One relationship's, by its current ratings of each item.
    pub(super) fn of(current: &[ByRole]) -> Self {
        let mut against = Self::default();
        for by_role in current {
            for (own, table) in
                [(by_role.itself, &mut against.itself), (by_role.educator, &mut against.educator)]
            {
                if let Some((own, observed)) = both(own, by_role.observer) {
                    table.add(own, observed);
                }
            }
        }
        against
    }

    /// Adds one item of the coach's own ratings.
    pub(in crate::count) fn add(&mut self, own: u8, observer: u8) {
        self.itself.add(own, observer);
    }

    /// How the ratings of `role` stand to the observer's; `None` for an observer, who is not held
    /// against observers.
    pub fn direction(&self, role: Role) -> Option<Direction> {
        match role {
            Role::Itself => Some(self.itself.direction()),
            Role::Educator => Some(self.educator.direction()),
            Role::Observer => None,
        }
    }

    /// Mean of the own rating less the observer's, in steps of the scale; see [`Direction::mean`].
    pub fn mean_steps(direction: &Direction) -> Estimate {
        estimate(direction, direction.mean())
    }

    /// Two-sided p of the exact sign test; see [`Direction::sign_test`]. It takes items as independent.
    pub fn sign_test(direction: &Direction) -> Estimate {
        estimate(direction, direction.sign_test())
    }
}

/// `value`, where `direction` is of so many items that there is more to say than the counts.
fn estimate(direction: &Direction, value: Option<f64>) -> Estimate {
    let reason = match (direction.pairs(), value) {
        (0, _) => Some(Reason::NoPairs),
        (items @ 1..ITEMS_FOR_ESTIMATE, _) => {
            Some(Reason::TooFewItems { items, at_least: ITEMS_FOR_ESTIMATE })
        }
        (_, None) => Some(Reason::NoneDiffers),
        (_, Some(_)) => None,
    };
    let value = value.filter(|_| reason.is_none());
    Estimate { value, interval: None, reason }
}

/// The level of one of the pair and of an observer, where both gave one.
pub(in crate::count) fn both(own: Option<Current>, observer: Option<Current>) -> Option<(u8, u8)> {
    level(own?.rating).zip(level(observer?.rating))
}
