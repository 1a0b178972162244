//! How raters compare: observers of one visit with each other, the pair with observers, and what each
//! rater wrote. The checklists of one relationship that count come in, counts go out that add up over
//! groups; what is estimated is estimated from a group's own counts, never averaged.

pub(super) mod against_observer;
pub(super) mod agreement;
pub(super) mod by_rater;
pub(super) mod visits;

use super::ItemState;
use super::ratings::Counted;
use crate::count::adds_up::adds_up;
use crate::domain::profile::Profile;
use crate::domain::record::Relationship;

pub use against_observer::AgainstObserver;
pub(crate) use against_observer::Bias;
pub(crate) use agreement::Agreement;
pub(crate) use by_rater::OfRater;
pub(crate) use by_rater::{ByRater, RaterId};
pub use by_rater::{RatingCounts, Written};
pub(crate) use visits::Visit;
pub use visits::{VisitItem, Visits};

/// What raters say beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raters {
    /// Visits of observers: reliability.
    pub visits: Visits,
    /// The pair's own ratings against an observer's: bias, which is not reliability.
    pub against_observer: AgainstObserver,
    /// What each rater wrote.
    pub by_rater: ByRater,
}

adds_up!(&Raters { visits, against_observer, by_rater });

impl Raters {
    /// Compares the raters of one relationship in one window, where `items` is what counts of each item.
    pub(super) fn of(
        relationship: &Relationship,
        profile: &Profile,
        checklists: &[Counted],
        items: &[ItemState],
    ) -> Self {
        Self {
            visits: Visits::of(checklists, profile),
            against_observer: AgainstObserver::of(items),
            by_rater: ByRater::of(relationship, profile, checklists),
        }
    }
}
