//! What check would call an error is refused, and what it would warn of is written with the warning.

use super::{Desk, FOR_T104, T104};
use crate::harness::coach_in;

/// Arguments of `coach log`, and the rule that is breached.
type Case = (&'static [&'static str], &'static str);

const ERRORS: &[Case] = &[
    (&["session", "--method", "mail"], "unknown-method"),
    (&["session", "--method", "video", "--item", "rational"], "unknown-item"),
    (&["session", "--method", "video", "--phase", "debriefing"], "unknown-phase"),
    (&["session", "--method", "video", "--starts", "2pm"], "bad-date"),
    (&["session", "--method", "video", "--minutes", "1441"], "out-of-range"),
    (&["session", "--method", "video", "--meeting", "Room 5"], "bad-id"),
    (&["session", "--method", "video", "--next-step", "who=principal go on"], "unknown-word"),
    (&["session", "--method", "video", "--next-step", "due=-3 go on"], "step-due-early"),
    (&["session", "--method", "video", "--observed", "+3"], "observed-after-session"),
    (&["contact", "--method", "mail"], "unknown-method"),
    (&["contact", "--method", "email", "--minutes", "0"], "out-of-range"),
    (&["request", "--asked", "2025-10-06", "--answered", "2025-10-05"], "answered-before-asked"),
    (&["request", "--answered", "today", "--method", "mail"], "unknown-method"),
    (
        &["feedback", "--requested", "2025-10-06", "--received", "2025-10-05"],
        "answered-before-asked",
    ),
];

const WARNINGS: &[Case] = &[
    (&["session", "--method", "video", "--date", "2025-08-29"], "outside-dates"),
    (&["session", "--method", "video", "--item", "listens,listens"], "item-twice"),
    (
        &["session", "--method", "video", "--observed", "2024-10-06", "--date", "2025-10-06"],
        "far-date",
    ),
    (&["contact", "--method", "email", "--date", "tomorrow"], "after-as-of"),
    (&["request", "--asked", "2025-08-29"], "outside-dates"),
    (&["feedback", "--requested", "2025-08-29"], "outside-dates"),
];

#[test]
fn errors_are_refused_and_leave_nothing() {
    let desk = Desk::new();
    for (arguments, rule) in ERRORS {
        let arguments = [arguments, &FOR_T104[..]].concat();
        desk.refused(1, &arguments, &[&format!("error[{rule}]"), T104, "nothing was written"]);
    }
    assert!(desk.rescued().is_empty(), "a script has what it said");
}

#[test]
fn errors_of_a_relationship_are_refused_and_leave_no_folder() {
    let desk = Desk::new();
    let base = ["relationship", "--coach", "c-03", "--educator", "t-201", "--school", "lincoln"];
    let with = |more: &[&'static str]| [&base[..], more].concat();
    let changed = |from, to| base.map(|word| if word == from { to } else { word }).to_vec();
    for (arguments, rule) in [
        (changed("t-201", "T-201"), "bad-id"),
        (changed("t-201", "quill"), "bad-id"),
        (changed("t-201", "../../../t-201"), "bad-id"),
        (changed("c-03", "c 03"), "bad-id"),
        (changed("lincoln", "lincon"), "unknown-school"),
        (changed("lincoln", "../lincoln"), "bad-id"),
        (changed("t-201", "t-104"), "overlapping-relationships"),
        (with(&["--profile", "missouri"]), "unknown-profile"),
        (with(&["--agreed-method", "mail"]), "unknown-method"),
        (with(&["--days", "school"]), "unknown-word"),
        (with(&["--respond-within", "400"]), "out-of-range"),
        (with(&["--meet-every", "0"]), "out-of-range"),
    ] {
        desk.refused(1, &arguments, &[&format!("error[{rule}]"), "nothing was written"]);
    }
    let folders = |path: &str| std::fs::read_dir(desk.path().join(path)).expect("it").count();
    assert_eq!((folders("records"), folders("records/lincoln")), (1, 2));
}

#[test]
fn warnings_are_said_and_the_record_is_written() {
    for (arguments, rule) in WARNINGS {
        let desk = Desk::new();
        let run = desk.log(&[arguments, &FOR_T104[..]].concat());
        assert_eq!(run.code, 0, "{run:#?}");
        let (path, _) = desk.record();
        assert!(run.out.contains(&path), "{run:#?}");
        assert!(run.err.contains(&format!("warning[{rule}]")), "{rule}: {run:#?}");
        // Check says the same of the file that was written.
        let check = coach_in(desk.path(), &[], &["check"]);
        assert!(check.code == 0 && check.out.contains(run.err.trim()), "{check:#?}\n{run:#?}");
    }
}

#[test]
fn the_levels_of_the_district_decide() {
    let desk = Desk::new();
    let arguments =
        [&["session", "--method", "video", "--item", "listens,listens"], &FOR_T104[..]].concat();
    desk.file("coach.toml", format!("{}[checks]\nitem-twice = \"error\"\n", super::SETTINGS));
    desk.refused(1, &arguments, &["error[item-twice]"]);
    desk.file("coach.toml", format!("{}[checks]\nitem-twice = \"off\"\n", super::SETTINGS));
    desk.wrote(&arguments);
}

#[test]
fn what_is_wrong_elsewhere_is_no_reason_to_refuse() {
    let desk = Desk::new();
    desk.file(&format!("{T104}/2025-10-01-contact-0001.yaml"), "kind: contct\n");
    desk.file("records/lincoln/c-03-t-105/relationship.yaml", "kind: [\n");
    desk.wrote(&["contact", "--educator", "t-104", "--method", "email"]);
}
