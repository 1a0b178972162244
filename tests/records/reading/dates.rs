//! Dates and times of day: one form each, days that exist, and the remedy where one is clear.

use coach::domain::record::Record;

use super::desk::{CONTACT, Desk, FEEDBACK, RELATIONSHIP, REQUEST, REVIEW, SESSION, with};

/// What is written, and what the message and its remedy hold.
type Written = (&'static str, &'static [&'static str]);

#[rustfmt::skip]
const DATES: &[Written] = &[
    // Days that do not exist.
    ("2026-02-29", &["not a day on the calendar", "February 2026 has 28 days"]),
    ("2028-02-30", &["not a day on the calendar", "February 2028 has 29 days"]),
    ("2026-09-31", &["not a day on the calendar", "September 2026 has 30 days"]),
    ("2026-13-01", &["not a day on the calendar", "months go from 01 to 12"]),
    ("2026-00-10", &["not a day on the calendar", "months go from 01 to 12"]),
    ("2026-09-00", &["not a day on the calendar", "September 2026 has 30 days"]),
    ("0000-00-00", &["not a day on the calendar"]),
    // Years that nobody means.
    ("2206-09-14", &["the year", "1990 to 2099", "is a digit wrong?"]),
    ("1926-09-14", &["the year", "1990 to 2099"]),
    ("1989-12-31", &["the year", "1990 to 2099"]),
    ("2100-01-01", &["the year", "1990 to 2099"]),
    ("0026-09-14", &["the year", "1990 to 2099"]),
    // Other forms, where they can only mean one day.
    ("2026-9-14", &["not a date written YYYY-MM-DD", "write 2026-09-14"]),
    ("2026/09/14", &["write 2026-09-14"]),
    ("2026.09.14", &["write 2026-09-14"]),
    ("20260914", &["write 2026-09-14"]),
    ("9/14/2026", &["write 2026-09-14"]),
    ("09-14-2026", &["write 2026-09-14"]),
    ("14.9.2026", &["write 2026-09-14"]),
    ("9/14/26", &["write 2026-09-14"]),
    ("9/9/2026", &["write 2026-09-09"]),
    ("2026-09-14T14:05:00Z", &["write 2026-09-14"]),
    ("2026-09-14 14:05", &["write 2026-09-14"]),
    ("\" 2026-09-14\"", &["write 2026-09-14"]),
    // And where not: 4 September or 9 April.
    ("9/4/2026", &["not a date written YYYY-MM-DD", "for example 2026-09-14"]),
    ("04.09.26", &["for example 2026-09-14"]),
    ("9/14", &["for example 2026-09-14"]),
    ("14 September 2026", &["write 2026-09-14"]),
    ("Sept 14", &["for example 2026-09-14"]),
    ("46279", &["for example 2026-09-14"]),
    ("2026", &["for example 2026-09-14"]),
    ("2026-09", &["for example 2026-09-14"]),
    ("2026-257", &["for example 2026-09-14"]),
    ("2026-W38-1", &["for example 2026-09-14"]),
    ("12026-09-14", &["for example 2026-09-14"]),
    ("-2026-09-14", &["for example 2026-09-14"]),
    ("2026-09-1４", &["for example 2026-09-14"]),
    ("2026–09–14", &["write 2026-09-14"]),
    ("today", &["for example 2026-09-14"]),
    ("yes", &["for example 2026-09-14"]),
    ("\"\"", &["for example 2026-09-14"]),
];

#[test]
fn dates_have_one_form_and_name_days_that_exist() {
    let desk = Desk::new();
    for (written, words) in DATES {
        let text = with(CONTACT, "date", written);
        desk.expect(&text, &[("bad-date", written)]);
        let message = desk.words(&text);
        assert!(words.iter().all(|word| message.contains(word)), "{written}: {message}");
        assert!(message.contains(written.trim_matches('"')), "{message}");
    }
}

#[test]
fn quoted_dates_are_dates() {
    let desk = Desk::new();
    let day = "2026-09-16".parse().unwrap();
    for written in ["2026-09-16", "\"2026-09-16\"", "'2026-09-16'", ">-\n  2026-09-16"] {
        let reading = desk.read(with(CONTACT, "date", written));
        let Some(Record::Contact(contact)) = reading.record else { panic!("{:?}", reading.found) };
        assert_eq!(contact.date.value, day);
    }
    desk.expect(&with(CONTACT, "date", "2028-02-29"), &[]);
    desk.expect(&with(CONTACT, "date", "1990-01-01"), &[]);
    desk.expect(&with(CONTACT, "date", "2099-12-31"), &[]);
}

#[test]
fn times_of_day_have_one_form() {
    let desk = Desk::new();
    for time in ["14:05", "\"14:05\"", "00:00", "23:59"] {
        desk.expect(&with(SESSION, "starts", time), &[]);
    }
    for time in [
        "24:00",
        "14:60",
        "9:05",
        "14.05",
        "14:05:00",
        "2 pm",
        "2:05 pm",
        "1405",
        "14: 5",
        "\" 9:05\"",
        "noon",
    ] {
        let text = with(SESSION, "starts", time);
        // `14: 5` would be a key and a value, were it not in quotes.
        let (text, time) = if time == "14: 5" {
            (with(SESSION, "starts", "\"14: 5\""), "\"14: 5\"")
        } else {
            (text, time)
        };
        desk.expect(&text, &[("bad-date", time)]);
        let message = desk.words(&text);
        assert!(message.contains("written HH:MM") && message.contains(":05\""), "{message}");
    }
}

#[test]
fn an_end_lies_after_its_beginning() {
    let desk = Desk::new();
    let text = with(RELATIONSHIP, "ended", "2026-08-23");
    desk.expect(&text, &[("out-of-range", "2026-08-23")]);
    let message = desk.words(&text);
    assert!(message.contains("ends on 2026-08-23, before it starts"), "{message}");
    // A relationship of a single day.
    desk.expect(&with(RELATIONSHIP, "ended", "2026-08-24"), &[]);

    let text = with(REVIEW, "period", "{from: 2026-10-30, to: 2026-08-24}");
    desk.expect(&text, &[("out-of-range", "2026-08-24")]);
    let message = desk.words(&text);
    assert!(message.contains("ends on 2026-08-24, before it begins"), "{message}");
    desk.expect(&with(REVIEW, "period", "{from: 2026-10-30, to: 2026-10-30}"), &[]);

    // A question is answered, and feedback received, on the day it was asked for or later.
    desk.expect(
        &with(REQUEST, "answered", "2026-09-16"),
        &[("answered-before-asked", "2026-09-16")],
    );
    desk.expect(&with(REQUEST, "answered", "2026-09-17"), &[]);
    desk.expect(
        &with(FEEDBACK, "received", "2026-09-30"),
        &[("answered-before-asked", "2026-09-30")],
    );
    desk.expect(&with(FEEDBACK, "received", "2026-10-01"), &[]);
}

#[test]
fn a_step_is_done_or_dropped_and_not_both() {
    let desk = Desk::new();
    let text = with(SESSION, "next_steps.due", "2026-09-21, dropped: 2026-09-22");
    desk.expect(&text, &[("out-of-range", "2026-09-22")]);
    assert!(desk.words(&text).contains("done or dropped, not both"));
}
