//! How `coach report` and `coach check` end: 0 clean, 1 an error or a missed threshold, 2 could not
//! run, 3 nothing to read; thresholds, filters and as-of days on the way.

use chrono::Utc;
use serde_json::json;

use crate::harness::{District, Pair, Run, SETTINGS, day};

fn pair(number: usize) -> Pair {
    Pair::of("c-01", &format!("t-10{number}"), "lincoln")
}

/// A district with one relationship in which everything is in place.
fn clean() -> District {
    District::new().pair(&Pair::new().all_in_place())
}

/// The same with a session before the start: a warning.
fn warned() -> District {
    District::new().pair(&Pair::new().all_in_place().session("2025-08-29", ""))
}

/// The same with a session that cannot be read: an error, and a record left out.
fn broken() -> District {
    District::new().pair(&Pair::new().all_in_place().session("2025-10-06", "items: [rationales]"))
}

/// The same where the district takes that rule for a warning.
fn lenient() -> District {
    broken().settings("[checks]\nunknown-item = \"warning\"")
}

fn code(district: &District, arguments: &[&str]) -> i32 {
    let run = district.coach(arguments);
    assert!(!run.err.contains("panicked"), "{run:?}");
    run.code
}

#[test]
fn clean_is_0_and_so_are_warnings_alone() {
    for verb in ["report", "check"] {
        assert_eq!(code(&clean(), &[verb]), 0);
        assert_eq!(code(&clean(), &[verb, "--strict"]), 0);
        assert_eq!(code(&warned(), &[verb]), 0);
        assert_eq!(code(&warned(), &[verb, "--strict"]), 1);
    }
}

#[test]
fn an_error_is_1() {
    for verb in ["report", "check"] {
        assert_eq!(code(&broken(), &[verb]), 1);
        assert_eq!(code(&broken(), &[verb, "--strict"]), 1);
    }
    let run = broken().coach(&["report", "--format", "json"]);
    assert_eq!((run.code, &run.json()["periods"][0]["records"]["left_out"]), (1, &json!(1)));
}

#[test]
fn a_record_left_out_is_counted_whatever_its_rules_level() {
    let run = lenient().coach(&["report", "--format", "json"]);
    assert_eq!((run.code, &run.json()["periods"][0]["records"]["left_out"]), (0, &json!(1)));
    let run = lenient().coach(&["check", "--format", "json"]);
    assert_eq!((run.code, &run.json()["summary"]["left_out"]), (0, &json!(1)));
    assert_eq!(code(&lenient(), &["check", "--strict"]), 1);
    assert_eq!(code(&lenient(), &["report", "--strict"]), 1);
    // Everything else is in place, but no threshold passes over a record that is left out.
    assert_eq!(code(&lenient(), &["report", "--fail-under", "0"]), 1);
    assert_eq!(code(&clean(), &["report", "--fail-under", "100"]), 0);
}

#[test]
fn what_cannot_run_is_2() {
    for arguments in [
        &["report", "--no-such-option"][..],
        &["report", "--as-of", "2025-02-30"],
        &["report", "--as-of", "29.5.2026"],
        &["report", "--period", "summer"],
        &["report", "--period", "fall", "--period", "fall"],
        &["report", "--period", "2026-27"],
        &["report", "--period", "2025-10-31..2025-10-01"],
        &["report", "--fail-under", "101"],
        &["report", "--fail-under", "80%"],
        &["report", "-C", "nowhere"],
        &["check", "--no-such-option"],
        &["check", "-C", "nowhere"],
    ] {
        assert_eq!(code(&clean(), arguments), 2, "{arguments:?}");
    }
    let faulty = clean().file("coach.toml", SETTINGS.replace("year_starts", "year_start"));
    for verb in ["report", "check"] {
        assert_eq!(code(&faulty, &[verb]), 2);
    }
}

#[test]
fn no_settings_is_2() {
    let nowhere = tempfile::tempdir().unwrap();
    for verb in ["report", "check"] {
        let run = crate::harness::coach_in(nowhere.path(), &[], &[verb]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("coach.toml"), "{}", run.err);
    }
}

#[test]
fn an_empty_tree_is_3() {
    for verb in ["report", "check"] {
        assert_eq!(code(&District::new(), &[verb]), 3);
        assert_eq!(code(&District::new(), &[verb, "--strict"]), 3);
        let foreign = District::new().file("records/lincoln/notes/reading.txt", "no record");
        assert_eq!(code(&foreign, &[verb]), 3);
    }
    assert_eq!(code(&District::new(), &["report", "--fail-under", "0"]), 3);
}

#[test]
fn no_relationship_under_way_is_3() {
    assert_eq!(code(&clean(), &["report", "--as-of", "2025-08-31"]), 3);
    assert_eq!(code(&clean(), &["report", "--as-of", "2025-09-01"]), 0);
    assert_eq!(code(&clean(), &["report", "--as-of", "2025-08-31", "--fail-under", "0"]), 3);
}

#[test]
fn a_rule_that_leaves_records_out_cannot_be_off() {
    let off = |rule| clean().settings(&format!("[checks]\n{rule} = \"off\""));
    for verb in ["report", "check"] {
        assert_eq!(code(&off("unknown-item"), &[verb]), 2);
        assert_eq!(code(&off("outside-dates"), &[verb]), 0);
    }
    let warned = warned().settings("[checks]\noutside-dates = \"off\"");
    assert_eq!(code(&warned, &["check", "--strict"]), 0);
}

// Thresholds.

/// A commitment, one item of the beginning, and both halves of the reflection.
fn three_of_thirteen(pair: Pair) -> Pair {
    pair.agreed("committed_on: 2025-09-02")
        .session("2025-09-03", "items: [listens]\nreflection: {working: pace, not_working: cards}")
}

/// 49 applicable items of 4 relationships (13 × 4, less 3 without a request), of which 39 are in
/// place: t-101 12 of 12, t-102 12 of 12, t-103 12 of 12 and t-104 3 of 13.
fn thirty_nine_of_forty_nine() -> District {
    let bare = three_of_thirteen(pair(4));
    let whole = |number| pair(number).all_in_place().without("request");
    District::new().pairs([&whole(1), &whole(2), &whole(3), &bare])
}

#[test]
fn a_threshold_is_compared_exactly() {
    let district = thirty_nine_of_forty_nine();
    let total = &district.coach(&["report", "--format", "json"]).json()["periods"][0]["profiles"]
        [0]["total"];
    assert_eq!(total["coverage"]["in_place"], json!({"k": 39, "n": 49}));
    // 3900 ÷ 49 = 79.59…
    for (percent, expected) in
        [("0", 0), ("79", 0), ("79.5", 0), ("79.6", 1), ("80", 1), ("100", 1)]
    {
        let run = district.coach(&["report", "--fail-under", percent]);
        assert_eq!(run.code, expected, "{percent}");
        if expected == 1 {
            assert!(
                run.err.contains("39 of 49 (79.5 %) in place"),
                "cut, not rounded: {}",
                run.err
            );
        }
    }
}

#[test]
fn exactly_the_threshold_is_enough() {
    // 40 of 50: 12 of 12 twice (no request), 13 of 13, and 3 of 13.
    let without = |number| pair(number).all_in_place().without("request");
    let district = District::new().pairs([
        &without(1),
        &without(2),
        &pair(3).all_in_place(),
        &three_of_thirteen(pair(4)),
    ]);
    assert_eq!(code(&district, &["report", "--fail-under", "80"]), 0);
    assert_eq!(code(&district, &["report", "--fail-under", "80.01"]), 1);
}

#[test]
fn with_by_every_row_is_judged() {
    let district = thirty_nine_of_forty_nine();
    let ends = |by, percent| code(&district, &["report", "--by", by, "--fail-under", percent]);
    // The rows are 12 of 12 three times and 3 of 13; together 39 of 49.
    assert_eq!(ends("district", "79"), 0);
    assert_eq!(ends("school", "79"), 0);
    assert_eq!(ends("coach", "79"), 0);
    assert_eq!(ends("relationship", "79"), 1);
    assert_eq!(ends("relationship", "23"), 0);
    // Lincoln 12 of 12, Prairie 3 of 13: the district's 15 of 25 is 60 %.
    let weak = three_of_thirteen(Pair::of("c-02", "t-201", "prairie"));
    let two = District::new().pairs([&pair(1).all_in_place().without("request"), &weak]);
    assert_eq!(code(&two, &["report", "--fail-under", "60"]), 0, "the district is judged");
    for by in ["school", "coach", "relationship"] {
        let run = two.coach(&["report", "--by", by, "--fail-under", "60"]);
        assert_eq!(run.code, 1, "{by}");
        assert!(run.err.contains("3 of 13"), "{}", run.err);
    }
    assert_eq!(
        code(&two, &["report", "--by", "school", "--school", "lincoln", "--fail-under", "60"]),
        0
    );
}

/// One item, timely answers: where nothing was due, nothing applies.
const ONE_ITEM: &str = r#"format = 1
title = "T"
edition = "E"
source = "S"
added = {id = "one"}
[[levels]]
name = "L"
added = {id = "l", reached = {rule = "all"}}
[[functions]]
heading = "F"
added = {id = "f"}
[[functions.items]]
text = "I."
added = {id = "i", label = "i", may_be_na = true, evidence = {rule = "timely-response", at_least_percent = 80}}
[[methods]]
text = "m"
added = {id = "m"}
"#;

#[test]
fn no_applicable_item_is_not_judged() {
    let one = |number: usize| {
        let educator = format!("t-10{number}");
        Pair::under("one", "c-01", &educator, "lincoln").agreed("respond_within_days: 2")
    };
    let district = |pairs: &[Pair]| {
        let folder = District::new().settings("[profiles]\none = \"one.toml\"");
        folder.file("one.toml", ONE_ITEM).pairs(pairs)
    };
    let nothing = district(&[one(1)]);
    assert_eq!(code(&nothing, &["report"]), 0);
    let run = nothing.coach(&["report", "--fail-under", "100"]);
    assert_eq!(run.code, 3, "nothing was judged, so nothing passes");
    assert!(run.err.contains("no applicable items"), "{}", run.err);

    let beside_good = district(&[one(1), one(2).answered("2025-09-08", "2025-09-09")]);
    let rows = ["report", "--by", "relationship", "--fail-under", "100"];
    assert_eq!(code(&beside_good, &rows), 0);
    let beside_bad = district(&[one(1), one(2).asked("2025-09-08")]);
    assert_eq!(code(&beside_bad, &rows), 1);
}

// Filters.

#[test]
fn filters_select_and_say_so() {
    let district = District::new().pairs([
        &Pair::of("c-01", "t-101", "lincoln").all_in_place(),
        &Pair::of("c-02", "t-201", "prairie"),
    ]);
    let total = |arguments: &[&str]| {
        let run = district.coach(&[&["report", "--format", "json"], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        let report = run.json();
        assert!(!report["selection"].as_array().unwrap().is_empty());
        let in_place = &report["periods"][0]["profiles"][0]["total"]["coverage"]["in_place"];
        (in_place["k"].as_u64().unwrap(), in_place["n"].as_u64().unwrap())
    };
    assert_eq!(total(&["--coach", "c-01"]), (13, 13));
    assert_eq!(total(&["--educator", "t-201"]), (0, 13));
    assert_eq!(total(&["--school", "prairie"]), (0, 13));
    assert_eq!(total(&["--coach", "c-01", "--coach", "c-02"]), (13, 26));
    assert_eq!(total(&["--profile", "missouri-sbic-2014"]), (13, 26));
    assert_eq!(total(&["--school", "Prairie"]), (0, 13), "in any case of letters");
    let none = district.coach(&["report", "--coach", "c-01", "--school", "prairie"]);
    assert_eq!(none.code, 3, "both are known, and nobody is both");
}

#[test]
fn a_filter_that_names_nobody_is_2_with_the_nearest() {
    let refused = |option: &str, value: &str, near: &str| {
        let run: Run = clean().coach(&["report", option, value]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{option} {value}");
        assert!(run.err.contains(near), "{option} {value}: {}", run.err);
    };
    refused("--coach", "c-11", "did you mean `c-01`?");
    refused("--educator", "t-110", "did you mean `t-101`?");
    refused("--school", "lincon", "did you mean `lincoln`?");
    refused("--profile", "missouri-sbic-2015", "did you mean `missouri-sbic-2014`?");
    refused("--practice", "wait time", "wait time");
    assert_eq!(code(&clean(), &["report", "--school", "prairie"]), 3, "a school without pairs");
}

// The as-of day.

#[test]
fn the_as_of_day_is_the_options_then_the_settings_then_today() {
    let as_of = |district: &District, arguments: &[&str]| {
        let run = district.coach(&[&["report", "--format", "json"], arguments].concat());
        day(run.json()["as_of"].as_str().unwrap())
    };
    assert_eq!(as_of(&clean(), &[]), day("2026-05-29"));
    assert_eq!(as_of(&clean(), &["--as-of", "2025-12-01"]), day("2025-12-01"));
    let unpinned = clean().file("coach.toml", SETTINGS.replace("as_of = ", "# as_of = "));
    let before = Utc::now().date_naive();
    let today = as_of(&unpinned, &[]);
    assert!((before..=Utc::now().date_naive()).contains(&today));
}

#[test]
fn text_and_json_end_alike() {
    for district in [clean(), warned(), broken(), lenient(), District::new()] {
        for verb in ["report", "check"] {
            for strict in [&[][..], &["--strict"]] {
                let text = code(&district, &[&[verb], strict].concat());
                let json = code(&district, &[&[verb, "--format", "json"], strict].concat());
                assert_eq!(text, json, "{verb} {strict:?}");
            }
        }
    }
}

#[test]
fn a_filter_for_what_is_left_out_says_so() {
    let broken_pair = pair(9).started("soon");
    let district = clean().pair(&broken_pair);
    let run = district.coach(&["report", "--educator", "t-109"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("it may be among the records that are left out"), "{}", run.err);
    assert!(run.err.contains("relationship.yaml:"), "the fault is named first: {}", run.err);
}

#[test]
fn strict_says_why() {
    let run = warned().coach(&["report", "--strict"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("--strict: 1 warning; `coach check` shows"), "{}", run.err);
}
