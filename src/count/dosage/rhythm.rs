//! The agreed rhythm of one relationship: sessions and minutes planned against those delivered, and
//! the gaps between sessions.

use std::ops::AddAssign;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::Meeting;
use crate::count::Share;
use crate::count::moment::Moment;
use crate::domain::record::Relationship;

/// What the agreed rhythm asks for, and what there was, over relationships that agreed one.
///
/// The days of a relationship are those of the window on which it was under way, both ends included.
/// Planned sessions = ⌊days ÷ `meet_every_days`⌋; holidays are not taken out. Planned minutes =
/// planned sessions × the agreed `minutes`. Each relationship is rounded down by itself; groups add.
/// Delivered minutes are those of its sessions, contacts left out. A meeting with several educators
/// was received by each of them, so here it counts in each relationship, unlike in
/// [`super::Dosage::minutes`].
///
/// Under way for 100 days of the window, every 14 days, 45 minutes: 7 sessions and 315 minutes are
/// planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rhythm {
    /// Relationships that agreed `meet_every_days` of relationships active in the window.
    pub agreed: Share,
    /// In these: days under way in the window divided by `meet_every_days`, each relationship rounded
    /// down.
    pub planned_sessions: u32,
    /// Sessions held in these.
    pub held_sessions: u32,
    /// Relationships that agreed the minutes of a meeting as well, of those that agreed
    /// `meet_every_days`.
    pub agreed_minutes: Share,
    /// In these: planned sessions times the agreed minutes.
    pub planned_minutes: u32,
    /// Minutes of the sessions held in these; a meeting with several educators counts for each of them.
    pub held_minutes: u32,
    /// Stretches of more days than `meet_every_days` without a session, in relationships that agreed it,
    /// cut at the ends of the window.
    pub long_gaps: u32,
    /// Relationships with such a gap of those that agreed `meet_every_days`.
    pub with_long_gaps: Share,
}

impl AddAssign for Rhythm {
    fn add_assign(&mut self, other: Self) {
        self.agreed += other.agreed;
        self.planned_sessions += other.planned_sessions;
        self.held_sessions += other.held_sessions;
        self.agreed_minutes += other.agreed_minutes;
        self.planned_minutes += other.planned_minutes;
        self.held_minutes += other.held_minutes;
        self.long_gaps += other.long_gaps;
        self.with_long_gaps += other.with_long_gaps;
    }
}

/// A stretch of the window without a session, while the relationship was under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Gap {
    /// The day on which it begins.
    pub from: NaiveDate,
    /// What it begins with.
    pub after: Edge,
    /// The day on which it ends.
    pub to: NaiveDate,
    /// What it ends with.
    pub until: Edge,
    /// Days from the one to the other.
    #[schemars(range(min = 1))]
    pub days: u32,
    /// Of those, days from Monday to Friday that are holidays.
    pub holidays: u32,
}

/// What a gap begins or ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// A session.
    Session,
    /// The first or last day of the relationship.
    Relationship,
    /// The first or last day of the window.
    Window,
}

impl Gap {
    /// Whether it is longer than agreed: strictly more days than `meet_every_days`. Never, where no
    /// rhythm was agreed.
    pub fn is_long(&self, relationship: &Relationship) -> bool {
        relationship.agreement.meet_every_days.is_some_and(|every| self.days > every)
    }
}

/// First and last day of the window on which `relationship` was under way, and what each is.
pub(super) fn under_way(
    relationship: &Relationship,
    moment: &Moment,
) -> Option<((NaiveDate, Edge), (NaiveDate, Edge))> {
    let window = moment.window;
    let started = relationship.started.value;
    let from = if started >= window.from {
        (started, Edge::Relationship)
    } else {
        (window.from, Edge::Window)
    };
    let ended = relationship.ended.map(|ended| ended.value).filter(|&ended| ended <= window.to);
    let to = ended.map_or((window.to, Edge::Window), |ended| (ended, Edge::Relationship));
    (from.0 <= to.0).then_some((from, to))
}

/// Every stretch without a session: from the first day under way in the window to the first session,
/// from each session day to the next, and from the last to the last day under way. Sessions of one
/// day are one; a stretch of no days is none.
pub(super) fn gaps(
    relationship: &Relationship,
    in_window: &[Meeting],
    moment: &Moment,
) -> Vec<Gap> {
    let Some((from, to)) = under_way(relationship, moment) else { return Vec::new() };
    let sessions = in_window.iter().filter(|meeting| meeting.is_session());
    let mut days: Vec<NaiveDate> = sessions.map(|session| session.on).collect();
    days.sort_unstable();
    days.dedup();
    let met = days.into_iter().map(|day| (day, Edge::Session));
    let edges: Vec<(NaiveDate, Edge)> =
        std::iter::once(from).chain(met).chain(std::iter::once(to)).collect();
    let between = edges.windows(2).map(|pair| {
        let ((from, after), (to, until)) = (pair[0], pair[1]);
        let days = u32::try_from((to - from).num_days()).unwrap_or_default();
        let holidays = moment.school_days.holidays_between(from, to);
        Gap { from, after, to, until, days, holidays }
    });
    between.filter(|gap| gap.days > 0).collect()
}

/// What was planned in one relationship.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub every: u32,
    /// Days under way in the window.
    pub days: u32,
    pub sessions: u32,
    /// Minutes of a meeting, where agreed.
    pub length: Option<u32>,
}

/// The sessions that an agreement on one every `every` days asks for in `days` days: ⌊days ÷ every⌋.
/// `None` where `every` is 0.
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
pub(super) fn plan(relationship: &Relationship, moment: &Moment) -> Option<Plan> {
    let ((from, _), (to, _)) = under_way(relationship, moment)?;
    let days = u32::try_from((to - from).num_days() + 1).unwrap_or_default();
    let every = relationship.agreement.meet_every_days?;
    let sessions = planned_sessions(days, every)?;
    Some(Plan { every, days, sessions, length: relationship.agreement.minutes.map(|m| m.value) })
}

/// Counts one relationship; `long` are its gaps that are longer than agreed.
pub(super) fn of(
    relationship: &Relationship,
    in_window: &[Meeting],
    long: &[Gap],
    moment: &Moment,
) -> Rhythm {
    let mut rhythm = Rhythm::default();
    if under_way(relationship, moment).is_none() {
        return rhythm;
    }
    let plan = plan(relationship, moment);
    rhythm.agreed.count(plan.is_some());
    let Some(plan) = plan else { return rhythm };
    let sessions = || in_window.iter().filter(|meeting| meeting.is_session());
    rhythm.planned_sessions = plan.sessions;
    rhythm.held_sessions = u32::try_from(sessions().count()).unwrap_or(u32::MAX);
    rhythm.agreed_minutes.count(plan.length.is_some());
    if let Some(length) = plan.length {
        rhythm.planned_minutes = plan.sessions * length;
        rhythm.held_minutes = sessions().filter_map(|session| session.minutes).sum();
    }
    rhythm.long_gaps = u32::try_from(long.len()).unwrap_or(u32::MAX);
    rhythm.with_long_gaps.count(!long.is_empty());
    rhythm
}
