//! What is gone from a source and cannot go: it stays, the plan says why before anything is done, and all else that the
//! command does is done.

use super::elm::Elm;
use crate::harness::{Run, coach_in};

const MAP: &str = r#"
name = "log"
identity = { columns = "Id" }
[open]
school = { is = "oak" }
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

/// Contacts with four teachers, each with a relationship that is opened.
const BEFORE: &str = "Id,Teacher,Day,Minutes\nr0,t-0,2025-10-06,10\nr1,t-1,2025-10-06,10\n\
                      r2,t-2,2025-10-06,10\nr3,t-3,2025-10-06,10\n";
const TYPED: &str = "records/oak/c-1-t-3/2025-10-07-contact-0001.yaml";
const RELATIONSHIP: &str = "records/oak/c-1-t-3/relationship.yaml";

/// A district with the contacts of `BEFORE`.
fn elm() -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write("log.csv", BEFORE);
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.records().len(), 8);
    elm
}

/// The path of the imported contact with `teacher`.
fn contact(elm: &Elm, teacher: &str) -> String {
    let begin = format!("oak/c-1-{teacher}/2025-10-06-contact");
    let path = elm.records().into_keys().find(|path| path.starts_with(&begin));
    format!("records/{}", path.unwrap_or_else(|| panic!("{begin}")))
}

#[test]
fn a_relationship_with_a_record_of_someones_own_stays_and_keeps_nothing_else_back() {
    let elm = elm();
    elm.write(TYPED, "kind: contact\ndate: 2025-10-07\nmethod: email\n");
    let gone = contact(&elm, "t-3");
    // r3 is gone, r0 says something else, and r4 is new.
    let now = BEFORE.replace("r3,t-3,2025-10-06", "r4,t-4,2025-10-06");
    elm.write("log.csv", &now.replace("r0,t-0,2025-10-06,10", "r0,t-0,2025-10-06,15"));
    let before = elm.records();
    let said = |run: &Run| {
        let stays = format!(
            "note: gone from the source, and cannot go: {RELATIONSHIP}; {TYPED} belongs to it and \
             stays\n"
        );
        assert!(run.err.contains(&stays), "{}", run.err);
        assert!(run.err.contains(&format!("note: gone from the source: {gone}\n")), "{}", run.err);
    };
    let run = elm.imported(&["log.csv"], &["--update", "--prune", "-n"]);
    said(&run);
    assert!(run.err.contains("--prune --yes"), "{}", run.err);
    let run = elm.imported(&["log.csv"], &["--update", "--prune", "--yes", "-n"]);
    said(&run);
    assert_eq!(elm.records(), before);
    let run = elm.imported(&["log.csv"], &["--update", "--prune", "--yes"]);
    said(&run);
    let plan = "2 to add · 5 the same · 1 to update · 1 to remove · 1 gone from the source";
    assert!(run.err.contains(plan), "{}", run.err);
    assert!(!elm.path(&gone).exists());
    assert!(elm.path(TYPED).exists() && elm.path(RELATIONSHIP).exists());
    assert!(elm.read(&contact(&elm, "t-0")).contains("minutes: 15"));
    // 8 and the one that was typed, less 1, and 2 more.
    assert_eq!(elm.records().len(), 10);

    // Nothing is left to be removed, so nothing is offered.
    let run = elm.imported(&["log.csv"], &["--prune"]);
    assert!(run.err.contains("cannot go") && !run.err.contains("--yes"), "{}", run.err);
    // With the record of someone's own, the relationship goes.
    std::fs::remove_file(elm.path(TYPED)).unwrap();
    elm.imported(&["log.csv"], &["--prune", "--yes"]);
    assert!(!elm.path("records/oak/c-1-t-3").exists());
}

#[test]
fn a_relationship_goes_whose_last_record_moves_out_in_the_same_run() {
    let elm = elm();
    elm.write("log.csv", &BEFORE.replace("r3,t-3", "r3,t-2"));
    // Without --update the record stays where it is, and so does its relationship.
    let run = elm.import(&["log.csv"], &["--prune", "--yes"]);
    assert!(run.err.contains("belongs to it and stays"), "{}", run.err);
    assert_eq!(elm.records().len(), 8);
    let run = elm.imported(&["log.csv"], &["--update", "--prune", "--yes"]);
    assert!(run.err.contains("1 to update · 1 to remove"), "{}", run.err);
    assert!(!elm.path("records/oak/c-1-t-3").exists());
    let of_t2 = |path: &&String| path.starts_with("oak/c-1-t-2/2025-10-06-contact");
    assert_eq!(elm.records().keys().filter(of_t2).count(), 2);
    elm.again(&["log.csv"]);
}

#[test]
fn a_record_that_another_names_stays_and_so_does_its_relationship() {
    let elm = elm();
    let named = contact(&elm, "t-3");
    let name = named.rsplit_once('/').unwrap().1;
    let review = "records/oak/c-1-t-3/2025-10-30-review-0001.yaml";
    elm.write(
        review,
        &format!(
            "kind: review\ndate: 2025-10-30\ndata:\n  - {{id: d1, source: other, ref: {name}}}\n\
             next_steps:\n  - {{what: write, who: coach, because_of: [d1]}}\n"
        ),
    );
    let gone = contact(&elm, "t-2");
    elm.write("log.csv", "Id,Teacher,Day,Minutes\nr0,t-0,2025-10-06,10\nr1,t-1,2025-10-06,10\n");
    let run = elm.imported(&["log.csv"], &["--prune", "--yes"]);
    let stays = format!("cannot go: {named}; {review} names it; change or remove that first\n");
    assert!(run.err.contains(&stays), "{}", run.err);
    let holds = format!("cannot go: {RELATIONSHIP}; {review} belongs to it and stays\n");
    assert!(run.err.contains(&holds), "{}", run.err);
    assert!(elm.path(&named).exists() && !elm.path(&gone).exists());
    assert!(!elm.path("records/oak/c-1-t-2").exists());
}

/// What is told of a district in another folder is found from where the command was given.
#[test]
fn an_import_that_cannot_be_taken_back_names_what_keeps_it() {
    let elm = elm();
    elm.write(TYPED, "kind: contact\ndate: 2025-10-07\nmethod: email\n");
    let before = elm.records();
    let run = coach_in(&elm.path(".."), &[], &["import", "-C", "elm", "--undo", "log"]);
    assert_eq!(run.code, 2, "{}", run.err);
    let why = format!("\n  elm/{RELATIONSHIP}: elm/{TYPED} belongs to it and stays\n");
    assert!(run.err.contains(&why), "{}", run.err);
    assert!(run.err.contains("nothing was removed"), "{}", run.err);
    assert_eq!(elm.records(), before);
}
