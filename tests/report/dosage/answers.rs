//! What becomes of each request, and holidays among working days.

use coach::count::{Share, Timeliness};

use crate::harness::{District, Pair, SETTINGS};

fn agreed(terms: &str) -> Pair {
    Pair::new().agreed(terms)
}

fn counts(pair: &Pair, as_of: &str, period: Option<&str>) -> (Share, u32, u32, u32, Share) {
    let Timeliness { met, late, unanswered, open, nothing_agreed, .. } =
        pair.evaluate_in(as_of, period).evaluation.timeliness;
    (met, late, unanswered, open, nothing_agreed)
}

const NONE: Share = Share { k: 0, n: 0 };

fn of(k: u32, n: u32) -> Share {
    Share { k, n }
}

#[test]
fn each_request_is_in_time_late_unanswered_or_open() {
    let pair = agreed("respond_within_days: 2")
        .answered("2025-09-08", "2025-09-10")
        .answered("2025-09-15", "2025-09-18")
        .asked("2025-09-22")
        .asked("2025-09-29");
    // Due 09-10, 09-17, 09-24 and 10-01. On 30 September three of them are over.
    assert_eq!(counts(&pair, "2025-09-30", None), (of(1, 3), 1, 1, 1, NONE));
    // On the last one's due day it is still open; the day after it is not.
    assert_eq!(counts(&pair, "2025-10-01", None), (of(1, 3), 1, 1, 1, NONE));
    assert_eq!(counts(&pair, "2025-10-02", None), (of(1, 4), 1, 2, 0, NONE));
}

#[test]
fn a_window_that_is_over_has_nothing_open() {
    // Asked on 30 December, due on 1 January, open on that day.
    let pair = agreed("respond_within_days: 2").asked("2025-12-30");
    assert_eq!(counts(&pair, "2026-01-01", Some("fall")), (NONE, 0, 0, 0, NONE));
    assert_eq!(counts(&pair, "2026-01-01", Some("spring")), (NONE, 0, 0, 1, NONE));
    assert_eq!(counts(&pair, "2025-12-31", Some("fall")), (NONE, 0, 0, 1, NONE));
    assert_eq!(counts(&pair, "2026-01-02", Some("spring")), (of(0, 1), 0, 1, 0, NONE));
}

#[test]
fn where_no_days_were_agreed_requests_are_counted_apart() {
    let pair = Pair::new().answered("2025-09-08", "2025-09-20").asked("2025-09-09");
    assert_eq!(counts(&pair, "2025-12-31", None), (NONE, 0, 0, 0, of(1, 2)));
    // They belong to the window in which they were asked.
    assert_eq!(counts(&pair, "2026-05-29", Some("spring")), (NONE, 0, 0, 0, NONE));
    // An answer after the as-of day is not known yet.
    assert_eq!(counts(&pair, "2025-09-19", None), (NONE, 0, 0, 0, of(0, 2)));
}

#[test]
fn holidays_are_no_working_days() {
    let settings = SETTINGS.replace("as_of", "holidays = [\"2025-11-27..2025-11-28\"]\nas_of");
    let late = |terms: &str, asked: &str, answered: &str| {
        let pair = agreed(terms).answered(asked, answered);
        let district = District::new().file("coach.toml", &settings).pair(&pair);
        district.evaluate_in("2026-05-29", None).evaluation.timeliness.late
    };
    let two_working = "respond_within_days: 2, days: working";
    // Asked on Wednesday 26 November 2025. Thursday and Friday are holidays: Monday 1 December is
    // one, Tuesday the 2nd is two.
    assert_eq!(late(two_working, "2025-11-26", "2025-12-02"), 0);
    assert_eq!(late(two_working, "2025-11-26", "2025-12-03"), 1);
    // Calendar days go on: Friday 28 November.
    assert_eq!(late("respond_within_days: 2", "2025-11-26", "2025-11-28"), 0);
    assert_eq!(late("respond_within_days: 2", "2025-11-26", "2025-11-29"), 1);
}

#[test]
fn the_next_thing_to_do_waits_for_the_holidays_too() {
    let settings = SETTINGS.replace("as_of", "holidays = [\"2026-05-25\"]\nas_of");
    let pair = agreed("respond_within_days: 1, days: working").asked("2026-05-22");
    let district = District::new().file("coach.toml", &settings).pair(&pair);
    // Asked on a Friday; Monday is a holiday, so Tuesday the 26th is the day.
    let next = |as_of| district.coach(&["next", "--as-of", as_of, "--format", "json"]).json();
    let text = next("2026-05-26").to_string();
    assert!(text.contains("\"2026-05-26\""), "{text}");
    let overdue = |as_of: &str| {
        let seen = district.evaluate_in(as_of, None);
        seen.evaluation.attention.answers_overdue
    };
    assert_eq!((overdue("2026-05-26"), overdue("2026-05-27")), (0, 1));
}
