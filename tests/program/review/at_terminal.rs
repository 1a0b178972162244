//! A review at a real terminal, and in an editor.

use super::{district, written};
use crate::script::script;
use crate::terminal::{ENTER, SPACE, Terminal};

/// By hand: on 2025-10-01 rationale was last observed in place; the window is the school year to then.
/// The request of 2025-09-28 was due on the 30th.
const SHOWN: [&str; 8] = [
    "What the records show from 2025-09-01 to 2025-10-01:",
    "Facilitating the improvement process: 2 of 3 (66.6 %); observed 1 of 1 (100.0 %) in place,",
    "missing: manageable units",
    "Checklist of 2025-09-20 by self: 1 of 2 rated in place, in",
    "Open step, due 2025-09-20, overdue: 2025-09-10-session-0001.yaml#s1",
    "Open request, asked 2025-09-28, due 2025-09-30, overdue",
    "Open step, due 2025-12-01: 2025-09-10-session-0001.yaml#s2",
    "Answered late: asked 2025-09-15, due 2025-09-17, answered 2025-09-19, 2 days late",
];

#[test]
fn what_the_records_show_comes_first_and_the_two_decide() {
    let district = district();
    let state = tempfile::tempdir().expect("a folder");
    let variables = [("XDG_STATE_HOME", state.path().to_str().expect("UTF-8"))];
    let arguments = ["review", "--educator", "t-101", "--date", "2025-10-01"];
    let mut terminal = Terminal::start(district.path(), &variables, &arguments);
    for line in SHOWN {
        terminal.expect(line);
    }
    terminal.answer("What is working?", "hands up").answer("What is not working?", "pace");
    terminal.answer("Next step?", "slow down").press("Who does it?", ENTER);
    terminal.answer("By when?", "+7");
    terminal.expect("Which data does it follow from?").expect("d2  checklist of 2025-09-25");
    // The first is ticked.
    terminal.type_in(SPACE).type_in(ENTER);
    terminal.press("Another next step?", ENTER).press("This is the record.", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let text = written(&district);
    let step = "  - id: s1\n    what: slow down\n    who: educator\n    due: 2025-10-08\n    \
                because_of: [d1]\n";
    assert!(text.contains(step) && text.contains("working: hands up\n"), "{text}");
}

/// Its day is asked before anything is shown, and another day shows another time; then come the students' data,
/// those of a file as well, each with what is better and its values.
#[test]
fn the_day_is_asked_and_the_students_data_are_shown_before_anything_else() {
    let district = district().file("data.csv", super::CSV).file(
        "records/lincoln/c-01-t-101/2025-09-05-review-00f1.yaml",
        "kind: review\ndate: 2025-09-05\ndata:\n  - {source: student-data, measure: late work, improvement: \
         decrease, values: [{on: 2025-09-04, value: 9, n: 24}]}\n",
    );
    let state = tempfile::tempdir().expect("a folder");
    let variables = [("XDG_STATE_HOME", state.path().to_str().expect("UTF-8"))];
    let arguments = ["review", "--educator", "t-101", "--student-data", "data.csv"];
    let mut terminal = Terminal::start(district.path(), &variables, &arguments);
    terminal.answer("Which day?", "2025-09-15");
    // The time begins the day after the last review.
    terminal.expect("What the records show from 2025-09-06 to 2025-09-15:");
    terminal.expect("Student data from 2025-09-06 to 2025-09-15:");
    terminal.expect(
        "exit tickets (increase is better): 52 (2025-09-10, n 24), 68.5 (2025-09-24, n 25)",
    );
    terminal.expect("Student data of another time:").expect("absences (decrease is better): 3");
    terminal.expect("late work (decrease is better): 9 (2025-09-04, n 24)");
    terminal.expect("What is working?").pause().type_in("\x1b[A");
    terminal
        .expect("Which day?")
        .expect("2025-09-15")
        .pause()
        .type_in("\x15")
        .type_in("2025-10-01\r");
    terminal.expect("What the records show from 2025-09-06 to 2025-10-01:");
    terminal.expect(
        "absences (decrease is better): 3 (2025-09-24, n 8); this is not evidence of cause",
    );
    terminal.answer("What is working?", "hands up").press("What is not working?", ENTER);
    terminal.press("Next step?", ENTER);
    terminal.expect("change: Which day? 2025-10-01").pause().type_in(ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    let folder = district.path().join("records/lincoln/c-01-t-101");
    std::fs::remove_file(folder.join("2025-09-05-review-00f1.yaml")).expect("removed");
    let text = written(&district);
    assert!(text.contains("period: {from: 2025-09-06, to: 2025-10-01}\n"), "{text}");
    assert!(text.contains("measure: absences\n") && text.contains("working: hands up\n"), "{text}");
}

/// In the editor the same stands as guidance, which is not kept.
#[test]
fn what_the_records_show_stands_above_the_record_in_the_editor() {
    let district = district();
    let state = tempfile::tempdir().expect("a folder");
    let seen = state.path().join("seen");
    let text = format!(
        "cp \"$1\" '{}'\nsed 's/^working:.*/working: hands up/' '{0}' > \"$1\"\n",
        seen.display()
    );
    let editor = script(&state.path().join("editor"), &text);
    let variables = [
        ("XDG_STATE_HOME", state.path().to_str().expect("UTF-8")),
        ("EDITOR", editor.as_str()),
        ("PATH", "/usr/bin:/bin"),
    ];
    let arguments = ["review", "--educator", "t-101", "--date", "2025-10-01", "--edit"];
    let (code, shown) = Terminal::start(district.path(), &variables, &arguments).end();
    assert_eq!(code, 0, "{shown}");
    let seen = std::fs::read_to_string(seen).expect("a text");
    for line in SHOWN {
        assert!(seen.lines().any(|l| l.starts_with("#|") && l.contains(line)), "{line}\n{seen}");
    }
    let text = written(&district);
    assert!(text.contains("working: hands up\n") && !text.contains("#|"), "{text}");
}

/// In a narrow window no word is broken and no line is wider.
#[test]
fn what_the_records_show_fits_a_narrow_window() {
    let district = district();
    let state = tempfile::tempdir().expect("a folder");
    let variables = [("XDG_STATE_HOME", state.path().to_str().expect("UTF-8"))];
    let arguments = ["review", "--educator", "t-101", "--date", "2025-10-01"];
    let mut terminal = Terminal::start_at(50, district.path(), &variables, &arguments);
    terminal.press("What is working?", crate::terminal::CTRL_C);
    let shown = terminal.end().1;
    let lines = shown.split("A review of").next().expect("lines").lines();
    let lines: Vec<&str> = lines.map(str::trim_end).collect();
    assert!(lines.iter().all(|line| line.chars().count() <= 50), "{lines:#?}");
    for line in [
        "  Facilitating the improvement process: 2 of 3",
        "      (66.6 %); observed 1 of 1 (100.0 %) in",
        "      place, documented only 1",
    ] {
        assert!(lines.contains(&line), "{lines:#?}");
    }
}

/// Every answer about a step stands in what is kept, and what was ticked of the next.
#[test]
fn stopped_by_a_signal_a_step_is_kept_as_far_as_it_was_told() {
    use std::os::unix::process::ExitStatusExt;
    let district = district();
    let state = tempfile::tempdir().expect("a folder");
    let variables = [("XDG_STATE_HOME", state.path().to_str().expect("UTF-8"))];
    let arguments = ["review", "--educator", "t-101", "--date", "2025-10-01"];
    let mut terminal = Terminal::start(district.path(), &variables, &arguments);
    terminal.answer("What is working?", "hands up").answer("What is not working?", "pace");
    terminal.answer("Next step?", "slow down").press("Who does it?", ENTER);
    terminal.answer("By when?", "+7");
    terminal.press("Which data does it follow from?", SPACE).expect("[x] d1").pause();
    terminal.signal(rustix::process::Signal::TERM);
    assert_eq!(terminal.end_status().signal(), Some(15), "{}", terminal.text());
    assert_eq!(terminal.left(), [""; 0]);
    let files = std::fs::read_dir(state.path().join("coach/rescue")).expect("a folder");
    let mut paths: Vec<_> = files.map(|file| file.expect("an entry").path()).collect();
    paths.retain(|path| !path.ends_with(".gitignore"));
    let [path] = &paths[..] else { panic!("{paths:?}") };
    let text = std::fs::read_to_string(path).expect("a text");
    let step = "  - id: s1\n    what: slow down\n    who: educator\n    due: 2025-10-08\n#";
    assert!(text.contains("not_working: pace\n") && text.contains(step), "{text}");
    assert!(text.contains("to: Which data does it follow from?\n# d1  checklist of"), "{text}");
}
