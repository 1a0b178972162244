//! Days that contradict each other, or lie in the future.

use super::{pair, rules_of};

#[test]
fn what_lies_after_the_as_of_day_is_left_for_later() {
    // The as-of day of the district is 2026-05-29.
    let on = |day: &str| rules_of(&[pair().contact(day, "email")]);
    assert_eq!(on("2026-05-29"), [""; 0]);
    assert_eq!(on("2026-05-30"), ["after-as-of"]);
    assert_eq!(rules_of(&[pair().answered("2026-05-28", "2026-05-30")]), ["after-as-of"]);
    assert_eq!(rules_of(&[pair().feedback("2026-05-28", "received: 2026-05-30")]), ["after-as-of"]);
    let step = |state: &str| {
        let step = format!("next_steps: [{{what: x, due: 2026-12-01, {state}}}]");
        rules_of(&[pair().session("2026-05-20", &step)])
    };
    assert_eq!(step("done: 2026-05-29"), [""; 0]);
    assert_eq!(step("done: 2026-05-30"), ["after-as-of"]);
    assert_eq!(step("dropped: 2062-05-30"), ["after-as-of"]);
    let agreed = crate::harness::Pair::new()
        .agreed("committed_on: 2026-06-01, respond_within_days: 2")
        .contact("2026-05-20", "email");
    assert_eq!(rules_of(&[agreed]), ["after-as-of"]);
}

#[test]
fn a_relationship_of_the_future_is_one_finding() {
    let later = pair().started("2026-08-24").contact("2026-09-01", "email");
    assert_eq!(rules_of(&[later]), ["after-as-of"]);
    // One that begins on the as-of day is of today, and what follows is told apart.
    let today = pair().started("2026-05-29").contact("2026-06-01", "email");
    assert_eq!(rules_of(&[today.contact("2026-06-02", "phone")]), ["after-as-of"; 2]);
}

#[test]
fn a_record_outside_its_relationship_is_not_left_for_later_too() {
    let ended = pair().ended("2026-05-01").contact("2026-06-30", "email");
    assert_eq!(rules_of(&[ended]), ["outside-dates"]);
}

#[test]
fn a_step_lies_on_or_after_the_day_it_was_agreed() {
    let step = |rest: &str| {
        let step = format!("next_steps: [{{what: x, {rest}}}]");
        rules_of(&[pair().session("2025-09-10", &step)])
    };
    assert_eq!(step("due: 2025-09-10, done: 2025-09-10"), [""; 0]);
    assert_eq!(step("due: 2025-09-09"), ["step-due-early"]);
    assert_eq!(step("done: 2025-09-09"), ["step-closed-early"]);
    assert_eq!(step("dropped: 2025-09-09"), ["step-closed-early"]);
}

#[test]
fn a_visit_and_data_are_no_newer_than_what_rests_on_them() {
    let visit =
        |on: &str| rules_of(&[pair().session("2025-09-10", &format!("observed: {{on: {on}}}"))]);
    assert_eq!(visit("2025-09-10"), [""; 0]);
    assert_eq!(visit("2025-09-11"), ["observed-after-session"]);
    let data = |on: &str| {
        let values = format!(
            "data: [{{source: student-data, measure: x, improvement: increase, \
             values: [{{on: {on}, value: 5, n: 20}}]}}]"
        );
        rules_of(&[pair().review("2025-10-30", &values)])
    };
    assert_eq!(data("2025-10-30"), [""; 0]);
    assert_eq!(data("2025-10-31"), ["data-after-review"]);
    let newer = pair().checklist("2025-11-05", "observer o-1", "rationale: partial").review(
        "2025-10-30",
        "data: [{source: fidelity-checklist, ref: 2025-11-05-checklist-0001.yaml}]",
    );
    assert_eq!(rules_of(&[newer]), ["data-after-review"]);
}

#[test]
fn values_follow_each_other() {
    let values = |first: &str, second: &str| {
        let values = format!(
            "data: [{{source: student-data, measure: x, improvement: increase, \
             values: [{{on: {first}, value: 5, n: 20}}, {{on: {second}, value: 6, n: 20}}]}}]"
        );
        rules_of(&[pair().review("2025-12-30", &values)])
    };
    assert_eq!(values("2025-09-10", "2025-10-10"), [""; 0]);
    assert_eq!(values("2025-10-10", "2025-09-10"), ["values-out-of-order"]);
    assert_eq!(values("2025-10-10", "2025-10-10"), ["values-out-of-order"]);
}

#[test]
fn the_as_of_day_of_a_check_can_be_set_and_that_of_a_report_makes_nothing_wrong() {
    let district = crate::harness::District::new().pair(&pair().contact("2026-03-10", "email"));
    assert_eq!(district.coach(&["check", "--strict"]).code, 0);
    let run = district.coach(&["check", "--strict", "--as-of", "2026-03-09"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("after the as-of day 2026-03-09"), "{}", run.out);
    // Looking back at an earlier day, what came later is no fault.
    assert_eq!(district.coach(&["report", "--strict", "--as-of", "2026-03-09"]).code, 0);
}

#[test]
fn a_day_far_from_its_record_is_pointed_out() {
    let session = |rest: &str| rules_of(&[pair().session("2025-09-10", rest)]);
    // 300 days before 2025-09-10 is 2024-11-14; 300 days after it is 2026-07-07.
    assert_eq!(session("observed: {on: 2024-11-14}"), [""; 0]);
    assert_eq!(session("observed: {on: 2024-11-13}"), ["far-date"]);
    assert_eq!(session("next_steps: [{what: x, due: 2026-07-07}]"), [""; 0]);
    assert_eq!(session("next_steps: [{what: x, due: 2062-09-21}]"), ["far-date"]);
    let committed = |on: &str| {
        let agreed = format!("committed_on: {on}, respond_within_days: 2");
        rules_of(&[crate::harness::Pair::new().agreed(&agreed)])
    };
    // In the spring before is still near.
    assert_eq!(committed("2025-04-01"), [""; 0]);
    assert_eq!(committed("2015-09-02"), ["far-date"]);
    let value = |on: &str| {
        let data = format!(
            "data: [{{source: student-data, measure: x, improvement: increase, \
             values: [{{on: {on}, value: 5, n: 20}}]}}]"
        );
        rules_of(&[pair().review("2025-10-30", &data)])
    };
    assert_eq!(value("2023-05-20"), [""; 0], "a baseline of another year");
    assert_eq!(value("1999-01-01"), ["far-date"]);
}
