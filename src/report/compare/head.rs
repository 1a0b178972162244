//! Whether it is better than before: the shares and counts that say so, and the rows that moved most.
//! The figures of both reports come in, whichever way they were got.

mod build;

use schemars::JsonSchema;
use serde::Serialize;

use crate::count::Share;
use crate::report::Address;

pub(crate) use build::{SideOf, head};

/// What changed under one profile, in short.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Head {
    /// Id of the profile.
    pub profile: String,
    /// All functions together, then each, in the profile's order.
    #[schemars(length(min = 1))]
    pub functions: Vec<FunctionStep>,
    /// Relationships under way.
    pub relationships: CountStep,
    /// Requests answered in time, of those that were due.
    pub answered_in_time: ShareStep,
    /// Relationships that an observer rated, of those under way.
    pub outside_observation: ShareStep,
    /// Sessions.
    pub sessions: CountStep,
    /// Sessions held where a rhythm is agreed.
    pub held_sessions: CountStep,
    /// Sessions that the agreed rhythms come to.
    pub planned_sessions: CountStep,
    /// Contacts.
    pub contacts: CountStep,
    /// Minutes of sessions and contacts.
    pub minutes: CountStep,
    /// The rows whose share in place is not the same, largest movement first; then those that only one
    /// report has. Empty where the rows are functions, or where there is only one.
    pub moved: Vec<RowStep>,
}

/// What changed in one function, or in all together.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FunctionStep {
    /// Id of the function; `null` for all.
    pub function: Option<String>,
    /// Items in place, of applicable items.
    pub in_place: ShareStep,
    /// Items that an observer saw in place, of those that an observer rated.
    pub observed: ShareStep,
}

/// A row of the reports.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RowStep {
    /// What people call it.
    pub name: String,
    /// The address of its number, without the time.
    pub address: Address,
    /// Items in place, of applicable items.
    pub in_place: ShareStep,
}

/// A share before and now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct ShareStep {
    /// Before; `null` where that report has no such number.
    pub before: Option<Share>,
    /// Now; `null` where this report has no such number.
    pub now: Option<Share>,
    /// By how many percentage points it is more now, computed from the fractions and cut toward zero to
    /// one decimal; `null` where one side has nothing to divide by.
    pub points: Option<f64>,
}

/// A count before and now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountStep {
    /// Before; `null` where that report has no such number.
    pub before: Option<u64>,
    /// Now; `null` where this report has no such number.
    pub now: Option<u64>,
}

impl ShareStep {
    /// From `before` to `now`.
    pub fn new(before: Option<Share>, now: Option<Share>) -> Self {
        let mut step = Self { before, now, points: None };
        step.points = step.tenths_of_points().map(|tenths| f64::from(tenths) / 10.0);
        step
    }

    /// Both sides, where both have something to divide by.
    pub(super) fn both(&self) -> Option<(Share, Share)> {
        let applies = |share: Option<Share>| share.filter(|share| share.n > 0);
        applies(self.before).zip(applies(self.now))
    }

    /// The change in tenths of a percentage point, cut toward zero.
    pub(super) fn tenths_of_points(&self) -> Option<i32> {
        self.both().and_then(|(before, now)| now.tenths_of_points_more(before))
    }

    /// The change without its sign, as a fraction; `None` where there is none or it is 0.
    fn movement(&self) -> Option<(u128, u128)> {
        let (before, now) = self.both()?;
        let of = |one: Share, other: Share| u128::from(one.k) * u128::from(other.n);
        let difference = of(now, before).abs_diff(of(before, now));
        (difference > 0).then(|| (difference, u128::from(before.n) * u128::from(now.n)))
    }

    /// Whether both shares are the same fraction.
    pub(super) fn is_same(&self) -> bool {
        self.both().is_some() && self.movement().is_none()
    }

    /// Whether neither side has anything to divide by.
    pub(super) fn is_of_nothing(&self) -> bool {
        [self.before, self.now].into_iter().flatten().all(|share| share.n == 0)
    }

    /// Whether `other` moved further, less far or as far: what moved furthest comes first.
    fn further_first(&self, other: &Self) -> std::cmp::Ordering {
        match (self.movement(), other.movement()) {
            (Some((one, of_one)), Some((another, of_another))) => {
                (another * of_one).cmp(&(one * of_another))
            }
            (one, another) => another.is_some().cmp(&one.is_some()),
        }
    }
}
