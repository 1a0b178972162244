//! Stretches of a relationship without a session: the days of its sessions come in, gaps go out.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::count::moment::Moment;
use crate::domain::calendar::add_days;
use crate::domain::record::Relationship;
use crate::text::wording::{count, grouped};

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
    /// Days with school after the first of these days, up to and with the last.
    #[schemars(range(min = 1))]
    pub days: u32,
    /// The other days from the one to the other: calendar days without school, in holidays and the summer.
    pub without_school: u32,
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
    /// How long it is, in words.
    pub(crate) fn length(&self) -> String {
        school_days(self.days, self.without_school)
    }

    /// Whether at least one whole agreed meeting is missing in it: it has at least twice as many days
    /// with school as `meet_every_days` names. Never, where no rhythm was agreed.
    pub(crate) fn is_long(&self, relationship: &Relationship) -> bool {
        let every = relationship.agreement.meet_every_days;
        every.is_some_and(|every| self.days >= least_long(every))
    }
}

/// Days with school, and those without where there are any, in words.
pub(in crate::count) fn school_days(with: u32, without: u32) -> String {
    let with = count(with as usize, "day");
    if without == 0 {
        with
    } else {
        format!("{with} with school and {} without", grouped(without as usize))
    }
}

/// Days with school from which on a gap is long, where the two agreed on a meeting every `every` days.
pub(in crate::count) fn least_long(every: u32) -> u32 {
    every.saturating_mul(2)
}

/// First and last day of the window on which `relationship` was under way, and what each is.
pub(in crate::count) fn under_way(
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

/// Every stretch without a session: from the first day under way in the window to the first of `days`,
/// those of the sessions in it, from each of them to the next, and from the last to the last day under
/// way. Sessions of one day are one; a stretch of no days with school is none.
pub(in crate::count) fn gaps(
    relationship: &Relationship,
    mut days: Vec<NaiveDate>,
    moment: &Moment,
) -> Vec<Gap> {
    let Some((from, to)) = under_way(relationship, moment) else { return Vec::new() };
    days.sort_unstable();
    days.dedup();
    let met = days.into_iter().map(|day| (day, Edge::Session));
    let edges: Vec<(NaiveDate, Edge)> =
        std::iter::once(from).chain(met).chain(std::iter::once(to)).collect();
    let between = edges.windows(2).map(|pair| {
        let ((from, after), (to, until)) = (pair[0], pair[1]);
        let without_school = moment.school_days.without_school(add_days(from, 1), to);
        let days = u32::try_from((to - from).num_days()).unwrap_or_default();
        let days = days.saturating_sub(without_school);
        Gap { from, after, to, until, days, without_school }
    });
    between.filter(|gap| gap.days > 0).collect()
}
