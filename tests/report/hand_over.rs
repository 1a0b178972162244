//! A hand-over keeps promises: what was open goes over to the next pair, what fell due before stays where it
//! was, and nothing counts twice. Days and counts are worked out by hand.

use std::collections::BTreeSet;

use coach::count::{Attention, Timeliness};
use coach::report::Counted;

use super::next::{next_in, of_kind};
use crate::harness::{District, Pair};

const OLD: &str = "records/lincoln/c-01-t-101";

/// c-01 with t-101 until Friday, 10 October; answers within five days.
fn before() -> Pair {
    Pair::new()
        .ended("2025-10-10")
        .agreed("committed_on: 2025-09-02, respond_within_days: 5")
        // Due on 13 September, in time; on 20 September, open.
        .answered("2025-09-08", "2025-09-10")
        .asked("2025-09-15")
        // Due on 13 October, the first day of the next pair, and answered a day late.
        .answered("2025-10-08", "2025-10-14")
        // Due on 14 October and answered before the end; due on 15 October and open.
        .answered("2025-10-09", "2025-10-10")
        .asked("2025-10-10")
        .session(
            "2025-10-06",
            "next_steps: [{id: s1, what: plan, due: 2025-10-20}, \
             {id: s2, what: watch, due: 2025-10-08, done: 2025-10-09}, \
             {id: s3, what: try, due: 2025-10-10}, {id: s4, what: read, done: 2025-10-13}]",
        )
        .feedback("2025-10-07", "received: 2025-10-09")
}

/// c-02 with t-101 from Monday, 13 October.
fn after() -> Pair {
    Pair::of("c-02", "t-101", "lincoln").started("2025-10-13").agreed("respond_within_days: 2")
}

fn handed_over() -> District {
    District::new().pairs([&before(), &after().continues("c-01-t-101")])
}

/// What is counted in each pair, in the order of their folders.
fn counted(district: &District, as_of: &str) -> Vec<(Timeliness, Attention)> {
    let pairs = district.gather(as_of, None).survey.pairs.into_iter();
    let attended = |counted: Counted| {
        let seen = counted.counts[0].alone().unwrap();
        (seen.timeliness, seen.attention)
    };
    pairs.map(attended).collect()
}

/// In time, of; late; unanswered; open; then answers and steps overdue.
fn numbers((timely, attention): &(Timeliness, Attention)) -> [u32; 7] {
    [
        timely.met.k,
        timely.met.n,
        timely.late,
        timely.unanswered,
        timely.open,
        attention.answers_overdue,
        attention.steps_overdue,
    ]
}

fn all(district: &District, as_of: &str) -> Vec<[u32; 7]> {
    counted(district, as_of).iter().map(numbers).collect()
}

#[test]
fn what_is_open_goes_over_and_nothing_counts_twice() {
    // The old pair has those due on 13 and 20 September and the one that it answered before its end; the new
    // one those due on 13 and 15 October. Open now: 20 September and 15 October, and the steps of 20 and
    // 10 October.
    let expected = vec![[2, 3, 0, 1, 0, 0, 0], [0, 2, 1, 1, 0, 2, 2]];
    assert_eq!(all(&handed_over(), "2025-10-27"), expected);
    // Without a successor, all five are the old pair's, and nobody owes anything.
    let apart = District::new().pairs([&before(), &after()]);
    assert_eq!(all(&apart, "2025-10-27"), [[2, 5, 1, 2, 0, 0, 0], [0; 7]]);
}

#[test]
fn before_the_first_day_of_the_next_pair_nothing_has_gone_over() {
    let apart = District::new().pairs([&before(), &after()]);
    for as_of in ["2025-10-09", "2025-10-10", "2025-10-11", "2025-10-12"] {
        assert_eq!(all(&handed_over(), as_of), all(&apart, as_of), "{as_of}");
    }
    // On that day: the one of 13 October is open until the evening, as is the one of the 15th.
    // That of the 14th, which the old pair answered, is in no window yet.
    assert_eq!(all(&handed_over(), "2025-10-13"), [[1, 2, 0, 1, 0, 0, 0], [0, 0, 0, 0, 2, 1, 1]]);
}

#[test]
fn the_last_day_of_one_may_be_the_first_of_the_next() {
    let after = Pair::of("c-02", "t-101", "lincoln").started("2025-10-10").continues("c-01-t-101");
    let district = District::new().pairs([&before(), &after]);
    // From the 10th on the new pair has the answer of the 10th too: it was open in the morning.
    assert_eq!(all(&district, "2025-10-27"), [[1, 2, 0, 1, 0, 0, 0], [1, 3, 1, 1, 0, 2, 2]]);
    // On that day only one of the two owes: 20 September; the step of the 10th is not overdue yet.
    let owed: Vec<u32> =
        counted(&district, "2025-10-10").iter().map(|of| of.1.answers_overdue).collect();
    assert_eq!(owed, [0, 1]);
}

#[test]
fn a_chain_passes_on_what_is_still_open() {
    let second = after().continues("c-01-t-101").ended("2026-01-09").asked("2026-01-09");
    let third = Pair::of("c-03", "t-101", "lincoln").started("2026-01-12").continues("c-02-t-101");
    let district = District::new().pairs([&before(), &second, &third]);
    // The second one's own request was due on 11 January, a Sunday, before the third began.
    let expected = [[2, 3, 0, 1, 0, 0, 0], [0, 3, 1, 2, 0, 0, 0], [0, 0, 0, 0, 0, 3, 2]];
    assert_eq!(all(&district, "2026-01-27"), expected);
    // Where the third has ended without a successor, nobody owes anything.
    let ended = District::new().pairs([&before(), &second, &third.ended("2026-01-20")]);
    assert!(
        counted(&ended, "2026-01-27")
            .iter()
            .all(|(_, attention)| *attention == Attention::default())
    );
}

/// Where no number of days was agreed, a request is of the pair in which it was asked, also when it is still open.
#[test]
fn what_was_asked_without_an_agreed_time_stays_where_it_was_asked() {
    let before = Pair::new().ended("2025-10-10").asked("2025-10-08");
    let after = after().continues("c-01-t-101").asked("2025-10-20");
    let district = District::new().pairs([&before, &after]);
    let of = |district: &District| -> Vec<[u32; 2]> {
        let counted = counted(district, "2025-10-27").into_iter();
        counted.map(|(timely, _)| [timely.nothing_agreed.n, timely.unanswered]).collect()
    };
    // The one of the 20th was due on the 22nd.
    assert_eq!(of(&district), [[1, 0], [0, 1]]);
    let unagreed =
        Pair::of("c-02", "t-101", "lincoln").started("2025-10-13").continues("c-01-t-101");
    let unagreed = unagreed.asked("2025-10-20");
    assert_eq!(of(&District::new().pairs([&before, &unagreed])), [[1, 0], [1, 0]]);
}

#[test]
fn another_school_and_another_folder_are_found() {
    let moved =
        Pair::of("c-01", "t-101", "prairie").started("2025-10-13").continues("lincoln/c-01-t-101");
    let district = District::new().pairs([&before(), &moved]);
    assert_eq!(all(&district, "2025-10-27"), [[2, 3, 0, 1, 0, 0, 0], [0, 2, 1, 1, 0, 2, 2]]);
}

#[test]
fn what_does_not_hold_passes_nothing_on() {
    for wrong in ["c-01-t-102", "c-02-t-101", "prairie/c-01-t-101"] {
        let district = District::new().pairs([&before(), &after().continues(wrong)]);
        assert_eq!(all(&district, "2025-10-27"), [[2, 5, 1, 2, 0, 0, 0], [0; 7]], "{wrong}");
        let rules: Vec<_> = district.findings().iter().map(|found| found.rule.id).collect();
        assert!(rules.contains(&"wrong-hand-over"), "{wrong}: {rules:?}");
    }
    let rules: Vec<_> = handed_over().findings().iter().map(|found| found.rule.id).collect();
    assert!(!rules.contains(&"wrong-hand-over"), "{rules:?}");
}

#[test]
fn the_new_pair_is_told_what_it_has_taken_over() {
    let next = next_in(&handed_over(), "2025-10-27", &["--coach", "c-02"]);
    let taken = |kind| {
        let rows = of_kind(&next, kind);
        let address = |row: &serde_json::Value| {
            assert!(row["pair"] == "records/lincoln/c-02-t-101", "{row}");
            assert!(row["what"].as_str().unwrap().ends_with(", taken over from c-01"), "{row}");
            row["address"].as_str().unwrap().strip_prefix(OLD).unwrap().to_owned()
        };
        rows.iter().map(address).collect::<Vec<_>>()
    };
    assert_eq!(taken("answer"), ["/2025-09-15-request-0002.yaml", "/2025-10-10-request-0005.yaml"]);
    let session = "/2025-10-06-session-0006.yaml";
    assert_eq!(taken("step"), [format!("{session}#s3"), format!("{session}#s1")]);
    assert_eq!(taken("response"), ["/2025-10-07-feedback-0007.yaml"]);
    // All five and the meeting, which has no day before it: the first within 30 days.
    assert_eq!(next["counts"]["overdue"], 4, "{next}");
    let old = next_in(&handed_over(), "2025-10-27", &["--coach", "c-01"]);
    assert!(old["due"].as_array().unwrap().is_empty(), "{old}");
    let run = handed_over().coach(&[
        "next",
        "--as-of",
        "2025-10-27",
        "t-101",
        "--words",
        "--format",
        "markdown",
    ]);
    assert!(run.out.contains("next step, taken over from c-01: “plan”"), "{run:?}");
    assert!(run.out.contains("c-01-t-101/2025-10-06-session-0006.yaml"), "{run:?}");
}

#[test]
fn a_calendar_calls_off_only_what_nobody_waits_for() {
    let events = |more: &[&str]| {
        let on = ["next", "--format", "ics", "--as-of", "2025-10-27"];
        let text = handed_over().coach(&[&on[..], more].concat()).out;
        let events = text.split("BEGIN:VEVENT").skip(1).map(|event| {
            let uid = event.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
            (uid, event.contains("STATUS:CANCELLED"))
        });
        events.collect::<Vec<_>>()
    };
    let whole = events(&[]);
    let uids: BTreeSet<_> = whole.iter().map(|(uid, _)| uid).collect();
    assert_eq!(uids.len(), whole.len(), "no event twice");
    let off = |events: &[(String, bool)]| -> BTreeSet<String> {
        let off = events.iter().filter(|(_, is_off)| *is_off);
        off.map(|(uid, _)| uid.clone()).collect()
    };
    let of_old = events(&["--coach", "c-01"]);
    let of_new = events(&["--coach", "c-02"]);
    // In the calendar of the old coach, two answers and two steps are off that wait in the new one's.
    let waits: BTreeSet<String> =
        of_new.iter().filter(|(_, is_off)| !is_off).map(|(uid, _)| uid.clone()).collect();
    assert_eq!(off(&of_old).intersection(&waits).count(), 4);
    assert_eq!(off(&whole).intersection(&waits).count(), 0);
}

#[test]
fn every_number_is_explained_by_the_records_that_passed_on() {
    let district = handed_over();
    let explained = |pair: &str, what: &str| {
        let of = format!("relationship=lincoln/{pair}");
        let run = district.coach(&["explain", "as-of=2025-10-27", &of, what, "--format", "json"]);
        assert!(run.code == 0, "{run:?}");
        let json = run.json();
        let relationship = json["relationships"][0].clone();
        let entries = relationship["entries"].as_array().unwrap().iter();
        let records = entries.flat_map(|entry| entry["records"].as_array().unwrap());
        let counts = records.filter(|record| record["counts"] == true);
        let files: Vec<String> =
            counts.map(|record| record["file"].as_str().unwrap().to_owned()).collect();
        (json["value"].clone(), files)
    };
    let asked = |on: &str| format!("{OLD}/2025-{on}.yaml");
    let (value, files) = explained("c-02-t-101", "answers-overdue");
    assert_eq!(value["count"], 2);
    assert_eq!(files, [asked("09-15-request-0002"), asked("10-10-request-0005")]);
    let (value, files) = explained("c-02-t-101", "answered-in-time");
    assert_eq!((&value["k"], &value["n"]), (&0.into(), &2.into()));
    assert_eq!(files, [asked("10-08-request-0003"), asked("10-10-request-0005")]);
    let (value, files) = explained("c-01-t-101", "answered-in-time");
    assert_eq!((&value["k"], &value["n"], files.len()), (&2.into(), &3.into(), 3));
    for what in ["answers-overdue", "steps-overdue", "left-over"] {
        assert_eq!(explained("c-01-t-101", what).0["count"], 0, "{what}");
    }
    assert_eq!(explained("c-02-t-101", "steps-overdue").0["count"], 2);
}
