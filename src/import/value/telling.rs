//! What a written duration tells: the whole time, once or in two ways. Tellings come in; the minutes that count go out,
//! or why they are not plain.

use super::amount::no_duration;
use super::duration::DurationRule;
use super::stretch::may_add_up;
use super::wrong;
use crate::import::cell::Wrong;

/// One telling of the whole time.
#[derive(Clone, Copy, Default)]
pub(super) struct Telling {
    pub(super) counted: f64,
    pub(super) amounts: usize,
    pub(super) bare: usize,
    pub(super) clocks: usize,
    /// Which units it is told in.
    pub(super) units: [bool; 3],
    pub(super) has_travel: bool,
    /// Whether it begins with a word such as `session`, so that a number may be which one it was.
    pub(super) is_of_one: bool,
}

impl Telling {
    /// Checks that its numbers say what they count.
    ///
    /// # Errors
    /// One may count something else.
    pub(super) fn check(&self) -> Result<(), Wrong> {
        if self.bare > 0 && self.amounts > 1 {
            return Err(bare_beside());
        }
        if self.bare > 0 && self.is_of_one {
            return Err(wrong("has a number that may be which session it was"));
        }
        Ok(())
    }
}

/// The whole time that counts by `tellings`, in minutes.
///
/// # Errors
/// There is none, they differ, or they may add up.
pub(super) fn whole(tellings: &[Telling], rule: &DurationRule) -> Result<f64, Wrong> {
    let Some((first, others)) = tellings.split_first() else { return Err(no_duration()) };
    if tellings.iter().any(|telling| telling.has_travel) {
        if !rule.leaves_travel_out {
            return Err(Wrong {
                remedy: "say in the map that it does not count: `without_travel = true`".to_owned(),
                ..holds_travel()
            });
        }
        if tellings.iter().all(|telling| telling.counted == 0.0) {
            return Err(wrong("is time on the road alone"));
        }
    }
    if others.iter().any(|other| (other.counted - first.counted).abs() >= 1.0) {
        return Err(wrong("tells two durations that differ"));
    }
    // Who says one time twice says it in two ways: 30 min / 30 min may be an hour.
    if others.iter().any(|other| (other.units, other.clocks) == (first.units, first.clocks)) {
        return Err(may_add_up());
    }
    Ok(first.counted)
}

pub(super) fn holds_travel() -> Wrong {
    wrong("holds time on the road")
}

pub(super) fn bare_beside() -> Wrong {
    wrong("has a number without a unit beside other numbers")
}
