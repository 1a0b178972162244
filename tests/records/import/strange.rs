//! Three sheets of kinds that are not among the six: a log as tabs in UTF-16 with ditto marks, totals and days without a
//! year; a workbook that counts days from 1904, with two tables and heads of two rows; and an app's answer, nested, with
//! long ids, moments in UTC and answers that were sent twice. What they truly hold was written down by hand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::harness::{Run, coach_in};

fn home(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/strange").join(name)
}

/// A district with one school and nobody in it.
fn district() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let settings = "version = 1\ndistrict = \"Oak Ridge\"\nprofile = \"missouri-sbic-2014\"\n\
                    year_starts = \"08-01\"\n[schools.oak]\nname = \"Oak\"\n";
    fs::write(folder.path().join("coach.toml"), settings).unwrap();
    folder
}

fn import(district: &Path, source: &Path, map: &str) -> Run {
    let map = source.with_file_name(map);
    let (source, map) = (source.to_str().unwrap(), map.to_str().unwrap());
    let run = coach_in(district, &[], &["import", source, "--map", map]);
    assert_eq!(run.code, 0, "{}", run.err);
    let again = coach_in(district, &[], &["import", source, "--map", map]);
    assert!(again.err.contains("nothing to do"), "{}", again.err);
    run
}

/// What every record says, behind the name of its folder, without its source and meeting.
fn records(district: &Path) -> BTreeSet<String> {
    let files = WalkDir::new(district.join("records")).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    let record = |file: walkdir::DirEntry| {
        let text = fs::read_to_string(file.path()).unwrap();
        let (text, _) = text.split_once("source:").unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("meeting:"));
        let pair = file.path().parent().unwrap().file_name().unwrap().to_str().unwrap();
        format!("{pair}: {}", lines.map(str::trim).collect::<Vec<_>>().join("; "))
    };
    files.map(record).collect()
}

fn expected(lines: &[&str]) -> BTreeSet<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn relationship(coach: &str, educator: &str, started: &str) -> String {
    format!(
        "{coach}-{educator}: kind: relationship; profile: missouri-sbic-2014; coach: {coach}; educator: \
         {educator}; school: oak; practice: number talks; started: {started}"
    )
}

#[test]
fn a_log_with_ditto_marks_totals_and_days_without_a_year() {
    let district = district();
    let run = import(district.path(), &home("walk-log").join("walk.txt"), "map.toml");
    assert!(run.err.contains("2 rows left out: a total"), "{}", run.err);
    assert!(run.err.contains("1 row left out: canceled"), "{}", run.err);
    let mut wanted = expected(&[
        "c-01-t-101: kind: session; date: 2025-09-08; method: in-person; minutes: 80; notes: Launched number talks",
        "c-01-t-102: kind: session; date: 2025-09-08; method: video; minutes: 45; notes: '\"wait time\"; she tried \
         it, twice'",
        // Two in one meeting.
        "c-01-t-103: kind: session; date: 2025-09-10; method: in-person; minutes: 30; notes: both together",
        "c-01-t-101: kind: session; date: 2025-09-10; method: in-person; minutes: 30; notes: both together",
        "c-02-t-104: kind: session; date: 2025-09-15; method: phone; minutes: 60",
        "c-02-t-104: kind: session; date: 2025-09-17; method: in-person; minutes: 75",
        "c-02-t-104: kind: session; date: 2026-01-05; method: in-person; minutes: 50; notes: back after break",
    ]);
    wanted.insert(relationship("c-01", "t-101", "2025-09-08"));
    wanted.insert(relationship("c-01", "t-102", "2025-09-08"));
    wanted.insert(relationship("c-01", "t-103", "2025-09-10"));
    wanted.insert(relationship("c-02", "t-104", "2025-09-15"));
    assert_eq!(records(district.path()), wanted);
}

#[test]
fn a_workbook_with_two_tables_merged_heads_and_days_from_1904() {
    let district = district();
    let tracker = home("tracker").join("tracker.xlsx");
    let run = import(district.path(), &tracker, "requests.toml");
    assert!(run.err.contains("1 hidden row is read like the others: Fall '25!8"), "{}", run.err);
    assert!(run.err.contains("Fall '25!C9"), "{}", run.err);
    assert!(run.err.contains("not in the map: Request by"), "{}", run.err);
    import(district.path(), &tracker, "feedback.toml");
    let mut wanted = expected(&[
        "c-01-t-101: kind: request; asked: 2025-09-03; about: number talks video",
        // The teacher's cell is merged with the one above.
        "c-01-t-101: kind: request; asked: 2025-09-12; about: \"Which days?\"; answered: 2025-09-15; method: email",
        "c-01-t-102: kind: request; asked: 2025-10-01; about: \"1+1 shows 3, why?\"; answered: 2025-10-02; method: \
         in-person",
        "c-01-t-103: kind: request; asked: 2025-10-06; about: materials; answered: 2025-10-20; method: phone",
        "c-01-t-101: kind: feedback; requested: 2025-11-03; received: 2025-11-05; summary: |-; More modeling,; please",
        "c-01-t-102: kind: feedback; requested: 2025-11-03",
    ]);
    for educator in ["t-101", "t-102", "t-103"] {
        wanted.insert(relationship("c-01", educator, "2025-08-01"));
    }
    assert_eq!(records(district.path()), wanted);
}

#[test]
fn an_answer_of_an_app_with_long_ids_moments_in_utc_and_answers_sent_twice() {
    let district = district();
    let run = import(district.path(), &home("visit-app").join("export.json"), "map.toml");
    assert!(run.err.contains("1 twice in the source"), "{}", run.err);
    let mut wanted = expected(&[
        // 01:30 in UTC is the evening before in Missouri.
        "c-01-t-101: kind: session; date: 2025-09-08; method: in-person; minutes: 45; next_steps:; - what: try wait \
         time; who: educator; due: 2025-09-16; - what: send video; who: coach; notes: |-; Went well & fast.; - pacing",
        "c-01-t-101: kind: checklist; date: 2025-09-08; rater: {role: observer, id: o-1}; ratings: \
         {variety-of-methods: in-place, timely-response: partial}",
        // Sent again with other minutes: the last one counts.
        "c-01-t-101: kind: session; date: 2025-10-01; method: video; minutes: 95",
        "c-01-t-101: kind: checklist; date: 2025-10-01; rater: {role: observer, id: o-1}; ratings: {confidentiality: \
         not-in-place}",
    ]);
    wanted.insert(relationship("c-01", "t-101", "2025-09-08"));
    assert_eq!(records(district.path()), wanted);
    let ids = WalkDir::new(district.path().join("records")).into_iter().map(Result::unwrap);
    let texts = ids.filter(|file| file.file_type().is_file());
    let texts: String = texts.map(|file| fs::read_to_string(file.path()).unwrap()).collect();
    assert!(texts.contains("900719925474099301"), "a long number stays exact");
}
