//! Every option of every kind reaches the record.

use serde_json::json;

use super::{Desk, FOR_T104, T104, path_after, today, value};

#[test]
fn a_contact_is_one_line() {
    let desk = Desk::new();
    let run = desk.wrote(&["contact", "--educator", "t-104", "--method", "email"]);
    let (path, text) = desk.record();
    assert_eq!(path_after("wrote", &run), path);
    let name = path.strip_prefix(&format!("{T104}/{}-contact-", today())).expect("its name");
    assert!(name.len() == "02ab.yaml".len() && name.ends_with(".yaml"), "{path}");
    assert_eq!(text, format!("kind: contact\ndate: {}\nmethod: email\n", today()));
    desk.is_clean();
}

#[test]
fn options_of_a_contact() {
    let desk = Desk::new();
    desk.wrote(&[
        "contact",
        "--pair",
        "c-03-t-104",
        "--date",
        "2025-10-06",
        "--method",
        "message",
        "--minutes",
        "5",
        "--about",
        "where the cards are",
        "--meeting",
        "5f0c",
    ]);
    let expected = json!({
        "kind": "contact", "date": "2025-10-06", "method": "message", "minutes": 5,
        "about": "where the cards are", "meeting": "5f0c",
    });
    assert_eq!(value(&desk.text()), expected);
    desk.is_clean();
}

#[test]
fn options_of_a_session() {
    let desk = Desk::new();
    desk.wrote(&[
        "session",
        "--educator",
        "t-104",
        "--coach",
        "c-03",
        "--date",
        "2025-10-06",
        "--starts",
        "14:05",
        "--method",
        "in-person",
        "--minutes",
        "45",
        "--meeting",
        "5f0c",
        "--phase",
        "observation",
        "--phase",
        "debrief",
        "--item",
        "rationale,listens",
        "--item",
        "confidentiality",
        "--observed",
        "2025-10-03",
        "--observed-minutes",
        "20",
        "--observed-focus",
        "wait time",
        "--strengths",
        "Asked three open questions.",
        "--working",
        "hands up",
        "--not-working",
        "cold call",
        "--next-step",
        "who=educator due=+7 rehearse the transition",
        "--next-step",
        "due=2025-10-20 id=plan who=coach plan the unit",
        "--next-step",
        "go on",
        "--notes",
        "first\nsecond",
    ]);
    let expected = json!({
        "kind": "session", "date": "2025-10-06", "starts": "14:05", "method": "in-person",
        "minutes": 45, "meeting": "5f0c", "phases": ["observation", "debrief"],
        "items": ["rationale", "listens", "confidentiality"],
        "observed": {"on": "2025-10-03", "minutes": 20, "focus": "wait time"},
        "strengths": "Asked three open questions.",
        "reflection": {"working": "hands up", "not_working": "cold call"},
        "next_steps": [
            {"id": "s1", "what": "rehearse the transition", "who": "educator", "due": "2025-10-13"},
            {"id": "plan", "what": "plan the unit", "who": "coach", "due": "2025-10-20"},
            {"id": "s2", "what": "go on"},
        ],
        "notes": "first\nsecond",
    });
    assert_eq!(value(&desk.text()), expected);
    desk.is_clean();
}

#[test]
fn options_of_a_request() {
    let desk = Desk::new();
    desk.wrote(&[
        "request",
        "--educator",
        "t-104",
        "--asked",
        "2025-10-06",
        "--about",
        "which rubric",
        "--answered",
        "2025-10-07",
        "--method",
        "phone",
    ]);
    let expected = json!({
        "kind": "request", "asked": "2025-10-06", "about": "which rubric",
        "answered": "2025-10-07", "method": "phone",
    });
    assert_eq!(value(&desk.text()), expected);
    desk.is_clean();
}

#[test]
fn options_of_feedback() {
    let desk = Desk::new();
    desk.wrote(&[
        "feedback",
        "--educator",
        "t-104",
        "--requested",
        "2025-10-06",
        "--received",
        "2025-10-08",
        "--summary",
        "too many mails",
        "--response",
        "one a week",
    ]);
    let expected = json!({
        "kind": "feedback", "requested": "2025-10-06", "received": "2025-10-08",
        "summary": "too many mails", "response": "one a week",
    });
    assert_eq!(value(&desk.text()), expected);
    desk.is_clean();
}

#[test]
fn options_of_a_relationship() {
    let desk = Desk::new();
    let run = desk.wrote(&[
        "relationship",
        "--educator",
        "t-201",
        "--coach",
        "c-04",
        "--school",
        "prairie",
        "--practice",
        "formative assessment",
        "--profile",
        "missouri-sbic-2014",
        "--started",
        "2025-09-08",
        "--committed-on",
        "2025-09-09",
        "--respond-within",
        "3",
        "--days",
        "working",
        "--agreed-method",
        "in-person,email",
        "--agreed-method",
        "phone",
        "--meet-every",
        "14",
        "--minutes",
        "45",
    ]);
    let path = "records/prairie/c-04-t-201/relationship.yaml";
    assert_eq!(path_after("wrote", &run), path);
    let expected = json!({
        "kind": "relationship", "profile": "missouri-sbic-2014", "coach": "c-04",
        "educator": "t-201", "school": "prairie", "practice": "formative assessment",
        "started": "2025-09-08",
        "agreement": {
            "committed_on": "2025-09-09", "respond_within_days": 3, "days": "working",
            "methods": ["in-person", "email", "phone"], "meet_every_days": 14, "minutes": 45,
        },
    });
    assert_eq!(value(&desk.read(path)), expected);
    desk.is_clean();
}

#[test]
fn a_relationship_has_the_profile_of_the_district_and_starts_today() {
    let desk = Desk::new();
    desk.wrote(&["relationship", "--educator", "t-201", "--coach", "c-04", "--school", "prairie"]);
    let expected = format!(
        "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-04\neducator: t-201\n\
         school: prairie\nstarted: {}\n",
        today()
    );
    assert_eq!(desk.read("records/prairie/c-04-t-201/relationship.yaml"), expected);
}

#[test]
fn a_pair_that_starts_again_gets_a_folder_of_its_own() {
    let desk = Desk::with(|pair| pair.ended("2025-12-19"));
    let again = ["relationship", "--educator", "t-104", "--coach", "c-03", "--school", "lincoln"];
    let run = desk.wrote(&[&again[..], &["--started", "2026-01-05"]].concat());
    assert_eq!(path_after("wrote", &run), format!("{T104}-2026/relationship.yaml"));
    desk.wrote(&["relationship", "--pair", "c-03-t-104-2026", "--end", "2026-01-30"]);
    let run = desk.wrote(&[&again[..], &["--started", "2026-03-02"]].concat());
    assert_eq!(path_after("wrote", &run), format!("{T104}-2026-2/relationship.yaml"));
}

#[test]
fn the_pair_is_the_folder_we_are_in() {
    let desk = Desk::new();
    let mut command = desk.command(&["log", "contact", "--method", "email"]);
    command.current_dir(desk.path().join(T104));
    let run = super::finish(command.spawn().expect("the program starts"));
    assert_eq!(run.code, 0, "{run:?}");
    let (path, _) = desk.record();
    assert_eq!(path_after("wrote", &run), format!("../../../{path}"));
    assert!(path.starts_with(T104));
}

#[test]
fn a_name_of_people_yaml_finds_the_educator_and_is_never_written() {
    let desk = Desk::new();
    desk.file("people.yaml", "t-104: Zebra Quill\nt-105: Wren Ibis\n");
    desk.wrote(&["contact", "--educator", "Zebra Quill", "--method", "email"]);
    let (path, text) = desk.record();
    assert!(path.starts_with(T104) && !text.to_lowercase().contains("zebra"), "{path}\n{text}");
}

#[test]
fn a_missing_field_is_an_error_that_names_the_option() {
    let desk = Desk::new();
    for (arguments, option) in [
        (&["contact", "--educator", "t-104"][..], "--method"),
        (&["session", "--educator", "t-104"], "--method"),
        (&["contact", "--method", "email"], "--educator"),
        (&["request"], "--educator"),
        (&["feedback"], "--educator"),
        (&["relationship", "--educator", "t-201", "--school", "lincoln"], "--coach"),
        (&["relationship", "--coach", "c-03", "--school", "lincoln"], "--educator"),
        (&["relationship", "--coach", "c-03", "--educator", "t-201"], "--school"),
        (&["relationship", "--end", "today"], "--educator"),
        (&["relationship", "--hand-over", "today", "--educator", "t-104"], "--to-coach"),
        (&["done"], "--educator"),
        (&["done", "s1"], "--educator"),
        (&["request", "--answer"], "--educator"),
        (&["feedback", "--complete"], "--educator"),
    ] {
        desk.refused(2, arguments, &[option]);
    }
    for way in ["--edit", "--ask"] {
        let arguments = [&["contact"], &FOR_T104[..], &["--method", "email", way]].concat();
        desk.refused(2, &arguments, &[&format!("{way} needs a terminal")]);
    }
}
