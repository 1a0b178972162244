//! What one relationship's records give in each month of a window, each month on its own records only:
//! months are disjoint, so their numbers do not grow by construction. Groups add months up.
//!
//! A month's counts are those of a report whose window is that month within the window.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::moment::Moment;
use super::records::Records;
use super::{Share, ratings, timeliness};
use crate::domain::calendar::{Month, Window};
use crate::domain::record::{Record, Relationship, Role};

/// Months of the longest window that is looked at month by month.
pub(crate) const MOST_MONTHS: usize = 120;

/// The counts of one month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthCounts {
    /// Relationships under way on any of its days that the window holds.
    pub relationships: u32,
    /// Whether the window holds a day with school of it; the same for every relationship.
    pub has_school: bool,
    /// Sessions.
    pub sessions: u32,
    /// Requests answered in time of those that fell due.
    pub answered: Share,
    /// By the index of the profile's item: observers' levels in place of all levels they gave; empty
    /// where they gave none.
    pub observed: Vec<Share>,
    /// Ids of the observers who gave a level.
    pub observers: BTreeSet<String>,
}

impl MonthCounts {
    /// Observers' levels in place of all levels they gave.
    pub fn observed(&self) -> Share {
        self.observed.iter().fold(Share::default(), |all, &item| all + item)
    }

    /// The same of the items at `items` only.
    pub(crate) fn observed_of(&self, items: impl IntoIterator<Item = usize>) -> Share {
        let shares = items.into_iter().filter_map(|item| self.observed.get(item));
        shares.fold(Share::default(), |all, &item| all + item)
    }

    fn of(relationship: &Relationship, records: &Records, moment: &Moment) -> Self {
        let sessions = records.iter().filter(|dated| {
            matches!(dated.record, Record::Session(session) if moment.window.holds(session.date.value))
        });
        let mut counts = Self {
            relationships: 1,
            has_school: moment.school_days.with_school(moment.window.from, moment.window.to) > 0,
            sessions: u32::try_from(sessions.count()).unwrap_or(u32::MAX),
            answered: timeliness::of(relationship, records, moment).met,
            ..Self::default()
        };
        for counted in ratings::counted(relationship, records, moment) {
            let levels = counted.checklist.ratings.iter();
            let levels = levels.filter(|(_, rating)| rating.value.step().is_some());
            for (item, rating) in levels.filter(|_| counted.role == Role::Observer) {
                counts.observed.resize(relationship.profile.items.len(), Share::default());
                counts.observed[item.value].count(rating.value.is_in_place());
                counts.observers.extend(counted.checklist.rater.who().map(str::to_owned));
            }
        }
        counts
    }
}

impl AddAssign<&MonthCounts> for MonthCounts {
    fn add_assign(&mut self, other: &Self) {
        let Self { relationships, has_school, sessions, answered, observed, observers } = other;
        self.relationships += relationships;
        self.has_school |= has_school;
        self.sessions += sessions;
        self.answered += *answered;
        let items = self.observed.len().max(observed.len());
        self.observed.resize(items, Share::default());
        self.observed.iter_mut().zip(observed).for_each(|(all, &more)| *all += more);
        self.observers.extend(observers.iter().cloned());
    }
}

/// The months of some relationships under one profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// First and last day of the window.
    pub window: Option<(NaiveDate, NaiveDate)>,
    /// First and last day of the window on which any of them was under way, and the days without school
    /// right before and after.
    pub under_way: Option<(NaiveDate, NaiveDate)>,
    /// The months in which any of them was under way. A request that falls due in a month after the end
    /// of its relationship is in none.
    pub counts: BTreeMap<Month, MonthCounts>,
}

impl Months {
    /// Whether `month` has days with school, and all of them lie in the window and between the first and
    /// last day on which any relationship was under way.
    pub fn is_whole(&self, month: Month) -> bool {
        let has_school = self.counts.get(&month).is_none_or(|counts| counts.has_school);
        let is_inside = |(from, to)| from <= month.first() && month.last() <= to;
        has_school && self.under_way.is_some_and(is_inside)
    }

    /// Whether the window has more than [`MOST_MONTHS`], so that they are not looked at one by one.
    pub(crate) fn is_too_long(&self) -> bool {
        let months = |(from, to)| Month::from_to(from, to, MOST_MONTHS + 1).count();
        self.window.is_some_and(|window| months(window) > MOST_MONTHS)
    }

    /// Forgets what observers said of items that `keep` does not hold. Who they were stays: with other
    /// observers a line breaks.
    pub(super) fn keep_items(&mut self, keep: impl Fn(usize) -> bool) {
        for counts in self.counts.values_mut() {
            let items = counts.observed.iter_mut().enumerate().filter(|(item, _)| !keep(*item));
            items.for_each(|(_, share)| *share = Share::default());
        }
    }

    /// The same with `month` alone.
    #[must_use]
    pub fn only(&self, month: Month) -> Self {
        let counts = self.counts.get(&month).map(|counts| (month, counts.clone()));
        Self { counts: counts.into_iter().collect(), ..*self }
    }

    /// The days of `month` that lie in the window.
    pub(crate) fn days_of(&self, month: Month) -> (NaiveDate, NaiveDate) {
        let (from, to) = self.window.unwrap_or((month.first(), month.last()));
        (month.first().max(from), month.last().min(to))
    }

    /// The months of one relationship; none where the window has more than [`MOST_MONTHS`].
    pub(super) fn of(relationship: &Relationship, records: &Records, moment: &Moment) -> Self {
        let window = moment.window;
        let ended = relationship.ended.map_or(NaiveDate::MAX, |ended| ended.value);
        let (from, to) = (relationship.started.value.max(window.from), ended.min(window.to));
        let mut months = Self { window: Some((window.from, window.to)), ..Self::default() };
        if from > to || months.is_too_long() {
            return months;
        }
        let counts = Month::from_to(from, to, MOST_MONTHS).map(|month| {
            let (from, to) = months.days_of(month);
            let within = Window { from, to, label: String::new() };
            let moment = Moment { window: &within, ..*moment };
            (month, MonthCounts::of(relationship, records, &moment))
        });
        months.counts = counts.collect();
        let school = moment.school_days;
        months.under_way = Some((school.back_over_breaks(from), school.forward_over_breaks(to)));
        months
    }
}

impl AddAssign<&Months> for Months {
    fn add_assign(&mut self, other: &Self) {
        let Self { window, under_way, counts } = other;
        self.window = self.window.or(*window);
        self.under_way = match (self.under_way, *under_way) {
            (Some((from, to)), Some((other_from, other_to))) => {
                Some((from.min(other_from), to.max(other_to)))
            }
            (one, other) => one.or(other),
        };
        for (&month, counts) in counts {
            *self.counts.entry(month).or_default() += counts;
        }
    }
}
