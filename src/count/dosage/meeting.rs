//! A session or a contact as a meeting: what of its record counts in the dosage.

use chrono::NaiveDate;

use crate::count::moment::{Dated, Refusal};
use crate::domain::record::Record;

/// A meeting that was looked at.
#[derive(Clone, Copy, Debug)]
pub(in crate::count) struct Held<'r> {
    pub meeting: Meeting<'r>,
    /// What refuses its day, if anything.
    pub refusal: Option<Refusal>,
}

/// A session or a contact.
#[derive(Clone, Copy, Debug)]
pub(in crate::count) struct Meeting<'r> {
    pub file: &'r str,
    pub on: NaiveDate,
    pub method: usize,
    pub minutes: Option<u32>,
    pub shared: Option<&'r str>,
    /// The phases of a session; `None` for a contact.
    pub phases: Option<&'r [usize]>,
}

impl<'r> Meeting<'r> {
    pub(super) fn of(dated: &Dated<'r>) -> Option<Self> {
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

    pub(in crate::count) fn is_session(&self) -> bool {
        self.phases.is_some()
    }

    /// Its phases without those that it names again.
    pub(super) fn phases_once(&self) -> impl Iterator<Item = &'r usize> {
        let phases = self.phases.unwrap_or_default();
        phases.iter().enumerate().filter(|(at, phase)| !phases[..*at].contains(phase)).map(|p| p.1)
    }
}
