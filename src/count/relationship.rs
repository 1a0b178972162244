//! One relationship in one window: the state of every item, levels, raters, what is overdue.

use chrono::NaiveDate;

use super::evidence::Evidence;
use super::moment::Refusal;
use super::moment::{Dated, Moment};
use super::ratings::ByRole;
use super::{
    Attention, Coverage, FunctionLevel, Gap, ItemState, JudgedLevel, Months, Raters, Records,
    StudentDataSum, StudentSeries, Sums, Timeliness, Waits,
};
use super::{activity, attention, dosage, level, members, ratings, students, timeliness};
use crate::domain::profile::{Part, Profile};
use crate::domain::record::Relationship;

/// Everything counted of one relationship.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Whether the relationship was under way on any day of the window.
    pub is_active: bool,
    /// Whether it was new when the window ended: numbers of items leave it out.
    pub is_new: bool,
    /// By the index of the profile's item.
    pub items: Vec<ItemState>,
    /// By the index of the profile's part: functions come first.
    pub levels: Vec<FunctionLevel>,
    /// Whether an observer from outside the pair rated anything in the window.
    pub has_outside_observation: bool,
    /// What is overdue on the as-of day.
    pub attention: Attention,
    /// How long it has waited.
    pub waits: Waits,
    /// Answers within the agreed time.
    pub timeliness: Timeliness,
    /// The latest record that counts, up to the as-of day.
    pub latest: Option<NaiveDate>,
    /// Records that count and are dated in the window.
    pub in_window: u32,
    /// Records that count and are dated at other times.
    pub other_times: u32,
    /// Records dated after the as-of day: left for later.
    pub for_later: u32,
    /// Records outside the relationship's own dates: they never count.
    pub outside_dates: u32,
    /// What adds up over relationships.
    pub sums: Sums,
    /// By the index of the profile's part: the latest judgment of each rater, first the one that
    /// stands where no level is computed.
    pub judged: Vec<Vec<JudgedLevel>>,
    /// Gaps between sessions in which an agreed meeting is missing, in the order of their days.
    pub long_gaps: Vec<Gap>,
    /// Student data before and after the start, whole life up to the as-of day.
    pub students: Vec<StudentSeries>,
}

impl Evaluation {
    /// The counts over the items of one function.
    pub fn coverage_of(&self, items: std::ops::Range<usize>) -> Coverage {
        Coverage::over(&self.items[items])
    }

    /// The counts over the items of `part`.
    pub fn coverage_in(&self, profile: &Profile, part: Part) -> Coverage {
        in_part(profile, part, &self.items)
    }

    /// The counts over all items.
    pub fn coverage(&self) -> Coverage {
        Coverage::over(&self.items)
    }
}

/// Counts one relationship.
///
/// `records` are all its records but the relationship itself. Those outside the relationship's dates
/// and those after the as-of day are counted apart and change nothing else; their order is free. What was
/// promised passes on with a hand-over, as [`Records`] tells.
pub fn evaluate(relationship: &Relationship, records: &Records, moment: &Moment) -> Evaluation {
    let profile = &relationship.profile;
    let Sorted { counting, in_window, for_later, outside_dates } =
        Sorted::of(relationship, records.own(), moment);
    let checklists = ratings::counted(relationship, &counting, moment);
    let current = ratings::current(&checklists, profile);
    let promises = records.but(&counting);
    let timeliness = timeliness::of(relationship, &promises, moment);
    let evidence = Evidence { relationship, records: promises, moment, timeliness };
    let items = states(&evidence, current);
    let raters = Raters::of(relationship, profile, &checklists, &items);
    let judged: Vec<_> =
        profile.parts().enumerate().map(|(at, _)| level::judged(at, &checklists)).collect();
    let level = |(part, judged): (Part, &Vec<JudgedLevel>)| {
        let coverage = in_part(profile, part, &items);
        level::of(profile, part, &coverage, judged)
    };
    let levels = profile.parts().zip(&judged).map(level).collect();
    let (dosage, long_gaps) = dosage::of(relationship, &counting, moment);
    let (attention, waits) = attention::of(relationship, &promises, moment, &timeliness);
    let students = students::of(relationship, &counting, moment.as_of.day);
    let sums = Sums {
        raters,
        dosage,
        activity: activity::of(&counting, moment),
        months: Months::of(relationship, &promises, moment),
        student_data: StudentDataSum::of(&students),
    };
    Evaluation {
        is_active: is_active(relationship, moment),
        is_new: members::is_new(relationship, moment),
        items,
        levels,
        has_outside_observation: checklists
            .iter()
            .any(|checklist| checklist.is_observation(&profile.items)),
        attention,
        waits,
        timeliness,
        latest: counting.iter().map(|dated| dated.record.date().value).max(),
        in_window,
        other_times: u32::try_from(counting.len()).unwrap_or(u32::MAX) - in_window,
        for_later,
        outside_dates,
        sums,
        judged,
        long_gaps,
        students,
    }
}

/// The counts over those of `items` that are in `part`.
fn in_part(profile: &Profile, part: Part, items: &[ItemState]) -> Coverage {
    match part {
        Part::Function(index) => Coverage::over(&items[profile.functions[index].items.clone()]),
        Part::Whole => Coverage::over(items),
        Part::Tier(_) => {
            let of_tier = profile.items_of(part).into_iter();
            Coverage::over(of_tier.map(|item| &items[item]))
        }
    }
}

/// The state of each item, from the `current` ratings and the evidence of one relationship.
pub(super) fn states(evidence: &Evidence, current: Vec<ByRole>) -> Vec<ItemState> {
    let moment = evidence.moment;
    let relationship = evidence.relationship;
    let state = |(index, by_role): (usize, ByRole)| {
        let found = evidence.of(index);
        ItemState::new(by_role, found, (relationship, index), moment.expires, moment.as_of.day)
    };
    current.into_iter().enumerate().map(state).collect()
}

/// Whether `relationship` was under way on any day of the window.
pub(super) fn is_active(relationship: &Relationship, moment: &Moment) -> bool {
    let ended = relationship.ended.map_or(NaiveDate::MAX, |ended| ended.value);
    relationship.started.value <= moment.window.to && ended >= moment.window.from
}

/// Records by whether they count.
pub(super) struct Sorted<'r> {
    /// Those that count, at whatever time.
    pub counting: Vec<Dated<'r>>,
    /// How many of these are dated in the window.
    pub in_window: u32,
    for_later: u32,
    outside_dates: u32,
}

impl<'r> Sorted<'r> {
    pub(super) fn of(relationship: &Relationship, records: &[Dated<'r>], moment: &Moment) -> Self {
        let counting = Vec::with_capacity(records.len());
        let mut sorted = Self { counting, in_window: 0, for_later: 0, outside_dates: 0 };
        for dated in records {
            let on = dated.record.date().value;
            match Refusal::ever(relationship, on, moment.as_of) {
                None => {
                    sorted.counting.push(*dated);
                    sorted.in_window += u32::from(moment.window.holds(on));
                }
                Some(Refusal::AfterAsOf(_)) => sorted.for_later += 1,
                Some(_) => sorted.outside_dates += 1,
            }
        }
        sorted
    }
}
