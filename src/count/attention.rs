//! What waits to be done on the as-of day: answers and steps overdue, pairs that have not met.

use std::ops::AddAssign;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::contribution::{Amount, Contribution, Judged};
use super::moment::{Dated, Moment};
use super::{Refusal, Statistic};
use crate::domain::record::{RELATIONSHIP, Record, Relationship, Step, StepState};

/// Things overdue on the as-of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attention {
    /// Requests open past their agreed day.
    pub answers_overdue: u32,
    /// Next steps open past their due day.
    pub steps_overdue: u32,
    /// Pairs under way without a session for more than the district's `not_met_days`.
    pub pairs_not_met: u32,
}

impl Attention {
    /// Whether nothing is overdue.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Attention {
    fn add_assign(&mut self, other: Self) {
        self.answers_overdue += other.answers_overdue;
        self.steps_overdue += other.steps_overdue;
        self.pairs_not_met += other.pairs_not_met;
    }
}

/// What waits in one relationship. A relationship that has ended owes nothing any more.
pub(super) fn of(
    relationship: &Relationship,
    records: &[Dated],
    answers_overdue: u32,
    as_of: NaiveDate,
    not_met_days: u32,
) -> Attention {
    if !relationship.spans(as_of) {
        return Attention::default();
    }
    let steps = records.iter().flat_map(|dated| dated.record.steps());
    let overdue = steps.filter(|step| step.is_overdue(as_of)).count();
    let since = last_met(records).unwrap_or(relationship.started.value);
    Attention {
        answers_overdue,
        steps_overdue: u32::try_from(overdue).unwrap_or(u32::MAX),
        pairs_not_met: u32::from(is_too_long(since, as_of, not_met_days)),
    }
}

/// The day of the latest session.
fn last_met(records: &[Dated]) -> Option<NaiveDate> {
    let sessions = records.iter().filter(|dated| matches!(dated.record, Record::Session(_)));
    sessions.map(|dated| dated.record.date().value).max()
}

fn is_too_long(since: NaiveDate, as_of: NaiveDate, not_met_days: u32) -> bool {
    (as_of - since).num_days() > i64::from(not_met_days)
}

/// What stands behind the steps overdue or the pairs not met: every next step with a due day, or
/// whether the pair has met. None for any other measure.
pub(super) fn entries(
    relationship: &Relationship,
    records: &[Dated],
    moment: &Moment,
    measure: Statistic,
) -> Vec<Contribution> {
    match measure {
        Statistic::StepsOverdue => steps(relationship, records, moment),
        Statistic::PairsNotMet => vec![not_met(relationship, records, moment)],
        _ => Vec::new(),
    }
}

fn steps(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Vec<Contribution> {
    let mut entries = Vec::new();
    for dated in records {
        let on = dated.record.date().value;
        let refusal = Refusal::ever(relationship, on, moment.as_of);
        for (index, step) in dated.record.steps().iter().enumerate() {
            let Some(due) = step.due else { continue };
            let is_overdue = step.is_overdue(moment.as_of);
            let (counts, because) = match refusal {
                Some(refusal) => (false, refusal.to_string()),
                None if !relationship.spans(moment.as_of) => {
                    (false, "a relationship that has ended owes no step".to_owned())
                }
                None => (is_overdue, step_in_words(step, due.value, moment.as_of)),
            };
            let id =
                step.id.as_ref().map_or_else(|| (index + 1).to_string(), |id| id.value.clone());
            entries.push(Contribution {
                what: format!("next step {id} of {on}"),
                adds: Amount::Count(u32::from(counts)),
                because: because.clone(),
                records: vec![Judged { file: dated.file.to_owned(), counts, why: because }],
            });
        }
    }
    entries
}

fn step_in_words(step: &Step, due: NaiveDate, as_of: NaiveDate) -> String {
    let became = match step.state {
        _ if step.is_open(as_of) => "open",
        StepState::Done(_) => "done",
        StepState::Dropped(_) | StepState::Open => "dropped",
    };
    let on = step.state.closed().filter(|_| !step.is_open(as_of));
    let on = on.map_or_else(|| format!("on {as_of}"), |on| format!("on {}", on.value));
    let judged = if step.is_overdue(as_of) { ": overdue" } else { "" };
    format!("due by {due}, {became} {on}{judged}")
}

fn not_met(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Contribution {
    let (as_of, most) = (moment.as_of, moment.not_met_days);
    let counting: Vec<Dated> =
        records.iter().filter(|dated| dated.counts(relationship, as_of)).copied().collect();
    let last = last_met(&counting);
    let since = last.unwrap_or(relationship.started.value);
    let is_under_way = relationship.spans(as_of);
    let counts = is_under_way && is_too_long(since, as_of, most);
    let days = (as_of - since).num_days();
    let because = match last {
        _ if !is_under_way => format!("the relationship is not under way on {as_of}"),
        Some(on) => format!(
            "the last session was on {on}, {days} days before {as_of}; more than {most} is too long"
        ),
        None => format!(
            "no session since the relationship began on {since}, {days} days before {as_of}; more than \
             {most} is too long"
        ),
    };
    let mut judged = vec![Judged {
        file: RELATIONSHIP.to_owned(),
        counts: last.is_none(),
        why: format!("the relationship began on {}", relationship.started.value),
    }];
    judged.extend(records.iter().filter_map(|dated| {
        let Record::Session(session) = dated.record else { return None };
        let on = session.date.value;
        let why = match Refusal::ever(relationship, on, as_of) {
            Some(refusal) => refusal.to_string(),
            None if last == Some(on) => "the last session".to_owned(),
            None => "an earlier session".to_owned(),
        };
        let counts = last == Some(on) && dated.counts(relationship, as_of);
        Some(Judged { file: dated.file.to_owned(), counts, why })
    }));
    Contribution {
        what: "the time since the last session".to_owned(),
        adds: Amount::Count(u32::from(counts)),
        because,
        records: judged,
    }
}
