//! `coach edit` and `coach remove`: what was wrong is mended without opening a file, what names a record
//! follows it, and what cannot be mended safely stays as it is.

use super::{Desk, T104};
use crate::harness::Run;

const SESSION: &str = "records/lincoln/c-03-t-104/2025-10-06-session-0a1b.yaml";
const SESSION_TEXT: &str = "# from paper\nkind: session\ndate: 2025-10-06   # a Monday\nmethod: video\n\
                            minutes: 45\nnext_steps:\n  - {id: s1, what: try it, due: 2025-10-20}\n";
const CHECKLIST: &str = "2025-10-07-checklist-00aa.yaml";
const CORRECTION: &str = "2025-10-07-checklist-00bb.yaml";
const REVIEW: &str = "2025-10-09-review-00cc.yaml";

/// A desk with a session; a checklist, its correction and a review that names it.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file(SESSION, SESSION_TEXT);
    let checklist = |date: &str, more: &str| {
        format!(
            "kind: checklist\ndate: {date}\nrater: {{role: observer, id: o-1}}\n{more}ratings: {{rationale: \
             partial}}\n"
        )
    };
    desk.file(&format!("{T104}/{CHECKLIST}"), checklist("2025-10-07", ""));
    let replaces = format!("replaces: {CHECKLIST}   # twice\n");
    desk.file(&format!("{T104}/{CORRECTION}"), checklist("2025-10-07", &replaces));
    let review = format!(
        "kind: review\ndate: 2025-10-09\nperiod: {{from: 2025-09-01, to: 2025-10-08}}\ndata:\n  - id: d1\n    source: \
         fidelity-checklist\n    ref: {CHECKLIST}\nnext_steps:\n  - {{what: go on, because_of: [d1]}}\n"
    );
    desk.file(&format!("{T104}/{REVIEW}"), review);
    desk
}

fn run(desk: &Desk, arguments: &[&str]) -> Run {
    super::finish(desk.command(arguments).spawn().expect("the program starts"))
}

#[track_caller]
fn done(desk: &Desk, arguments: &[&str]) -> Run {
    let run = run(desk, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {run:#?}");
    run
}

#[track_caller]
fn refused(desk: &Desk, code: i32, arguments: &[&str], said: &str) {
    let before = desk.files();
    let run = run(desk, arguments);
    assert_eq!((run.code, run.out.as_str()), (code, ""), "{run:#?}");
    assert!(run.err.contains(said), "{said} is not said: {}", run.err);
    assert_eq!(desk.files(), before);
}

#[test]
fn values_change_and_the_rest_stays() {
    let desk = desk();
    done(&desk, &["edit", "0a1b", "--set", "minutes=40", "--set", "next_steps.s1.due=2025-10-27"]);
    let text = SESSION_TEXT.replace("45", "40").replace("2025-10-20", "2025-10-27");
    assert_eq!(desk.read(SESSION), text);
    done(&desk, &["edit", "0a1b", "--set", "items=rationale, listens", "--unset", "minutes"]);
    let text = text.replace("minutes: 40\n", "items: [rationale, listens]\n");
    assert_eq!(desk.read(SESSION), text);
    done(
        &desk,
        &["edit", "0a1b", "--set", "observed.minutes=20", "--set", "observed.on=2025-10-06"],
    );
    let text = text.replace("listens]\n", "listens]\nobserved: {minutes: 20, on: 2025-10-06}\n");
    assert_eq!(desk.read(SESSION), text);
    let run = done(&desk, &["edit", "0a1b", "--set", "method=video"]);
    assert!(run.out.is_empty() && run.err.contains("the record says so already"), "{run:?}");
}

#[test]
fn the_file_moves_with_its_day_and_what_names_it_is_mended() {
    let desk = desk();
    let run = done(&desk, &["edit", "00aa", "--set", "date=2025-10-03"]);
    let new = "2025-10-03-checklist-00aa.yaml";
    assert_eq!(
        run.out,
        format!(
            "wrote {T104}/{new}\nchanged {T104}/{CORRECTION}\nchanged {T104}/{REVIEW}\nremoved \
             {T104}/{CHECKLIST}\n"
        )
    );
    assert!(
        desk.read(&format!("{T104}/{CORRECTION}"))
            .contains(&format!("replaces: {new}   # twice\n"))
    );
    assert!(desk.read(&format!("{T104}/{REVIEW}")).contains(&format!("ref: {new}\n")));
    assert!(desk.read(&format!("{T104}/{new}")).contains("date: 2025-10-03\n"));
    assert!(!desk.files().contains_key(&format!("{T104}/{CHECKLIST}")));
    // What was written last is the record itself.
    let run = done(&desk, &["edit", "last", "--set", "ratings.rationale=in-place"]);
    assert_eq!(run.out, format!("changed {T104}/{new}\n"));
}

#[test]
fn a_record_goes_to_another_educator() {
    let desk = desk();
    let run = done(&desk, &["edit", "2025-10-06-session", "--set", "educator=t-105"]);
    let there = SESSION.replace("t-104", "t-105");
    assert_eq!(run.out, format!("wrote {there}\nremoved {SESSION}\n"));
    assert_eq!(desk.read(&there), SESSION_TEXT);
    refused(&desk, 2, &["edit", "00aa", "--set", "educator=t-105"], "name this record");
    refused(&desk, 2, &["edit", "last", "--set", "educator=t-1"], "no relationship matches");
}

#[test]
fn a_kind_changes_as_far_as_its_keys_allow() {
    let desk = desk();
    let to_contact = ["edit", "0a1b", "--set", "kind=contact"];
    refused(&desk, 1, &to_contact, "`next_steps`");
    done(&desk, &[&to_contact[..], &["--unset", "next_steps"]].concat());
    let contact = SESSION.replace("session", "contact");
    let text = SESSION_TEXT.replace("kind: session", "kind: contact");
    assert_eq!(desk.read(&contact), text[..text.find("next_steps").expect("a step")]);
}

#[test]
fn a_relationship_is_opened_again_and_moves_with_all_it_has() {
    let desk = desk();
    done(
        &desk,
        &["log", "relationship", "--educator", "t-104", "--end", "2025-12-01", "--reason", "x"],
    );
    done(&desk, &["edit", "c-03-t-104", "--unset", "ended", "--set", "end_reason="]);
    desk.is_clean();
    let all = desk.files();
    let moved = done(&desk, &["edit", T104, "--set", "coach=c-09"]);
    assert_eq!(moved.out.matches("wrote ").count(), 5, "{moved:?}");
    let expected: std::collections::BTreeMap<String, String> = all
        .into_iter()
        .map(|(path, text)| match path.starts_with(T104) {
            true => (
                path.replace("c-03-t-104", "c-09-t-104"),
                text.replace("coach: c-03", "coach: c-09"),
            ),
            false => (path, text),
        })
        .collect();
    assert_eq!(desk.files(), expected);
    assert!(!desk.path().join(T104).exists());
}

#[test]
fn what_is_wrong_is_said_and_costs_nothing() {
    let desk = desk();
    let edit = |more: &[&'static str]| [&["edit", "0a1b"], more].concat();
    refused(&desk, 2, &edit(&["--set", "minuts=40"]), "did you mean `minutes`?");
    refused(&desk, 2, &edit(&["--set", "next_steps.s2.due=2025-10-27"]), "there is s1");
    refused(&desk, 2, &edit(&["--set", "next_steps.due=2025-10-27"]), "no next step `due`");
    refused(&desk, 2, &edit(&["--set", "observed=20"]), "such as observed.on");
    refused(&desk, 2, &edit(&["--set", "minutes.x=20"]), "no keys below `minutes`");
    refused(&desk, 2, &edit(&["--set", "minutes"]), "write KEY=VALUE");
    refused(&desk, 2, &edit(&["--unset", "minutes=3"]), "the key alone");
    refused(&desk, 2, &edit(&[]), "say what to change");
    refused(&desk, 1, &edit(&["--set", "minutes=4000"]), "1440");
    refused(&desk, 1, &edit(&["--set", "date=2025-10-21"]), "step-due-early");
    refused(&desk, 2, &["edit", "9999", "--set", "minutes=40"], "there is no record `9999`");
    refused(&desk, 2, &["edit", "2025", "--set", "minutes=40"], "may be any of");
    desk.file(SESSION, SESSION_TEXT.replace("minutes: 45", "minutes: [45"));
    refused(&desk, 2, &edit(&["--set", "method=email"]), "cannot be read past this line");
}

#[test]
fn what_stands_there_with_a_fault_is_mended() {
    let desk = desk();
    desk.file(SESSION, SESSION_TEXT.replace("minutes: 45", "minutes: 4500"));
    done(&desk, &["edit", "0a1b", "--set", "minutes=45"]);
    assert_eq!(desk.read(SESSION), SESSION_TEXT);
}

#[test]
fn a_record_goes_unless_others_name_it() {
    let desk = desk();
    refused(&desk, 2, &["remove", "00aa"], "name it");
    let run = done(&desk, &["remove", "00aa", "00bb", "00cc", "--format", "json"]);
    let json = run.json();
    assert_eq!(json["removed"].as_array().expect("a list").len(), 3, "{json}");
    assert_eq!(desk.records().len(), 1);
    // No repository has them: their texts are kept.
    assert_eq!(desk.rescued().len(), 3);
    let run = done(
        &desk,
        &["remove", "last-year", "--dry-run"]
            .map(|word| if word == "last-year" { "0a1b" } else { word }),
    );
    assert!(run.out.starts_with(&format!("remove {SESSION}\n")), "{run:?}");
    assert_eq!(desk.records().len(), 1);
}

#[test]
fn a_relationship_goes_with_all_it_has() {
    let desk = desk();
    refused(&desk, 2, &["remove", "c-03-t-104"], "this would remove 5 records");
    refused(&desk, 2, &["remove", "c-03-t-104", "--yes", "--because", "x"], "add --commit");
    done(&desk, &["remove", "c-03-t-104", "--yes"]);
    assert!(!desk.path().join(T104).exists() && desk.path().join("records/lincoln").exists());
    assert_eq!(desk.rescued().len(), 5);
    desk.is_clean();
}
