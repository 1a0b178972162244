//! A map that is suggested: with fewer than ten edits each of the six sources comes in as what it truly holds, and what
//! is suggested for any table can be read as a map.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::elm::Elm;
use super::truth::compared;
use super::{SOURCES, Trial};
use crate::harness::coach_in;

/// A line that is looked for by what it has in it, and the line in its place.
type Edit = (&'static str, &'static str);

/// The edits that each suggested map needs, of which ten would be too many.
///
/// | source | edits |
/// |---|---:|
/// | csv-semicolon-windows-1252 | 0 |
/// | excel-sheet-per-teacher | 0 |
/// | google-forms-checklist | 3: the ids of three observers, who are told by their addresses |
/// | jsonl-app-api | 0 |
/// | qualtrics-session-log | 0 |
/// | xls-monthly-time-log | 0 |
fn edits(source: &str) -> &'static [Edit] {
    match source {
        "google-forms-checklist" => &[
            (
                "# rater.id.words.\"obs.north@example.org\"",
                "rater.id.words.\"obs.north@example.org\" = \"o-1\"",
            ),
            (
                "# rater.id.words.\"obs.south@example.org\"",
                "rater.id.words.\"obs.south@example.org\" = \"o-2\"",
            ),
            (
                "# rater.id.words.\"obs.guest@example.org\"",
                "rater.id.words.\"obs.guest@example.org\" = \"o-3\"",
            ),
        ],
        _ => &[],
    }
}

fn suggested(district: &Path, file: &Path) -> String {
    let run = coach_in(district, &[], &["import", file.to_str().unwrap(), "--suggest-map"]);
    assert_eq!(run.code, 0, "{}: {}", file.display(), run.err);
    run.out
}

#[test]
fn a_suggested_map_with_few_edits_brings_each_source_in_as_what_it_truly_holds() {
    for name in SOURCES {
        let mut trial = Trial::of(name);
        let mut map = suggested(trial.district.path(), &trial.file);
        let edits = edits(name);
        assert!(edits.len() < 10, "{name}");
        for (find, line) in edits {
            let lines = map.lines().filter(|known| known.contains(find)).count();
            assert_eq!(lines, 1, "{name}: {find}\n{map}");
            let edited = map.lines().map(|known| if known.contains(find) { line } else { known });
            map = edited.collect::<Vec<_>>().join("\n");
        }
        trial.map = trial.district.path().join("map.toml");
        fs::write(&trial.map, &map).unwrap();
        let run = trial.set_aside();
        assert_eq!(run.code, 1, "{name}: {}", run.err);
        let (missing, extra) = compared(&trial.truth, trial.district.path());
        assert!(missing.is_empty(), "{name}: missing {}: {:#?}", missing.len(), missing.first());
        assert!(extra.is_empty(), "{name}: extra {}: {:#?}", extra.len(), extra.first());
    }
}

#[test]
fn a_suggested_map_names_no_one_and_quotes_no_prose() {
    for (name, said) in [
        ("google-forms-checklist", ["Coachperson", "clear, and short"]),
        ("jsonl-app-api", ["Coachperson", "same few students answer"]),
        ("qualtrics-session-log", ["ran out of time", "co-planning on Mondays"]),
        ("csv-semicolon-windows-1252", ["probar preguntas al azar", "Trajo datos"]),
    ] {
        let trial = Trial::of(name);
        let map = suggested(trial.district.path(), &trial.file);
        said.iter().for_each(|said| assert!(!map.contains(said), "{name}: {said}\n{map}"));
    }
}

#[test]
fn what_a_source_holds_is_said_with_how_many_rows_use_it() {
    let trial = Trial::of("csv-semicolon-windows-1252");
    let map = suggested(trial.district.path(), &trial.file);
    for line in [
        "decimal = \",\"",
        "identity = { columns = \"N.º\" }",
        "# method.words.\"Paloma\" = \"\"  # 1 row",
        "# items.words.\"5.1 Otra cosa\" = \"\"  # 1 row",
    ] {
        assert!(map.contains(line), "{line}\n{map}");
    }
}

/// The map that is suggested for `rows` in a district without a record.
fn of_new(elm: &Elm, rows: &str) -> String {
    elm.write("log.csv", rows);
    let run = elm.run(&["import", "log.csv", "--suggest-map"]);
    assert_eq!(run.code, 0, "{}", run.err);
    elm.write("map.toml", &run.out);
    run.out
}

fn has(map: &str, lines: &[&str]) {
    lines.iter().for_each(|line| assert!(map.lines().any(|it| it == *line), "{line}\n{map}"));
}

/// A control character that stands in a cell: TOML has none in a comment, and a terminal would obey it.
#[test]
fn what_a_comment_quotes_of_a_cell_has_no_control_characters() {
    let elm = Elm::new();
    let map = of_new(
        &elm,
        "Coach,Teacher,School,Date,Method\nc-1,t-1,oak,2025-09-08,phone\nc-1,t-1,oak,2025-09-15,\u{fffd}e\u{1}\n",
    );
    assert!(!map.chars().any(|letter| letter.is_control() && letter != '\n'), "{map:?}");
    assert!(map.contains("\\u{1}"), "{map}");
}

/// Of records that were set aside, none may have a key that others have.
#[test]
fn keys_that_not_every_record_of_json_has_may_be_missing() {
    let elm = Elm::new();
    let record = |day: &str, more: &str| {
        format!(
            "{{\"Coach\":\"c-1\",\"Teacher\":\"t-1\",\"School\":\"oak\",\"Date\":\"{day}\",\"Method\":\"phone\"{more}}}\n"
        )
    };
    let full = ",\"Minutes\":30,\"Notes\":\"calm\"";
    let rest = record("2025-09-15", "");
    elm.write("log.jsonl", &format!("{}{rest}", record("2025-09-08", full)));
    let run = elm.run(&["import", "log.jsonl", "--suggest-map"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let may_lack: Vec<&str> =
        run.out.lines().filter(|line| line.contains("optional = true")).collect();
    let keys: Vec<&str> =
        may_lack.iter().filter_map(|line| line.split([' ', '.']).next()).collect();
    assert_eq!(keys, ["minutes", "notes"], "{}", run.out);
    elm.write("map.toml", &run.out);
    elm.write("rest.jsonl", &rest);
    elm.imported(&["rest.jsonl"], &[]);
}

/// Where nobody is known yet, people are found by their heads, and what they need is opened.
#[test]
fn a_new_district_needs_few_edits_too() {
    let elm = Elm::new();
    let rows = "Date,Teacher,Coach,School,Method,Min\n2025-09-02,t-104,c-1,Oak School,phone,30\n\
                2025-09-03,t-105,c-1,Birch School,phone,45\n";
    let map = of_new(&elm, rows);
    let why = "check: by its head alone, for most in it are nobody known here";
    has(
        &map,
        &[
            "[open]  # check: no relationship is here yet; this opens those that rows need",
            "school = \"School\"",
            &format!("coach = \"Coach\"  # {why}"),
            &format!("educator = \"Teacher\"  # {why}"),
        ],
    );
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["birch/c-1-t-105", "oak/c-1-t-104"]);
    // Once relationships are there, no other is opened by a guess.
    assert!(!of_new(&elm, rows).contains("[open]"));
    let map = of_new(&Elm::new(), &rows.replace(",School,", ",Where,"));
    assert!(
        map.contains(
            "\n# school = { is = \"\" }  # no column for it was found; fill in one of: birch, oak\n"
        ),
        "{map}"
    );
    assert!(!map.lines().any(|line| line.starts_with("[open]")), "{map}");
}

#[test]
fn a_map_that_does_not_say_whose_records_are_is_told_what_it_can_say() {
    let elm = Elm::new();
    let map = of_new(&elm, "Date,Name of person,Coach,Method\n2025-09-02,t-104,c-1,phone\n");
    assert!(map.contains("# no column for the educator was found: educator = \"\""), "{map}");
    let run = elm.import(&["log.csv"], &["-n"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("educator = \"HEADER\""), "{}", run.err);
    assert!(!run.err.contains("--educator") && !run.err.contains("--pair"), "{}", run.err);
}

/// A five may be a short call or a long day: that is said, and other cells tell it.
#[test]
fn what_small_numbers_mean_is_to_be_checked() {
    for (cells, line) in [
        (
            [5, 5, 5].map(|it| it.to_string()),
            "bare = \"minutes\" }  # numbers from 5, half of them below 5: check",
        ),
        (
            ["5", "10 min", "5"].map(str::to_owned),
            "bare = \"minutes\" }  # numbers from 5, half of them below 5; others say minutes: check",
        ),
        (
            ["2", "1 hr", "6"].map(str::to_owned),
            "bare = \"hours\" }  # numbers from 2, half of them below 6; others say hours: check",
        ),
        (
            ["2", "3", "6"].map(str::to_owned),
            "bare = \"hours\" }  # numbers from 2, half of them below 3: check",
        ),
        (
            ["0.5", "1", "1.25"].map(str::to_owned),
            "bare = \"hours\" }  # numbers from 0.5, half of them below 1",
        ),
        (
            ["30", "45", "20"].map(str::to_owned),
            "bare = \"minutes\" }  # numbers from 20, half of them below 30",
        ),
    ] {
        let rows = cells.iter().enumerate();
        let rows: String =
            rows.map(|(at, it)| format!("2025-09-0{},t-1,c-1,phone,{it}\n", at + 1)).collect();
        let map = of_new(&Elm::new(), &format!("Date,Teacher,Coach,Method,Length\n{rows}"));
        has(&map, &[&format!("minutes = {{ column = \"Length\", {line}")]);
    }
}

/// Further down the head stands again, with other names for the same.
#[test]
fn columns_that_were_renamed_further_down_are_one() {
    let elm = Elm::new();
    let map = of_new(
        &elm,
        "Teacher,Coach,Date,Min,School,Method\nt-1,c-1,2025-09-01,30,oak,phone\nt-1,c-1,2025-09-02,31,oak,phone\n\
         Teacher,Coach,Visit date,Minutes,School,Method\nt-1,c-1,2025-10-01,32,oak,phone\n",
    );
    has(&map, &["date = { column = [\"Date\", \"Visit date\"] }"]);
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.records().len(), 1 + 3);
}

#[test]
fn ditto_marks_are_no_words() {
    let elm = Elm::new();
    let map = of_new(
        &elm,
        "Date,Teacher,Coach,School,Method,Min\n2025-09-01,t-1,c-1,oak,phone,30\ndo.,,do.,do.,do.,31\n\
         2025-09-02,,do.,do.,email,32\ndo.,,do.,do.,do.,33\n",
    );
    has(
        &map,
        &[
            "date = { column = \"Date\", as_above = true }  # 2 ditto marks",
            "school = { column = \"School\", as_above = true }  # 3 ditto marks",
        ],
    );
    assert!(!map.contains("words.\"do.\"") && !map.contains("nobody was coached"), "{map}");
    assert!(
        map.contains("educator = { column = \"Teacher\", as_above = true }  # check: "),
        "{map}"
    );
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["oak/c-1-t-1"]);
    assert_eq!(elm.records().len(), 1 + 4);
}

#[test]
fn no_word_that_names_somebody_is_quoted() {
    let elm = Elm::new();
    elm.write("people.yaml", "t-1: Ada Quill\nt-2: Bo Marsh\n");
    let map = of_new(
        &elm,
        "Date,Teacher,Method\n2025-09-01,t-1,F2F\n2025-09-02,t-1,zoom with Ada Quill\n2025-09-03,t-2,at marsh's home\n\
         2025-09-04,t-2,email to Quill\n2025-09-05,t-2,we sat down in the hall\n2025-09-06,t-2,F2F\n",
    );
    has(&map, &["method.words.\"F2F\" = \"in-person\"  # 2 rows"]);
    for said in ["ada", "quill", "marsh", "hall"] {
        assert!(!map.to_lowercase().contains(said), "{said}\n{map}");
    }
    assert!(map.contains("# 4 words are not shown"), "{map}");
}

#[test]
fn it_goes_with_nothing_that_brings_records_in() {
    let trial = Trial::of("csv-semicolon-windows-1252");
    let file = trial.file.to_str().unwrap();
    for more in [&["--map", "m.toml"][..], &["--set-aside", "a.csv"], &["--update"], &["--prune"]] {
        let arguments = [&["import", file, "--suggest-map"][..], more].concat();
        let run = coach_in(trial.district.path(), &[], &arguments);
        assert_eq!(run.code, 2, "{more:?}: {}", run.err);
    }
}

#[test]
fn a_source_without_a_table_is_said_to_have_none() {
    let trial = Trial::of("csv-semicolon-windows-1252");
    let file = trial.district.path().join("none.csv");
    fs::write(&file, "1\n2\n").unwrap();
    let run =
        coach_in(trial.district.path(), &[], &["import", file.to_str().unwrap(), "--suggest-map"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("no table was found"), "{}", run.err);
}

/// What may stand in a small table: heads of such sheets, words, days, signs that mean something in maps and in TOML.
fn cell() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "Date",
        "Coach",
        "Teacher",
        "Minutes",
        "Method",
        "Notes",
        "Type",
        "Next step 1",
        "Next step 2",
        "x",
        "1",
        "0,5",
        "9/14/2025",
        "2025-09-14T10:00:00Z",
        "c-01",
        "t-101",
        "T07",
        "F",
        "session",
        "In place",
        "Total",
        "TEST",
        "a*b",
        "n#1",
        "\\",
        "\"quoted\"",
        "a\nb",
        "[x]",
        "= 1",
        "gives rationale [x]",
        "é",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_is_suggested_can_be_read(rows in prop::collection::vec(prop::collection::vec(cell(), 4..7), 2..9)) {
        let trial = TempDir::new().unwrap();
        fs::write(trial.path().join("coach.toml"), "version = 1\ndistrict = \"Made-up\"\nprofile = \"missouri-sbic-2014\"\n").unwrap();
        fs::create_dir(trial.path().join("records")).unwrap();
        fs::write(trial.path().join("people.yaml"), "c-01: Umber\nt-101: Avery\nt-107: T07\n").unwrap();
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(["Date", "Coach", "Teacher", "How we met", "Notes"]).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let (file, map) = (trial.path().join("s.csv"), trial.path().join("m.toml"));
        fs::write(&file, writer.into_inner().unwrap()).unwrap();
        let run = coach_in(trial.path(), &[], &["import", file.to_str().unwrap(), "--suggest-map"]);
        if run.code == 0 {
            fs::write(&map, &run.out).unwrap();
            let read = coach_in(trial.path(), &[], &["import", file.to_str().unwrap(), "--map", map.to_str().unwrap(), "-n"]);
            prop_assert!(!read.err.contains("m.toml:"), "{}\n{}", read.err, run.out);
            prop_assert!(!read.err.contains("panicked"), "{}", read.err);
        } else {
            prop_assert!(run.code == 2 && !run.err.contains("panicked"), "{}", run.err);
        }
    }
}
