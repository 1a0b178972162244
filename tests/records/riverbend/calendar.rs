//! The district's school days, and each coach's diary, in which no two meetings of a day overlap.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::rng::Rng;

/// The day the example is looked at: `as_of` in its coach.toml.
pub(crate) const AS_OF: NaiveDate = NaiveDate::from_ymd_opt(2026, 5, 29).expect("a day");

/// First and last day of each time without school.
const BREAKS: [(&str, &str); 11] = [
    ("2025-02-17", "2025-02-17"),
    ("2025-03-17", "2025-03-21"),
    ("2025-05-26", "2025-08-19"),
    ("2025-09-01", "2025-09-01"),
    ("2025-11-26", "2025-11-28"),
    ("2025-12-22", "2026-01-02"),
    ("2026-01-19", "2026-01-19"),
    ("2026-02-16", "2026-02-16"),
    ("2026-03-16", "2026-03-20"),
    ("2026-04-03", "2026-04-03"),
    ("2026-05-25", "2026-05-25"),
];

const MEETINGS_A_DAY: usize = 3;
/// Minutes a coach needs between two meetings.
const WAY: u32 = 10;
/// Minutes since midnight.
const FIRST_START: u32 = 7 * 60 + 40;
const LAST_START: u32 = 15 * 60 + 10;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day as YYYY-MM-DD")
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_school_day(date: NaiveDate) -> bool {
    let off = |&(first, last): &(&str, &str)| day(first) <= date && date <= day(last);
    !is_weekend(date) && !BREAKS.iter().any(off)
}

/// The first school day on or after `date`.
pub(crate) fn on_or_after(date: NaiveDate) -> NaiveDate {
    date.iter_days().find(|&d| is_school_day(d)).expect("a school day follows")
}

/// The last school day on or before `date`.
pub(crate) fn on_or_before(date: NaiveDate) -> NaiveDate {
    let mut back = date;
    while !is_school_day(back) {
        back = back - Days::new(1);
    }
    back
}

/// The first school day at least `days` calendar days after `date`.
pub(crate) fn later(date: NaiveDate, days: u32) -> NaiveDate {
    on_or_after(date + Days::new(days.into()))
}

/// The day an answer is due: `days` after `asked`, Monday to Friday only where `working`.
pub(crate) fn answer_due(asked: NaiveDate, days: u32, working: bool) -> NaiveDate {
    let counts = |date: &NaiveDate| !working || !is_weekend(*date);
    asked.iter_days().skip(1).filter(counts).nth(days as usize - 1).expect("a day follows")
}

/// Minutes since midnight as `HH:MM`.
pub(crate) fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Who meets when. Days of hand-made meetings are closed for generated ones.
#[derive(Clone, Default)]
pub(crate) struct Diary {
    meetings: BTreeMap<(String, NaiveDate), Vec<(u32, u32)>>,
    closed: BTreeSet<(String, NaiveDate)>,
}

impl Diary {
    pub(crate) fn close(&mut self, coach: &str, date: NaiveDate) {
        self.closed.insert((coach.to_owned(), date));
    }

    /// Takes the time of a meeting whose start is fixed.
    pub(crate) fn take(&mut self, coach: &str, date: NaiveDate, starts: u32, minutes: u32) {
        self.meetings.entry((coach.to_owned(), date)).or_default().push((starts, starts + minutes));
    }

    /// Takes a free time on `wanted` or the first later school day up to `last` that has one.
    pub(crate) fn book(
        &mut self,
        coach: &str,
        wanted: NaiveDate,
        last: NaiveDate,
        minutes: u32,
        rng: &mut Rng,
    ) -> Option<(NaiveDate, u32)> {
        let mut date = on_or_after(wanted);
        while date <= last {
            if let Some(starts) = self.free_start(coach, date, minutes, rng) {
                self.take(coach, date, starts, minutes);
                return Some((date, starts));
            }
            date = later(date, 1);
        }
        None
    }

    fn free_start(&self, coach: &str, date: NaiveDate, minutes: u32, rng: &mut Rng) -> Option<u32> {
        let key = (coach.to_owned(), date);
        let taken = self.meetings.get(&key).map_or(&[][..], Vec::as_slice);
        if self.closed.contains(&key) || taken.len() >= MEETINGS_A_DAY {
            return None;
        }
        let is_free = |start: &u32| {
            taken.iter().all(|&(from, to)| *start >= to + WAY || start + minutes + WAY <= from)
        };
        let free: Vec<u32> = (FIRST_START..=LAST_START).step_by(5).filter(is_free).collect();
        (!free.is_empty()).then(|| rng.pick(&free))
    }
}
