//! Why a record counts for nothing, whatever is counted: its day alone decides.

use std::fmt;

use chrono::NaiveDate;

use super::moment::{Dated, Moment};
use crate::domain::record::Relationship;

/// The rule by which a record's day refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is dated after this, the as-of day: left for later.
    AfterAsOf(NaiveDate),
    /// It is dated before this, the relationship's first day.
    BeforeStart(NaiveDate),
    /// It is dated after this, the relationship's last day.
    AfterEnd(NaiveDate),
    /// It is dated outside the window from the first of these days to the second.
    OutsideWindow(NaiveDate, NaiveDate),
}

impl Refusal {
    /// What refuses `day` in every window, if anything.
    pub fn ever(relationship: &Relationship, day: NaiveDate, as_of: NaiveDate) -> Option<Self> {
        let started = relationship.started.value;
        if day > as_of {
            return Some(Refusal::AfterAsOf(as_of));
        }
        if day < started {
            return Some(Refusal::BeforeStart(started));
        }
        let ended = relationship.ended.map(|ended| ended.value);
        ended.filter(|&ended| day > ended).map(Refusal::AfterEnd)
    }

    /// What refuses `dated` in the window of `moment`, if anything.
    pub fn of(dated: &Dated, relationship: &Relationship, moment: &Moment) -> Option<Self> {
        let day = dated.record.date().value;
        Self::ever(relationship, day, moment.as_of).or_else(|| Self::in_window(day, moment).err())
    }

    /// `day`, where the window of `moment` holds it.
    pub(super) fn in_window(day: NaiveDate, moment: &Moment) -> Result<NaiveDate, Self> {
        let window = moment.window;
        let outside = Refusal::OutsideWindow(window.from, window.to);
        window.holds(day).then_some(day).ok_or(outside)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::AfterAsOf(as_of) => {
                write!(f, "dated after the as-of day {as_of}: left for later")
            }
            Refusal::BeforeStart(started) => {
                write!(f, "dated before the relationship began on {started}")
            }
            Refusal::AfterEnd(ended) => write!(f, "dated after the relationship ended on {ended}"),
            Refusal::OutsideWindow(from, to) => {
                write!(f, "dated outside the days looked at, {from} to {to}")
            }
        }
    }
}
