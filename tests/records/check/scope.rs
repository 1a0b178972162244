//! Files and folders as arguments: what is reported is limited, what is known is not.

use std::fs;

use super::{agreed, pair};
use crate::harness::{District, coach_in};

const FIRST: &str = "records/lincoln/c-01-t-101";

/// Two pairs with a fault each, and one fault that only both show.
fn district() -> District {
    let other = agreed(crate::harness::Pair::of("c-01", "t-102", "lincoln"));
    District::new().pairs(&[
        pair().session("2025-09-10", "starts: \"14:00\"\nminutes: 45").record(
            "contact",
            "date",
            "2025-09-11",
            "method: emial",
        ),
        other.session("2025-09-10", "starts: \"14:15\"\nminutes: 45").record(
            "contact",
            "date",
            "2025-09-12",
            "method: emial",
        ),
    ])
}

/// Rule and path of every finding.
fn found(district: &District, arguments: &[&str]) -> Vec<(String, String)> {
    let run = district.coach(&[&["check", "--format", "json"], arguments].concat());
    let json = run.json();
    let list = json["diagnostics"].as_array().expect("findings").iter();
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    list.map(|found| (text(&found["rule"]), text(&found["path"]))).collect()
}

#[test]
fn only_what_is_named_is_reported_and_counted() {
    let district = district();
    let all = found(&district, &[]);
    assert_eq!(all.len(), 3);
    assert_eq!(found(&district, &["records"]), all);
    assert_eq!(found(&district, &["."]), all);
    let first = found(&district, &[FIRST]);
    let expected = [
        ("two-meetings-at-once", "2025-09-10-session-0001.yaml"),
        ("unknown-method", "2025-09-11-contact-0002.yaml"),
    ];
    let expected = expected.map(|(rule, file)| (rule.to_owned(), format!("{FIRST}/{file}")));
    assert_eq!(first, expected);
    let run = district.coach(&["check", FIRST]);
    let summary = "1 error, 1 warning in 2 of 3 records; 1 record left out of every number\n";
    assert!(run.out.ends_with(summary), "{}", run.out);
}

#[test]
fn the_rest_of_the_district_is_known_all_the_same() {
    // Only together with the other pair is this session a clash.
    let session = "records/lincoln/c-01-t-102/2025-09-10-session-0001.yaml";
    let district = district();
    assert_eq!(
        found(&district, &[session]),
        [("two-meetings-at-once".to_owned(), session.to_owned())]
    );
    let run = district.coach(&["check", session]);
    assert!(run.out.ends_with("1 warning in 1 of 1 record\n"), "{}", run.out);
}

#[test]
fn paths_are_seen_from_where_one_stands() {
    let district = district();
    let inside = district.path().join(FIRST);
    let run = coach_in(&inside, &[], &["check", "2025-09-11-contact-0002.yaml"]);
    assert!(run.out.contains("--> ../../../records/lincoln/c-01-t-101/2025-09-11"), "{}", run.out);
    assert!(run.out.contains("1 error in 1 of 1 record"), "{}", run.out);
    let above = district.path().parent().expect("a folder above");
    let name = district.path().file_name().and_then(|name| name.to_str()).expect("a name");
    // From above, without -C, the path itself leads to the district.
    let run = coach_in(above, &[], &["check", &format!("{name}/{FIRST}")]);
    assert!(run.out.contains("1 error, 1 warning in 2 of 3 records"), "{run:?}");
    // With -C, paths are seen from there, as with git and make.
    let run = coach_in(above, &[], &["check", "-C", name, FIRST]);
    assert!(run.out.contains("1 error, 1 warning in 2 of 3 records"), "{run:?}");
}

#[test]
fn a_path_that_leads_nowhere_or_outside_is_an_error() {
    let district = district();
    let run = district.coach(&["check", "records/lincon"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("there is no file or folder records/lincon"), "{}", run.err);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let run = district.coach(&["check", elsewhere.path().to_str().expect("a path")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is outside the district's folder"), "{}", run.err);
}

#[test]
fn where_no_record_was_named_nothing_was_read() {
    let district = district().file("notes/plan.txt", "x");
    let run = district.coach(&["check", "notes"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("no record in the files and folders you named"), "{}", run.err);
    // The settings were read, and are in order.
    assert_eq!(district.coach(&["check", "coach.toml"]).code, 0);
}

#[test]
fn a_file_left_out_because_of_its_relationship_is_no_success() {
    let district = district();
    let path = format!("{FIRST}/relationship.yaml");
    let text = fs::read_to_string(district.path().join(&path)).expect("a record");
    let district = district.file(&path, text.replace("coach: c-01", "coach: c01!"));
    let session = format!("{FIRST}/2025-09-10-session-0001.yaml");
    let run = district.coach(&["check", &session]);
    assert!(run.out.contains("error[bad-id]") && run.out.contains("relationship.yaml:3:8"));
    assert!(run.out.ends_with("1 error in 1 of 1 record; 1 record left out of every number\n"));
    assert_eq!(run.code, 1);
    // The same where there is no relationship at all.
    fs::remove_file(district.path().join(&path)).expect("removed");
    let run = district.coach(&["check", &session]);
    assert!(run.out.contains("error[no-relationship]"), "{}", run.out);
    assert_eq!(run.code, 1);
}

#[test]
fn an_allow_elsewhere_is_not_called_unused() {
    let allowed = pair().session("2025-09-10", "minutes: 45 # coach: allow[long-day] x");
    let district = District::new().pair(&allowed.contact("2025-09-11", "email"));
    let contact = format!("{FIRST}/2025-09-11-contact-0002.yaml");
    assert_eq!(found(&district, &[&contact]), []);
    assert_eq!(found(&district, &[]).len(), 1);
}

#[cfg(unix)] // links are made so only there
#[test]
fn a_link_from_outside_leads_in() {
    let district = district();
    let outside = tempfile::tempdir().expect("a folder");
    let target = district.path().join(FIRST);
    std::os::unix::fs::symlink(target, outside.path().join("pair")).expect("a link");
    let run = coach_in(outside.path(), &[], &["check", "pair"]);
    assert!(run.out.contains("in 2 of 3 records"), "{run:?}");
}

/// A record that is added is named, whether its file comes before or after the one that it repeats.
#[test]
fn of_two_records_that_say_the_same_the_one_that_is_looked_at_is_named() {
    for name in ["0000", "0001", "7fff", "ffff", "00010"] {
        let text = "kind: contact\ndate: 2025-09-11\nmethod: email\nabout: the seating plan\n";
        let added = format!("{FIRST}/2025-09-11-contact-{name}.yaml");
        let old = pair().record("session", "date", "2025-09-01", "method: phone");
        let old =
            old.record("contact", "date", "2025-09-11", "method: email\nabout: the seating plan");
        let district = District::new().pairs(&[old]).file(&added, text);
        let expected = vec![("same-content".to_owned(), added.clone())];
        assert_eq!(found(&district, &[&added]), expected);
    }
}
