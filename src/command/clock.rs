//! The clock, which only verbs look at: the day it is, and the day as of which everything is judged.

use chrono::{Local, NaiveDate};

use crate::domain::district::District;

/// The day it is.
pub(super) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// The day as of which `district` is judged: the `chosen` one, else that of coach.toml, else today.
pub(super) fn as_of(chosen: Option<NaiveDate>, district: &District) -> NaiveDate {
    chosen.or(district.as_of).unwrap_or_else(today)
}
