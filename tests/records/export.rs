//! `coach export`: the tables in each form, and what they leave out.

mod forms;
mod place;
mod round;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::harness::{District, Pair, Run, coach_in};

/// A row: its cells by the names of their columns.
pub(crate) type Row = BTreeMap<String, String>;

/// Exports `district` into a new folder in it.
fn export(district: &District, arguments: &[&str]) -> Run {
    district.coach(&[&["export", "tables"], arguments].concat())
}

/// The rows of a table of CSV.
pub(crate) fn rows(folder: &Path, table: &str) -> Vec<Row> {
    let file = folder.join(format!("{table}.csv"));
    let mut reader = csv::Reader::from_path(file).expect("a table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The rows of `table` after an export of `district` as CSV.
fn exported(district: &District, table: &str) -> Vec<Row> {
    let run = export(district, &["--to", "csv", "--force"]);
    assert!(run.code < 2, "{run:?}");
    rows(&district.path().join("tables"), table)
}

fn is(row: &Row, cells: &[(&str, &str)]) {
    for (column, expected) in cells {
        assert_eq!(row.get(*column).map(String::as_str), Some(*expected), "{column} in {row:?}");
    }
}

#[test]
fn a_record_is_a_row_and_what_it_does_not_say_is_empty() {
    let pair = Pair::new()
        .agreed("respond_within_days: 2, days: working")
        .session("2025-09-10", "items: [rationale, listens]\nminutes: 45\nstrengths: waits")
        .session(
            "2025-09-11",
            "next_steps: [{what: try it, who: coach, done: 2025-09-12}, {what: b}]",
        )
        .answered("2025-09-12", "2025-09-16")
        .contact("2026-06-01", "email");
    let district = District::new().pair(&pair);
    let sessions = exported(&district, "sessions");
    is(
        &sessions[0],
        &[
            ("district", "Testville"),
            ("relationship", "records/lincoln/c-01-t-101"),
            ("record", "records/lincoln/c-01-t-101/2025-09-10-session-0001.yaml"),
            ("school", "lincoln"),
            ("coach", "c-01"),
            ("educator", "t-101"),
            ("date", "2025-09-10"),
            ("minutes", "45"),
            ("items", "rationale listens"),
            ("has_strengths", "true"),
            ("counts", "true"),
        ],
    );
    is(&sessions[1], &[("minutes", ""), ("items", ""), ("has_strengths", "false")]);
    let items = exported(&district, "session_items");
    is(&items[1], &[("position", "2"), ("item", "listens")]);
    let steps = exported(&district, "next_steps");
    is(&steps[0], &[("who", "coach"), ("done", "2025-09-12"), ("is_open", "false")]);
    is(&steps[1], &[("position", "2"), ("who", ""), ("due", ""), ("is_open", "true")]);
    // Two working days after Friday the 12th is Tuesday the 16th.
    is(&exported(&district, "requests")[0], &[("due", "2025-09-16"), ("answered", "2025-09-16")]);
    // The day after the as-of day, 29 May, is left for later.
    is(&exported(&district, "contacts")[0], &[("date", "2026-06-01"), ("counts", "false")]);
}

#[test]
fn ratings_say_what_they_count_as() {
    let ratings = "rationale: in-place, listens: not-observed, confidentiality: partial";
    let pair = Pair::new().judged(
        "2025-09-12",
        "observer c-01",
        ratings,
        "comments: {rationale: \"=1+1\"}",
    );
    let district = District::new().pair(&pair);
    is(&exported(&district, "checklists")[0], &[("rater_role", "observer"), ("counts_as", "self")]);
    let all = exported(&district, "ratings");
    let of = |item: &str| all.iter().find(|row| row["item"] == item).expect("a rating");
    is(of("rationale"), &[("rating", "in-place"), ("in_place", "true"), ("has_comment", "true")]);
    is(of("listens"), &[("rating", "not-observed"), ("in_place", ""), ("has_comment", "false")]);
    is(of("confidentiality"), &[("in_place", "false")]);
    // What a spreadsheet would reckon is text.
    let run = export(&district, &["--to", "csv", "--with-prose", "--force"]);
    assert_eq!(run.code, 0, "{run:?}");
    let all = rows(&district.path().join("tables"), "ratings");
    assert!(all.iter().any(|row| row["comment"] == "'=1+1"), "{all:?}");
}

#[test]
fn a_checklist_that_is_replaced_does_not_count() {
    // The second replaces the first. The third is another rater's and replaces nothing, and neither does the
    // last: it is dated after the as-of day, 29 May.
    let levels = "levels: {dialogue: far}\n";
    let by = |file: &str| format!("{levels}replaces: {file}");
    let pair = Pair::new()
        .judged("2025-09-12", "observer o-1", "rationale: partial", levels)
        .judged(
            "2025-09-15",
            "observer o-1",
            "rationale: in-place",
            &by("2025-09-12-checklist-0001.yaml"),
        )
        .judged(
            "2025-09-16",
            "observer o-2",
            "rationale: partial",
            &by("2025-09-15-checklist-0002.yaml"),
        )
        .judged(
            "2026-06-01",
            "observer o-2",
            "rationale: partial",
            &by("2025-09-16-checklist-0003.yaml"),
        );
    let district = District::new().pair(&pair);
    let expected = [
        ("2025-09-12", "false"),
        ("2025-09-15", "true"),
        ("2025-09-16", "true"),
        ("2026-06-01", "false"),
    ];
    for table in ["checklists", "ratings", "judgments"] {
        let all = exported(&district, table);
        let counts: Vec<_> = all.iter().map(|row| (&*row["date"], &*row["counts"])).collect();
        assert_eq!(counts, expected, "{table}");
    }
}

#[test]
fn what_is_left_out_is_told() {
    let broken =
        Pair::of("c-01", "t-102", "lincoln").record("contact", "date", "2025-09-10", "x: 1");
    let district = District::new().pair(&Pair::new().all_in_place()).pair(&broken);
    let run = export(&district, &["--to", "csv"]);
    assert_eq!(run.code, 1, "{run:?}");
    let row = &rows(&district.path().join("tables"), "districts")[0];
    is(row, &[("records_left_out", "1"), ("unread_folders", "0"), ("as_of", "2026-05-29")]);
    let relationships = rows(&district.path().join("tables"), "relationships");
    assert_eq!(relationships.len(), 2);
    assert!(rows(&district.path().join("tables"), "contacts").len() == 1);
    let left_out =
        "1 record is left out of every table and every number; `coach check` shows why\n";
    assert!(run.err.contains(left_out), "{run:?}");
}

#[test]
fn an_export_and_its_import_say_that_records_are_not_in_it() {
    // The contact has a fault; of the last pair, relationship.yaml has one, so that its session is left out as well.
    let one = Pair::of("c-01", "t-102", "lincoln").record("contact", "date", "2025-09-10", "x: 1");
    let whole = Pair::of("c-01", "t-103", "lincoln").session("2025-09-10", "").ended("soon");
    let district = District::new().pair(&Pair::new().contact("2025-09-10", "email")).pair(&one);
    let district = district.pair(&whole);
    let run = export(&district, &["--to", "jsonl", "--with-prose"]);
    let left_out = "3 records are left out of every table, every number and records.jsonl; \
                    `coach check` shows why\n";
    assert!(run.code == 1 && run.err.contains(left_out), "{run:?}");
    let to = District::new().file("records/.gitkeep", "");
    let package = district.path().join("tables");
    let package = package.to_str().expect("a path");
    let run = to.coach(&["import", package]);
    let note = "note: the export is not complete: 3 records with a fault are not in it; ";
    assert!(run.code == 0 && run.err.contains(note), "{run:?}");
    assert!(to.path().join("records/lincoln/c-01-t-101/2025-09-10-contact-0001.yaml").is_file());
    // Of a whole one there is nothing to say.
    let whole = District::new().pair(&Pair::new().contact("2025-09-10", "email"));
    let run = export(&whole, &["--to", "jsonl", "--with-prose"]);
    assert!(run.code == 0 && !run.err.contains("left out"), "{run:?}");
    let package = whole.path().join("tables");
    let to = District::new().file("records/.gitkeep", "");
    let run = to.coach(&["import", package.to_str().expect("a path")]);
    assert!(run.code == 0 && !run.err.contains("not complete"), "{run:?}");
}

#[test]
fn peoples_own_words_are_there_only_where_asked_for() {
    const WORDS: &str = "quokka";
    let pair = Pair::new()
        .session(
            "2025-09-10",
            "strengths: quokka\nnotes: quokka\nnext_steps: [{what: quokka}]\n\
             reflection: {working: quokka, not_working: quokka}\n\
             observed: {on: 2025-09-10, focus: quokka}",
        )
        .record("contact", "date", "2025-09-11", "method: email\nabout: quokka")
        .record("request", "asked", "2025-09-12", "about: quokka")
        .feedback("2025-09-15", "received: 2025-09-16\nsummary: quokka\nresponse: quokka")
        .record("missed", "date", "2025-09-17", "by: coach\nreason: quokka")
        .judged("2025-09-18", "self", "rationale: partial", "comments: {rationale: quokka}")
        .review("2025-09-30", "working: quokka\nnot_working: quokka\nnext_steps: [{what: quokka}]");
    let district = District::new().pair(&pair).file(
        "records/coaches/c-01/2025-09-10-time-0001.yaml",
        "kind: time\ndate: 2025-09-10\nminutes: 5\nwhat: data\nnotes: quokka\n",
    );
    for form in ["csv", "jsonl", "parquet"] {
        for with_prose in [false, true] {
            let more: &[&str] = if with_prose { &["--with-prose"] } else { &[] };
            let run = export(&district, &[&["--to", form, "--force"], more].concat());
            assert_eq!(run.code, 0, "{run:?}");
            let files = fs::read_dir(district.path().join("tables")).expect("a folder");
            let mut with_words = 0;
            for file in files {
                let bytes = fs::read(file.expect("a file").path()).expect("bytes");
                let found = bytes.windows(WORDS.len()).any(|part| part == WORDS.as_bytes());
                with_words += usize::from(found);
            }
            // Sessions, contacts, requests, feedback, missed, ratings, reviews, next steps, time;
            // of JSON lines the records as well.
            let expected = if form == "jsonl" { 10 } else { 9 };
            assert_eq!(with_words, if with_prose { expected } else { 0 }, "{form}");
        }
    }
}

#[test]
fn a_relationship_names_the_one_before_it_as_that_one_is_called() {
    let pairs = [
        Pair::of("c-01", "t-101", "lincoln").ended("2025-09-30"),
        Pair::of("c-02", "t-101", "lincoln").started("2025-10-01").continues("c-01-t-101"),
        Pair::of("c-01", "t-102", "lincoln").ended("2025-09-30"),
        Pair::of("c-01", "t-102", "prairie").started("2025-10-01").continues("lincoln/c-01-t-102"),
    ];
    let district = District::new().pairs(&pairs);
    let all = exported(&district, "relationships");
    let said: Vec<_> = all.iter().map(|row| (&*row["relationship"], &*row["continues"])).collect();
    assert_eq!(
        said,
        [
            ("records/lincoln/c-01-t-101", ""),
            ("records/lincoln/c-01-t-102", ""),
            ("records/lincoln/c-02-t-101", "records/lincoln/c-01-t-101"),
            ("records/prairie/c-01-t-102", "records/lincoln/c-01-t-102"),
        ]
    );
    // In no group is not in a group without a name.
    assert_eq!(export(&district, &["--to", "jsonl", "--force"]).code, 0);
    let text = fs::read_to_string(district.path().join("tables/relationships.jsonl"));
    let text = text.expect("a table");
    assert!(text.lines().all(|row| row.contains("\"all_groups\":null")), "{text}");
}

#[test]
fn a_period_with_too_many_months_is_told() {
    // From September 2016 to August 2026 are ten years, 120 months, and from August 2016 one more.
    let pair = Pair::new().contact("2025-09-10", "email");
    let district = District::new().pair(&pair);
    let months = |from: &str| {
        let (period, as_of) = (format!("{from}..2026-08-31"), "2026-08-31");
        let arguments = ["--to", "csv", "--force", "--period", &period, "--as-of", as_of];
        let run = export(&district, &arguments);
        assert_eq!(run.code, 0, "{run:?}");
        let all = rows(&district.path().join("tables"), "periods");
        let is_told = run.err.contains("note: the period has more than 120 months");
        (all.iter().filter(|row| row["is_month"] == "true").count(), is_told)
    };
    assert_eq!(months("2016-09-01"), (120, false));
    assert_eq!(months("2016-08-01"), (0, true));
}

#[test]
fn what_may_be_personal_is_left_out_or_told() {
    let source = "method: email\nsource: {name: form, key: quokka@school.example}";
    let with_measure = "data: [{id: d1, source: student-data, measure: sent to a@school.example, \
                        improvement: increase, values: [{on: 2025-09-01, value: 1}]}]";
    let pair = Pair::new()
        .record("contact", "date", "2025-09-10", source)
        .review("2025-09-30", with_measure);
    let district = District::new().pair(&pair);
    for form in ["csv", "jsonl", "parquet"] {
        for (more, has_key) in [(&[][..], false), (&["--with-prose"][..], true)] {
            let run = export(&district, &[&["--to", form, "--force"], more].concat());
            let words =
                if has_key { "all words" } else { "practices, measures and names of sources" };
            let note = format!(
                "note: `coach check` has 2 warnings about personal data; {words} are in the tables as they are \
                 written\n"
            );
            assert!(run.code == 0 && run.err.contains(&note), "{run:?}");
            let mut said = String::new();
            for file in fs::read_dir(district.path().join("tables")).expect("a folder") {
                let bytes = fs::read(file.expect("a file").path()).expect("bytes");
                said.push_str(&String::from_utf8_lossy(&bytes));
            }
            assert_eq!(said.contains("quokka"), has_key, "{form}");
            assert_eq!(said.contains("source_key"), has_key, "{form}");
            assert!(said.contains("source_name") && said.contains("source_run"), "{form}");
        }
    }
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let riverbend = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let folder = tempfile::tempdir().expect("a folder");
    for form in ["csv", "jsonl", "parquet"] {
        let names = ["one", "two"].map(|name| format!("{form}-{name}"));
        for (name, jobs) in names.iter().zip(["1", "8"]) {
            let to = folder.path().join(name);
            let to = to.to_str().expect("a path");
            let run = coach_in(&riverbend, &[], &["export", "--to", form, to, "--jobs", jobs]);
            assert_eq!(run.code, 0, "{run:?}");
        }
        let [one, two] = names.map(|name| folder.path().join(name));
        for file in fs::read_dir(&one).expect("a folder") {
            let name = file.expect("a file").file_name();
            let bytes = |folder: &Path| fs::read(folder.join(&name)).expect("bytes");
            assert!(bytes(&one) == bytes(&two), "{}", name.to_string_lossy());
        }
    }
}

#[test]
fn every_list_of_a_record_has_a_table() {
    // What becomes of a list is told by hand; a new one has to be told as well.
    use coach::domain::key::Form;
    use coach::domain::record::Kind;
    let mut lists: Vec<String> = Kind::ALL
        .into_iter()
        .flat_map(|kind| kind.table().keys.iter().map(move |key| (kind, key)))
        .filter(|(_, key)| {
            matches!(
                key.form,
                Form::Groups(_)
                    | Form::SomeGroups(_)
                    | Form::Ratings
                    | Form::Comments
                    | Form::Levels
            )
        })
        .map(|(kind, key)| format!("{}.{}", kind.name(), key.name))
        .collect();
    lists.sort();
    assert_eq!(
        lists,
        [
            "checklist.comments",
            "checklist.levels",
            "checklist.ratings",
            "review.data",
            "review.next_steps",
            "session.next_steps",
        ]
    );
}
