//! Days and times of day as they stand in sheets.

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use crate::import::cell::Content;
use crate::import::value::day::{DayOrder, DayRule, Undecided, day, order_of, time_of};

const MONTH_FIRST: DayRule = DayRule {
    order: Some(DayOrder::MonthFirst),
    century: true,
    months_of: None,
    zone: None,
    needs_zone: false,
    counts_from_1904: false,
    is_swapped: false,
};
const DAY_FIRST: DayRule = DayRule { order: Some(DayOrder::DayFirst), ..MONTH_FIRST };
const CHICAGO: DayRule = DayRule { zone: Some(chrono_tz::America::Chicago), ..MONTH_FIRST };

fn text(text: &str) -> Content {
    Content::Text(text.into())
}

fn read(cell: &str, rule: &DayRule) -> Result<String, (String, String)> {
    match day(&text(cell), rule) {
        Ok(day) => Ok(day.map(|day| day.to_string()).unwrap_or_default()),
        Err(wrong) => Err((wrong.cause, wrong.detail)),
    }
}

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn hm(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

#[test]
fn days_are_read_in_all_the_shapes_that_programs_and_people_write() {
    for (cell, expected) in [
        ("2026-09-14", "2026-09-14"),
        ("2025-08-27T17:40:00.000Z", "2025-08-27"),
        ("2022/11/30 10:39:41 PM GMT+1", "2022-11-30"),
        ("9/14/2026 15:22:31", "2026-09-14"),
        ("7/27/26 19:06:23", "2026-07-27"),
        ("7/27/2026, 3:22 PM", "2026-07-27"),
        ("9/14/2026", "2026-09-14"),
        ("09-14-2026", "2026-09-14"),
        (" 9/14/2026\u{a0}", "2026-09-14"),
        ("September 19 2025", "2025-09-19"),
        ("Sep 23, 2025", "2025-09-23"),
        ("Sept. 23rd, 2025", "2025-09-23"),
        ("19 September 2025", "2025-09-19"),
        ("19-Sep-25", "2025-09-19"),
        ("Friday, September 19, 2025", "2025-09-19"),
        ("viernes, 19 de septiembre de 2025", "2025-09-19"),
        ("Mon Sep 15 2025 10:00:00 GMT-0500 (Central Daylight Time)", "2025-09-15"),
        ("45914", "2025-09-14"), // 45,658 is 1 January 2025, and 14 September is 256 days later
        ("", ""),
    ] {
        assert_eq!(read(cell, &MONTH_FIRST), Ok(expected.to_owned()), "{cell}");
    }
    for (cell, expected) in
        [("14.09.2026", "2026-09-14"), ("25/8/25", "2025-08-25"), ("2026-09-14", "2026-09-14")]
    {
        assert_eq!(read(cell, &DAY_FIRST), Ok(expected.to_owned()), "{cell}");
    }
}

#[test]
fn a_cell_that_does_not_fit_is_refused_with_the_reason() {
    let fault = |cause: &str, detail: &str| Err((cause.to_owned(), detail.to_owned()));
    for (cell, cause, detail) in [
        ("13/2/2026", "is no day in the order month, day, year", "there is no month 13"),
        ("2026-14-09", "is no day in the order year, month, day", "there is no month 14"),
        ("0/2/2026", "is no day in the order month, day, year", "there is no month 0"),
        ("9/31/2025", "is no day of the calendar", "there is no 31 September"),
        ("2/29/2026", "is no day of the calendar", "there is no 29 February 2026"),
        ("February 30, 2026", "is no day of the calendar", "there is no 30 February"),
        ("9/14/0025", "is before the year 1900", "its year is 25"),
        ("9/14/202", "has a year of neither two nor four digits", ""),
        ("9/14", "has no year", ""),
        ("next week", "is no day", ""),
        ("9/14/2026 and 9/15/2026", "is no day", ""),
        ("may", "is no day", ""),
        ("15:22", "is a time of day, not a day", ""),
    ] {
        assert_eq!(read(cell, &MONTH_FIRST), fault(cause, detail), "{cell}");
    }
    assert_eq!(
        read("10/23/2025", &DAY_FIRST),
        fault("is no day in the order day, month, year", "there is no month 23")
    );
    let unstated = DayRule { order: None, century: false, ..MONTH_FIRST };
    assert_eq!(
        read("9/14/2026", &unstated),
        fault("does not say whether the month or the day comes first", "")
    );
    assert_eq!(read("19-Sep-25", &unstated), fault("has a year of two digits", ""));
    let year_first = DayRule { order: Some(DayOrder::YearFirst), ..MONTH_FIRST };
    assert_eq!(read("26/9/14", &year_first), Ok("2026-09-14".to_owned()));
    assert_eq!(
        read("9/14/2026", &year_first),
        fault("is no day in the order year, month, day", "the year comes last")
    );
}

#[test]
fn a_missing_year_is_that_of_the_school_year() {
    let rule = DayRule { months_of: Some(ymd(2025, 7, 1)), ..MONTH_FIRST };
    for (cell, expected) in [
        ("9/14", "2025-09-14"),
        ("Sep 14", "2025-09-14"),
        ("6/30", "2026-06-30"),
        ("7/1", "2025-07-01"),
    ] {
        assert_eq!(read(cell, &rule), Ok(expected.to_owned()), "{cell}");
    }
    // The school year 2025-26 has no 29 February, 2027-28 has one.
    assert_eq!(read("2/29", &rule).unwrap_err().1, "there is no 29 February 2026");
    let leap = DayRule { months_of: Some(ymd(2027, 7, 1)), ..MONTH_FIRST };
    assert_eq!(read("2/29", &leap), Ok("2028-02-29".to_owned()));
}

#[test]
fn numbers_of_workbooks_are_days_in_both_systems() {
    let new = DayRule { counts_from_1904: true, ..MONTH_FIRST };
    // 1 January 2025 is number 45,658, and 1,462 less where days are counted from 1904 on.
    assert_eq!(day(&Content::Number(45_658.75), &MONTH_FIRST), Ok(Some(ymd(2025, 1, 1))));
    assert_eq!(day(&Content::Number(44_196.0), &new), Ok(Some(ymd(2025, 1, 1))));
    assert_eq!(time_of(&Content::Number(45_658.75), &MONTH_FIRST), Ok(Some(hm(18, 0))));
    let never = day(&Content::Number(60.0), &MONTH_FIRST).unwrap_err();
    assert_eq!(never.cause, "is a number, not a day");
    assert!(never.detail.contains("never was"));
    for number in [1.0, 29_999.0, 80_000.0, -1.0, f64::NAN, f64::INFINITY, 20_250_914.0] {
        assert_eq!(
            day(&Content::Number(number), &MONTH_FIRST).unwrap_err().cause,
            "is a number, not a day"
        );
    }
}

#[test]
fn times_of_utc_are_turned_into_local_days_and_times() {
    for (cell, expected, time) in [
        ("2025-08-27T17:40:00.000Z", "2025-08-27", hm(12, 40)), // summer: 5 hours behind
        ("2025-12-03T02:30:00Z", "2025-12-02", hm(20, 30)),     // winter: 6 hours, the day before
        ("2026-03-08T07:59:00Z", "2026-03-08", hm(1, 59)),      // the last minute of winter time
        ("2026-03-08T08:00:00Z", "2026-03-08", hm(3, 0)),       // the first of summer time
        ("2026-11-01T06:30:00Z", "2026-11-01", hm(1, 30)), // summer time for the last half hour
        ("2026-11-01T07:30:00Z", "2026-11-01", hm(1, 30)), // winter time
        ("2022/11/30 10:39:00 PM GMT+1", "2022-11-30", hm(15, 39)),
        ("2025-08-27 12:40 CDT", "2025-08-27", hm(12, 40)),
        ("2025-08-27 12:40", "2025-08-27", hm(12, 40)),
    ] {
        assert_eq!(read(cell, &CHICAGO), Ok(expected.to_owned()), "{cell}");
        assert_eq!(time_of(&text(cell), &CHICAGO), Ok(Some(time)), "{cell}");
    }
    assert_eq!(read("2025-09-03", &CHICAGO), Ok("2025-09-03".to_owned()));
}

#[test]
fn times_of_day_are_read() {
    for (cell, expected) in [
        ("15:22", Some(hm(15, 22))),
        ("3:22 PM", Some(hm(15, 22))),
        ("3:22 p.m.", Some(hm(15, 22))),
        ("12:05 am", Some(hm(0, 5))),
        ("12:05 pm", Some(hm(12, 5))),
        ("3 PM", Some(hm(15, 0))),
        ("8.30", Some(hm(8, 30))),
        ("15h22", Some(hm(15, 22))),
        ("9/14/2026 3:22 PM", Some(hm(15, 22))),
        ("9/14/2026", None),
        ("", None),
    ] {
        assert_eq!(time_of(&text(cell), &MONTH_FIRST), Ok(expected), "{cell}");
    }
    for cell in ["25:00", "15:22 pm", "8", "8.3", "noon-ish", "8:5"] {
        let wrong = time_of(&text(cell), &MONTH_FIRST).unwrap_err();
        assert_eq!(wrong.cause, "is no time of day", "{cell}");
    }
    assert_eq!(time_of(&Content::Clock(30_600), &MONTH_FIRST), Ok(Some(hm(8, 30))));
    assert_eq!(time_of(&Content::Number(0.5), &MONTH_FIRST), Ok(Some(hm(12, 0))));
    assert_eq!(time_of(&Content::Moment(ymd(2026, 9, 14).into()), &MONTH_FIRST), Ok(None));
    assert_eq!(
        time_of(&Content::Moment(ymd(2026, 9, 14).and_time(hm(9, 5))), &MONTH_FIRST),
        Ok(Some(hm(9, 5)))
    );
}

#[test]
fn a_columns_order_is_what_all_its_days_agree_on() {
    let order =
        |cells: &[&str]| order_of(cells.iter().map(|cell| text(cell)).collect::<Vec<_>>().iter());
    assert_eq!(order(&["9/1/2026", "9/14/2026"]), Ok(DayOrder::MonthFirst));
    assert_eq!(order(&["1/9/26", "14/9/26 10:00", ""]), Ok(DayOrder::DayFirst));
    assert_eq!(order(&["1/9/2026", "2/9/2026", "Sep 14, 2026"]), Err(Undecided::Both));
    assert_eq!(
        order(&["14/9/2026", "9/14/2026", "9/15/2026", "13/13/2026"]),
        Err(Undecided::Neither { month_first: 2, day_first: 1 })
    );
    assert_eq!(order(&["2026-09-14", "Sep 14, 2026", "next week"]), Ok(DayOrder::YearFirst));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(any in any::<String>(), near in "[0-9apmtz:/.+ (-]{0,20}") {
        for cell in [any, near] {
            for rule in [MONTH_FIRST, DAY_FIRST, CHICAGO] {
                let _ = day(&text(&cell), &rule);
                let _ = time_of(&text(&cell), &rule);
            }
        }
    }

    #[test]
    fn no_number_makes_it_panic(number in any::<f64>()) {
        let _ = day(&Content::Number(number), &MONTH_FIRST);
        let _ = time_of(&Content::Number(number), &CHICAGO);
    }

    #[test]
    fn a_day_in_a_stated_order_is_read_back(number in 0i64..70_000) {
        let written = ymd(1900, 1, 1) + chrono::Duration::days(number);
        for (form, order) in [
            ("%m/%d/%Y", DayOrder::MonthFirst),
            ("%-d.%-m.%Y", DayOrder::DayFirst),
            ("%Y-%m-%d", DayOrder::YearFirst),
            ("%A, %B %-d, %Y", DayOrder::DayFirst),
            ("%-d %b %Y", DayOrder::MonthFirst),
        ] {
            let rule = DayRule { order: Some(order), ..MONTH_FIRST };
            prop_assert_eq!(day(&text(&written.format(form).to_string()), &rule), Ok(Some(written)));
        }
    }
}
