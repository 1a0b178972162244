//! What is due, and on which day.

use super::{days, next, next_in, of_kind};
use crate::harness::{District, Pair, SETTINGS};

fn day(text: &str, left: i64) -> Vec<(String, i64, bool)> {
    vec![(text.to_owned(), left, left < 0)]
}

fn no_day() -> Vec<(String, i64, bool)> {
    vec![("none".to_owned(), i64::MAX, false)]
}

#[test]
fn an_answer_is_overdue_from_the_day_after() {
    // Asked on Friday 15 May 2026.
    let pair = Pair::new().agreed("respond_within_days: 2").asked("2026-05-15");
    assert_eq!(days(&next(&pair, "2026-05-15"), "answer"), day("2026-05-17", 2));
    assert_eq!(days(&next(&pair, "2026-05-17"), "answer"), day("2026-05-17", 0));
    assert_eq!(days(&next(&pair, "2026-05-18"), "answer"), day("2026-05-17", -1));
}

#[test]
fn working_days_pass_over_the_weekend() {
    let due = |agreed: &str, asked: &str| {
        days(&next(&Pair::new().agreed(agreed).asked(asked), "2026-05-18"), "answer")
    };
    // Friday and two working days: Monday, Tuesday. Saturday and none: the Monday after.
    assert_eq!(due("respond_within_days: 2, days: working", "2026-05-15"), day("2026-05-19", 1));
    assert_eq!(due("respond_within_days: 0, days: working", "2026-05-16"), day("2026-05-18", 0));
}

#[test]
fn working_days_pass_over_the_districts_holidays() {
    let settings = SETTINGS.replace("as_of", "holidays = [\"2026-05-18\"]\nas_of");
    let pair = Pair::new().agreed("respond_within_days: 2, days: working").asked("2026-05-15");
    let district = District::new().file("coach.toml", settings).pair(&pair);
    // Friday and two working days, with no school on Monday: Tuesday, Wednesday.
    assert_eq!(days(&next_in(&district, "2026-05-20", &[]), "answer"), day("2026-05-20", 0));
}

#[test]
fn an_answer_that_comes_after_the_as_of_day_has_not_come() {
    let pair = Pair::new().agreed("respond_within_days: 2").answered("2026-05-04", "2026-05-08");
    assert_eq!(days(&next(&pair, "2026-05-07"), "answer"), day("2026-05-06", -1));
    assert_eq!(days(&next(&pair, "2026-05-08"), "answer"), []);
}

#[test]
fn without_an_agreed_number_of_days_no_answer_is_overdue() {
    let seen = next(&Pair::new().asked("2025-09-08"), "2026-05-29");
    assert_eq!(days(&seen, "answer"), no_day());
    assert_eq!(of_kind(&seen, "answer")[0]["since"], "2025-09-08");
    assert_eq!(of_kind(&seen, "answer")[0]["waits_for"], "coach");
}

#[test]
fn steps_have_addresses_by_id_or_by_number() {
    let pair = Pair::new()
        .session(
            "2026-05-04",
            "next_steps: [{what: a, done: 2026-05-05}, {what: b, who: coach, due: 2026-05-18},\n  \
             {id: s9, what: c, who: educator, due: 2026-05-11}, {what: d}]",
        )
        .review("2026-05-06", "next_steps: [{id: r1, what: e, due: 2026-05-12}]");
    let seen = next(&pair, "2026-05-12");
    let steps = of_kind(&seen, "step");
    let told: Vec<_> = steps
        .iter()
        .map(|step| {
            let address = step["address"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            (address, step["waits_for"].as_str(), step["days_left"].as_i64())
        })
        .collect();
    let session = "2026-05-04-session-0001.yaml";
    let expected = [
        (format!("{session}#s9"), Some("educator"), Some(-1)),
        ("2026-05-06-review-0002.yaml#r1".to_owned(), None, Some(0)),
        (format!("{session}#2"), Some("coach"), Some(6)),
        (format!("{session}#4"), None, None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_step_that_is_closed_later_is_open_today() {
    let step = |closed: &str| {
        let steps = format!("next_steps: [{{what: a, due: 2026-05-11, {closed}: 2026-05-13}}]");
        Pair::new().session("2026-05-04", &steps)
    };
    for closed in ["done", "dropped"] {
        assert_eq!(days(&next(&step(closed), "2026-05-12"), "step"), day("2026-05-11", -1));
        assert_eq!(days(&next(&step(closed), "2026-05-13"), "step"), []);
    }
}

#[test]
fn the_next_meeting_follows_the_agreed_rhythm() {
    let pair = Pair::new().agreed("meet_every_days: 14");
    // Before there was a session: from the start on 1 September.
    assert_eq!(days(&next(&pair, "2025-09-10"), "meeting"), day("2025-09-15", 5));
    let met = pair.session("2026-05-04", "").session("2026-04-20", "").session("2026-05-26", "");
    let seen = next(&met, "2026-05-18");
    assert_eq!(days(&seen, "meeting"), day("2026-05-18", 0), "26 May is not yet");
    assert_eq!(days(&next(&met, "2026-05-19"), "meeting"), day("2026-05-18", -1));
    let meeting = &of_kind(&seen, "meeting")[0];
    assert_eq!(meeting["address"], "records/lincoln/c-01-t-101/relationship.yaml");
    assert_eq!((&meeting["waits_for"], &meeting["since"]), (&"both".into(), &"2026-05-04".into()));
}

#[test]
fn the_latest_meeting_is_latest_by_day_and_not_by_file() {
    let pair = Pair::new().agreed("meet_every_days: 14");
    let pair = pair.session("2026-05-04", "").session("2026-04-20", "").named_for_one_day();
    assert_eq!(days(&next(&pair, "2026-05-18"), "meeting"), day("2026-05-18", 0));
}

#[test]
fn without_a_rhythm_the_districts_limit_holds() {
    // 4 May and 30 days: 3 June. A contact is no meeting.
    let pair = Pair::new().session("2026-05-04", "").contact("2026-05-20", "email");
    let district = District::new().pair(&pair);
    assert_eq!(days(&next_in(&district, "2026-06-03", &[]), "meeting"), day("2026-06-03", 0));
    let settings = "[thresholds]\nnot_met_days = 10";
    let strict = District::new().settings(settings).pair(&pair);
    assert_eq!(days(&next_in(&strict, "2026-05-15", &[]), "meeting"), day("2026-05-14", -1));
}

#[test]
fn the_next_meeting_falls_due_by_days_with_school() {
    let seen = |last: &str, as_of: &str| {
        let pair = Pair::new().agreed("meet_every_days: 14").session(last, "");
        days(&next_in(&District::new().with_breaks().pair(&pair), as_of, &[]), "meeting")
    };
    // 20 to 29 May is 9 days, and 5 more end on 5 August: 15 + 31 + 5 = 51 days from 15 June.
    assert_eq!(seen("2026-05-20", "2026-06-15"), day("2026-08-05", 51));
    assert_eq!(seen("2026-05-20", "2026-08-06"), day("2026-08-05", -1));
    // 17 to 21 December is 4 days, and 10 more from 3 January end on the 12th.
    assert_eq!(seen("2025-12-17", "2025-12-19"), day("2026-01-12", 24));
    // Due on 18 May: 11 days late on the 29th, as many in July, and 20 more by 20 August.
    assert_eq!(seen("2026-05-04", "2026-05-29"), day("2026-05-18", -11));
    assert_eq!(seen("2026-05-04", "2026-07-20"), day("2026-05-18", -11));
    assert_eq!(seen("2026-05-04", "2026-08-20"), day("2026-05-18", -31));
    // Due on the last day of school, it waits until the summer is over.
    assert_eq!(seen("2026-05-15", "2026-05-29"), day("2026-05-29", 0));
    assert_eq!(seen("2026-05-15", "2026-06-10"), day("2026-07-31", 51));
    assert_eq!(seen("2026-05-15", "2026-08-01"), day("2026-05-29", -1));
    // An answer has its day on the calendar.
    let asked = Pair::new().agreed("respond_within_days: 5").asked("2026-05-28");
    let district = District::new().with_breaks().pair(&asked);
    assert_eq!(days(&next_in(&district, "2026-06-03", &[]), "answer"), day("2026-06-02", -1));
}

#[test]
fn no_meeting_is_due_after_the_end() {
    let pair = Pair::new().agreed("meet_every_days: 14").ended("2026-05-20");
    let pair = pair.session("2026-05-07", "");
    assert_eq!(days(&next(&pair, "2026-05-19"), "meeting"), []);
    let longer = Pair::new().agreed("meet_every_days: 14").ended("2026-05-21");
    let longer = longer.session("2026-05-07", "");
    assert_eq!(days(&next(&longer, "2026-05-19"), "meeting"), day("2026-05-21", 2));
}

#[test]
fn feedback_waits_first_for_the_educator_and_then_for_the_coach() {
    let pair = Pair::new().feedback("2026-05-04", "received: 2026-05-08");
    let before = next(&pair, "2026-05-07");
    assert_eq!(of_kind(&before, "feedback")[0]["waits_for"], "educator");
    assert_eq!(of_kind(&before, "response").len(), 0);
    let after = next(&pair, "2026-05-08");
    assert_eq!(days(&after, "response"), no_day());
    assert_eq!(of_kind(&after, "response")[0]["waits_for"], "coach");
    assert_eq!(of_kind(&after, "feedback").len(), 0);
    let answered = Pair::new().feedback("2026-05-04", "received: 2026-05-08\nresponse: shorter");
    assert_eq!(of_kind(&next(&answered, "2026-05-29"), "response").len(), 0);
}

#[test]
fn a_review_waits_where_there_is_something_to_look_at() {
    let reviews = |pair: &Pair, as_of: &str| -> Vec<String> {
        let rows = of_kind(&next(pair, as_of), "review");
        rows.iter().map(|row| row["what"].as_str().unwrap().to_owned()).collect()
    };
    let pair = Pair::new();
    assert_eq!(reviews(&pair, "2026-05-29"), [""; 0], "nothing says that one is due");
    let rated = pair
        .checklist("2026-02-02", "self", "rationale: partial")
        .judged(
            "2026-02-03",
            "self",
            "rationale: in-place",
            "replaces: 2026-02-02-checklist-0001.yaml",
        )
        .checklist("2026-03-02", "observer o-1", "rationale: in-place");
    assert_eq!(reviews(&rated, "2026-02-28"), ["review of 1 checklist"], "one was corrected");
    assert_eq!(reviews(&rated, "2026-03-02"), ["review of 2 checklists"]);
    let reviewed = rated.review("2026-03-04", "next_steps: [{what: a, done: 2026-03-20}]");
    assert_eq!(reviews(&reviewed, "2026-03-19"), [""; 0]);
    let closed = ["review; every step of the last one is closed"];
    assert_eq!(reviews(&reviewed, "2026-03-20"), closed);
    let same_day = reviewed.clone().checklist("2026-03-04", "educator", "rationale: partial");
    assert_eq!(reviews(&same_day, "2026-03-19"), [""; 0], "of the day on which they looked");
    let later = reviewed.checklist("2026-03-25", "educator", "rationale: partial");
    assert_eq!(reviews(&later, "2026-04-01"), ["review of 1 checklist"]);
    let seen = later.review(
        "2026-03-24",
        "data: [{id: d1, source: fidelity-checklist, ref: 2026-03-25-checklist-0005.yaml}]",
    );
    assert_eq!(reviews(&seen, "2026-04-01"), [""; 0], "it names the checklist, and has no step");
}

#[test]
fn what_the_agreement_lacks_waits_once_the_two_have_begun() {
    let lacks = |pair: &Pair| -> Vec<String> {
        let rows = of_kind(&next(pair, "2026-05-29"), "agreement");
        rows.iter().map(|row| row["what"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(lacks(&Pair::new()), [""; 0]);
    let begun = Pair::new().session("2026-05-04", "");
    let both = ["agreement lacks committed_on", "agreement lacks respond_within_days"];
    assert_eq!(lacks(&begun), both);
    assert_eq!(lacks(&begun.clone().agreed("committed_on: 2025-09-02")), both[1..]);
    let whole = begun.agreed("committed_on: 2025-09-02, respond_within_days: 2");
    assert_eq!(lacks(&whole), [""; 0]);
}

#[test]
fn the_next_due_day_is_the_earliest_whichever_record_comes_first() {
    let pair = Pair::new()
        .session("2026-05-04", "next_steps: [{what: a, due: 2026-05-25}]")
        .session("2026-05-06", "next_steps: [{what: b, due: 2026-05-12}]");
    assert_eq!(next(&pair, "2026-05-08")["relationships"][0]["next_due"], "2026-05-12");
}

#[test]
fn an_ended_relationship_owes_nothing() {
    let pair = Pair::new()
        .ended("2026-05-08")
        .agreed("respond_within_days: 2, meet_every_days: 7")
        .session("2026-04-20", "next_steps: [{what: a, due: 2026-04-27}]")
        .asked("2026-05-04");
    let last_day = next(&pair, "2026-05-08");
    assert_eq!(last_day["counts"]["overdue"], 3, "its last day is a day under way");
    let after = next(&pair, "2026-05-09");
    assert_eq!(after["due"], serde_json::json!([]));
    assert_eq!(after["relationships"], serde_json::json!([]));
    assert_eq!(after["not_under_way"][0]["ended"], "2026-05-08");
}

#[test]
fn records_of_other_times_change_nothing() {
    let pair = Pair::new().started("2025-10-01").agreed("respond_within_days: 2");
    let pair = pair.asked("2025-09-29").asked("2026-05-25").session("2025-09-30", "");
    let seen = next(&pair, "2026-05-22");
    assert_eq!(of_kind(&seen, "answer").len(), 0, "before the start, and not yet");
    assert_eq!(of_kind(&seen, "meeting")[0]["since"], "2025-10-01");
}

#[test]
fn the_most_urgent_of_all_pairs_comes_first() {
    let one = Pair::of("c-01", "t-101", "lincoln")
        .agreed("respond_within_days: 2, committed_on: 2025-09-02, meet_every_days: 30")
        .session("2026-05-01", "next_steps: [{what: a}, {what: b, due: 2026-05-20}]")
        .asked("2026-05-13");
    let other = Pair::of("c-02", "t-102", "prairie")
        .agreed("respond_within_days: 2, committed_on: 2025-09-02, meet_every_days: 30")
        .session("2026-05-01", "next_steps: [{what: c, due: 2026-05-12}]")
        .feedback("2026-05-01", "");
    let seen = next_in(&District::new().pairs([&one, &other]), "2026-05-15", &[]);
    let told: Vec<_> = seen["due"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let day = row["due"].as_str().unwrap_or("none");
            format!("{day} {} {}", row["kind"].as_str().unwrap(), row["educator"].as_str().unwrap())
        })
        .collect();
    let expected = [
        "2026-05-12 step t-102",
        "2026-05-15 answer t-101",
        "2026-05-20 step t-101",
        "2026-05-31 meeting t-101",
        "2026-05-31 meeting t-102",
        "none feedback t-102",
        "none step t-101",
    ];
    assert_eq!(told, expected);
    let pairs: Vec<_> =
        seen["relationships"].as_array().unwrap().iter().map(|pair| &pair["educator"]).collect();
    assert_eq!(pairs, ["t-102", "t-101"]);
    let counts = serde_json::json!(
        {"overdue": 1, "today": 1, "later": 3, "without_day": 2, "left_over": 0}
    );
    assert_eq!(seen["counts"], counts);
}
