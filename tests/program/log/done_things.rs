//! What is done is not reported as failed, where standard output cannot be written.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use coach::domain::record::Kind;

use super::{Desk, FOR_T104, T104, finish};
use crate::harness::Run;

/// Runs the program with a standard output on which nothing fits; `None`, and said so, where there is
/// no such thing.
fn unheard(desk: &Desk, test: &str, arguments: &[&str]) -> Option<Run> {
    if !Path::new("/dev/full").exists() {
        writeln!(std::io::stderr(), "{test} is not tried: there is no /dev/full").expect("written");
        return None;
    }
    let full = OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let mut command = desk.command(arguments);
    Some(finish(command.stdout(Stdio::from(full)).spawn().expect("the program starts")))
}

#[test]
fn every_writer_says_what_is_done() {
    let contact = [&["log", "contact", "--method", "email"][..], &FOR_T104].concat();
    let json = [&contact[..], &["--format", "json"]].concat();
    let both = ["log", "contact", "--method", "email", "--educator", "t-104,t-105"];
    let checklist =
        [&["checklist", "--rater", "self", "--rate", "rationale=partial"][..], &FOR_T104];
    let checklist = checklist.concat();
    let review = [&["review", "--working", "cards"][..], &FOR_T104].concat();
    let end = ["log", "relationship", "--educator", "t-104", "--end", "2026-02-02"];
    let over = ["log", "relationship", "--educator", "t-104", "--hand-over", "2026-02-02"];
    let over = [&over[..], &["--to-coach", "c-05"]].concat();
    let step = format!("{T104}/2025-10-06-session-0001.yaml#s1");
    let ended = format!("{T104}/relationship.yaml is written");
    // One for each kind of record, and for records, settings and profiles.
    let schemas = format!("{} schemas are written in schemas", Kind::ALL.len() + 3);
    let cases: &[(&[&str], &[&str])] = &[
        (&contact, &[T104, "-contact-", "is written"]),
        (&json, &[T104, "-contact-", "is written"]),
        (&both, &[T104, "c-03-t-105", "are written"]),
        (&checklist, &[T104, "-checklist-", "is written"]),
        (&review, &[T104, "-review-", "is written"]),
        (&end, &[&ended]),
        (&over, &[T104, "records/lincoln/c-05-t-104/relationship.yaml", "are written"]),
        (&["log", "done", &step], &["session-0001.yaml is written"]),
        (&["schema", "--write"], &[&schemas]),
        (&["init"], &["are made in ."]),
        (&["man", "--dir", "pages"], &["written into pages"]),
    ];
    for (arguments, said) in cases {
        let desk = Desk::new();
        let steps =
            "kind: session\ndate: 2025-10-06\nmethod: video\nnext_steps: [{id: s1, what: x}]\n";
        desk.file(&format!("{T104}/2025-10-06-session-0001.yaml"), steps);
        let before = desk.files();
        let Some(run) = unheard(&desk, "every_writer_says_what_is_done", arguments) else { return };
        assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        let line = run.err.lines().find(|line| line.contains("standard output cannot be written"));
        let line = line.unwrap_or_else(|| panic!("{arguments:?}: {run:?}"));
        for part in *said {
            assert!(line.contains(part), "{arguments:?}: {part} is not in {line}");
        }
        assert_ne!(desk.files(), before);
        assert!(desk.rescued().is_empty(), "{arguments:?}: {run:?}");
    }
}

/// A document that was asked for and is not there is a failure; what is there is named.
#[test]
fn what_only_stands_on_standard_output_is_missed() {
    let desk = Desk::new();
    let two = ["check", "--format", "json", "-o", "out.json", "--format", "text"];
    for (arguments, said) in [
        (&["--help"][..], "standard output cannot be written"),
        (&["log", "--help"], "standard output cannot be written"),
        (&["--version"], "standard output cannot be written"),
        (&["check"], "standard output cannot be written"),
        (&two, "out.json is written; standard output cannot be written"),
    ] {
        let test = "what_only_stands_on_standard_output_is_missed";
        let Some(run) = unheard(&desk, test, arguments) else { return };
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.err.contains(said), "{arguments:?}: {run:?}");
    }
    assert!(desk.path().join("out.json").exists());
}
