//! Six messy sources, each with what it truly holds: every record is compared, every refused cell is named, and a
//! second run changes nothing.

mod again;
mod at_once;
mod belongs;
mod conditions;
mod crossed;
mod elm;
mod examples;
mod files;
mod gather;
mod heads;
mod identity;
mod keys;
mod messages;
mod nothing;
mod opening;
mod people;
mod programs;
mod pruned;
mod readers;
mod strange;
mod suggest;
mod tables;
mod truth;
mod zone;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::harness::{Run, coach_in};
use truth::{Plan, Truth, compared};

/// The sources, each in a folder with its truth.
const SOURCES: [&str; 6] = [
    "csv-semicolon-windows-1252",
    "excel-sheet-per-teacher",
    "google-forms-checklist",
    "jsonl-app-api",
    "qualtrics-session-log",
    "xls-monthly-time-log",
];

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// A district as it is before the source `name` comes in, and that source.
struct Trial {
    district: TempDir,
    truth: Truth,
    file: PathBuf,
    map: PathBuf,
}

impl Trial {
    fn of(name: &str) -> Self {
        let folder = home().join("sources").join(name);
        let truth = Truth::read(&folder.join("truth.json"));
        let district = truth.district();
        let file = folder.join(truth.file());
        Self { district, truth, file, map: home().join("maps").join(format!("{name}.toml")) }
    }

    fn import(&self, file: &Path, more: &[&str]) -> Run {
        let (file, map) = (file.to_str().unwrap(), self.map.to_str().unwrap());
        let arguments = [&["import", file, "--map", map][..], more].concat();
        coach_in(self.district.path(), &[], &arguments)
    }

    /// Where rows of the source are set aside: those of a workbook in a workbook.
    fn aside(&self) -> PathBuf {
        let is_text = self.file.extension().is_some_and(|end| end == "csv" || end == "jsonl");
        self.district.path().join(if is_text { "aside" } else { "aside.xlsx" })
    }

    fn set_aside(&self) -> Run {
        let aside = self.aside();
        drop(fs::remove_file(&aside));
        self.import(&self.file, &["--set-aside", aside.to_str().unwrap()])
    }
}

#[test]
fn each_source_comes_in_as_what_it_truly_holds() {
    for name in SOURCES {
        let trial = Trial::of(name);
        let run = trial.set_aside();
        assert_eq!(run.code, 1, "{name}: {}", run.err);
        let (missing, extra) = compared(&trial.truth, trial.district.path());
        assert!(missing.is_empty(), "{name}: missing {}: {:#?}", missing.len(), missing.first());
        assert!(extra.is_empty(), "{name}: extra {}: {:#?}", extra.len(), extra.first());
    }
}

#[test]
fn every_refused_cell_is_named() {
    for name in SOURCES {
        let trial = Trial::of(name);
        let run = trial.set_aside();
        for cell in trial.truth.refused_cells() {
            let said = format!("!{}", cell.replace('\'', ""));
            let is_named = run.err.lines().any(|line| {
                line.split([' ', ',']).any(|word| word.ends_with(&said)) || line.contains(&said)
            });
            assert!(is_named, "{name}: {cell} is not named in {}", run.err);
        }
    }
}

#[test]
fn nothing_is_written_where_a_row_has_a_fault() {
    for name in SOURCES {
        let trial = Trial::of(name);
        let before = truth::files(trial.district.path());
        let run = trial.import(&trial.file, &[]);
        assert_eq!(run.code, 1, "{name}: {}", run.err);
        assert!(run.err.contains("nothing was written"), "{name}: {}", run.err);
        assert_eq!(truth::files(trial.district.path()), before, "{name}");
    }
}

/// Where the bad rows cannot be put aside, the good ones do not come in either.
#[test]
fn rows_are_set_aside_before_anything_is_written() {
    let trial = Trial::of("csv-semicolon-windows-1252");
    let before = truth::files(trial.district.path());
    let taken = trial.district.path().join("coach.toml");
    let settings = fs::read(&taken).unwrap();
    let run = trial.import(&trial.file, &["--set-aside", taken.to_str().unwrap()]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(fs::read(&taken).unwrap(), settings);
    assert_eq!(truth::files(trial.district.path()), before);
    let aside = trial.district.path().join("aside");
    let run = trial.import(&trial.file, &["--set-aside", aside.to_str().unwrap(), "--dry-run"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!aside.exists());
    assert_eq!(truth::files(trial.district.path()), before);
}

/// Rows that were set aside, mended in that file, come in through the same map.
#[test]
fn rows_that_were_set_aside_come_back() {
    let trial = Trial::of("csv-semicolon-windows-1252");
    trial.set_aside();
    let before = truth::files(trial.district.path()).len();
    let aside = trial.district.path().join("aside");
    let text = fs::read_to_string(&aside).unwrap();
    let mended = text.replace("02/23/2026", "23/02/2026").replace("Paloma", "Correo");
    assert_ne!(mended, text);
    fs::write(&aside, mended).unwrap();
    let rest = trial.district.path().join("rest");
    let run = trial.import(&aside, &["--set-aside", rest.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(truth::files(trial.district.path()).len(), before + 2, "{}", run.err);
}

/// A program that reads what was done is told of a refusal, too.
#[test]
fn programs_are_told_of_a_refusal() {
    let trial = Trial::of("csv-semicolon-windows-1252");
    let run = trial.import(&trial.file, &["--format", "json"]);
    assert_eq!(run.json()["exit_code"], 1);
    assert_eq!(run.json()["written"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_second_run_changes_nothing() {
    for name in SOURCES {
        let trial = Trial::of(name);
        trial.set_aside();
        let before = truth::files(trial.district.path());
        let run = trial.set_aside();
        assert!(run.err.contains("nothing to do"), "{name}: {}", run.err);
        let after = truth::files(trial.district.path());
        assert_eq!(after, before, "{name}");
    }
}

/// The source's next export: columns have moved, rows were added, changed and taken out.
#[test]
fn the_next_export_adds_what_is_new_and_tells_what_has_changed() {
    let trial = Trial::of("google-forms-checklist");
    trial.set_aside();
    let next = home().join("sources/google-forms-checklist/second");
    let plan = Truth::read(&next.join("truth.json")).plan();
    let file = next.join(trial.truth.file());
    let run = trial.import(&file, &["--dry-run"]);
    let Plan { add, same, changed, gone } = plan;
    let said =
        format!("{add} to add · {same} the same · {changed} changed · {gone} gone from the source");
    assert!(run.err.contains(&said), "{said}: {}", run.err);
}

/// A good cell that is broken makes one more row be refused, at its address.
#[test]
fn a_broken_cell_is_refused_at_its_address() {
    for name in SOURCES.iter().filter(|name| !name.starts_with("excel") && !name.starts_with("xls"))
    {
        let trial = Trial::of(name);
        let set_aside = |run: &Run| {
            let line = run.err.lines().find(|line| line.contains(" set aside in ")).unwrap();
            line.split(' ').next().unwrap().parse::<usize>().unwrap()
        };
        let before = set_aside(&trial.set_aside());
        let file = trial.district.path().join(trial.truth.file());
        fs::write(&file, trial.truth.broken(&fs::read(&trial.file).unwrap())).unwrap();
        let aside = trial.district.path().join("aside-2");
        let run = trial.import(&file, &["--set-aside", aside.to_str().unwrap()]);
        let cell = trial.truth.break_cell();
        assert!(run.err.contains(&format!("!{cell}")), "{name}: {cell}: {}", run.err);
        assert_eq!(set_aside(&run), before + 1, "{name}: {}", run.err);
    }
}

/// Every fault of a map comes in one run, at its line, with what was perhaps meant.
#[test]
fn a_map_with_faults_is_refused() {
    let mut trial = Trial::of("csv-semicolon-windows-1252");
    trial.map = trial.district.path().join("map.toml");
    let map = "name = \"diario\"\nzone = \"America/Chicgo\"\n[[record]]\nkind = \"sesion\"\n\
               [[record]]\nkind = \"session\"\ndat = \"Fecha\"\nmethod = { words = { a = \"b\" } }\n";
    fs::write(&trial.map, map).unwrap();
    let run = trial.import(&trial.file, &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    for (line, meant) in
        [(2, "`America/Chicago`"), (4, "`session`"), (7, "`date`"), (8, "`column`")]
    {
        let place = run.err.find(&format!("map.toml:{line}:"));
        let place = place.unwrap_or_else(|| panic!("line {line}: {}", run.err));
        let finding = run.err[place..].split("\n\n").next().unwrap();
        assert!(finding.contains(meant), "{line}: {finding}");
    }
}
