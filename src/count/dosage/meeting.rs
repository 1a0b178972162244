//! A session or a contact as a meeting: what of its record counts in the dosage.

use chrono::NaiveDate;

use crate::count::moment::{Dated, Refusal};
use crate::domain::record::{Kind, OfKind, Record, Relationship, Session};
use crate::text::source::At;
use crate::text::wording::count;

/// A meeting that was looked at.
#[derive(Clone, Copy, Debug)]
pub(in crate::count) struct Held<'r> {
    pub meeting: Meeting<'r>,
    /// What refuses its day, if anything.
    pub refusal: Option<Refusal>,
}

/// Day and id, which the records of one meeting share; within a relationship the coach is the same.
pub(in crate::count) type SameMeeting<'r> = (NaiveDate, &'r str);

/// A session or a contact, and what both say.
#[derive(Clone, Copy, Debug)]
pub(in crate::count) struct Meeting<'r> {
    pub file: &'r str,
    pub coach: &'r str,
    pub educator: &'r str,
    pub on: NaiveDate,
    pub method: usize,
    pub minutes: Option<u32>,
    /// The id that it shares with other records of the same meeting.
    pub shared: Option<&'r str>,
    record: &'r Record,
}

impl<'r> Meeting<'r> {
    /// The meeting that a record tells of, if it tells of one.
    pub(super) fn of(relationship: &'r Relationship, dated: &Dated<'r>) -> Option<Self> {
        let held = dated.record.held()?;
        Some(Self {
            file: dated.file,
            coach: &relationship.coach.value,
            educator: &relationship.educator.value,
            on: dated.record.date().value,
            method: held.method,
            minutes: held.minutes.map(|minutes| minutes.value),
            shared: held.meeting.map(|meeting| meeting.value.as_str()),
            record: dated.record,
        })
    }

    /// The kind of its record.
    pub(in crate::count) fn kind(&self) -> Kind {
        self.record.kind()
    }

    /// Its record, where that is a session; else it is a contact.
    pub(in crate::count) fn session(&self) -> Option<&'r Session> {
        Session::of(self.record)
    }

    /// The phases that it names, each once.
    pub(in crate::count) fn phases(&self) -> impl Iterator<Item = usize> + use<'r> {
        let phases = self.session().map_or(&[][..], |session| &session.phases);
        let named = phases.iter().enumerate();
        named.filter(|(at, phase)| !phases[..*at].contains(phase)).map(|(_, &phase)| phase)
    }

    /// Ids of the further coaches who were there, each once; nobody of the pair is one.
    pub(in crate::count) fn further_coaches(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let named = self.session().map_or(&[][..], |session| &session.also_coach);
        let pair = [self.coach, self.educator];
        let is_new = move |(at, id): &(usize, &At<String>)| {
            !pair.contains(&id.value.as_str())
                && named[..*at].iter().all(|other| other.value != id.value)
        };
        named.iter().enumerate().filter(is_new).map(|(_, id)| id.value.as_str())
    }

    /// What it goes by within its relationship, where other records may tell of the same meeting.
    pub(in crate::count) fn in_relationship(&self) -> Option<SameMeeting<'r>> {
        self.shared.map(|id| (self.on, id))
    }

    /// How long it was, in words.
    pub(in crate::count) fn length(&self) -> String {
        self.minutes.map_or_else(|| "gives no minutes".to_owned(), in_minutes)
    }

    /// What it goes by and its minutes, where other records may tell of the same meeting.
    pub(in crate::count) fn shared_minutes(&self) -> Option<(String, u32)> {
        let (id, minutes) = self.shared.zip(self.minutes)?;
        Some((format!("meeting {id} of {} on {}", self.coach, self.on), minutes))
    }
}

/// `minutes` in words.
pub(in crate::count) fn in_minutes(minutes: u32) -> String {
    count(minutes as usize, "minute")
}
