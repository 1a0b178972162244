//! A district with one pair, on disk, in which one record after the other is read through the store;
//! and the oracle for places, which every finding of every test goes through.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use coach::check;
use coach::diagnostic::Diagnostic;
use coach::domain::record::Record;
use coach::store::{DistrictFolder, Progress, each_folder};

pub(crate) use crate::every_kind::*;
pub(crate) use crate::lines::Lines;

const PAIR: &str = "records/lincoln-elementary/c-03-t-104";
const PAIR_FILE: &str = "relationship.yaml";
const DATED: &str = "2026-09-14-session-7c1e.yaml";

/// The folder in which records are read.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    district: DistrictFolder,
    /// Whether the relationship's file holds [`RELATIONSHIP`].
    has_relationship: Cell<bool>,
}

/// What came of a record.
pub(crate) struct Reading {
    /// Everything that was found, in its order.
    pub(crate) found: Vec<Diagnostic>,
    /// Whether it can be used.
    pub(crate) is_typed: bool,
    /// The record, unless it is a relationship or left out.
    pub(crate) record: Option<Record>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("coach.toml"), COACH_TOML).expect("written");
        fs::create_dir_all(folder.path().join(PAIR)).expect("a folder");
        let opened = DistrictFolder::open(folder.path(), &check::rules());
        Self {
            district: opened.expect("coach.toml is right"),
            folder,
            has_relationship: Cell::new(false),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(PAIR).join(name)
    }

    /// Reads `bytes` as the record of their kind, and puts every place through the oracle.
    pub(crate) fn read(&self, bytes: impl AsRef<[u8]>) -> Reading {
        let bytes = bytes.as_ref();
        let name = if bytes.starts_with(b"kind: relationship") {
            // A relationship is read alone: no other record of the folder has to wait for it.
            let _ = fs::remove_file(self.path(DATED));
            self.has_relationship.set(false);
            PAIR_FILE
        } else {
            if !self.has_relationship.replace(true) {
                fs::write(self.path(PAIR_FILE), RELATIONSHIP).expect("written");
            }
            DATED
        };
        fs::write(self.path(name), bytes).expect("written");
        let progress = Progress::default();
        let mut looked = Vec::new();
        each_folder(
            &self.district,
            &progress,
            |mut pair| {
                let record = pair.records.pop().map(|loaded| loaded.record);
                (pair.diagnostics, pair.unused.len(), record)
            },
            |coach| panic!("no coach has a folder here: {}", coach.path),
            |of_pair| looked.push(of_pair),
        );
        let [(found, left_out, record)] = <[_; 1]>::try_from(looked).expect("one pair");
        let lines = Lines::of(&String::from_utf8_lossy(bytes));
        for diagnostic in &found {
            lines.check(&diagnostic.place);
            diagnostic.related.iter().for_each(|also| lines.check(&also.place));
        }
        Reading { found, is_typed: left_out == 0, record }
    }

    /// What reading `text` finds: rule, and text under the underline.
    pub(crate) fn faults(&self, text: &str) -> Vec<(&'static str, String)> {
        let reading = self.read(text);
        assert_eq!(reading.is_typed, reading.found.is_empty(), "a record is whole or left out");
        let lines = Lines::of(text);
        reading.found.iter().map(|found| (found.rule.id, lines.under(&found.place))).collect()
    }

    /// Asserts what reading `text` finds.
    pub(crate) fn expect(&self, text: &str, expected: &[(&str, &str)]) {
        let found = self.faults(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(id, at)| (*id, at.as_str())).collect();
        assert_eq!(found, expected, "in:\n{text}");
    }

    /// The message, label and help of the one finding in `text`.
    pub(crate) fn words(&self, text: &str) -> String {
        let found = self.read(text).found;
        let [one] = found.as_slice() else { panic!("{found:?} in:\n{text}") };
        format!("{} | {} | {}", one.message, one.label, one.help.join(" | "))
    }
}

/// `record` with another value under `path` (`minutes`, `observed.minutes`): it takes the place of
/// the rest of the line or, in braces, of what stands up to the next comma or brace.
pub(crate) fn with(record: &str, path: &str, value: &str) -> String {
    let mut at = 0;
    for key in path.split('.') {
        let needle = format!("{key}:");
        let is_key = |&at: &usize| at == 0 || b"\n {".contains(&record.as_bytes()[at - 1]);
        let mut hits = record[at..].match_indices(&needle).map(|(hit, _)| at + hit);
        at = hits.find(is_key).unwrap_or_else(|| panic!("no {path} in:\n{record}")) + needle.len();
    }
    let line = record[..at].rfind('\n').map_or(0, |i| i + 1);
    let is_in_braces = record[line..at].contains('{');
    let mut depth = 0;
    let end = record[at..].find(|c| {
        depth += i32::from("[{".contains(c)) - i32::from("]}".contains(c));
        c == '\n' || is_in_braces && (depth < 0 || depth == 0 && c == ',')
    });
    let rest = &record[at + end.unwrap_or(record.len() - at)..];
    format!("{} {value}{rest}", &record[..at])
}

/// `record` without the line of a key and the lines below that belong to it.
pub(crate) fn without(record: &str, key: &str) -> String {
    let mut is_in_key = false;
    let mut rest = String::new();
    for line in record.lines() {
        is_in_key = line.starts_with(&format!("{key}:")) || is_in_key && line.starts_with(' ');
        if !is_in_key {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    assert!(rest.len() < record.len(), "no {key} in:\n{record}");
    rest
}

#[test]
fn a_record_of_each_kind_is_read_without_a_finding() {
    let desk = Desk::new();
    for record in EVERY_KIND {
        desk.expect(record, &[]);
    }
}

#[test]
fn the_oracle_opens_the_place() {
    let desk = Desk::new();
    desk.expect("kind: sesion\n", &[("unknown-kind", "sesion")]);
    desk.expect("# Ünïcode\nkind: \"ñandú\"\n", &[("unknown-kind", "\"ñandú\"")]);
    assert_eq!(with("a: 1\nb: {a: [1, 2], d: 3}\n", "b.a", "x"), "a: 1\nb: {a: x, d: 3}\n");
    assert_eq!(with("a: 1\nb: {a: [1, 2], d: 3}\n", "a", "x"), "a: x\nb: {a: [1, 2], d: 3}\n");
    assert_eq!(without("a: 1\nb:\n  - 2\nc: 3\n", "b"), "a: 1\nc: 3\n");
}
