//! Which numbers of a policy each statistic is among. A new statistic does not compile until it is in one place.

use crate::count::Statistic;
use crate::domain::district::Numbers;

/// The numbers that `statistic` is among.
pub(super) fn numbers_of(statistic: Statistic) -> Numbers {
    use Statistic as S;
    match statistic {
        S::Relationships | S::Educators | S::Coaches | S::Schools | S::NewPairs => Numbers::Pairs,
        S::Reach => Numbers::Reach,
        S::Sessions | S::Contacts | S::SessionsTrend | S::SessionsTrendP => Numbers::Sessions,
        S::Minutes
        | S::SessionsWithoutMinutes
        | S::ContactsWithoutMinutes
        | S::SessionsWithoutPhase => Numbers::Minutes,
        S::AgreedRhythm
        | S::AgreedMinutes
        | S::PlannedSessions
        | S::PlannedMinutes
        | S::HeldSessions
        | S::HeldMinutes
        | S::AgreedCalledOff
        | S::LongGaps
        | S::PairsWithLongGaps => Numbers::Agreed,
        S::CalledOff => Numbers::CalledOff,
        S::AnsweredInTime
        | S::AnsweredLate
        | S::Unanswered
        | S::OpenRequests
        | S::NothingAgreed
        | S::AnsweredInTimeTrend
        | S::AnsweredInTimeTrendP => Numbers::Answers,
        S::AnswersOverdue | S::StepsOverdue | S::LeftOver | S::PairsNotMet => Numbers::Overdue,
        S::InPlace
        | S::Reported
        | S::Completeness
        | S::Differs
        | S::NotApplicable
        | S::Missing
        | S::Expired
        | S::Points => Numbers::InPlace,
        // In place less documented only is what observers saw in place.
        S::Observed
        | S::DocumentedOnly
        | S::OutsideObservation
        | S::ObservedTrend
        | S::ObservedTrendP => Numbers::Observed,
        S::LevelComputed | S::LevelJudged | S::NoLevel => Numbers::Levels,
        S::DoubleRatedVisits
        | S::ObserversAgree
        | S::ObserversAc2
        | S::ObserversAlpha
        | S::ObserversMeanAgreement
        | S::ObserversKappa
        | S::ObserversKappaLinear
        | S::EqualToObserver
        | S::HigherThanObserver
        | S::LowerThanObserver
        | S::StepsFromObserver
        | S::ObserverSignTest => Numbers::Agreement,
        S::Checklists
        | S::RatingsInPlace
        | S::RatingsPartial
        | S::RatingsNotInPlace
        | S::RatingsNotApplicable
        | S::RatingsNotObserved => Numbers::Raters,
        S::CoachSessions | S::SessionsAsSecondCoach | S::DirectTime | S::TimeWithoutEducator => {
            Numbers::CoachTime
        }
        S::DataValuesBefore
        | S::DataValuesAfter
        | S::DataOverlap
        | S::DataTrend
        | S::DataTrendP => Numbers::StudentData,
    }
}

/// Tables that have a row for each group or pair, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowsTable {
    Coaching,
    Minutes,
    InPlace,
    Agreed,
    Overdue,
    Agreement,
}

impl RowsTable {
    pub(super) const ALL: [Self; 6] = [
        Self::Coaching,
        Self::Minutes,
        Self::Agreed,
        Self::InPlace,
        Self::Overdue,
        Self::Agreement,
    ];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Coaching => "Coaching",
            Self::Minutes => "Minutes of sessions and contacts",
            Self::InPlace => "Items in place",
            Self::Agreed => "Agreed and held",
            Self::Overdue => "Answers, and what is overdue",
            Self::Agreement => "How far raters agree",
        }
    }

    /// The table that shows `numbers`, where they are of whole groups and pairs.
    pub(super) fn of(numbers: Numbers) -> Option<Self> {
        match numbers {
            Numbers::Pairs | Numbers::Reach | Numbers::Sessions => Some(Self::Coaching),
            Numbers::Minutes => Some(Self::Minutes),
            Numbers::InPlace | Numbers::Observed => Some(Self::InPlace),
            Numbers::Agreed | Numbers::CalledOff => Some(Self::Agreed),
            Numbers::Answers | Numbers::Overdue => Some(Self::Overdue),
            Numbers::Agreement => Some(Self::Agreement),
            Numbers::Levels | Numbers::Raters | Numbers::CoachTime | Numbers::StudentData => None,
        }
    }

    /// Its statistics.
    pub(super) fn statistics(self) -> impl Iterator<Item = Statistic> {
        let is_here = move |statistic: &Statistic| Self::of(numbers_of(*statistic)) == Some(self);
        Statistic::ALL.into_iter().filter(is_here)
    }
}

/// What `statistic` is called over a column.
pub(super) fn title(statistic: Statistic) -> String {
    match statistic {
        Statistic::Relationships => "pairs".to_owned(),
        named => named.name().replace('-', " "),
    }
}
