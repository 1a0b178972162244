//! The agreed rhythm: sessions and minutes planned against those delivered, how often a gap was
//! long enough for a meeting to be missing, and the statistics of both.

use schemars::JsonSchema;
use serde::Serialize;

use super::gaps::under_way;
use crate::count::adds_up::adds_up;
use crate::count::moment::Moment;
use crate::count::row::{Column, Kept, Kind, Row};
use crate::count::{Share, Value};
use crate::domain::district::Numbers;
use crate::domain::record::Relationship;

/// What the agreed rhythm asks for, and what there was, over relationships that agreed one.
///
/// The days of a relationship are those of the window on which it was under way, both ends included,
/// less the days without school. Planned sessions = ⌊days ÷ `meet_every_days`⌋. Planned minutes =
/// planned sessions × the agreed `minutes`. Each relationship is rounded down by itself; groups add.
/// Delivered minutes are those of its sessions, contacts left out. A meeting with several educators
/// was received by each of them, so here it counts in each relationship, unlike in the minutes of
/// sessions and contacts; within one relationship its sessions count once, the longest of them.
///
/// Under way for 112 days of the window, 12 of them without school, every 14 days, 45 minutes: 7 sessions
/// and 315 minutes are planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rhythm {
    /// Relationships that agreed `meet_every_days` of relationships active in the window.
    pub agreed: Share,
    /// In these: days with school on which they were under way in the window, divided by
    /// `meet_every_days`, each relationship rounded down.
    pub planned_sessions: u32,
    /// Sessions held in these.
    pub held_sessions: u32,
    /// Meetings called off in these.
    pub called_off: u32,
    /// Relationships that agreed the minutes of a meeting as well, of those that agreed
    /// `meet_every_days`.
    pub agreed_minutes: Share,
    /// In these: planned sessions times the agreed minutes.
    pub planned_minutes: u32,
    /// Minutes of the sessions held in these. A meeting with several educators counts for each of them;
    /// sessions of one relationship that share day and meeting count once, the longest of them.
    pub held_minutes: u32,
    /// Stretches without a session of at least twice `meet_every_days` days with school, so that one whole
    /// agreed meeting or more is missing, in relationships that agreed it, cut at the ends of the window.
    pub long_gaps: u32,
    /// Relationships with such a gap of those that agreed `meet_every_days`.
    pub with_long_gaps: Share,
}

impl Rhythm {
    /// Adds what one relationship that was under way agreed.
    pub(in crate::count) fn add_agreement(&mut self, plan: Option<Plan>) {
        self.agreed.count(plan.is_some());
        let Some(plan) = plan else { return };
        self.planned_sessions += plan.sessions;
        self.agreed_minutes.count(plan.length.is_some());
        self.planned_minutes += plan.length.map_or(0, |length| plan.sessions * length);
    }

    /// Adds one session of a relationship with this plan, and the minutes that it adds.
    pub(super) fn add_session(&mut self, plan: Option<Plan>, minutes: Option<u32>) {
        let Some(plan) = plan else { return };
        self.held_sessions += 1;
        self.held_minutes += minutes.filter(|_| plan.length.is_some()).unwrap_or_default();
    }

    /// Adds one meeting that was called off in a relationship with this plan.
    pub(in crate::count) fn add_called_off(&mut self, plan: Option<Plan>) {
        self.called_off += u32::from(plan.is_some());
    }

    /// Adds the gaps of a relationship with this plan, `long` of which are long.
    pub(in crate::count) fn add_gaps(&mut self, plan: Option<Plan>, long: usize) {
        if plan.is_some() {
            self.long_gaps += u32::try_from(long).unwrap_or(u32::MAX);
            self.with_long_gaps.count(long > 0);
        }
    }
}

adds_up!(Rhythm {
    agreed,
    planned_sessions,
    held_sessions,
    called_off,
    agreed_minutes,
    planned_minutes,
    held_minutes,
    long_gaps,
    with_long_gaps
});

/// What was planned in one relationship.
#[derive(Clone, Copy, Debug)]
pub(in crate::count) struct Plan {
    pub every: u32,
    /// Days under way in the window.
    pub days: u32,
    /// Of those, days without school.
    pub without_school: u32,
    pub sessions: u32,
    /// Minutes of a meeting, where agreed.
    pub length: Option<u32>,
}

impl Plan {
    /// Days with school under way in the window.
    pub(in crate::count) fn school_days(&self) -> u32 {
        self.days.saturating_sub(self.without_school)
    }
}

/// The sessions that an agreement on one every `every` days asks for in `days` days with school:
/// ⌊days ÷ every⌋. `None` where `every` is 0.
///
/// ```
/// # use coach::count::planned_sessions;
/// // 1 September to 9 December 2025 is 100 days, and 100 ÷ 14 = 7.1.
/// assert_eq!(planned_sessions(100, 14), Some(7));
/// assert_eq!(planned_sessions(13, 14), Some(0));
/// assert_eq!(planned_sessions(100, 0), None);
/// ```
pub fn planned_sessions(days: u32, every: u32) -> Option<u32> {
    days.checked_div(every)
}

/// The plan of `relationship`; `None` where it was not under way in the window or agreed no rhythm.
pub(in crate::count) fn plan(relationship: &Relationship, moment: &Moment) -> Option<Plan> {
    let ((from, _), (to, _)) = under_way(relationship, moment)?;
    let every = relationship.agreement.meet_every_days?;
    let days = u32::try_from((to - from).num_days() + 1).unwrap_or_default();
    let without_school = moment.school_days.without_school(from, to);
    let sessions = planned_sessions(days.saturating_sub(without_school), every)?;
    let length = relationship.agreement.minutes.map(|m| m.value);
    Some(Plan { every, days, without_school, sessions, length })
}

/// What of the rhythm a statistic is, in the order of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OfRhythm {
    /// Relationships that agreed a rhythm.
    Agreed,
    /// Sessions planned.
    PlannedSessions,
    /// Sessions held.
    HeldSessions,
    /// Meetings called off.
    CalledOff,
    /// Relationships that agreed minutes.
    AgreedMinutes,
    /// Minutes planned.
    PlannedMinutes,
    /// Minutes held.
    HeldMinutes,
    /// Gaps in which an agreed meeting is missing.
    LongGaps,
    /// Relationships with such a gap.
    WithLongGaps,
}

impl OfRhythm {
    /// Its value.
    pub(crate) fn value(self, rhythm: &Rhythm) -> Value {
        match self {
            OfRhythm::Agreed => rhythm.agreed.into(),
            OfRhythm::PlannedSessions => rhythm.planned_sessions.into(),
            OfRhythm::HeldSessions => rhythm.held_sessions.into(),
            OfRhythm::CalledOff => rhythm.called_off.into(),
            OfRhythm::AgreedMinutes => rhythm.agreed_minutes.into(),
            OfRhythm::PlannedMinutes => rhythm.planned_minutes.into(),
            OfRhythm::HeldMinutes => rhythm.held_minutes.into(),
            OfRhythm::LongGaps => rhythm.long_gaps.into(),
            OfRhythm::WithLongGaps => rhythm.with_long_gaps.into(),
        }
    }
}

pub(in crate::count) const AGREED_RHYTHM: Row<OfRhythm> = Row {
    name: "agreed-rhythm",
    meaning: "relationships that agreed on a rhythm, of active relationships",
    formula: "Of the relationships that were under way, those whose agreement has meet_every_days.",
    kind: Kind::Share,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: None,
    made: OfRhythm::Agreed,
};

pub(in crate::count) const PLANNED_SESSIONS: Row<OfRhythm> = Row {
    name: "planned-sessions",
    meaning: "sessions that the agreed rhythm asks for",
    formula: "For each relationship that agreed on a rhythm, the days under way in the period, \
              without the days without school, divided by the agreed days from one meeting to the \
              next, rounded down.",
    kind: Kind::Count,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: Some(Column { title: "planned_sessions", of: None, kept: Kept::Asked }),
    made: OfRhythm::PlannedSessions,
};

pub(in crate::count) const HELD_SESSIONS: Row<OfRhythm> = Row {
    name: "held-sessions",
    meaning: "sessions of relationships that agreed on a rhythm",
    formula: "Sessions dated in the period, of relationships that agreed on a rhythm: what was \
              held, beside what was planned.",
    kind: Kind::Count,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: Some(Column { title: "held_sessions", of: None, kept: Kept::Asked }),
    made: OfRhythm::HeldSessions,
};

pub(in crate::count) const AGREED_CALLED_OFF: Row<OfRhythm> = Row {
    name: "agreed-called-off",
    meaning: "meetings called off, of relationships that agreed on a rhythm",
    formula: "Meetings dated in the period that were called off, of relationships that agreed on a \
              rhythm: beside what was planned and what was held.",
    kind: Kind::Count,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: None,
    made: OfRhythm::CalledOff,
};

pub(in crate::count) const AGREED_MINUTES: Row<OfRhythm> = Row {
    name: "agreed-minutes",
    meaning: "relationships that agreed on minutes for a meeting, of those that agreed on a rhythm",
    formula: "Of the relationships that agreed on a rhythm, those whose agreement has minutes too.",
    kind: Kind::Share,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: None,
    made: OfRhythm::AgreedMinutes,
};

pub(in crate::count) const PLANNED_MINUTES: Row<OfRhythm> = Row {
    name: "planned-minutes",
    meaning: "minutes that the agreed rhythm and length ask for",
    formula: "For each relationship that agreed on minutes, its planned sessions times the agreed \
              minutes.",
    kind: Kind::Count,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: None,
    made: OfRhythm::PlannedMinutes,
};

pub(in crate::count) const HELD_MINUTES: Row<OfRhythm> = Row {
    name: "held-minutes",
    meaning: "minutes of sessions of relationships that agreed on a rhythm and on minutes",
    formula: "Minutes of sessions dated in the period, of relationships that agreed on a rhythm \
              and on minutes: what was held, beside what was planned. A meeting counts once in each \
              relationship: of its sessions, the longest.",
    kind: Kind::Count,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: None,
    made: OfRhythm::HeldMinutes,
};

pub(in crate::count) const LONG_GAPS: Row<OfRhythm> = Row {
    name: "long-gaps",
    meaning: "gaps between sessions in which an agreed meeting is missing",
    formula: "Gaps between sessions in the period, counted from its first day and to its last, with \
              at least twice as many days with school as agreed from one meeting to the next: at \
              least one whole meeting is missing.",
    kind: Kind::Count,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: Some(Column { title: "long_gaps", of: None, kept: Kept::Asked }),
    made: OfRhythm::LongGaps,
};

pub(in crate::count) const PAIRS_WITH_LONG_GAPS: Row<OfRhythm> = Row {
    name: "pairs-with-long-gaps",
    meaning: "relationships with a long gap, of those that agreed on a rhythm",
    formula: "Of the relationships that agreed on a rhythm, those with a gap of at least twice as \
              many days with school as agreed from one meeting to the next.",
    kind: Kind::Share,
    numbers: Numbers::Agreed,
    narrowed_by: &[],
    column: None,
    made: OfRhythm::WithLongGaps,
};
