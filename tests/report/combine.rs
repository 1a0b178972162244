//! `coach report --combine`: several districts' reports as one. What adds up is what the report on one
//! folder with all relationships says; what does not says so.

mod exact;
mod faults;
mod held_back;
mod shown;

use std::fs;
use std::path::Path;

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::harness::{District, Pair, Run, SETTINGS, coach_in};

/// A profile of a district's own, which is no part of the program.
const ROUNDS: &str = include_str!("../profiles/five-functions.toml");

/// The settings of a district called `name`; every district of a test knows every school.
fn settings(name: &str) -> String {
    let schools: String = (0..3)
        .map(|at| format!("[schools.s-{at}]\nname = \"School {at}\"\neducators = 20\n"))
        .collect();
    let profile = "[profiles]\nrounds-district = \"profiles/rounds.toml\"\n";
    format!("{}{schools}{profile}", SETTINGS.replace("Testville", name))
}

/// A district called `name` with `pairs`.
fn district<'p>(name: &str, pairs: impl IntoIterator<Item = &'p Pair>) -> District {
    let district = District::new().file("coach.toml", settings(name));
    district.file("profiles/rounds.toml", ROUNDS).pairs(pairs)
}

/// Files in a folder of their own, gone when the test is.
struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path().join(name), text).unwrap();
        self
    }

    /// Writes the report of `district` as JSON under `name`.
    fn report(&self, name: &str, district: &District, options: &[&str]) -> &Self {
        self.file(name, json(district, options).to_string())
    }

    fn coach(&self, arguments: &[&str]) -> Run {
        coach_in(self.path(), &[], arguments)
    }

    fn combined(&self, files: &[&str], options: &[&str]) -> Run {
        self.coach(&[&["report", "--combine"], files, options].concat())
    }
}

/// The report of `district` as JSON.
fn json(district: &District, options: &[&str]) -> Json {
    let run = district.coach(&[&["report", "--format", "json"], options].concat());
    // Random records may well have findings.
    assert!(run.code <= 1, "{}", run.err);
    run.json()
}

/// Two districts of one pair each, with everything in place in the first: by hand, 12 of 12 items (one has
/// no occasion only where nothing fell due) and a single session in the second.
fn two() -> [District; 2] {
    let full = Pair::of("c-01", "t-101", "s-0").all_in_place();
    let little = Pair::of("c-01", "t-101", "s-0")
        .session("2025-09-03", "items: [confidentiality]\nminutes: 30");
    [district("Alder R-I", [&full]), district("Boone R-II", [&little])]
}

/// A folder with the reports of [`two`]: `a.json` and `b.json`.
fn two_reports() -> Files {
    let files = Files::new();
    let [alder, boone] = two();
    files.report("a.json", &alder, &[]).report("b.json", &boone, &[]);
    files
}
