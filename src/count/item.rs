//! One item of one relationship: what each source says of it, and what follows.

use chrono::NaiveDate;

use super::Share;
use super::evidence::Finding;
use super::expiry::{Expired, of_document, of_rating};
use super::ratings::{ByRole, Current};
use crate::domain::district::ExpiresAfter;
use crate::domain::profile::{Profile, Rated};
use crate::domain::record::{Rating, Relationship};

/// Why an item is in nobody's denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplicable {
    /// The item's rule found no occasion for it.
    NoOccasion,
    /// An observer says so, of an item that the profile marks `may_be_na`.
    Observer(NaiveDate),
    /// It is only for groups that the pair is in none of.
    OnlyFor,
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
    /// See [`Self::expired`]; `None` where nothing has.
    expired: Option<Box<Expired>>,
    /// Its points, of the most that it can have; nothing of nothing where the instrument counts none or the
    /// item does not apply.
    pub points: Share,
    /// Whether it is critical.
    pub critical: bool,
    /// Whether the latest votes are no score, because all have to agree and do not.
    pub votes_differ: bool,
}

impl ItemState {
    /// Puts together what the sources say of item `index` of `profile` on the day `as_of`.
    ///
    /// A rule's own answer that there was no occasion is outranked by an observer who saw a level. An
    /// observer's not-applicable is there only where the profile allows it. What has expired is as if
    /// it had never been: where the latest observation has, nothing is observed. Of an item that is not for
    /// the pair, whatever the records say is nothing.
    pub(super) fn new(
        ratings: ByRole,
        found: Finding,
        (relationship, index): (&Relationship, usize),
        expires: ExpiresAfter,
        as_of: NaiveDate,
    ) -> Self {
        let profile = &relationship.profile;
        let item = &profile.items[index];
        if !relationship.is_for(item) {
            return Self {
                not_applicable: Some(NotApplicable::OnlyFor),
                critical: item.critical,
                ..Self::default()
            };
        }
        let (documented, no_occasion) = match found {
            Finding::Documented(on) => (Some(on), false),
            Finding::Undocumented => (None, false),
            Finding::NoOccasion => (None, true),
        };
        let for_documents = expires.documented.filter(|_| !item.evidence.is_for_life());
        let (documented, old_document) = of_document(documented, for_documents, as_of);
        let (observer, old_observation) = of_rating(ratings.observer, expires.observed, as_of);
        let (by_coach, old_by_coach) = of_rating(ratings.itself, expires.reported, as_of);
        let (by_educator, old_by_educator) = of_rating(ratings.educator, expires.reported, as_of);
        let is_na = |current: &Current| current.rating == Rating::NotApplicable;
        let observed = observer.filter(|current| !is_na(current));
        let observer_na = observer.filter(is_na);
        let not_applicable = match (observer_na, observed) {
            (Some(observer), _) => Some(NotApplicable::Observer(observer.on)),
            (None, None) if no_occasion => Some(NotApplicable::NoOccasion),
            _ => None,
        };
        let expired = Expired {
            observed: old_observation,
            documented: old_document,
            by_coach: old_by_coach,
            by_educator: old_by_educator,
        };
        let expired = (!expired.is_empty()).then(|| Box::new(expired));
        let mut state = Self {
            not_applicable,
            observed,
            documented,
            by_coach,
            by_educator,
            expired,
            points: Share::default(),
            critical: item.critical,
            votes_differ: ratings.votes_differ,
        };
        state.points = state.points_of(profile, index);
        state
    }

    /// Its points: those of the latest observation or, where nobody observed it and it is documented, those
    /// of the lowest step that is in place.
    fn points_of(&self, profile: &Profile, index: usize) -> Share {
        if !profile.scale.has_points() || !self.applies() {
            return Share::default();
        }
        let observed = self.observed.and_then(|current| current.rating.step());
        let k = match observed {
            Some(rated) => rated.points,
            None if self.is_documented_only() => profile.points_in_place(index),
            None => 0,
        };
        Share { k, n: profile.most_points(index) }
    }

    /// What says in place and no longer counts, by the district's `expires_after`.
    pub fn expired(&self) -> Expired {
        self.expired.as_deref().copied().unwrap_or_default()
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
        self.applies() && self.observed.is_some_and(|current| current.rating.is_in_place())
    }

    /// In place by documents alone: the pair keeps those, and nobody observed the item.
    pub fn is_documented_only(&self) -> bool {
        self.applies() && self.observed.is_none() && self.documented.is_some()
    }

    /// Whether it applies and is not in place, and would be if nothing had expired: the latest
    /// observation, or the document where nothing else was observed.
    pub fn is_expired(&self) -> bool {
        let expired = self.expired();
        let evidence = expired.observed.or(expired.documented);
        self.applies() && !self.is_in_place() && self.observed.is_none() && evidence.is_some()
    }

    /// The lower current level of the coach's and the educator's own ratings, if the item applies
    /// and one of them gave a level.
    pub fn reported(&self) -> Option<Rated> {
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
        let below = self.observed.is_some_and(|current| !current.rating.is_in_place());
        sources_differ || self.documented.is_some() && below
    }
}

fn level(current: Current) -> Option<Rated> {
    current.rating.step()
}
