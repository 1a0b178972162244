//! What is there, as people read it: lists and single records, from the tables of kinds and keys.

use std::fs;

use crate::harness::{District, Pair, Run, coach_in};

/// c-01 with t-101 and t-102, c-02 with t-201, and records on several days.
fn district() -> District {
    let session = "minutes: 45\nitems: [rationale, listens]\nstrengths: waits for hands\nnext_steps:\n  \
                   - {id: s1, what: \"rehearse \\u001B[2Jit\", who: educator, due: 2025-09-21}\n  \
                   - {id: s2, what: go on, done: 2025-09-20}";
    District::new()
        .pair(
            &Pair::of("c-01", "t-101", "lincoln")
                .agreed("committed_on: 2025-09-02, respond_within_days: 2, meet_every_days: 14")
                .session("2025-09-14", session)
                .contact("2025-10-02", "email")
                .checklist("2025-10-01", "observer o-1", "rationale: partial"),
        )
        .pair(&Pair::of("c-01", "t-102", "lincoln").asked("2025-11-03"))
        .pair(&Pair::of("c-02", "t-201", "prairie").contact("2025-12-01", "phone"))
}

fn run(district: &District, arguments: &[&str]) -> Run {
    coach_in(district.path(), &[("XDG_CONFIG_HOME", "/nowhere")], arguments)
}

/// Name and facts of each row.
fn rows(district: &District, arguments: &[&str]) -> Vec<String> {
    let run = run(district, &[&["list"], arguments].concat());
    let lines = run.out.lines().skip(2);
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn records_are_listed_newest_first_with_a_few_facts() {
    let expected = [
        "2025-12-01-contact-0001.yaml c-02-t-201 phone",
        "2025-11-03-request-0001.yaml c-01-t-102 open",
        "2025-10-02-contact-0002.yaml c-01-t-101 email",
        "2025-10-01-checklist-0003.yaml c-01-t-101 rater observer o-1, 1 rating",
        "2025-09-14-session-0001.yaml c-01-t-101 in-person, 45 minutes, 2 items, 2 next steps (1 open)",
        "relationship.yaml c-02-t-201 since 2025-09-01",
        "relationship.yaml c-01-t-102 since 2025-09-01",
        "relationship.yaml c-01-t-101 since 2025-09-01",
    ];
    let district = district();
    assert_eq!(rows(&district, &[]), expected);
    for (filter, places) in [
        (&["--educator", "t-101"][..], &[2, 3, 4, 7][..]),
        (&["--coach", "c-02"], &[0, 5]),
        (&["--school", "lincoln", "--kind", "request", "--kind", "contact"], &[1, 2]),
        (&["--since", "2025-10-02", "--until", "2025-11-03"], &[1, 2]),
    ] {
        let wanted: Vec<&str> = places.iter().map(|&place: &usize| expected[place]).collect();
        assert_eq!(rows(&district, filter), wanted, "{filter:?}");
    }
    let short = rows(&district, &["-n", "2"]);
    assert_eq!(short[..2], expected[..2]);
    assert_eq!(short[2], "and 6 more; `-n 0` lists all of them");
    let mine = coach_in(district.path(), &[("COACH_ID", "c-02")], &["list"]);
    assert!(mine.err.contains("only what c-02 coaches") && !mine.out.contains("t-101"), "{mine:?}");
    let all = coach_in(district.path(), &[("COACH_ID", "c-02")], &["list", "--all"]);
    assert!(all.err.is_empty() && all.out.contains("t-101"), "{all:?}");
}

#[test]
fn what_is_not_there_or_cannot_be_read_is_said() {
    let district = district();
    let none = run(&district, &["list", "--since", "2026-05-01"]);
    assert!(none.code == 3 && none.err.contains("no record matches"), "{none:?}");
    let unknown = run(&district, &["list", "--educator", "t-110"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `t-101`?"), "{unknown:?}");
    let folder = district.path().join("records/lincoln");
    let session = folder.join("c-01-t-101/2025-09-14-session-0001.yaml");
    fs::write(&session, "kind: session\ndate: 2025-09-14\nmethod: pigeon\n").expect("a file");
    fs::write(folder.join("c-01-t-102/relationship.yaml"), "kind: [").expect("a file");
    let all = rows(&district, &[]);
    let is_left_out = |name: &str| {
        all.iter().any(|row| row.starts_with(name) && row.contains("left out: `coach check`"))
    };
    assert!(
        is_left_out("2025-09-14-session") && is_left_out("relationship.yaml c-01-t-102"),
        "{all:?}"
    );
    assert!(is_left_out("2025-11-03-request"), "no number counts it: {all:?}");
    assert!(!is_left_out("2025-10-02-contact"), "{all:?}");
    let of_one = run(&district, &["list", "--educator", "t-101"]);
    assert!(of_one.err.contains("1 folder cannot be searched"), "{of_one:?}");
    let shown = run(&district, &["show", "2025-09-14"]);
    assert!(shown.out.contains("It has a fault") && shown.out.contains("pigeon"), "{shown:?}");
    let shown = run(&district, &["show", "lincoln/c-01-t-102/relationship.yaml"]);
    assert!(shown.out.contains("It has a fault") && shown.out.contains("kind: ["), "{shown:?}");
}

#[test]
fn records_are_listed_by_what_they_were_imported_from() {
    let imported =
        |key: u32| format!("method: email\nsource: {{name: coaching-form, key: r-{key}}}");
    let district = District::new().pair(
        &Pair::new()
            .record("contact", "date", "2025-10-02", &imported(1))
            .record("contact", "date", "2025-10-03", "method: email")
            .record(
                "contact",
                "date",
                "2025-10-06",
                "method: phone\nsource: {name: mail, key: r-1}",
            )
            .record("contact", "date", "2025-10-07", &imported(2)),
    );
    let from = ["--imported-from", "coaching-form"];
    let expected = [
        "2025-10-07-contact-0004.yaml c-01-t-101 email, source coaching-form r-2",
        "2025-10-02-contact-0001.yaml c-01-t-101 email, source coaching-form r-1",
    ];
    assert_eq!(rows(&district, &from), expected);
    let newest = rows(&district, &[&from[..], &["-n", "1"]].concat());
    assert_eq!(newest, [expected[0], "and 1 more; `-n 0` lists all of them"]);
    assert_eq!(run(&district, &["list", "--imported-from", "fax"]).code, 3);
}

#[test]
fn the_list_is_for_programs_too() {
    let district = district();
    let list = run(&district, &["list", "--format", "json", "--kind", "checklist"]).json();
    let expected = serde_json::json!({
        "format": "coach-list/1",
        "records": [{
            "path": "records/lincoln/c-01-t-101/2025-10-01-checklist-0003.yaml",
            "kind": "checklist", "date": "2025-10-01", "coach": "c-01", "educator": "t-101",
            "facts": ["rater observer o-1", "1 rating"], "left_out": false,
        }],
        "more": 0, "unread_folders": 0,
    });
    assert_eq!(list, expected);
    let none = run(&district, &["list", "--format", "json", "--since", "2026-05-01"]);
    assert!(none.code == 3 && none.json()["records"] == serde_json::json!([]), "{none:?}");
}

#[test]
fn a_record_is_shown_with_all_that_it_says() {
    let district = district();
    let shown = run(&district, &["show", "session-0001"]);
    let expected = "Session of 2025-09-14\nEducator t-101 with coach c-01 at Lincoln\n\
        records/lincoln/c-01-t-101/2025-09-14-session-0001.yaml\n\n\
        method      in person\nminutes     45\nitems       rationale\n            poses questions, listens\n\
        strengths   waits for hands\n\
        next steps  s1, educator, due 2025-09-21, open: rehearse \\u{1b}[2Jit\n\
        \x20           s2, done 2025-09-20: go on\n";
    assert_eq!(shown.out, expected);
    let raw = run(&district, &["show", "session-0001", "--raw"]).out;
    let path = district.path().join("records/lincoln/c-01-t-101/2025-09-14-session-0001.yaml");
    assert_eq!(raw, fs::read_to_string(path).expect("text"));
    let ratings = run(&district, &["show", "checklist"]).out;
    assert!(ratings.contains("ratings  rationale: partial\n"), "{ratings}");
    let open = run(&district, &["show", "request"]).out;
    assert!(open.contains("It is open"), "{open}");
}

#[test]
fn a_pair_is_shown_with_what_is_open_and_its_records() {
    let district = district();
    for named in ["t-101", "c-01-t-101", "records/lincoln/c-01-t-101"] {
        let shown = run(&district, &["show", named]).out;
        for part in [
            "Relationship since 2025-09-01\nEducator t-101 with coach c-01 at Lincoln\n",
            "agreement  committed on 2025-09-02, respond within 2 days, meet every 14 days\n",
            "rehearse",
            "2025-10-02-contact-0002.yaml    email\n",
        ] {
            assert!(shown.contains(part), "{named}: {part} is not in\n{shown}");
        }
    }
    let near = run(&district, &["show", "2025-09-15-session-0001"]);
    assert!(near.code == 2 && near.err.contains("did you mean"), "{near:?}");
    let several = run(&district, &["show", "contact"]);
    assert!(several.code == 2 && several.err.contains("any of 2 records"), "{several:?}");
}

#[test]
fn schemas_that_are_out_of_date_are_said_once() {
    let district = district();
    let warned = |district: &District| {
        let run = run(district, &["check"]);
        run.err.matches("schemas/ is out of date").count()
    };
    assert_eq!(warned(&district), 0, "there are none");
    assert_eq!(run(&district, &["schema", "--write"]).code, 0);
    assert_eq!(warned(&district), 0);
    let path = district.path().join("schemas/session.schema.json");
    let text = fs::read_to_string(&path).expect("a schema");
    fs::write(&path, text.replace('\n', "\r\n")).expect("a file");
    assert_eq!(warned(&district), 0, "with the line ends of Windows it is the same");
    fs::write(&path, text.replace("rationale", "rationals")).expect("a file");
    assert_eq!(warned(&district), 1);
    fs::remove_file(&path).expect("removed");
    assert_eq!(warned(&district), 1, "one of a new kind");
    assert_eq!(run(&district, &["schema", "--write"]).code, 0);
    assert_eq!(warned(&district), 0);
}
