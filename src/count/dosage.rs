//! Dosage: sessions, contacts and minutes by method, sessions by phase, and what the two agreed beside
//! it. Records of one relationship come in, counts go out that add up over any group.
//!
//! A record counts in the window that holds its day. A session with several phases counts in each of
//! them, so sessions by phase do not add up to all sessions. Minutes are those that a session or
//! contact gives; the coach's own visit (`observed`) adds none. Records that share coach, day and
//! `meeting` are one meeting: its minutes count once, the most that any of its records gives.

pub(super) mod doses;
mod gaps;
mod meeting;
pub(super) mod rhythm;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::moment::{Dated, Moment, Refusal};
use super::sink::Sink;
use crate::domain::record::Relationship;

pub(crate) use doses::Doses;
pub(crate) use doses::OfDoses;
pub use gaps::{Edge, Gap};
pub(super) use gaps::{gaps, under_way};
pub(super) use meeting::{Held, Meeting};
pub(crate) use rhythm::OfRhythm;
pub(super) use rhythm::Plan;
pub use rhythm::{Rhythm, planned_sessions};

/// How much coaching there was in a window, in one relationship or several under one profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dosage {
    /// By the index of the profile's method; shorter where the last ones were not used.
    methods: Vec<MethodDose>,
    /// Sessions by the index of the profile's phase; shorter where the last ones did not occur.
    phases: Vec<u32>,
    /// Sessions that name no phase.
    pub without_phase: u32,
    /// The longest that a record says of each meeting that may have several records.
    shared: BTreeMap<Shared, u32>,
    /// Planned against delivered, and gaps.
    pub rhythm: Rhythm,
}

/// What was done by one method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MethodDose {
    /// Sessions.
    pub sessions: u32,
    /// Contacts.
    pub contacts: u32,
    /// Sessions that say no minutes.
    pub untimed_sessions: u32,
    /// Contacts that say no minutes.
    pub untimed_contacts: u32,
    /// Minutes, but of meetings that may have several records.
    own_minutes: u32,
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
    /// Sessions.
    pub fn sessions(&self) -> u32 {
        self.methods.iter().map(|method| method.sessions).sum()
    }

    /// Contacts.
    pub fn contacts(&self) -> u32 {
        self.methods.iter().map(|method| method.contacts).sum()
    }

    /// Sessions that say no minutes.
    pub fn untimed_sessions(&self) -> u32 {
        self.methods.iter().map(|method| method.untimed_sessions).sum()
    }

    /// Contacts that say no minutes.
    pub fn untimed_contacts(&self) -> u32 {
        self.methods.iter().map(|method| method.untimed_contacts).sum()
    }

    /// Minutes of sessions and contacts, a shared meeting once a coach: the sum over records without
    /// `meeting`, and for each coach, day and `meeting` the longest of its records.
    ///
    /// Three records of 45 minutes, two of which share coach, day and meeting: 45 + 45 = 90.
    pub fn minutes(&self) -> u32 {
        let own: u32 = self.methods.iter().map(|method| method.own_minutes).sum();
        let mut meetings: BTreeMap<(&str, NaiveDate, &str), u32> = BTreeMap::new();
        for (shared, &minutes) in &self.shared {
            let longest = meetings.entry((&shared.coach, shared.on, &shared.meeting)).or_default();
            *longest = minutes.max(*longest);
        }
        own + meetings.values().sum::<u32>()
    }

    /// What is counted over all methods.
    pub(crate) fn doses(&self) -> Doses {
        Doses {
            sessions: self.sessions(),
            contacts: self.contacts(),
            minutes: self.minutes(),
            sessions_without_minutes: self.untimed_sessions(),
            contacts_without_minutes: self.untimed_contacts(),
            sessions_without_phase: self.without_phase,
        }
    }

    /// What was done by the method with index `method` of the profile.
    pub fn method(&self, method: usize) -> MethodDose {
        self.methods.get(method).copied().unwrap_or_default()
    }

    /// Minutes by the method with index `method`, counted like [`Self::minutes`]. Where records of one
    /// meeting name different methods, it counts under each.
    pub fn minutes_by(&self, method: usize) -> u32 {
        let shared = self.shared.iter().filter(|(shared, _)| shared.method == method);
        self.method(method).own_minutes + shared.map(|(_, minutes)| minutes).sum::<u32>()
    }

    /// Sessions that name the phase with index `phase` of the profile.
    pub fn phase(&self, phase: usize) -> u32 {
        self.phases.get(phase).copied().unwrap_or_default()
    }

    fn count(&mut self, meeting: &Meeting, coach: &str) {
        let method = at(&mut self.methods, meeting.method);
        let is_untimed = u32::from(meeting.minutes.is_none());
        if let Some(phases) = meeting.phases {
            method.sessions += 1;
            method.untimed_sessions += is_untimed;
            self.without_phase += u32::from(phases.is_empty());
        } else {
            method.contacts += 1;
            method.untimed_contacts += is_untimed;
        }
        match (meeting.minutes, meeting.shared) {
            (Some(minutes), None) => method.own_minutes += minutes,
            (Some(minutes), Some(id)) => {
                let shared = Shared {
                    coach: coach.to_owned(),
                    on: meeting.on,
                    meeting: id.to_owned(),
                    method: meeting.method,
                };
                let longest = self.shared.entry(shared).or_default();
                *longest = minutes.max(*longest);
            }
            (None, _) => {}
        }
        for &phase in meeting.phases_once() {
            *at(&mut self.phases, phase) += 1;
        }
    }
}

impl AddAssign<&Dosage> for Dosage {
    fn add_assign(&mut self, other: &Dosage) {
        for (index, more) in other.methods.iter().enumerate() {
            let method = at(&mut self.methods, index);
            method.sessions += more.sessions;
            method.contacts += more.contacts;
            method.untimed_sessions += more.untimed_sessions;
            method.untimed_contacts += more.untimed_contacts;
            method.own_minutes += more.own_minutes;
        }
        for (index, &sessions) in other.phases.iter().enumerate() {
            *at(&mut self.phases, index) += sessions;
        }
        self.without_phase += other.without_phase;
        for (shared, &minutes) in &other.shared {
            let longest = self.shared.entry(shared.clone()).or_default();
            *longest = minutes.max(*longest);
        }
        self.rhythm += other.rhythm;
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
    relationship: &Relationship,
    records: &[Dated<'r>],
    moment: &Moment,
    sink: &mut impl Sink<Held<'r>>,
) {
    for dated in records {
        if let Some(meeting) = Meeting::of(dated) {
            let refusal = Refusal::of(dated, relationship, moment);
            sink.take(Held { meeting, refusal });
        }
    }
}

/// Adds up the meetings of one relationship.
pub(super) struct Adding<'a> {
    coach: &'a str,
    plan: Option<Plan>,
    /// What was counted so far.
    pub dosage: Dosage,
    /// The days of its sessions.
    session_days: Vec<NaiveDate>,
}

impl<'a> Adding<'a> {
    pub(super) fn new(relationship: &'a Relationship, moment: &Moment) -> Self {
        Self {
            coach: &relationship.coach.value,
            plan: rhythm::plan(relationship, moment),
            dosage: Dosage::default(),
            session_days: Vec::new(),
        }
    }
}

impl Sink<Held<'_>> for Adding<'_> {
    fn take(&mut self, held: Held) {
        if held.refusal.is_some() {
            return;
        }
        self.dosage.count(&held.meeting, self.coach);
        if held.meeting.is_session() {
            self.dosage.rhythm.add_session(self.plan, held.meeting.minutes);
            self.session_days.push(held.meeting.on);
        }
    }
}

/// Counts the sessions and contacts among `records`; with them, the gaps between sessions that are longer
/// than agreed.
pub(super) fn of(
    relationship: &Relationship,
    records: &[Dated],
    moment: &Moment,
) -> (Dosage, Vec<Gap>) {
    let mut adding = Adding::new(relationship, moment);
    meetings(relationship, records, moment, &mut adding);
    let Adding { plan, mut dosage, session_days, .. } = adding;
    let mut long = gaps(relationship, session_days, moment);
    long.retain(|gap| gap.is_long(relationship));
    if under_way(relationship, moment).is_some() {
        dosage.rhythm.add_agreement(plan);
        dosage.rhythm.add_gaps(plan, long.len());
    }
    (dosage, long)
}
