//! A source that comes again, with every change of a row beside every change that someone made here: after an update each
//! key that the source changed is as in a fresh import, and all else as it was here.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::again::District;

const HEAD: &str = "Id,Teacher,Day,Minutes,Notes,Step 1,Step 2\n";

const MAP: &str = r#"
name = "visits"
identity = { columns = "Id" }

[[record]]
kind = "session"
educator = "Teacher"
coach = { is = "c-1" }
date = { column = "Day", order = "year-month-day" }
method = { is = "in-person" }
minutes = { column = "Minutes", bare = "minutes" }
items = { is = "rationale" }
notes = "Notes"
next_steps = [{ what = "Step 1", who = { is = "coach" } }, { what = "Step 2", who = { is = "educator" } }]
"#;

/// A row without its id and day: teacher, minutes, notes and two steps.
type Row = [&'static str; 5];

/// What a source says of a visit at first, and then.
const ROWS: [(Row, Row); 10] = [
    (["t-1", "40", "fine", "a", "b"], ["t-1", "40", "fine", "a", "b"]),
    (["t-1", "40", "fine", "a", "b"], ["t-1", "45", "fine", "a", "b"]),
    (["t-1", "40", "fine", "a", "b"], ["t-1", "", "fine", "a", "b"]),
    (["t-1", "", "fine", "a", "b"], ["t-1", "45", "fine", "a", "b"]),
    (["t-1", "40", "fine", "a", "b"], ["t-1", "40", "", "a", "b"]),
    (["t-1", "40", "fine", "a", "b"], ["t-1", "40", "fine", "a again", "b"]),
    (["t-1", "40", "fine", "a", "b"], ["t-1", "40", "fine", "a", ""]),
    (["t-1", "40", "fine", "a", "b"], ["t-1", "40", "fine", "", "b"]),
    (["t-1", "40", "fine", "a", "b"], ["t-2", "40", "fine", "a", "b"]),
    (["t-1", "40", "fine", "a", "b"], ["t-1", "", "", "", ""]),
];

/// What someone does to a record here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    Nothing,
    Comment,
    AddsReflection,
    ChangesMinutes,
    TakesNotesOut,
    ClosesSteps,
    AddsStep,
    Removes,
}

const EDITS: [Edit; 8] = [
    Edit::Nothing,
    Edit::Comment,
    Edit::AddsReflection,
    Edit::ChangesMinutes,
    Edit::TakesNotesOut,
    Edit::ClosesSteps,
    Edit::AddsStep,
    Edit::Removes,
];

impl Edit {
    fn done_to(self, text: &str) -> String {
        let steps_end = text.find("source:").unwrap();
        match self {
            Self::Nothing | Self::Removes => text.to_owned(),
            Self::Comment => text.replace("\ndate:", "\n# by the clock\ndate:"),
            Self::AddsReflection => {
                text.replace("\nsource:", "\nreflection: {working: x}\nsource:")
            }
            Self::ChangesMinutes if text.contains("minutes: 40") => {
                text.replace("minutes: 40", "minutes: 42")
            }
            Self::ChangesMinutes => text.replace("\nitems:", "\nminutes: 42\nitems:"),
            Self::TakesNotesOut => text.replace("notes: fine\n", ""),
            Self::ClosesSteps => text.replace("what: a,", "what: a, done: 2025-12-30,"),
            Self::AddsStep => format!(
                "{}  - {{what: mine, who: coach}}\n{}",
                &text[..steps_end],
                &text[steps_end..]
            )
            .replace(
                "notes: fine\n  - {what: mine, who: coach}\n",
                "  - {what: mine, who: coach}\nnotes: fine\n",
            ),
        }
    }
}

fn district() -> District {
    let district = District::new();
    let pair = ["log", "relationship", "--coach", "c-1", "--educator", "t-2"];
    let begun = ["--school", "oak", "--started", "2025-09-01", "--practice", "questioning"];
    assert_eq!(district.run(&[&pair[..], &begun].concat()).code, 0);
    district.write("map.toml", MAP);
    district
}

/// The source with the row `of` each of [`ROWS`], once for each of [`EDITS`].
fn source(of: fn(&(Row, Row)) -> Row) -> String {
    let rows = ROWS.iter().flat_map(|row| EDITS.map(|_| of(row)));
    let lines = rows.enumerate().map(|(at, row)| {
        let [teacher, minutes, notes, first, second] = row;
        let day = format!("2025-{:02}-{:02}", 9 + at / 28, 1 + at % 28);
        format!("v{at},{teacher},{day},{minutes},{notes},{first},{second}\n")
    });
    lines.fold(HEAD.to_owned(), |text, line| text + &line)
}

/// Each visit by its number: its file, what it says, and its text.
fn visits(district: &District) -> BTreeMap<usize, (PathBuf, Value, String)> {
    let mut visits = BTreeMap::new();
    for (path, text) in district.records() {
        let record: Value = serde_yaml::from_str(&text).unwrap();
        let key = record["source"]["key"].as_str().map(|key| key[1..].parse().unwrap());
        visits.extend(key.map(|key| (key, (path, record, text))));
    }
    visits
}

/// What is to be done in the steps of `record`.
fn whats(record: &Value) -> Vec<&str> {
    let steps = record["next_steps"].as_array().into_iter().flatten();
    steps.map(|step| step["what"].as_str().unwrap()).collect()
}

#[test]
fn every_change_of_a_row_beside_every_change_here() {
    let (before, now) = (source(|row| row.0), source(|row| row.1));
    let (district, again) = (district(), district());
    assert_eq!(district.import(&before, &[]).code, 0);
    assert_eq!(again.import(&now, &[]).code, 0);
    let (first, fresh) = (visits(&district), visits(&again));
    for (at, (path, _, text)) in &first {
        let edit = EDITS[at % EDITS.len()];
        let edited = edit.done_to(text);
        let is_none = matches!(edit, Edit::Nothing | Edit::Removes);
        assert_eq!(edited == *text, is_none, "{edit:?}: {text}");
        fs::write(path, edited).unwrap();
        if edit == Edit::Removes {
            fs::remove_file(path).unwrap();
        }
    }
    let here = visits(&district);

    // Of ten rows the first does not change, and nine do: beside nothing and beside a comment, and beside each of five
    // changes here but for the notes that went there and here.
    let all = district.records();
    // A step that was closed here and went there stays, and there is nothing to decide.
    let plan = "10 to add · 9 the same · 18 changed · 43 changed there and here";
    for more in [&["-n"][..], &["-n", "--update"]] {
        let run = district.import(&now, more);
        let plan = if more.len() == 1 { plan.to_owned() } else { plan.replace("changed ·", "@") };
        let plan = plan.replace("9 the same · 18 @", "9 the same · 18 to update ·");
        assert!(run.err.contains(&plan), "{plan}: {}", run.err);
        assert_eq!(run.code, 1);
        assert_eq!(district.records(), all);
    }
    let run = district.import(&now, &["--update", "--conflicts", "source"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let after = visits(&district);
    for (at, (path, is, text)) in &after {
        let (_, fresh, _) = &fresh[at];
        let edit = EDITS[at % EDITS.len()];
        let pair = |record: &BTreeMap<usize, (PathBuf, Value, String)>| {
            record[at].0.parent().unwrap().file_name().unwrap().to_owned()
        };
        assert_eq!(path.parent().unwrap().file_name().unwrap(), pair(&visits(&again)), "{at}");
        let Some((_, here, _)) = here.get(at) else {
            assert_eq!(whats(is), whats(fresh), "{text}");
            continue;
        };
        let (_, first, _) = &first[at];
        for key in ["kind", "date", "method", "minutes", "items", "notes", "reflection"] {
            let expected = if first[key] == fresh[key] { &here[key] } else { &fresh[key] };
            assert_eq!(is[key], *expected, "{key} of {edit:?} at {at}: {text}");
        }
        let mut steps = whats(fresh);
        // What was closed here is the record's own once its source says it no more.
        let closed = edit == Edit::ClosesSteps && whats(first).contains(&"a");
        steps.extend((closed && !steps.contains(&"a")).then_some("a"));
        steps.extend((edit == Edit::AddsStep).then_some("mine"));
        let mut said = whats(is);
        steps.sort_unstable();
        said.sort_unstable();
        assert_eq!(said, steps, "{edit:?} at {at}: {text}");
        let done: Vec<&str> = text.lines().filter(|line| line.contains("done: ")).collect();
        let is_a = |line: &&str| line.contains("what: a,") && line.contains("done: 2025-12-30");
        assert!(done.len() == usize::from(closed) && done.iter().all(is_a), "{at}: {text}");
        assert_eq!(text.contains("# by the clock"), edit == Edit::Comment, "{at}: {text}");
    }
    let all = district.records();
    for more in [&[][..], &["--update", "--conflicts", "source"]] {
        let run = district.import(&now, more);
        assert!(run.err.contains("80 the same; nothing to do"), "{}", run.err);
        assert_eq!((run.code, district.records()), (0, all.clone()));
    }
    // What someone wrote is theirs still: nothing of that goes with what is gone, or with the import.
    let undone = district.run(&["import", "--undo", "visits", "--run", &run_of(&first[&0].1)]);
    assert_eq!(undone.code, 2, "{}", undone.err);
    assert_eq!(district.records(), all);
}

fn run_of(record: &Value) -> String {
    record["source"]["run"].as_str().unwrap().to_owned()
}

/// One educator becomes two in one meeting, and one again.
#[test]
fn all_records_of_a_meeting_know_of_it() {
    let district = district();
    district.write("map.toml", &MAP.replace("method =", "together = { is = \"true\" }\nmethod ="));
    let one = format!("{HEAD}v1,t-1,2025-09-10,30,fine,,\n");
    let two = one.replace("t-1", "\"t-1, t-2\"");
    assert_eq!(district.import(&one, &[]).code, 0);
    let meetings = || {
        let sessions = district.records().into_values().filter(|text| text.contains("2025-09-10"));
        let meeting = |text: String| {
            text.lines().find(|line| line.starts_with("meeting:")).map(str::to_owned)
        };
        sessions.map(meeting).collect::<Vec<_>>()
    };
    let minutes = || {
        let report = district.run(&["report", "--as-of", "2026-05-29", "--details"]);
        report.out.lines().find(|line| line.contains("Dosage")).unwrap().to_owned()
    };
    assert_eq!(meetings(), [None]);
    let run = district.import(&two, &["--update"]);
    assert!(run.err.contains("1 to add · 1 to update"), "{}", run.err);
    let met = meetings();
    assert!(met.len() == 2 && met[0].is_some() && met[0] == met[1], "{met:?}");
    // One meeting of 30 minutes, for two educators.
    assert!(minutes().contains("2 sessions") && minutes().contains("30 minutes"), "{}", minutes());
    let run = district.import(&two, &[]);
    assert!(run.err.contains("2 the same; nothing to do"), "{}", run.err);

    let run = district.import(&one, &["-n"]);
    assert!(run.err.contains("1 changed · 1 gone from the source"), "{}", run.err);
    assert!(run.err.contains("meeting changed in the source"), "{}", run.err);
    let run = district.import(&one, &["--update"]);
    assert!(run.err.contains("1 to update · 1 gone from the source"), "{}", run.err);
    assert_eq!(meetings().iter().filter(|meeting| meeting.is_none()).count(), 1);

    // Who keeps the record's word has a meeting all the same, or its minutes would count twice.
    district.import(&one, &["--prune", "--yes"]);
    let path = district.visit("2025-09-10");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("notes: fine", "notes: mine")).unwrap();
    let run = district.import(&two, &["--update", "--conflicts", "record"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let met = meetings();
    assert!(met.iter().all(|it| it.is_some() && *it == met[0]), "{met:?}");
    assert!(fs::read_to_string(&path).unwrap().contains("notes: mine"));
}

/// Of records that an earlier version wrote, the seal does not tell what the source said of each key.
#[test]
fn what_an_older_record_cannot_tell_is_not_guessed() {
    let district = district();
    let before = format!("{HEAD}v1,t-1,2025-09-10,30,fine,,\n");
    assert_eq!(district.import(&before, &[]).code, 0);
    let path = district.visit("2025-09-10");
    let without_told = |text: &str| {
        let seal = text.split("seal: ").nth(1).unwrap().trim_end().to_owned();
        text.replace(&seal, &seal[..seal.rfind('-').unwrap()])
    };
    let older = without_told(&fs::read_to_string(&path).unwrap());
    let now = before.replace(",30,", ",,");

    // Nobody touched it: then all that it says was the source's.
    fs::write(&path, &older).unwrap();
    let run = district.import(&now, &["--update"]);
    assert!(run.err.contains("1 to update"), "{}", run.err);
    assert!(!fs::read_to_string(&path).unwrap().contains("minutes"));

    let edited = older.replace("notes: fine\n", "notes: fine\nreflection: {working: x}\n");
    fs::write(&path, &edited).unwrap();
    for more in [&[][..], &["--update"], &["--update", "--conflicts", "source"]] {
        let run = district.import(&now, more);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("1 changed there and here"), "{}", run.err);
        let told =
            "cannot tell whether minutes and reflection.working changed in the source or here";
        assert!(run.err.contains(told), "{}", run.err);
        assert_eq!(fs::read_to_string(&path).unwrap(), edited);
    }
    // A word that both say differently may be the source's or someone's, and so may one that only the source says.
    let by_hand = older.replace("notes: fine\n", "notes: fine and calm\n");
    let without = older.replace("notes: fine\n", "");
    for (here, source, keys) in [
        (&by_hand, before.replace(",30,", ",45,"), "minutes and notes"),
        (&without, before.replace(",30,", ",45,"), "minutes and notes"),
        (&by_hand, before.replace(",fine,,", ",fine,go on,"), "notes and next_steps"),
    ] {
        fs::write(&path, here).unwrap();
        for more in [&[][..], &["--update"], &["--update", "--conflicts", "source"]] {
            let run = district.import(&source, more);
            let told = format!("cannot tell whether {keys} changed in the source or here");
            assert!(run.err.contains(&told), "{}", run.err);
            assert!(!run.err.contains("changed in the source, and"), "{}", run.err);
            assert!(!run.err.contains("to settle what"), "{}", run.err);
            assert_eq!((run.code, fs::read_to_string(&path).unwrap()), (1, here.clone()));
        }
    }
    fs::write(&path, edited.replace("minutes: 30\n", "")).unwrap();
    let run = district.import(&now, &["--update", "--conflicts", "record"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = district.import(&now, &[]);
    assert!(run.err.contains("1 the same; nothing to do"), "{}", run.err);
}
