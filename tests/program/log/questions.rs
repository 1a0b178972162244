//! Questions at a real terminal.

use super::{Desk, FOR_T104, T104, today, value};
use crate::terminal::{CTRL_C, DOWN, ENTER, ESCAPE, SPACE};
use serde_json::json;

/// A desk where t-104 had a session before, by phone.
fn desk() -> Desk {
    Desk::with(|pair| pair.session("2025-09-22", "method: phone\nminutes: 25\nphases: [debrief]"))
}

/// The one record that was written besides the session of [`desk`].
fn written(desk: &Desk) -> (String, String) {
    let mut records = desk.records();
    records.retain(|(path, _)| !path.contains("2025-09-22"));
    assert_eq!(records.len(), 1, "{records:#?}");
    records.remove(0)
}

#[test]
fn a_session_from_beginning_to_end() {
    let desk = desk();
    let mut terminal = desk.at_terminal(&[], &["session", "--educator", "t-104"]);
    // Today is offered; what is typed takes its place.
    terminal.answer("Which day?", "2025-10-06");
    // Those that were agreed come first, and the one of the last session is offered.
    terminal.expect("How did you meet?").expect("video").expect("(agreed)").expect("> phone");
    terminal.type_in(ENTER);
    // What the last session took stands there.
    terminal.expect("Minutes?").expect("25").type_in(ENTER);
    terminal.expect("Which phases?").expect("[x] debrief").type_in(ENTER);
    terminal.press("Which items did you work on?", "rationale").type_in(SPACE).type_in(ENTER);
    terminal.answer("On which day did you visit", "2025-10-03");
    terminal.answer("Minutes of that visit?", "20");
    terminal.answer("What did you look for?", "wait time");
    terminal.answer("Strengths you named?", "Grüße: waited");
    terminal.answer("What does the educator say is working?", "hands up");
    terminal.press("And what is not working?", ESCAPE);
    terminal.answer("Next step?", "rehearse it");
    terminal.press("Who does it?", ENTER);
    terminal.answer("By when?", "friday");
    terminal.press("Another next step?", ENTER);
    terminal.press("Anything else (confidential)?", ENTER);
    terminal.expect("strengths: ").expect("This is the record.").type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let (path, text) = written(&desk);
    assert!(shown.contains(&format!("wrote {path}")), "{shown}");
    let expected = json!({
        "kind": "session", "date": "2025-10-06", "method": "phone", "minutes": 25,
        "phases": ["debrief"], "items": ["rationale"],
        "observed": {"on": "2025-10-03", "minutes": 20, "focus": "wait time"},
        "strengths": "Grüße: waited", "reflection": {"working": "hands up"},
        "next_steps": [
            {"id": "s1", "what": "rehearse it", "who": "educator", "due": "2025-10-10"},
        ],
    });
    assert_eq!(value(&text), expected);
    desk.is_clean();
}

#[test]
fn a_contact_by_a_few_letters_of_a_name() {
    let desk = desk();
    desk.file("people.yaml", "t-104: Zebra Quill\nt-105: Wren Ibis\n");
    let mut terminal = desk.at_terminal(&[], &["contact"]);
    terminal.expect("Whose record is it?").expect("Zebra Quill");
    terminal.type_in("wrn").expect("Wren Ibis").type_in(ENTER);
    terminal.press("Which day?", ENTER);
    terminal.press("How were you in touch?", DOWN).type_in(ENTER);
    terminal.press("Minutes?", ENTER);
    terminal.answer("What was it about?", "cards");
    terminal.press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let (path, text) = written(&desk);
    assert!(path.contains("/c-03-t-105/"), "{path}");
    let expected = format!("kind: contact\ndate: {}\nmethod: email\nabout: cards\n", today());
    assert_eq!(text, expected);
    for (path, text) in desk.files() {
        let is_list = path == "people.yaml";
        assert!(is_list || !text.contains("Wren") && !text.contains("Zebra"), "{path}: {text}");
    }
}

#[test]
fn a_name_on_the_command_line_is_completed() {
    let desk = desk();
    desk.file("people.yaml", "t-104: Zebra Quill\nt-105: Wren Ibis\n");
    // Part of a name would be enough; a letter that lacks is asked about.
    let arguments = ["contact", "--educator", "zbra", "--method", "email", "--date", "2025-10-06"];
    let mut terminal = desk.at_terminal(&[], &arguments);
    terminal.expect("Whose record is it?").expect("Zebra Quill").type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(written(&desk).0.starts_with(T104));
}

#[test]
fn nothing_is_asked_where_nothing_is_missing() {
    let desk = desk();
    for arguments in [
        &["contact", "--method", "email"][..],
        &["request", "--asked", "2025-10-06"],
        &["feedback", "--requested", "2025-10-06"],
        &["session", "--method", "video"],
        &["request", "--answer", "--answered", "2025-10-07"],
        &["feedback", "--complete", "--received", "2025-10-07"],
    ] {
        let (code, shown) = desk.at_terminal(&[], &[arguments, &FOR_T104].concat()).end();
        assert_eq!(code, 0, "{shown}");
        let only = shown.trim();
        assert!(only.starts_with("wrote ") || only.starts_with("changed "), "{shown}");
        assert_eq!(only.lines().count(), 1, "{shown}");
    }
}

#[test]
fn stopped_half_way_what_was_answered_is_kept() {
    let desk = desk();
    let mut terminal = desk.at_terminal(&[], &["session", "--educator", "t-104"]);
    terminal.press("Which day?", ENTER).press("How did you meet?", ENTER);
    terminal.press("Minutes?", ENTER).press("Which phases?", ENTER);
    terminal
        .press("Which items did you work on?", ENTER)
        .press("On which day did you visit", ENTER);
    terminal.answer("Strengths you named?", "hours of typing");
    terminal.press("What does the educator say is working?", CTRL_C);
    let (code, shown) = terminal.end();
    assert_eq!(code, 1, "{shown}");
    let rescued = desk.rescued();
    let [(path, text)] = &rescued[..] else { panic!("{rescued:?}\n{shown}") };
    assert_eq!(value(text)["strengths"], "hours of typing");
    let shown = shown.replace("\r\n", "");
    assert!(shown.contains("nothing was written") && shown.contains(path.to_str().expect("UTF-8")));
    assert_eq!(desk.records().len(), 1);
}

#[test]
fn a_step_in_the_making_is_kept_too() {
    let desk = desk();
    let arguments = ["session", "--educator", "t-104", "--method", "video", "--ask"];
    let mut terminal = desk.at_terminal(&[], &arguments);
    terminal.press("Which day?", ENTER).press("Minutes?", ENTER).press("Which phases?", ENTER);
    terminal
        .press("Which items did you work on?", ENTER)
        .press("On which day did you visit", ENTER);
    terminal.press("Strengths you named?", ENTER);
    terminal.answer("What does the educator say is working?", "the cards");
    terminal.press("And what is not working?", ENTER);
    terminal.answer("Next step?", "the first of them").press("Who does it?", ENTER);
    terminal.press("By when?", ENTER).answer("Another next step?", "the second of them");
    terminal.press("Who does it?", CTRL_C);
    let (code, shown) = terminal.end();
    assert_eq!(code, 1, "{shown}");
    let rescued = desk.rescued();
    let [(_, text)] = &rescued[..] else { panic!("{rescued:?}\n{shown}") };
    for part in ["the cards", "the first of them", "the second of them"] {
        assert!(text.contains(part), "{part} is lost: {text}");
    }
}

#[test]
fn an_agreement_in_the_making_is_kept_too() {
    let desk = desk();
    let new = ["relationship", "--coach", "c-04", "--educator", "t-201", "--school", "prairie"];
    let mut terminal = desk.at_terminal(&[], &[&new[..], &["--ask"]].concat());
    terminal.press("On which teaching practice?", ENTER).press("When did it start?", ENTER);
    terminal.answer("On which day was the verbal commitment?", "2025-09-08");
    terminal.press("Within how many days does the coach answer?", CTRL_C);
    let (code, shown) = terminal.end();
    assert_eq!(code, 1, "{shown}");
    let rescued = desk.rescued();
    let [(_, text)] = &rescued[..] else { panic!("{rescued:?}\n{shown}") };
    let record = value(text);
    assert_eq!(record["agreement"], json!({"committed_on": "2025-09-08"}));
    assert_eq!(record["educator"], "t-201");
}

#[test]
fn given_up_at_the_preview_it_is_kept() {
    for keys in [format!("{DOWN}{DOWN}{ENTER}"), ESCAPE.to_owned(), CTRL_C.to_owned()] {
        let desk = desk();
        let arguments = ["contact", "--educator", "t-104", "--method", "email", "--ask"];
        let mut terminal = desk.at_terminal(&[], &arguments);
        terminal.press("Which day?", ENTER).press("Minutes?", ENTER);
        terminal.answer("What was it about?", "hours of typing");
        terminal.expect("This is the record.").expect("give it up").type_in(&keys);
        let (code, shown) = terminal.end();
        assert_eq!(code, 1, "{shown}");
        let rescued = desk.rescued();
        let [(_, text)] = &rescued[..] else { panic!("{rescued:?}\n{shown}") };
        assert!(text.contains("hours of typing") && shown.contains("nothing was written"));
        assert_eq!(desk.records().len(), 1);
    }
}

#[test]
fn from_the_preview_into_the_editor() {
    let desk = desk();
    let arguments = ["contact", "--educator", "t-104", "--method", "email", "--ask"];
    let editor = [("EDITOR", "sed -i -e 's/^minutes:.*/minutes: 5/'")];
    let mut terminal = desk.at_terminal(&editor, &arguments);
    terminal.press("Which day?", ENTER).press("Minutes?", ENTER).press("What was it about?", ENTER);
    terminal.expect("This is the record.").expect("give it up").type_in(DOWN).type_in(ENTER);
    terminal.expect("minutes: 5").expect("This is the record.").type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(value(&written(&desk).1)["minutes"], 5);
}

#[test]
fn the_editor_opens_twice_on_what_it_saved() {
    let desk = desk();
    let arguments = ["contact", "--educator", "t-104", "--method", "email", "--ask"];
    // Each time it adds to what stands there.
    let editor = [("EDITOR", "sed -i -e 's/^about: *\\(.*\\)/about: more\\1/'")];
    let mut terminal = desk.at_terminal(&editor, &arguments);
    terminal.press("Which day?", ENTER).press("Minutes?", ENTER).press("What was it about?", ENTER);
    terminal.expect("This is the record.").expect("give it up").type_in(DOWN).type_in(ENTER);
    terminal.expect("about: more\r\n").expect("give it up").type_in(DOWN).type_in(ENTER);
    terminal.expect("about: moremore").expect("give it up").type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert_eq!(value(&written(&desk).1)["about"], "moremore");
}

#[test]
fn what_is_needed_is_asked_again_and_a_wrong_answer_is_explained() {
    let desk = desk();
    let mut terminal = desk.at_terminal(&[], &["contact", "--educator", "t-104"]);
    terminal.press("Which day?", &"\x7f".repeat(10)).answer("", "30.09.2025");
    terminal.expect("2025-09-30").type_in(&"\x7f".repeat(10)).type_in("2025-09-30\r");
    terminal.press("How were you in touch?", ENTER);
    terminal.answer("Minutes?", "soon").expect("whole number").type_in("\x7f\x7f\x7f\x7f7\r");
    terminal.press("What was it about?", ENTER).press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let record = value(&written(&desk).1);
    assert_eq!((&record["date"], &record["minutes"]), (&json!("2025-09-30"), &json!(7)));
}

#[test]
fn a_step_is_chosen_and_done() {
    let desk = Desk::with(|pair| {
        pair.session("2025-10-06", "next_steps: [{id: a, what: first}, {id: b, what: second}]")
    });
    let mut terminal =
        desk.at_terminal(&[], &["done", "--educator", "t-104", "--date", "2025-10-13"]);
    terminal.expect("Which step?").expect("second").type_in(DOWN).type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(desk.text().contains("{id: b, what: second, done: 2025-10-13}"), "{}", desk.text());
}

#[test]
fn one_of_two_requests_is_chosen_and_answered() {
    let desk = Desk::with(|pair| pair.asked("2025-10-06").asked("2025-10-08"));
    let arguments = ["request", "--answer", "--educator", "t-104"];
    let mut terminal = desk.at_terminal(&[], &arguments);
    terminal.expect("Which request?").expect("2025-10-08").type_in(DOWN).type_in(ENTER);
    terminal.press("How was it answered?", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let texts: Vec<String> = desk.records().into_iter().map(|(_, text)| text).collect();
    assert!(!texts[0].contains("answered") && texts[1].contains(&format!("answered: {}", today())));
}

#[test]
fn a_relationship_by_questions() {
    let desk = desk();
    let mut terminal = desk.at_terminal(&[], &["relationship"]);
    terminal
        .answer("The coach's id?", "quill")
        .expect("digit")
        .type_in("\x7f\x7f\x7f\x7f\x7fc-04\r");
    terminal.answer("The educator's id?", "t-201");
    terminal.press("At which school?", DOWN).type_in(ENTER);
    terminal.answer("On which teaching practice?", "number talks");
    terminal.press("When did it start?", &"\x7f".repeat(10)).answer("", "2025-09-08");
    terminal.answer("On which day was the verbal commitment?", "2025-09-08");
    terminal.answer("Within how many days does the coach answer?", "2");
    terminal.press("Counted how?", DOWN).type_in(ENTER);
    terminal.press("Which methods do they prefer?", SPACE).type_in(ENTER);
    terminal.answer("Days from one meeting to the next?", "14");
    terminal.press("Minutes of a meeting?", ENTER);
    terminal.press("This is the relationship.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let expected = json!({
        "kind": "relationship", "profile": "missouri-sbic-2014", "coach": "c-04",
        "educator": "t-201", "school": "prairie", "practice": "number talks",
        "started": "2025-09-08",
        "agreement": {
            "committed_on": "2025-09-08", "respond_within_days": 2, "days": "working",
            "methods": ["email"], "meet_every_days": 14,
        },
    });
    assert_eq!(value(&desk.read("records/prairie/c-04-t-201/relationship.yaml")), expected);
    desk.is_clean();
}

#[test]
fn stopped_before_anything_was_said_nothing_is_kept() {
    let desk = desk();
    for first in ["Whose record is it?", "Which day?"] {
        let arguments = match first {
            "Which day?" => vec!["contact", "--educator", "t-104"],
            _ => vec!["contact"],
        };
        let mut terminal = desk.at_terminal(&[], &arguments);
        terminal.press(first, CTRL_C);
        let (code, shown) = terminal.end();
        assert_eq!(code, 1, "{shown}");
        assert!(shown.contains("nothing was written") && desk.rescued().is_empty(), "{shown}");
    }
}

/// What is offered is taken by Enter and left out by Escape.
#[test]
fn an_offer_is_taken_or_left() {
    for (key, minutes) in [(ENTER, Some(25)), (ESCAPE, None)] {
        let desk = desk();
        let mut terminal = desk
            .at_terminal(&[], &["session", "--educator", "t-104", "--method", "video", "--ask"]);
        terminal.press("Which day?", ENTER);
        terminal.expect("Minutes?").expect("(25)").press("Escape leaves it out", key);
        for question in [
            "Which phases?",
            "Which items",
            "On which day did you visit",
            "Strengths",
            "is working?",
            "is not working?",
            "Next step?",
            "Anything else",
        ] {
            terminal.press(question, ENTER);
        }
        terminal.press("This is the record.", ENTER);
        let (code, shown) = terminal.end();
        assert_eq!(code, 0, "{shown}");
        let record = value(&written(&desk).1);
        assert_eq!(record.get("minutes"), minutes.map(serde_json::Value::from).as_ref());
        assert_eq!(record["date"], today().to_string());
    }
}
