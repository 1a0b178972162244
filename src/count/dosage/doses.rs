//! Sessions, contacts and minutes over all methods: what reports print, and the statistics of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::count::Value;
use crate::count::narrow::NarrowKey;
use crate::count::row::{Column, Kind, Row};

/// How much coaching there was, over all methods.
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

/// How a statistic of meetings is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfDoses {
    /// Which meetings it looks at.
    pub of: Meetings,
    /// What of a meeting decides.
    pub by: Fact,
    /// Its value.
    pub value: fn(&Doses) -> Value,
}

/// Meetings that a statistic looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meetings {
    /// Sessions.
    Sessions,
    /// Contacts.
    Contacts,
    /// Both.
    All,
}

/// What of a meeting decides whether it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Its day alone.
    Day,
    /// Its minutes, which are added up.
    Minutes,
    /// That it says no minutes.
    NoMinutes,
    /// That it names no phase.
    NoPhase,
}

const BY_METHOD: &[NarrowKey] = &[NarrowKey::Method];

pub(in crate::count) const SESSIONS: Row<OfDoses> = Row {
    name: "sessions",
    meaning: "sessions",
    formula: "Sessions dated in the period.",
    kind: Kind::Count,
    narrowed_by: &[NarrowKey::Method, NarrowKey::Phase],
    column: Some(Column { title: "sessions", of: None }),
    made: OfDoses { of: Meetings::Sessions, by: Fact::Day, value: |doses| doses.sessions.into() },
};

pub(in crate::count) const CONTACTS: Row<OfDoses> = Row {
    name: "contacts",
    meaning: "contacts",
    formula: "Contacts dated in the period.",
    kind: Kind::Count,
    narrowed_by: BY_METHOD,
    column: Some(Column { title: "contacts", of: None }),
    made: OfDoses { of: Meetings::Contacts, by: Fact::Day, value: |doses| doses.contacts.into() },
};

pub(in crate::count) const MINUTES: Row<OfDoses> = Row {
    name: "minutes",
    meaning: "minutes of sessions and contacts; a shared meeting counts once per coach",
    formula: "Minutes of the sessions and contacts dated in the period; a shared meeting counts \
              once per coach.",
    kind: Kind::Count,
    narrowed_by: BY_METHOD,
    column: Some(Column { title: "minutes", of: None }),
    made: OfDoses { of: Meetings::All, by: Fact::Minutes, value: |doses| doses.minutes.into() },
};

pub(in crate::count) const SESSIONS_WITHOUT_MINUTES: Row<OfDoses> = Row {
    name: "sessions-without-minutes",
    meaning: "sessions without minutes",
    formula: "Sessions dated in the period that give no minutes.",
    kind: Kind::Count,
    narrowed_by: BY_METHOD,
    column: None,
    made: OfDoses {
        of: Meetings::Sessions,
        by: Fact::NoMinutes,
        value: |doses| doses.sessions_without_minutes.into(),
    },
};

pub(in crate::count) const CONTACTS_WITHOUT_MINUTES: Row<OfDoses> = Row {
    name: "contacts-without-minutes",
    meaning: "contacts without minutes",
    formula: "Contacts dated in the period that give no minutes.",
    kind: Kind::Count,
    narrowed_by: BY_METHOD,
    column: None,
    made: OfDoses {
        of: Meetings::Contacts,
        by: Fact::NoMinutes,
        value: |doses| doses.contacts_without_minutes.into(),
    },
};

pub(in crate::count) const SESSIONS_WITHOUT_PHASE: Row<OfDoses> = Row {
    name: "sessions-without-phase",
    meaning: "sessions that name no phase",
    formula: "Sessions dated in the period that name no phase.",
    kind: Kind::Count,
    narrowed_by: &[],
    column: None,
    made: OfDoses {
        of: Meetings::Sessions,
        by: Fact::NoPhase,
        value: |doses| doses.sessions_without_phase.into(),
    },
};
