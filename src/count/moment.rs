//! What every count needs: dated records, the moment of the question, and why a record counts in no
//! number at all, which its day alone decides.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::calendar::{AsOf, SchoolDays, SchoolYear, Window};
use crate::domain::district::{District, ExpiresAfter};
use crate::domain::record::{Checklist, Named, OfKind, Record, Relationship};

/// A record of the relationship and the name of its file.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'r> {
    /// File name within the pair's folder.
    pub file: &'r str,
    /// The record.
    pub record: &'r Record,
}

impl Dated<'_> {
    /// Whether it counts on `as_of`: dated by then, and within the relationship.
    pub fn counts(&self, relationship: &Relationship, as_of: AsOf) -> bool {
        Refusal::ever(relationship, self.record.date().value, as_of).is_none()
    }
}

/// The checklists among `records` by which `relationship` is judged, with the names of their files.
pub fn checklists<'r>(relationship: &Relationship, records: &[Dated<'r>]) -> Vec<Named<'r>> {
    let named = records.iter().filter_map(|dated| Some((dated.file, Checklist::of(dated.record)?)));
    named.filter(|(_, checklist)| checklist.is_judged(relationship)).collect()
}

/// The days of the sessions among `records`, in order and each once.
pub(super) fn session_days(records: &[Dated]) -> Vec<NaiveDate> {
    let sessions = records.iter().filter(|dated| matches!(dated.record, Record::Session(_)));
    let mut days: Vec<_> = sessions.map(|dated| dated.record.date().value).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// When the question is asked.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'m> {
    /// The days looked at, cut at the as-of day.
    pub window: &'m Window,
    /// The day as of which everything is judged.
    pub as_of: AsOf,
    /// What the district has settled.
    pub district: &'m District,
    /// A pair under way for fewer days than this, days without school left out, is new.
    pub new_pair_days: u32,
    /// The first day of the school year that holds the as-of day.
    pub year_first: NaiveDate,
    /// How long evidence in place counts.
    pub expires: ExpiresAfter,
    /// The district's days with and without school, and its working days.
    pub school_days: &'m SchoolDays,
}

impl<'m> Moment<'m> {
    /// The moment `as_of`, about the days of `window`, with what `district` has settled.
    pub fn of(district: &'m District, window: &'m Window, as_of: AsOf) -> Self {
        Self {
            window,
            as_of,
            district,
            new_pair_days: district.thresholds.new_pair_days,
            year_first: SchoolYear::of(district.year_starts, as_of.day).first(),
            expires: district.expires_after,
            school_days: &district.school_days,
        }
    }

    /// Days with school and without a session after which the pair of `relationship` needs attention: an
    /// instrument beside its profile asks for no meeting.
    pub(super) fn not_met_days(&self, relationship: &Relationship) -> u32 {
        if relationship.is_beside {
            return u32::MAX;
        }
        self.district.not_met_days(&relationship.profile.id)
    }
}

/// Whether something that was due on `day` is left over in the school year that begins on `year_first`.
pub(crate) fn is_left_over(day: NaiveDate, year_first: NaiveDate) -> bool {
    day < year_first
}

/// The rule by which a record's day refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is dated after this, the as-of day: left for later.
    AfterAsOf(AsOf),
    /// It is dated before this, the relationship's first day.
    BeforeStart(NaiveDate),
    /// It is dated after this, the relationship's last day.
    AfterEnd(NaiveDate),
    /// It is dated outside the window from the first of these days to the second.
    OutsideWindow(NaiveDate, NaiveDate),
}

impl Refusal {
    /// What refuses `day` in every window, if anything.
    pub(super) fn ever(relationship: &Relationship, day: NaiveDate, as_of: AsOf) -> Option<Self> {
        let started = relationship.started.value;
        if day > as_of.day {
            return Some(Refusal::AfterAsOf(as_of));
        }
        if day < started {
            return Some(Refusal::BeforeStart(started));
        }
        let ended = relationship.ended.map(|ended| ended.value);
        ended.filter(|&ended| day > ended).map(Refusal::AfterEnd)
    }

    /// What refuses `dated` in the window of `moment`, if anything.
    pub(super) fn of(dated: &Dated, relationship: &Relationship, moment: &Moment) -> Option<Self> {
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
                write!(f, "dated after {as_of}: left for later")
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
