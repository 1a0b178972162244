//! How each measure is made, in one sentence for whoever wants to recount it.

use super::Statistic;

impl Statistic {
    /// The rule by which it is counted.
    pub fn formula(self) -> &'static str {
        match self {
            Statistic::InPlace => {
                "An item is in place when the latest observation in the time says so or, where nothing \
                 was observed, when the records document it; items that do not apply are left out."
            }
            Statistic::Observed => {
                "Of the items in place, those whose latest observation in the time says in-place."
            }
            Statistic::DocumentedOnly => {
                "Of the items in place, those that nobody observed in the time and the pair's own \
                 records document."
            }
            Statistic::Reported => {
                "Of the applicable items that the coach or the educator rated, those whose lower \
                 current rating of the two is in-place; an observer's rating is no part of it."
            }
            Statistic::Completeness => {
                "Of the applicable items, those with a current rating by anyone or a document."
            }
            Statistic::Differs => {
                "Applicable items on which two current ratings differ by a step or more, or that are \
                 documented and observed below in place."
            }
            Statistic::NotApplicable => {
                "Items whose rule found no occasion, or that an observer calls not applicable where the \
                 profile allows it."
            }
            Statistic::Missing => "Of the applicable items, those that are not in place.",
            Statistic::Expired => {
                "Applicable items that are not in place and would be if no evidence had expired by \
                 coach.toml's expires_after."
            }
            Statistic::LevelComputed => {
                "Of the relationships in which an item of the function applies, those whose items in \
                 place meet the profile's rule for the level."
            }
            Statistic::LevelJudged => {
                "Of the relationships in which an item of the function applies, those that meet no rule \
                 and whose latest judgement by a rater is the level."
            }
            Statistic::NoLevel => {
                "Of the relationships in which an item of the function applies, those that meet no rule \
                 and that no rater has judged."
            }
            Statistic::Relationships => {
                "Relationships that were under way on a day of the time: the unit of every count."
            }
            Statistic::Educators => {
                "Coached educators of the relationships that were under way, each counted once."
            }
            Statistic::Coaches => {
                "Coaches of the relationships that were under way, each counted once."
            }
            Statistic::Schools => {
                "Schools of the relationships that were under way, each counted once."
            }
            Statistic::Reach => {
                "Coached educators, each counted once, of the educators that coach.toml gives for the \
                 school."
            }
            Statistic::OutsideObservation => {
                "Of the relationships that were under way, those with a checklist in the time on which \
                 an observer from outside the pair rated something."
            }
            Statistic::AnswersOverdue => {
                "Requests that are open on the as-of day, after the last day that was agreed for an \
                 answer; a relationship that has ended owes nothing."
            }
            Statistic::StepsOverdue => {
                "Next steps that are open on the as-of day, after their due day; a relationship that \
                 has ended owes nothing."
            }
            Statistic::PairsNotMet => {
                "Pairs that are under way on the as-of day and whose latest session, or start, is more \
                 than coach.toml's not_met_days ago."
            }
            Statistic::DoubleRatedVisits => {
                "Of the visits (one pair on one day) that an observer rated, those that two or more \
                 different observers rated."
            }
            Statistic::ObserversAgree => {
                "Of the pairs of levels that two observers gave one item on one visit, those that are \
                 the same; not-applicable and not-observed are missing."
            }
            Statistic::ObserversAc2 => {
                "Gwet's AC2 over the items of double-rated visits, with linear weights: agreement less \
                 what chance would give (Gwet 2008)."
            }
            Statistic::ObserversAlpha => {
                "Krippendorff's alpha over the items of double-rated visits, with ordinal distances: 1 \
                 less observed by expected disagreement (Krippendorff 2011)."
            }
            Statistic::ObserversKappa => {
                "Cohen's kappa over the items of double-rated visits: agreement less what chance would \
                 give (Cohen 1960)."
            }
            Statistic::ObserversMeanAgreement => {
                "Over the items of double-rated visits, the mean of the share of pairs of levels that \
                 are the same; with two observers a visit it is the exact agreement."
            }
            Statistic::ObserversKappaLinear => {
                "Cohen's kappa with linear weights over the items of double-rated visits: agreement less \
                 what chance would give (Cohen 1968)."
            }
            Statistic::StepsFromObserver => {
                "Over the items that one of the pair and an observer both rated, the mean of the own \
                 rating less the observer's, in steps of the scale."
            }
            Statistic::ObserverSignTest => {
                "Exact two-sided sign test over the items that one of the pair and an observer rated \
                 differently, with items taken as independent."
            }
            Statistic::Checklists => {
                "Checklists in the time that no other corrects, by the raters who wrote them."
            }
            Statistic::RatingsPartial => "Ratings partial in the checklists of the time.",
            Statistic::RatingsNotInPlace => "Ratings not-in-place in the checklists of the time.",
            Statistic::RatingsNotApplicable => {
                "Ratings not-applicable in the checklists of the time."
            }
            Statistic::RatingsNotObserved => "Ratings not-observed in the checklists of the time.",
            Statistic::EqualToObserver => {
                "Of the ratings of the pair that an observer also gave, those that are the same."
            }
            Statistic::HigherThanObserver => {
                "Of the ratings of the pair that an observer also gave, those that are higher."
            }
            Statistic::LowerThanObserver => {
                "Of the ratings of the pair that an observer also gave, those that are lower."
            }
            Statistic::RatingsInPlace => {
                "Of the ratings in the time that give a level, those that say in-place."
            }
            Statistic::Sessions => "Sessions dated in the time.",
            Statistic::Contacts => "Contacts dated in the time.",
            Statistic::Minutes => {
                "Minutes of the sessions and contacts dated in the time; of one shared meeting, once a \
                 coach."
            }
            Statistic::SessionsWithoutMinutes => "Sessions dated in the time that say no minutes.",
            Statistic::ContactsWithoutMinutes => "Contacts dated in the time that say no minutes.",
            Statistic::SessionsWithoutPhase => "Sessions dated in the time that name no phase.",
            Statistic::AgreedRhythm => {
                "Of the relationships that were under way, those whose agreement has meet_every_days."
            }
            Statistic::AgreedMinutes => {
                "Of the relationships that agreed a rhythm, those whose agreement has minutes too."
            }
            Statistic::PlannedSessions => {
                "In each relationship that agreed a rhythm, the days under way in the time divided by \
                 the agreed days from one meeting to the next, cut to a whole number."
            }
            Statistic::HeldSessions => {
                "Sessions dated in the time of relationships that agreed a rhythm: what stands against \
                 the planned ones."
            }
            Statistic::HeldMinutes => {
                "Minutes of sessions dated in the time of relationships that agreed a rhythm and \
                 minutes: what stands against the planned ones."
            }
            Statistic::PairsWithLongGaps => {
                "Of the relationships that agreed a rhythm, those with a gap that is longer than it."
            }
            Statistic::Unanswered => {
                "Requests that fell due in the time and have no answer on the as-of day."
            }
            Statistic::NothingAgreed => {
                "Of the requests asked in the time where no number of days was agreed, those answered \
                 by the as-of day."
            }
            Statistic::PlannedMinutes => {
                "In each relationship that agreed minutes, its planned sessions times those."
            }
            Statistic::LongGaps => {
                "Gaps between sessions in the time, from its first day and to its last, that are longer \
                 than the agreed days from one meeting to the next."
            }
            Statistic::AnsweredInTime => {
                "Of the requests that fell due in the time, those answered by their last agreed day."
            }
            Statistic::AnsweredLate => {
                "Requests that fell due in the time and were answered after their last agreed day."
            }
            Statistic::OpenRequests => {
                "Requests open on the as-of day and not yet overdue; only in a time that holds that day."
            }
            Statistic::ObservedTrend => {
                "Theil–Sen slope of the share of observers' levels that are in place in each \
                 month: the median of the slopes of all pairs of months, each at its first day."
            }
            Statistic::ObservedTrendP => {
                "Two-sided Mann–Kendall test of the share of observers' levels that are in place \
                 in each month; exact up to 10 months without equal values."
            }
            Statistic::AnsweredInTimeTrend => {
                "Theil–Sen slope of the share of requests that fell due in each month and were \
                 answered in time: the median of the slopes of all pairs of months, each at its \
                 first day."
            }
            Statistic::AnsweredInTimeTrendP => {
                "Two-sided Mann–Kendall test of the share of requests answered in time in each \
                 month; exact up to 10 months without equal values."
            }
            Statistic::SessionsTrend => {
                "Theil–Sen slope of the sessions of each whole month per relationship under way \
                 in it: the median of the slopes of all pairs of months, each at its first day."
            }
            Statistic::SessionsTrendP => {
                "Two-sided Mann–Kendall test of the sessions of each whole month per relationship \
                 under way in it; exact up to 10 months without equal values."
            }
            Statistic::DataValuesBefore => {
                "Days before the relationship's first for which its reviews give a value; where two \
                 reviews give one day, the later stands."
            }
            Statistic::DataValuesAfter => {
                "Days from the relationship's first to the as-of day for which its reviews give a \
                 value; where two reviews give one day, the later stands."
            }
            Statistic::DataOverlap => {
                "Of all pairs of a value before and a value after, the share in which the value after \
                 is the better one, equal values counting half (NAP: Parker and Vannest 2009); from \
                 three values on each side on. Not evidence of cause."
            }
            Statistic::DataTrend => {
                "Theil–Sen slope of the values since the relationship's first day: the median of the \
                 slopes of all pairs of days, in units of the measure. Not evidence of cause."
            }
            Statistic::DataTrendP => {
                "Two-sided Mann–Kendall test of the values since the relationship's first day; exact \
                 up to 10 values without equal ones."
            }
        }
    }

    /// The keys of an address by which it may be narrowed within relationships.
    pub fn narrowed_by(self) -> &'static [&'static str] {
        match self {
            Statistic::InPlace
            | Statistic::Observed
            | Statistic::DocumentedOnly
            | Statistic::Reported
            | Statistic::Completeness
            | Statistic::Differs
            | Statistic::NotApplicable
            | Statistic::Missing
            | Statistic::Expired => &["function", "item"],
            Statistic::LevelComputed | Statistic::LevelJudged => &["function", "level"],
            Statistic::NoLevel => &["function"],
            Statistic::Sessions => &["method", "phase"],
            Statistic::Contacts | Statistic::Minutes => &["method"],
            Statistic::SessionsWithoutMinutes | Statistic::ContactsWithoutMinutes => &["method"],
            Statistic::EqualToObserver
            | Statistic::HigherThanObserver
            | Statistic::LowerThanObserver
            | Statistic::StepsFromObserver
            | Statistic::ObserverSignTest => &["role"],
            Statistic::Checklists => &["role", "rater"],
            Statistic::RatingsInPlace => &["role", "rater", "function", "shared-with"],
            Statistic::ObservedTrend | Statistic::ObservedTrendP => &["shared-with"],
            Statistic::RatingsPartial
            | Statistic::RatingsNotInPlace
            | Statistic::RatingsNotApplicable
            | Statistic::RatingsNotObserved => &["role", "rater", "function"],
            Statistic::DataValuesBefore
            | Statistic::DataValuesAfter
            | Statistic::DataOverlap
            | Statistic::DataTrend
            | Statistic::DataTrendP => &["data"],
            _ => &[],
        }
    }
}
