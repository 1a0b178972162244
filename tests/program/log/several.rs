//! One meeting with several educators.

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
