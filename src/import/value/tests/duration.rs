//! Durations as they stand in logs; the minutes are counted by hand.

use proptest::prelude::*;

use crate::import::cell::Content;
use crate::import::value::duration::{Decimal, DurationRule, Unit, minutes};

const HOURS: DurationRule = DurationRule {
    bare: Some(Unit::Hours),
    decimal: Decimal::Point,
    full_day: Some(480),
    leaves_travel_out: false,
};

fn read(text: &str, rule: &DurationRule) -> Result<Option<u32>, String> {
    minutes(&Content::Text(text.into()), rule).map_err(|wrong| wrong.cause)
}

#[test]
fn durations_with_units_are_read_as_people_write_them() {
    for (text, expected) in [
        ("1h 20", 80),
        ("1h20m", 80),
        ("1 hr 20 min", 80),
        ("1 hr., 20 min.", 80),
        ("1 hour and 20 minutes", 80),
        ("0:45", 45),
        ("1:30", 90),
        ("1:30:00.000", 90),
        ("1:30 hrs", 90),
        ("0:00:40", 1), // two thirds of a minute
        ("45 mnutes", 45),
        ("45min", 45),
        ("45-minute", 45),
        ("2 houra", 120),
        ("3 hoirs", 180),
        ("4 hh", 240),
        ("2 Hrs.", 120),
        ("one hour", 60),
        ("four hours", 240),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("1 1/2 hours", 90),
        ("1½ hours", 90),
        ("half an hour", 30),
        ("1/2 hour", 30),
        ("quarter hour", 15),
        ("1/2 day", 240),
        ("half a day", 240),
        ("Full Day", 480),
        ("all day", 480),
        ("(2 days)", 960),
        ("l hour", 60),
        ("i hr", 60),
        ("l.5 hours", 90),
        ("l5 min", 15),
        (".5 hours", 30),
        ("0.33 h", 20), // 19.8
        ("2 sessions at 1.5 each", 180),
        ("2 sessions of 45 minutes", 90),
        ("2 x 45 min", 90),
        ("2 hours plus 30 minutes", 150),
        ("120 minutes / 2 hours", 120),
        ("90 min (1.5 hours)", 90),
        ("2 hours onsite", 120),
        ("24 hours", 1440),
    ] {
        assert_eq!(read(text, &HOURS), Ok(Some(expected)), "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_or_in_none_is_refused() {
    for (text, cause) in [
        ("media hora", "is no duration"),
        ("forty-ish", "is no duration"),
        ("hours", "is no duration"),
        ("1-2 hours", "is no duration"),
        ("-5", "is no duration"),
        ("1:75", "is no duration"),
        ("2 sessions 45 minutes", "is no duration"),
        ("1.5 each", "is no duration"),
        ("2 hours due to late start", "is no duration"),
        ("1,5", "mixes two ways to write hours"),
        ("1,234", "mixes two ways to write hours"),
        ("25 hours", "is more than a day"),
        ("4 days", "is more than a day"),
        ("42760", "is a day, not a duration"),
        ("9/14/2026", "is a day, not a duration"),
        ("2 hours driving time", "holds time on the road"),
        ("6 hours (2 hours travel)", "holds time on the road"),
        ("120 minutes / 60 minutes", "tells two durations that differ"),
        ("2 hours; 30", "has a number without a unit beside other numbers"),
    ] {
        assert_eq!(read(text, &HOURS), Err(cause.to_owned()), "{text}");
    }
}

/// What adds up, what is told twice and how many there were: by hand, with bare numbers as minutes and 480 a day.
#[test]
fn odd_durations_are_read_right() {
    let rule = DurationRule { bare: Some(Unit::Minutes), ..HOURS };
    for (text, expected) in [
        ("2 half-hour sessions", 60),
        ("4 half hours", 120),
        ("2 half days", 480),
        ("one half hour", 30),
        ("1 half day", 240),
        ("three quarter hour", 45),
        ("3 quarter hours", 45),
        ("three quarters of an hour", 45),
        ("two and a half hours", 150),
        ("2 and a half hours", 150),
        ("1 and 1/2 hr", 90),
        ("2 1/2 days", 1200),
        ("a day and 2 hours", 600),
        ("2 x half an hour", 60),
        ("2 x 1 1/2 hours", 180),
        ("2x45", 90),
        ("3 × 20 min", 60),
        ("2 x 45 min + 30 min", 120),
        ("2 meetings of 20 min each", 40),
        ("2 visits, each 30 min", 60),
        ("1 hour and 15 min and 45 min", 120),
        ("2 hours & 90 min", 210),
        ("1 day 2 hrs 15 min", 615),
        ("1 hour twenty", 80),
        ("30 minute visit", 30),
        ("session 45 min", 45),
        ("2 hours;", 120),
        ("a full hour and a half", 90),
        ("90 min / 1 hr 30 min", 90),
        ("1:30 (90 min)", 90),
        ("60 (1 hour)", 60),
    ] {
        assert_eq!(read(text, &rule), Ok(Some(expected)), "{text}");
    }
}

#[test]
fn odd_durations_that_may_mean_another_time_are_refused() {
    let rule = DurationRule { bare: Some(Unit::Minutes), ..HOURS };
    let (sum, one) = ("does not say whether its parts add up", "is no duration");
    let after = "says how many there were behind how long";
    let each = "may be the length of each of several";
    let (beside, clock) =
        ("has a number without a unit beside other numbers", "may be times of day, not a duration");
    for (text, cause) in [
        ("45 min 2x", after),
        ("30 min 2 times", after),
        ("1 hr 15 min x 2", after),
        ("1 hour, 2 visits each", after),
        ("30 minutes total 2 visits", after),
        ("45 min, 2 sessions", after),
        ("two 45 minute sessions", beside),
        ("2 1/2 hour sessions", each), // 2 of half an hour, or each 2½ hours
        ("45 minute sessions", each),
        ("two 1/2 days", sum),
        ("1.5 hr 90 min", sum),
        ("2 hrs 90 min", sum),
        ("15 min 15 min", sum),
        ("45 min, 30 min", sum),
        ("30min/30min", sum),
        ("45/45", sum),
        ("1 hour (1 hour)", sum),
        ("9:30 10:15", clock),
        ("9:30 and 10:15", clock),
        ("2 visits at 9:30", clock),
        ("9 a.m.", one),
        ("9 a m", one),
        ("a.m.", one),
        ("full", one),
        ("all", one),
        ("45+", one),
        ("+ 45", one),
        ("2 + + 45 min", one),
        ("3 hours of 5", one),
        ("two half", one),
        ("30 min and a half", "is no whole number of minutes"),
        ("2 tours", one),
        ("session 3", "has a number that may be which session it was"),
        ("1 hour (2x)", one),
        ("twenty five minutes", beside),
        ("1 hour half 20 min", sum),
    ] {
        assert_eq!(read(text, &rule), Err(cause.to_owned()), "{text}");
    }
}

#[test]
fn a_bare_number_means_what_the_map_says() {
    let with = |bare| DurationRule { bare, ..HOURS };
    let (minutes, below) = (with(Some(Unit::Minutes)), with(Some(Unit::HoursBelow(13))));
    assert_eq!(read("45", &minutes), Ok(Some(45)));
    assert_eq!(read("1500", &minutes), Err("is more than a day".to_owned()));
    assert_eq!(read("1.5", &minutes), Err("is no whole number of minutes".to_owned()));
    assert_eq!(read("7", &below), Ok(Some(420)));
    assert_eq!(read("45", &below), Ok(Some(45)));
    assert_eq!(read(".5", &below), Ok(Some(30)));
    assert_eq!(read("1.25", &HOURS), Ok(Some(75)));
    assert_eq!(read("25", &HOURS), Err("is more than a day".to_owned()));
    let wrong =
        super::super::duration::minutes(&Content::Text("45".into()), &with(None)).unwrap_err();
    assert_eq!(wrong.cause, "has no unit");
    assert!(wrong.remedy.contains("bare"), "{}", wrong.remedy);
    let no_days = DurationRule { full_day: None, ..minutes };
    assert_eq!(read("half a day", &no_days), Err("is a number of days".to_owned()));
}

#[test]
fn decimals_are_set_off_by_the_mark_of_the_column() {
    let with = |decimal| DurationRule { decimal, ..HOURS };
    let (comma, either) = (with(Decimal::Comma), with(Decimal::Either));
    assert_eq!(read("1,25", &comma), Ok(Some(75)));
    assert_eq!(read(",5", &comma), Ok(Some(30)));
    assert_eq!(read("1.234,5", &comma), Err("is more than a day".to_owned()));
    assert_eq!(read("1.5", &comma), Err("mixes two ways to write hours".to_owned()));
    assert_eq!(read("1,5", &either), Ok(Some(90)));
    assert_eq!(read("1.5", &either), Ok(Some(90)));
}

#[test]
fn travel_is_left_out_where_the_map_says_so() {
    let rule = DurationRule { leaves_travel_out: true, ..HOURS };
    assert_eq!(read("6 hours onsite; 9 hours travel", &rule), Ok(Some(360)));
    assert_eq!(read("2 hours plus 3 hours traveling time", &rule), Ok(Some(120)));
    assert_eq!(read("2 hours driving and 1 hour onsite", &rule), Ok(Some(60)));
    assert_eq!(read("travel 3 hours; 2 hours onsite", &rule), Ok(Some(120)));
    // The half hour may be travel as well.
    assert_eq!(read("travel 1 hr 30 min", &rule), Err("is time on the road alone".to_owned()));
    assert_eq!(
        read("driving 2 hours, 1 hour", &rule),
        Err("does not say whether its parts add up".to_owned())
    );
    assert_eq!(read("2 hours driving time", &rule), Err("is time on the road alone".to_owned()));
    assert_eq!(
        read("6 hours (2 hours travel)", &rule),
        Err("tells two durations that differ".to_owned())
    );
    assert_eq!(read("2 hours onsite driving", &rule), Err("holds time on the road".to_owned()));
}

/// Where a word for travel stands between two amounts, a comma or an `and` says of which it is; without one, or where
/// one of them parts several amounts of one stretch, nothing does.
#[test]
fn travel_beside_work_is_left_out_or_refused() {
    let rule = DurationRule { bare: Some(Unit::Minutes), leaves_travel_out: true, ..HOURS };
    for (text, work) in [
        ("45 min, travel 30 min", 45),
        ("1 hr 15 min, travel 30 min", 75),
        ("2 hrs, travel 1.5 hrs", 120),
        ("45 min, travel 1 hr", 45),
        ("45 min, drive 30 min", 45),
        ("45 min, driving time 30 min", 45),
        ("45 min and travel 30 min", 45),
        ("45 min, and travel 30 min", 45),
        ("45 min onsite, travel 30 min", 45),
        ("45 min visit, travel 30 min", 45),
        ("onsite 45 min, travel 30 min", 45),
        ("2 visits of 45 min, travel 30 min", 90),
        ("an hour and a half, travel 30 min", 90),
        ("45 min; travel 30 min", 45),
        ("45 min + travel 30 min", 45),
        ("travel 30 min + 45 min", 45),
        ("travel an hour and a half; 45 min", 45),
        ("30 min travel, 45 min", 45),
        ("30 min. travel; 45 min.", 45),
        ("45 min onsite, 1 hr travel", 45),
        ("45 min onsite 30 min travel", 45),
        ("30 min travel, 45 min, drive 20 min", 45),
        ("1 hr and a half travel; 45 min", 45),
    ] {
        assert_eq!(read(text, &rule), Ok(Some(work)), "{text}");
        assert!(read(text, &DurationRule { leaves_travel_out: false, ..rule }).is_err(), "{text}");
    }
    for text in [
        "45 min travel 30 min",
        "45 min. Travel 30 min",
        "45 min - travel 30 min",
        "45 min / travel 30 min",
        "45 min (travel 30 min)",
        "45 min onsite travel 30 min",
        "45 travel 30",
        "45, travel 30",
        "45 min, 30 min travel",
        "45 min and 30 min travel",
        "1 hr; 45 min and 30 min travel",
        "1 hr; 1 hr, 15 min travel",
        "1 hr; 45 min, travel, 30 min",
        "1 hr; travel 1 hr, 15 min",
        "1 hr; travel 30 min and 45 min",
        "travel 30 min, 45 min visit",
        "travel 30 min 45 min",
        "1 hr, 30 min travel, 45 min",
        "45 min, travel 1 hr, 20 min",
        "45 min, travel 30 min, 20 min",
        "45 min, travel",
        "60; 45, 30 travel",
    ] {
        assert!(read(text, &rule).is_err(), "{text}: {:?}", read(text, &rule));
    }
}

#[test]
fn a_workbook_has_durations_of_its_own() {
    let read = |content| minutes(&content, &HOURS).map_err(|wrong| wrong.cause);
    assert_eq!(read(Content::Clock(43_200)), Ok(Some(720)));
    assert_eq!(read(Content::Span(5_400)), Ok(Some(90)));
    assert_eq!(read(Content::Span(90_000)), Err("is more than a day".to_owned()));
    assert_eq!(read(Content::Span(-60)), Err("is no duration".to_owned()));
    assert_eq!(read(Content::Number(0.25)), Ok(Some(15)));
    assert_eq!(read(Content::Number(42_760.0)), Err("is a day, not a duration".to_owned()));
    assert_eq!(read(Content::Number(f64::NAN)), Err("is no duration".to_owned()));
    assert_eq!(read(Content::Empty), Ok(None));
    assert_eq!(read(Content::Text(" \u{a0}".into())), Ok(None));
    assert_eq!(read(Content::Truth(true)), Err("is no duration".to_owned()));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[0-9lix.,:/() ;a-y½-]{0,12}") {
        let _ = read(&text, &HOURS);
        let _ = read(&near, &HOURS);
    }

    #[test]
    fn hours_and_minutes_are_read_back(hours in 0u32..24, minutes in 0u32..60) {
        for text in [format!("{hours}h {minutes}"), format!("{hours}:{minutes:02}"), format!("{hours} hr {minutes} min")] {
            prop_assert_eq!(read(&text, &HOURS), Ok(Some(hours * 60 + minutes)));
        }
    }
}
