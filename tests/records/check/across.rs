//! What only several relationships together show.

use super::{agreed, pair, rules, rules_of};
use crate::harness::{District, Pair};

/// c-01 with another educator.
fn other() -> Pair {
    agreed(Pair::of("c-01", "t-102", "lincoln"))
}

/// A second folder of the first pair.
fn again(started: &str) -> (String, String) {
    let text = pair().started(started).files().remove(0).1;
    ("records/lincoln/c-01-t-101-2026/relationship.yaml".to_owned(), text)
}

#[test]
fn one_pair_has_one_relationship_at_a_time() {
    let with = |first: Pair, started: &str| {
        let (path, text) = again(started);
        rules(&District::new().pair(&first).file(&path, text))
    };
    assert_eq!(with(pair(), "2026-01-12"), ["overlapping-relationships"]);
    assert_eq!(with(pair().ended("2026-01-11"), "2026-01-12"), [""; 0]);
    // Both ends count, so one day together is an overlap.
    assert_eq!(with(pair().ended("2026-01-12"), "2026-01-12"), ["overlapping-relationships"]);
}

/// The names of folders say nothing of which relationship came first.
#[test]
fn one_day_together_is_an_overlap_whichever_folder_comes_first() {
    let with = |old: &str, new: &str, started: &str| {
        let district = [(old, pair().ended("2026-01-12")), (new, pair().started(started))];
        let district = district.into_iter().fold(District::new(), |district, (folder, pair)| {
            let text = pair.files().remove(0).1;
            district.file(&format!("records/lincoln/{folder}/relationship.yaml"), text)
        });
        rules(&district)
    };
    let (plain, suffixed) = ("c-01-t-101", "c-01-t-101-b");
    for (old, new) in [(plain, suffixed), (suffixed, plain)] {
        assert_eq!(with(old, new, "2026-01-12"), ["overlapping-relationships"], "{old} ends");
        assert_eq!(with(old, new, "2026-01-13"), [""; 0], "{old} ended the day before");
    }
}

/// The folder of one school, a relationship of another.
#[test]
fn a_pair_in_the_folder_of_another_school_is_told_of_both() {
    let text = pair().files().remove(0).1.replace("school: lincoln", "school: prairie");
    let run = District::new()
        .file("records/lincoln/c-01-t-101/relationship.yaml", text)
        .coach(&["check"]);
    let said = "error[folder-name]: the folder is under `lincoln`, but its school is `prairie`\n";
    assert!(run.code == 1 && run.out.contains(said), "{run:?}");
}

#[test]
fn another_practice_or_school_is_another_relationship() {
    let with = |practice: &str, school: &str| {
        let (path, text) = again("2026-01-12");
        let text = text.replace("school: lincoln", &format!("school: {school}"));
        let path = path.replace("lincoln", school);
        let first = pair().files().remove(0).1 + "practice: formative assessment\n";
        let district = District::new()
            .file("records/lincoln/c-01-t-101/relationship.yaml", first)
            .file(&path, format!("{text}{practice}"));
        rules(&district)
    };
    assert_eq!(with("practice: number talks\n", "lincoln"), [""; 0]);
    assert_eq!(with("", "prairie"), [""; 0]);
    // The same practice in other letters, and none named, are no other practice.
    let overlap = ["overlapping-relationships"];
    let spelled = ["overlapping-relationships", "spelled-two-ways"];
    assert_eq!(with("practice: Formative Assessment\n", "lincoln"), spelled);
    assert_eq!(with("practice: formative  assessment\n", "lincoln"), overlap);
    assert_eq!(with("", "lincoln"), overlap);
}

/// A session of c-01 with t-101 from 14:00 to 14:45, and one with t-102.
fn two_sessions(starts: &str, rest: &str) -> Vec<&'static str> {
    rules_of(&[
        pair().session("2025-09-10", "starts: \"14:00\"\nminutes: 45"),
        other().session("2025-09-10", &format!("starts: \"{starts}\"\n{rest}")),
    ])
}

#[test]
fn a_coach_is_in_one_meeting_at_a_time() {
    assert_eq!(two_sessions("14:44", "minutes: 5"), ["two-meetings-at-once"]);
    assert_eq!(two_sessions("14:45", "minutes: 5"), [""; 0], "one begins as the other ends");
    assert_eq!(two_sessions("13:15", "minutes: 45"), [""; 0]);
    assert_eq!(two_sessions("13:16", "minutes: 45"), ["two-meetings-at-once"]);
    // Of unknown length is a point in time.
    assert_eq!(two_sessions("14:30", ""), ["two-meetings-at-once"]);
    assert_eq!(two_sessions("15:30", ""), [""; 0]);
}

#[test]
fn a_long_meeting_is_remembered_behind_a_short_one() {
    // 14:00–16:00, 14:10–14:20, 15:00–15:30: the third is still within the first.
    let third = agreed(Pair::of("c-01", "t-103", "lincoln"));
    let found = rules_of(&[
        pair().session("2025-09-10", "starts: \"14:00\"\nminutes: 120"),
        other().session("2025-09-10", "starts: \"14:10\"\nminutes: 10"),
        third.session("2025-09-10", "starts: \"15:00\"\nminutes: 30"),
    ]);
    assert_eq!(found, ["two-meetings-at-once"; 2]);
}

#[test]
fn a_meeting_that_goes_past_midnight_meets_those_of_the_next_day() {
    let clash = |late: (&str, &str), early: (&str, &str)| {
        rules_of(&[
            pair().session(late.0, late.1),
            other().session(early.0, &format!("starts: \"{}\"\nminutes: 30", early.1)),
        ])
    };
    // From 23:30 for 60 minutes is until 00:30 of the next day.
    let late = "starts: \"23:30\"\nminutes: 60";
    for (evening, morning) in [
        ("2025-09-10", "2025-09-11"),
        ("2025-09-30", "2025-10-01"),
        ("2025-12-31", "2026-01-01"),
        ("2026-02-28", "2026-03-01"),
    ] {
        let told = ["two-meetings-at-once"];
        assert_eq!(clash((evening, late), (morning, "00:29")), told, "{evening}");
        assert_eq!(clash((evening, late), (morning, "00:30")), [""; 0], "{evening}");
    }
    assert_eq!(clash(("2025-09-10", late), ("2025-09-12", "00:10")), [""; 0]);
    // Until midnight is not past it.
    let until = "starts: \"23:30\"\nminutes: 30";
    assert_eq!(clash(("2025-09-10", until), ("2025-09-11", "00:00")), [""; 0]);
}

#[test]
fn of_a_shared_meeting_past_midnight_each_record_is_in_it() {
    let late = "starts: \"23:30\"\nminutes: 60\nmeeting: 5f0c";
    let third = agreed(Pair::of("c-01", "t-103", "lincoln"));
    let found = rules_of(&[
        pair().session("2025-09-10", late),
        other().session("2025-09-10", late),
        third.session("2025-09-11", "starts: \"00:15\"\nminutes: 30"),
    ]);
    assert_eq!(found, ["two-meetings-at-once"]);
}

#[test]
fn two_days_are_named_where_there_are_two() {
    let district = District::new().pairs(&[
        pair().session("2025-09-10", "starts: \"23:30\"\nminutes: 60"),
        other().session("2025-09-11", "starts: \"00:15\"\nminutes: 30"),
    ]);
    let out = district.coach(&["check"]).out;
    assert!(out.contains("`c-01` is in another meeting at 00:15 on 2025-09-11"), "{out}");
    assert!(out.contains("from 23:30 to 00:30 on the next day"), "{out}");
    assert!(out.contains("from 00:15 to 00:45\n"), "{out}");
}

#[test]
fn another_coach_another_day_or_one_meeting_is_no_clash() {
    let first = || pair().session("2025-09-10", "starts: \"14:00\"\nminutes: 45\nmeeting: 5f0c");
    let second = |pair: Pair, on: &str, meeting: &str| {
        pair.session(on, &format!("starts: \"14:00\"\nminutes: 45\n{meeting}"))
    };
    let coach = agreed(Pair::of("c-02", "t-102", "lincoln"));
    assert_eq!(rules_of(&[first(), second(coach, "2025-09-10", "")]), [""; 0]);
    assert_eq!(rules_of(&[first(), second(other(), "2025-09-11", "")]), [""; 0]);
    let shared = second(other(), "2025-09-10", "meeting: 5f0c");
    assert_eq!(rules_of(&[first(), shared]), [""; 0]);
    let apart = second(other(), "2025-09-10", "meeting: 5f0d");
    assert_eq!(rules_of(&[first(), apart]), ["two-meetings-at-once"]);
}

#[test]
fn records_of_one_meeting_agree() {
    let with = |on: &str, rest: &str| {
        rules_of(&[
            pair().session("2025-09-10", "meeting: 5f0c\nminutes: 45"),
            other().session(on, &format!("meeting: 5f0c\n{rest}")),
        ])
    };
    assert_eq!(with("2025-09-10", "minutes: 45"), [""; 0]);
    assert_eq!(with("2025-09-10", ""), [""; 0], "what is not said does not differ");
    assert_eq!(with("2025-09-10", "minutes: 40"), ["meeting-differs"]);
    assert_eq!(with("2025-09-11", "minutes: 45"), ["meeting-differs"]);
}

#[test]
fn records_of_one_meeting_agree_when_it_began() {
    let session = |pair: Pair, starts: &str| {
        let starts =
            if starts.is_empty() { String::new() } else { format!("\nstarts: \"{starts}\"") };
        pair.session("2025-09-10", &format!("meeting: 5f0c\nminutes: 45{starts}"))
    };
    let third = || agreed(Pair::of("c-01", "t-103", "lincoln"));
    let with = |starts: [&str; 3]| {
        let pairs = [pair(), other(), third()].into_iter().zip(starts);
        rules_of(&pairs.map(|(pair, starts)| session(pair, starts)).collect::<Vec<_>>())
    };
    assert_eq!(with(["14:00", "14:00", "14:00"]), [""; 0]);
    assert_eq!(with(["14:00", "", "14:00"]), [""; 0], "what is not said does not differ");
    assert_eq!(with(["14:00", "14:00", "14:05"]), ["meeting-differs"]);
    assert_eq!(
        with(["14:05", "14:00", "14:00"]),
        ["meeting-differs"; 2],
        "two differ from the first"
    );
    // The first record says no time, and the two that do are compared with each other.
    assert_eq!(with(["", "14:00", "14:05"]), ["meeting-differs"]);
}

#[test]
fn each_record_of_a_meeting_is_compared_with_all_that_was_said() {
    let third = agreed(Pair::of("c-01", "t-103", "lincoln"));
    let found = rules_of(&[
        pair().session("2025-09-10", "meeting: 5f0c"),
        other().session("2025-09-10", "meeting: 5f0c\nminutes: 30"),
        third.session("2025-09-10", "meeting: 5f0c\nminutes: 45"),
    ]);
    assert_eq!(found, ["meeting-differs"]);
    // Each pair has one record of it.
    let twice = pair()
        .session("2025-09-10", "meeting: 5f0c\nstrengths: waited")
        .session("2025-09-10", "meeting: 5f0c\nstrengths: listened");
    assert_eq!(rules_of(&[twice]), ["meeting-differs"]);
}

#[test]
fn a_clash_is_seen_from_either_side() {
    let district = District::new().pairs(&[
        pair().session("2025-09-10", "starts: \"14:00\"\nminutes: 45"),
        other().session("2025-09-10", "starts: \"14:15\"\nminutes: 45"),
    ]);
    for (here, there) in [("t-101", "t-102"), ("t-102", "t-101")] {
        let run = district.coach(&["check", &format!("records/lincoln/c-01-{here}")]);
        assert!(run.out.contains(&format!(" --> records/lincoln/c-01-{here}/")), "{}", run.out);
        assert!(run.out.contains(&format!(" ::: records/lincoln/c-01-{there}/")), "{}", run.out);
    }
}

#[test]
fn the_same_session_in_two_folders_is_pointed_out() {
    let told = "strengths: waited after each question and let three answers stand";
    let both = |first: &str, second: &str| {
        rules_of(&[pair().session("2025-09-10", first), other().session("2025-09-10", second)])
    };
    assert_eq!(both(told, told), ["same-content"]);
    // Two short notes, or two sessions of which nothing is told, may well be alike; and a shared meeting is one record each.
    assert_eq!(both("items: [rationale]", "items: [rationale]"), [""; 0]);
    assert_eq!(both("notes: planned the unit", "notes: planned the unit"), [""; 0]);
    // From forty bytes on it is an account of its own.
    let words = |bytes: usize| format!("notes: {}", "a".repeat(bytes));
    assert_eq!(both(&words(39), &words(39)), [""; 0]);
    assert_eq!(both(&words(40), &words(40)), ["same-content"]);
    let shared = format!("{told}\nmeeting: 5f0c");
    assert_eq!(both(&shared, &shared), [""; 0]);
}

#[test]
fn of_a_copied_relationship_only_that_is_said() {
    let first = pair().session("2025-09-10", "strengths: waited after each question");
    let copy =
        first.files().into_iter().map(|(path, text)| (path.replace("t-101", "t-101-2"), text));
    let district = copy.fold(District::new().pair(&first), |d, (path, text)| d.file(&path, text));
    assert_eq!(rules(&district), ["overlapping-relationships"]);
}

#[test]
fn places_across_files_are_found_again() {
    let district = District::new().pairs(&[
        pair().session("2025-09-10", "starts: \"14:00\"\nminutes: 45"),
        other().session("2025-09-10", "starts: \"14:15\"\nminutes: 45"),
    ]);
    let run = district.coach(&["check"]);
    assert!(run.out.contains(" --> records/lincoln/c-01-t-102/2025-09-10-session-0001.yaml:4:9"));
    assert!(run.out.contains(" ::: records/lincoln/c-01-t-101/2025-09-10-session-0001.yaml:4:9"));
    assert!(run.out.contains("- from 14:00 to 14:45"), "{}", run.out);
}

#[test]
fn a_key_of_a_source_is_of_one_record_in_all_pairs() {
    let imported = |pair: Pair, source: &str| {
        pair.record("contact", "date", "2025-09-11", &format!("method: email\nsource: {source}"))
    };
    let other = || agreed(Pair::of("c-01", "t-102", "lincoln"));
    let rules = |one: &str, two: &str| rules_of(&[imported(pair(), one), imported(other(), two)]);
    let form = "{name: coaching-form, key: 17}";
    assert_eq!(rules(form, form), ["same-source"]);
    assert_eq!(rules(form, "{key: \"17\", name: coaching-form}"), ["same-source"]);
    assert_eq!(rules(form, "{name: coaching-form, key: 18}"), [""; 0]);
    assert_eq!(rules(form, "{name: other-form, key: 17}"), [""; 0]);
    // The name and key say where each ends: these are two.
    assert_eq!(rules("{name: a, key: bc}", "{name: ab, key: c}"), [""; 0]);
    let twice = imported(imported(pair(), form), form);
    let found = rules_of(&[twice]);
    assert!(found.contains(&"same-source"), "{found:?}");
}

#[test]
fn a_source_is_a_name_and_a_key_and_neither_is_a_path() {
    let rules = |source: &str| {
        let rest = format!("method: email\nsource: {source}");
        rules_of(&[pair().record("contact", "date", "2025-09-11", &rest)])
    };
    assert_eq!(rules("{name: coaching-form, key: 9/14/2025 14:05:33}"), [""; 0]);
    assert_eq!(rules("{name: coaching-form}"), ["missing-key"]);
    assert_eq!(rules("coaching-form"), ["wrong-type"]);
    assert_eq!(rules("{name: coaching-form, key: 17, path: x}"), ["unknown-key"]);
    assert_eq!(rules("{name: log.csv, key: 17}"), ["path-in-source"]);
    assert_eq!(rules("{name: log, key: a/17}"), ["path-in-source"]);
    assert_eq!(rules("{name: log, key: someone@example.org}"), ["personal-data"]);
    assert_eq!(rules("{name: log, key: \" \"}"), ["out-of-range"]);
    assert_eq!(rules(&format!("{{name: log, key: {}}}", "7".repeat(100))), [""; 0]);
    assert_eq!(rules(&format!("{{name: log, key: {}}}", "7".repeat(101))), ["out-of-range"]);
}
