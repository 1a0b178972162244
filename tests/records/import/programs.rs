//! What a program is told of an import: as much as people, and every fault, however many there are.

use std::path::Path;

use serde_json::Value;

use super::elm::Elm;

const MAP: &str = r#"
name = "log"
identity = { columns = "No" }

[open]
school = { is = "oak" }
started = "school year"

[[record]]
kind = "session"
coach = { is = "c-1" }
educator = "Teacher"
date = { column = "Date", order = "month-day-year" }
method = { column = "How", words = { F2F = "in-person" } }
items = { is = "rationale" }
"#;

const HEAD: &str = "No,Date,Teacher,How\n";

fn elm(rows: &str) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write("log.csv", &format!("{HEAD}{rows}"));
    elm
}

fn remarks(document: &Value) -> Vec<&str> {
    document["remarks"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect()
}

/// As the verbs that take records from a file do.
#[test]
fn a_map_with_faults_is_told_as_problems() {
    let elm = elm("");
    elm.write("map.toml", &MAP.replace("kind = \"session\"", "kind = \"sesion\""));
    let run = elm.import(&["log.csv"], &["--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (2, ""));
    let document = run.json();
    assert_eq!(document["exit_code"], 2);
    let problems = document["problems"].as_array().unwrap();
    assert!(problems[0].to_string().contains("sesion"), "{problems:?}");
}

/// People are told of the first five of one cause, and how to see all; a program is told of all twelve.
#[test]
fn every_fault_is_told_to_a_program() {
    let row = |n: usize| format!("{n},9/40/2025,t-1,F2F\n");
    let elm = elm(&(1..=12).map(row).collect::<String>());
    let run = elm.import(&["log.csv"], &[]);
    assert!(run.err.contains("  and 7 more; --format json lists all of them\n"), "{}", run.err);
    let run = elm.import(&["log.csv"], &["--format", "json"]);
    assert_eq!((run.code, run.json()["exit_code"].as_i64()), (1, Some(1)));
    let document = run.json();
    let remarks = remarks(&document);
    assert_eq!(remarks.len(), 13, "{remarks:?}");
    assert_eq!(remarks[0], "there are 12 faults; nothing was written");
    for (remark, row) in remarks[1..].iter().zip(2..) {
        let said = format!("log.csv!B{row} `9/40/2025`: Date: is no day of the calendar: ");
        assert!(remark.starts_with(&said), "{remark}");
    }
}

#[test]
fn rows_that_are_set_aside_are_told_to_a_program() {
    let elm = elm("1,9/9/2025,t-1,F2F\n2,9/40/2025,t-1,F2F\n");
    for (more, would) in [(&["-n"][..], "would be "), (&[], "")] {
        let options = [&["--set-aside", "../aside.csv", "--format", "json"], more].concat();
        let run = elm.import(&["log.csv"], &options);
        let document = run.json();
        assert_eq!((run.code, document["exit_code"].as_i64()), (1, Some(1)), "{}", run.err);
        let remarks = remarks(&document);
        let said = format!("1 row {would}set aside in ../aside.csv");
        assert!(remarks.contains(&said.as_str()), "{remarks:?}");
        assert!(remarks.iter().any(|it| it.starts_with("log.csv!B3 ")), "{remarks:?}");
        assert_eq!(elm.path("../aside.csv").exists(), more.is_empty());
    }
}

/// Where no row is good, none can be set aside from the others; a program hears why.
#[test]
fn a_source_without_a_good_row_is_told_to_a_program() {
    let elm = elm("1,9/40/2025,t-1,F2F\n");
    let options = ["--set-aside", "../aside.csv", "--format", "json"];
    let run = elm.import(&["log.csv"], &options);
    assert!(run.err.contains("error: no row is without a fault"), "{}", run.err);
    let document = run.json();
    assert_eq!((run.code, document["exit_code"].as_i64()), (2, Some(2)), "{}", run.err);
    assert!(remarks(&document)[1].starts_with("log.csv!B2 "), "{document}");
}

/// A word that no list has is told with the other faults of its row, not after they are mended.
#[test]
fn an_unknown_word_is_told_beside_a_bad_day() {
    let elm = elm("1,9/40/2025,t-1,pigeon\n2,9/9/2025,t-1,phone\n");
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    for cell in ["--> log.csv!B2 `9/40/2025`", "--> log.csv!D2 `pigeon`"] {
        assert!(run.err.contains(cell), "{cell}: {}", run.err);
    }
    assert!(run.err.contains("`phone`") && run.err.contains("under `words`"), "{}", run.err);
}

/// A relationship may go by another profile than the district does, with words of its own.
#[test]
fn a_word_of_another_profile_is_left_to_the_record() {
    let elm = elm("1,9/9/2025,t-1,carrier\n");
    let settings = elm.read("coach.toml");
    elm.write("coach.toml", &format!("{settings}[profiles]\nown-2025 = \"own.toml\"\n"));
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("profile/missouri-sbic-2014.toml");
    let usual = std::fs::read_to_string(usual).unwrap();
    let own =
        usual.replace("\"missouri-sbic-2014\"", "\"own-2025\"").replace("\"phone\"", "\"carrier\"");
    elm.write("own.toml", &own);
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!run.err.contains("none of the words"), "{}", run.err);
    assert!(run.err.contains("`carrier` is not a method"), "{}", run.err);
}
