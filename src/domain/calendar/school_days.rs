//! Working days: Monday to Friday, without a district's holidays. Holidays come in, due days go
//! out.

use chrono::{Datelike, NaiveDate, Weekday};

use super::add_days;

/// The working days of a district.
///
/// ```
/// # use coach::domain::calendar::SchoolDays;
/// # let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
/// // No school on Labor Day, Monday 7 September 2026.
/// let days = SchoolDays::without([(day("2026-09-07"), day("2026-09-07"))]);
/// // Asked on Friday the 4th, two working days: Tuesday the 8th and Wednesday the 9th.
/// assert_eq!(days.after(day("2026-09-04"), 2), day("2026-09-09"));
/// assert_eq!(SchoolDays::default().after(day("2026-09-04"), 2), day("2026-09-08"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchoolDays {
    /// First and last day of each holiday: sorted, and no two of them meet.
    holidays: Vec<(NaiveDate, NaiveDate)>,
}

impl SchoolDays {
    /// Monday to Friday without `holidays`, each from its first to its last day. They may come in
    /// any order and overlap; one that ends before it begins is none.
    pub fn without(holidays: impl IntoIterator<Item = (NaiveDate, NaiveDate)>) -> Self {
        let mut sorted: Vec<_> = holidays.into_iter().filter(|(from, to)| from <= to).collect();
        sorted.sort_unstable();
        let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(sorted.len());
        for (from, to) in sorted {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self { holidays: joined }
    }

    /// Whether `date` is a working day.
    pub fn holds(&self, date: NaiveDate) -> bool {
        !is_weekend(date) && !self.is_holiday(date)
    }

    /// `date` and `days` working days. With 0, `date` itself or, from a day that is none, the next
    /// working day; the last day of the calendar where that is too far.
    pub fn after(&self, date: NaiveDate, days: u32) -> NaiveDate {
        let (mut date, mut left) = (date, days);
        while (left > 0 || !self.holds(date)) && date < NaiveDate::MAX {
            date = add_days(date, 1);
            if left > 0 && self.holds(date) {
                left -= 1;
            }
        }
        date
    }

    /// Days from `from` to `to`, both included, on which school is out though it is no weekend.
    ///
    /// ```
    /// # use coach::domain::calendar::SchoolDays;
    /// # let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    /// let days = SchoolDays::without([(day("2025-12-22"), day("2026-01-02"))]);
    /// // Two weeks of five days each.
    /// assert_eq!(days.holidays_between(day("2025-12-01"), day("2026-01-31")), 10);
    /// assert_eq!(days.holidays_between(day("2026-01-01"), day("2026-01-31")), 2);
    /// ```
    pub fn holidays_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let within = self.holidays.iter().map(|&(first, last)| (first.max(from), last.min(to)));
        let days = within.map(|(first, last)| {
            let days = first.iter_days().take_while(|&day| day <= last);
            days.filter(|&day| !is_weekend(day)).count()
        });
        u32::try_from(days.sum::<usize>()).unwrap_or(u32::MAX)
    }

    fn is_holiday(&self, date: NaiveDate) -> bool {
        let begun = self.holidays.partition_point(|&(from, _)| from <= date);
        begun.checked_sub(1).is_some_and(|last| date <= self.holidays[last].1)
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn without_holidays_weekends_alone_are_left_out() {
        let days = SchoolDays::default();
        // Saturday 5 September 2026.
        assert_eq!(days.after(day("2026-09-05"), 0), day("2026-09-07"));
        assert_eq!(days.after(day("2026-09-05"), 1), day("2026-09-07"));
        assert_eq!(days.after(day("2026-09-07"), 0), day("2026-09-07"));
        assert_eq!(days.after(day("2026-09-07"), 5), day("2026-09-14"));
    }

    #[test]
    fn a_holiday_moves_the_day_and_ends_with_its_last_day() {
        let winter = SchoolDays::without([(day("2025-12-22"), day("2026-01-02"))]);
        // Asked on Friday 19 December: the next working day is Monday 5 January.
        assert_eq!(winter.after(day("2025-12-19"), 1), day("2026-01-05"));
        assert_eq!(winter.after(day("2025-12-19"), 0), day("2025-12-19"));
        assert_eq!(winter.after(day("2025-12-24"), 0), day("2026-01-05"));
        assert!(winter.holds(day("2025-12-19")) && !winter.holds(day("2026-01-02")));
    }

    #[test]
    fn holidays_may_overlap_and_come_in_any_order() {
        let week = SchoolDays::without([
            (day("2026-03-18"), day("2026-03-20")),
            (day("2026-03-16"), day("2026-03-18")),
            (day("2026-03-17"), day("2026-03-17")),
        ]);
        assert_eq!(week, SchoolDays::without([(day("2026-03-16"), day("2026-03-20"))]));
        assert_eq!(week.holidays_between(day("2026-03-01"), day("2026-03-31")), 5);
    }

    proptest! {
        #[test]
        fn as_many_working_days_lie_after_as_were_asked_for(
            start in 0_u64..800,
            days in 0_u32..40,
            holidays in prop::collection::vec((0_u64..800, 0_u64..20), 0..20),
        ) {
            let on = |offset: u64| day("2025-01-01") + chrono::Days::new(offset);
            let school =
                SchoolDays::without(holidays.iter().map(|&(from, more)| (on(from), on(from + more))));
            // Counted day by day, by looking at every holiday.
            let works = |date: NaiveDate| {
                date.weekday().num_days_from_monday() < 5
                    && !holidays.iter().any(|&(from, more)| on(from) <= date && date <= on(from + more))
            };
            let due = school.after(on(start), days);
            prop_assert!(works(due));
            let passed = on(start).iter_days().skip(1).take_while(|&date| date <= due);
            let passed = passed.filter(|&date| works(date)).count();
            let expected = if days == 0 { usize::from(!works(on(start))) } else { days as usize };
            prop_assert_eq!(passed, expected);
        }
    }
}
