//! Imports beside other writers: one source brought in twice at the same time, copies of a record, and what stays of
//! an import that is refused.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::elm::Elm;
use crate::harness::{Run, coach_in};

const MAP: &str = r#"
name = "log"
identity = { columns = "Id" }
[open]
school = "School"
started = "school year"
practice = { is = "questioning" }
[[record]]
kind = "contact"
educator = { column = "Teacher" }
coach = { is = "c-1" }
date = { column = "Day", order = "year-month-day" }
method = { is = "email" }
minutes = { column = "Minutes", bare = "minutes" }
"#;

/// A contact with each of so many teachers.
fn log(teachers: usize) -> String {
    let row = |at: usize| format!("r{at},t-{at},2025-10-06,10,oak\n");
    format!("Id,Teacher,Day,Minutes,School\n{}", (0..teachers).map(row).collect::<String>())
}

fn elm(teachers: usize) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write("log.csv", &log(teachers));
    elm
}

/// What `act` does while another writer has the lock of `elm`, which then does `meanwhile` and lets go.
fn while_locked(elm: &Elm, act: impl FnOnce() -> Run + Send, meanwhile: impl FnOnce()) -> Run {
    fs::create_dir_all(elm.path(".coach")).unwrap();
    let lock = File::create(elm.path(".coach/lock")).unwrap();
    lock.lock().unwrap();
    thread::scope(|scope| {
        let acting = scope.spawn(act);
        thread::sleep(Duration::from_millis(1500));
        meanwhile();
        drop(lock);
        acting.join().unwrap()
    })
}

fn copy_records(from: &Elm, to: &Elm) {
    for file in walkdir::WalkDir::new(from.path("records")) {
        let file = file.unwrap();
        let below = file.path().strip_prefix(from.path("records")).unwrap();
        let to = to.path("records").join(below);
        if file.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(file.path(), to).unwrap();
        }
    }
}

/// What another import writes while one waits for its turn is known to it: nothing comes in twice, and no pair is
/// opened twice.
#[test]
fn two_imports_at_once_bring_one_source_in_once() {
    let (elm, other) = (elm(3), elm(3));
    other.imported(&["log.csv"], &[]);
    let import = || elm.import(&["log.csv"], &[]);
    let run = while_locked(&elm, import, || copy_records(&other, &elm));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("log: 6 the same; nothing to do"), "{}", run.err);
    assert_eq!(elm.records(), other.records());
}

/// The same for records that a script hands over with their keys.
#[test]
fn two_scripts_at_once_write_an_entry_once() {
    let (elm, other) = (elm(1), elm(1));
    for each in [&elm, &other] {
        each.imported(&["log.csv"], &[]);
        each.write(
            "more.yaml",
            "kind: contact\neducator: t-0\ndate: 2025-10-07\nmethod: email\n\
             source: {name: app, key: a-1}\n",
        );
    }
    let log = |elm: &Elm| elm.run(&["log", "--from", "more.yaml"]);
    assert_eq!(log(&other).code, 0);
    let added = || {
        let is_new = |path: &&PathBuf| path.to_string_lossy().contains("2025-10-07");
        let files = files(&other.path("records"));
        let new = files.iter().find(is_new).unwrap();
        let folder = elm.path("records/oak/c-1-t-0");
        fs::copy(new, folder.join(new.file_name().unwrap())).unwrap();
    };
    let run = while_locked(&elm, || log(&elm), added);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("1 record is there already"), "{}{}", run.out, run.err);
    // A relationship and a contact that were imported, and the entry.
    assert_eq!(files(&elm.path("records")).len(), 3);
}

/// A plan is shown whoever else is writing.
#[test]
fn a_dry_run_waits_for_nobody() {
    let elm = elm(1);
    fs::create_dir_all(elm.path(".coach")).unwrap();
    let lock = File::create(elm.path(".coach/lock")).unwrap();
    lock.lock().unwrap();
    let run = elm.import(&["log.csv"], &["-n"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("log: 2 to add"), "{}", run.err);
}

#[test]
fn a_record_that_is_here_twice_is_told_and_taken_back_with_its_copy() {
    let elm = elm(2);
    elm.imported(&["log.csv"], &[]);
    let folder = elm.path("records/oak/c-1-t-0");
    let contact = files(&folder).into_iter().find(|path| !path.ends_with("relationship.yaml"));
    let copy = folder.join("2025-10-06-contact-ffff.yaml");
    fs::copy(contact.unwrap(), &copy).unwrap();
    for more in [&[][..], &["--prune", "--yes"]] {
        let run = elm.import(&["log.csv"], more);
        let said = &run.err;
        assert_eq!(run.code, 0, "{said}");
        assert!(said.contains("one record of the source is here 2 times: records/oak"), "{said}");
        assert!(said.contains("2025-10-06-contact-ffff.yaml"), "{said}");
        assert!(copy.exists(), "{said}");
    }
    let run = elm.run(&["import", "--undo", "log"]);
    assert_eq!(run.code, 0, "{}", run.err);
    // Two relationships, two contacts and the copy.
    assert_eq!(run.out.matches("removed ").count(), 5, "{run:?}");
    assert!(elm.records().is_empty(), "{:?}", elm.records().keys());
}

/// All files below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    all.filter(|it| it.file_type().is_file()).map(|it| it.path().to_owned()).collect()
}

/// Nothing is kept aside of an import that cannot be written: its source is still there. Why it was refused comes last.
#[test]
fn a_refused_import_leaves_no_copies() {
    let elm = elm(30);
    let state = tempfile::tempdir().unwrap();
    let variables = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let import = |more: &[&str]| {
        let arguments = [&["import", "log.csv", "--map", "map.toml"], more].concat();
        coach_in(&elm.path(""), &variables, &arguments)
    };
    // Where the school's folder belongs is a file.
    elm.write("records/oak", "");
    let run = import(&[]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.ends_with("\nnothing was written\n"), "{}", run.err);
    assert!(!run.err.contains("kept in"), "{}", run.err);
    assert_eq!(files(state.path()), Vec::<PathBuf>::new());

    fs::remove_file(elm.path("records/oak")).unwrap();
    let part =
        json!({"path": "records/oak/c-9-t-9/relationship.yaml", "before": null, "text": "x"});
    let batch = json!({"format": "coach-unfinished/1", "message": "Add", "parts": [part]});
    elm.write(".coach/unfinished.json", &batch.to_string());
    for more in [&["-n"][..], &[]] {
        let run = import(more);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.lines().count() <= 3, "{}", run.err);
        assert!(run.err.contains("`coach log --finish` does the rest"), "{}", run.err);
    }
    assert_eq!(files(state.path()), Vec::<PathBuf>::new());
    assert!(elm.records().is_empty());
}

/// Of many warnings the first few are shown, and the error that refuses all of it comes after them.
#[test]
fn what_refuses_an_import_is_told_last() {
    let (from, to) = (elm(30), elm(0));
    from.imported(&["log.csv"], &[]);
    from.write(
        "records/oak/c-1-t-0/2025-10-07-session-0001.yaml",
        "kind: session\ndate: 2025-10-07\nmethod: in-person\nminutes: 10\n\
         next_steps:\n  - {what: write the exit ticket, who: coach, due: 2025-09-01}\n",
    );
    let folder = from.path("out");
    let folder = folder.to_str().unwrap();
    assert_eq!(from.run(&["export", "--to", "jsonl", "--with-prose", folder]).code, 1);
    let run = to.run(&["import", folder]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.err.matches("warning[incomplete-agreement]").count(), 3, "{}", run.err);
    assert!(run.err.contains("note: 27 more [incomplete-agreement]"), "{}", run.err);
    let error = run.err.find("error[step-due-early]").unwrap_or_else(|| panic!("{}", run.err));
    assert!(run.err.rfind("warning[").unwrap() < error, "{}", run.err);
    assert!(run.err.ends_with("nothing was written\n"), "{}", run.err);
}
