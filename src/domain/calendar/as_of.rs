//! The day as of which everything is judged, and where that day comes from. Both are given: nothing
//! here looks at a clock, an option or a file.

use std::fmt;

use chrono::NaiveDate;

/// Where the day comes from as of which everything is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFrom {
    /// The option `--as-of`.
    Option,
    /// The address of a number.
    Address,
    /// `as_of` in coach.toml.
    Settings,
    /// An earlier report is as of this day.
    Earlier,
    /// It is the same day of last year.
    LastYear,
    /// The record that is being written is of this day.
    Record,
    /// It is the day it is.
    Today,
}

/// The day as of which everything is judged, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day.
    pub day: NaiveDate,
    /// Where it comes from.
    pub from: DayFrom,
}

impl AsOf {
    /// The later of the two: nothing can have happened after both. Of one day, this one.
    pub(crate) fn or_later(self, other: Self) -> Self {
        if other.day > self.day { other } else { self }
    }
}

/// The day with where it comes from: the one place for these words.
///
/// ```
/// # use coach::domain::calendar::{AsOf, DayFrom};
/// let day = "2026-05-29".parse().unwrap();
/// let words = |from| AsOf { day, from }.to_string();
/// assert_eq!(words(DayFrom::Today), "today, 2026-05-29");
/// assert_eq!(words(DayFrom::Settings), "the as-of day 2026-05-29 (as_of in coach.toml)");
/// ```
impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.day;
        match self.from {
            DayFrom::Option => write!(f, "the as-of day {day} (--as-of)"),
            DayFrom::Address => write!(f, "the as-of day {day} (as-of in the address)"),
            DayFrom::Settings => write!(f, "the as-of day {day} (as_of in coach.toml)"),
            DayFrom::Earlier => write!(f, "the as-of day {day} (of the earlier report)"),
            DayFrom::LastYear => write!(f, "the same day last year, {day}"),
            DayFrom::Record => write!(f, "the day of the record, {day}"),
            DayFrom::Today => write!(f, "today, {day}"),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn the_later_of_two_days_says_where_it_comes_from() {
        let on = |day: &str, from| AsOf { day: day.parse().unwrap(), from };
        let today = on("2026-05-29", DayFrom::Today);
        let later = on("2026-05-30", DayFrom::Option);
        assert_eq!((today.or_later(later), later.or_later(today)), (later, later));
        let same = on("2026-05-29", DayFrom::Option);
        assert_eq!((today.or_later(same), same.or_later(today)), (today, same));
    }
}
