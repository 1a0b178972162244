//! `coach schema` as a command: what it lists, writes, renews and refuses.

use std::fs;

use coach::domain::record::Kind;
use coach::write::schema::Subject;

use crate::harness::{District, SETTINGS, coach_in};

#[test]
fn all_are_listed_and_each_can_be_printed() {
    let scratch = tempfile::tempdir().expect("a folder");
    let list = coach_in(scratch.path(), &[], &["schema"]);
    assert_eq!(list.code, 0);
    for subject in Subject::all() {
        let line = format!("{} ", subject.name());
        assert!(list.out.lines().any(|shown| shown.starts_with(&line)), "{}", list.out);
        let run = coach_in(scratch.path(), &[], &["schema", subject.name()]);
        assert_eq!(run.json()["$schema"], "http://json-schema.org/draft-07/schema#");
    }
    let run = coach_in(scratch.path(), &[], &["schema", "sesion"]);
    assert!(run.code == 2 && run.err.contains("'session'"), "{run:?}");
}

#[test]
fn schemas_are_made_kept_and_renewed() {
    let district = District::new();
    let run = district.coach(&["schema", "--write"]);
    assert_eq!(run.code, 0, "{run:?}");
    // One for each kind of record, and for records, settings and profiles.
    let all = Kind::ALL.len() + 3;
    assert_eq!(run.out.matches("made     schemas/").count(), all, "{}", run.out);
    let run = district.coach(&["schema", "--write"]);
    assert_eq!(run.out.matches("kept     schemas/").count(), all, "{}", run.out);

    let district = district.settings("[schools.mill-creek]\nname = \"Mill Creek\"");
    let run = district.coach(&["schema", "--write"]);
    // Schools stand in relationships and in coaches' time, and so in records of any kind.
    assert_eq!(run.out.matches("renewed").count(), 3, "{}", run.out);
    let path = district.path().join("schemas/relationship.schema.json");
    assert!(fs::read_to_string(&path).expect("a text").contains("mill-creek"));
    // Line ends of Windows, as Git may make them, are no change.
    let text = fs::read_to_string(&path).expect("a text").replace('\n', "\r\n");
    fs::write(&path, text).expect("written");
    assert!(!district.coach(&["schema", "--write"]).out.contains("renewed"));
    let mut names: Vec<_> = fs::read_dir(district.path().join("schemas"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    assert_eq!(names.len(), all, "nothing else is left behind: {names:?}");
    assert_eq!(district.coach(&["check"]).code, 3, "schemas are no records");
}

#[test]
fn a_file_of_someone_elses_is_refused_and_nothing_is_written() {
    for foreign in ["{}", "not JSON", "{\"$comment\": \"mine\"}", "[]", "\"Made by\""] {
        let district = District::new().file("schemas/review.schema.json", foreign);
        let run = district.coach(&["schema", "--write"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(
            run.err.contains("`coach schema` did not make schemas/review.schema.json"),
            "{}",
            run.err
        );
        let path = district.path().join("schemas");
        assert_eq!(fs::read_to_string(path.join("review.schema.json")).expect("a text"), foreign);
        assert_eq!(fs::read_dir(path).expect("a folder").count(), 1, "{foreign}");
    }
    let district = District::new().file("schemas/contact.schema.json/x", "");
    let run = district.coach(&["schema", "--write"]);
    assert!(run.code == 2 && run.err.contains("nothing was written"), "{run:?}");
    let district = District::new().file("schemas", "");
    let run = district.coach(&["schema", "--write"]);
    assert!(run.code == 2 && run.err.contains("is not a folder"), "{run:?}");
}

#[test]
fn settings_that_cannot_be_read_are_named() {
    let district =
        District::new().file("coach.toml", SETTINGS.replace("version = 1", "version = 2"));
    for arguments in [&["schema", "session"][..], &["schema", "--write"]] {
        let run = district.coach(arguments);
        assert!(run.code == 2 && run.err.contains("`coach check`"), "{run:?}");
    }
    assert!(!district.path().join("schemas").exists());
    let scratch = tempfile::tempdir().expect("a folder");
    let run = coach_in(scratch.path(), &[], &["schema", "--write"]);
    assert!(run.code == 2 && run.err.contains("no coach.toml"), "{run:?}");
}

/// Someone ran `coach init` before there were schemas, and runs it again.
#[test]
fn init_adds_schemas_to_a_folder_with_the_words_of_its_settings() {
    let district = District::new();
    let run = district.coach(&["init"]);
    // One for each kind of record, and for records, settings and profiles.
    let made = format!("made  schemas ({} files for editors)\n", Kind::ALL.len() + 3);
    assert!(run.out.contains(&made), "{}", run.out);
    let written = fs::read_to_string(district.path().join("schemas/relationship.schema.json"));
    assert!(written.expect("a text").contains("prairie"));

    let broken = District::new().file("coach.toml", "version = 2\n");
    let run = broken.coach(&["init"]);
    assert!(run.code == 0 && run.out.contains("coach.toml has a fault"), "{run:?}");
    assert!(!broken.path().join("schemas").exists());
}

/// A record that `coach` writes names its schema where there is one, and only there.
#[test]
fn records_that_are_written_name_their_schema() {
    let pair = crate::harness::Pair::new();
    let log = [
        "log",
        "contact",
        "--educator",
        "t-101",
        "--method",
        "email",
        "--date",
        "2025-10-01",
        "-n",
    ];
    let district = District::new().pair(&pair);
    let run = district.coach(&log);
    assert!(run.code == 0 && !run.out.contains("yaml-language-server"), "{run:?}");
    assert_eq!(district.coach(&["schema", "--write"]).code, 0);
    let run = district.coach(&log);
    let line = coach::write::schema::modeline(coach::domain::record::Kind::Contact);
    assert!(run.code == 0 && run.out.contains(&line), "{run:?}");
}

#[test]
fn what_steers_a_terminal_is_escaped() {
    let odd = "[schools.odd]\nname = \"\\u001b[2J ::error ::x\"";
    let run = District::new().settings(odd).coach(&["schema", "relationship"]);
    assert!(!run.out.contains('\u{1b}') && !run.out.contains("::error"), "{}", run.out);
    let schema = run.json();
    let names = schema.pointer("/properties/school/enumDescriptions").expect("names");
    assert!(names.as_array().expect("a list").contains(&"\u{1b}[2J ::error ::x".into()));
}
