//! On which days a pair met.

use chrono::NaiveDate;

use crate::count::Dated;
use crate::domain::record::Record;

/// The days of the sessions among `records`, in order and each once.
pub(super) fn session_days(records: &[Dated]) -> Vec<NaiveDate> {
    let sessions = records.iter().filter(|dated| matches!(dated.record, Record::Session(_)));
    let mut days: Vec<_> = sessions.map(|dated| dated.record.date().value).collect();
    days.sort_unstable();
    days.dedup();
    days
}
