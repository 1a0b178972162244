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
