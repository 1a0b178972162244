//! `coach change`: what touches many records is planned, made as a whole, and one commit.

use std::collections::BTreeMap;

use super::{Desk, SETTINGS, T104};
use crate::harness::Run;

const PRAIRIE: &str = "records/prairie/c-03-t-104";

/// A desk with a contact, and a pair of the same coach and educator at the other school.
fn desk() -> Desk {
    let desk = Desk::new();
    let contact = "kind: contact\ndate: 2025-10-06   # so\nmethod: email\n";
    desk.file(&format!("{T104}/2025-10-06-contact-0a1b.yaml"), contact);
    let other = desk.read(&format!("{T104}/relationship.yaml")).replace("lincoln", "prairie");
    // Before the one at Lincoln: at the same time the two would count twice.
    let other = other.replace("started: 2025-09-01", "started: 2025-06-02\nended: 2025-08-29");
    let other = other.replace("committed_on: 2025-09-02", "committed_on: 2025-06-02");
    desk.file(&format!("{PRAIRIE}/relationship.yaml"), other);
    desk
}

fn run(desk: &Desk, arguments: &[&str]) -> Run {
    let arguments = [&["change"], arguments].concat();
    super::finish(desk.command(&arguments).spawn().expect("the program starts"))
}

#[track_caller]
fn done(desk: &Desk, arguments: &[&str]) -> Run {
    let run = run(desk, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {run:#?}");
    run
}

#[track_caller]
fn refused(desk: &Desk, arguments: &[&str], said: &str) {
    let before = desk.files();
    let run = run(desk, arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:#?}");
    assert!(run.err.contains(said), "{said} is not said: {}", run.err);
    assert_eq!(desk.files(), before);
}

/// `files` with `from` as `to` in paths, and in the lines of relationships that begin with `school:`.
fn moved(files: BTreeMap<String, String>, from: &str, to: &str) -> BTreeMap<String, String> {
    let old = format!("records/{from}/");
    let moved = |(path, text): (String, String)| match path.strip_prefix(&old) {
        Some(rest) => {
            let school = |school: &str| format!("school: {school}\n");
            (format!("records/{to}/{rest}"), text.replace(&school(from), &school(to)))
        }
        None => (path, text),
    };
    files.into_iter().map(moved).collect()
}

#[test]
fn a_school_gets_another_id() {
    let desk = desk();
    let mut expected = moved(desk.files(), "lincoln", "lincoln-k8");
    let settings = SETTINGS.replace("[schools.lincoln]", "[schools.lincoln-k8]");
    expected.insert("coach.toml".to_owned(), settings);
    refused(&desk, &["school", "lincoln", "--id", "lincoln-k8"], "add --yes");
    let plan = done(&desk, &["school", "lincoln", "--id", "lincoln-k8", "--dry-run"]);
    assert!(plan.out.contains("  - [schools.lincoln]\n  + [schools.lincoln-k8]\n"), "{}", plan.out);
    assert!(plan.out.contains("  - school: lincoln\n  + school: lincoln-k8\n"), "{}", plan.out);
    assert_ne!(desk.files(), expected);
    done(&desk, &["school", "lincoln", "--id", "lincoln-k8", "--yes"]);
    assert_eq!(desk.files(), expected);
    assert!(!desk.path().join("records/lincoln").exists());
    desk.is_clean();
}

#[test]
fn two_schools_become_one() {
    let desk = desk();
    done(&desk, &["school", "prairie", "--into", "lincoln", "--yes"]);
    // Its name was taken: the year tells the two apart.
    let both = desk.read("records/lincoln/c-03-t-104-2025/relationship.yaml");
    assert!(both.contains("school: lincoln\n"), "{both}");
    assert!(!desk.read("coach.toml").contains("prairie"));
    assert!(
        desk.read("coach.toml")
            .starts_with(&SETTINGS[..SETTINGS.find("[schools.prairie]").expect("it")])
    );
}

#[test]
fn schools_come_and_get_names() {
    let desk = desk();
    done(&desk, &["school", "--add", "west-side=West \"Side\"", "--add", "hill=Hill", "--yes"]);
    done(&desk, &["school", "lincoln", "--name", "Lincoln K-8", "--yes"]);
    let settings = SETTINGS.replace("\"Lincoln\"", "\"Lincoln K-8\"")
        + "\n[schools.west-side]\nname = \"West \\\"Side\\\"\"\n\n[schools.hill]\nname = \"Hill\"\n";
    assert_eq!(desk.read("coach.toml"), settings);
    desk.is_clean();
    refused(&desk, &["school", "--add", "hill=Hill", "--yes"], "lists the school `hill` already");
    refused(&desk, &["school", "--add", "Hill=Hill", "--yes"], "invalid value");
    refused(&desk, &["school", "lincon", "--name", "x", "--yes"], "did you mean `lincoln`?");
    refused(&desk, &["school", "lincoln", "--id", "prairie", "--yes"], "--into prairie");
    refused(&desk, &["school", "lincoln", "--into", "lincoln", "--yes"], "that school already");
    refused(&desk, &["school", "lincoln", "--yes"], "say what changes");
}

#[test]
fn a_year_ends_for_all_that_is_under_way() {
    let desk = desk();
    let args = ["year", "--end", "2026-05-29", "--reason", "the year is over", "--yes"];
    let run = done(&desk, &args);
    assert_eq!(run.out.matches("changed ").count(), 2, "{run:?}");
    let is_ended =
        |path: &&String| path.ends_with("relationship.yaml") && !path.starts_with(PRAIRIE);
    for path in desk.files().keys().filter(is_ended) {
        let text = desk.read(path);
        assert!(text.ends_with("ended: 2026-05-29\nend_reason: the year is over\n"), "{text}");
    }
    desk.is_clean();
    let again = done(&desk, &args);
    assert!(again.out.is_empty() && again.err.contains("nothing to change"), "{again:?}");
}

#[test]
fn a_record_that_would_be_left_out_keeps_all_as_it_is() {
    let desk = desk();
    let before = desk.files();
    let run = run(&desk, &["year", "--end", "2025-09-30", "--yes"]);
    assert!(run.err.contains("outside-dates"), "{run:?}");
    if run.code != 0 {
        assert_eq!(desk.files(), before);
    }
    desk.file("records/lincoln/c-03-t-105/relationship.yaml", "kind: relationship\n");
    refused(&desk, &["school", "lincoln", "--id", "x", "--yes"], "cannot be read");
}

#[cfg(unix)]
#[test]
fn it_is_one_commit_and_refused_over_what_is_not_committed() {
    use crate::repository::git;
    let desk = desk();
    git(desk.path(), &["init", "--quiet"]);
    git(desk.path(), &["config", "user.name", "Tester"]);
    git(desk.path(), &["config", "user.email", "tester@example.invalid"]);
    git(desk.path(), &["add", "."]);
    git(desk.path(), &["commit", "--quiet", "-m", "start"]);
    desk.file("coach.toml", format!("{SETTINGS}# changed\n"));
    let change = ["school", "lincoln", "--id", "hill", "--yes", "--commit"];
    refused(&desk, &change, "commit first, then change: coach.toml");
    desk.file("coach.toml", SETTINGS);
    done(&desk, &change);
    assert_eq!(git(desk.path(), &["status", "--porcelain"]), "");
    assert_eq!(git(desk.path(), &["rev-list", "--count", "HEAD"]).trim(), "2");
    let said = git(desk.path(), &["show", "--format=%B", "--name-status", "-M", "HEAD"]);
    assert!(said.starts_with("Give a school another id\n"), "{said}");
    assert!(!said.contains("\nD\t"), "{said}");
}
