//! One cell as a day or a time of day, by the rule of its column.

use chrono::{
    DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike,
};

use super::names::month_name;
use super::stamp::{Number, Stamp, Written, stamp};
use super::wrong;
use crate::import::cell::{Content, Wrong};

/// What is wrong with a day where neither its column nor the map tells the order of its numbers.
pub(crate) const NO_ORDER: &str = "does not say whether the month or the day comes first";

/// In which order a day's numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::enum_variant_names)] // what comes first is what is said
pub(crate) enum DayOrder {
    /// `9/14/2026`.
    MonthFirst,
    /// `14/9/2026`.
    DayFirst,
    /// `2026-09-14`.
    YearFirst,
}

impl DayOrder {
    /// Every order, with the word for it in a map.
    pub(crate) const WORDS: [(&'static str, Self); 3] = [
        ("month-day-year", Self::MonthFirst),
        ("day-month-year", Self::DayFirst),
        ("year-month-day", Self::YearFirst),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::MonthFirst => "month, day, year",
            Self::DayFirst => "day, month, year",
            Self::YearFirst => "year, month, day",
        }
    }
}

/// How the days of a column are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayRule {
    /// The order of numbers, for days that do not say it themselves.
    pub order: Option<DayOrder>,
    /// Whether a year of two digits means 20...
    pub century: bool,
    /// The first day of the school year in which a day without a year is.
    pub months_of: Option<NaiveDate>,
    /// Where days and times are meant; times of UTC or another zone are turned into those there.
    pub zone: Option<chrono_tz::Tz>,
    /// Whether moments of UTC have no day or time here as long as nobody says the zone.
    pub needs_zone: bool,
    /// Whether the workbook counts days from 1904 on.
    pub counts_from_1904: bool,
    /// Whether the program that read the source before took the months of its days for days.
    pub is_swapped: bool,
}

/// Why a column's days have no one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undecided {
    /// Every day can be read with the month or the day first.
    Both,
    /// Some can only be read in one way, some only in the other: how many each.
    Neither { month_first: usize, day_first: usize },
}

impl Undecided {
    /// It as a sentence about a column.
    pub(crate) fn said(&self) -> String {
        match self {
            Self::Both => {
                "can be read with the month or the day first: no day is above 12".to_owned()
            }
            Self::Neither { month_first, day_first } => {
                format!("has {month_first} with the month first and {day_first} with the day first")
            }
        }
    }
}

/// The day that a cell holds; None if it is empty.
///
/// # Errors
/// What is no day, no day of the calendar, or not in the order of the rule.
pub(crate) fn day(content: &Content, rule: &DayRule) -> Result<Option<NaiveDate>, Wrong> {
    match content {
        _ if content.is_empty() => Ok(None),
        Content::Text(text) => {
            let stamp = stamp(text).ok_or_else(|| wrong("is no day"))?;
            let Some(day) = &stamp.day else { return Err(wrong("is a time of day, not a day")) };
            let day = day_of(day, rule)?;
            let is_early = stamp.time.is_none_or(|time| time.hour() < SAME_DAY);
            if rule.needs_zone && is_utc(&stamp) && is_early {
                return Err(no_zone("day"));
            }
            Ok(Some(local(day, &stamp, rule).date()))
        }
        Content::Moment(moment) => as_meant(moment.date(), rule).map(Some),
        Content::Number(number) => {
            serial(*number, rule).and_then(|moment| as_meant(moment.date(), rule)).map(Some)
        }
        Content::Clock(_) => Err(wrong("is a time of day, not a day")),
        Content::Empty | Content::Truth(_) | Content::Span(_) | Content::Fault(_) => {
            Err(wrong("is no day"))
        }
    }
}

/// The time of day that a cell holds; None if it is empty or holds a day alone.
///
/// # Errors
/// What is no time of day.
pub(crate) fn time_of(content: &Content, rule: &DayRule) -> Result<Option<NaiveTime>, Wrong> {
    let at = |seconds: i64| {
        u32::try_from(seconds)
            .ok()
            .and_then(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0))
            .map(Some)
            .ok_or_else(|| wrong("is no time of day"))
    };
    let not_midnight = |time: NaiveTime| (time != NaiveTime::MIN).then_some(time);
    match content {
        _ if content.is_empty() => Ok(None),
        Content::Text(text) => {
            let stamp = stamp(text).ok_or_else(|| wrong("is no time of day"))?;
            let Some(time) = stamp.time else { return Ok(None) };
            let Some(day) = &stamp.day else { return Ok(Some(time)) };
            let day = day_of(day, rule)?;
            if rule.needs_zone && is_utc(&stamp) {
                return Err(no_zone("time"));
            }
            Ok(Some(local(day, &stamp, rule).time()))
        }
        Content::Moment(moment) => Ok(not_midnight(moment.time())),
        Content::Clock(seconds) => at(i64::from(*seconds)),
        Content::Span(seconds) => at(*seconds),
        Content::Number(part) if (0.0..1.0).contains(part) => at(seconds_of(*part)),
        Content::Number(number) => serial(*number, rule).map(|moment| not_midnight(moment.time())),
        Content::Empty | Content::Truth(_) | Content::Fault(_) => Err(wrong("is no time of day")),
    }
}

/// The one order in which all days of a column can be read. Days that can be read in one way only, such
/// as `2026-09-14` or `Sep 14, 2026`, decide nothing; where there are no others, any order does.
///
/// # Errors
/// The days do not decide it, or contradict each other.
pub(crate) fn order_of<'c>(
    cells: impl Iterator<Item = &'c Content>,
) -> Result<DayOrder, Undecided> {
    let (mut month_first, mut day_first, mut both) = (0, 0, false);
    for cell in cells {
        match orders(cell) {
            Some((true, true)) => both = true,
            Some((true, false)) => month_first += 1,
            Some((false, true)) => day_first += 1,
            Some((false, false)) | None => {}
        }
    }
    match (month_first, day_first) {
        (0, 0) if both => Err(Undecided::Both),
        (0, 0) => Ok(DayOrder::YearFirst),
        (_, 0) => Ok(DayOrder::MonthFirst),
        (0, _) => Ok(DayOrder::DayFirst),
        (month_first, day_first) => Err(Undecided::Neither { month_first, day_first }),
    }
}

/// Whether the text in a cell can be read with the month first, and with the day first; None where it has no numbers for
/// both.
pub(super) fn orders(cell: &Content) -> Option<(bool, bool)> {
    let Content::Text(text) = cell else { return None };
    let Some(Stamp { day: Some(Written::Numbers(first, second, _)), .. }) = stamp(text) else {
        return None;
    };
    let fits = |month: Number, day: Number| {
        (1..=12).contains(&month.value) && (1..=31).contains(&day.value)
    };
    Some((fits(first, second), fits(second, first)))
}

/// The day of a cell that is one for the workbook itself.
pub(super) fn true_day(cell: &Content, counts_from_1904: bool) -> Option<NaiveDate> {
    let (century, is_swapped) = (false, false);
    let rule = DayRule {
        order: None,
        century,
        months_of: None,
        zone: None,
        needs_zone: false,
        counts_from_1904,
        is_swapped,
    };
    match cell {
        Content::Moment(_) | Content::Number(_) => day(cell, &rule).ok().flatten(),
        _ => None,
    }
}

/// A true day of a workbook as it was meant.
fn as_meant(day: NaiveDate, rule: &DayRule) -> Result<NaiveDate, Wrong> {
    if !rule.is_swapped {
        return Ok(day);
    }
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month()).ok_or_else(|| Wrong {
        remedy: "correct it, or take `swapped` out of the map".to_owned(),
        ..wrong("is after the 12th, so its month and day cannot be swapped")
    })
}

/// The hour of UTC from which on the day is the same in all of the United States: Hawaii is 10 hours behind.
const SAME_DAY: u32 = 10;

/// Whether a cell holds a moment of UTC that is more than a day: some programs write days as midnight of UTC.
pub(crate) fn is_moment_of_utc(content: &Content) -> bool {
    let Content::Text(text) = content else { return false };
    stamp(text).is_some_and(|stamp| is_utc(&stamp) && stamp.time != Some(NaiveTime::MIN))
}

/// Whether the time of a cell with a day is midnight of UTC; `None` where the cell tells a day alone, or none.
pub(crate) fn is_midnight_of_utc(content: &Content) -> Option<bool> {
    match content {
        Content::Text(text) => {
            let stamp = stamp(text).filter(|stamp| stamp.day.is_some())?;
            let time = stamp.time?;
            Some(is_utc(&stamp) && time == NaiveTime::MIN)
        }
        Content::Moment(moment) => (moment.time() != NaiveTime::MIN).then_some(false),
        _ => None,
    }
}

/// Whether it is told in UTC. Another distance to UTC is that of whoever wrote it, and so is the day.
fn is_utc(stamp: &Stamp) -> bool {
    stamp.day.is_some() && stamp.ahead == Some(0)
}

fn no_zone(what: &str) -> Wrong {
    Wrong {
        cause: format!("is a moment of UTC, whose {what} here depends on the time zone"),
        detail: String::new(),
        remedy: "say the zone of the district in the map, for example zone = \"America/Chicago\""
            .to_owned(),
    }
}

/// The day and time where the district is.
fn local(day: NaiveDate, stamp: &Stamp, rule: &DayRule) -> NaiveDateTime {
    let written = day.and_time(stamp.time.unwrap_or_default());
    let (Some(zone), Some(ahead)) = (rule.zone, stamp.ahead) else { return written };
    let Some(offset) = FixedOffset::east_opt(ahead) else { return written };
    let Some(utc) = written.checked_sub_offset(offset) else { return written };
    DateTime::<FixedOffset>::from_naive_utc_and_offset(utc, offset)
        .with_timezone(&zone)
        .naive_local()
}

fn day_of(written: &Written, rule: &DayRule) -> Result<NaiveDate, Wrong> {
    match *written {
        Written::Iso(year, month, day) => on_calendar(year, month, day, DayOrder::YearFirst),
        Written::Serial(number) => serial(f64::from(number), rule).map(|moment| moment.date()),
        Written::Named { month, day, year } => match year {
            Some(year) => on_calendar(year_of(year, rule)?, month, day, DayOrder::MonthFirst),
            None => without_year(month, day, rule, DayOrder::MonthFirst),
        },
        Written::Numbers(first, second, third) => in_order(first, second, third, rule),
    }
}

fn in_order(
    first: Number,
    second: Number,
    third: Option<Number>,
    rule: &DayRule,
) -> Result<NaiveDate, Wrong> {
    let Some(order) = rule.order else {
        return Err(Wrong {
            remedy: "say in the map in which order the day's numbers stand".to_owned(),
            ..wrong(NO_ORDER)
        });
    };
    let (month, day, year) = match (order, third) {
        (DayOrder::MonthFirst, year) => (first, second, year),
        (DayOrder::DayFirst, year) => (second, first, year),
        (DayOrder::YearFirst, Some(day)) if day.digits <= 2 => (second, day, Some(first)),
        (DayOrder::YearFirst, Some(_)) => {
            return Err(out_of_order(order, "the year comes last".to_owned()));
        }
        (DayOrder::YearFirst, None) => (first, second, None),
    };
    match year {
        Some(year) => on_calendar(year_of(year, rule)?, month.value, day.value, order),
        None => without_year(month.value, day.value, rule, order),
    }
}

fn out_of_order(order: DayOrder, detail: String) -> Wrong {
    Wrong { detail, ..wrong(&format!("is no day in the order {}", order.said())) }
}

fn year_of(year: Number, rule: &DayRule) -> Result<i32, Wrong> {
    let value = i32::try_from(year.value).unwrap_or_default();
    match year.digits {
        4 => Ok(value),
        2 if rule.century => Ok(2000 + value),
        2 => Err(Wrong {
            remedy: "say in the map that a year of two digits means 20..".to_owned(),
            ..wrong("has a year of two digits")
        }),
        _ => Err(wrong("has a year of neither two nor four digits")),
    }
}

/// The day in the school year that begins at the rule's day.
fn without_year(month: u32, day: u32, rule: &DayRule, order: DayOrder) -> Result<NaiveDate, Wrong> {
    let Some(begin) = rule.months_of else {
        return Err(Wrong {
            remedy: "say in the map which school year the days are in".to_owned(),
            ..wrong("has no year")
        });
    };
    let year = begin.year() + i32::from((month, day) < (begin.month(), begin.day()));
    on_calendar(year, month, day, order)
}

fn on_calendar(year: i32, month: u32, day: u32, order: DayOrder) -> Result<NaiveDate, Wrong> {
    let Some(name) = month_name(month) else {
        return Err(out_of_order(order, format!("there is no month {month}")));
    };
    if year < 1900 {
        return Err(Wrong {
            detail: format!("its year is {year}"),
            ..wrong("is before the year 1900")
        });
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let of_year = if (month, day) == (2, 29) { format!(" {year}") } else { String::new() };
        Wrong {
            detail: format!("there is no {day} {name}{of_year}"),
            ..wrong("is no day of the calendar")
        }
    })
}

/// Numbers that can be days of a workbook: 1982 to 2119.
pub(super) const SERIALS: std::ops::Range<f64> = 30_000.0..80_000.0;

/// The moment of a day's number in a workbook.
fn serial(number: f64, rule: &DayRule) -> Result<NaiveDateTime, Wrong> {
    if !SERIALS.contains(&number) {
        let detail = if number == 60.0 && !rule.counts_from_1904 {
            "number 60 is 29 February 1900, which never was".to_owned()
        } else {
            String::new()
        };
        return Err(Wrong { detail, ..wrong("is a number, not a day") });
    }
    // 1900 counts a day too many in February, so that its day 0 is one day early.
    let zero = if rule.counts_from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
    NaiveDate::from_ymd_opt(zero.0, zero.1, zero.2)
        .and_then(|zero| {
            zero.and_time(NaiveTime::MIN).checked_add_signed(Duration::seconds(seconds_of(number)))
        })
        .ok_or_else(|| wrong("is a number, not a day"))
}

/// Days as whole seconds.
#[allow(clippy::cast_possible_truncation)] // the number is bounded
fn seconds_of(days: f64) -> i64 {
    (days * 86_400.0).round() as i64
}
