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
    /// Cohen's kappa of two observers.
    ObserversKappa,
    /// Items rated the same by the pair (self or educator) and an observer.
    EqualToObserver,
    /// Items rated higher by the pair than by an observer.
    HigherThanObserver,
    /// Items rated lower by the pair than by an observer.
    LowerThanObserver,
    /// Ratings in place of ratings that give a level, as raters wrote them.
    RatingsInPlace,
    /// Sessions.
    Sessions,
    /// Contacts.
    Contacts,
    /// Minutes of sessions and contacts; a shared meeting counts once a coach.
    Minutes,
    /// Sessions that the agreed rhythm asks for.
    PlannedSessions,
    /// Minutes that the agreed rhythm and length ask for.
    PlannedMinutes,
    /// Gaps between sessions that are longer than the agreed rhythm.
    LongGaps,
    /// Requests answered in time of requests that fell due.
    AnsweredInTime,
    /// Requests answered late.
    AnsweredLate,
    /// Requests still open, whether due or not.
    OpenRequests,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Measure; 39] = [
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
        Measure::ObserversKappa,
        Measure::EqualToObserver,
        Measure::HigherThanObserver,
        Measure::LowerThanObserver,
        Measure::RatingsInPlace,
        Measure::Sessions,
        Measure::Contacts,
        Measure::Minutes,
        Measure::PlannedSessions,
        Measure::PlannedMinutes,
        Measure::LongGaps,
        Measure::AnsweredInTime,
        Measure::AnsweredLate,
        Measure::OpenRequests,
    ];

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
                | Measure::AnsweredInTime
        )
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
            Measure::ObserversKappa => "observers-kappa",
            Measure::EqualToObserver => "equal-to-observer",
            Measure::HigherThanObserver => "higher-than-observer",
            Measure::LowerThanObserver => "lower-than-observer",
            Measure::RatingsInPlace => "ratings-in-place",
            Measure::Sessions => "sessions",
            Measure::Contacts => "contacts",
            Measure::Minutes => "minutes",
            Measure::PlannedSessions => "planned-sessions",
            Measure::PlannedMinutes => "planned-minutes",
            Measure::LongGaps => "long-gaps",
            Measure::AnsweredInTime => "answered-in-time",
            Measure::AnsweredLate => "answered-late",
            Measure::OpenRequests => "open-requests",
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
            Measure::ObserversKappa => "Cohen's kappa of two observers",
            Measure::EqualToObserver => {
                "items rated the same by the pair (self or educator) and an observer"
            }
            Measure::HigherThanObserver => "items rated higher by the pair than by an observer",
            Measure::LowerThanObserver => "items rated lower by the pair than by an observer",
            Measure::RatingsInPlace => {
                "ratings in place of ratings that give a level, as raters wrote them"
            }
            Measure::Sessions => "sessions",
            Measure::Contacts => "contacts",
            Measure::Minutes => {
                "minutes of sessions and contacts; a shared meeting counts once a coach"
            }
            Measure::PlannedSessions => "sessions that the agreed rhythm asks for",
            Measure::PlannedMinutes => "minutes that the agreed rhythm and length ask for",
            Measure::LongGaps => "gaps between sessions that are longer than the agreed rhythm",
            Measure::AnsweredInTime => "requests answered in time of requests that fell due",
            Measure::AnsweredLate => "requests answered late",
            Measure::OpenRequests => "requests still open, whether due or not",
        }
    }

    /// The measure with this name.
    pub fn from_name(name: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.name() == name)
    }
}
