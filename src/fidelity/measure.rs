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
