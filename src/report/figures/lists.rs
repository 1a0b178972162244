//! The statistics of the catalog by where a report lists them. A new statistic of a known source is
//! listed without another line here.

use crate::count::coaches::OfCoach;
use crate::count::{
    Bias, Coverage, OfData, OfMembers, OfRater, RatingCounts, Source, Statistic, Value,
};

/// Statistics, each with how its value is got.
type With<M> = Vec<(Statistic, M)>;

/// The statistics of the catalog by where they are listed, each list in the order of the page. What has a
/// list of its own for each level, method, phase or month is listed there.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) members: Vec<Statistic>,
    pub(super) coverage: With<fn(&Coverage) -> Value>,
    pub(super) visits: Vec<Statistic>,
    pub(super) against: With<fn(&Bias) -> Value>,
    pub(super) ratings: With<fn(&RatingCounts) -> Value>,
    pub(super) attention: Vec<Statistic>,
    pub(super) doses: Vec<Statistic>,
    pub(super) rest: Vec<Statistic>,
    pub(super) coaches: With<OfCoach>,
    pub(super) student_data: With<OfData>,
}

impl Lists {
    pub(super) fn new() -> Self {
        let mut lists = Self::default();
        let (mut visits, mut rhythm, mut answers, mut reach) = (vec![], vec![], vec![], vec![]);
        for statistic in Statistic::ALL {
            match statistic.row().made {
                // Items that are missing are listed one by one.
                Source::Items(_) if statistic == Statistic::Missing => {}
                Source::Items(of) => lists.coverage.push((statistic, of.value)),
                Source::Members(of) => match of {
                    OfMembers::Relationships
                    | OfMembers::Educators
                    | OfMembers::Coaches
                    | OfMembers::Schools
                    | OfMembers::NewPairs => lists.members.push(statistic),
                    OfMembers::OutsideObservation => lists.visits.push(statistic),
                    OfMembers::Reach => reach.push(statistic),
                },
                Source::Attention(_) => lists.attention.push(statistic),
                Source::Visits(of) => visits.push((of, statistic)),
                Source::Against(value) => lists.against.push((statistic, value)),
                Source::Rater(OfRater::Ratings(value)) => lists.ratings.push((statistic, value)),
                Source::Doses(_) | Source::CalledOff(_) => lists.doses.push(statistic),
                Source::Rhythm(of) => rhythm.push((of, statistic)),
                Source::Answers(_) => answers.push(statistic),
                Source::Coach(of) => lists.coaches.push((statistic, of)),
                Source::StudentData(of) => lists.student_data.push((statistic, of)),
                Source::Levels(_) | Source::Rater(OfRater::Checklists) | Source::Line(_) => {}
            }
        }
        visits.sort_unstable();
        rhythm.sort_unstable();
        lists.visits.extend(visits.into_iter().map(|(_, statistic)| statistic));
        lists.rest.extend(rhythm.into_iter().map(|(_, statistic)| statistic));
        lists.rest.extend(answers.into_iter().chain(reach));
        lists
    }
}
