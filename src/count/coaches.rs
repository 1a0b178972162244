//! What a coach's time went into: sessions and contacts with educators, those as a second coach among them,
//! and time without an educator. The meetings of relationships and the records of a coach's own folder come
//! in; counts of one coach go out, and the statistics of them.
//!
//! A meeting counts once for each coach who was there. So what several coaches spent may add up to more than
//! the minutes of a school.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::dosage::{Doses, Meeting};
use super::moment::{Dated, Moment, Refusal};
use super::narrow::NarrowKey;
use super::row::{Kind, Row};
use super::sink::Sink;
use crate::domain::district::Numbers;
use crate::domain::record::{OfKind, Time, Work};

/// What one coach did with educators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithEducators {
    /// Sessions, those as a second coach among them.
    pub sessions: u32,
    /// Sessions as a second coach.
    pub as_second: u32,
    /// Contacts.
    pub contacts: u32,
    /// Minutes of what only one record tells of.
    apart: u32,
    /// The longest that a record says of each meeting that may have several records.
    shared: BTreeMap<(NaiveDate, String), u32>,
}

impl WithEducators {
    /// What `doses` are, without the minutes of meetings that may have several records.
    pub(super) fn of(doses: Doses) -> Self {
        let Doses { sessions, contacts, minutes, .. } = doses;
        Self { sessions, contacts, apart: minutes, ..Self::default() }
    }

    /// Minutes of sessions and contacts; a meeting that several records tell of once, the longest of them.
    pub fn minutes(&self) -> u32 {
        self.apart + self.shared.values().sum::<u32>()
    }

    /// Adds a session at which the coach was the second one.
    pub(super) fn add_as_second(&mut self, meeting: &Meeting) {
        self.sessions += 1;
        self.as_second += 1;
        match (meeting.shared, meeting.minutes) {
            (Some(id), Some(minutes)) => self.share(meeting.on, id, minutes),
            (None, minutes) => self.apart += minutes.unwrap_or_default(),
            (Some(_), None) => {}
        }
    }

    /// A record says that the meeting `id` of the day `on` took so many `minutes`.
    pub(super) fn share(&mut self, on: NaiveDate, id: &str, minutes: u32) {
        let longest = self.shared.entry((on, id.to_owned())).or_default();
        *longest = minutes.max(*longest);
    }
}

impl AddAssign<&WithEducators> for WithEducators {
    fn add_assign(&mut self, other: &WithEducators) {
        let WithEducators { sessions, as_second, contacts, apart, shared } = other;
        self.sessions += sessions;
        self.as_second += as_second;
        self.contacts += contacts;
        self.apart += apart;
        for ((on, id), &minutes) in shared {
            self.share(*on, id, minutes);
        }
    }
}

/// Minutes by what they went into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ByWork([u32; Work::ALL.len()]);

impl ByWork {
    /// All of them.
    pub(crate) fn all(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Those that went into `what`.
    pub(crate) fn of(&self, what: Work) -> u32 {
        self.0[what as usize]
    }
}

impl AddAssign for ByWork {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(all, more)| *all += more);
    }
}

/// The time that one coach spent without an educator in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeSpent {
    /// What was for no school.
    for_none: ByWork,
    /// What was for a school, by its id.
    for_school: BTreeMap<String, ByWork>,
    /// Records dated in the window.
    pub in_window: u32,
    /// Records dated at other times.
    pub other_times: u32,
    /// Records dated after the as-of day: left for later.
    pub for_later: u32,
}

impl TimeSpent {
    /// What `records` of one coach say.
    pub(crate) fn of(records: &[Dated], moment: &Moment) -> Self {
        let mut spent = Self::default();
        each(records, moment, &mut spent);
        spent
    }

    /// Minutes by what they went into, of those schools that `keeps`; `None` stands for what was for none.
    pub(crate) fn minutes(&self, keeps: impl Fn(Option<&str>) -> bool) -> ByWork {
        let of_schools = self.for_school.iter().filter(|(school, _)| keeps(Some(school)));
        let mut minutes = if keeps(None) { self.for_none } else { ByWork::default() };
        of_schools.for_each(|(_, more)| minutes += *more);
        minutes
    }
}

/// An entry of time, and what refuses its day, if anything.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'r> {
    pub file: &'r str,
    pub time: &'r Time,
    pub refusal: Option<Refusal>,
}

/// Gives every entry of time among `records` to `sink`.
pub(super) fn each<'r>(records: &[Dated<'r>], moment: &Moment, sink: &mut impl Sink<Entry<'r>>) {
    for dated in records {
        let Some(time) = Time::of(dated.record) else { continue };
        let on = time.date.value;
        let later = (on > moment.as_of.day).then_some(Refusal::AfterAsOf(moment.as_of));
        let refusal = later.or_else(|| Refusal::in_window(on, moment).err());
        sink.take(Entry { file: dated.file, time, refusal });
    }
}

impl Sink<Entry<'_>> for TimeSpent {
    fn take(&mut self, entry: Entry) {
        match entry.refusal {
            None => self.in_window += 1,
            Some(Refusal::AfterAsOf(_)) => return self.for_later += 1,
            Some(_) => return self.other_times += 1,
        }
        let Time { minutes, what, school, .. } = entry.time;
        let by_work = match school {
            None => &mut self.for_none,
            // Only the first entry of a school keeps its id.
            Some(school) => match self.for_school.get_mut(&school.value) {
                Some(known) => known,
                None => self.for_school.entry(school.value.clone()).or_default(),
            },
        };
        by_work.0[*what as usize] += minutes.value;
    }
}

/// What of a coach a statistic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfCoach {
    /// Sessions, own and as a second coach.
    Sessions,
    /// Sessions as a second coach.
    AsSecond,
    /// Minutes with educators, of all minutes.
    Direct,
    /// Minutes without an educator, of all minutes.
    WithoutEducator,
}

pub(super) const COACH_SESSIONS: Row<OfCoach> = Row {
    name: "coach-sessions",
    meaning: "sessions of the coach, those as a second coach among them",
    formula: "Sessions dated in the period of the coach's own relationships, and those of others that \
              name the coach under also_coach.",
    kind: Kind::Count,
    numbers: Numbers::CoachTime,
    narrowed_by: &[],
    column: None,
    made: OfCoach::Sessions,
};

pub(super) const SESSIONS_AS_SECOND_COACH: Row<OfCoach> = Row {
    name: "sessions-as-second-coach",
    meaning: "sessions at which the coach was the second one",
    formula: "Sessions dated in the period, of relationships of other coaches, that name the coach under \
              also_coach.",
    kind: Kind::Count,
    numbers: Numbers::CoachTime,
    narrowed_by: &[],
    column: None,
    made: OfCoach::AsSecond,
};

pub(super) const DIRECT_TIME: Row<OfCoach> = Row {
    name: "direct-time",
    meaning: "minutes with educators, of all minutes of the coach",
    formula: "Minutes of the coach's sessions and contacts dated in the period, those as a second coach \
              among them and each meeting once, of these and the minutes without an educator (kind: time).",
    kind: Kind::Share,
    numbers: Numbers::CoachTime,
    narrowed_by: &[],
    column: None,
    made: OfCoach::Direct,
};

pub(super) const TIME_WITHOUT_EDUCATOR: Row<OfCoach> = Row {
    name: "time-without-educator",
    meaning: "minutes without an educator, of all minutes of the coach",
    formula: "Minutes of the coach's entries of time (kind: time) dated in the period, of these and the \
              minutes of the coach's sessions and contacts, each meeting once.",
    kind: Kind::Share,
    numbers: Numbers::CoachTime,
    narrowed_by: &[NarrowKey::What],
    column: None,
    made: OfCoach::WithoutEducator,
};
