//! A coach's time without an educator, and a second coach in a session.

use super::{Desk, value};

#[test]
fn it_is_kept_in_the_folder_of_the_coach() {
    let desk = Desk::new();
    let time = ["time", "--coach", "c-03", "--date", "2025-10-06", "--minutes", "40"];
    desk.wrote(&[&time[..], &["--what", "planning", "--notes", "The next unit."]].concat());
    // The folder is there now.
    desk.wrote(&[&time[..], &["--what", "travel"]].concat());
    let folder = desk.path().join("records/coaches/c-03");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| std::fs::read_to_string(path).expect("a record"))
        .map(|text| value(&text)["what"].as_str().expect("a word").to_owned())
        .collect();
    files.sort();
    assert_eq!(files, ["planning", "travel"]);
    desk.is_clean();
}

#[test]
fn what_it_lacks_is_said() {
    let desk = Desk::new();
    let said = |arguments: &[&str]| {
        let run = desk.log(&[&["time", "--date", "2025-10-06"], arguments].concat());
        assert!(run.code != 0 && run.out.is_empty(), "{run:?}");
        run.err
    };
    assert!(said(&["--minutes", "40", "--what", "data"]).contains("Add --coach ID"));
    assert!(said(&["--coach", "c-03", "--what", "data"]).contains("a time entry needs `minutes`"));
    assert!(said(&["--coach", "../c-03", "--what", "data"]).contains("is not a coach's id"));
    assert!(said(&["--coach", "jane", "--what", "data"]).contains("ids with a digit"));
    let wrong = ["--coach", "c-03", "--minutes", "40", "--what", "plannin"];
    assert!(said(&wrong).contains("did you mean `planning`?"));
    let wrong = ["--coach", "c-03", "--minutes", "0", "--what", "data"];
    assert!(said(&wrong).contains("1 to 1440"), "{}", said(&wrong));
    assert!(!desk.path().join("records/coaches").exists());
}

#[test]
fn documents_name_the_coach_among_their_keys() {
    let desk = Desk::new();
    let text = "kind: time\ncoach: c-03\ndate: 2025-10-06\nminutes: 40\nwhat: planning\n\
                school: lincoln\n---\n\
                kind: contact\neducator: t-104\ndate: 2025-10-06\nmethod: email\n";
    let run = desk.log_from(text, &["--from", "-"]);
    assert_eq!(run.code, 0, "{run:?}");
    let of_coach =
        run.out.lines().find(|line| line.contains("records/coaches/c-03/2025-10-06-time-"));
    let path = of_coach.and_then(|line| line.strip_prefix("wrote ")).expect("a record of time");
    let written = std::fs::read_to_string(desk.path().join(path)).expect("it is there");
    assert!(!written.contains("coach:") && written.contains("school: lincoln"), "{written}");
    // The command line can say it for all, and a record that says nothing is refused.
    let text = "date: 2025-10-07\nminutes: 30\nwhat: data\nschool: lincoln\n";
    let run = desk.log_from(text, &["time", "--coach", "c-03", "--from", "-"]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = desk.log_from(text, &["time", "--from", "-"]);
    assert!(run.code != 0 && run.err.contains("does not say whose time it is"), "{run:?}");
    desk.is_clean();
}

#[test]
fn a_second_coach_is_named_in_the_session() {
    let desk = Desk::new();
    let session = ["session", "--educator", "t-104", "--method", "video", "--date", "2025-10-06"];
    desk.wrote(&[&session[..], &["--also-coach", "c-02,c-05"]].concat());
    let records = desk.records();
    let [(_, text)] = &records[..] else { panic!("{records:#?}") };
    assert!(text.contains("also_coach: [c-02, c-05]") || text.contains("also_coach:\n"), "{text}");
    desk.is_clean();
}

/// A time entry of `coach` as a calendar hands it over.
fn imported(coach: &str, minutes: &str) -> String {
    format!(
        "kind: time\ncoach: {coach}\ndate: 2025-10-06\nminutes: {minutes}\nwhat: data\nschool: lincoln\n\
         source: {{name: calendar, key: \"17\"}}\n"
    )
}

#[test]
fn what_was_imported_is_known_again() {
    let desk = Desk::new();
    let import = |text: String| desk.log_from(text, &["--from", "-"]);
    assert_eq!(import(imported("c-03", "40")).code, 0);
    let files = desk.files();
    let run = import(imported("c-03", "40"));
    assert!(run.code == 0 && run.out.contains("1 record is there already"), "{run:?}");
    let run = import(imported("c-05", "45"));
    assert!(run.code == 1 && run.err.contains("in coach and minutes"), "{run:?}");
    let run = import(imported("no-digit", "40").replace("17", "18"));
    assert!(run.code != 0 && run.err.contains("ids with a digit"), "{run:?}");
    assert_eq!(desk.files(), files);
}

#[test]
fn it_is_mended_as_other_records_are() {
    const OLD: &str = "records/coaches/c-05/2025-10-06-time-0a1b.yaml";
    const NEW: &str = "records/coaches/c-03/2025-10-07-time-0a1b.yaml";
    let desk = Desk::new();
    let text = "kind: time\ndate: 2025-10-06\nminutes: 40   # about\nwhat: data\nschool: lincoln\n";
    desk.file(OLD, text);
    let run = |arguments: &[&str]| {
        let run = super::finish(desk.command(arguments).spawn().expect("the program starts"));
        assert_eq!(run.code, 0, "{arguments:?}: {run:#?}");
        run
    };
    run(&["edit", "0a1b", "--set", "coach=c-03", "--set", "date=2025-10-07"]);
    assert_eq!(desk.read(NEW), text.replace("10-06", "10-07"));
    assert!(!desk.path().join("records/coaches/c-05").exists());
    let shown = run(&["show", "0a1b"]).out;
    assert!(shown.contains("Coach c-03\n") && shown.contains("minutes"), "{shown}");
    let listed = run(&["list", "--coach", "c-03"]).out;
    assert!(listed.contains("2025-10-07-time-0a1b.yaml"), "{listed}");
    run(&["change", "school", "lincoln", "--id", "lincoln-k8", "--yes"]);
    assert!(desk.read(NEW).ends_with("school: lincoln-k8\n"), "{}", desk.read(NEW));
    desk.is_clean();
    run(&["remove", "0a1b", "--yes"]);
    assert!(!desk.path().join("records/coaches").exists());
}

/// Whoever stops at the one question that has to be answered is let go.
#[cfg(unix)]
#[test]
fn its_questions_can_be_stopped_and_answered() {
    use crate::terminal::{CTRL_C, ENTER};
    let desk = super::Desk::new();
    let time = ["time", "--coach", "c-03", "--date", "2025-10-06"];
    let mut terminal = desk.at_terminal(&[], &time);
    terminal.expect("How many minutes?").type_in(CTRL_C);
    let (code, shown) = terminal.end();
    assert!(code == 1 && shown.contains("nothing was written"), "{code} {shown}");
    let mut terminal = desk.at_terminal(&[], &time);
    terminal.answer("How many minutes?", "3000");
    terminal.expect("from 1 to 1440 belongs here").type_in("\x15").answer("minutes?", "40");
    terminal
        .press("Anything else", ENTER)
        .press("For which school", ENTER)
        .press("leaves it out", ENTER);
    terminal.press("This is the", ENTER);
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(
        desk.text().starts_with("kind: time\ndate: 2025-10-06\nminutes: 40\nwhat: "),
        "{shown}"
    );
}
