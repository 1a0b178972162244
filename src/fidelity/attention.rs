//! What waits to be done on the as-of day: answers and steps overdue, pairs that have not met.

use std::ops::AddAssign;

use chrono::NaiveDate;
use serde::Serialize;

use super::moment::Dated;
use crate::record::{Record, Relationship};

/// Things overdue on the as-of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
    let sessions = records.iter().filter(|dated| matches!(dated.record, Record::Session(_)));
    let last_met = sessions.map(|dated| dated.record.date().value).max();
    let since = last_met.unwrap_or(relationship.started.value);
    Attention {
        answers_overdue,
        steps_overdue: u32::try_from(overdue).unwrap_or(u32::MAX),
        pairs_not_met: u32::from((as_of - since).num_days() > i64::from(not_met_days)),
    }
}
