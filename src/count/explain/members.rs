//! Who is in the number, and whether an observer from outside looked: one entry per relationship.

use super::case::Case;
use crate::count::Share;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::members::{OfMembers, days_under_way, last_day};
use crate::count::ratings::{Counted, NotCounted};
use crate::domain::record::{Checklist, Named, RELATIONSHIP, Role, rater_of};
use crate::text::wording::count;

pub(super) fn entries(case: &Case, of: OfMembers) -> Vec<Contribution> {
    let relationship = case.relationship;
    let (coach, educator, school) =
        (&relationship.coach.value, &relationship.educator.value, &relationship.school.value);
    let (what, adds) = match of {
        OfMembers::OutsideObservation => return vec![outside_observation(case)],
        OfMembers::Educators | OfMembers::Reach if relationship.is_team() => {
            return vec![team(educator)];
        }
        OfMembers::Educators | OfMembers::Reach => {
            (format!("educator {educator}"), Amount::Distinct(educator.clone()))
        }
        OfMembers::Coaches => (format!("coach {coach}"), Amount::Distinct(coach.clone())),
        OfMembers::Schools => (format!("school {school}"), Amount::Distinct(school.clone())),
        OfMembers::Relationships => (format!("{coach} with {educator}"), Amount::Count(1)),
        OfMembers::NewPairs => return vec![new(case)],
    };
    let started = relationship.started.value;
    let time = match relationship.ended {
        Some(ended) => format!("from {started} to {}", ended.value),
        None => format!("since {started}"),
    };
    let window = case.moment.window;
    vec![Contribution {
        what,
        adds,
        because: format!(
            "under way {time}, which overlaps the days looked at, {} to {}",
            window.from, window.to
        ),
        records: vec![Judged { file: RELATIONSHIP.to_owned(), counts: true, why: time }],
    }]
}

/// A team, which is in no number of educators.
fn team(id: &str) -> Contribution {
    let because = "a team is coached, which is no educator".to_owned();
    let records =
        vec![Judged { file: RELATIONSHIP.to_owned(), counts: false, why: because.clone() }];
    Contribution { what: format!("team {id}"), adds: Amount::Count(0), because, records }
}

fn new(case: &Case) -> Contribution {
    let relationship = case.relationship;
    let days = days_under_way(relationship, case.moment);
    let (started, most) = (relationship.started.value, case.moment.new_pair_days);
    Contribution {
        what: format!("{} with {}", relationship.coach.value, relationship.educator.value),
        adds: Amount::Count(case.evaluation.is_new.into()),
        because: format!(
            "under way for {days} days by {}, days without school left out; fewer than {most} is new",
            last_day(relationship, case.moment)
        ),
        records: vec![Judged {
            file: RELATIONSHIP.to_owned(),
            counts: case.evaluation.is_new,
            why: format!("the relationship began on {started}"),
        }],
    }
}

/// What a checklist by an observer does as an observation.
pub(super) fn observation(
    case: &Case,
    (file, checklist): Named,
    standing: &Result<Role, NotCounted>,
) -> Judged {
    let (counts, why) = match *standing {
        Err(why) => (false, why.to_string()),
        Ok(role) if role != Role::Observer => (false, "its observer is one of the pair".to_owned()),
        Ok(role) => {
            let counted = Counted { relationship: case.relationship, checklist, role };
            let items = &case.profile().items;
            match counted.rated(items).count() {
                0 => (false, "nothing on it counts as a rating".to_owned()),
                rated => (true, format!("an observer rated {}", count(rated, "item"))),
            }
        }
    };
    Judged { file: file.to_owned(), counts, why }
}

/// Whether `checklist` is by an observer, as it is written or as it counts.
pub(super) fn is_by_observer(case: &Case, checklist: &Checklist) -> bool {
    [checklist.rater.role, rater_of(case.relationship, checklist).0].contains(&Role::Observer)
}

fn outside_observation(case: &Case) -> Contribution {
    let mut share = Share::default();
    share.count(case.evaluation.has_outside_observation);
    let because = match share.k {
        0 => "no observer from outside the pair rated anything",
        _ => "an observer from outside the pair rated something",
    };
    let standings = case.standings.iter();
    let by_observers = standings.filter(|((_, checklist), _)| is_by_observer(case, checklist));
    let records = by_observers.map(|(named, standing)| observation(case, *named, standing));
    Contribution {
        what: format!(
            "{} with {}",
            case.relationship.coach.value, case.relationship.educator.value
        ),
        adds: Amount::Share(share),
        because: because.to_owned(),
        records: records.collect(),
    }
}
