//! Many at once: every record is there and whole, every step is closed.

use std::fs;

use super::{Desk, T104, finish};

const MANY: usize = 50;

#[test]
fn fifty_contacts_at_once() {
    let desk = Desk::new();
    let about: Vec<String> =
        (0..MANY).map(|number| format!("number {number}. {}", "x".repeat(2000))).collect();
    let start = |about: &String| {
        let contact = ["log", "contact", "--educator", "t-104", "--method", "email"];
        let rest = ["--date", "2025-10-06", "--about", about];
        desk.command(&[&contact[..], &rest].concat()).spawn().expect("the program starts")
    };
    let running: Vec<_> = about.iter().map(start).collect();
    for run in running.into_iter().map(finish) {
        assert_eq!(run.code, 0, "{run:#?}");
    }
    let mut written: Vec<String> = desk.records().into_iter().map(|(_, text)| text).collect();
    let mut expected: Vec<String> = about
        .iter()
        .map(|about| format!("kind: contact\ndate: 2025-10-06\nmethod: email\nabout: {about}\n"))
        .collect();
    written.sort();
    expected.sort();
    assert_eq!(written, expected);
    nothing_else_is_left(&desk, MANY);
}

#[test]
fn fifty_steps_of_one_file_at_once() {
    let desk = Desk::new();
    let path = format!("{T104}/2025-10-06-session-0001.yaml");
    let head = "kind: session # a long one\ndate: 2025-10-06\nmethod: video\nnext_steps:\n";
    let steps = |more: &str| {
        let step =
            |number| format!("  - {{id: s{number}, what: step {number}{more}}} # {number}\n");
        head.to_owned() + &(1..=MANY).map(step).collect::<String>()
    };
    desk.file(&path, steps(""));
    let start = |number: usize| {
        let step = format!("{path}#s{number}");
        let done = ["log", "done", &step, "--date", "2025-10-13"];
        desk.command(&done).spawn().expect("the program starts")
    };
    let running: Vec<_> = (1..=MANY).map(start).collect();
    for run in running.into_iter().map(finish) {
        assert_eq!(run.code, 0, "{run:#?}");
    }
    assert_eq!(desk.read(&path), steps(", done: 2025-10-13"));
    nothing_else_is_left(&desk, 1);
}

/// Checks that the folder holds `records` records and the relationship, and no file of the program's.
fn nothing_else_is_left(desk: &Desk, records: usize) {
    let folder = fs::read_dir(desk.path().join(T104)).expect("a folder");
    let names: Vec<_> = folder.map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), records + 1, "{names:?}");
    assert!(desk.rescued().is_empty());
}
