//! What may only be read stays as it is, whoever wants to write: a folder for new files, a file to be
//! changed or replaced. The superuser may write anywhere, so that the program then runs as nobody.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Desk, FOR_T104, T104, finish};
use crate::harness::Run;

const AS_NOBODY: [&str; 3] = ["--reuid=65534", "--regid=65534", "--clear-groups"];

pub(super) fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("rights");
}

/// Whether whoever runs this test may write where nobody should.
fn may_write_anywhere() -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    set(folder.path(), 0o555);
    let is_written = fs::write(folder.path().join("try"), "").is_ok();
    set(folder.path(), 0o755);
    is_written
}

/// Runs the program with `arguments` on `desk` by someone who may write only what the rights allow;
/// `None`, and said so, where that cannot be done here. What is not to be written has to be set apart
/// afterwards: everything else may be.
pub(super) fn run(desk: &Desk, test: &str, arguments: &[&str]) -> Option<Run> {
    let own = desk.command(arguments);
    if !may_write_anywhere() {
        return Some(finish({ own }.spawn().expect("the program starts")));
    }
    let program = env!("CARGO_BIN_EXE_coach");
    let probe = Command::new("setpriv").args(AS_NOBODY).args([program, "--version"]).output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        let mut error = std::io::stderr();
        writeln!(error, "{test} is not tried: root may write anywhere, and nobody cannot be run")
            .expect("written");
        return None;
    }
    let variables = own.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let mut command = Command::new("setpriv");
    command.env_clear().envs(variables).current_dir(desk.path());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.args(AS_NOBODY).arg(program).args(arguments);
    Some(finish(command.spawn().expect("the program starts")))
}

/// A desk at which anybody may write everything.
pub(super) fn open_desk() -> Desk {
    let desk = Desk::new();
    for root in [desk.path(), desk.state.path()] {
        for entry in walkdir::WalkDir::new(root) {
            let path = entry.expect("an entry").into_path();
            set(&path, if path.is_dir() { 0o777 } else { 0o666 });
        }
    }
    desk
}

const SESSION: &str = "2025-10-06-session-0001.yaml";

/// A desk at which everything may be written but the files and folders `protected`.
fn desk_but_for(protected: &[&str]) -> Desk {
    let desk = open_desk();
    for path in protected.iter().map(|path| desk.path().join(path)) {
        set(&path, if path.is_dir() { 0o555 } else { 0o444 });
    }
    desk
}

fn unprotect(desk: &Desk) {
    for entry in walkdir::WalkDir::new(desk.path()) {
        let path = entry.expect("an entry").into_path();
        set(&path, if path.is_dir() { 0o755 } else { 0o644 });
    }
}

#[test]
fn every_writer_leaves_a_folder_that_may_only_be_read() {
    let contact = [&["log", "contact", "--method", "email"][..], &FOR_T104].concat();
    let both = ["log", "contact", "--method", "email", "--educator", "t-104,t-105"];
    let end = ["log", "relationship", "--educator", "t-104", "--end", "2026-02-02"];
    let over = [
        "log",
        "relationship",
        "--educator",
        "t-104",
        "--hand-over",
        "2026-02-02",
        "--to-coach",
        "c-05",
    ];
    let cases: &[(&str, &[&str])] = &[
        (T104, &contact),
        (T104, &both),
        (T104, &end),
        (T104, &over),
        ("", &["schema", "--write"]),
        ("", &["init"]),
        ("", &["check", "--format", "json", "-o", "out.json"]),
        ("", &["man", "--dir", "pages"]),
    ];
    for (folder, arguments) in cases {
        let desk = desk_but_for(&[folder]);
        let before = desk.files();
        let test = "every_writer_leaves_a_folder_that_may_only_be_read";
        let Some(run) = run(&desk, test, arguments) else { return };
        unprotect(&desk);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        let says = |words: &str| run.err.contains(words);
        assert!(says("permission denied") || says("may only be read"), "{arguments:?}: {run:?}");
        assert_eq!(desk.files(), before, "{arguments:?}: {run:?}");
    }
}

/// A hand-over whose second file cannot be written: the first one is in place, and what lacks is known.
#[test]
fn half_of_a_hand_over_is_kept_for_its_end() {
    let desk = desk_but_for(&["records/lincoln"]);
    let over = ["log", "relationship", "--educator", "t-104", "--hand-over", "2026-02-02"];
    let over = [&over[..], &["--to-coach", "c-05"]].concat();
    let Some(first) = run(&desk, "half_of_a_hand_over_is_kept_for_its_end", &over) else { return };
    unprotect(&desk);
    assert_eq!(first.code, 2, "{first:?}");
    assert!(
        first.err.contains(&format!("written before that: {T104}/relationship.yaml")),
        "{first:?}"
    );
    assert!(first.err.contains("1 file is not written yet") && first.err.contains("--finish"));
    assert!(desk.rescued().is_empty(), "{first:?}");
    let check = crate::harness::coach_in(desk.path(), &[], &["check"]);
    assert!(check.code == 1 && check.out.contains("half-done"), "{check:?}");
    let shown = desk.log(&["--finish", "--dry-run"]);
    assert_eq!(shown.out, "wrote records/lincoln/c-05-t-104/relationship.yaml\n");
    let finished = desk.log(&["--finish"]);
    assert_eq!((finished.code, &finished.out), (0, &shown.out), "{finished:?}");
    desk.is_clean();
}

/// The same, given up: what was not written is in the user's own folder.
#[test]
fn half_of_a_hand_over_is_given_up() {
    let desk = desk_but_for(&["records/lincoln"]);
    let over = ["log", "relationship", "--educator", "t-104", "--hand-over", "2026-02-02"];
    let over = [&over[..], &["--to-coach", "c-05"]].concat();
    let Some(first) = run(&desk, "half_of_a_hand_over_is_given_up", &over) else { return };
    unprotect(&desk);
    assert_eq!(first.code, 2, "{first:?}");
    let abandoned = desk.log(&["--abandon"]);
    assert_eq!(abandoned.code, 0, "{abandoned:?}");
    let rescued = desk.rescued();
    let [(path, text)] = &rescued[..] else { panic!("{rescued:?}") };
    assert!(text.contains("coach: c-05") && abandoned.err.contains(&path.display().to_string()));
    desk.is_clean();
}

#[test]
fn every_writer_leaves_a_file_that_may_only_be_read() {
    let session = format!("{T104}/{SESSION}");
    let relationship = format!("{T104}/relationship.yaml");
    let step = format!("{session}#s1");
    let schema = "schemas/relationship.schema.json";
    let end = ["log", "relationship", "--educator", "t-104", "--end", "2026-02-02"];
    let over = ["log", "relationship", "--educator", "t-104", "--hand-over", "2026-02-02"];
    let over = [&over[..], &["--to-coach", "c-05"]].concat();
    let cases: &[(&str, &[&str])] = &[
        (&session, &["log", "done", &step]),
        (&relationship, &end),
        (&relationship, &over),
        (schema, &["schema", "--write"]),
        ("out.json", &["check", "--format", "json", "-o", "out.json"]),
    ];
    for (file, arguments) in cases {
        let desk = Desk::new();
        let steps =
            "kind: session\ndate: 2025-10-06\nmethod: video\nnext_steps: [{id: s1, what: x}]\n";
        desk.file(&session, steps);
        let ours = "{\"$comment\": \"Made by `coach schema`\"}";
        desk.file(schema, ours);
        if *file == schema {
            let made = finish(desk.command(&["schema", "session"]).spawn().expect("it starts"));
            desk.file(schema, made.out);
        }
        desk.file("out.json", "kept\n");
        set(&desk.path().join(file), 0o444);
        let before = desk.files();
        let run = finish(desk.command(arguments).spawn().expect("the program starts"));
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.err.contains("is read-only"), "{arguments:?}: {run:?}");
        assert_eq!(desk.files(), before, "{arguments:?}: {run:?}");
    }
}
