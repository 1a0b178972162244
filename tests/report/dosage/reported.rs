//! What the report prints of dosage, answers and activity: one relationship of the example district
//! by hand, a shared meeting over several groups, and the addresses of these numbers.

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::harness::{District, Pair, coach_in};

fn riverbend(arguments: &str) -> Json {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = format!("report -C examples/riverbend --format json {arguments}");
    let run = coach_in(root, &[], &arguments.split(' ').collect::<Vec<_>>());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.json()
}

/// `records/prairie-view-k8/c-05-t-401` from its files. Every 21 days and 40 minutes were agreed, and
/// it began on 2025-10-08:
///
/// ```text
/// S 10-13 35 observation debrief   S 11-07 40 observation debrief   S 12-01 35
/// S 01-05 35 planning modeling     S 01-30 35 modeling observation debrief
/// S 02-23 40 planning              S 03-23 50 planning              S 04-13 40 debrief
/// S 05-06 30 debrief               S 05-27 45
/// C 11-14 in-person    C 03-11 email    C 03-13 email    C 03-23 video 10
/// ```
#[test]
fn one_relationship_by_hand() {
    let report = riverbend("--educator t-401 --by relationship");
    let group = &report["periods"][0]["profiles"][0]["groups"][0];
    let dosage = &group["whole"]["dosage"];
    // 35 + 40 + 35 + 35 + 35 + 40 + 50 + 40 + 30 + 45 = 385, and 10 by video.
    assert_eq!(dosage["sessions"], 10);
    assert_eq!(dosage["contacts"], 4);
    assert_eq!(dosage["minutes"], 395);
    assert_eq!(dosage["sessions_without_minutes"], 0);
    assert_eq!(dosage["contacts_without_minutes"], 3);
    assert_eq!(dosage["sessions_without_phase"], 2);
    let method = |id: &str, sessions: u32, contacts: u32, minutes: u32| json!({"id": id, "sessions": sessions, "contacts": contacts, "minutes": minutes});
    let methods = [
        method("email", 0, 2, 0),
        method("phone", 0, 0, 0),
        method("in-person", 10, 1, 385),
        method("video", 0, 1, 10),
        method("message", 0, 0, 0),
    ];
    assert_eq!(dosage["methods"], json!(methods));
    let phase = |id: &str, sessions: u32| json!({"id": id, "sessions": sessions});
    let phases =
        [phase("planning", 3), phase("modeling", 2), phase("observation", 3), phase("debrief", 5)];
    assert_eq!(dosage["phases"], json!(phases));
    // 8 October to 29 May: 24 + 30 + 31 + 31 + 28 + 31 + 30 + 29 = 234 days. Without school: 3 at
    // Thanksgiving, 12 in winter, 01-19, 02-16, 5 in March, 04-03, 05-25, so 24. 210 ÷ 21 = 10.
    let one = json!({"k": 1, "n": 1});
    let rhythm = json!({
        "agreed": one, "planned_sessions": 10, "held_sessions": 10, "called_off": 0,
        "agreed_minutes": one, "planned_minutes": 400, "held_minutes": 385,
        "long_gaps": 0, "with_long_gaps": {"k": 0, "n": 1},
    });
    assert_eq!(dosage["rhythm"], rhythm);
    assert_eq!(group["relationship"]["long_gaps"], json!([]));
    // Wilson of n of n: from n ÷ (n + 1.959964²) to 1.
    let timeliness = json!({
        "met": {"k": 2, "n": 2}, "late": 0, "unanswered": 0, "open": 0,
        "nothing_agreed": {"k": 0, "n": 0}, "met_interval": [0.34238, 1.0],
    });
    assert_eq!(group["whole"]["timeliness"], timeliness);
    let figures = coach_in(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &[],
        &["report", "-C", "examples/riverbend", "--by", "relationship", "--format", "figures"],
    );
    let in_time = "relationship=prairie-view-k8/c-05-t-401 answered-in-time,answered-in-time,,2,2,,0.34238,1,";
    assert!(figures.out.contains(in_time), "the figures have the interval too");
    let activity = &group["whole"]["activity"];
    assert_eq!(activity["first"], "2025-10-13");
    assert_eq!(activity["last"], "2026-05-27");
    let months = activity["months"].as_array().expect("months").iter();
    let months: Vec<(&str, u64)> =
        months.map(|m| (m["month"].as_str().unwrap(), m["sessions"].as_u64().unwrap())).collect();
    let expected = [
        ("2025-10", 1),
        ("2025-11", 1),
        ("2025-12", 1),
        ("2026-01", 2),
        ("2026-02", 1),
        ("2026-03", 1),
        ("2026-04", 1),
        ("2026-05", 2),
    ];
    assert_eq!(months, expected);
}

/// The same relationship: 5 days before the first session and 2 after the last; from one session to the
/// next 25, 24 with Thanksgiving, 35 with the winter break, 25 with 01-19, 24 with 02-16, 28 with the week in
/// March, 21 with 04-03, 23, and 21 with 05-25.
#[test]
fn the_gaps_of_one_relationship_by_hand() {
    let riverbend = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let address = "relationship=prairie-view-k8/c-05-t-401";
    let run = coach_in(&riverbend, &[], &["explain", address, "long-gaps", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let entries = run.json()["relationships"][0]["entries"].clone();
    let entries = entries.as_array().unwrap_or_else(|| panic!("gaps in {}", run.out));
    let seen: Vec<&str> = entries
        .iter()
        .map(|entry| {
            let because = entry["because"].as_str().expect("a reason");
            because.strip_suffix(": less than twice the 21 agreed").expect("no gap is long")
        })
        .collect();
    let expected = [
        "5 days",
        "25 days",
        "21 days with school and 3 without",
        "23 days with school and 12 without",
        "24 days with school and 1 without",
        "23 days with school and 1 without",
        "23 days with school and 5 without",
        "20 days with school and 1 without",
        "23 days",
        "20 days with school and 1 without",
        "2 days",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_meeting_shared_by_two_schools_counts_in_each_and_once_in_all() {
    let pair = |educator: &str, school: &str| {
        Pair::of("c-01", educator, school).session("2025-09-03", "minutes: 45\nmeeting: 5f0c")
    };
    let pairs = [pair("t-101", "lincoln"), pair("t-102", "lincoln"), pair("t-201", "prairie")];
    let district = District::new().pairs(&pairs);
    let report = district.coach(&["report", "--by", "school", "--format", "json"]).json();
    let profile = &report["periods"][0]["profiles"][0];
    let minutes = |group: &Json| group["whole"]["dosage"]["minutes"].as_u64().unwrap();
    assert_eq!(minutes(&profile["groups"][0]), 45);
    assert_eq!(minutes(&profile["groups"][1]), 45);
    assert_eq!(minutes(&profile["total"]), 45);
    assert_eq!(profile["total"]["whole"]["dosage"]["sessions"], 3);
}

#[test]
fn the_page_says_what_is_agreed_only_where_something_is() {
    let text = |pair: Pair| District::new().pair(&pair).coach(&["report", "--details"]).out;
    let alone = text(Pair::new().session("2025-09-03", "minutes: 45"));
    assert!(alone.contains("Dosage: 1 session and 0 contacts, 45 minutes\n"), "{alone}");
    for absent in ["Planned by agreement", "Long gaps", "Answers to requests", "Gaps:"] {
        assert!(!alone.contains(absent), "{absent} in {alone}");
    }
    let nothing = text(Pair::new());
    assert!(nothing.contains("Dosage: no session and no contact\n"), "{nothing}");
}

#[test]
fn dosage_and_answers_have_addresses() {
    let report = riverbend("--educator t-401");
    let figures = report["periods"][0]["figures"].as_array().expect("figures");
    let value = |address: &str| {
        let found = figures.iter().find(|figure| figure["address"] == address);
        found.unwrap_or_else(|| panic!("{address} in {figures:#?}")).clone()
    };
    assert_eq!(value("educator=t-401 minutes")["count"], 395);
    assert_eq!(value("educator=t-401 method=video minutes")["count"], 10);
    assert_eq!(value("educator=t-401 phase=debrief sessions")["count"], 5);
    assert_eq!(value("educator=t-401 planned-sessions")["count"], 10);
    assert_eq!(value("educator=t-401 answered-in-time")["k"], 2);
}
