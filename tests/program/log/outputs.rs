//! What is printed for people and for programs, and nothing written where nothing is to be.

use std::process::Stdio;

use serde_json::json;

use super::{Desk, FOR_T104, T104};
use crate::harness::coach_in;

const SESSION: &str = "2025-10-06-session-0001.yaml";

/// A desk with an open request, an open feedback and an open step.
fn desk() -> Desk {
    let desk = Desk::new();
    let put = |name: &str, text: &str| desk.file(&format!("{T104}/{name}"), text);
    put(
        SESSION,
        "kind: session\ndate: 2025-10-06\nmethod: video\nnext_steps: [{id: s1, what: x}]\n",
    );
    put("2025-10-06-request-0001.yaml", "kind: request\nasked: 2025-10-06\n");
    put("2025-10-06-feedback-0001.yaml", "kind: feedback\nrequested: 2025-10-06\n");
    desk
}

/// One of everything that can be logged about t-104.
const ALL: [&[&str]; 8] = [
    &["session", "--method", "video", "--date", "2025-10-07"],
    &["contact", "--method", "email", "--date", "2025-10-07"],
    &["request", "--asked", "2025-10-07"],
    &["feedback", "--requested", "2025-10-07"],
    &["request", "--answer", "--answered", "2025-10-07"],
    &["feedback", "--complete", "--received", "2025-10-07"],
    &["done", "s1", "--date", "2025-10-07"],
    &["relationship", "--end", "2026-02-02"],
];

#[test]
fn a_dry_run_prints_the_file_and_writes_nothing() {
    for arguments in ALL {
        let desk = desk();
        let before = desk.files();
        let arguments = [arguments, &FOR_T104[..]].concat();
        let dry = desk.wrote(&[&arguments[..], &["--dry-run"]].concat());
        assert_eq!(desk.files(), before);
        assert!(desk.rescued().is_empty());
        let (line, text) = dry.out.split_once('\n').expect("a comment and a file");
        assert!(line.starts_with(&format!("# {T104}/")), "{line}");
        // What is written then is the same.
        desk.wrote(&arguments);
        let after = desk.files();
        let changed: Vec<_> =
            after.iter().filter(|(path, text)| before.get(*path) != Some(text)).collect();
        let [(path, written)] = changed[..] else { panic!("{changed:#?}") };
        assert_eq!(written, text);
        assert!(line.ends_with(path.as_str()) || line.contains("-….yaml"), "{line} {path}");
    }
}

#[test]
fn programs_are_told_the_path() {
    for arguments in ALL {
        let desk = desk();
        let before = desk.files();
        let arguments = [arguments, &FOR_T104[..], &["--format", "json"]].concat();
        let run = desk.wrote(&arguments);
        let is_new = |path: &&String| !before.contains_key(*path);
        let after = desk.files();
        let written: Vec<_> = after.keys().filter(is_new).collect();
        let changed: Vec<_> = before
            .iter()
            .filter(|(path, text)| after[*path] != **text)
            .map(|(path, _)| path)
            .collect();
        assert_eq!(written.len() + changed.len(), 1);
        let expected = json!({
            "format": "coach-log/1", "dry_run": false, "written": written, "changed": changed,
            "removed": [], "remarks": [], "entries": [], "problems": [], "exit_code": 0,
        });
        assert_eq!(run.json(), expected);
    }
}

#[test]
fn programs_are_told_what_is_wrong() {
    let desk = desk();
    let bad = [&["contact", "--method", "mail", "--format", "json"], &FOR_T104[..]].concat();
    let before = desk.files();
    let run = desk.log(&bad);
    assert_eq!((run.code, desk.files()), (1, before));
    let report = run.json();
    assert_eq!((&report["written"], &report["changed"]), (&json!([]), &json!([])));
    assert_eq!(
        (&report["problems"][0]["rule"], &report["exit_code"]),
        (&json!("unknown-method"), &json!(1))
    );
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(1));
    let odd = ["contact", "--method", "email", "--date", "2025-08-29", "--format", "json", "-n"];
    let report = desk.wrote(&[&odd[..], &FOR_T104].concat()).json();
    assert_eq!(report["dry_run"], true);
    assert_eq!(report["problems"][0]["rule"], "outside-dates");
}

#[test]
fn paths_open_from_where_we_are() {
    let desk = Desk::new();
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("two words");
    std::fs::rename(desk.path(), &folder).expect("it moves");
    let arguments =
        ["log", "contact", "-C", "two words", "--educator", "t-104", "--method", "email"];
    let run = coach_in(parent.path(), &[], &arguments);
    assert_eq!(run.code, 0, "{run:?}");
    let path = super::path_after("wrote", &run);
    assert!(path.starts_with("two words/records/") && parent.path().join(path).is_file());
    std::fs::create_dir_all(desk.path()).expect("for the end of the test");
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    let desk = Desk::new();
    let mut command = desk.command(&["log", "contact", "--educator", "t-104", "--method", "email"]);
    let mut child = command.stderr(Stdio::null()).spawn().expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(desk.records().len(), 1);
}

#[test]
fn help_exits_cleanly_and_usage_does_not() {
    let desk = Desk::new();
    for verb in ["session", "contact", "request", "feedback", "relationship", "done"] {
        let run = desk.log(&[verb, "--help"]);
        assert!(run.code == 0 && run.out.contains("Example"), "{run:?}");
        assert_eq!(desk.log(&[verb, "--nonsense"]).code, 2);
    }
    assert_eq!(desk.log(&["--help"]).code, 0);
    assert_eq!(desk.log(&[]).code, 2);
    assert_eq!(desk.log(&["visit"]).code, 2);
}

/// What stops a command before anything is judged is told to programs too, and people are told as ever.
#[test]
fn programs_are_told_why_a_command_could_not_run() {
    let desk = desk();
    let nobody = ["contact", "--method", "email", "--educator", "t-999", "--format", "json"];
    let before = desk.files();
    let run = desk.log(&nobody);
    assert_eq!((run.code, desk.files()), (2, before));
    let told = run.json();
    assert_eq!((&told["exit_code"], &told["written"]), (&json!(2), &json!([])));
    let why = "no relationship matches `t-999`";
    assert!(told["remarks"][0].as_str().is_some_and(|said| said.starts_with(why)), "{told}");
    assert!(run.err.contains(&format!("error: {why}")), "{run:?}");
}
