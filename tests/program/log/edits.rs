//! Small edits that close something: the lines that were meant, and no other byte.

use super::{Desk, T104, path_after, today};

/// A session with steps in both layouts, and comments everywhere.
const SESSION: &str = "# a visit\nkind: session\ndate: 2025-10-06   # Monday\nmethod: \"video\"\n\n\
    next_steps:\n  - id: s1          # first\n    what: try 'it'\n    who: educator\n\n  \
    - {id: s2, what: go on}  # second\n  - what: without id\n# end\nnotes: >-\n  folded\n  text\n";
const SESSION_PATH: &str = "records/lincoln/c-03-t-104/2025-10-06-session-7c1e.yaml";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file(SESSION_PATH, SESSION);
    desk
}

#[test]
fn a_step_is_done_by_file_and_id() {
    let desk = desk();
    let run = desk.wrote(&["done", &format!("{SESSION_PATH}#s1"), "--date", "2025-10-13"]);
    assert_eq!(path_after("changed", &run), SESSION_PATH);
    let expected = SESSION.replace("who: educator\n", "who: educator\n    done: 2025-10-13\n");
    assert_eq!(desk.read(SESSION_PATH), expected);
    desk.is_clean();
}

#[test]
fn a_step_is_found_by_name_number_or_educator() {
    let s2 = SESSION.replace("go on}", "go on, done: 2025-10-13}");
    let third = SESSION.replace("without id\n", "without id\n    done: 2025-10-13\n");
    let on = ["--date", "2025-10-13"];
    for (arguments, expected) in [
        (&["done", "2025-10-06-session-7c1e.yaml#s2"][..], &s2),
        (&["done", "2025-10-06-session-7c1e.yaml#2"], &s2),
        (&["done", "s2", "--educator", "t-104"], &s2),
        (&["done", "s2", "--pair", "c-03-t-104"], &s2),
        (&["done", "2025-10-06-session-7c1e.yaml#s2", "--educator", "t-104"], &s2),
        (&["done", "2025-10-06-session-7c1e.yaml#3"], &third),
        (&["done", "7c1e#3"], &third),
        (&["done", "2025-10-06#s2", "--coach", "c-03"], &s2),
        (&["done", "c-03-t-104/2025-10-06-session-7c1e.yaml#s2"], &s2),
        (&["done", "3", "--educator", "t-104"], &third),
    ] {
        let desk = desk();
        desk.wrote(&[arguments, &on].concat());
        assert_eq!(desk.read(SESSION_PATH), **expected, "{arguments:?}");
    }
}

#[test]
fn a_step_is_dropped_today() {
    let desk = desk();
    let run = desk.log(&["done", "s2", "--educator", "t-104", "--dropped"]);
    // In the year after the session the distance itself is a warning.
    assert_eq!(run.code, 0, "{run:?}");
    let expected = SESSION.replace("go on}", &format!("go on, dropped: {}}}", today()));
    assert_eq!(desk.read(SESSION_PATH), expected);
}

#[test]
fn a_step_that_is_not_open_is_named() {
    let desk = desk();
    desk.wrote(&["done", "s2", "--educator", "t-104", "--date", "2025-10-13"]);
    let file = "2025-10-06-session-7c1e.yaml";
    for (arguments, code, said) in [
        (&["done", "2025-10-06-session-7c1e.yaml#s2"][..], 2, "was done on 2025-10-13"),
        (&["done", "2025-10-06-session-7c1e.yaml#s9"], 2, "has no step `s9`"),
        (&["done", "2025-10-06-session-7c1e.yaml#s1x"], 2, "did you mean `s1`?"),
        (&["done", "2025-10-06-session-7c1e.yaml#4"], 2, "has no step `4`"),
        (&["done", file], 2, "which step of"),
        (&["done", "2025-10-06-session-7c1e.yaml#"], 2, "s1"),
        (&["done", "2025-10-07-session-7c1e.yaml#s1"], 2, "there is no record"),
        (&["done", "7c2e#s1"], 2, "did you mean `2025-10-06-session-7c1e.yaml`?"),
        (&["done", "7c1e#s1", "--educator", "t-105"], 2, "there is no record `7c1e`"),
        (&["done", "s7", "--educator", "t-104"], 2, "no open step `s7`"),
        (&["done", "s1", "--educator", "t-104", "--date", "2025-10-05"], 1, "step-closed-early"),
    ] {
        desk.refused(code, arguments, &[said]);
    }
    let other = SESSION_PATH.replace("7c1e", "7c1f");
    desk.file(&other, SESSION);
    desk.refused(2, &["done", "s1", "--educator", "t-104"], &["several", SESSION_PATH, &other]);
}

#[test]
fn last_is_what_the_last_command_wrote() {
    let desk = Desk::new();
    desk.refused(2, &["request", "--answer", "last"], &["coach has written none here"]);
    let asked = desk.wrote(&["request", "--educator", "t-104", "--asked", "2025-10-06"]);
    let path = path_after("wrote", &asked);
    let dry = ["request", "--educator", "t-105", "--asked", "2025-10-06", "--dry-run"];
    assert_eq!(desk.log(&dry).code, 0);
    let run = desk.wrote(&["request", "--answer", "last", "--answered", "2025-10-08"]);
    assert_eq!(path_after("changed", &run), path);
    std::fs::remove_file(desk.path().join(&path)).expect("removed");
    desk.refused(2, &["request", "--answer", "last"], &["no longer there", &path]);
    let both = ["contact", "--educator", "t-104,t-105", "--method", "email", "--date"];
    desk.wrote(&[&both[..], &["2025-10-09"]].concat());
    let [first, second] = ["t-104", "t-105"].map(|id| format!("c-03-{id}/2025-10-09-contact-"));
    desk.refused(2, &["done", "last#s1"], &["wrote 2 records", &first, &second]);
    assert!(desk.records().iter().all(|(path, _)| !path.contains(".coach")));
}

#[test]
fn a_part_of_a_name_that_several_have_lists_them() {
    let desk = desk();
    let other = SESSION_PATH.replace("7c1e", "7c1f");
    desk.file(&other, SESSION);
    let said = ["may be any of 2 records", SESSION_PATH, &other];
    desk.refused(2, &["done", "2025-10-06#s1"], &said);
}

#[test]
fn an_answer_closes_a_request() {
    let request = "kind: request # a question\nasked: 2025-10-06\n\nabout: which rubric # which?\n";
    let path = format!("{T104}/2025-10-06-request-0001.yaml");
    for which in [&["--answer", "--educator", "t-104"][..], &["--answer", path.as_str()]] {
        let desk = Desk::new();
        desk.file(&path, request);
        let said = ["request", "--answered", "2025-10-07", "--method", "phone"];
        desk.wrote(&[&said, which].concat());
        let expected = format!("{request}answered: 2025-10-07\nmethod: phone\n");
        assert_eq!(desk.read(&path), expected);
        desk.is_clean();
        desk.refused(2, &[&["request"], which].concat(), &["no open request"]);
    }
}

#[test]
fn one_of_several_open_requests_is_named_by_its_file() {
    let desk = Desk::new();
    let [first, second] = ["06", "08"].map(|day| {
        let path = format!("{T104}/2025-10-{day}-request-0001.yaml");
        desk.file(&path, format!("kind: request\nasked: 2025-10-{day}\n"));
        path
    });
    let answer = ["request", "--answer", "--educator", "t-104"];
    desk.refused(2, &answer, &["2 open requests", &first, &second]);
    desk.wrote(&["request", "--answer", &second, "--answered", "2025-10-08"]);
    assert_eq!(desk.read(&second), "kind: request\nasked: 2025-10-08\nanswered: 2025-10-08\n");
    desk.wrote(&[&answer[..], &["--answered", "2025-10-08"]].concat());
    assert_eq!(desk.read(&first), "kind: request\nasked: 2025-10-06\nanswered: 2025-10-08\n");
}

#[test]
fn feedback_is_completed_in_two_goes() {
    let desk = Desk::new();
    let path = format!("{T104}/2025-10-06-feedback-0001.yaml");
    let requested = "kind: feedback\nrequested: 2025-10-06 # asked\n";
    desk.file(&path, requested);
    let complete = ["feedback", "--complete", "--educator", "t-104"];
    desk.wrote(&[&complete[..], &["--received", "2025-10-08", "--summary", "too: long"]].concat());
    let received = format!("{requested}received: 2025-10-08\nsummary: \"too: long\"\n");
    assert_eq!(desk.read(&path), received);
    desk.refused(2, &complete, &["--response"]);
    desk.wrote(&[&complete[..], &["--response", "line\nby line"]].concat());
    assert!(desk.read(&path).starts_with(&received), "{}", desk.read(&path));
    assert_eq!(super::value(&desk.read(&path))["response"], "line\nby line");
    desk.refused(2, &complete, &["no open feedback"]);
}

#[test]
fn an_end_is_two_lines() {
    let desk = Desk::new();
    let path = format!("{T104}/relationship.yaml");
    let before = desk.read(&path);
    let end = ["relationship", "--educator", "t-104", "--end", "2026-01-30"];
    desk.wrote(&[&end[..], &["--reason", "moved away"]].concat());
    assert_eq!(desk.read(&path), format!("{before}ended: 2026-01-30\nend_reason: moved away\n"));
    desk.refused(2, &end, &["already ended on 2026-01-30"]);
    let early = ["relationship", "--educator", "t-105", "--end", "2025-08-01"];
    desk.refused(1, &early, &["before it starts"]);
}

#[test]
fn an_option_that_an_end_does_not_take_is_refused() {
    let desk = Desk::new();
    let end = ["relationship", "--educator", "t-104", "--end", "today"];
    for more in [
        ["--school", "prairie"],
        ["--practice", "talk"],
        ["--profile", "missouri-sbic-2014"],
        ["--committed-on", "today"],
        ["--respond-within", "3"],
        ["--days", "working"],
        ["--agreed-method", "email"],
        ["--meet-every", "14"],
        ["--minutes", "45"],
    ] {
        desk.refused(2, &[&end[..], &more].concat(), &[more[0]]);
    }
}

#[test]
fn what_cannot_be_edited_safely_is_written_by_hand() {
    let desk = Desk::new();
    // A group in brackets over several lines, with a comment in it.
    let text = "{kind: request, # a question\n asked: 2025-10-06}\n";
    let path = format!("{T104}/2025-10-06-request-0001.yaml");
    desk.file(&path, text);
    let run = desk.log(&["request", "--answer", &path, "--answered", "2025-10-07"]);
    if run.code == 0 {
        let record = super::value(&desk.read(&path));
        assert_eq!(record["answered"], "2025-10-07");
        assert!(desk.read(&path).contains("# a question"), "{}", desk.read(&path));
    } else {
        assert_eq!((run.code, desk.read(&path).as_str()), (2, text));
        assert!(run.err.contains("by hand") && run.err.contains("answered: 2025-10-07"), "{run:?}");
    }
}
