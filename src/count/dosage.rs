//! Dosage: sessions, contacts and minutes by method, sessions by phase, and what the two agreed beside
//! it. Records of one relationship come in, counts go out that add up over any group.
//!
//! A record counts in the window that holds its day. A session with several phases counts in each of
//! them, so sessions by phase do not add up to all sessions. Minutes are those that a session or
//! contact says; the coach's own visit (`observed`) is none of them. Records that share coach, day
//! and `meeting` are one meeting: its minutes count once, the longest that a record of it says.

mod entries;
mod rhythm;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::moment::{Dated, Moment};
use crate::domain::record::{Record, Relationship};

pub(super) use entries::entries;
pub use rhythm::{Edge, Gap, Rhythm, planned_sessions};

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

/// A session or a contact.
#[derive(Clone, Copy, Debug)]
struct Meeting<'r> {
    file: &'r str,
    on: NaiveDate,
    method: usize,
    minutes: Option<u32>,
    shared: Option<&'r str>,
    /// The phases of a session; `None` for a contact.
    phases: Option<&'r [usize]>,
}

impl<'r> Meeting<'r> {
    fn of(dated: &Dated<'r>) -> Option<Self> {
        let file = dated.file;
        Some(match dated.record {
            Record::Session(session) => Self {
                file,
                on: session.date.value,
                method: session.method,
                minutes: session.minutes.map(|minutes| minutes.value),
                shared: session.meeting.as_ref().map(|meeting| meeting.value.as_str()),
                phases: Some(&session.phases),
            },
            Record::Contact(contact) => Self {
                file,
                on: contact.date.value,
                method: contact.method,
                minutes: contact.minutes.map(|minutes| minutes.value),
                shared: contact.meeting.as_ref().map(|meeting| meeting.value.as_str()),
                phases: None,
            },
            _ => return None,
        })
    }

    fn is_session(&self) -> bool {
        self.phases.is_some()
    }

    /// Its phases without those that it names again.
    fn phases_once(&self) -> impl Iterator<Item = &'r usize> {
        let phases = self.phases.unwrap_or_default();
        phases.iter().enumerate().filter(|(at, phase)| !phases[..*at].contains(phase)).map(|p| p.1)
    }
}

/// Counts the sessions and contacts among `records`, which all count on the as-of day; with them, the
/// gaps between sessions that are longer than agreed.
pub(super) fn of(
    relationship: &Relationship,
    records: &[Dated],
    moment: &Moment,
) -> (Dosage, Vec<Gap>) {
    let meetings = records.iter().filter_map(Meeting::of);
    let in_window: Vec<Meeting> =
        meetings.filter(|meeting| moment.window.holds(meeting.on)).collect();
    let mut dosage = Dosage::default();
    for meeting in &in_window {
        dosage.count(meeting, &relationship.coach.value);
    }
    let long: Vec<Gap> = rhythm::gaps(relationship, &in_window, moment)
        .into_iter()
        .filter(|gap| gap.is_long(relationship))
        .collect();
    dosage.rhythm = rhythm::of(relationship, &in_window, &long, moment);
    (dosage, long)
}
