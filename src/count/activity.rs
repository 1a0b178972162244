//! Who was active when: the first and last record of a window, and the months with a session.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::moment::{Dated, Moment};
use crate::domain::calendar::Month;
use crate::domain::record::Record;

/// When something happened in the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// First and last day with a record; `None` without one.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// Sessions of each month that has one.
    pub months: BTreeMap<Month, u32>,
}

impl AddAssign<&Activity> for Activity {
    fn add_assign(&mut self, other: &Activity) {
        let widest =
            |a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)| (a.0.min(b.0), a.1.max(b.1));
        let Activity { span, months } = other;
        self.span = match (self.span, *span) {
            (Some(one), Some(other)) => Some(widest(one, other)),
            (one, other) => one.or(other),
        };
        for (&month, &sessions) in months {
            *self.months.entry(month).or_default() += sessions;
        }
    }
}

/// When something happened among `records`, which all count on the as-of day.
pub(super) fn of(records: &[Dated], moment: &Moment) -> Activity {
    let mut activity = Activity::default();
    for dated in records.iter().filter(|dated| dated.record.is_activity()) {
        let on = dated.record.date().value;
        if moment.window.holds(on) {
            let is_session = matches!(dated.record, Record::Session(_));
            let months = is_session.then_some((Month::of(on), 1)).into_iter().collect();
            activity += &Activity { span: Some((on, on)), months };
        }
    }
    activity
}
