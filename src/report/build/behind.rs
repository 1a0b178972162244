//! What the report of one relationship says of it: every item with all its sources, and what each level
//! rests on. Its counts come in.

use crate::count::{Current, Evaluation, FunctionLevel, ItemState, Lapsed, NotApplicable};
use crate::domain::profile::{EvidenceRule, Item, Part, Profile};
use crate::report::Counted;
use crate::report::model::{
    Basis, Behind, ExpiredEvidence, FunctionBasis, Judgment, LapsedOn, LevelWord, Lift, RatingOn,
    RelationshipItem, RelationshipLevel, WhyNotApplicable,
};
use crate::report::trends::StudentData;

/// Everything about the relationship `counted`, whose school is called `school_name`.
pub(super) fn behind(counted: &Counted, evaluation: &Evaluation, school_name: &str) -> Behind {
    let profile = &counted.profile;
    let items =
        profile.items.iter().zip(&evaluation.items).enumerate().map(|(index, (item, state))| {
            let rating = |current: Current| rating_on(profile, index, current);
            relationship_item(item, state, rating)
        });
    let levels =
        profile.parts().enumerate().map(|(index, part)| basis(profile, index, part, evaluation));
    Behind {
        path: counted.path.clone(),
        coach: counted.coach.clone(),
        educator: counted.educator.clone(),
        school: counted.school.clone(),
        school_name: school_name.to_owned(),
        practice: counted.practice.clone(),
        started: counted.started,
        ended: counted.ended,
        items: items.collect(),
        long_gaps: evaluation.long_gaps.clone(),
        levels: levels.collect(),
        student_data: evaluation.students.iter().map(StudentData::of).collect(),
    }
}

/// A current rating of item `item` as it is shown.
pub(in crate::report) fn rating_on(profile: &Profile, item: usize, current: Current) -> RatingOn {
    RatingOn {
        rating: current.rating.word(profile, item).to_owned(),
        on: current.on,
        lower_of_day: current.differed_on_day,
    }
}

fn relationship_item(
    item: &Item,
    state: &ItemState,
    rating: impl Fn(Current) -> RatingOn,
) -> RelationshipItem {
    RelationshipItem {
        id: item.id.clone(),
        label: item.label.clone(),
        is_documentable: item.evidence != EvidenceRule::ObservationOnly,
        in_place: state.applies().then(|| state.is_in_place()),
        not_applicable: state.not_applicable.map(|why| match why {
            NotApplicable::NoOccasion => WhyNotApplicable::NoOccasion,
            NotApplicable::Observer(_) => WhyNotApplicable::Observer,
            NotApplicable::OnlyFor => WhyNotApplicable::OnlyFor,
        }),
        only_for: match state.not_applicable {
            Some(NotApplicable::OnlyFor) => item.only_for.clone(),
            Some(NotApplicable::NoOccasion | NotApplicable::Observer(_)) | None => Vec::new(),
        },
        observed: state.observed.map(&rating),
        documented: state.documented,
        by_coach: state.by_coach.map(&rating),
        by_educator: state.by_educator.map(&rating),
        differs: state.differs(),
        votes_differ: state.votes_differ,
        expired: Some(state.expired()).filter(|expired| !expired.is_empty()).map(|expired| {
            let lapsed =
                |lapsed: Option<Lapsed>| lapsed.map(|Lapsed { on, since }| LapsedOn { on, since });
            Box::new(ExpiredEvidence {
                observed: lapsed(expired.observed),
                documented: lapsed(expired.documented),
                by_coach: lapsed(expired.by_coach),
                by_educator: lapsed(expired.by_educator),
            })
        }),
    }
}

/// The level of `part`, the one at `index`, and what it rests on.
fn basis(profile: &Profile, index: usize, part: Part, evaluation: &Evaluation) -> FunctionBasis {
    let coverage = evaluation.coverage_in(profile, part);
    let ids = |items: Vec<usize>| items.into_iter().map(|item| profile.items[item].id.clone());
    let judged = evaluation.judged[index].iter();
    let judgments = judged.map(|judged| Judgment {
        level: LevelWord::of(&profile.levels[judged.level]),
        by: judged.by,
        rater: judged.rater.clone(),
        on: judged.on,
    });
    FunctionBasis {
        level: relationship_level(profile, part, &evaluation.levels[index]),
        in_place: coverage.in_place,
        points: coverage.points,
        missing: ids(evaluation.missing(profile, part)).collect(),
        judgments: judgments.collect(),
        lift: evaluation.reach(profile, (index, part)).map(|reach| Lift {
            level: LevelWord::of(&profile.levels[reach.level]),
            need: reach.need,
            points: reach.points,
            critical: ids(reach.critical).collect(),
            of: ids(reach.of).collect(),
        }),
    }
}

pub(in crate::report) fn relationship_level(
    profile: &Profile,
    part: Part,
    level: &FunctionLevel,
) -> RelationshipLevel {
    let basis = match level {
        FunctionLevel::NoApplicableItems => Basis::NoApplicableItems,
        FunctionLevel::Computed(_) => Basis::Computed,
        FunctionLevel::Judged { .. } => Basis::Judged,
        FunctionLevel::None => Basis::None,
    };
    let (by, rater, on) = match level {
        FunctionLevel::Judged { by, rater, on, .. } => (Some(*by), rater.clone(), Some(*on)),
        FunctionLevel::NoApplicableItems | FunctionLevel::Computed(_) | FunctionLevel::None => {
            (None, None, None)
        }
    };
    let level = level.level().map(|level| LevelWord::of(&profile.levels[level]));
    RelationshipLevel { function: profile.part_id(part).to_owned(), level, basis, by, rater, on }
}
