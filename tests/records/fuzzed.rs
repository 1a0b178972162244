//! Texts that fuzzing has kept (`tests/fuzz/corpus`), each tried once more: what `cargo fuzz` asserts of millions of texts
//! holds of these in every run of the tests.

mod targets;

use std::fs;
use std::io::Write;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use targets::{address, import, profile, quick, record, report_json, settings};

/// Texts of one target at most, and bytes of all of them.
const MOST_FILES: usize = 60;
const MOST_BYTES: usize = 150_000;

/// Panics if something does not hold of bytes.
type Holds = fn(&[u8]);

/// Each target, and what has to hold.
const TARGETS: [(&str, Holds); 7] = [
    ("address", address::holds),
    ("import", import::holds),
    ("profile", profile::holds),
    ("quick", quick::holds),
    ("record", record::holds),
    ("report_json", report_json::holds),
    ("settings", settings::holds),
];

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// The paths in `folder`, in order.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{folder:?}: {why}"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// Says `line` on standard error, past what the test harness keeps to itself.
fn said(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("standard error");
}

fn replay(target: &str) {
    let (_, holds) = TARGETS.iter().find(|(name, _)| *name == target).expect("a target");
    let paths = paths(&fuzz().join("corpus").join(target));
    assert!(!paths.is_empty(), "nothing is kept of {target}");
    let fails = |path: &&PathBuf| {
        let bytes = fs::read(path).expect("a file");
        catch_unwind(|| holds(&bytes)).is_err()
    };
    let failed: Vec<_> = paths.iter().filter(fails).collect();
    said(&format!("{target}: {} texts replayed", paths.len()));
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn addresses() {
    replay("address");
}

#[test]
fn imports() {
    replay("import");
}

#[test]
fn profiles() {
    replay("profile");
}

#[test]
fn plain_yaml() {
    replay("quick");
}

#[test]
fn records() {
    replay("record");
}

#[test]
fn kept_reports() {
    replay("report_json");
}

#[test]
fn settings_of_districts() {
    replay("settings");
}

/// What is kept stays small, and each target has a program that fuzzes it.
#[test]
fn what_is_kept() {
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    let kept = paths(&fuzz().join("corpus"));
    let programs = paths(&fuzz().join("targets"));
    let targets = TARGETS.map(|(name, _)| name);
    assert_eq!(kept.iter().map(name).collect::<Vec<_>>(), targets);
    assert_eq!(
        programs.iter().map(name).collect::<Vec<_>>(),
        targets.map(|name| format!("{name}.rs"))
    );
    let mut bytes = 0;
    for folder in &kept {
        let files = paths(folder);
        assert!(files.len() <= MOST_FILES, "{folder:?}: {}", files.len());
        bytes += files.iter().map(|file| fs::read(file).expect("a file").len()).sum::<usize>();
    }
    assert!(bytes <= MOST_BYTES, "{bytes}");
}
