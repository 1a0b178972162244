//! `coach check --changed-since`: what a branch changed is judged whole, and elsewhere only errors are told.

use std::fs;
use std::path::Path;

use crate::harness::{District, Pair, Run, coach_in};
use crate::repository::git;

const PAIR: &str = "records/lincoln/c-01-t-101";

/// A district with an old warning (a session of nine hours), on `main`.
fn district() -> District {
    let pair = Pair::new()
        .agreed("committed_on: 2025-09-02, respond_within_days: 2")
        .session("2025-09-10", "minutes: 540")
        .record("contact", "date", "2025-09-12", "method: phone\nabout: seats");
    let district = District::new().pair(&pair);
    git(district.path(), &["init", "-q", "-b", "main"]);
    commit(&district);
    git(district.path(), &["checkout", "-q", "-b", "work"]);
    district
}

fn commit(district: &District) {
    git(district.path(), &["add", "-A"]);
    git(district.path(), &["commit", "-q", "-m", "more"]);
}

fn write(district: &District, file: &str, text: &str) {
    fs::write(district.path().join(PAIR).join(file), text).expect("a record");
}

fn check(district: &District, arguments: &[&str]) -> Run {
    since(district.path(), "main", arguments)
}

fn since(folder: &Path, name: &str, arguments: &[&str]) -> Run {
    let path = std::env::var("PATH").unwrap_or_default();
    let always = ["check", "--changed-since", name];
    coach_in(folder, &[("PATH", &path)], &[&always, arguments].concat())
}

fn rules(run: &Run) -> Vec<String> {
    let report = run.json();
    let found = report["diagnostics"].as_array().expect("findings").iter();
    found.map(|found| found["rule"].as_str().expect("a rule").to_owned()).collect()
}

#[test]
fn an_old_warning_is_counted_and_a_new_one_is_told() {
    let district = district();
    let run = check(&district, &["--strict"]);
    let said = "no problems in 3 records; 1 warning about unchanged records not shown\n";
    assert_eq!((run.code, run.out.as_str()), (0, said), "{run:#?}");
    // Not committed yet, and then committed: it is new all the same.
    write(
        &district,
        "2025-09-11-session-0009.yaml",
        "kind: session\ndate: 2025-09-11\nmethod: video\nminutes: 600\n",
    );
    for _ in 0..2 {
        assert_eq!(check(&district, &["--strict"]).code, 1);
        let run = check(&district, &["--format", "json"]);
        assert_eq!((run.code, rules(&run)), (0, vec!["long-day".to_owned()]), "{run:#?}");
        assert_eq!(run.json()["summary"]["old_warnings"], 1);
        git(district.path(), &["add", "-A"]);
        git(district.path(), &["commit", "-q", "--allow-empty", "-m", "a session"]);
    }
    // What others did on main in the meantime is not this branch's.
    git(district.path(), &["checkout", "-q", "main"]);
    write(
        &district,
        "2025-09-15-session-0009.yaml",
        "kind: session\ndate: 2025-09-15\nmethod: video\nminutes: 601\n",
    );
    commit(&district);
    git(district.path(), &["checkout", "-q", "work"]);
    assert_eq!(rules(&check(&district, &["--format", "json"])), ["long-day"]);
}

#[test]
fn an_error_is_told_wherever_it_is() {
    let district = district();
    git(district.path(), &["checkout", "-q", "main"]);
    write(
        &district,
        "2025-09-12-contact-0002.yaml",
        "kind: contact\ndate: 2025-09-12\nmethod: fone\n",
    );
    commit(&district);
    git(district.path(), &["checkout", "-q", "-B", "work"]);
    let run = check(&district, &["--format", "json"]);
    assert_eq!((run.code, rules(&run)), (1, vec!["unknown-method".to_owned()]), "{run:#?}");
}

#[test]
fn a_warning_that_a_change_elsewhere_makes_is_new() {
    let district = district();
    // It ends before the records that are there.
    let path = district.path().join(PAIR).join("relationship.yaml");
    let text = fs::read_to_string(&path).expect("the relationship");
    fs::write(&path, format!("{text}ended: 2025-09-11\nend_reason: moved away\n"))
        .expect("written");
    let run = check(&district, &["--format", "json"]);
    assert_eq!(rules(&run), ["outside-dates"], "{run:#?}");
}

#[test]
fn of_two_records_the_new_one_is_named() {
    let copy = "kind: contact\ndate: 2025-09-12\nmethod: phone\nabout: seats\n";
    for name in ["2025-09-12-contact-0000.yaml", "2025-09-12-contact-ffff.yaml"] {
        let district = district();
        write(&district, name, copy);
        let run = check(&district, &["--format", "json"]);
        assert_eq!(rules(&run), ["same-content"], "{run:#?}");
        let path = run.json()["diagnostics"][0]["path"].clone();
        assert_eq!(path, format!("{PAIR}/{name}"));
    }
}

#[test]
fn every_form_leaves_old_warnings_out() {
    let district = district();
    for format in ["text", "json", "github", "sarif", "junit"] {
        let run = check(&district, &["--format", format]);
        assert!(run.code == 0 && !run.out.contains("540"), "{run:#?}");
        assert!(!run.out.contains("2025-09-10-session"), "{run:#?}");
    }
}

#[test]
fn what_git_says_is_said() {
    let district = district();
    let run = since(district.path(), "nowhere", &[]);
    assert!(
        run.code == 2 && run.err.contains("`nowhere`: git does not know this commit"),
        "{run:#?}"
    );
    let run = since(district.path(), "-x", &[]);
    assert_eq!(run.code, 2, "{run:#?}");
    let plain = District::new();
    let run = since(plain.path(), "main", &[]);
    assert!(run.code == 2 && run.err.contains("in no git repository"), "{run:#?}");
    // A branch that has nothing in common.
    git(district.path(), &["checkout", "-q", "--orphan", "other"]);
    git(district.path(), &["commit", "-q", "-m", "nothing in common"]);
    let run = check(&district, &[]);
    assert!(run.code == 2 && run.err.contains("no commit in common"), "{run:#?}");
}

#[test]
fn a_clone_without_the_past_is_told_how_to_get_it() {
    let district = district();
    write(
        &district,
        "2025-09-11-contact-0009.yaml",
        "kind: contact\ndate: 2025-09-11\nmethod: email\n",
    );
    commit(&district);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", district.path().display());
    git(elsewhere.path(), &["clone", "-q", "--depth", "1", "--no-single-branch", &from, "clone"]);
    let clone = elsewhere.path().join("clone");
    let run = since(&clone, "origin/main", &[]);
    assert!(run.code == 2 && run.err.contains("fetch-depth: 0"), "{run:#?}");
}
