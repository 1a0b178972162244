//! Double rating: visits that two different observers rated, and how far those agree. Self or educator
//! against observer is bias, not reliability, and is not counted here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use chrono::NaiveDate;

use crate::count::Share;
use crate::count::ratings::Counted;
use crate::count::statistics::{
    Estimate, ITEMS_FOR_ESTIMATE, Reason, Table, Tally, Weights, ac2, alpha, over_visits,
    percent_agreement,
};
use crate::domain::profile::{Item, Profile, Rated, bounds};
use crate::domain::record::rater_of;

/// Visits of observers. A visit is one relationship on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Visits that two or more observers rated, of all visits an observer rated.
    pub double: Share,
    /// The ratings of visits that two or more observers rated; of others nothing is kept.
    rated: Vec<Visit>,
    /// Steps of the scale by which they are rated; 0 without a visit.
    steps: u8,
}

/// What the observers of one visit rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Ids of the observers, sorted.
    pub observers: Vec<String>,
    /// The items to which one of them gave a level.
    pub items: Vec<VisitItem>,
    /// Steps of the scale by which they rated.
    pub steps: u8,
}

/// One item on one visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitItem {
    /// Index of the item.
    pub item: usize,
    /// The step of each observer, 0 for the worst; not-applicable and not-observed are missing.
    pub levels: Vec<Option<u8>>,
}

impl VisitItem {
    /// Pairs of levels that are the same, of all pairs.
    ///
    /// ```
    /// # use coach::count::{Share, VisitItem};
    /// let item = VisitItem { item: 0, levels: vec![Some(2), Some(2), Some(1), None] };
    /// assert_eq!(item.agree(), Share { k: 1, n: 3 });
    /// ```
    pub fn agree(&self) -> Share {
        let levels: Vec<u8> = self.levels.iter().flatten().copied().collect();
        let mut agree = Share::default();
        for (at, one) in levels.iter().enumerate() {
            levels[at + 1..].iter().for_each(|other| agree.count(one == other));
        }
        agree
    }
}

impl Visit {
    /// What `observers` rated, by id and item.
    pub(in crate::count) fn of(
        observers: &BTreeMap<&str, BTreeMap<usize, u8>>,
        profile: &Profile,
    ) -> Self {
        let items: BTreeSet<usize> =
            observers.values().flat_map(|levels| levels.keys().copied()).collect();
        let of = |item| {
            let levels = observers.values().map(|levels| levels.get(&item).copied()).collect();
            VisitItem { item, levels }
        };
        Self {
            observers: observers.keys().map(|&id| id.to_owned()).collect(),
            items: items.into_iter().map(of).collect(),
            steps: u8::try_from(profile.scale.steps.len()).unwrap_or(u8::MAX),
        }
    }

    /// Pairs of levels that are the same, of all pairs.
    pub fn agree(&self) -> Share {
        let mut agree = Share::default();
        self.items.iter().for_each(|item| agree += item.agree());
        agree
    }

    fn tally(&self, steps: u8) -> Tally {
        let mut tally = Tally::new(steps);
        self.items.iter().for_each(|item| tally.add(&item.levels));
        tally
    }

    /// The first observer's levels against the second's, where there are two.
    fn table<const Q: usize>(&self) -> Table<Q> {
        let mut table = Table::default();
        for item in &self.items {
            if let [Some(first), Some(second)] = item.levels[..] {
                table.add(first, second);
            }
        }
        table
    }
}

impl AddAssign<&Visits> for Visits {
    fn add_assign(&mut self, other: &Visits) {
        let Visits { double, rated, steps } = other;
        self.steps = self.steps.max(*steps);
        self.double += *double;
        self.rated.extend_from_slice(rated);
    }
}

impl Visits {
    /// The visits among one relationship's checklists that count.
    ///
    /// Where the instrument makes one score of several checklists, these are votes and rate nothing twice.
    pub(super) fn of(checklists: &[Counted], profile: &Profile) -> Self {
        let mut visits = Self::default();
        for observers in observers(checklists, &profile.items).into_values() {
            if observers.len() > 1 && profile.votes.is_none() {
                visits.add(Visit::of(&observers, profile));
            } else {
                visits.double.count(false);
            }
        }
        visits
    }

    /// Adds a visit that two or more observers rated.
    pub fn add(&mut self, visit: Visit) {
        self.double.count(true);
        self.steps = self.steps.max(visit.steps);
        self.rated.push(visit);
    }

    /// Exact agreement: pairs of levels that two observers gave one item on one visit and that are the
    /// same, of all such pairs.
    pub fn agree(&self) -> Share {
        let mut agree = Share::default();
        self.rated.iter().for_each(|visit| agree += visit.agree());
        agree
    }

    /// The mean over items of the share of pairs of levels that are the same: see
    /// [`percent_agreement`]. With two observers a visit it is the exact agreement.
    pub fn mean_agreement(&self) -> Estimate {
        self.estimate(percent_agreement)
    }

    /// Gwet's [`ac2`] with linear weights.
    pub fn ac2(&self) -> Estimate {
        self.estimate(ac2)
    }

    /// Krippendorff's ordinal [`alpha`].
    pub fn alpha(&self) -> Estimate {
        self.estimate(alpha)
    }

    /// Cohen's kappa: see [`Table::kappa`]. Undefined unless the same two observers rated every visit.
    pub fn kappa(&self, weights: Weights) -> Estimate {
        let observers = self.comparable().next().map(|visit| &visit.observers);
        let same_two = observers.is_none_or(|observers| {
            observers.len() == 2 && self.comparable().all(|visit| visit.observers == *observers)
        });
        if !same_two {
            return Estimate::undefined(Reason::NotTheSameTwo);
        }
        self.if_enough(|| match self.steps {
            0..=2 => self.kappa_of::<2>(weights),
            3 => self.kappa_of::<3>(weights),
            4 => self.kappa_of::<4>(weights),
            5 => self.kappa_of::<5>(weights),
            6 => self.kappa_of::<6>(weights),
            7 => self.kappa_of::<7>(weights),
            8 => self.kappa_of::<8>(weights),
            9 => self.kappa_of::<9>(weights),
            _ => self.kappa_of::<{ *bounds::STEPS.end() }>(weights),
        })
    }

    fn kappa_of<const Q: usize>(&self, weights: Weights) -> Estimate {
        let tables: Vec<Table<Q>> = self.comparable().map(Visit::table).collect();
        over_visits(&tables, Table::default(), |table| table.kappa(weights))
    }

    fn estimate(&self, measure: impl Fn(&Tally) -> Estimate) -> Estimate {
        let tallies: Vec<Tally> = self.comparable().map(|visit| visit.tally(self.steps)).collect();
        self.if_enough(|| over_visits(&tallies, Tally::new(self.steps), measure))
    }

    /// Visits on which two observers gave one item a level.
    fn comparable(&self) -> impl Iterator<Item = &Visit> {
        self.rated.iter().filter(|visit| visit.agree().n > 0)
    }

    fn if_enough(&self, estimate: impl FnOnce() -> Estimate) -> Estimate {
        let items = self.rated.iter().flat_map(|visit| &visit.items);
        let items = items.filter(|item| item.agree().n > 0).count() as u64;
        match items {
            0 => Estimate::undefined(Reason::NoPairs),
            1..ITEMS_FOR_ESTIMATE => {
                Estimate::undefined(Reason::TooFewItems { items, at_least: ITEMS_FOR_ESTIMATE })
            }
            _ => estimate(),
        }
    }
}

/// Days, their observers by id, and each observer's level of each item.
pub(in crate::count) type Observers<'c> =
    BTreeMap<NaiveDate, BTreeMap<&'c str, BTreeMap<usize, u8>>>;

/// Who observed on each day. Of two checklists by one observer on one day the lower level stands.
pub(in crate::count) fn observers<'c>(checklists: &[Counted<'c>], items: &[Item]) -> Observers<'c> {
    let mut days = Observers::new();
    for counted in checklists.iter().filter(|counted| counted.is_observation(items)) {
        let Some(observer) = rater_of(counted.relationship, counted.checklist).1 else { continue };
        let levels =
            days.entry(counted.checklist.date.value).or_default().entry(observer).or_default();
        for (item, rating) in &counted.checklist.ratings {
            if let Some(Rated { rank, .. }) = rating.value.step() {
                let known = levels.entry(item.value).or_insert(rank);
                *known = (*known).min(rank);
            }
        }
    }
    days
}
