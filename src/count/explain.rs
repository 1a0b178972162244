//! What is behind each measure of one relationship: the entries whose amounts add up to it, each
//! with every record that was looked at and why that counted or was refused.
//!
//! The relationship is evaluated as for a report, and each entry adds what that evaluation counts. The
//! records of an entry are judged by the functions from which the evaluation is folded.

mod against_observer;
mod answers;
mod attention;
mod by_rater;
mod called_off;
mod case;
mod coaches;
mod dosage;
mod items;
mod levels;
mod members;
mod months;
mod rhythm;
mod student_data;
mod visits;
mod words;

use case::Case;

pub(crate) use coaches::explain_time;

use super::catalog::{Source, Statistic};
use super::contribution::Contribution;
use super::moment::Moment;
use super::narrow::Narrow;
use super::records::Records;
use crate::domain::record::Relationship;

/// What is behind `statistic`, narrowed by `narrow`, in one relationship at `moment`; `None` unless
/// the relationship is active in the window, and so in the number.
///
/// `records` are all its records but the relationship itself, as in [`evaluate`](super::evaluate).
pub fn explain(
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
    statistic: Statistic,
    narrow: &Narrow,
) -> Option<Vec<Contribution>> {
    let case = Case::new(relationship, records, moment);
    if !case.evaluation.is_active {
        return None;
    }
    let row = statistic.row();
    Some(match row.made {
        Source::Items(of) => items::entries(&case, of, narrow),
        Source::Levels(at) => levels::entries(&case, at, narrow),
        Source::Members(of) => members::entries(&case, of),
        Source::Attention(waiting) => attention::entries(&case, waiting),
        Source::Visits(agreement) => visits::entries(&case, agreement, narrow),
        Source::Against(value) => against_observer::entries(&case, value, row.kind, narrow),
        Source::Rater(of) => by_rater::entries(&case, of, narrow),
        Source::Doses(of) => dosage::entries(&case, of, narrow),
        Source::Rhythm(of) => rhythm::entries(&case, of),
        Source::CalledOff(_) => called_off::entries(&case, narrow),
        Source::Answers(value) => answers::entries(&case, value),
        Source::Coach(of) => coaches::entries(&case, of, narrow),
        Source::Line(of) => months::entries(&case, of.line(), narrow, explain),
        Source::StudentData(of) => student_data::entries(&case, of, narrow),
    })
}
