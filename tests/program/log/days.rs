//! Days as coaches say them.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Desk, FOR_T104, today, value};

/// The day on which the record is dated that is logged with `--date WORD`.
fn dated(word: &str) -> NaiveDate {
    let desk = Desk::new();
    let arguments = [&["contact", "--method", "email", "--date", word], &FOR_T104[..]].concat();
    assert_eq!(desk.log(&arguments).code, 0, "{word}");
    let (path, text) = desk.record();
    let day = value(&text)["date"].as_str().expect("a date").to_owned();
    assert!(path.contains(&format!("/{day}-contact-")), "{path}");
    day.parse().expect("a date")
}

/// The latest Monday, today included.
fn monday() -> NaiveDate {
    let days = today().weekday().num_days_from_monday();
    today() - Days::new(days.into())
}

#[test]
fn words_for_days_that_have_been() {
    for (word, expected) in [
        ("today", today()),
        ("yesterday", today() - Days::new(1)),
        ("monday", monday()),
        ("Mon", monday()),
        ("-3", today() - Days::new(3)),
        ("-2w", today() - Days::new(14)),
        ("2025-10-06", "2025-10-06".parse().expect("a date")),
    ] {
        assert_eq!(dated(word), expected, "{word}");
    }
    let last = dated("last monday");
    assert!(
        last < today()
            && last.weekday() == Weekday::Mon
            && today() - last <= chrono::TimeDelta::days(7)
    );
}

#[test]
fn a_step_is_due_after_the_session_it_belongs_to() {
    let desk = Desk::new();
    // 2025-10-06 is a Monday.
    let session = ["session", "--method", "video", "--date", "2025-10-06"];
    let steps = ["due=friday a", "due=monday b", "due=+2w c", "due=tomorrow d", "due=2025-11-03 e"]
        .into_iter()
        .flat_map(|step| ["--next-step", step]);
    desk.wrote(&session.into_iter().chain(FOR_T104).chain(steps).collect::<Vec<_>>());
    let record = value(&desk.text());
    let steps = record["next_steps"].as_array().expect("steps");
    let due: Vec<_> = steps.iter().map(|step| step["due"].as_str().expect("a day")).collect();
    assert_eq!(due, ["2025-10-10", "2025-10-13", "2025-10-20", "2025-10-07", "2025-11-03"]);
}

#[test]
fn other_words_are_refused_with_what_is_allowed() {
    let desk = Desk::new();
    for (word, said) in [
        ("tomorow", "did you mean `tomorrow`?"),
        ("soon", "yesterday"),
        ("", "yesterday"),
        ("30.09.2025", "2025-09-30"),
        ("2025-09-31", "September 2025 has 30 days"),
    ] {
        let arguments = [&["contact", "--method", "email", "--date", word], &FOR_T104[..]].concat();
        desk.refused(2, &arguments, &["--date", said]);
    }
    let due = ["session", "--method", "video", "--next-step", "due=soon go on"];
    desk.refused(2, &[&due[..], &FOR_T104].concat(), &["due=`soon`", "friday"]);
}
