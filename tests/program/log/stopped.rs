//! A signal, or a window that is closed, at any question: what was typed is kept, also of the answer that is
//! not finished, and the terminal is given back.

use std::fs;
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::Desk;
use crate::terminal::{DOWN, ENDS, ENTER, SPACE, Terminal};

/// Arguments; questions with the keys that answer them; what is typed of the last answer, once that question
/// is shown; and what is kept then.
type Case<'c> = (&'c [&'c str], &'c [(&'c str, &'c str)], &'c str, &'c [&'c str]);

const CASES: [Case; 10] = [
    (
        &["contact", "--educator", "t-104", "--ask"],
        &[
            ("Which day?", "2025-10-06\r"),
            ("in touch?", ENTER),
            ("Minutes?", "15\r"),
            ("about?", "a long careful s"),
        ],
        "careful s",
        &["date: 2025-10-06", "minutes: 15", "to: What was it about?\n# a long careful s\n"],
    ),
    (
        &["session", "--educator", "t-104", "--method", "video", "--ask", "--date", "2025-10-06"],
        &[("Minutes?", ENTER), ("phases?", SPACE)],
        "[x]",
        &["method: video", "to: Which phases?\n# "],
    ),
    (
        &[
            "session",
            "--educator",
            "t-104",
            "--method",
            "video",
            "--ask",
            "--date",
            "2025-10-06",
            "--phase",
            "debrief",
            "--item",
            "rationale",
            "--strengths",
            "asked and waited",
        ],
        &[
            ("Minutes?", ENTER),
            ("did you visit a lesson", ENTER),
            ("is working?", "hands up\r"),
            ("not working?", ENTER),
            ("Next step?", "rehearse\r"),
            ("Who does it?", DOWN),
        ],
        "> the coach",
        &["strengths: asked and waited", "working: hands up", "what: rehearse"],
    ),
    (
        &["session", "--educator", "t-104", "--method", "video", "--ask", "--date", "2025-10-06"],
        &[
            ("Minutes?", ENTER),
            ("phases?", ENTER),
            ("items", ENTER),
            ("did you visit a lesson", "2025-10-03\r"),
            ("of that visit?", "20\r"),
            ("look for?", "wait t"),
        ],
        "wait t",
        &["observed: {on: 2025-10-03, minutes: 20}", "look for?\n# wait t\n"],
    ),
    (
        &["request", "--educator", "t-104", "--ask"],
        &[("which day?", ENTER), ("What was asked?", "where the car")],
        "the car",
        &["asked: ", "to: What was asked?\n# where the car\n"],
    ),
    (
        &["feedback", "--educator", "t-104", "--requested", "2025-10-06", "--ask"],
        &[("On which day did it come back", "2025-10-08\r"), ("What came back?", "go sl")],
        "go sl",
        &["received: 2025-10-08", "to: What came back?\n# go sl\n"],
    ),
    (
        &["relationship", "--coach", "c-04", "--educator", "t-201", "--school", "prairie", "--ask"],
        &[
            ("practice?", "number talks\r"),
            ("When did it start", ENTER),
            ("On which day was the verbal", "2025-09-08\r"),
            ("Within how many days", "2"),
        ],
        "] ",
        &["practice: number talks", "committed_on: 2025-09-08", "does the coach answer?\n# 2\n"],
    ),
    (
        &["contact", "--about", "hours of typing"],
        &[("Whose record is it?", "t-1")],
        "t-1",
        &["about: hours of typing"],
    ),
    (
        &["contact", "--educator", "t-104", "--method", "email", "--ask", "--date", "2025-10-06"],
        &[("Minutes?", ENTER), ("about?", "hours of typing\r"), ("This is the record.", DOWN)],
        "> open it",
        &["about: hours of typing"],
    ),
    (
        &["relationship", "--educator", "t-201", "--coach", "c-04"],
        &[("At which school?", DOWN)],
        "> prairie",
        &["educator: t-201"],
    ),
];

#[test]
fn at_any_question_what_was_typed_is_kept() {
    for (arguments, answers, shown, kept) in CASES {
        for (signal, number) in ENDS {
            let desk = Desk::new();
            let before = desk.files();
            let mut terminal = desk.at_terminal(&[], arguments);
            for (question, keys) in answers {
                terminal.press(question, keys);
            }
            if shown != "] " {
                terminal.expect(shown);
            }
            terminal.pause();
            terminal.stop(signal, number);
            let rescued = desk.rescued();
            let [(path, text)] = &rescued[..] else { panic!("{arguments:?} {}", terminal.text()) };
            for part in kept {
                assert!(text.contains(part), "{part} is not in\n{text}");
            }
            if signal.is_some() {
                let said = terminal.text().replace("\r\n", "");
                assert!(
                    said.contains(&format!(
                        "nothing was written; its text is kept in {}",
                        path.display()
                    )),
                    "{said}"
                );
            }
            assert_eq!(desk.files(), before);
        }
    }
}

/// Where nothing was typed, nothing is kept.
#[test]
fn where_nothing_was_said_nothing_is_kept() {
    let desk = Desk::with(|pair| pair.session("2025-10-06", "next_steps: [{what: a}, {what: b}]"));
    let before = desk.files();
    for (signal, number) in ENDS {
        for (arguments, question) in
            [(&["contact"][..], "Whose record"), (&["done", "--educator", "t-104"], "Which step?")]
        {
            let mut terminal = desk.at_terminal(&[], arguments);
            terminal.expect(question).pause();
            terminal.stop(signal, number);
        }
    }
    assert_eq!((desk.rescued().len(), desk.files()), (0, before));
}

/// A signal right behind an answer comes while nothing is asked, or while its keys are not read yet.
#[test]
fn between_two_questions_the_answer_is_kept() {
    for wait in 0..12 {
        let desk = Desk::new();
        let arguments = ["request", "--educator", "t-104", "--ask", "--asked", "2025-10-06"];
        let mut terminal = desk.at_terminal(&[], &arguments);
        terminal.expect("What was asked?").pause();
        terminal.type_in("where the cards are\r");
        thread::sleep(Duration::from_millis(wait * 6));
        terminal.stop(Some(Signal::TERM), 15);
        let rescued = desk.rescued();
        assert!(rescued.len() == 1 && rescued[0].1.contains("where the cards are"), "{rescued:?}");
    }
}

/// Keys and the end of the window come at once, as when a program that drives it is killed.
#[test]
fn what_was_typed_right_before_the_window_was_closed_is_no_reason_to_hang() {
    for _ in 0..5 {
        let desk = Desk::new();
        let arguments = ["request", "--educator", "t-104", "--ask", "--asked", "2025-10-06"];
        let mut terminal = desk.at_terminal(&[], &arguments);
        terminal.expect("What was asked?").type_in("where the car");
        terminal.stop(None, 1);
        assert_eq!(desk.rescued().len(), 1);
    }
}

/// Without the signal that a closed window sends: the program is no part of the window's session.
#[test]
fn a_terminal_that_is_gone_is_noticed_without_a_signal() {
    let by = "/usr/bin/setsid";
    if fs::metadata(by).is_err() {
        writeln!(
            std::io::stderr(),
            "a_terminal_that_is_gone_is_noticed_without_a_signal is not tried: no {by}"
        )
        .expect("written");
        return;
    }
    let desk = Desk::new();
    let state = desk.state.path().to_str().expect("UTF-8").to_owned();
    let arguments =
        ["--wait", env!("CARGO_BIN_EXE_coach"), "log", "request", "--educator", "t-104"];
    let mut terminal = Terminal::start_program(
        by,
        desk.path(),
        &[("XDG_STATE_HOME", &state)],
        &[&arguments[..], &["--ask", "--asked", "2025-10-06"]].concat(),
    );
    terminal.press("What was asked?", "where the car").expect("where the car").pause().close();
    let deadline = Instant::now() + Duration::from_secs(20);
    while desk.rescued().iter().all(|(_, text)| !text.ends_with("the car\n")) {
        assert!(Instant::now() < deadline, "nothing is kept: {:?}", desk.rescued());
        thread::sleep(Duration::from_millis(20));
    }
}
