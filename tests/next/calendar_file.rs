//! The calendar file, read back line by line as RFC 5545 says.

use std::collections::BTreeSet;

use crate::harness::{District, Pair, coach_in};
use crate::next_in;

/// The content lines of a calendar file, unfolded.
fn lines(file: &str) -> Vec<String> {
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count(), "lines end with CR LF");
    assert!(file.ends_with("\r\n"));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "a line is longer than 75 bytes: {line}");
    }
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// The events of a calendar file, each as its sorted content lines.
fn events(file: &str) -> Vec<Vec<String>> {
    let lines = lines(file);
    assert_eq!(lines.first().unwrap(), "BEGIN:VCALENDAR");
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    assert!(lines.contains(&"VERSION:2.0".to_owned()));
    assert_eq!(lines.iter().filter(|line| line.starts_with("PRODID:")).count(), 1);
    let mut events = Vec::new();
    let mut current: Option<Vec<String>> = None;
    for line in lines {
        match (line.as_str(), &mut current) {
            ("BEGIN:VEVENT", None) => current = Some(Vec::new()),
            ("END:VEVENT", Some(event)) => {
                event.sort();
                events.push(std::mem::take(event));
                current = None;
            }
            (_, Some(event)) => event.push(line),
            _ => {}
        }
    }
    assert!(current.is_none());
    events
}

fn district() -> District {
    let pair = Pair::new()
        .agreed("respond_within_days: 2, meet_every_days: 14")
        .session("2026-05-18", "next_steps: [{what: zebra, due: 2026-05-25}, {what: yak}]")
        .asked("2026-05-26")
        .feedback("2026-05-20", "");
    District::new().pair(&pair)
}

#[test]
fn each_thing_with_a_due_day_is_one_event_of_a_day() {
    let run = district().coach(&["next", "--format", "ics"]);
    let mut told: Vec<Vec<String>> = events(&run.out);
    for event in &mut told {
        let uid = event.iter().position(|line| line.starts_with("UID:")).expect("a UID");
        let uid = event.remove(uid);
        assert!(uid.ends_with("@coach.invalid") && uid.len() == 50, "{uid}");
    }
    let event = |day: &str, what: &str| {
        vec![
            "DTSTAMP:20260529T000000Z".to_owned(),
            format!("DTSTART;VALUE=DATE:{day}"),
            format!("SUMMARY:Coaching: {what} due"),
            "TRANSP:TRANSPARENT".to_owned(),
        ]
    };
    let expected =
        [event("20260525", "next step"), event("20260528", "answer"), event("20260601", "meeting")];
    assert_eq!(told, expected);
}

#[test]
fn an_event_keeps_its_id_and_says_no_name() {
    let uids = |file: &str| -> Vec<String> {
        let events = events(file);
        let lines = events.into_iter().flatten();
        lines.filter(|line| line.starts_with("UID:")).collect()
    };
    let today = district().coach(&["next", "--format", "ics"]).out;
    let again = district().coach(&["next", "--format", "ics"]).out;
    assert_eq!(today, again, "the same bytes");
    let later = district().coach(&["next", "--format", "ics", "--as-of", "2026-06-01"]).out;
    assert_ne!(today, later);
    assert_eq!(uids(&today), uids(&later), "importing the newer file mends the older one");
    for secret in ["t-101", "c-01", "lincoln", "Lincoln", "zebra", "records", "Testville"] {
        assert!(!today.contains(secret), "{secret}");
    }
}

#[test]
fn the_example_district_has_an_event_for_each_due_day() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let ics = coach_in(&folder, &[], &["next", "--format", "ics"]).out;
    let json = coach_in(&folder, &[], &["next", "--format", "json"]).json();
    let due = json["due"].as_array().unwrap();
    let days = |row: &serde_json::Value| row["due"].as_str().map(|day| day.replace('-', ""));
    let expected: Vec<String> = due.iter().filter_map(days).collect();
    let day = |event: Vec<String>| {
        let line = event.into_iter().find(|line| line.starts_with("DTSTART")).unwrap();
        line["DTSTART;VALUE=DATE:".len()..].to_owned()
    };
    let told: Vec<String> = events(&ics).into_iter().map(day).collect();
    assert!(told.len() > 50);
    assert_eq!(told, expected);
    let uids: BTreeSet<String> =
        lines(&ics).into_iter().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), told.len(), "no two events are one");
}

#[test]
fn due_days_alone_are_listed_with_due() {
    let run = district().coach(&["next", "--format", "ics", "--due"]);
    assert_eq!((run.code, events(&run.out).len()), (1, 2));
    let all = next_in(&district(), "2026-05-29", &["--due"]);
    assert_eq!(all["due"].as_array().unwrap().len(), 2);
}
