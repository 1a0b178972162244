//! A map that is suggested: with fewer than ten edits each of the six sources comes in as what it truly holds, and what
//! is suggested for any table can be read as a map.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

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
