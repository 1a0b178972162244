//! What the numbers are called: every figure is one measure of some relationships in one window, which
//! may be narrowed to a function, an item, a method and the like.

/// A measure. Its name stands in the address of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Items in place of items applicable.
    InPlace,
    /// Items in place because an observer saw them so.
    Observed,
    /// Items in place that rest on the pair's own records alone.
    DocumentedOnly,
    /// Items the pair reports in place of applicable items the pair rated.
    Reported,
    /// Applicable items of which anything is known of items applicable.
    Completeness,
    /// Applicable items on which two sources differ.
    Differs,
    /// Items that do not apply.
    NotApplicable,
    /// Items not in place of items applicable.
    Missing,
    /// Applicable items whose evidence in place has expired.
    Expired,
    /// Relationships at a level of a function because the profile's rule is met.
    LevelComputed,
    /// Relationships at a level of a function because a rater judged so last.
    LevelJudged,
    /// Relationships at no level of a function.
    NoLevel,
    /// Relationships active in the window.
    Relationships,
    /// Distinct coached educators.
    Educators,
    /// Distinct coaches.
    Coaches,
    /// Distinct schools.
    Schools,
    /// Educators coached of the educators in the school.
    Reach,
    /// Relationships that an observer rated of relationships active.
    OutsideObservation,
    /// Requests open past their agreed day.
    AnswersOverdue,
    /// Next steps open past their due day.
    StepsOverdue,
    /// Pairs that have not met for longer than the district says.
    PairsNotMet,
    /// Visits that two observers rated of visits any observer rated.
    DoubleRatedVisits,
    /// Pairs of ratings by two observers of one visit that are the same.
    ObserversAgree,
    /// Gwet's AC2 of two observers, linear weights.
    ObserversAc2,
    /// Krippendorff's alpha of two observers, ordinal.
    ObserversAlpha,
    /// Mean over items of the share of pairs of observers' ratings that are the same.
    ObserversMeanAgreement,
    /// Cohen's kappa of two observers.
    ObserversKappa,
    /// Cohen's kappa of two observers, linear weights.
    ObserversKappaLinear,
    /// Items rated the same by the pair (self or educator) and an observer.
    EqualToObserver,
    /// Items rated higher by the pair than by an observer.
    HigherThanObserver,
    /// Items rated lower by the pair than by an observer.
    LowerThanObserver,
    /// Mean of the pair's rating less the observer's, in steps.
    StepsFromObserver,
    /// Two-sided p of the sign test of the pair's ratings against an observer's.
    ObserverSignTest,
    /// Checklists that raters wrote.
    Checklists,
    /// Ratings in place of ratings that give a level, as raters wrote them.
    RatingsInPlace,
    /// Ratings partial, as raters wrote them.
    RatingsPartial,
    /// Ratings not in place, as raters wrote them.
    RatingsNotInPlace,
    /// Ratings not applicable, as raters wrote them.
    RatingsNotApplicable,
    /// Ratings not observed, as raters wrote them.
    RatingsNotObserved,
    /// Sessions.
    Sessions,
    /// Contacts.
    Contacts,
    /// Minutes of sessions and contacts; a shared meeting counts once a coach.
    Minutes,
    /// Sessions that say no minutes.
    SessionsWithoutMinutes,
    /// Contacts that say no minutes.
    ContactsWithoutMinutes,
    /// Sessions that name no phase.
    SessionsWithoutPhase,
    /// Relationships that agreed a rhythm of relationships active.
    AgreedRhythm,
    /// Relationships that agreed the minutes of a meeting of those that agreed a rhythm.
    AgreedMinutes,
    /// Sessions that the agreed rhythm asks for.
    PlannedSessions,
    /// Minutes that the agreed rhythm and length ask for.
    PlannedMinutes,
    /// Sessions of relationships that agreed a rhythm.
    HeldSessions,
    /// Minutes of sessions of relationships that agreed a rhythm and minutes.
    HeldMinutes,
    /// Gaps between sessions that are longer than the agreed rhythm.
    LongGaps,
    /// Relationships with such a gap of those that agreed a rhythm.
    PairsWithLongGaps,
    /// Requests answered in time of requests that fell due.
    AnsweredInTime,
    /// Requests answered late.
    AnsweredLate,
    /// Requests that fell due and are not answered.
    Unanswered,
    /// Requests open and not yet overdue.
    OpenRequests,
    /// Requests answered of requests asked where no number of days was agreed.
    NothingAgreed,
    /// Change of observers' ratings in place, in percentage points in 30 days.
    ObservedTrend,
    /// The p-value of the change of observers' ratings in place.
    ObservedTrendP,
    /// Change of requests answered in time, in percentage points in 30 days.
    AnsweredInTimeTrend,
    /// The p-value of the change of requests answered in time.
    AnsweredInTimeTrendP,
    /// Change of sessions per relationship in 30 days.
    SessionsTrend,
    /// The p-value of the change of sessions per relationship.
    SessionsTrendP,
    /// Values of a measure of student data before the relationship's first day.
    DataValuesBefore,
    /// Values of a measure of student data of the relationship's first day and later.
    DataValuesAfter,
    /// Nonoverlap of all pairs of a value before and a value after.
    DataOverlap,
    /// Change of the values after, in units of the measure in 30 days.
    DataTrend,
    /// The p-value of the change of the values after.
    DataTrendP,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Measure; 69] = [
        Measure::InPlace,
        Measure::Observed,
        Measure::DocumentedOnly,
        Measure::Reported,
        Measure::Completeness,
        Measure::Differs,
        Measure::NotApplicable,
        Measure::Missing,
        Measure::Expired,
        Measure::LevelComputed,
        Measure::LevelJudged,
        Measure::NoLevel,
        Measure::Relationships,
        Measure::Educators,
        Measure::Coaches,
        Measure::Schools,
        Measure::Reach,
        Measure::OutsideObservation,
        Measure::AnswersOverdue,
        Measure::StepsOverdue,
        Measure::PairsNotMet,
        Measure::DoubleRatedVisits,
        Measure::ObserversAgree,
        Measure::ObserversAc2,
        Measure::ObserversAlpha,
        Measure::ObserversMeanAgreement,
        Measure::ObserversKappa,
        Measure::ObserversKappaLinear,
        Measure::EqualToObserver,
        Measure::HigherThanObserver,
        Measure::LowerThanObserver,
        Measure::StepsFromObserver,
        Measure::ObserverSignTest,
        Measure::Checklists,
        Measure::RatingsInPlace,
        Measure::RatingsPartial,
        Measure::RatingsNotInPlace,
        Measure::RatingsNotApplicable,
        Measure::RatingsNotObserved,
        Measure::Sessions,
        Measure::Contacts,
        Measure::Minutes,
        Measure::SessionsWithoutMinutes,
        Measure::ContactsWithoutMinutes,
        Measure::SessionsWithoutPhase,
        Measure::AgreedRhythm,
        Measure::AgreedMinutes,
        Measure::PlannedSessions,
        Measure::PlannedMinutes,
        Measure::HeldSessions,
        Measure::HeldMinutes,
        Measure::LongGaps,
        Measure::PairsWithLongGaps,
        Measure::AnsweredInTime,
        Measure::AnsweredLate,
        Measure::Unanswered,
        Measure::OpenRequests,
        Measure::NothingAgreed,
        Measure::ObservedTrend,
        Measure::ObservedTrendP,
        Measure::AnsweredInTimeTrend,
        Measure::AnsweredInTimeTrendP,
        Measure::SessionsTrend,
        Measure::SessionsTrendP,
        Measure::DataValuesBefore,
        Measure::DataValuesAfter,
        Measure::DataOverlap,
        Measure::DataTrend,
        Measure::DataTrendP,
    ];

    /// Whether it is about one measure of student data of one relationship: other pairs measure other
    /// things, so nothing is added up.
    pub fn is_of_student_data(self) -> bool {
        matches!(
            self,
            Measure::DataValuesBefore
                | Measure::DataValuesAfter
                | Measure::DataOverlap
                | Measure::DataTrend
                | Measure::DataTrendP
        )
    }

    /// Whether it is a count of a count, k of n; else it is a count or an estimate.
    pub fn is_share(self) -> bool {
        matches!(
            self,
            Measure::InPlace
                | Measure::Reported
                | Measure::Completeness
                | Measure::Missing
                | Measure::LevelComputed
                | Measure::LevelJudged
                | Measure::NoLevel
                | Measure::OutsideObservation
                | Measure::DoubleRatedVisits
                | Measure::ObserversAgree
                | Measure::EqualToObserver
                | Measure::HigherThanObserver
                | Measure::LowerThanObserver
                | Measure::RatingsInPlace
                | Measure::AgreedRhythm
                | Measure::AgreedMinutes
                | Measure::PairsWithLongGaps
                | Measure::AnsweredInTime
                | Measure::NothingAgreed
        )
    }

    /// Whether it is a share of occasions that can be taken as a sample, and so has an interval: requests
    /// are what came up, not all there is.
    pub fn is_of_a_sample(self) -> bool {
        self == Measure::AnsweredInTime
    }

    /// Its name in an address: `in-place`.
    pub fn name(self) -> &'static str {
        match self {
            Measure::InPlace => "in-place",
            Measure::Observed => "observed",
            Measure::DocumentedOnly => "documented-only",
            Measure::Reported => "reported",
            Measure::Completeness => "completeness",
            Measure::Differs => "differs",
            Measure::NotApplicable => "not-applicable",
            Measure::Missing => "missing",
            Measure::Expired => "expired",
            Measure::LevelComputed => "level-computed",
            Measure::LevelJudged => "level-judged",
            Measure::NoLevel => "no-level",
            Measure::Relationships => "relationships",
            Measure::Educators => "educators",
            Measure::Coaches => "coaches",
            Measure::Schools => "schools",
            Measure::Reach => "reach",
            Measure::OutsideObservation => "outside-observation",
            Measure::AnswersOverdue => "answers-overdue",
            Measure::StepsOverdue => "steps-overdue",
            Measure::PairsNotMet => "pairs-not-met",
            Measure::DoubleRatedVisits => "double-rated-visits",
            Measure::ObserversAgree => "observers-agree",
            Measure::ObserversAc2 => "observers-ac2",
            Measure::ObserversAlpha => "observers-alpha",
            Measure::ObserversMeanAgreement => "observers-mean-agreement",
            Measure::ObserversKappa => "observers-kappa",
            Measure::ObserversKappaLinear => "observers-kappa-linear",
            Measure::EqualToObserver => "equal-to-observer",
            Measure::HigherThanObserver => "higher-than-observer",
            Measure::LowerThanObserver => "lower-than-observer",
            Measure::StepsFromObserver => "steps-from-observer",
            Measure::ObserverSignTest => "observer-sign-test",
            Measure::Checklists => "checklists",
            Measure::RatingsInPlace => "ratings-in-place",
            Measure::RatingsPartial => "ratings-partial",
            Measure::RatingsNotInPlace => "ratings-not-in-place",
            Measure::RatingsNotApplicable => "ratings-not-applicable",
            Measure::RatingsNotObserved => "ratings-not-observed",
            Measure::Sessions => "sessions",
            Measure::Contacts => "contacts",
            Measure::Minutes => "minutes",
            Measure::SessionsWithoutMinutes => "sessions-without-minutes",
            Measure::ContactsWithoutMinutes => "contacts-without-minutes",
            Measure::SessionsWithoutPhase => "sessions-without-phase",
            Measure::AgreedRhythm => "agreed-rhythm",
            Measure::AgreedMinutes => "agreed-minutes",
            Measure::PlannedSessions => "planned-sessions",
            Measure::PlannedMinutes => "planned-minutes",
            Measure::HeldSessions => "held-sessions",
            Measure::HeldMinutes => "held-minutes",
            Measure::LongGaps => "long-gaps",
            Measure::PairsWithLongGaps => "pairs-with-long-gaps",
            Measure::AnsweredInTime => "answered-in-time",
            Measure::AnsweredLate => "answered-late",
            Measure::Unanswered => "unanswered",
            Measure::OpenRequests => "open-requests",
            Measure::NothingAgreed => "nothing-agreed",
            Measure::ObservedTrend => "observed-trend",
            Measure::ObservedTrendP => "observed-trend-p",
            Measure::AnsweredInTimeTrend => "answered-in-time-trend",
            Measure::AnsweredInTimeTrendP => "answered-in-time-trend-p",
            Measure::SessionsTrend => "sessions-trend",
            Measure::SessionsTrendP => "sessions-trend-p",
            Measure::DataValuesBefore => "data-values-before",
            Measure::DataValuesAfter => "data-values-after",
            Measure::DataOverlap => "data-overlap",
            Measure::DataTrend => "data-trend",
            Measure::DataTrendP => "data-trend-p",
        }
    }

    /// What it is, in a few words that stand after its value: 9 of 13 items in place of items applicable.
    pub fn meaning(self) -> &'static str {
        match self {
            Measure::InPlace => "items in place of items applicable",
            Measure::Observed => "items in place because an observer saw them so",
            Measure::DocumentedOnly => "items in place that rest on the pair's own records alone",
            Measure::Reported => {
                "items the pair reports in place of applicable items the pair rated"
            }
            Measure::Completeness => {
                "applicable items of which anything is known of items applicable"
            }
            Measure::Differs => "applicable items on which two sources differ",
            Measure::NotApplicable => "items that do not apply",
            Measure::Missing => "items not in place of items applicable",
            Measure::Expired => "applicable items whose evidence in place has expired",
            Measure::LevelComputed => {
                "relationships at a level of a function because the profile's rule is met"
            }
            Measure::LevelJudged => {
                "relationships at a level of a function because a rater judged so last"
            }
            Measure::NoLevel => "relationships at no level of a function",
            Measure::Relationships => "relationships active in the window",
            Measure::Educators => "distinct coached educators",
            Measure::Coaches => "distinct coaches",
            Measure::Schools => "distinct schools",
            Measure::Reach => "educators coached of the educators in the school",
            Measure::OutsideObservation => {
                "relationships that an observer rated of relationships active"
            }
            Measure::AnswersOverdue => "requests open past their agreed day",
            Measure::StepsOverdue => "next steps open past their due day",
            Measure::PairsNotMet => "pairs that have not met for longer than the district says",
            Measure::DoubleRatedVisits => {
                "visits that two observers rated of visits any observer rated"
            }
            Measure::ObserversAgree => {
                "pairs of ratings by two observers of one visit that are the same"
            }
            Measure::ObserversAc2 => "Gwet's AC2 of two observers, linear weights",
            Measure::ObserversAlpha => "Krippendorff's alpha of two observers, ordinal",
            Measure::ObserversMeanAgreement => {
                "mean over items of the share of pairs of observers' ratings that are the same"
            }
            Measure::ObserversKappa => "Cohen's kappa of two observers",
            Measure::ObserversKappaLinear => "Cohen's kappa of two observers, linear weights",
            Measure::EqualToObserver => {
                "items rated the same by the pair (self or educator) and an observer"
            }
            Measure::HigherThanObserver => "items rated higher by the pair than by an observer",
            Measure::LowerThanObserver => "items rated lower by the pair than by an observer",
            Measure::StepsFromObserver => "mean of the pair's rating less the observer's, in steps",
            Measure::ObserverSignTest => {
                "two-sided p of the sign test of the pair's ratings against an observer's"
            }
            Measure::Checklists => "checklists that raters wrote",
            Measure::RatingsPartial => "ratings partial, as raters wrote them",
            Measure::RatingsNotInPlace => "ratings not in place, as raters wrote them",
            Measure::RatingsNotApplicable => "ratings not applicable, as raters wrote them",
            Measure::RatingsNotObserved => "ratings not observed, as raters wrote them",
            Measure::RatingsInPlace => {
                "ratings in place of ratings that give a level, as raters wrote them"
            }
            Measure::Sessions => "sessions",
            Measure::Contacts => "contacts",
            Measure::Minutes => {
                "minutes of sessions and contacts; a shared meeting counts once a coach"
            }
            Measure::SessionsWithoutMinutes => "sessions that say no minutes",
            Measure::ContactsWithoutMinutes => "contacts that say no minutes",
            Measure::SessionsWithoutPhase => "sessions that name no phase",
            Measure::AgreedRhythm => "relationships that agreed a rhythm of relationships active",
            Measure::AgreedMinutes => {
                "relationships that agreed the minutes of a meeting of those that agreed a rhythm"
            }
            Measure::PlannedSessions => "sessions that the agreed rhythm asks for",
            Measure::PlannedMinutes => "minutes that the agreed rhythm and length ask for",
            Measure::HeldSessions => "sessions of relationships that agreed a rhythm",
            Measure::HeldMinutes => {
                "minutes of sessions of relationships that agreed a rhythm and minutes"
            }
            Measure::LongGaps => "gaps between sessions that are longer than the agreed rhythm",
            Measure::PairsWithLongGaps => {
                "relationships with a gap longer than agreed of those that agreed a rhythm"
            }
            Measure::AnsweredInTime => "requests answered in time of requests that fell due",
            Measure::AnsweredLate => "requests answered late",
            Measure::Unanswered => "requests that fell due and are not answered",
            Measure::OpenRequests => "requests open and not yet overdue",
            Measure::NothingAgreed => {
                "requests answered of requests asked where no number of days was agreed"
            }
            Measure::ObservedTrend => {
                "change of observers' ratings in place, in percentage points in 30 days"
            }
            Measure::ObservedTrendP => "p of the change of observers' ratings in place",
            Measure::AnsweredInTimeTrend => {
                "change of requests answered in time, in percentage points in 30 days"
            }
            Measure::AnsweredInTimeTrendP => "p of the change of requests answered in time",
            Measure::SessionsTrend => "change of sessions per relationship in 30 days",
            Measure::SessionsTrendP => "p of the change of sessions per relationship",
            Measure::DataValuesBefore => "values of student data before the relationship began",
            Measure::DataValuesAfter => "values of student data since the relationship began",
            Measure::DataOverlap => {
                "NAP of student data before and after the relationship began; not evidence of cause"
            }
            Measure::DataTrend => {
                "change of student data since the relationship began, in 30 days; not evidence of cause"
            }
            Measure::DataTrendP => "p of the change of student data since the relationship began",
        }
    }

    /// The measure with this name.
    pub fn from_name(name: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.name() == name)
    }
}
