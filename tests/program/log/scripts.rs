//! Batches of a script: judged whole, several educators in one entry, relationships with their sessions,
//! and the same text handed over again.

use serde_json::{Value, json};

use super::Desk;

const FROM: [&str; 4] = ["--from", "-", "--format", "json"];

/// An entry of t-104 with `rest`.
fn contact(day: &str, key: &str) -> Value {
    json!({"kind": "contact", "educator": "t-104", "date": day, "method": "email",
           "source": {"name": "coaching-form", "key": key}})
}

/// Hands `entries` over.
fn hand_over(desk: &Desk, entries: &[Value]) -> crate::harness::Run {
    desk.log_from(json!(entries).to_string(), &FROM)
}

fn outcomes(run: &crate::harness::Run) -> Vec<String> {
    let report = run.json();
    let entries = report["entries"].as_array().expect("entries");
    entries.iter().map(|entry| entry["outcome"].as_str().expect("a word").to_owned()).collect()
}

/// Line, column and rule of each fault.
fn faults(run: &crate::harness::Run) -> Vec<(u64, u64, String)> {
    let report = run.json();
    let number = |fault: &Value, key: &str| fault[key].as_u64().expect("a number");
    let problems = report["problems"].as_array().expect("problems").iter();
    let fault = |fault: &Value| {
        let rule = fault["rule"].as_str().expect("a rule").to_owned();
        (number(fault, "line"), number(fault, "column"), rule)
    };
    problems.map(fault).collect()
}

#[test]
fn faults_in_five_places_are_learned_in_one_run() {
    let desk = Desk::new();
    let text = "\
- {kind: contact, educator: t-999, date: 2025-10-06, method: email}
- {kind: contact, educator: t-104, date: 2025-10-06, methd: email}
- kind: session
  educator: t-104
  date: 2025-10-06
  method: video
  next_steps:
  - {id: s1, what: try it, who: educator}
  - {id: s1, what: try it again, who: educator}
- {kind: session, educator: [t-104, t-105], date: 2025-10-07, method: video}
- {kind: contact, educator: t-105, date: 2025-10-06, method: email}
- {kind: checklist, educator: t-105, date: 2025-10-08, rater: {role: observer, id: o-1},
   replaces: 2025-10-01-checklist-00aa.yaml, ratings: {rationale: partial}}
";
    let before = desk.files();
    let run = desk.log_from(text, &FROM);
    assert_eq!((run.code, desk.files()), (1, before), "{run:#?}");
    let found = faults(&run);
    let expected = [
        (1, 29, "no-relationship"),
        (2, 4, "missing-key"),
        (2, 54, "unknown-key"),
        // Found only by the checks, in the record that the third entry would be.
        (9, 10, "id-twice"),
        (10, 30, "missing-key"),
        (13, 14, "unknown-record"),
    ];
    let expected = expected.map(|(line, column, rule)| (line, column, rule.to_owned()));
    assert_eq!(found, expected, "{run:#?}");
    assert_eq!(run.json()["exit_code"], 1);
    let run = desk.log_from(text, &["--from", "-"]);
    assert!(run.code == 1 && run.err.contains("standard input:9:10"), "{run:#?}");
    // What is confidential is hidden where it was handed over, too.
    assert!(!run.err.contains("try it"), "{run:#?}");
}

#[test]
fn a_document_that_is_no_yaml_hides_no_other_fault() {
    let desk = Desk::new();
    let text = "kind: contact\neducator: t-104\ndate: 2025-10-06\nmethod: mail\n---\n\
                kind: [contact\n---\nkind: contact\neducator: t-998\ndate: 2025-10-06\nmethod: email\n";
    let run = desk.log_from(text, &FROM);
    let lines: Vec<(u64, String)> =
        faults(&run).into_iter().map(|(line, _, rule)| (line, rule)).collect();
    assert_eq!(lines.first(), Some(&(4, "unknown-method".to_owned())), "{run:#?}");
    assert_eq!(lines.last(), Some(&(9, "no-relationship".to_owned())), "{run:#?}");
    assert!(lines.len() == 3 && lines[1].1.contains("yaml"), "{lines:?}");
}

#[test]
fn a_relationship_comes_with_its_sessions_in_any_order() {
    let opened = json!({"kind": "relationship", "profile": "missouri-sbic-2014", "coach": "c-04",
                        "educator": "t-201", "school": "prairie", "started": "2025-09-08",
                        "agreement": {"committed_on": "2025-09-08", "respond_within_days": 2},
                        "source": {"name": "staff-list", "key": "201"}});
    let session = |day: &str| {
        json!({"kind": "session", "educator": "t-201", "date": day, "method": "in-person",
               "source": {"name": "coaching-form", "key": day}})
    };
    let batch = [session("2025-09-15"), opened, session("2025-09-22")];
    let desk = Desk::new();
    let run = hand_over(&desk, &batch);
    assert_eq!(run.code, 0, "{run:#?}");
    assert_eq!(outcomes(&run), ["written"; 3]);
    let paths: Vec<String> = desk.records().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths.len(), 2);
    assert!(paths.iter().all(|path| path.starts_with("records/prairie/c-04-t-201/")), "{paths:?}");
    desk.is_clean();
    let before = desk.files();
    let run = hand_over(&desk, &batch);
    assert_eq!((run.code, outcomes(&run)), (0, vec!["same".to_owned(); 3]), "{run:#?}");
    assert_eq!(desk.files(), before);
}

/// A school tells which relationship is meant, by its id or its name, and nothing goes into one of another school.
#[test]
fn a_record_that_says_another_school_is_refused() {
    let desk = Desk::new();
    let opened = "- {kind: relationship, profile: missouri-sbic-2014, coach: c-04, educator: t-201, \
                  school: prairie, started: 2025-09-08}\n";
    let session = "- {kind: session, educator: t-201, school: lincoln, date: 2025-09-15, method: in-person}\n";
    let run = desk.log_from(format!("{opened}{session}"), &FROM);
    let rules: Vec<String> = faults(&run).into_iter().map(|(.., rule)| rule).collect();
    assert_eq!(rules, ["no-relationship"], "{run:#?}");
    let run = desk.log_from(format!("{opened}{}", session.replace("lincoln", "prairie")), &FROM);
    assert_eq!(run.code, 0, "{run:#?}");
}

#[test]
fn what_is_wrong_with_a_relationship_is_not_said_of_its_sessions_too() {
    let desk = Desk::new();
    let text = "- {kind: relationship, profile: missouri-sbic-2014, coach: c-04, educator: t-201, \
                school: nowhere, started: 2025-09-08}\n\
                - {kind: session, educator: t-201, date: 2025-09-15, method: in-person}\n";
    let run = desk.log_from(text, &FROM);
    let rules: Vec<String> = faults(&run).into_iter().map(|(.., rule)| rule).collect();
    assert_eq!(rules, ["unknown-school"], "{run:#?}");
}

#[test]
fn the_same_again_is_same_and_a_change_is_never_overwritten() {
    let desk = Desk::new();
    let mut batch = vec![contact("2025-10-06", "r-1"), contact("2025-10-07", "r-2")];
    let first = hand_over(&desk, &batch);
    assert_eq!((first.code, outcomes(&first)), (0, vec!["written".to_owned(); 2]), "{first:#?}");
    let before = desk.files();
    let again = hand_over(&desk, &batch);
    assert_eq!((again.code, outcomes(&again)), (0, vec!["same".to_owned(); 2]), "{again:#?}");
    assert_eq!(desk.files(), before);
    let run = desk.log_from(json!(batch).to_string(), &["--from", "-"]);
    assert_eq!((run.code, run.out.as_str()), (0, "2 records are there already\n"), "{run:#?}");

    batch[1]["minutes"] = json!(20);
    batch[1]["method"] = json!("video");
    batch.push(contact("2025-10-08", "r-3"));
    let run = hand_over(&desk, &batch);
    assert_eq!(
        (run.code, outcomes(&run).join(" ")),
        (1, "same changed written".to_owned()),
        "{run:#?}"
    );
    let changed = &run.json()["entries"][1];
    let mut differs: Vec<&str> =
        changed["differs"].as_array().expect("keys").iter().filter_map(Value::as_str).collect();
    differs.sort_unstable();
    assert_eq!(differs, ["method", "minutes"]);
    let path = changed["path"].as_str().expect("a path");
    assert_eq!(desk.read(path), before[path], "it is as it was");
    assert_eq!(desk.records().len(), 3);
    assert_eq!(run.json()["exit_code"], 1);
    // A dry run says the same of all three, and the last is there now.
    let run = desk.log_from(json!(batch).to_string(), &[&FROM[..], &["--dry-run"]].concat());
    assert_eq!(
        (run.code, outcomes(&run).join(" ")),
        (1, "same changed same".to_owned()),
        "{run:#?}"
    );
    desk.is_clean();
}

#[test]
fn what_was_added_to_a_record_since_is_no_change() {
    let desk = Desk::new();
    let request = json!({"kind": "request", "educator": "t-104", "asked": "2025-10-06",
                         "source": {"name": "coaching-form", "key": 17}});
    assert_eq!(hand_over(&desk, std::slice::from_ref(&request)).code, 0);
    let (path, _) = desk.record();
    let run = desk.log(&["request", "--answer", &path, "--answered", "2025-10-07"]);
    assert_eq!(run.code, 0, "{run:#?}");
    desk.file(&path, format!("# mine\n{}", desk.read(&path)));
    let run = hand_over(&desk, &[request]);
    assert_eq!((run.code, outcomes(&run)), (0, vec!["same".to_owned()]), "{run:#?}");
}

#[test]
fn a_key_that_is_twice_in_a_batch_is_refused() {
    let desk = Desk::new();
    let run = hand_over(&desk, &[contact("2025-10-06", "r-1"), contact("2025-10-07", "r-1")]);
    let rules: Vec<String> = faults(&run).into_iter().map(|(.., rule)| rule).collect();
    assert_eq!((run.code, rules), (1, vec!["same-source".to_owned()]), "{run:#?}");
    assert!(desk.records().is_empty());
}

#[test]
fn several_educators_in_one_entry() {
    let entry = |kind: &str, more: Value| {
        let mut entry = json!({"kind": kind, "educator": ["t-104", "t-105"], "date": "2025-10-06",
                               "method": "video", "minutes": 30,
                               "source": {"name": "coaching-form", "key": "r-9"}});
        let more = more.as_object().expect("keys").clone();
        entry.as_object_mut().expect("keys").extend(more);
        entry
    };
    for (kind, more, meets) in [
        ("session", json!({"together": true}), true),
        ("session", json!({"each": true}), false),
        ("session", json!({"meeting": "5f0c"}), true),
        ("contact", json!({}), false),
        ("contact", json!({"together": true}), true),
    ] {
        let desk = Desk::new();
        let run = hand_over(&desk, &[entry(kind, more.clone())]);
        assert_eq!((run.code, outcomes(&run)), (0, vec!["written".to_owned(); 2]), "{run:#?}");
        let records = desk.records();
        let [(first, one), (second, two)] = &records[..] else { panic!("{records:#?}") };
        assert!(first.contains("/c-03-t-104/") && second.contains("/c-03-t-105/"), "{records:#?}");
        let (one, two) = (super::value(one), super::value(two));
        assert_eq!(one["meeting"].is_string(), meets, "{kind} {more}");
        assert_eq!(one["meeting"], two["meeting"]);
        assert_eq!(
            (&one["source"]["key"], &two["source"]["key"]),
            (&json!("r-9#t-104"), &json!("r-9#t-105"))
        );
        assert!(one["together"].is_null() && one["each"].is_null() && one["educator"].is_null());
        desk.is_clean();
        let again = hand_over(&desk, &[entry(kind, more)]);
        assert_eq!((again.code, outcomes(&again)), (0, vec!["same".to_owned(); 2]), "{again:#?}");
    }
}

#[test]
fn an_educator_who_is_added_to_a_meeting_joins_it() {
    let desk = Desk::new();
    let meeting = |educators: Value| {
        json!([{"kind": "session", "educator": educators, "date": "2025-10-06", "method": "video",
                "together": true, "source": {"name": "coaching-form", "key": "r-9"}}])
    };
    let alone = meeting(json!("t-104"));
    assert_eq!(hand_over(&desk, alone.as_array().expect("a list")).code, 0);
    assert_eq!(super::value(&desk.text())["source"]["key"], "r-9");
    let both = meeting(json!(["t-104", "t-105"]));
    let run = hand_over(&desk, both.as_array().expect("a list"));
    // The first was imported alone and is of no meeting: whoever joins them says so there.
    assert_eq!(outcomes(&run), ["same", "written"], "{run:#?}");
    assert_eq!(desk.records().len(), 2);
    let run = hand_over(&desk, both.as_array().expect("a list"));
    assert_eq!((run.code, outcomes(&run)), (0, vec!["same".to_owned(); 2]), "{run:#?}");
}

#[test]
fn what_is_said_of_several_educators_has_to_be_clear() {
    let desk = Desk::new();
    let of = |kind: &str, rest: &str| format!("kind: {kind}\neducator: [t-104, t-105]\n{rest}\n");
    let session = "date: 2025-10-06\nmethod: video";
    for (text, said) in [
        (of("session", session), "`together: true` or `each: true`"),
        (of("session", &format!("{session}\ntogether: true\neach: true")), "both is said"),
        (of("session", &format!("{session}\nmeeting: 5f0c\neach: true")), "both is said"),
        (of("request", "asked: 2025-10-06\ntogether: true"), "a request is no meeting"),
        (of("contact", &format!("{session}\ntogether: maybe")), "standard input:5:11"),
        (of("contact", session).replace("t-105", "t-104"), "named twice"),
        (of("contact", session).replace("t-105", "t-405"), "did you mean"),
    ] {
        desk.refused_from(1, text, &["--from", "-"], &[said]);
    }
}

#[test]
fn another_pair_or_folder_is_a_change() {
    let desk = Desk::new();
    assert_eq!(hand_over(&desk, &[contact("2025-10-06", "r-1")]).code, 0);
    let mut moved = contact("2025-10-06", "r-1");
    moved["educator"] = json!("t-105");
    let run = hand_over(&desk, &[moved]);
    assert_eq!((run.code, outcomes(&run)), (1, vec!["changed".to_owned()]), "{run:#?}");
    assert_eq!(run.json()["entries"][0]["differs"], json!(["pair"]));
    assert_eq!(desk.records().len(), 1);
}

#[test]
fn a_path_is_no_source() {
    let desk = Desk::new();
    for name in ["form.csv", "C:\\Users\\someone\\form", "exports/form"] {
        let mut entry = contact("2025-10-06", "9/14/2025 14:05:33");
        entry["source"]["name"] = json!(name);
        let run = desk.log_from(json!([entry]).to_string(), &["--from", "-"]);
        assert!(run.code == 1 && run.err.contains("path-in-source"), "{run:#?}");
        assert!(!run.err.contains("form.csv") && !run.err.contains("someone"), "{run:#?}");
    }
    assert_eq!(hand_over(&desk, &[contact("2025-10-06", "9/14/2025 14:05:33")]).code, 0);
}
