//! Dosage: sessions, contacts and minutes by method, sessions by phase, what the two agreed beside it, and
//! what was called off. Records of one relationship come in, counts go out that add up over any group.
//!
//! A record counts in the window that holds its day. A session with several phases counts in each of
//! them, so sessions by phase do not add up to all sessions. Minutes are those that a session or
//! contact gives; the coach's own visit (`observed`) adds none. Records that share coach, day and
//! `meeting` are one meeting: its minutes count once, the most that any of its records gives. Of the
//! minutes held, which stand against the agreed ones, that goes for each relationship by itself.

pub(super) mod called_off;
pub(super) mod doses;
mod gaps;
mod meeting;
pub(super) mod rhythm;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::coaches::WithEducators;
use super::moment::{Dated, Moment, Refusal};
use super::sink::Sink;
use crate::domain::record::Relationship;

pub use called_off::CalledOff;
pub use doses::Doses;
pub(crate) use doses::OfDoses;
pub use gaps::{Edge, Gap};
pub(super) use gaps::{gaps, least_long, school_days, under_way};
pub(super) use meeting::{Held, Meeting, SameMeeting, in_minutes};
pub(crate) use rhythm::OfRhythm;
pub(super) use rhythm::Plan;
pub use rhythm::{Rhythm, planned_sessions};

/// How much coaching there was in a window, in one relationship or several under one profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dosage {
    /// By the index of the profile's method, without the minutes of `shared`; shorter where the last
    /// ones were not used.
    methods: Vec<Doses>,
    /// Sessions by the index of the profile's phase; shorter where the last ones did not occur.
    phases: Vec<u32>,
    /// The longest that a record says of each meeting that may have several records.
    shared: BTreeMap<Shared, u32>,
    /// Planned against delivered, and gaps.
    pub rhythm: Rhythm,
    /// Meetings that were called off.
    pub called_off: CalledOff,
    /// What further coaches did in its sessions, by their ids: no part of any other number here.
    pub second: BTreeMap<String, WithEducators>,
}

/// Which meeting a record belongs to, and by which method it was held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    coach: String,
    on: NaiveDate,
    meeting: String,
    method: usize,
}

impl Dosage {
    /// What is counted over all methods. Minutes are those of sessions and contacts, a shared meeting
    /// once a coach: the sum over records without `meeting`, and for each coach, day and `meeting` the
    /// longest of its records.
    ///
    /// Three records of 45 minutes, two of which share coach, day and meeting: 45 + 45 = 90.
    pub fn doses(&self) -> Doses {
        let mut meetings: BTreeMap<(&str, NaiveDate, &str), u32> = BTreeMap::new();
        for (shared, &minutes) in &self.shared {
            let longest = meetings.entry((&shared.coach, shared.on, &shared.meeting)).or_default();
            *longest = minutes.max(*longest);
        }
        let mut doses = Doses::default();
        self.methods.iter().for_each(|&method| doses += method);
        doses.minutes += meetings.values().sum::<u32>();
        doses
    }

    /// What is counted of the method with index `method` of the profile. Where records of one meeting
    /// name different methods, its minutes count under each.
    pub fn doses_by(&self, method: usize) -> Doses {
        let mut doses = self.methods.get(method).copied().unwrap_or_default();
        let shared = self.shared.iter().filter(|(shared, _)| shared.method == method);
        doses.minutes += shared.map(|(_, minutes)| minutes).sum::<u32>();
        doses
    }

    /// Sessions that name the phase with index `phase` of the profile.
    pub fn phase(&self, phase: usize) -> u32 {
        self.phases.get(phase).copied().unwrap_or_default()
    }

    /// The same as what the coach did, where all of it is of one coach.
    pub(crate) fn of_own_coach(&self) -> WithEducators {
        let mut apart = Doses::default();
        self.methods.iter().for_each(|&method| apart += method);
        let mut with = WithEducators::of(apart);
        for (shared, &minutes) in &self.shared {
            with.share(shared.on, &shared.meeting, minutes);
        }
        with
    }

    fn count(&mut self, meeting: &Meeting) {
        *at(&mut self.methods, meeting.method) += Doses::of(meeting);
        if let Some((id, minutes)) = meeting.shared.zip(meeting.minutes) {
            self.share(
                Shared {
                    coach: meeting.coach.to_owned(),
                    on: meeting.on,
                    meeting: id.to_owned(),
                    method: meeting.method,
                },
                minutes,
            );
        }
        for coach in meeting.further_coaches() {
            self.second.entry(coach.to_owned()).or_default().add_as_second(meeting);
        }
        for phase in meeting.phases() {
            *at(&mut self.phases, phase) += 1;
        }
    }

    /// A record says that the meeting `shared` took so many `minutes`.
    fn share(&mut self, shared: Shared, minutes: u32) {
        let longest = self.shared.entry(shared).or_default();
        *longest = minutes.max(*longest);
    }
}

impl AddAssign<&Dosage> for Dosage {
    fn add_assign(&mut self, other: &Dosage) {
        let Dosage { methods, phases, shared, rhythm, called_off, second } = other;
        for (index, &doses) in methods.iter().enumerate() {
            *at(&mut self.methods, index) += doses;
        }
        for (index, &sessions) in phases.iter().enumerate() {
            *at(&mut self.phases, index) += sessions;
        }
        for (shared, &minutes) in shared {
            self.share(shared.clone(), minutes);
        }
        self.rhythm += *rhythm;
        self.called_off += *called_off;
        for (coach, doses) in second {
            *self.second.entry(coach.clone()).or_default() += doses;
        }
    }
}

/// The element at `index`, which is there afterwards.
fn at<T: Clone + Default>(list: &mut Vec<T>, index: usize) -> &mut T {
    if list.len() <= index {
        list.resize(index + 1, T::default());
    }
    &mut list[index]
}

/// Gives every session and contact among `records` to `sink`, with what refuses it in the window.
pub(super) fn meetings<'r>(
    relationship: &'r Relationship,
    records: &[Dated<'r>],
    moment: &Moment,
    sink: &mut impl Sink<Held<'r>>,
) {
    for dated in records {
        if let Some(meeting) = Meeting::of(relationship, dated) {
            let refusal = Refusal::of(dated, relationship, moment);
            sink.take(Held { meeting, refusal });
        }
    }
}

/// Adds up the meetings of one relationship.
pub(super) struct Adding<'r> {
    plan: Option<Plan>,
    /// What was counted so far.
    pub dosage: Dosage,
    /// The days of its sessions.
    session_days: Vec<NaiveDate>,
    /// The minutes of its sessions that may be one meeting with others: the longest of each meeting.
    longest: BTreeMap<SameMeeting<'r>, u32>,
}

impl<'r> Adding<'r> {
    pub(super) fn new(relationship: &Relationship, moment: &Moment) -> Self {
        Self {
            plan: rhythm::plan(relationship, moment),
            dosage: Dosage::default(),
            session_days: Vec::new(),
            longest: BTreeMap::new(),
        }
    }

    /// How many minutes `session` adds to those of the sessions before it: of several records of one
    /// meeting, only what the longest has more.
    fn adds_minutes(&mut self, session: Meeting<'r>) -> Option<u32> {
        let minutes = session.minutes?;
        let Some(meeting) = session.in_relationship() else { return Some(minutes) };
        let longest = self.longest.entry(meeting).or_default();
        let more = minutes.saturating_sub(*longest);
        *longest += more;
        Some(more)
    }
}

impl<'r> Sink<Held<'r>> for Adding<'r> {
    fn take(&mut self, held: Held<'r>) {
        if held.refusal.is_some() {
            return;
        }
        self.dosage.count(&held.meeting);
        if held.meeting.session().is_some() {
            let minutes = self.adds_minutes(held.meeting);
            self.dosage.rhythm.add_session(self.plan, minutes);
            self.session_days.push(held.meeting.on);
        }
    }
}

/// Counts the sessions, contacts and meetings called off among `records`; with them, the gaps between sessions in which an
/// agreed meeting is missing.
pub(super) fn of(
    relationship: &Relationship,
    records: &[Dated],
    moment: &Moment,
) -> (Dosage, Vec<Gap>) {
    let mut adding = Adding::new(relationship, moment);
    meetings(relationship, records, moment, &mut adding);
    let Adding { plan, mut dosage, session_days, .. } = adding;
    let mut count = |missed: called_off::LookedAt| {
        if missed.refusal.is_none() {
            dosage.called_off.count(missed.by);
            dosage.rhythm.add_called_off(plan);
        }
    };
    called_off::each(relationship, records, moment, &mut count);
    let mut long = gaps(relationship, session_days, moment);
    long.retain(|gap| gap.is_long(relationship));
    if under_way(relationship, moment).is_some() {
        dosage.rhythm.add_agreement(plan);
        dosage.rhythm.add_gaps(plan, long.len());
    }
    (dosage, long)
}
