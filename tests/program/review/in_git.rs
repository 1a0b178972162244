//! `--commit` in a real repository: what was written and nothing else, by a message that names no one.

use std::fs;

use super::district;
use crate::harness::{District, Run, coach_in};
use crate::repository::git;
use crate::script::script;

/// The district in a repository, with another change staged.
fn repository() -> District {
    let district = district();
    let folder = district.path();
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "begin"]);
    fs::write(folder.join("other.txt"), "of someone else").expect("written");
    git(folder, &["add", "other.txt"]);
    district
}

fn review(district: &District) -> Run {
    let path = std::env::var("PATH").expect("a path");
    let variables = [
        ("PATH", path.as_str()),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_AUTHOR_NAME", "x"),
        ("GIT_AUTHOR_EMAIL", "x@example.org"),
        ("GIT_COMMITTER_NAME", "x"),
        ("GIT_COMMITTER_EMAIL", "x@example.org"),
    ];
    let arguments =
        ["review", "--educator", "t-101", "--date", "2025-10-01", "--working", "pace", "--commit"];
    coach_in(district.path(), &variables, &arguments)
}

#[test]
fn only_what_was_written_is_committed() {
    let district = repository();
    let run = review(&district);
    assert_eq!(run.code, 0, "{run:?}");
    let shown = git(district.path(), &["show", "--name-only", "--format=%B"]);
    let lines: Vec<&str> = shown.lines().filter(|line| !line.is_empty()).collect();
    let [message, path] = lines[..] else { panic!("{shown}") };
    assert_eq!(message, "Add a review of 2025-10-01");
    assert!(path.starts_with("records/lincoln/c-01-t-101/2025-10-01-review-"), "{shown}");
    assert_eq!(git(district.path(), &["status", "--porcelain"]), "A  other.txt\n");
}

/// Where git refuses, the record stays, and the index is as it was.
#[test]
fn a_refused_commit_leaves_the_index_as_it_was() {
    let district = repository();
    let hook = district.path().join(".git/hooks/pre-commit");
    script(
        &hook,
        "echo not today >&2
exit 1",
    );
    let run = review(&district);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("written is not committed: not today"), "{run:?}");
    let status = git(district.path(), &["status", "--porcelain"]);
    let lines: Vec<&str> = status.lines().collect();
    let [staged, new] = lines[..] else { panic!("{status}") };
    assert_eq!(staged, "A  other.txt");
    assert!(new.starts_with("?? records/lincoln/c-01-t-101/2025-10-01-review-"), "{status}");
}
