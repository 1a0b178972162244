//! What stands behind each measure of one relationship: the entries whose amounts add up to it, each
//! with every record that was looked at and why that counted or was refused.
//!
//! The relationship is evaluated as for a report, and each entry adds what that evaluation counts. The
//! records of an entry are judged by the functions from which the evaluation is folded.

mod against_observer;
mod answers;
mod attention;
mod by_rater;
mod dosage;
mod items;
mod levels;
mod members;
mod months;
mod rhythm;
mod student_data;
mod visits;
mod words;

use super::catalogue::{Source, Statistic};
use super::contribution::Contribution;
use super::documents::Evidence;
use super::moment::{Dated, Moment};
use super::narrow::Narrow;
use super::ratings::{self, ByRole};
use super::{Evaluation, evaluate, timeliness};
use crate::domain::profile::Profile;
use crate::domain::record::{Named, Relationship, Role};

/// One relationship, evaluated, with all that is needed to say why.
struct Case<'c> {
    relationship: &'c Relationship,
    /// All its records, whether they count or not.
    records: &'c [Dated<'c>],
    /// Those that count, up to the as-of day.
    counting: Vec<Dated<'c>>,
    moment: &'c Moment<'c>,
    evaluation: Evaluation,
    standings: Vec<(Named<'c>, Result<Role, ratings::NotCounted<'c>>)>,
    /// By the index of the item, before anything expires.
    current: Vec<ByRole>,
}

impl<'c> Case<'c> {
    fn new(
        relationship: &'c Relationship,
        records: &'c [Dated<'c>],
        moment: &'c Moment<'c>,
    ) -> Self {
        let counting: Vec<Dated> = records
            .iter()
            .filter(|dated| dated.counts(relationship, moment.as_of))
            .copied()
            .collect();
        let counted = ratings::counted(relationship, &counting, moment);
        Self {
            relationship,
            records,
            moment,
            evaluation: evaluate(relationship, records, moment),
            standings: ratings::standings(relationship, records, moment),
            current: ratings::current(&counted, &relationship.profile.items),
            counting,
        }
    }

    fn profile(&self) -> &'c Profile {
        &self.relationship.profile
    }

    /// Whether `narrow` leaves item `index`.
    fn keeps(&self, narrow: &Narrow, index: usize) -> bool {
        let item = &self.profile().items[index];
        let function = &self.profile().functions[item.function].id;
        narrow.item.as_ref().is_none_or(|id| *id == item.id)
            && narrow.function.as_ref().is_none_or(|id| id == function)
            && (narrow.shared_with.is_none() || narrow.shared.contains(&item.id))
    }

    fn evidence(&self) -> Evidence<'_> {
        let timeliness = timeliness::of(self.relationship, &self.counting, self.moment);
        let (relationship, moment) = (self.relationship, self.moment);
        Evidence { relationship, records: &self.counting, moment, timeliness }
    }
}

/// What stands behind `statistic`, narrowed by `narrow`, in one relationship at `moment`; `None` unless
/// the relationship is active in the window, and so in the number.
///
/// `records` are all its records but the relationship itself, as in [`evaluate`].
pub fn explain(
    relationship: &Relationship,
    records: &[Dated],
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
        Source::Answers(value) => answers::entries(&case, value),
        Source::Line(of) => months::entries(&case, of.line(), narrow),
        Source::StudentData(of) => student_data::entries(&case, of, narrow),
    })
}
