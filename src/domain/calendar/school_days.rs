//! Days without school: holidays, and the summer from the end of one school year to the next. Holidays
//! and both ends of school years come in; days with school, working days and due days go out.
//!
//! Weekends are days with school here, as an agreed rhythm of 14 days counts them, unless a holiday or
//! the summer holds them. Only working days leave out every weekend.

use chrono::{Datelike, NaiveDate, Weekday};

use super::summer::{Summer, days_of, overlap};
use super::{MonthDay, add_days};

/// Which days of a district are without school.
///
/// ```
/// # use coach::domain::calendar::{MonthDay, SchoolDays};
/// # let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
/// // No school on Labor Day, Monday 7 September 2026.
/// let days = SchoolDays::without([(day("2026-09-07"), day("2026-09-07"))]);
/// // Asked on Friday the 4th, two working days: Tuesday the 8th and Wednesday the 9th.
/// assert_eq!(days.after(day("2026-09-04"), 2), day("2026-09-09"));
/// assert_eq!(SchoolDays::default().after(day("2026-09-04"), 2), day("2026-09-08"));
/// // School years from 1 August to 29 May: June and July are without school.
/// let [starts, ends] = ["08-01", "05-29"].map(|text| MonthDay::parse(text).unwrap());
/// let days = days.in_years(starts, ends);
/// assert_eq!(days.without_school(day("2026-05-01"), day("2026-09-30")), 2 + 30 + 31 + 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchoolDays {
    /// First and last day of each holiday: sorted, and no two of them meet.
    holidays: Vec<(NaiveDate, NaiveDate)>,
    /// `None` where school years have no last day of their own.
    summer: Option<Summer>,
}

impl SchoolDays {
    /// School on every day but `holidays`, each from its first to its last day. They may come in any
    /// order and overlap; one that ends before it begins is none.
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
        Self { holidays: joined, summer: None }
    }

    /// The same where each school year runs from `starts` to `ends`: the days from the one year to the
    /// next are without school too.
    #[must_use]
    pub fn in_years(self, starts: MonthDay, ends: MonthDay) -> Self {
        Self { summer: Some(Summer::between(ends, starts)), ..self }
    }

    /// Whether `date` is a working day: Monday to Friday, with school.
    pub fn holds(&self, date: NaiveDate) -> bool {
        !is_weekend(date) && self.end_of_break(date).is_none()
    }

    /// `date` and `days` working days. With 0, `date` itself or, from a day that is none, the next
    /// working day; the last day of the calendar where that is too far.
    pub fn after(&self, date: NaiveDate, days: u32) -> NaiveDate {
        let (mut date, mut left) = (date, days);
        while (left > 0 || !self.holds(date)) && date < NaiveDate::MAX {
            date = add_days(date, 1);
            match self.end_of_break(date) {
                Some(last) => date = last,
                None => left = left.saturating_sub(u32::from(!is_weekend(date))),
            }
        }
        date
    }

    /// The day on which `days` days with school after `date` are over; `date` itself with 0, and the
    /// last day of the calendar where that is too far.
    ///
    /// ```
    /// # use coach::domain::calendar::SchoolDays;
    /// # let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    /// let days = SchoolDays::without([(day("2025-12-22"), day("2026-01-02"))]);
    /// // Four days to Sunday 21 December, and ten from Saturday 3 January.
    /// assert_eq!(days.days_after(day("2025-12-17"), 14), day("2026-01-12"));
    /// ```
    pub fn days_after(&self, date: NaiveDate, days: u32) -> NaiveDate {
        let (mut date, mut left) = (date, days);
        while left > 0 && date < NaiveDate::MAX {
            let next = add_days(date, 1);
            date = match self.end_of_break(next) {
                Some(last) => last,
                None => {
                    // No more than `left` of these days are with school, so this never goes too far.
                    let last = add_days(date, left);
                    left = left.saturating_sub(self.with_school(next, last));
                    last
                }
            };
        }
        date
    }

    /// Calendar days with school from `from` to `to`, both included.
    pub fn with_school(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        days_of((from, to)).saturating_sub(self.without_school(from, to))
    }

    /// Calendar days without school from `from` to `to`, both included, weekends in a holiday or the
    /// summer among them.
    ///
    /// ```
    /// # use coach::domain::calendar::SchoolDays;
    /// # let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    /// let days = SchoolDays::without([(day("2025-12-22"), day("2026-01-02"))]);
    /// assert_eq!(days.without_school(day("2025-12-01"), day("2026-01-31")), 12);
    /// assert_eq!(days.without_school(day("2026-01-01"), day("2026-01-31")), 2);
    /// ```
    pub fn without_school(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let in_summer = |days| self.summer.map_or(0, |summer| summer.days_in(days));
        let first = self.holidays.partition_point(|&(_, last)| last < from);
        let holidays = self.holidays[first..].iter().take_while(|&&(first, _)| first <= to);
        // A holiday in the summer is counted with the summer.
        let in_term = holidays.map(|&holiday| {
            let days = overlap(holiday, (from, to));
            days_of(days).saturating_sub(in_summer(days))
        });
        in_summer((from, to)).saturating_add(in_term.sum())
    }

    /// `from`, or an earlier day from which on every day before it is without school.
    pub(crate) fn back_over_breaks(&self, from: NaiveDate) -> NaiveDate {
        let before = |day: &NaiveDate| Some(self.break_with(day.pred_opt()?)?.0);
        std::iter::successors(Some(from), before).last().unwrap_or(from)
    }

    /// `to`, or a later day up to which every day after it is without school.
    pub(crate) fn forward_over_breaks(&self, to: NaiveDate) -> NaiveDate {
        let after = |day: &NaiveDate| self.end_of_break(day.succ_opt()?);
        std::iter::successors(Some(to), after).last().unwrap_or(to)
    }

    /// The first and last day of a holiday or the summer that holds `date`; there may be more days
    /// without school right before and after.
    fn break_with(&self, date: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let begun = self.holidays.partition_point(|&(from, _)| from <= date);
        let holiday = begun.checked_sub(1).map(|last| self.holidays[last]);
        let holiday = holiday.filter(|&(_, last)| date <= last);
        holiday.or_else(|| self.summer?.with(date))
    }

    fn end_of_break(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.break_with(date).map(|(_, last)| last)
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
        assert_eq!(week.without_school(day("2026-03-01"), day("2026-03-31")), 5);
    }

    fn in_years(starts: &str, ends: &str) -> SchoolDays {
        let [starts, ends] = [starts, ends].map(|text| MonthDay::parse(text).unwrap());
        SchoolDays::default().in_years(starts, ends)
    }

    #[test]
    fn the_summer_lies_between_the_last_day_and_the_next_first_one() {
        let days = in_years("08-01", "05-29");
        let out = |from: &str, to: &str| days.without_school(day(from), day(to));
        assert_eq!(out("2026-05-29", "2026-05-29"), 0);
        assert_eq!(out("2026-05-30", "2026-05-30"), 1);
        assert_eq!(out("2026-07-31", "2026-08-01"), 1);
        // 2 days of May, 30 of June, 31 of July.
        assert_eq!(out("2025-08-01", "2026-07-31"), 63);
        assert_eq!(days.with_school(day("2025-08-01"), day("2026-07-31")), 302);
        assert_eq!(out("2026-07-31", "2026-06-01"), 0, "no day from a later to an earlier one");
        // Friday 29 May 2026; 1 August is a Saturday.
        assert_eq!(days.after(day("2026-05-29"), 1), day("2026-08-03"));
        assert_eq!(days.days_after(day("2026-05-29"), 1), day("2026-08-01"));
        assert_eq!(days.days_after(day("2026-05-20"), 9), day("2026-05-29"));
    }

    #[test]
    fn a_year_from_new_year_on_and_a_year_without_a_summer() {
        let january = in_years("01-15", "12-20");
        // 11 days of December and 14 of January.
        assert_eq!(january.without_school(day("2025-12-01"), day("2026-01-31")), 25);
        let all_year = in_years("08-01", "07-31");
        assert_eq!(all_year.without_school(day("2020-01-01"), day("2029-12-31")), 0);
        // 28 February to 1 March: only leap days lie between. 2028, 2032 and 2036.
        let march = in_years("03-01", "02-28");
        assert_eq!(march.without_school(day("2025-01-01"), day("2036-12-31")), 3);
    }

    #[test]
    fn ten_thousand_years_and_the_end_of_the_calendar_are_no_trouble() {
        let days = in_years("08-01", "05-29");
        // 10,000 summers of 63 days.
        assert_eq!(days.without_school(day("0001-01-01"), day("9999-12-31")), 9999 * 63);
        assert_eq!(days.without_school(day("0001-01-01"), NaiveDate::MAX) % 63, 0);
        assert_eq!(days.days_after(NaiveDate::MAX, 3), NaiveDate::MAX);
        assert_eq!(days.after(NaiveDate::MAX, 3), NaiveDate::MAX);
        assert!(days.without_school(NaiveDate::MIN, NaiveDate::MAX) > 0);
    }

    #[test]
    fn breaks_that_meet_are_one() {
        let mut days = in_years("08-01", "05-29");
        days.holidays =
            vec![(day("2026-05-25"), day("2026-05-29")), (day("2026-08-01"), day("2026-08-09"))];
        assert_eq!(days.back_over_breaks(day("2026-08-10")), day("2026-05-25"));
        assert_eq!(days.forward_over_breaks(day("2026-05-24")), day("2026-08-09"));
        assert_eq!(days.forward_over_breaks(day("2026-05-01")), day("2026-05-01"));
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

        #[test]
        fn days_are_as_many_as_counted_one_by_one(
            start in 0_u64..800,
            length in 0_u64..1500,
            after in 0_u32..400,
            holidays in prop::collection::vec((0_u64..2000, 0_u64..90), 0..12),
            years in prop::option::of(((1_u32..=12, 1_u32..=28), (1_u32..=12, 1_u32..=28))),
        ) {
            let on = |offset: u64| day("2023-06-01") + chrono::Days::new(offset);
            let mut days =
                SchoolDays::without(holidays.iter().map(|&(from, more)| (on(from), on(from + more))));
            let years = years.filter(|(starts, ends)| starts != ends);
            if let Some((starts, ends)) = years {
                let [starts, ends] = [starts, ends].map(|(month, day)| MonthDay::new(month, day).unwrap());
                days = days.in_years(starts, ends);
            }
            // By the words of the rule, looking at every holiday: month and day between both ends.
            let is_out = |date: NaiveDate| {
                let today = (date.month(), date.day());
                let in_summer = years.is_some_and(|(starts, ends)| {
                    if ends < starts { ends < today && today < starts } else { ends < today || today < starts }
                });
                in_summer || holidays.iter().any(|&(from, more)| on(from) <= date && date <= on(from + more))
            };
            let (from, to) = (on(start), on(start + length));
            let all = || from.iter_days().take_while(|&date| date <= to);
            let out = all().filter(|&date| is_out(date)).count();
            prop_assert_eq!(days.without_school(from, to) as usize, out);
            prop_assert_eq!(days.with_school(from, to) as usize, all().count() - out);
            let works = |date: NaiveDate| date.weekday().num_days_from_monday() < 5 && !is_out(date);
            prop_assert!(all().all(|date| days.holds(date) == works(date)));

            let mut school = from.iter_days().skip(1).filter(|&date| !is_out(date));
            let last = if after == 0 { Some(from) } else { school.nth(after as usize - 1) };
            prop_assert_eq!(Some(days.days_after(from, after)), last);

            let first = from.iter_days().skip(1).find(|&date| !is_out(date)).unwrap();
            prop_assert_eq!(days.forward_over_breaks(from), first.pred_opt().unwrap());
            let mut back = std::iter::successors(from.pred_opt(), NaiveDate::pred_opt);
            let last = back.find(|&date| !is_out(date)).unwrap();
            prop_assert_eq!(days.back_over_breaks(from), last.succ_opt().unwrap());
        }
    }
}
