//! One relationship in one window: the state of every item, levels, raters, what is overdue.

use chrono::NaiveDate;

use super::evidence::Evidence;
use super::moment::Refusal;
use super::moment::{Dated, Moment};
use super::{
    Activity, Attention, Coverage, Dosage, FunctionLevel, Gap, ItemState, JudgedLevel, Months,
    Raters, StudentSeries, Timeliness,
};
use super::{activity, attention, dosage, level, ratings, students, timeliness};
use crate::domain::record::Relationship;

/// Everything counted of one relationship.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Whether the relationship was under way on any day of the window.
    pub is_active: bool,
    /// By the index of the profile's item.
    pub items: Vec<ItemState>,
    /// By the index of the profile's function.
    pub levels: Vec<FunctionLevel>,
    /// By the index of the profile's function: the latest judgment of each rater, first the one that
    /// stands where no level is computed.
    pub judged: Vec<Vec<JudgedLevel>>,
    /// Whether an observer from outside the pair rated anything in the window.
    pub has_outside_observation: bool,
    /// How the raters of the window compare.
    pub raters: Raters,
    /// What is overdue on the as-of day.
    pub attention: Attention,
    /// Sessions, contacts and minutes, and what the two agreed beside them.
    pub dosage: Dosage,
    /// Gaps between sessions that are longer than agreed, in the order of their days.
    pub long_gaps: Vec<Gap>,
    /// Answers within the agreed time.
    pub timeliness: Timeliness,
    /// When something happened in the window.
    pub activity: Activity,
    /// What the records give month by month.
    pub months: Months,
    /// Student data before and after the start, whole life up to the as-of day.
    pub students: Vec<StudentSeries>,
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
}

impl Evaluation {
    /// The counts over the items of one function.
    pub fn coverage_of(&self, items: std::ops::Range<usize>) -> Coverage {
        Coverage::over(&self.items[items])
    }

    /// The counts over all items.
    pub fn coverage(&self) -> Coverage {
        Coverage::over(&self.items)
    }
}

/// Counts one relationship.
///
/// `records` are all its records but the relationship itself. Those outside the relationship's dates
/// and those after the as-of day are counted apart and change nothing else; their order is free.
pub fn evaluate(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Evaluation {
    let profile = &relationship.profile;
    let Sorted { counting, in_window, for_later, outside_dates } =
        Sorted::of(relationship, records, moment);
    let checklists = ratings::counted(relationship, &counting, moment);
    let current = ratings::current(&checklists, &profile.items);
    let raters = Raters::of(relationship, profile, &checklists, &current);
    let timeliness = timeliness::of(relationship, &counting, moment);
    let evidence = Evidence { relationship, records: &counting, moment, timeliness };
    let items: Vec<ItemState> = profile
        .items
        .iter()
        .zip(current)
        .enumerate()
        .map(|(index, (item, by_role))| {
            let found = evidence.of(index);
            ItemState::new(by_role, found, item.evidence, moment.expires, moment.as_of.day)
        })
        .collect();
    let judged: Vec<_> =
        (0..profile.functions.len()).map(|index| level::judged(index, &checklists)).collect();
    let levels = profile
        .functions
        .iter()
        .enumerate()
        .map(|(index, function)| {
            let coverage = Coverage::over(&items[function.items.clone()]);
            level::of(profile, &coverage, &judged[index])
        })
        .collect();
    let (dosage, long_gaps) = dosage::of(relationship, &counting, moment);
    let ended = relationship.ended.map_or(NaiveDate::MAX, |ended| ended.value);
    Evaluation {
        is_active: relationship.started.value <= moment.window.to && ended >= moment.window.from,
        items,
        levels,
        judged,
        has_outside_observation: checklists.iter().any(ratings::Counted::is_observation),
        raters,
        attention: attention::of(relationship, &counting, moment, timeliness.overdue),
        dosage,
        long_gaps,
        timeliness,
        activity: activity::of(&counting, moment),
        months: Months::of(relationship, &counting, moment),
        students: students::of(relationship, &counting, moment.as_of.day),
        latest: counting.iter().map(|dated| dated.record.date().value).max(),
        in_window,
        other_times: u32::try_from(counting.len()).unwrap_or(u32::MAX) - in_window,
        for_later,
        outside_dates,
    }
}

/// Records by whether they count.
struct Sorted<'r> {
    /// Those that count, at whatever time.
    counting: Vec<Dated<'r>>,
    /// How many of these are dated in the window.
    in_window: u32,
    for_later: u32,
    outside_dates: u32,
}

impl<'r> Sorted<'r> {
    fn of(relationship: &Relationship, records: &[Dated<'r>], moment: &Moment) -> Self {
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
