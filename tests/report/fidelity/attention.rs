//! What needs attention on the as-of day: answers and steps overdue, pairs that have not met.

use coach::count::Attention;

use crate::harness::{District, Pair};

fn attention(pair: &Pair, as_of: &str) -> Attention {
    pair.evaluate_as_of(as_of).evaluation.attention
}

#[test]
fn a_step_is_overdue_from_the_day_after_unless_it_is_closed() {
    let step = |rest: &str| {
        let text = format!("next_steps: [{{what: try it{rest}}}]");
        let pair = Pair::new().session("2025-10-06", &text);
        ["2025-10-20", "2025-10-21"].map(|as_of| attention(&pair, as_of).steps_overdue)
    };
    assert_eq!(step(", due: 2025-10-20"), [0, 1]);
    assert_eq!(step(""), [0, 0], "without a day nothing is due");
    assert_eq!(step(", due: 2025-10-20, done: 2025-10-19"), [0, 0]);
    assert_eq!(step(", due: 2025-10-20, dropped: 2025-10-08"), [0, 0]);
    assert_eq!(step(", due: 2025-10-20, done: 2025-10-21"), [0, 0], "late, but done");
}

#[test]
fn every_open_step_counts_also_those_of_reviews() {
    let pair = Pair::new()
        .session(
            "2025-10-06",
            "next_steps: [{what: a, due: 2025-10-07}, {what: b, due: 2025-10-08}]",
        )
        .review(
            "2025-10-08",
            "next_steps: [{what: c, due: 2025-10-08}, {what: d, due: 2025-12-01}]",
        );
    assert_eq!(attention(&pair, "2025-10-09").steps_overdue, 3);
}

#[test]
fn a_step_agreed_last_year_is_still_overdue() {
    let pair = Pair::new()
        .started("2024-09-01")
        .session("2025-05-12", "next_steps: [{what: try it, due: 2025-05-26}]");
    let seen = pair.evaluate_in("2025-10-01", Some("2025-26"));
    assert_eq!(seen.evaluation.attention.steps_overdue, 1);
}

#[test]
fn a_request_nobody_set_a_time_for_is_never_overdue() {
    let asked = Pair::new().asked("2025-09-08");
    assert_eq!(attention(&asked, "2025-12-01").answers_overdue, 0);
    let agreed = asked.agreed("respond_within_days: 2");
    assert_eq!(attention(&agreed, "2025-12-01").answers_overdue, 1);
}

#[test]
fn a_pair_has_not_met_for_more_than_30_days_on_day_31() {
    let not_met = |pair: &Pair, as_of| attention(pair, as_of).pairs_not_met;
    // 6 October and 30 days: 5 November.
    let met = Pair::new().session("2025-09-03", "").session("2025-10-06", "");
    assert_eq!(["2025-11-05", "2025-11-06"].map(|on| not_met(&met, on)), [0, 1]);
    // Never met: counted from the start, 1 September; day 30 is 1 October.
    let never = Pair::new();
    assert_eq!(["2025-10-01", "2025-10-02"].map(|on| not_met(&never, on)), [0, 1]);
    let wrote = Pair::new().session("2025-10-06", "").contact("2025-11-03", "email");
    assert_eq!(not_met(&wrote, "2025-11-06"), 1, "a contact is no session");
}

#[test]
fn days_without_school_do_not_count_toward_not_met() {
    let not_met = |last: &str, as_of: &str| {
        let district = District::new().with_breaks().pair(&Pair::new().session(last, ""));
        district
            .evaluate_in(as_of, Some("2025-08-01..2026-08-31"))
            .evaluation
            .attention
            .pairs_not_met
    };
    // 4 to 29 May is 25 days; 1 August is the 26th and 5 August the 30th.
    let days = ["2026-05-29", "2026-07-31", "2026-08-05", "2026-08-06"];
    assert_eq!(days.map(|on| not_met("2026-05-04", on)), [0, 0, 0, 1]);
    // 8 to 21 December is 13 days; 3 January is the 14th and 19 January the 30th.
    assert_eq!(["2026-01-19", "2026-01-20"].map(|on| not_met("2025-12-08", on)), [0, 1]);
    // Too long before the summer is too long in it.
    assert_eq!(["2026-05-29", "2026-07-31"].map(|on| not_met("2026-04-28", on)), [1, 1]);
}

#[test]
fn the_last_session_is_last_by_day_and_not_by_file() {
    let pair = Pair::new().session("2025-10-06", "").session("2025-09-03", "").named_for_one_day();
    // 6 October and 30 days: 5 November.
    let not_met = |as_of| attention(&pair, as_of).pairs_not_met;
    assert_eq!(["2025-11-05", "2025-11-06"].map(not_met), [0, 1]);
}

#[test]
fn the_district_says_how_many_days_are_too_many() {
    let district = District::new()
        .settings("[thresholds]\nnot_met_days = 10")
        .pair(&Pair::new().session("2025-10-06", ""));
    let not_met = |as_of| district.evaluate_in(as_of, None).evaluation.attention.pairs_not_met;
    assert_eq!(["2025-10-16", "2025-10-17"].map(not_met), [0, 1]);
}

#[test]
fn a_relationship_needs_attention_only_while_it_is_under_way() {
    let pair = Pair::new()
        .ended("2025-12-19")
        .agreed("respond_within_days: 2")
        .session("2025-10-06", "next_steps: [{what: try it, due: 2025-10-07}]")
        .asked("2025-10-08");
    let all = Attention { answers_overdue: 1, steps_overdue: 1, left_over: 0, pairs_not_met: 1 };
    assert_eq!(attention(&pair, "2025-12-19"), all, "its last day is a day under way");
    assert_eq!(attention(&pair, "2025-12-20"), Attention::default());
    let seen = pair.evaluate_in("2026-05-29", Some("2025-10-01..2025-12-19"));
    assert!(seen.evaluation.is_active, "it is in the report on its time");
    assert_eq!(seen.evaluation.attention, Attention::default(), "and owes nothing any more");
}
