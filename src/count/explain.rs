//! What stands behind each measure of one relationship: the entries whose amounts add up to it, each
//! with every record that was looked at and why that counted or was refused.
//!
//! The relationship is evaluated as for a report, and each entry adds what that evaluation counts. The
//! records of an entry are judged by the functions from which the evaluation is folded.

mod against_observer;
mod by_rater;
mod items;
mod levels;
mod members;
mod months;
mod student_data;
mod visits;
mod words;

use super::contribution::{Contribution, Narrow};
use super::evidence::Evidence;
use super::moment::{Dated, Moment};
use super::ratings::{self, ByRole};
use super::{Evaluation, Line, Statistic, attention, dosage, evaluate, timeliness};
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
        let timeliness = timeliness::of(&self.relationship.agreement, &self.counting, self.moment);
        let (relationship, moment) = (self.relationship, self.moment);
        Evidence { relationship, records: &self.counting, moment, timeliness }
    }
}

/// What stands behind `measure`, narrowed by `narrow`, in one relationship at `moment`; `None` unless
/// the relationship is active in the window, and so in the number.
///
/// `records` are all its records but the relationship itself, as in [`evaluate`].
pub fn explain(
    relationship: &Relationship,
    records: &[Dated],
    moment: &Moment,
    measure: Statistic,
    narrow: &Narrow,
) -> Option<Vec<Contribution>> {
    let case = Case::new(relationship, records, moment);
    if !case.evaluation.is_active {
        return None;
    }
    Some(match measure {
        Statistic::InPlace
        | Statistic::Observed
        | Statistic::DocumentedOnly
        | Statistic::Reported
        | Statistic::Completeness
        | Statistic::Differs
        | Statistic::NotApplicable
        | Statistic::Missing
        | Statistic::Expired => items::entries(&case, measure, narrow),
        Statistic::LevelComputed | Statistic::LevelJudged | Statistic::NoLevel => {
            levels::entries(&case, measure, narrow)
        }
        Statistic::Relationships
        | Statistic::Educators
        | Statistic::Coaches
        | Statistic::Schools
        | Statistic::Reach
        | Statistic::OutsideObservation => members::entries(&case, measure),
        Statistic::AnsweredInTime
        | Statistic::AnsweredLate
        | Statistic::Unanswered
        | Statistic::OpenRequests
        | Statistic::NothingAgreed
        | Statistic::AnswersOverdue => timeliness::entries(relationship, records, moment, measure),
        Statistic::StepsOverdue | Statistic::PairsNotMet => {
            attention::entries(relationship, records, moment, measure)
        }
        Statistic::Sessions
        | Statistic::Contacts
        | Statistic::Minutes
        | Statistic::SessionsWithoutMinutes
        | Statistic::ContactsWithoutMinutes
        | Statistic::SessionsWithoutPhase
        | Statistic::AgreedRhythm
        | Statistic::AgreedMinutes
        | Statistic::PlannedSessions
        | Statistic::PlannedMinutes
        | Statistic::HeldSessions
        | Statistic::HeldMinutes
        | Statistic::LongGaps
        | Statistic::PairsWithLongGaps => {
            dosage::entries(relationship, records, moment, measure, narrow)
        }
        Statistic::DoubleRatedVisits
        | Statistic::ObserversAgree
        | Statistic::ObserversMeanAgreement
        | Statistic::ObserversAc2
        | Statistic::ObserversAlpha
        | Statistic::ObserversKappa
        | Statistic::ObserversKappaLinear => visits::entries(&case, measure, narrow),
        Statistic::EqualToObserver
        | Statistic::HigherThanObserver
        | Statistic::LowerThanObserver
        | Statistic::StepsFromObserver
        | Statistic::ObserverSignTest => against_observer::entries(&case, measure, narrow),
        Statistic::Checklists
        | Statistic::RatingsInPlace
        | Statistic::RatingsPartial
        | Statistic::RatingsNotInPlace
        | Statistic::RatingsNotApplicable
        | Statistic::RatingsNotObserved => by_rater::entries(&case, measure, narrow),
        Statistic::ObservedTrend | Statistic::ObservedTrendP => {
            months::entries(&case, Line::Observed, narrow)
        }
        Statistic::AnsweredInTimeTrend | Statistic::AnsweredInTimeTrendP => {
            months::entries(&case, Line::AnsweredInTime, narrow)
        }
        Statistic::SessionsTrend | Statistic::SessionsTrendP => {
            months::entries(&case, Line::Sessions, narrow)
        }
        Statistic::DataValuesBefore
        | Statistic::DataValuesAfter
        | Statistic::DataOverlap
        | Statistic::DataTrend
        | Statistic::DataTrendP => student_data::entries(&case, measure, narrow),
    })
}
