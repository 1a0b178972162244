//! One stretch of time in a written duration: its amounts come in; their sum goes out, or that it is not plain whether
//! they add up. `1 hour 30 min` is one amount in two units; `1.5 hours 90 min` says one twice, and `30 min 30 min` may.

use super::amount::Unit;
use super::wrong;
use crate::import::cell::Wrong;

/// A stretch of time that is one thing: at the school or on the road.
#[derive(Clone, Copy, Default)]
pub(super) struct Stretch {
    pub(super) minutes: f64,
    pub(super) amounts: usize,
    pub(super) is_travel: bool,
    pub(super) is_place: bool,
    /// Whether a comma or an `and` is between its amounts, or between its word for travel and them.
    pub(super) is_parted: bool,
    /// Whether the word for where the time went stands before all amounts.
    is_told_first: bool,
    /// The unit of the amount before, where a smaller one may go on with it.
    goes_on: Option<Unit>,
}

impl Stretch {
    /// Notes where its time went.
    pub(super) fn went(&mut self, is_travel: bool) {
        self.is_told_first |= self.amounts == 0;
        self.is_travel |= is_travel;
        self.is_place |= !is_travel;
    }

    /// Whether nothing of it is said yet.
    pub(super) fn is_new(&self) -> bool {
        self.amounts == 0 && !self.is_travel && !self.is_place
    }

    /// Whether an amount that follows belongs to another stretch: the word for where the time of this one went is said.
    pub(super) fn is_over(&self) -> bool {
        self.amounts > 0 && (self.is_travel || self.is_place) && !self.is_told_first
    }

    /// Adds `number` of a `unit` that has so many `minutes`; `is_joined`: an `and` says that it adds up.
    ///
    /// # Errors
    /// Nothing says so, and it does not go on with the amount before.
    pub(super) fn add(
        &mut self,
        number: f64,
        (unit, minutes): (Unit, f64),
        is_joined: bool,
    ) -> Result<(), Wrong> {
        let most = match unit {
            Unit::Minutes => 60.0,
            Unit::Hours => 24.0,
            Unit::Days => f64::INFINITY,
        };
        let goes_on = self.goes_on.is_some_and(|before| unit < before) && number < most;
        if self.amounts > 0 && !is_joined && !goes_on {
            return Err(may_add_up());
        }
        self.extend(number * minutes);
        self.goes_on = (number.fract() == 0.0).then_some(unit);
        Ok(())
    }

    /// Adds `minutes` that belong to it for sure, and that no amount goes on with.
    pub(super) fn extend(&mut self, minutes: f64) {
        self.minutes += minutes;
        self.amounts += 1;
        self.goes_on = None;
    }
}

/// What is wrong with amounts that may be one time told twice, or two.
pub(super) fn may_add_up() -> Wrong {
    Wrong {
        remedy: "put + between what adds up, as in `30 min + 45 min`, or write the whole time"
            .to_owned(),
        ..wrong("does not say whether its parts add up")
    }
}
