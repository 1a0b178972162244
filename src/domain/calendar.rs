//! School years, named periods, windows, days without school, working days and days in words: pure date arithmetic. Nothing
//! here knows what day it is.

mod as_of;
mod month;
mod school_days;
mod spoken;
mod summer;

use chrono::{Datelike, Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use as_of::{AsOf, DayFrom};
pub use month::Month;
pub use school_days::SchoolDays;
pub use spoken::{Toward, spoken_day};

/// A day of any year, such as the first of August.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// The day `month`-`day`; `None` unless it exists in every year (so not 29 February).
    pub fn new(month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(2001, month, day).map(|_| Self { month, day })
    }

    /// Reads `MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let two = |part: &str| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())
        };
        Self::new(two(month)??, two(day)??)
    }

    fn in_year(self, year: i32) -> NaiveDate {
        // A valid month and day other than 29 February exists in every year chrono knows.
        NaiveDate::from_ymd_opt(year, self.month, self.day).unwrap_or(NaiveDate::MAX)
    }

    /// The first such day on or after `date`.
    fn on_or_after(self, date: NaiveDate) -> NaiveDate {
        let this_year = self.in_year(date.year());
        if this_year >= date { this_year } else { self.in_year(date.year() + 1) }
    }
}

/// A school year: a year long, from the district's first day of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolYear {
    starts: MonthDay,
    first: NaiveDate,
}

impl SchoolYear {
    /// The school year, starting each year on `starts`, that holds `date`.
    ///
    /// ```
    /// # use coach::domain::calendar::{MonthDay, SchoolYear};
    /// # let day = |text: &str| text.parse().unwrap();
    /// let year = SchoolYear::of(MonthDay::parse("08-01").unwrap(), day("2026-05-29"));
    /// assert_eq!((year.first(), year.last()), (day("2025-08-01"), day("2026-07-31")));
    /// assert_eq!(year.label(), "2025-26");
    /// ```
    pub fn of(starts: MonthDay, date: NaiveDate) -> Self {
        let this_year = starts.in_year(date.year());
        let first = if this_year <= date { this_year } else { starts.in_year(date.year() - 1) };
        Self { starts, first }
    }

    /// Reads a label such as `2025-26`, or `2026` where school years are calendar years.
    pub fn parse(starts: MonthDay, label: &str) -> Option<Self> {
        let year = label.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
        let year = Self { starts, first: starts.in_year(year.parse().ok()?) };
        (year.label() == label).then_some(year)
    }

    /// First day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Last day.
    pub fn last(self) -> NaiveDate {
        let next = self.starts.in_year(self.first.year() + 1);
        next.pred_opt().unwrap_or(next)
    }

    /// The number of `date` in it, in calendar days: 1 on its first day, and before that too.
    ///
    /// ```
    /// # use coach::domain::calendar::{MonthDay, SchoolYear};
    /// # let day = |text: &str| text.parse().unwrap();
    /// let year = SchoolYear::of(MonthDay::parse("08-01").unwrap(), day("2026-08-20"));
    /// assert_eq!(year.day(day("2026-08-20")), 20);
    /// ```
    pub fn day(self, date: NaiveDate) -> u32 {
        u32::try_from((date - self.first).num_days() + 1).unwrap_or(1).max(1)
    }

    /// `2025-26`, or `2026` where it lies in one calendar year.
    pub fn label(self) -> String {
        let (first, last) = (self.first.year(), self.last().year());
        if first == last { format!("{first}") } else { format!("{first}-{:02}", last % 100) }
    }
}

/// A part of each school year with a name, such as fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedPeriod {
    /// First day.
    pub from: MonthDay,
    /// Last day.
    pub to: MonthDay,
}

impl NamedPeriod {
    /// Whether it lies in one school year, where those start on `starts`.
    pub(crate) fn fits_in_a_year(self, starts: MonthDay) -> bool {
        // Any year will do: the days of a period exist in every year.
        let year = SchoolYear { starts, first: starts.in_year(2001) };
        self.in_year(year).1 <= year.last()
    }

    /// Its first and last day in `year`.
    pub(crate) fn in_year(self, year: SchoolYear) -> (NaiveDate, NaiveDate) {
        let from = self.from.on_or_after(year.first());
        (from, self.to.on_or_after(from))
    }
}

/// The days a report looks at: both ends count, and none lies after the as-of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day, cut at the as-of day.
    pub to: NaiveDate,
    /// What the window is, in words: "school year 2025-26".
    pub label: String,
}

impl Window {
    /// The window `from`..=`to`, cut at `as_of`; `None` when it lies wholly after it or is empty.
    pub fn new(from: NaiveDate, to: NaiveDate, as_of: NaiveDate, label: String) -> Option<Self> {
        let to = to.min(as_of);
        (from <= to).then_some(Self { from, to, label })
    }

    /// Whether `date` lies in it.
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// `date` and `days` days; the last day of the calendar where that is too far.
pub(crate) fn add_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn labels_read_back() {
        let august = MonthDay::parse("08-01").unwrap();
        let year = SchoolYear::parse(august, "2025-26").unwrap();
        assert_eq!(year, SchoolYear::of(august, day("2025-08-01")));
        assert_eq!(SchoolYear::parse(august, "2025-27"), None);
        assert_eq!(SchoolYear::parse(august, "1999-00").unwrap().last(), day("2000-07-31"));
        let january = MonthDay::parse("01-01").unwrap();
        assert_eq!(SchoolYear::of(january, day("2026-05-29")).label(), "2026");
    }

    #[test]
    fn the_last_day_of_july_is_still_the_old_year() {
        let august = MonthDay::parse("08-01").unwrap();
        assert_eq!(SchoolYear::of(august, day("2026-07-31")).label(), "2025-26");
        assert_eq!(SchoolYear::of(august, day("2026-08-01")).label(), "2026-27");
    }

    #[test]
    fn named_periods_may_cross_new_year() {
        let year = SchoolYear::parse(MonthDay::parse("08-01").unwrap(), "2025-26").unwrap();
        let winter = NamedPeriod {
            from: MonthDay::parse("12-01").unwrap(),
            to: MonthDay::parse("02-28").unwrap(),
        };
        assert_eq!(winter.in_year(year), (day("2025-12-01"), day("2026-02-28")));
    }

    #[test]
    fn days_that_some_years_lack_are_refused() {
        assert_eq!(MonthDay::parse("02-29"), None);
        assert_eq!(MonthDay::parse("8-1"), None);
        assert_eq!(MonthDay::parse("13-01"), None);
    }
}
