//! What the numbers are asked of: dated records, and the moment of the question.

use chrono::NaiveDate;

use super::expiry::ExpiresAfter;
use super::refusal::Refusal;
use crate::domain::calendar::{SchoolDays, Window};
use crate::domain::record::{Named, Record, Relationship};

/// A record of the relationship and the name of its file.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'r> {
    /// File name within the pair's folder.
    pub file: &'r str,
    /// The record.
    pub record: &'r Record,
}

impl Dated<'_> {
    /// Whether it counts on `as_of`: dated by then, and within the relationship.
    pub fn counts(&self, relationship: &Relationship, as_of: NaiveDate) -> bool {
        Refusal::ever(relationship, self.record.date().value, as_of).is_none()
    }
}

/// The checklists among `records`, with the names of their files.
pub fn checklists<'r>(records: &[Dated<'r>]) -> Vec<Named<'r>> {
    let named = records.iter().map(|dated| match dated.record {
        Record::Checklist(checklist) => Some((dated.file, checklist)),
        _ => None,
    });
    named.flatten().collect()
}

/// When the question is asked.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'m> {
    /// The days looked at, cut at the as-of day.
    pub window: &'m Window,
    /// The day as of which everything is judged.
    pub as_of: NaiveDate,
    /// Days without a session after which a pair needs attention.
    pub not_met_days: u32,
    /// How long evidence in place counts.
    pub expires: ExpiresAfter,
    /// The district's working days.
    pub school_days: &'m SchoolDays,
}
