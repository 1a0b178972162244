//! One step back, answers that are changed before anything is written, and several educators, at a real
//! terminal.

use super::{Desk, FOR_T104, value};
use crate::terminal::{CTRL_C, DOWN, ENTER, ESCAPE, SPACE};
use serde_json::json;

const LEFT: &str = "\x1b[D";
const UP: &str = "\x1b[A";
const CLEAR: &str = "\x15";

/// A wrong person, a wrong day and a wrong number, each found one question too late.
#[test]
fn one_step_back_asks_the_question_before() {
    let desk = Desk::new();
    let mut terminal = desk.at_terminal(&[], &["contact"]);
    terminal.press("Whose record is it?", ENTER).press("Which day?", LEFT);
    // Back at the first, which has none before it.
    terminal.expect("Whose record is it?").expect("> [ ] t-104").type_in(LEFT).pause();
    terminal.type_in(DOWN).expect("> [ ] t-105").type_in(ENTER);
    terminal.answer("Which day?", "2025-10-06").press("How were you in touch?", ENTER);
    terminal.answer("Minutes?", "15").press("What was it about?", UP);
    // The answer is in the line; Ctrl-U clears it.
    terminal.expect("Minutes?").expect("15").pause().type_in(UP);
    terminal.expect("How were you in touch?").expect("> video").type_in(DOWN).type_in(ENTER);
    terminal.expect("Minutes?").expect("15").pause().type_in(CLEAR).type_in("20\r");
    terminal.answer("What was it about?", "cards").press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let (path, text) = desk.record();
    assert!(path.contains("/c-03-t-105/"), "{path}");
    let expected = json!({"kind": "contact", "date": "2025-10-06", "method": "email", "minutes": 20,
                          "about": "cards"});
    assert_eq!(value(&text), expected);
}

/// What was typed of an answer is there again, and letters in a list are letters.
#[test]
fn what_was_typed_before_one_step_back_stays() {
    let desk = Desk::new();
    let mut terminal = desk.at_terminal(&[], &[&["request", "--ask"][..], &FOR_T104].concat());
    terminal.answer("Asked on which day?", "2025-10-06");
    terminal.press("What was asked?", "where the car").expect("where the car").pause();
    // Within a text the arrow moves the cursor.
    terminal.type_in(LEFT).pause().type_in(UP);
    terminal.press("Asked on which day?", ENTER);
    terminal.expect("What was asked?").expect("where the car").pause().type_in("ds are\r");
    terminal.press("On which day was it answered", ENTER).press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(value(&desk.text())["about"], "where the cards are");
}

/// A line of the list is answered again, and then it is as before with that answer.
#[test]
fn an_answer_is_changed_before_it_is_written() {
    let desk = Desk::new();
    let start = ["session", "--educator", "t-104", "--item", "rationale", "--phase", "debrief"];
    let mut terminal = desk.at_terminal(&[], &start);
    terminal.answer("Which day?", "2025-10-06").press("How did you meet?", ENTER);
    terminal.answer("Minutes?", "30").answer("On which day did you visit", "2025-10-03");
    terminal.answer("Minutes of that visit?", "20").press("What did you look for?", ENTER);
    for question in ["Strengths", "is working?", "is not working?"] {
        terminal.press(question, ENTER);
    }
    terminal.answer("Next step?", "rehearse").press("Who does it?", ENTER);
    terminal.press("By when?", ENTER).press("Another next step?", ENTER);
    terminal.press("Anything else", ENTER);
    terminal.expect("This is the record.").expect("change: Which day? 2025-10-06");
    terminal.expect("change: Minutes? 30").expect("change: What did you look for? —");
    // Letters find the line.
    terminal.pause().type_in("Minutes? 3").expect("> change: Minutes? 30").type_in(ENTER);
    terminal.expect("Minutes?").expect("30").pause().type_in(CLEAR).type_in("45\r");
    terminal.expect("minutes: 45").expect("This is the record.").pause().type_in("who does");
    terminal.expect("> change: Who does it? the educator").type_in(ENTER);
    // Left by Escape or one step back, it stays.
    terminal.press("Who does it?", ESCAPE).expect("This is the record.").pause();
    terminal.type_in("who does").expect("> change: Who does it?").pause().type_in(ENTER);
    terminal.expect("Who does it?").pause().type_in(LEFT);
    // Without the visit nothing is asked or kept of it.
    terminal.expect("This is the record.").pause().type_in("did you visit");
    terminal.expect("> change: On which day").pause().type_in(ENTER);
    terminal.expect("did you visit").expect("2025-10-03").pause().type_in(CLEAR).type_in(ENTER);
    terminal.expect("This is the record.").pause().type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let expected = json!({
        "kind": "session", "date": "2025-10-06", "method": "video", "minutes": 45,
        "phases": ["debrief"], "items": ["rationale"],
        "next_steps": [{"id": "s1", "what": "rehearse", "who": "educator"}],
    });
    assert_eq!(value(&desk.text()), expected);
}

/// Another answer may bring questions that were not asked before.
#[test]
fn a_changed_answer_asks_what_follows_from_it() {
    let desk = Desk::new();
    let start = ["request", "--educator", "t-104", "--asked", "2025-10-06", "--ask"];
    let mut terminal = desk.at_terminal(&[], &start);
    terminal.answer("What was asked?", "cards").press("On which day was it answered", ENTER);
    terminal.expect("This is the record.").pause().type_in("was it answered");
    terminal.expect("> change: On which day was it answered").pause().type_in(ENTER);
    terminal.answer("On which day was it answered", "2025-10-07");
    terminal.press("How was it answered?", DOWN).type_in(ENTER);
    terminal.press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let expected = json!({"kind": "request", "asked": "2025-10-06", "about": "cards",
                          "answered": "2025-10-07", "method": "email"});
    assert_eq!(value(&desk.text()), expected);
}

/// Whoever went back and then stops loses none of the answers behind.
#[test]
fn stopped_after_steps_back_every_answer_is_kept() {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    for signal in [None, Some(Signal::TERM)] {
        let desk = Desk::new();
        let mut terminal = desk.at_terminal(&[], &[&["feedback", "--ask"][..], &FOR_T104].concat());
        terminal.answer("Asked on which day?", "2025-10-06");
        terminal.answer("did it come back", "2025-10-08").answer("What came back?", "slower");
        terminal.press("What did you change or reply?", UP);
        terminal.expect("What came back?").expect("slower").pause().type_in(UP);
        terminal.expect("did it come back").expect("2025-10-08").pause();
        match signal {
            None => {
                terminal.type_in(CTRL_C);
                assert_eq!(terminal.end().0, 1);
            }
            Some(signal) => {
                terminal.signal(signal);
                assert_eq!(terminal.end_status().signal(), Some(15), "{}", terminal.text());
            }
        }
        let rescued = desk.rescued();
        let [(_, text)] = &rescued[..] else { panic!("{rescued:?}") };
        let expected = json!({"kind": "feedback", "requested": "2025-10-06", "received": "2025-10-08",
                              "summary": "slower"});
        assert_eq!(value(text), expected);
        assert_eq!(desk.records().len(), 0);
    }
}

/// Space ticks educators; they were together or were not.
#[test]
fn several_educators_are_ticked() {
    let session = [
        "session",
        "--ask",
        "--method",
        "video",
        "--item",
        "rationale",
        "--phase",
        "debrief",
        "--observed",
        "2025-10-03",
    ];
    let contact = ["contact", "--ask", "--method", "video"];
    for (arguments, how, is_one) in [(&session[..], ENTER, true), (&contact, ENTER, false)] {
        let desk = Desk::new();
        let mut terminal = desk.at_terminal(&[], arguments);
        terminal.expect("Whose record is it?").expect("t-105").pause();
        // What found the first does not hide the second.
        terminal.type_in("105").expect("> [ ] t-105").type_in(SPACE).expect("[ ] t-104");
        terminal.type_in("104").expect("> [ ] t-104").type_in(SPACE).expect("[x] t-104");
        terminal.type_in(ENTER).press("together, or one each?", how);
        terminal.answer("Which day?", "2025-10-06");
        let rest: &[&str] = match is_one {
            true => &["Minutes?", "Strengths", "is working?", "is not", "Next step?", "else"],
            false => &["Minutes?", "about?"],
        };
        for question in rest {
            terminal.press(question, ENTER);
        }
        terminal.expect("once for each of 2 educators").expect("> write them").type_in(ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        let records = desk.records();
        let [(one, first), (two, second)] = &records[..] else { panic!("{records:#?}") };
        assert!(one.contains("/c-03-t-104/") && two.contains("/c-03-t-105/"), "{records:#?}");
        assert_eq!(first, second);
        assert_eq!(value(first).get("meeting").is_some(), is_one, "{first}");
        desk.is_clean();
    }
}

/// Nothing else is missing: only that is asked.
#[test]
fn one_or_each_is_asked_where_it_is_not_said() {
    let desk = Desk::new();
    let both =
        ["session", "--educator", "t-104,t-105", "--method", "video", "--date", "2025-10-06"];
    let mut terminal = desk.at_terminal(&[], &both);
    terminal.press("One session together, or one each?", DOWN).type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(desk.records().len(), 2);
    assert!(desk.records().iter().all(|(_, text)| !text.contains("meeting")));
}

/// Where something is to be closed, only pairs with something open are offered.
#[test]
fn only_pairs_with_something_open_are_offered() {
    let desk = Desk::with(|pair| {
        pair.session("2025-10-06", "next_steps: [{id: a, what: plan}]").asked("2025-10-06")
    });
    desk.file(
        "records/lincoln/c-03-t-105/2025-10-07-feedback-00f1.yaml",
        "kind: feedback\nrequested: 2025-10-07\n",
    );
    for (arguments, open, next) in [
        (&["done"][..], "> t-104", "Which step?"),
        (&["done", "a"], "> t-104", ""),
        (&["request", "--answer"], "> t-104", "How was it answered?"),
        (&["feedback", "--complete"], "> t-105", ""),
    ] {
        let other = if open == "> t-104" { "t-105" } else { "t-104" };
        let mut terminal = desk.at_terminal(&[], &[arguments, &["--dry-run"]].concat());
        terminal.expect("Whose record is it?").expect(open).pause();
        assert!(!terminal.text().contains(other), "{}", terminal.text());
        terminal.type_in(ENTER);
        if !next.is_empty() {
            // One step back leads to the pairs.
            terminal.expect(next).pause().type_in(LEFT).press("Whose record is it?", ENTER);
            terminal.press(next, ENTER);
        }
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
    }
    let mut terminal = desk.at_terminal(&[], &["done", "b"]);
    let status = terminal.end_status();
    assert_eq!(status.code(), Some(2), "{}", terminal.text());
    assert!(
        terminal.text().contains("there is no open step `b` in any pair"),
        "{}",
        terminal.text()
    );
}
