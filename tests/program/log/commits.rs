//! A commit of the one file that was written, in a real repository, with a message that names no one.

use super::{Desk, FOR_T104, SETTINGS, T104, path_after};
use crate::harness::Run;
use crate::repository::git;
use crate::script::script;

const CONTACT: [&str; 5] = ["contact", "--method", "email", "--date", "2025-10-06"];

/// A desk in a repository with one commit.
fn desk() -> Desk {
    let desk = Desk::new();
    git(desk.path(), &["init", "--quiet"]);
    git(desk.path(), &["config", "user.name", "Tester"]);
    git(desk.path(), &["config", "user.email", "tester@example.invalid"]);
    git(desk.path(), &["add", "."]);
    git(desk.path(), &["commit", "--quiet", "-m", "start"]);
    desk
}

/// Runs `coach log` with `arguments` about t-104.
fn log(desk: &Desk, arguments: &[&str]) -> Run {
    desk.log(&[arguments, &FOR_T104[..]].concat())
}

/// The subject and files of the last commit.
fn last(desk: &Desk) -> (String, Vec<String>) {
    let shown = git(desk.path(), &["show", "--format=%B", "--name-only", "HEAD"]);
    let (message, files) = shown.trim().split_once("\n\n").expect("a message and files");
    (message.to_owned(), files.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn count(desk: &Desk) -> String {
    git(desk.path(), &["rev-list", "--count", "HEAD"]).trim().to_owned()
}

#[test]
fn only_the_record_is_committed() {
    let desk = desk();
    desk.file("staged.txt", "staged");
    git(desk.path(), &["add", "staged.txt"]);
    desk.file("coach.toml", format!("{SETTINGS}# changed\n"));
    let run = log(&desk, &[&CONTACT[..], &["--commit"]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let (path, _) = desk.record();
    let id = git(desk.path(), &["rev-parse", "--short", "HEAD"]);
    assert_eq!(run.out, format!("wrote {path}\ncommitted as {id}"));
    assert_eq!(last(&desk), ("Add a contact of 2025-10-06".into(), vec![path]));
    assert_eq!(git(desk.path(), &["status", "--porcelain"]), " M coach.toml\nA  staged.txt\n");
}

#[test]
fn no_message_names_anyone() {
    let desk = desk();
    let session = ["session", "--method", "video", "--date", "2025-10-06"];
    log(&desk, &[&session[..], &["--next-step", "call Zebra", "--commit"]].concat());
    assert_eq!(last(&desk).0, "Add a session of 2025-10-06");
    log(&desk, &["done", "s1", "--date", "2025-10-07", "--commit"]);
    assert_eq!(last(&desk).0, "Note a step done");
    log(&desk, &["request", "--asked", "2025-10-06", "--commit"]);
    log(&desk, &["request", "--answer", "--answered", "2025-10-07", "--commit"]);
    assert_eq!(last(&desk).0, "Note an answer");
    log(&desk, &["feedback", "--requested", "2025-10-06", "--commit"]);
    log(&desk, &["feedback", "--complete", "--received", "2025-10-07", "--commit"]);
    assert_eq!(last(&desk).0, "Note feedback received");
    log(&desk, &["relationship", "--hand-over", "2026-02-02", "--to-coach", "c-05", "--commit"]);
    let (message, files) = last(&desk);
    assert_eq!((message.as_str(), files.len()), ("Hand a relationship over", 2));
    desk.log(&["relationship", "--pair", "c-05-t-104", "--end", "2026-03-02", "--commit"]);
    assert_eq!(last(&desk).0, "Note the end of a relationship");
    let new = ["relationship", "--coach", "c-03", "--educator", "t-201", "--school", "lincoln"];
    desk.log(&[&new[..], &["--started", "2025-09-08", "--commit"]].concat());
    desk.log(&[&CONTACT[..], &["--educator", "t-201,t-105", "--commit"]].concat());
    assert_eq!(last(&desk).0, "Add 2 contacts");
    assert_eq!(count(&desk), "11");
    assert_eq!(git(desk.path(), &["status", "--porcelain"]), "");
    let messages = git(desk.path(), &["log", "--format=%B"]);
    for hidden in ["t-104", "t-105", "t-201", "c-03", "c-05", "lincoln", "Zebra"] {
        assert!(!messages.contains(hidden), "{hidden} in {messages}");
    }
}

#[test]
fn the_district_may_always_commit() {
    let desk = desk();
    desk.file("coach.toml", SETTINGS.replace("version = 1", "version = 1\ncommit = true"));
    assert_eq!(log(&desk, &CONTACT).code, 0);
    assert_eq!(count(&desk), "2");
    let run = log(&desk, &[&CONTACT[..], &["--no-commit"]].concat());
    assert!(run.code == 0 && !run.out.contains("committed"), "{run:?}");
    let run = log(&desk, &[&CONTACT[..], &["--dry-run"]].concat());
    assert!(run.code == 0 && !run.out.contains("committed"), "{run:?}");
    assert_eq!(count(&desk), "2");
}

#[test]
fn a_hook_that_refuses_leaves_the_record() {
    let desk = desk();
    let hook = desk.path().join(".git/hooks/pre-commit");
    script(
        &hook,
        "echo not on Sundays >&2
exit 1",
    );
    let run = log(&desk, &[&CONTACT[..], &["--commit"]].concat());
    assert_eq!(run.code, 2);
    let (path, _) = desk.record();
    assert_eq!(path_after("wrote", &run), path);
    assert!(run.err.contains("not committed: not on Sundays"), "{run:?}");
    assert_eq!(count(&desk), "1");
}

#[test]
fn without_git_or_a_repository_the_record_is_written() {
    let desk = Desk::new();
    let run = log(&desk, &[&CONTACT[..], &["--commit"]].concat());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("not committed") && run.err.contains("repository"), "{run:?}");
    path_after("wrote", &run);
    assert_eq!(desk.records().len(), 1);
    let desk = self::desk();
    let mut command = desk.command(&[&["log"], &CONTACT[..], &FOR_T104, &["--commit"]].concat());
    command.env("PATH", "/nowhere");
    let run = super::finish(command.spawn().expect("the program starts"));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("not committed: git cannot be started"), "{run:?}");
    path_after("wrote", &run);
    assert_eq!(desk.records().len(), 1);
}

#[test]
fn a_commit_does_not_need_a_reader() {
    let desk = desk();
    let mut command = desk.command(&[&["log"], &CONTACT[..], &FOR_T104, &["--commit"]].concat());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    let run = super::finish(child);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(count(&desk), "2");
}

#[test]
fn a_step_in_a_file_with_other_changes_is_committed_with_them() {
    let desk = desk();
    let path = format!("{T104}/2025-10-06-session-0001.yaml");
    desk.file(
        &path,
        "kind: session\ndate: 2025-10-06\nmethod: video\nnext_steps: [{id: s1, what: x}]\n",
    );
    let run = log(&desk, &["done", "s1", "--date", "2025-10-07", "--commit"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(last(&desk).1, [path]);
}
