//! Which records document an item, rule by rule: enough, not enough, and the day on which it turns.
//! Timely answers have a file of their own.

use chrono::NaiveDate;

use crate::harness::{Pair, day};

/// The day of the latest document of `item` in the school year 2025-26, as of its end.
fn documented(pair: &Pair, item: &str) -> Option<NaiveDate> {
    pair.evaluate().item(item).documented
}

// "At the beginning": on one of the pair's first two session days, no later than day 30.

#[test]
fn the_first_and_the_second_session_day_are_the_beginning() {
    for item in ["process-and-expectations", "confidentiality", "listens"] {
        let lists = format!("items: [{item}]");
        let first = Pair::new().session("2025-09-03", &lists).session("2025-09-10", "");
        assert_eq!(documented(&first, item), Some(day("2025-09-03")), "{item}");
        let second = Pair::new().session("2025-09-03", "").session("2025-09-10", &lists);
        assert_eq!(documented(&second, item), Some(day("2025-09-10")), "{item}");
    }
}

#[test]
fn the_third_session_day_is_no_longer_the_beginning() {
    let third = Pair::new()
        .session("2025-09-03", "")
        .session("2025-09-04", "")
        .session("2025-09-05", "items: [listens]");
    assert_eq!(documented(&third, "listens"), None);
}

#[test]
fn two_sessions_on_one_day_are_one_session_day() {
    let pair = Pair::new()
        .session("2025-09-03", "")
        .session("2025-09-03", "")
        .session("2025-09-05", "items: [listens]");
    assert_eq!(documented(&pair, "listens"), Some(day("2025-09-05")));
}

#[test]
fn the_first_session_days_are_first_by_day_and_not_by_file() {
    let pair = Pair::new()
        .session("2025-09-03", "items: [confidentiality]")
        .session("2025-09-05", "items: [listens]")
        .session("2025-09-04", "items: [process-and-expectations]")
        .named_for_one_day();
    assert_eq!(documented(&pair, "listens"), None, "the third day of a session");
    assert_eq!(documented(&pair, "confidentiality"), Some(day("2025-09-03")));
    assert_eq!(documented(&pair, "process-and-expectations"), Some(day("2025-09-04")));
}

#[test]
fn contacts_and_reviews_are_no_session_days() {
    let pair = Pair::new()
        .contact("2025-09-02", "in-person")
        .review("2025-09-03", "")
        .session("2025-09-04", "")
        .session("2025-09-05", "items: [listens]");
    assert_eq!(documented(&pair, "listens"), Some(day("2025-09-05")));
}

#[test]
fn day_30_after_the_start_is_the_beginning_and_day_31_is_not() {
    // 1 September and 30 days: 1 October.
    let on = |date| Pair::new().session(date, "items: [confidentiality]");
    assert_eq!(documented(&on("2025-10-01"), "confidentiality"), Some(day("2025-10-01")));
    assert_eq!(documented(&on("2025-10-02"), "confidentiality"), None);
}

#[test]
fn the_beginning_counts_from_the_first_day_itself() {
    let pair = Pair::new().session("2025-09-01", "items: [confidentiality]");
    assert_eq!(documented(&pair, "confidentiality"), Some(day("2025-09-01")));
}

#[test]
fn sessions_before_the_start_use_up_no_session_day() {
    let pair = Pair::new()
        .session("2025-08-29", "items: [listens]")
        .session("2025-09-03", "")
        .session("2025-09-05", "items: [confidentiality]");
    let seen = pair.evaluate();
    assert_eq!(seen.item("confidentiality").documented, Some(day("2025-09-05")));
    assert_eq!(seen.item("listens").documented, None);
    assert_eq!(seen.evaluation.outside_dates, 1);
}

#[test]
fn the_beginning_looks_at_the_whole_life() {
    let second_year =
        Pair::new().started("2024-09-01").session("2024-09-03", "items: [listens, rationale]");
    let seen = second_year.evaluate_in("2026-05-29", Some("2025-26"));
    assert_eq!(seen.item("listens").documented, Some(day("2024-09-03")));
    assert_eq!(seen.item("rationale").documented, None, "any other item looks at the window");
}

// Commitment.

#[test]
fn a_commitment_has_a_day() {
    let committed = Pair::new().agreed("committed_on: 2025-09-02");
    assert_eq!(documented(&committed, "verbal-commitment"), Some(day("2025-09-02")));
    assert_eq!(documented(&Pair::new().agreed("minutes: 45"), "verbal-commitment"), None);
    assert_eq!(documented(&Pair::new(), "verbal-commitment"), None);
}

#[test]
fn a_commitment_of_an_earlier_year_stands() {
    let pair = Pair::new().started("2024-09-01").agreed("committed_on: 2024-09-02");
    let seen = pair.evaluate_in("2026-05-29", Some("2025-26"));
    assert_eq!(seen.item("verbal-commitment").documented, Some(day("2024-09-02")));
}

#[test]
fn a_commitment_after_the_as_of_day_is_not_known_yet() {
    let pair = Pair::new().agreed("committed_on: 2025-10-02");
    let on = |as_of| pair.evaluate_as_of(as_of).item("verbal-commitment").documented;
    assert_eq!(on("2025-10-01"), None);
    assert_eq!(on("2025-10-02"), Some(day("2025-10-02")));
}

// Sessions that list an item.

#[test]
fn a_rationale_is_a_session_that_lists_it() {
    let lists = Pair::new().session("2026-01-12", "items: [rationale]");
    assert_eq!(documented(&lists, "rationale"), Some(day("2026-01-12")));
    let another = Pair::new().session("2026-01-12", "items: [manageable-units]");
    assert_eq!(documented(&another, "rationale"), None);
    assert_eq!(documented(&Pair::new().session("2026-01-12", "items: []"), "rationale"), None);
}

#[test]
fn manageable_units_take_a_next_step_in_the_same_session() {
    let step = "next_steps: [{what: one question}]";
    let lists = "items: [manageable-units]";
    let both = Pair::new().session("2025-10-06", &format!("{lists}\n{step}"));
    assert_eq!(documented(&both, "manageable-units"), Some(day("2025-10-06")));
    let none = Pair::new().session("2025-10-06", lists);
    assert_eq!(documented(&none, "manageable-units"), None);
    let apart = Pair::new().session("2025-10-06", lists).session("2025-10-06", step);
    assert_eq!(documented(&apart, "manageable-units"), None);
}

#[test]
fn both_ends_of_the_window_count_and_a_document_outside_does_not() {
    let on = |date| {
        let pair = Pair::new().started("2024-09-01").session(date, "items: [rationale]");
        let seen = pair.evaluate_in("2026-05-29", Some("2025-10-01..2025-10-31"));
        seen.item("rationale").documented.is_some()
    };
    assert_eq!(
        ["2025-09-30", "2025-10-01", "2025-10-31", "2025-11-01"].map(on),
        [false, true, true, false]
    );
}

#[test]
fn a_record_outside_the_relationship_never_counts() {
    let on = |date| {
        let pair = Pair::new().ended("2026-01-30").session(date, "items: [rationale]").evaluate();
        (pair.item("rationale").documented.is_some(), pair.evaluation.outside_dates)
    };
    assert_eq!(on("2025-08-31"), (false, 1));
    assert_eq!(on("2025-09-01"), (true, 0));
    assert_eq!(on("2026-01-30"), (true, 0));
    assert_eq!(on("2026-01-31"), (false, 1));
}

// Variety of methods.

#[test]
fn variety_is_two_methods_over_sessions_and_contacts() {
    let item = "variety-of-methods";
    let session = || Pair::new().session("2025-09-03", "");
    assert_eq!(documented(&session().session("2025-10-03", ""), item), None);
    assert_eq!(documented(&session().contact("2025-10-03", "in-person"), item), None);
    assert!(documented(&session().contact("2025-10-03", "email"), item).is_some());
    assert!(documented(&session().session("2025-10-03", "method: video"), item).is_some());
    let contacts = Pair::new().contact("2025-09-03", "email").contact("2025-09-04", "phone");
    assert!(documented(&contacts, item).is_some());
}

/// Each method counts on its latest day: by phone on 3 November, in person on 6 October, by e-mail on
/// 4 September. The second-newest is of 6 October.
#[test]
fn variety_is_as_old_as_the_second_newest_method() {
    let pair = Pair::new()
        .contact("2025-11-03", "phone")
        .contact("2025-09-04", "email")
        .contact("2025-10-20", "phone")
        .session("2025-10-06", "")
        .session("2025-09-03", "");
    assert_eq!(documented(&pair, "variety-of-methods"), Some(day("2025-10-06")));
    let of_one_day = Pair::new().contact("2025-09-04", "email").contact("2025-09-04", "phone");
    assert_eq!(documented(&of_one_day, "variety-of-methods"), Some(day("2025-09-04")));
}

#[test]
fn the_method_of_an_answer_or_of_the_agreement_is_no_variety() {
    let pair = Pair::new().agreed("methods: [in-person, email]").session("2025-09-03", "").record(
        "request",
        "asked",
        "2025-09-04",
        "answered: 2025-09-04\nmethod: email",
    );
    assert_eq!(documented(&pair, "variety-of-methods"), None);
}

#[test]
fn two_methods_have_to_fall_into_one_window() {
    let pair =
        Pair::new().started("2024-09-01").contact("2025-05-20", "email").session("2025-09-03", "");
    let seen = pair.evaluate_in("2026-05-29", Some("2025-26"));
    assert_eq!(seen.item("variety-of-methods").documented, None);
    let seen = pair.evaluate_in("2026-05-29", Some("2025-05-20..2025-09-03"));
    assert!(seen.item("variety-of-methods").documented.is_some());
}

// Feedback on the coaching.

#[test]
fn feedback_is_requested_received_and_responded_to() {
    let item = "feedback-on-coaching";
    let feedback = |rest: &str| Pair::new().feedback("2025-11-03", rest);
    let whole = feedback("received: 2025-11-05\nresponse: shorter mails");
    assert_eq!(documented(&whole, item), Some(day("2025-11-05")));
    for half in [
        "",
        "received: 2025-11-05",
        "response: shorter mails",
        "received: 2025-11-05\nsummary: too many mails",
        "received: 2025-11-05\nresponse: \" \"",
        "received: 2025-11-05\nresponse: ~",
    ] {
        assert_eq!(documented(&feedback(half), item), None, "{half}");
    }
    let halves = feedback("received: 2025-11-05").feedback("2025-11-03", "response: shorter mails");
    assert_eq!(documented(&halves, item), None);
}

#[test]
fn feedback_belongs_to_the_window_in_which_it_came_back() {
    let pair = Pair::new().feedback("2025-12-19", "received: 2026-01-07\nresponse: shorter mails");
    let seen = |period| {
        let seen = pair.evaluate_in("2026-05-29", Some(period));
        seen.item("feedback-on-coaching").documented
    };
    assert_eq!(seen("fall"), None);
    assert_eq!(seen("spring"), Some(day("2026-01-07")));
}

// Dialogue.

#[test]
fn strengths_and_a_next_step_stand_in_one_session() {
    let item = "builds-on-strengths";
    let (strengths, step) = ("strengths: waits", "next_steps: [{what: try it}]");
    let both = Pair::new().session("2025-10-06", &format!("{strengths}\n{step}"));
    assert_eq!(documented(&both, item), Some(day("2025-10-06")));
    let apart = Pair::new().session("2025-10-06", strengths).session("2025-10-07", step);
    assert_eq!(documented(&apart, item), None);
    let blank = Pair::new().session("2025-10-06", &format!("strengths: \" \"\n{step}"));
    assert_eq!(documented(&blank, item), None);
    let listed =
        Pair::new().session("2025-10-06", &format!("items: [builds-on-strengths]\n{step}"));
    assert_eq!(documented(&listed, item), None, "to list an item is not to do it");
}

#[test]
fn feedback_rests_on_a_visit_no_later_than_the_session() {
    let visit = |on: &str, rest: &str| {
        let text = format!("observed: {{on: {on}}}\n{rest}");
        documented(&Pair::new().session("2025-10-06", &text), "direct-observation")
    };
    let date = Some(day("2025-10-06"));
    assert_eq!(visit("2025-10-05", "strengths: waits"), date);
    assert_eq!(visit("2025-10-06", "strengths: waits"), date);
    assert_eq!(visit("2025-10-07", "strengths: waits"), None);
    assert_eq!(visit("2025-10-06", "reflection: {working: pace, not_working: cards}"), date);
    assert_eq!(visit("2025-10-06", "reflection: {not_working: cards}"), date);
    assert_eq!(visit("2025-10-06", ""), None);
    assert_eq!(visit("2025-10-06", "reflection: {}"), None);
    assert_eq!(visit("2025-10-06", "notes: went well"), None, "notes are no feedback");
}

#[test]
fn feedback_without_a_visit_or_with_another_sessions_visit_is_none_on_observation() {
    let without = Pair::new().session("2025-10-06", "strengths: waits\nphases: [observation]");
    assert_eq!(documented(&without, "direct-observation"), None);
    let apart = without.session("2025-10-06", "observed: {on: 2025-10-06}");
    assert_eq!(documented(&apart, "direct-observation"), None);
}

#[test]
fn reflection_asks_both_questions_in_one_session() {
    let item = "reflective-questions";
    let session = |rest: &str| Pair::new().session("2025-10-06", rest);
    let both = session("reflection: {working: pace, not_working: cards}");
    assert_eq!(documented(&both, item), Some(day("2025-10-06")));
    assert_eq!(documented(&session("reflection: {working: pace}"), item), None);
    assert_eq!(documented(&session("reflection: {not_working: cards}"), item), None);
    let blank = session("reflection: {working: pace, not_working: \"\"}");
    assert_eq!(documented(&blank, item), None);
    let apart = session("reflection: {working: pace}")
        .session("2025-10-07", "reflection: {not_working: cards}");
    assert_eq!(documented(&apart, item), None);
}

#[test]
fn a_next_step_names_data_of_its_own_review() {
    let item = "data-to-next-steps";
    let review = |rest: &str| Pair::new().review("2025-10-30", rest);
    let data = "data: [{id: d1, source: fidelity-checklist}]";
    let because = |id: &str| format!("next_steps: [{{what: go on, because_of: [{id}]}}]");

    let whole = review(&format!("{data}\n{}", because("d1")));
    assert_eq!(documented(&whole, item), Some(day("2025-10-30")));
    let one_of_two = review(&format!("{data}\n{}", because("d7, d1")));
    assert_eq!(documented(&one_of_two, item), Some(day("2025-10-30")));

    let no_such_data = review(&format!("{data}\n{}", because("d2")));
    assert_eq!(documented(&no_such_data, item), None);
    let no_reason = review(&format!("{data}\nnext_steps: [{{what: go on}}]"));
    assert_eq!(documented(&no_reason, item), None);
    assert_eq!(documented(&review(data), item), None, "data alone informs no step");
    assert_eq!(documented(&review(&because("d1")), item), None, "there is no data");
    let apart = review(data).review("2025-11-30", &because("d1"));
    assert_eq!(documented(&apart, item), None, "the data of another review");
}

#[test]
fn everything_documented_is_everything_in_place() {
    let coverage = Pair::new().all_in_place().evaluate().evaluation.coverage();
    assert_eq!((coverage.in_place.k, coverage.in_place.n), (13, 13));
    assert_eq!((coverage.observed.n, coverage.documented_only), (0, 13));
    assert_eq!(coverage.reported.n, 0, "nobody rated anything");
}

#[test]
fn a_pair_without_records_has_one_item_at_most_that_does_not_apply() {
    let bare = Pair::new().evaluate().evaluation.coverage();
    assert_eq!((bare.in_place.k, bare.in_place.n, bare.not_applicable), (0, 13, 0));
    // Agreed, and nothing asked: no occasion to be timely.
    let agreed = Pair::new().agreed("respond_within_days: 2").evaluate().evaluation.coverage();
    assert_eq!((agreed.in_place.k, agreed.in_place.n, agreed.not_applicable), (0, 12, 1));
}
