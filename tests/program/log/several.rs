//! Several educators at once: one meeting with all of them, or one with each.

use super::{Desk, value};

#[test]
fn a_record_each_shares_the_meeting() {
    for kind in ["session", "contact"] {
        let desk = Desk::new();
        let run = desk.wrote(&[
            kind,
            "--educator",
            "t-104,t-105",
            "--method",
            "video",
            "--date",
            "2025-10-06",
            "--minutes",
            "30",
            "--together",
        ]);
        assert_eq!(run.out.lines().count(), 2);
        let records = desk.records();
        let [(first, one), (second, two)] = &records[..] else { panic!("{records:#?}") };
        assert!(first.contains("/c-03-t-104/") && second.contains("/c-03-t-105/"), "{records:#?}");
        assert_eq!(one, two);
        let meeting = value(one)["meeting"].as_str().expect("an id").to_owned();
        assert!(meeting.len() >= 4, "{meeting}");
        desk.is_clean();
    }
}

/// Three mails are not one meeting; a session is one or three, and a script says which.
#[test]
fn a_record_each_is_a_meeting_each() {
    let both = ["--educator", "t-104,t-105", "--method", "video", "--date", "2025-10-06"];
    for (kind, how) in [("contact", &[][..]), ("contact", &["--each"]), ("session", &["--each"])] {
        let desk = Desk::new();
        let run = desk.wrote(&[&[kind][..], &both, how].concat());
        assert_eq!(run.out.lines().count(), 2);
        let texts: Vec<String> = desk.records().into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, vec![format!("kind: {kind}\ndate: 2025-10-06\nmethod: video\n"); 2]);
        desk.is_clean();
    }
    let desk = Desk::new();
    let said = ["--together for one meeting", "--each for one with each", "minutes count once"];
    desk.refused(2, &[&["session"][..], &both].concat(), &said);
    let two = [&["session"][..], &both, &["--each", "--together"]].concat();
    desk.refused(2, &two, &["--each"]);
    desk.refused(
        2,
        &[&["session"][..], &both, &["--each", "--meeting", "a1"]].concat(),
        &["--each"],
    );
    // Whoever is alone is met once, however it is said.
    let alone = ["session", "--educator", "t-104", "--method", "video", "--date", "2025-10-06"];
    desk.wrote(&[&alone[..], &["--together"]].concat());
    assert_eq!(desk.text(), "kind: session\ndate: 2025-10-06\nmethod: video\n");
}

/// JSON names every file, those to be written too.
#[test]
fn every_file_of_several_is_named() {
    let desk = Desk::new();
    let both = ["contact", "--educator", "t-104,t-105", "--method", "email", "--format", "json"];
    for dry_run in [true, false] {
        let rest: &[&str] = if dry_run { &["--dry-run"] } else { &[] };
        let said = value(&desk.wrote(&[&both[..], rest].concat()).out);
        let written = said["written"].as_array().expect("a list").iter();
        let paths: Vec<&str> = written.map(|path| path.as_str().expect("a path")).collect();
        let [one, two] = paths[..] else { panic!("{said}") };
        assert!(one.contains("/c-03-t-104/") && two.contains("/c-03-t-105/"), "{said}");
        assert_eq!(desk.records().len(), if dry_run { 0 } else { 2 });
    }
}

#[test]
fn the_id_of_the_meeting_may_be_given() {
    let desk = Desk::new();
    desk.wrote(&[
        "session",
        "--educator",
        "t-104",
        "--educator",
        "t-105",
        "--method",
        "video",
        "--date",
        "2025-10-06",
        "--meeting",
        "5f0c",
    ]);
    for (_, text) in desk.records() {
        assert_eq!(value(&text)["meeting"], "5f0c");
    }
}

#[test]
fn requests_of_several_share_no_meeting() {
    let desk = Desk::new();
    desk.wrote(&["request", "--educator", "t-104,t-105", "--asked", "2025-10-06"]);
    let texts: Vec<String> = desk.records().into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["kind: request\nasked: 2025-10-06\n"; 2]);
}

#[test]
fn one_unknown_educator_stops_all() {
    let desk = Desk::new();
    let meeting = |who| ["session", "--method", "video", "--educator", who];
    desk.refused(2, &meeting("t-104,t-999"), &["t-999"]);
    desk.refused(2, &meeting("t-104,t-104"), &["named twice"]);
    desk.refused(2, &meeting("t-104,"), &["--educator", "comma"]);
}
