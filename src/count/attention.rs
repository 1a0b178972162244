//! What waits to be done on the as-of day: answers and steps overdue, pairs that have not met.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::moment::{Dated, Moment, Refusal, is_left_over};
use super::records::{Promise, Records};
use super::row::{Column, Kept, Kind, Row};
use super::sink::Sink;
use super::timeliness::{Timeliness, earlier};
use crate::count::adds_up::adds_up;
use crate::domain::calendar::add_days;
use crate::domain::district::Numbers;
use crate::domain::record::{Record, Relationship, Step};

/// Things overdue on the as-of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attention {
    /// Requests open past their agreed day.
    pub answers_overdue: u32,
    /// Next steps open past their due day.
    pub steps_overdue: u32,
    /// Of the answers and steps overdue, those that were due before the school year of the as-of day began.
    pub left_over: u32,
    /// Pairs under way without a session for more days with school than the district's `not_met_days` for
    /// their profile.
    pub pairs_not_met: u32,
}

adds_up!(Attention { answers_overdue, steps_overdue, left_over, pairs_not_met });

/// How long one relationship has waited on the as-of day, what is left over from an earlier school year
/// aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// The earliest due day of an answer that is overdue.
    pub answer_since: Option<NaiveDate>,
    /// The earliest due day of a next step that is overdue.
    pub step_since: Option<NaiveDate>,
    /// Days since the pair met, where those are more than the district's `not_met_days`.
    pub not_met_for: Option<i64>,
}

/// What waits in one relationship, whose answers `timely` counts, and how long. A relationship that has
/// ended, or that another has taken over from, owes nothing any more.
pub(super) fn of(
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
    timely: &Timeliness,
) -> (Attention, Waits) {
    if !records.owe(relationship, moment) {
        return Default::default();
    }
    let met = SinceMet::of(relationship, records, moment);
    let mut attention = Attention {
        answers_overdue: timely.overdue,
        steps_overdue: 0,
        left_over: timely.left_over,
        pairs_not_met: u32::from(met.is_too_long()),
    };
    let mut step_since = None;
    let mut take = |step: DueStep| {
        attention.take(step);
        let since = Some(step.due).filter(|_| step.is_overdue && !step.is_left_over);
        step_since = earlier(step_since, since);
    };
    steps(relationship, records, moment, &mut take);
    let waits = Waits {
        answer_since: timely.overdue_since,
        step_since,
        not_met_for: met.is_too_long().then_some(met.days.into()),
    };
    (attention, waits)
}

/// A next step with a due day that was looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct DueStep<'r> {
    /// Where its record is, and when the pair had it.
    pub promise: Promise<'r>,
    /// The day of its record.
    pub on: NaiveDate,
    /// Its place among the steps of the record, from 1.
    pub number: usize,
    /// The step.
    pub step: &'r Step,
    /// Its due day.
    pub due: NaiveDate,
    /// Whether it is open after its due day, and owed.
    pub is_overdue: bool,
    /// Whether it is overdue since before the school year of the as-of day.
    pub is_left_over: bool,
    /// What refuses its record in every window, if anything.
    pub refusal: Option<Refusal>,
}

/// Gives every next step with a due day among `records`, and those taken over, to `sink`.
pub(super) fn steps<'r>(
    relationship: &'r Relationship,
    records: &Records<'r>,
    moment: &Moment,
    sink: &mut impl Sink<DueStep<'r>>,
) {
    let as_of = moment.as_of;
    let owes = records.owe(relationship, moment);
    for promise in records.promises(relationship, moment) {
        let record = promise.dated.record;
        let on = record.date().value;
        let refusal = Refusal::ever(promise.relationship, on, as_of);
        for (index, step) in record.steps().iter().enumerate() {
            let Some(due) = step.due else { continue };
            if !promise.held.took_over(step.state.closed().map(|closed| closed.value)) {
                continue;
            }
            let is_overdue = refusal.is_none() && owes && step.is_overdue(as_of.day);
            let (number, due) = (index + 1, due.value);
            let is_left_over = is_overdue && is_left_over(due, moment.year_first);
            sink.take(DueStep {
                promise,
                on,
                number,
                step,
                due,
                is_overdue,
                is_left_over,
                refusal,
            });
        }
    }
}

impl Sink<DueStep<'_>> for Attention {
    fn take(&mut self, step: DueStep) {
        self.steps_overdue += u32::from(step.is_overdue);
        self.left_over += u32::from(step.is_left_over);
    }
}

/// The time since a pair last met.
#[derive(Clone, Copy, Debug)]
pub(super) struct SinceMet {
    /// The day of the latest session that counts.
    pub last: Option<NaiveDate>,
    /// That day, or else the relationship's first.
    pub since: NaiveDate,
    /// Days with school after it, up to and with the as-of day.
    pub days: u32,
    /// Days without school in that time.
    pub without_school: u32,
    /// Whether the relationship is under way on the as-of day.
    pub is_under_way: bool,
    /// More days are too long.
    pub most: u32,
}

impl SinceMet {
    /// The time since the latest session among `records`.
    pub(super) fn of(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Self {
        let as_of = moment.as_of;
        let sessions = records.iter().filter(|dated| {
            matches!(dated.record, Record::Session(_)) && dated.counts(relationship, as_of)
        });
        let last = sessions.map(|dated| dated.record.date().value).max();
        let since = last.unwrap_or(relationship.started.value);
        let first = add_days(since, 1);
        Self {
            last,
            since,
            days: moment.school_days.with_school(first, as_of.day),
            without_school: moment.school_days.without_school(first, as_of.day),
            is_under_way: relationship.spans(as_of.day),
            most: moment.not_met_days(relationship),
        }
    }

    /// Whether that is longer than the district says.
    pub(super) fn is_too_long(&self) -> bool {
        self.is_under_way && self.days > self.most
    }
}

/// What a statistic of things overdue counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// Requests.
    Answers,
    /// Next steps.
    Steps,
    /// Requests and next steps from an earlier school year.
    LeftOver,
    /// Pairs that have not met.
    Meetings,
}

impl Waiting {
    /// Its value.
    pub(crate) fn value(self, attention: &Attention) -> u32 {
        match self {
            Waiting::Answers => attention.answers_overdue,
            Waiting::Steps => attention.steps_overdue,
            Waiting::LeftOver => attention.left_over,
            Waiting::Meetings => attention.pairs_not_met,
        }
    }
}

pub(super) const ANSWERS_OVERDUE: Row<Waiting> = Row {
    name: "answers-overdue",
    meaning: "requests open past their agreed day",
    formula: "Requests still open on the as-of day, after the last agreed day for an answer; a \
              relationship that has ended owes nothing, and what it left open is owed in the one that \
              continues it.",
    kind: Kind::Count,
    numbers: Numbers::Overdue,
    narrowed_by: &[],
    column: Some(Column { title: "answers_overdue", of: None, kept: Kept::Always }),
    made: Waiting::Answers,
};

pub(super) const STEPS_OVERDUE: Row<Waiting> = Row {
    name: "steps-overdue",
    meaning: "next steps open past their due day",
    formula: "Next steps still open on the as-of day, after their due day; a relationship that has \
              ended owes nothing, and what it left open is owed in the one that continues it.",
    kind: Kind::Count,
    numbers: Numbers::Overdue,
    narrowed_by: &[],
    column: Some(Column { title: "steps_overdue", of: None, kept: Kept::Always }),
    made: Waiting::Steps,
};

pub(super) const LEFT_OVER: Row<Waiting> = Row {
    name: "left-over",
    meaning: "requests and next steps left over from an earlier school year",
    formula: "Of the requests and next steps that are overdue on the as-of day, those whose due day lies \
              before the school year that holds the as-of day.",
    kind: Kind::Count,
    numbers: Numbers::Overdue,
    narrowed_by: &[],
    column: Some(Column { title: "left_over", of: None, kept: Kept::Asked }),
    made: Waiting::LeftOver,
};

pub(super) const PAIRS_NOT_MET: Row<Waiting> = Row {
    name: "pairs-not-met",
    meaning: "pairs that have not met for longer than the district says",
    formula: "Pairs under way on the as-of day whose latest session, or start if they have not \
              met, is more than coach.toml's not_met_days ago. Days without school do not count.",
    kind: Kind::Count,
    numbers: Numbers::Overdue,
    narrowed_by: &[],
    column: Some(Column { title: "pairs_not_met", of: None, kept: Kept::Always }),
    made: Waiting::Meetings,
};
