//! What the numbers are called: every figure is one measure of some relationships in one window, which
//! may be narrowed to a function, an item, a method and the like.

/// A measure. Its name stands in the address of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statistic {
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

impl Statistic {
    /// Every measure.
    pub const ALL: [Statistic; 69] = [
        Statistic::InPlace,
        Statistic::Observed,
        Statistic::DocumentedOnly,
        Statistic::Reported,
        Statistic::Completeness,
        Statistic::Differs,
        Statistic::NotApplicable,
        Statistic::Missing,
        Statistic::Expired,
        Statistic::LevelComputed,
        Statistic::LevelJudged,
        Statistic::NoLevel,
        Statistic::Relationships,
        Statistic::Educators,
        Statistic::Coaches,
        Statistic::Schools,
        Statistic::Reach,
        Statistic::OutsideObservation,
        Statistic::AnswersOverdue,
        Statistic::StepsOverdue,
        Statistic::PairsNotMet,
        Statistic::DoubleRatedVisits,
        Statistic::ObserversAgree,
        Statistic::ObserversAc2,
        Statistic::ObserversAlpha,
        Statistic::ObserversMeanAgreement,
        Statistic::ObserversKappa,
        Statistic::ObserversKappaLinear,
        Statistic::EqualToObserver,
        Statistic::HigherThanObserver,
        Statistic::LowerThanObserver,
        Statistic::StepsFromObserver,
        Statistic::ObserverSignTest,
        Statistic::Checklists,
        Statistic::RatingsInPlace,
        Statistic::RatingsPartial,
        Statistic::RatingsNotInPlace,
        Statistic::RatingsNotApplicable,
        Statistic::RatingsNotObserved,
        Statistic::Sessions,
        Statistic::Contacts,
        Statistic::Minutes,
        Statistic::SessionsWithoutMinutes,
        Statistic::ContactsWithoutMinutes,
        Statistic::SessionsWithoutPhase,
        Statistic::AgreedRhythm,
        Statistic::AgreedMinutes,
        Statistic::PlannedSessions,
        Statistic::PlannedMinutes,
        Statistic::HeldSessions,
        Statistic::HeldMinutes,
        Statistic::LongGaps,
        Statistic::PairsWithLongGaps,
        Statistic::AnsweredInTime,
        Statistic::AnsweredLate,
        Statistic::Unanswered,
        Statistic::OpenRequests,
        Statistic::NothingAgreed,
        Statistic::ObservedTrend,
        Statistic::ObservedTrendP,
        Statistic::AnsweredInTimeTrend,
        Statistic::AnsweredInTimeTrendP,
        Statistic::SessionsTrend,
        Statistic::SessionsTrendP,
        Statistic::DataValuesBefore,
        Statistic::DataValuesAfter,
        Statistic::DataOverlap,
        Statistic::DataTrend,
        Statistic::DataTrendP,
    ];

    /// Whether it is about one measure of student data of one relationship: other pairs measure other
    /// things, so nothing is added up.
    pub fn is_of_student_data(self) -> bool {
        matches!(
            self,
            Statistic::DataValuesBefore
                | Statistic::DataValuesAfter
                | Statistic::DataOverlap
                | Statistic::DataTrend
                | Statistic::DataTrendP
        )
    }

    /// Whether it is a count of a count, k of n; else it is a count or an estimate.
    pub fn is_share(self) -> bool {
        matches!(
            self,
            Statistic::InPlace
                | Statistic::Reported
                | Statistic::Completeness
                | Statistic::Missing
                | Statistic::LevelComputed
                | Statistic::LevelJudged
                | Statistic::NoLevel
                | Statistic::OutsideObservation
                | Statistic::DoubleRatedVisits
                | Statistic::ObserversAgree
                | Statistic::EqualToObserver
                | Statistic::HigherThanObserver
                | Statistic::LowerThanObserver
                | Statistic::RatingsInPlace
                | Statistic::AgreedRhythm
                | Statistic::AgreedMinutes
                | Statistic::PairsWithLongGaps
                | Statistic::AnsweredInTime
                | Statistic::NothingAgreed
        )
    }

    /// Whether it is a share of occasions that can be taken as a sample, and so has an interval: requests
    /// are what came up, not all there is.
    pub fn is_of_a_sample(self) -> bool {
        self == Statistic::AnsweredInTime
    }

    /// Its name in an address: `in-place`.
    pub fn name(self) -> &'static str {
        match self {
            Statistic::InPlace => "in-place",
            Statistic::Observed => "observed",
            Statistic::DocumentedOnly => "documented-only",
            Statistic::Reported => "reported",
            Statistic::Completeness => "completeness",
            Statistic::Differs => "differs",
            Statistic::NotApplicable => "not-applicable",
            Statistic::Missing => "missing",
            Statistic::Expired => "expired",
            Statistic::LevelComputed => "level-computed",
            Statistic::LevelJudged => "level-judged",
            Statistic::NoLevel => "no-level",
            Statistic::Relationships => "relationships",
            Statistic::Educators => "educators",
            Statistic::Coaches => "coaches",
            Statistic::Schools => "schools",
            Statistic::Reach => "reach",
            Statistic::OutsideObservation => "outside-observation",
            Statistic::AnswersOverdue => "answers-overdue",
            Statistic::StepsOverdue => "steps-overdue",
            Statistic::PairsNotMet => "pairs-not-met",
            Statistic::DoubleRatedVisits => "double-rated-visits",
            Statistic::ObserversAgree => "observers-agree",
            Statistic::ObserversAc2 => "observers-ac2",
            Statistic::ObserversAlpha => "observers-alpha",
            Statistic::ObserversMeanAgreement => "observers-mean-agreement",
            Statistic::ObserversKappa => "observers-kappa",
            Statistic::ObserversKappaLinear => "observers-kappa-linear",
            Statistic::EqualToObserver => "equal-to-observer",
            Statistic::HigherThanObserver => "higher-than-observer",
            Statistic::LowerThanObserver => "lower-than-observer",
            Statistic::StepsFromObserver => "steps-from-observer",
            Statistic::ObserverSignTest => "observer-sign-test",
            Statistic::Checklists => "checklists",
            Statistic::RatingsInPlace => "ratings-in-place",
            Statistic::RatingsPartial => "ratings-partial",
            Statistic::RatingsNotInPlace => "ratings-not-in-place",
            Statistic::RatingsNotApplicable => "ratings-not-applicable",
            Statistic::RatingsNotObserved => "ratings-not-observed",
            Statistic::Sessions => "sessions",
            Statistic::Contacts => "contacts",
            Statistic::Minutes => "minutes",
            Statistic::SessionsWithoutMinutes => "sessions-without-minutes",
            Statistic::ContactsWithoutMinutes => "contacts-without-minutes",
            Statistic::SessionsWithoutPhase => "sessions-without-phase",
            Statistic::AgreedRhythm => "agreed-rhythm",
            Statistic::AgreedMinutes => "agreed-minutes",
            Statistic::PlannedSessions => "planned-sessions",
            Statistic::PlannedMinutes => "planned-minutes",
            Statistic::HeldSessions => "held-sessions",
            Statistic::HeldMinutes => "held-minutes",
            Statistic::LongGaps => "long-gaps",
            Statistic::PairsWithLongGaps => "pairs-with-long-gaps",
            Statistic::AnsweredInTime => "answered-in-time",
            Statistic::AnsweredLate => "answered-late",
            Statistic::Unanswered => "unanswered",
            Statistic::OpenRequests => "open-requests",
            Statistic::NothingAgreed => "nothing-agreed",
            Statistic::ObservedTrend => "observed-trend",
            Statistic::ObservedTrendP => "observed-trend-p",
            Statistic::AnsweredInTimeTrend => "answered-in-time-trend",
            Statistic::AnsweredInTimeTrendP => "answered-in-time-trend-p",
            Statistic::SessionsTrend => "sessions-trend",
            Statistic::SessionsTrendP => "sessions-trend-p",
            Statistic::DataValuesBefore => "data-values-before",
            Statistic::DataValuesAfter => "data-values-after",
            Statistic::DataOverlap => "data-overlap",
            Statistic::DataTrend => "data-trend",
            Statistic::DataTrendP => "data-trend-p",
        }
    }

    /// What it is, in a few words that stand after its value: 9 of 13 items in place of items applicable.
    pub fn meaning(self) -> &'static str {
        match self {
            Statistic::InPlace => "items in place of items applicable",
            Statistic::Observed => "items in place because an observer saw them so",
            Statistic::DocumentedOnly => "items in place that rest on the pair's own records alone",
            Statistic::Reported => {
                "items the pair reports in place of applicable items the pair rated"
            }
            Statistic::Completeness => {
                "applicable items of which anything is known of items applicable"
            }
            Statistic::Differs => "applicable items on which two sources differ",
            Statistic::NotApplicable => "items that do not apply",
            Statistic::Missing => "items not in place of items applicable",
            Statistic::Expired => "applicable items whose evidence in place has expired",
            Statistic::LevelComputed => {
                "relationships at a level of a function because the profile's rule is met"
            }
            Statistic::LevelJudged => {
                "relationships at a level of a function because a rater judged so last"
            }
            Statistic::NoLevel => "relationships at no level of a function",
            Statistic::Relationships => "relationships active in the window",
            Statistic::Educators => "distinct coached educators",
            Statistic::Coaches => "distinct coaches",
            Statistic::Schools => "distinct schools",
            Statistic::Reach => "educators coached of the educators in the school",
            Statistic::OutsideObservation => {
                "relationships that an observer rated of relationships active"
            }
            Statistic::AnswersOverdue => "requests open past their agreed day",
            Statistic::StepsOverdue => "next steps open past their due day",
            Statistic::PairsNotMet => "pairs that have not met for longer than the district says",
            Statistic::DoubleRatedVisits => {
                "visits that two observers rated of visits any observer rated"
            }
            Statistic::ObserversAgree => {
                "pairs of ratings by two observers of one visit that are the same"
            }
            Statistic::ObserversAc2 => "Gwet's AC2 of two observers, linear weights",
            Statistic::ObserversAlpha => "Krippendorff's alpha of two observers, ordinal",
            Statistic::ObserversMeanAgreement => {
                "mean over items of the share of pairs of observers' ratings that are the same"
            }
            Statistic::ObserversKappa => "Cohen's kappa of two observers",
            Statistic::ObserversKappaLinear => "Cohen's kappa of two observers, linear weights",
            Statistic::EqualToObserver => {
                "items rated the same by the pair (self or educator) and an observer"
            }
            Statistic::HigherThanObserver => "items rated higher by the pair than by an observer",
            Statistic::LowerThanObserver => "items rated lower by the pair than by an observer",
            Statistic::StepsFromObserver => {
                "mean of the pair's rating less the observer's, in steps"
            }
            Statistic::ObserverSignTest => {
                "two-sided p of the sign test of the pair's ratings against an observer's"
            }
            Statistic::Checklists => "checklists that raters wrote",
            Statistic::RatingsPartial => "ratings partial, as raters wrote them",
            Statistic::RatingsNotInPlace => "ratings not in place, as raters wrote them",
            Statistic::RatingsNotApplicable => "ratings not applicable, as raters wrote them",
            Statistic::RatingsNotObserved => "ratings not observed, as raters wrote them",
            Statistic::RatingsInPlace => {
                "ratings in place of ratings that give a level, as raters wrote them"
            }
            Statistic::Sessions => "sessions",
            Statistic::Contacts => "contacts",
            Statistic::Minutes => {
                "minutes of sessions and contacts; a shared meeting counts once a coach"
            }
            Statistic::SessionsWithoutMinutes => "sessions that say no minutes",
            Statistic::ContactsWithoutMinutes => "contacts that say no minutes",
            Statistic::SessionsWithoutPhase => "sessions that name no phase",
            Statistic::AgreedRhythm => "relationships that agreed a rhythm of relationships active",
            Statistic::AgreedMinutes => {
                "relationships that agreed the minutes of a meeting of those that agreed a rhythm"
            }
            Statistic::PlannedSessions => "sessions that the agreed rhythm asks for",
            Statistic::PlannedMinutes => "minutes that the agreed rhythm and length ask for",
            Statistic::HeldSessions => "sessions of relationships that agreed a rhythm",
            Statistic::HeldMinutes => {
                "minutes of sessions of relationships that agreed a rhythm and minutes"
            }
            Statistic::LongGaps => "gaps between sessions that are longer than the agreed rhythm",
            Statistic::PairsWithLongGaps => {
                "relationships with a gap longer than agreed of those that agreed a rhythm"
            }
            Statistic::AnsweredInTime => "requests answered in time of requests that fell due",
            Statistic::AnsweredLate => "requests answered late",
            Statistic::Unanswered => "requests that fell due and are not answered",
            Statistic::OpenRequests => "requests open and not yet overdue",
            Statistic::NothingAgreed => {
                "requests answered of requests asked where no number of days was agreed"
            }
            Statistic::ObservedTrend => {
                "change of observers' ratings in place, in percentage points in 30 days"
            }
            Statistic::ObservedTrendP => "p of the change of observers' ratings in place",
            Statistic::AnsweredInTimeTrend => {
                "change of requests answered in time, in percentage points in 30 days"
            }
            Statistic::AnsweredInTimeTrendP => "p of the change of requests answered in time",
            Statistic::SessionsTrend => "change of sessions per relationship in 30 days",
            Statistic::SessionsTrendP => "p of the change of sessions per relationship",
            Statistic::DataValuesBefore => "values of student data before the relationship began",
            Statistic::DataValuesAfter => "values of student data since the relationship began",
            Statistic::DataOverlap => {
                "NAP of student data before and after the relationship began; not evidence of cause"
            }
            Statistic::DataTrend => {
                "change of student data since the relationship began, in 30 days; not evidence of cause"
            }
            Statistic::DataTrendP => "p of the change of student data since the relationship began",
        }
    }

    /// The measure with this name.
    pub fn from_name(name: &str) -> Option<Statistic> {
        Statistic::ALL.into_iter().find(|measure| measure.name() == name)
    }
}
