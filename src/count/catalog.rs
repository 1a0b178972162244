//! The catalog of statistics: every number of a report is one statistic of some relationships in one
//! window. Each is tied to its row, which is kept beside the code that counts it; without a row, or
//! without an answer for what it is made of, nothing compiles.

use super::attention::Waiting;
use super::coaches::OfCoach;
use super::coverage::OfItems;
use super::dosage::{CalledOff, OfDoses, OfRhythm};
use super::level::AtLevel;
use super::members::OfMembers;
use super::raters::{Agreement, Bias, OfRater};
use super::row::{Kind, Row};
use super::students::OfData;
use super::timeliness::Timeliness;
use super::trend::{Line, OfLine};
use super::value::Value;
use super::{
    attention, coaches, coverage, dosage, level, members, raters, students, timeliness, trend,
};

/// What a statistic is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// Of the states of items.
    Items(OfItems),
    /// Of the levels of functions.
    Levels(AtLevel),
    /// Of relationships as such.
    Members(OfMembers),
    /// Of what is overdue.
    Attention(Waiting),
    /// Of visits of observers.
    Visits(Agreement),
    /// Of the ratings of one of the pair against an observer's.
    Against(fn(&Bias) -> Value),
    /// Of what a rater wrote.
    Rater(OfRater),
    /// Of sessions and contacts.
    Doses(OfDoses),
    /// Of the rhythm that was agreed.
    Rhythm(OfRhythm),
    /// Of meetings that were called off.
    CalledOff(fn(&CalledOff) -> Value),
    /// Of requests.
    Answers(fn(&Timeliness) -> Value),
    /// Of what one coach did, with educators and without.
    Coach(OfCoach),
    /// Of a line over months.
    Line(OfLine),
    /// Of one measure of student data of one relationship: other pairs measure other things, so nothing
    /// is added up.
    StudentData(OfData),
}

macro_rules! catalog {
    ($($source:ident { $($statistic:ident = $row:path,)* })*) => {
        /// A statistic, in the order of the catalog. Its row says what it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // each row says what its statistic is
        pub enum Statistic {
            $($($statistic,)*)*
        }

        impl Statistic {
            const COUNT: usize = [$($(Statistic::$statistic,)*)*].len();

            /// Every statistic.
            pub const ALL: [Statistic; Self::COUNT] = [$($(Statistic::$statistic,)*)*];

            /// All that is told of it.
            pub(crate) fn row(self) -> Row<Source> {
                match self {
                    $($(Statistic::$statistic => $row.among(Source::$source),)*)*
                }
            }
        }
    };
}

catalog! {
    Items {
        InPlace = coverage::IN_PLACE,
        Observed = coverage::OBSERVED,
        DocumentedOnly = coverage::DOCUMENTED_ONLY,
        Reported = coverage::REPORTED,
        Completeness = coverage::COMPLETENESS,
        Differs = coverage::DIFFERS,
        NotApplicable = coverage::NOT_APPLICABLE,
        Missing = coverage::MISSING,
        Expired = coverage::EXPIRED,
        Points = coverage::POINTS,
    }
    Levels {
        LevelComputed = level::LEVEL_COMPUTED,
        LevelJudged = level::LEVEL_JUDGED,
        NoLevel = level::NO_LEVEL,
    }
    Members {
        Relationships = members::RELATIONSHIPS,
        Educators = members::EDUCATORS,
        Coaches = members::COACHES,
        Schools = members::SCHOOLS,
        Reach = members::REACH,
        NewPairs = members::NEW_PAIRS,
        OutsideObservation = members::OUTSIDE_OBSERVATION,
    }
    Attention {
        AnswersOverdue = attention::ANSWERS_OVERDUE,
        StepsOverdue = attention::STEPS_OVERDUE,
        LeftOver = attention::LEFT_OVER,
        PairsNotMet = attention::PAIRS_NOT_MET,
    }
    Visits {
        DoubleRatedVisits = raters::agreement::DOUBLE_RATED_VISITS,
        ObserversAgree = raters::agreement::OBSERVERS_AGREE,
        ObserversAc2 = raters::agreement::OBSERVERS_AC2,
        ObserversAlpha = raters::agreement::OBSERVERS_ALPHA,
        ObserversMeanAgreement = raters::agreement::OBSERVERS_MEAN_AGREEMENT,
        ObserversKappa = raters::agreement::OBSERVERS_KAPPA,
        ObserversKappaLinear = raters::agreement::OBSERVERS_KAPPA_LINEAR,
    }
    Against {
        EqualToObserver = raters::against_observer::EQUAL_TO_OBSERVER,
        HigherThanObserver = raters::against_observer::HIGHER_THAN_OBSERVER,
        LowerThanObserver = raters::against_observer::LOWER_THAN_OBSERVER,
        StepsFromObserver = raters::against_observer::STEPS_FROM_OBSERVER,
        ObserverSignTest = raters::against_observer::OBSERVER_SIGN_TEST,
    }
    Rater {
        Checklists = raters::by_rater::CHECKLISTS,
        RatingsInPlace = raters::by_rater::RATINGS_IN_PLACE,
        RatingsPartial = raters::by_rater::RATINGS_PARTIAL,
        RatingsNotInPlace = raters::by_rater::RATINGS_NOT_IN_PLACE,
        RatingsNotApplicable = raters::by_rater::RATINGS_NOT_APPLICABLE,
        RatingsNotObserved = raters::by_rater::RATINGS_NOT_OBSERVED,
    }
    Doses {
        Sessions = dosage::doses::SESSIONS,
        Contacts = dosage::doses::CONTACTS,
        Minutes = dosage::doses::MINUTES,
        SessionsWithoutMinutes = dosage::doses::SESSIONS_WITHOUT_MINUTES,
        ContactsWithoutMinutes = dosage::doses::CONTACTS_WITHOUT_MINUTES,
        SessionsWithoutPhase = dosage::doses::SESSIONS_WITHOUT_PHASE,
    }
    Rhythm {
        AgreedRhythm = dosage::rhythm::AGREED_RHYTHM,
        AgreedMinutes = dosage::rhythm::AGREED_MINUTES,
        PlannedSessions = dosage::rhythm::PLANNED_SESSIONS,
        PlannedMinutes = dosage::rhythm::PLANNED_MINUTES,
        HeldSessions = dosage::rhythm::HELD_SESSIONS,
        HeldMinutes = dosage::rhythm::HELD_MINUTES,
        AgreedCalledOff = dosage::rhythm::AGREED_CALLED_OFF,
        LongGaps = dosage::rhythm::LONG_GAPS,
        PairsWithLongGaps = dosage::rhythm::PAIRS_WITH_LONG_GAPS,
    }
    CalledOff {
        CalledOff = dosage::called_off::CALLED_OFF,
    }
    Answers {
        AnsweredInTime = timeliness::ANSWERED_IN_TIME,
        AnsweredLate = timeliness::ANSWERED_LATE,
        Unanswered = timeliness::UNANSWERED,
        OpenRequests = timeliness::OPEN_REQUESTS,
        NothingAgreed = timeliness::NOTHING_AGREED,
    }
    Coach {
        CoachSessions = coaches::COACH_SESSIONS,
        SessionsAsSecondCoach = coaches::SESSIONS_AS_SECOND_COACH,
        DirectTime = coaches::DIRECT_TIME,
        TimeWithoutEducator = coaches::TIME_WITHOUT_EDUCATOR,
    }
    Line {
        ObservedTrend = trend::line::OBSERVED_TREND,
        ObservedTrendP = trend::line::OBSERVED_TREND_P,
        AnsweredInTimeTrend = trend::line::ANSWERED_IN_TIME_TREND,
        AnsweredInTimeTrendP = trend::line::ANSWERED_IN_TIME_TREND_P,
        SessionsTrend = trend::line::SESSIONS_TREND,
        SessionsTrendP = trend::line::SESSIONS_TREND_P,
    }
    StudentData {
        DataValuesBefore = students::DATA_VALUES_BEFORE,
        DataValuesAfter = students::DATA_VALUES_AFTER,
        DataOverlap = students::DATA_OVERLAP,
        DataTrend = students::DATA_TREND,
        DataTrendP = students::DATA_TREND_P,
    }
}

impl Statistic {
    /// The statistic with this name.
    pub fn from_name(name: &str) -> Option<Statistic> {
        Statistic::ALL.into_iter().find(|statistic| statistic.name() == name)
    }

    /// Its name in an address: `in-place`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it is, in a few words shown after its value: 9 of 13 items in place, of applicable items.
    pub(crate) fn meaning(self) -> &'static str {
        self.row().meaning
    }

    /// The rule by which it is counted.
    pub fn formula(self) -> &'static str {
        self.row().formula
    }

    /// Whether it is a share of occasions that can be taken as a sample, and so has an interval.
    pub(crate) fn is_of_a_sample(self) -> bool {
        self.row().kind == Kind::Sample
    }

    /// The lower and the upper limit of the 95 % interval of its `value`, where that has one.
    pub(crate) fn limits(self, value: &Value) -> Option<[f64; 2]> {
        match value {
            Value::Estimate { interval, .. } => *interval,
            Value::Share(share) if self.is_of_a_sample() => share.interval(),
            Value::Share(_) | Value::Count { .. } => None,
        }
    }

    /// Whether it is a p-value.
    pub(crate) fn is_p(self) -> bool {
        match self.row().kind {
            Kind::P => true,
            Kind::Count | Kind::Share | Kind::Sample | Kind::Estimate => false,
        }
    }

    /// Whether new relationships are left out of it, because they lower what is in place overnight.
    pub fn sets_new_apart(self) -> bool {
        match self.row().made {
            Source::Items(_) | Source::Levels(_) => true,
            Source::Members(of) => of.sets_new_apart(),
            Source::Attention(_)
            | Source::Visits(_)
            | Source::Against(_)
            | Source::Rater(_)
            | Source::Doses(_)
            | Source::Rhythm(_)
            | Source::CalledOff(_)
            | Source::Answers(_)
            | Source::Coach(_)
            | Source::Line(_)
            | Source::StudentData(_) => false,
        }
    }

    /// What it is of one coach, where it is about coaches and not about relationships.
    pub(crate) fn of_coach(self) -> Option<OfCoach> {
        if let Source::Coach(of) = self.row().made { Some(of) } else { None }
    }

    /// Whether it is about one coach, whoever's relationships that coach was at.
    pub fn is_of_coach(self) -> bool {
        self.of_coach().is_some()
    }

    /// Whether it is about one measure of student data of one relationship.
    pub fn is_of_student_data(self) -> bool {
        matches!(self.row().made, Source::StudentData(_))
    }
}

/// The statistics of a line over months.
impl Line {
    /// What each of its months is.
    pub fn measure(self) -> Statistic {
        match self {
            Line::AnsweredInTime => Statistic::AnsweredInTime,
            Line::Sessions => Statistic::Sessions,
            Line::Observed => Statistic::RatingsInPlace,
        }
    }

    /// Its slope and its p-value.
    pub fn trend(self) -> (Statistic, Statistic) {
        match self {
            Line::AnsweredInTime => {
                (Statistic::AnsweredInTimeTrend, Statistic::AnsweredInTimeTrendP)
            }
            Line::Sessions => (Statistic::SessionsTrend, Statistic::SessionsTrendP),
            Line::Observed => (Statistic::ObservedTrend, Statistic::ObservedTrendP),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of a statistic of counts that are all zero, where it is made of such.
    fn of_nothing(made: Source) -> Option<Value> {
        Some(match made {
            Source::Items(of) => (of.value)(&coverage::Coverage::default()),
            Source::Attention(of) => of.value(&attention::Attention::default()).into(),
            Source::Visits(of) => of.value(&raters::Visits::default()),
            Source::Against(value) => value(&raters::AgainstObserver::bias_of([])),
            Source::Rater(OfRater::Ratings(value)) => value(&raters::RatingCounts::default()),
            Source::Doses(of) => (of.value)(&dosage::Doses::default()),
            Source::Rhythm(of) => of.value(&dosage::Rhythm::default()),
            Source::CalledOff(value) => value(&CalledOff::default()),
            Source::Answers(value) => value(&Timeliness::default()),
            Source::StudentData(of) => of.value(std::iter::empty()),
            Source::Line(of) => trend::value(of, &super::super::Months::default()),
            Source::Levels(_)
            | Source::Members(_)
            | Source::Rater(OfRater::Checklists)
            | Source::Coach(_) => return None,
        })
    }

    #[test]
    fn every_value_is_of_the_kind_that_its_row_says() {
        for statistic in Statistic::ALL {
            let row = statistic.row();
            let is_of_kind = match (of_nothing(row.made), row.kind) {
                (Some(Value::Count { .. }), Kind::Count)
                | (Some(Value::Share(_)), Kind::Share | Kind::Sample)
                | (Some(Value::Estimate { .. }), Kind::Estimate | Kind::P)
                | (None, _) => true,
                (Some(_), _) => false,
            };
            assert!(is_of_kind, "{}", row.name);
        }
    }

    #[test]
    fn no_name_and_no_title_stands_twice() {
        let rows = || Statistic::ALL.into_iter().map(Statistic::row);
        let titles = rows().filter_map(|row| row.column);
        let titles = titles.flat_map(|column| [Some(column.title), column.of]).flatten();
        for mut words in [rows().map(|row| row.name).collect::<Vec<_>>(), titles.collect()] {
            let all = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), all);
        }
    }
}
