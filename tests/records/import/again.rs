//! A source that comes again: what was changed there and here, what is gone from it, and an import that is taken back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::harness::{Run, coach_in};

const MAP: &str = r#"
name = "visits"

[[record]]
kind = "session"
educator = { column = "Teacher" }
coach = { is = "c-1" }
date = { column = "Day", order = "year-month-day" }
method = { is = "in-person" }
minutes = { column = "Minutes", bare = "minutes" }
items = { column = "Items" }
notes = { column = "Notes" }
"#;

/// A source with two visits.
const BEFORE: &str = "Id,Teacher,Day,Minutes,Items,Notes\n\
                      v1,t-1,2025-09-10,40,rationale,Went well.\n\
                      v2,t-1,2025-10-10,30,\"rationale, listens\",\n";

/// A district with one relationship.
pub(super) struct District {
    folder: TempDir,
}

impl District {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let run =
            coach_in(folder.path(), &[], &["init", "--district", "Elm", "--school", "oak=Oak"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let district = Self { folder };
        let opened = district.run(&[
            "log",
            "relationship",
            "--coach",
            "c-1",
            "--educator",
            "t-1",
            "--school",
            "oak",
            "--started",
            "2025-09-01",
            "--practice",
            "questioning",
        ]);
        assert_eq!(opened.code, 0, "{}", opened.err);
        district.write(
            "map.toml",
            &MAP.replace("\n[[record]]", "identity = { columns = \"Id\" }\n\n[[record]]"),
        );
        district
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Run {
        coach_in(self.folder.path(), &[], arguments)
    }

    pub(super) fn text(&self, name: &str) -> String {
        text(&self.folder.path().join(name))
    }

    /// Imports `source` with further options.
    pub(super) fn import(&self, source: &str, more: &[&str]) -> Run {
        self.write("source.csv", source);
        self.run(&[&["import", "source.csv", "--map", "map.toml"], more].concat())
    }

    /// The record of the visit on `day`.
    pub(super) fn visit(&self, day: &str) -> PathBuf {
        let folder = self.folder.path().join("records/oak/c-1-t-1");
        let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let is_it = |path: &PathBuf| {
            path.file_name().unwrap().to_str().unwrap().starts_with(&format!("{day}-session"))
        };
        all.into_iter().find(is_it).unwrap_or_else(|| panic!("no visit on {day}"))
    }

    fn replace(&self, day: &str, from: &str, to: &str) {
        let path = self.visit(day);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Every record with its text.
    pub(super) fn records(&self) -> BTreeMap<PathBuf, String> {
        let files = WalkDir::new(self.folder.path().join("records"));
        let files = files.into_iter().map(Result::unwrap).filter(|it| it.file_type().is_file());
        files.map(|it| (it.path().to_owned(), fs::read_to_string(it.path()).unwrap())).collect()
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn an_update_changes_what_the_source_changed_and_keeps_every_comment() {
    let district = District::new();
    let run = district.import(BEFORE, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    district.replace("2025-09-10", "minutes: 40", "minutes: 40   # by the clock");
    let before = text(&district.visit("2025-09-10"));
    let now = BEFORE.replace(",40,", ",45,");

    let told = district.import(&now, &[]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("1 the same · 1 changed"), "{}", told.err);
    assert!(told.err.contains("source.csv!row 2"), "{}", told.err);
    assert!(told.err.contains("minutes changed in the source"), "{}", told.err);
    assert!(told.err.contains("the same command with --update"), "{}", told.err);
    assert_eq!(text(&district.visit("2025-09-10")), before);

    let updated = district.import(&now, &["--update"]);
    assert_eq!(updated.code, 0, "{}", updated.err);
    assert!(updated.err.contains("1 the same · 1 to update"), "{}", updated.err);
    let after = text(&district.visit("2025-09-10"));
    let without_seal = |text: &str| {
        text.lines().filter(|line| !line.contains("seal:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let expected = before.replace("minutes: 40 ", "minutes: 45 ");
    assert_eq!(without_seal(&after), without_seal(&expected));

    let all = district.records();
    let again = district.import(&now, &["--update"]);
    assert_eq!(again.code, 0);
    assert!(again.err.contains("2 the same; nothing to do"), "{}", again.err);
    assert_eq!(district.records(), all);
}

#[test]
fn an_answer_that_is_gone_and_a_day_that_moved_are_taken_over() {
    let district = District::new();
    assert_eq!(district.import(BEFORE, &[]).code, 0);
    let before = district.records().len();
    let now = BEFORE
        .replace("Went well.", "")
        .replace("2025-10-10", "2025-10-11")
        .replace("\"rationale, listens\"", "listens");
    let run = district.import(&now, &["--update"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!text(&district.visit("2025-09-10")).contains("notes"));
    let moved = text(&district.visit("2025-10-11"));
    assert!(moved.contains("date: 2025-10-11\n"), "{moved}");
    assert!(moved.contains("items: [listens]\n"), "{moved}");
    assert_eq!(district.records().len(), before);
    let again = district.import(&now, &[]);
    assert!(again.err.contains("2 the same; nothing to do"), "{}", again.err);
}

#[test]
fn what_was_changed_here_stays_unless_someone_decides() {
    let district = District::new();
    assert_eq!(district.import(BEFORE, &[]).code, 0);
    district.replace("2025-09-10", "minutes: 40", "minutes: 42");

    // Changed here alone: nothing to decide.
    let run = district.import(BEFORE, &["--update"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("2 the same; nothing to do"), "{}", run.err);

    let now = BEFORE.replace(",40,", ",45,");
    for more in [&[][..], &["--update"]] {
        let run = district.import(&now, more);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("1 the same · 1 changed there and here"), "{}", run.err);
        assert!(run.err.contains("--update --conflicts source"), "{}", run.err);
        assert!(text(&district.visit("2025-09-10")).contains("minutes: 42\n"));
    }
    let kept = district.import(&now, &["--update", "--conflicts", "record"]);
    assert_eq!(kept.code, 0, "{}", kept.err);
    assert!(text(&district.visit("2025-09-10")).contains("minutes: 42\n"));
    let settled = district.import(&now, &[]);
    assert!(settled.err.contains("2 the same; nothing to do"), "{}", settled.err);

    // The source changes once more, and is right this time.
    let later = BEFORE.replace(",40,", ",50,");
    let taken = district.import(&later, &["--update", "--conflicts", "source"]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    assert!(text(&district.visit("2025-09-10")).contains("minutes: 50\n"));
}

#[test]
fn a_change_that_would_break_a_record_costs_nothing() {
    let district = District::new();
    let notes = "notes = { column = \"Notes\" }";
    let seen = "observed = { on = { column = \"Notes\", order = \"year-month-day\" } }";
    let map = text(&district.folder.path().join("map.toml"));
    assert!(map.contains(notes));
    district.write("map.toml", &map.replace(notes, seen));
    let first = BEFORE.replace("Went well.", "2025-09-09");
    let run = district.import(&first, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let before = district.records();
    // Seen after the talk about it; and a new visit beside it.
    let now = first.replace("2025-09-09", "2025-09-12");
    let run = district.import(&format!("{now}v3,t-1,2025-11-10,30,listens,\n"), &["--update"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("observed-after-session"), "{}", run.err);
    assert!(run.err.contains("nothing was written"), "{}", run.err);
    assert_eq!(district.records(), before);
}

#[test]
fn what_is_gone_is_named_and_goes_only_when_asked_for_and_untouched() {
    let district = District::new();
    let five = format!(
        "{BEFORE}v3,t-1,2025-11-10,20,listens,\nv4,t-1,2025-12-10,20,listens,\n\
         v5,t-1,2026-01-10,20,listens,\n"
    );
    assert_eq!(district.import(&five, &[]).code, 0);
    district.replace("2025-11-10", "minutes: 20", "minutes: 20 # he says 25");
    let head = "Id,Teacher,Day,Minutes,Items,Notes\n";
    // A part of the source is no source.
    let part = format!("{head}v5,t-1,2026-01-10,20,listens,\n");
    let run = district.import(&part, &["--prune"]);
    let told = "4 of 5 records of this source are gone from it, so this may be a part of it: --prune \
                --yes would write nothing";
    assert!(run.err.contains(told) && !run.err.contains("to remove them"), "{}", run.err);
    let run = district.import(&part, &["--prune", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("4 of 5 records of this source are gone"), "{}", run.err);
    let now = &format!(
        "{head}v1,t-1,2025-09-10,40,rationale,Went well.\nv4,t-1,2025-12-10,20,listens,\n\
         v5,t-1,2026-01-10,20,listens,\n"
    );
    let before = district.records();
    for more in [&[][..], &["--prune"], &["--prune", "--yes", "-n"]] {
        let run = district.import(now, more);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains("2025-10-10-session"), "{}", run.err);
        assert_eq!(district.records(), before);
    }
    let run = district.import(now, &["--prune", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("3 the same · 1 to remove · 1 gone from the source"), "{}", run.err);
    assert!(run.err.contains("changed here since: it stays"), "{}", run.err);
    assert!(text(&district.visit("2025-11-10")).contains("he says 25"));
    assert_eq!(district.records().len(), before.len() - 1);
}

#[test]
fn an_import_is_taken_back_as_a_whole_or_not_at_all() {
    let district = District::new();
    let before = district.records();
    assert_eq!(district.import(BEFORE, &[]).code, 0);
    let first = district.records();
    let more = format!("{BEFORE}v3,t-1,2025-11-10,20,listens,\n");
    assert_eq!(district.import(&more, &[]).code, 0);

    let unclear = district.run(&["import", "--undo", "visits"]);
    assert_eq!(unclear.code, 2);
    let run = unclear.err.lines().filter_map(|line| line.strip_suffix("  1 record")).next();
    let run = run.unwrap().trim().to_owned();
    let nobody = district.run(&["import", "--undo", "visit"]);
    assert!(nobody.err.contains("did you mean `visits`?"), "{}", nobody.err);

    let undone = district.run(&["import", "--undo", "visits", "--run", &run]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    assert_eq!(district.records(), first);

    district.replace("2025-09-10", "minutes: 40", "minutes: 42");
    let refused = district.run(&["import", "--undo", "visits"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("one record was changed since the import"), "{}", refused.err);
    assert!(refused.err.contains("2025-09-10-session"), "{}", refused.err);
    assert_eq!(district.records().len(), first.len());

    district.replace("2025-09-10", "minutes: 42", "minutes: 40");
    let undone = district.run(&["import", "--undo", "visits"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    assert_eq!(district.records(), before);
}
