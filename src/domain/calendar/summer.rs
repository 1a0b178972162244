//! The summer: the days from the end of one school year to the start of the next, every year. Both days
//! come in; how many days of a time it holds goes out.

use chrono::{Datelike, NaiveDate};

use super::{MonthDay, add_days};

/// The days between two school years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Summer {
    /// The last day of each school year.
    ends: MonthDay,
    /// The first day of the next one.
    starts: MonthDay,
    /// Its days in any 400 years.
    in_cycle: u32,
}

/// Days of 400 years, after which the calendar repeats itself.
const CYCLE: u32 = 146_097;

impl Summer {
    /// The summers after school years that end on `ends`, before the next ones that start on `starts`.
    pub(super) fn between(ends: MonthDay, starts: MonthDay) -> Self {
        let mut summer = Self { ends, starts, in_cycle: 0 };
        summer.in_cycle = (2000..2400).map(|year| days_of(summer.after(year))).sum();
        summer
    }

    /// The summer after the school year that ends in `year`: its first and last day, which is before
    /// the first where there is no day between.
    fn after(self, year: i32) -> (NaiveDate, NaiveDate) {
        let first = add_days(self.ends.in_year(year), 1);
        let next = self.starts.on_or_after(first);
        (first, next.pred_opt().unwrap_or(next))
    }

    /// The summer that holds `date`.
    pub(super) fn with(self, date: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let summers = [date.year() - 1, date.year()].map(|year| self.after(year));
        summers.into_iter().find(|&(first, last)| first <= date && date <= last)
    }

    /// How many of `days`, from the first to the last, it holds. Bad records may be thousands of years
    /// apart: at most 400 years are looked at one by one.
    pub(super) fn days_in(self, (from, to): (NaiveDate, NaiveDate)) -> u32 {
        let cycles = days_of((from, to)) / CYCLE;
        let from = add_days(from, cycles * CYCLE);
        let summers = (from.year() - 1..=to.year()).map(|year| self.after(year));
        let rest: u32 = summers.map(|summer| days_of(overlap(summer, (from, to)))).sum();
        cycles * self.in_cycle + rest
    }
}

/// The days that are in both; none, with the last before the first, where there is none.
pub(super) fn overlap(
    (from, to): (NaiveDate, NaiveDate),
    (first, last): (NaiveDate, NaiveDate),
) -> (NaiveDate, NaiveDate) {
    (from.max(first), to.min(last))
}

/// Days from the first to the last, both included; 0 where the last is before the first.
pub(super) fn days_of((first, last): (NaiveDate, NaiveDate)) -> u32 {
    u32::try_from((last - first).num_days() + 1).unwrap_or_default()
}
