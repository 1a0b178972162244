//! Which day counts for a verb, and where it comes from: an option, coach.toml, or the clock, which only
//! this file looks at.

use chrono::{Local, NaiveDate};

use crate::domain::calendar::{AsOf, DayFrom};
use crate::domain::district::District;

/// The day it is: what happens now is dated by it, whatever coach.toml says of reports.
pub(super) fn today() -> AsOf {
    AsOf { day: Local::now().date_naive(), from: DayFrom::Today }
}

/// The day for what is to do now: the one `chosen` by `--as-of`, else today.
pub(super) fn now(chosen: Option<NaiveDate>) -> AsOf {
    chosen.map_or_else(today, |day| AsOf { day, from: DayFrom::Option })
}

/// The day for reports and checks of `district`: the one `chosen` by `--as-of`, else that of coach.toml,
/// else today.
pub(super) fn for_reports(chosen: Option<NaiveDate>, district: &District) -> AsOf {
    match (chosen, district.as_of) {
        (None, Some(day)) => AsOf { day, from: DayFrom::Settings },
        (_, None) | (Some(_), _) => now(chosen),
    }
}

/// The day that `address` gives for a number, else that of reports.
pub(super) fn of_address(address: Option<NaiveDate>, district: &District) -> AsOf {
    match address {
        Some(day) => AsOf { day, from: DayFrom::Address },
        None => for_reports(None, district),
    }
}
