//! What is counted of meetings: what one of them gives, how it adds up, and the statistics of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::Meeting;
use crate::count::Value;
use crate::count::adds_up::adds_up;
use crate::count::narrow::NarrowKey;
use crate::count::row::{Column, Kept, Kind, Row};
use crate::domain::district::Numbers;

/// How much coaching there was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Doses {
    /// Sessions in the window.
    pub sessions: u32,
    /// Contacts in the window.
    pub contacts: u32,
    /// Minutes of both. Records that share coach, day and meeting are one meeting, which counts once, the
    /// longest of them; so the minutes of groups may add up to more than those of all.
    pub minutes: u32,
    /// Sessions that say no minutes.
    pub sessions_without_minutes: u32,
    /// Contacts that say no minutes.
    pub contacts_without_minutes: u32,
    /// Sessions that name no phase.
    pub sessions_without_phase: u32,
}

impl Doses {
    /// What `meeting` alone gives. Its minutes are left out where other records may tell of the same
    /// meeting, which counts once.
    pub(super) fn of(meeting: &Meeting) -> Self {
        let session = meeting.session();
        let [sessions, contacts] = [session.is_some(), session.is_none()].map(u32::from);
        let untimed = u32::from(meeting.minutes.is_none());
        Self {
            sessions,
            contacts,
            minutes: meeting.minutes.filter(|_| meeting.shared.is_none()).unwrap_or_default(),
            sessions_without_minutes: sessions * untimed,
            contacts_without_minutes: contacts * untimed,
            sessions_without_phase: session.map_or(0, |session| session.phases.is_empty().into()),
        }
    }
}

adds_up!(Doses {
    sessions,
    contacts,
    minutes,
    sessions_without_minutes,
    contacts_without_minutes,
    sessions_without_phase
});

/// How a statistic of meetings is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfDoses {
    /// Whether it looks at a meeting.
    pub(in crate::count) looks_at: fn(&Meeting) -> bool,
    /// Whether a meeting that several records tell of counts once.
    pub(in crate::count) counts_once: bool,
    /// Its value.
    pub value: fn(&Doses) -> Value,
    /// What of a meeting decides, in words.
    pub(in crate::count) why: fn(&Meeting) -> String,
}

fn is_session(meeting: &Meeting) -> bool {
    meeting.session().is_some()
}

fn is_contact(meeting: &Meeting) -> bool {
    meeting.session().is_none()
}

fn on_its_day(_: &Meeting) -> String {
    "dated in the days looked at".to_owned()
}

fn says_minutes(meeting: &Meeting) -> String {
    let says = if meeting.minutes.is_some() { "says " } else { "" };
    format!("{says}{}", meeting.length())
}

fn minutes_of_meeting(meeting: &Meeting) -> String {
    let length = meeting.length();
    match meeting.shared_minutes() {
        Some((name, _)) => format!("{length} of {name}, which counts once"),
        None => length,
    }
}

fn names_phase(meeting: &Meeting) -> String {
    let names = meeting.session().is_some_and(|session| !session.phases.is_empty());
    if names { "names a phase" } else { "names no phase" }.to_owned()
}

const BY_METHOD: &[NarrowKey] = &[NarrowKey::Method];

pub(in crate::count) const SESSIONS: Row<OfDoses> = Row {
    name: "sessions",
    meaning: "sessions",
    formula: "Sessions dated in the period.",
    kind: Kind::Count,
    numbers: Numbers::Sessions,
    narrowed_by: &[NarrowKey::Method, NarrowKey::Phase],
    column: Some(Column { title: "sessions", of: None, kept: Kept::Always }),
    made: OfDoses {
        looks_at: is_session,
        counts_once: false,
        value: |doses| doses.sessions.into(),
        why: on_its_day,
    },
};

pub(in crate::count) const CONTACTS: Row<OfDoses> = Row {
    name: "contacts",
    meaning: "contacts",
    formula: "Contacts dated in the period.",
    kind: Kind::Count,
    numbers: Numbers::Sessions,
    narrowed_by: BY_METHOD,
    column: Some(Column { title: "contacts", of: None, kept: Kept::Asked }),
    made: OfDoses {
        looks_at: is_contact,
        counts_once: false,
        value: |doses| doses.contacts.into(),
        why: on_its_day,
    },
};

pub(in crate::count) const MINUTES: Row<OfDoses> = Row {
    name: "minutes",
    meaning: "minutes of sessions and contacts; a shared meeting counts once per coach",
    formula: "Minutes of the sessions and contacts dated in the period; a shared meeting counts \
              once per coach.",
    kind: Kind::Count,
    numbers: Numbers::Minutes,
    narrowed_by: BY_METHOD,
    column: Some(Column { title: "minutes", of: None, kept: Kept::Always }),
    made: OfDoses {
        looks_at: |_| true,
        counts_once: true,
        value: |doses| doses.minutes.into(),
        why: minutes_of_meeting,
    },
};

pub(in crate::count) const SESSIONS_WITHOUT_MINUTES: Row<OfDoses> = Row {
    name: "sessions-without-minutes",
    meaning: "sessions without minutes",
    formula: "Sessions dated in the period that give no minutes.",
    kind: Kind::Count,
    numbers: Numbers::Minutes,
    narrowed_by: BY_METHOD,
    column: None,
    made: OfDoses {
        looks_at: is_session,
        counts_once: false,
        value: |doses| doses.sessions_without_minutes.into(),
        why: says_minutes,
    },
};

pub(in crate::count) const CONTACTS_WITHOUT_MINUTES: Row<OfDoses> = Row {
    name: "contacts-without-minutes",
    meaning: "contacts without minutes",
    formula: "Contacts dated in the period that give no minutes.",
    kind: Kind::Count,
    numbers: Numbers::Minutes,
    narrowed_by: BY_METHOD,
    column: None,
    made: OfDoses {
        looks_at: is_contact,
        counts_once: false,
        value: |doses| doses.contacts_without_minutes.into(),
        why: says_minutes,
    },
};

pub(in crate::count) const SESSIONS_WITHOUT_PHASE: Row<OfDoses> = Row {
    name: "sessions-without-phase",
    meaning: "sessions that name no phase",
    formula: "Sessions dated in the period that name no phase.",
    kind: Kind::Count,
    numbers: Numbers::Minutes,
    narrowed_by: &[],
    column: None,
    made: OfDoses {
        looks_at: is_session,
        counts_once: false,
        value: |doses| doses.sessions_without_phase.into(),
        why: names_phase,
    },
};
