//! Timely answers: when a request falls due, to which window it belongs, and what 80 % is.

use chrono::NaiveDate;
use coach::count::{NotApplicable, Share};

use crate::harness::{Pair, Seen, day};

const ITEM: &str = "timely-response";

/// What the records say of timely answers.
#[derive(Debug, PartialEq)]
enum Answers {
    Documented(NaiveDate),
    NotDocumented,
    NoOccasion,
}

use Answers::{Documented, NoOccasion, NotDocumented};

fn answers(seen: &Seen) -> Answers {
    let state = seen.item(ITEM);
    match (state.not_applicable, state.documented) {
        (Some(NotApplicable::NoOccasion), None) => NoOccasion,
        (None, Some(on)) => Documented(on),
        (None, None) => NotDocumented,
        other => panic!("{other:?}"),
    }
}

fn agreed(days: u32) -> Pair {
    Pair::new().agreed(&format!("respond_within_days: {days}"))
}

#[test]
fn nothing_agreed_is_not_documented_even_where_every_answer_came_at_once() {
    let pair = Pair::new().answered("2025-09-08", "2025-09-08");
    assert_eq!(answers(&pair.evaluate()), NotDocumented);
    assert_eq!(answers(&Pair::new().evaluate()), NotDocumented);
}

#[test]
fn agreed_and_nothing_due_is_no_occasion() {
    assert_eq!(answers(&agreed(2).evaluate()), NoOccasion);
}

#[test]
fn the_due_day_itself_is_in_time_and_the_day_after_is_late() {
    let on = |date| answers(&agreed(2).answered("2025-09-08", date).evaluate());
    assert_eq!(on("2025-09-08"), Documented(day("2025-09-08")));
    assert_eq!(on("2025-09-10"), Documented(day("2025-09-10")));
    assert_eq!(on("2025-09-11"), NotDocumented);
}

#[test]
fn no_days_at_all_may_be_agreed_too() {
    let on = |date| answers(&agreed(0).answered("2025-09-08", date).evaluate());
    assert_eq!(on("2025-09-08"), Documented(day("2025-09-08")));
    assert_eq!(on("2025-09-09"), NotDocumented);
}

/// `in_time` requests answered on their day and `late` ones never.
fn requests(in_time: usize, late: usize) -> Pair {
    let pair = (0..in_time).fold(agreed(2), |pair, _| pair.answered("2025-09-08", "2025-09-09"));
    (0..late).fold(pair, |pair, _| pair.asked("2025-09-08"))
}

#[test]
fn exactly_80_percent_is_enough_and_less_is_not() {
    assert_eq!(answers(&requests(4, 1).evaluate()), Documented(day("2025-09-09")));
    // 3 of 4 is 75 %.
    assert_eq!(answers(&requests(3, 1).evaluate()), NotDocumented);
    // 43 of 54: 4300 < 80 × 54 = 4320. It is 79.6 %, and no rounding helps it.
    assert_eq!(answers(&requests(43, 11).evaluate()), NotDocumented);
    // 44 of 55: 4400 = 80 × 55.
    assert_eq!(answers(&requests(44, 11).evaluate()), Documented(day("2025-09-09")));
}

#[test]
fn working_days_leave_out_the_weekend() {
    let working = || Pair::new().agreed("respond_within_days: 2, days: working");
    let on = |asked, answered| answers(&working().answered(asked, answered).evaluate());
    // Asked on Friday 12 September 2025: Monday is one, Tuesday the 16th is two.
    assert_eq!(on("2025-09-12", "2025-09-16"), Documented(day("2025-09-16")));
    assert_eq!(on("2025-09-12", "2025-09-17"), NotDocumented);
    // Asked on Saturday or Sunday: Monday is one as well.
    assert_eq!(on("2025-09-13", "2025-09-16"), Documented(day("2025-09-16")));
    assert_eq!(on("2025-09-14", "2025-09-17"), NotDocumented);
    // The same Friday in calendar days: Sunday.
    let calendar = |date| answers(&agreed(2).answered("2025-09-12", date).evaluate());
    assert_eq!(calendar("2025-09-14"), Documented(day("2025-09-14")));
    assert_eq!(calendar("2025-09-15"), NotDocumented);
}

/// Saturday 13 September 2025: due on Monday the 15th.
#[test]
fn zero_working_days_from_a_day_without_school_end_on_the_next_one_with_school() {
    let on = |answered| {
        let pair = Pair::new().agreed("respond_within_days: 0, days: working");
        answers(&pair.answered("2025-09-13", answered).evaluate())
    };
    assert_eq!(on("2025-09-15"), Documented(day("2025-09-15")));
    assert_eq!(on("2025-09-16"), NotDocumented);
}

/// Asked on the last day, 30 September; due on 2 October.
#[test]
fn a_request_that_falls_due_after_the_end_counts_and_waits_for_nobody() {
    let pair = || agreed(2).ended("2025-09-30");
    let fall = |pair: Pair| pair.evaluate_in("2026-05-29", Some("fall"));
    let answered = fall(pair().answered("2025-09-30", "2025-10-02"));
    assert_eq!(answers(&answered), Documented(day("2025-10-02")));
    let open = fall(pair().asked("2025-09-30"));
    assert_eq!(answers(&open), NotDocumented);
    assert_eq!(open.evaluation.timeliness.unanswered, 1);
    assert_eq!(open.evaluation.attention.answers_overdue, 0);
    // No month after September holds the pair, so none holds the request.
    let months = answered.evaluation.sums.months.counts.clone();
    assert!(months.values().all(|month| month.answered == Share::default()));
    // After the end it is not even asked.
    assert_eq!(answers(&fall(pair().answered("2025-10-01", "2025-10-01"))), NoOccasion);
}

#[test]
fn a_request_belongs_to_the_window_in_which_it_falls_due() {
    let fall = |pair: &Pair| answers(&pair.evaluate_in("2026-05-29", Some("fall")));
    let spring = |pair: &Pair| answers(&pair.evaluate_in("2026-05-29", Some("spring")));
    // Asked on 29 December, due on the 31st: the last day of fall.
    let last_day = agreed(2).answered("2025-12-29", "2025-12-31");
    assert_eq!(fall(&last_day), Documented(day("2025-12-31")));
    assert_eq!(spring(&last_day), NoOccasion);
    // Asked in fall, due on 1 January.
    let next = agreed(2).answered("2025-12-30", "2025-12-30");
    assert_eq!(fall(&next), NoOccasion);
    assert_eq!(spring(&next), Documented(day("2025-12-30")));
}

#[test]
fn an_answer_after_the_window_does_not_mend_it() {
    // Due on the last day of fall, answered in January: known in May, and late.
    let pair = agreed(2).answered("2025-12-29", "2026-01-05");
    assert_eq!(answers(&pair.evaluate_in("2026-05-29", Some("fall"))), NotDocumented);
    // On 31 December the day was not over; neither in time nor late.
    assert_eq!(answers(&pair.evaluate_in("2025-12-31", Some("fall"))), NoOccasion);
}

#[test]
fn a_request_is_overdue_from_the_day_after() {
    let open = agreed(2).asked("2025-09-08");
    let as_of = |date| {
        let seen = open.evaluate_as_of(date);
        (answers(&seen), seen.evaluation.attention.answers_overdue)
    };
    assert_eq!(as_of("2025-09-09"), (NoOccasion, 0));
    assert_eq!(as_of("2025-09-10"), (NoOccasion, 0), "the day is not over");
    assert_eq!(as_of("2025-09-11"), (NotDocumented, 1));
}

#[test]
fn an_open_request_due_on_the_as_of_day_leaves_the_others_alone() {
    let pair = agreed(2).answered("2025-09-01", "2025-09-02").asked("2025-09-08");
    // 1 of 1 on the 10th, 1 of 2 on the 11th.
    assert_eq!(answers(&pair.evaluate_as_of("2025-09-10")), Documented(day("2025-09-02")));
    assert_eq!(answers(&pair.evaluate_as_of("2025-09-11")), NotDocumented);
}

#[test]
fn one_answered_on_the_due_and_as_of_day_counts_at_once() {
    let pair = agreed(2).answered("2025-09-08", "2025-09-10");
    assert_eq!(answers(&pair.evaluate_as_of("2025-09-10")), Documented(day("2025-09-10")));
}

#[test]
fn a_request_answered_early_counts_when_it_falls_due() {
    let pair = agreed(5).answered("2025-09-08", "2025-09-09");
    assert_eq!(answers(&pair.evaluate_as_of("2025-09-12")), NoOccasion);
    assert_eq!(answers(&pair.evaluate_as_of("2025-09-13")), Documented(day("2025-09-09")));
}

#[test]
fn an_answer_after_the_as_of_day_is_not_known_yet() {
    let pair = agreed(2).answered("2025-09-08", "2025-09-20");
    let overdue = |as_of| pair.evaluate_as_of(as_of).evaluation.attention.answers_overdue;
    assert_eq!(overdue("2025-09-19"), 1);
    assert_eq!(overdue("2025-09-20"), 0, "late, but answered");
    assert_eq!(answers(&pair.evaluate_as_of("2025-09-20")), NotDocumented);
}
