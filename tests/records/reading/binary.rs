//! A handful of the same faults through the program itself, alone in a scrubbed environment.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::desk::{CHECKLIST, COACH_TOML, CONTACT, RELATIONSHIP, REVIEW, SESSION};

const PAIR: &str = "records/lincoln-elementary/c-03-t-104";

/// A district's folder with one pair.
struct District(tempfile::TempDir);

impl District {
    /// With `files` beside the relationship.
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join(PAIR)).expect("a folder");
        fs::write(folder.path().join("coach.toml"), COACH_TOML).expect("written");
        let district = Self(folder);
        district.write("relationship.yaml", RELATIONSHIP.as_bytes());
        files.iter().for_each(|(name, bytes)| district.write(name, bytes));
        district
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(PAIR).join(name), bytes).expect("written");
    }

    /// Exit code and standard output of `coach check` with `arguments`.
    fn check(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
        command.arg("check").args(arguments).current_dir(self.0.path()).env_clear();
        let output = command.output().expect("the program runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_are_clean() {
    let windows = format!("\u{feff}{}", SESSION.replace('\n', "\r\n"));
    let replaced = CHECKLIST.replace("date: 2026-10-01", "date: 2026-09-30");
    let replaced = replaced.replace("replaces: 2026-09-30-checklist-91d0.yaml\n", "");
    let files: [(&str, &[u8]); 3] = [
        ("2026-09-14-session-7c1e.yaml", windows.as_bytes()),
        ("2026-09-30-checklist-91d0.yaml", replaced.as_bytes()),
        ("2026-10-01-checklist-91d0.yaml", CHECKLIST.as_bytes()),
    ];
    let (code, out) = District::with(&files).check(&["--as-of", "2027-05-20"]);
    assert_eq!((code, out.as_str()), (Some(0), "no problems in 4 records\n"));
}

#[test]
fn faults_of_many_files_are_shown_in_one_run_each_with_its_place() {
    let files: [(&str, &[u8]); 6] = [
        ("2026-09-14-session-0001.yaml", b"kind: session\ndate: 2026-09-14\n"),
        ("2026-09-14-session-0002.yaml", b"kind: session\nnotes: a: b\n"),
        ("2026-09-14-session-0003.yaml", b"\xff\xfek\0"),
        ("2026-09-14-session-0004.yaml", b"kind: session\nnotes: caf\xe9\n"),
        ("2026-09-14-session-0005.yaml", b""),
        ("2026-09-16-contact-0006.yaml", CONTACT.as_bytes()),
    ];
    let (code, out) = District::with(&files).check(&[]);
    assert_eq!(code, Some(1), "{out}");
    for expected in [
        "error[missing-key]",
        "0001.yaml:1:1\n",
        "error[yaml-syntax]",
        "0002.yaml:2:9\n",
        "error[not-utf8]: the file is UTF-16",
        "0003.yaml\n",
        "0004.yaml:2:11\n",
        "error[empty-file]",
        "0005.yaml:1:1\n",
        "5 errors in 5 of 7 records",
        "5 records left out of every number",
    ] {
        assert!(out.contains(expected), "{expected}:\n{out}");
    }
    assert!(!out.contains("0006.yaml"), "{out}");
}

#[test]
fn places_in_json_are_those_a_person_finds() {
    let text = "# Señora Ñ\nkind: contact\ndate: \"2026-02-30\"\nmethod: ünïcode\nabout: &b x\n";
    let name = "2026-02-28-contact-00aa.yaml";
    let district = District::with(&[(name, text.as_bytes())]);
    let (code, out) = district.check(&["--format", "json"]);
    assert_eq!(code, Some(1));
    let json: Value = serde_json::from_str(&out).expect("JSON");
    let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    let found = json["diagnostics"].as_array().expect("a list").iter().map(|found| {
        let number = |key: &str| usize::try_from(found[key].as_u64().expect("a number")).unwrap();
        assert_eq!(found["path"], format!("{PAIR}/{name}"));
        assert_eq!(number("line"), number("end_line"));
        let line = &lines[number("line") - 1];
        let under: String = line[number("column") - 1..number("end_column") - 1].iter().collect();
        (found["rule"].as_str().expect("a rule").to_owned(), under)
    });
    let found: Vec<_> = found.collect();
    let expected =
        [("bad-date", "\"2026-02-30\""), ("unknown-method", "ünïcode"), ("yaml-feature", "&b")];
    assert_eq!(found, expected.map(|(rule, under)| (rule.to_owned(), under.to_owned())));
}

/// Also where the record is fine and a check finds something on a line that holds prose.
#[test]
fn prose_is_not_quoted_by_any_check() {
    let review = "{kind: review, date: 2026-10-30, working: ZEBRA x, data: [{source: student-data, \
                  measure: m, improvement: increase, values: [{on: 2026-10-22, value: 5, n: 3}]}], \
                  next_steps: [{what: ZEBRA, who: coach}]}\n";
    let session = "{notes: ZEBRA x, date: 2028-09-14, method: email, kind: session}\n";
    let checklist = "{comments: {rationale: ZEBRA}, kind: checklist, date: 2026-10-01, rater: \
                     {role: observer, id: c-03}, ratings: {rationale: partial}} # ZEBRA\n";
    let relationship = "{kind: relationship, profile: missouri-sbic-2014, coach: c-03, educator: \
                        t-105, school: prairie-view-k8, started: 2026-08-24, ended: 2027-05-20, \
                        end_reason: ZEBRA}\n";
    let files: [(&str, &[u8]); 4] = [
        ("relationship.yaml", relationship.as_bytes()),
        ("2026-10-30-review-0001.yaml", review.as_bytes()),
        ("2026-10-02-contact-0002.yaml", session.as_bytes()),
        ("2026-10-01-checklist-0003.yaml", checklist.as_bytes()),
    ];
    let district = District::with(&files);
    for format in ["text", "json"] {
        let (code, out) = district.check(&["--format", format]);
        assert_eq!(code, Some(1), "{out}");
        for rule in
            ["few-students", "file-name", "folder-name", "observer-of-the-pair", "outside-dates"]
        {
            assert!(out.contains(rule), "{rule} in:\n{out}");
        }
        assert!(!out.contains("ZEBRA"), "{out}");
    }
}

#[test]
fn a_check_writes_nothing() {
    let text = REVIEW.replace("kind: review", "kind: reveiw");
    let name = "2026-10-30-review-0001.yaml";
    let district = District::with(&[(name, text.as_bytes())]);
    let (code, out) = district.check(&["--strict"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("did you mean `review`?"), "{out}");
    let pair = district.0.path().join(PAIR);
    assert_eq!(fs::read(pair.join(name)).expect("a file"), text.as_bytes());
    assert_eq!(fs::read_dir(pair).expect("a folder").count(), 2);
    let (_, again) = district.check(&["--strict"]);
    assert_eq!(out, again, "the same bytes each time");
}
