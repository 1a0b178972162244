//! A check of one record reads its folder and what goes with it; a check of the district reads everything. Both must say
//! the same of that record, but for the rules that the first names as judged in part.

use std::collections::BTreeSet;
use std::path::Path;

use coach::check;
use coach::diagnostic::Diagnostic;
use coach::domain::calendar::{AsOf, DayFrom};
use coach::store::{DistrictFolder, Progress, Scope};
use coach::survey::{Pass, Survey, survey};
use proptest::prelude::*;

use crate::harness::{District, Pair, as_of};

/// What is found of the record at `path` by a check of it alone, and by one of everything.
fn both(folder: &DistrictFolder, as_of: AsOf, path: &str) -> (Survey<()>, Survey<()>) {
    let look = |named: &[&str]| {
        let scope = Scope::Only(named.iter().map(|path| (*path).to_owned()).collect());
        let progress = Progress::default();
        survey(folder, &Pass { as_of, scope: &scope, progress: &progress }, |_, _, _| ())
    };
    // The settings are no record: where they are named as well, everything is read.
    (look(&[path]), look(&[path, "coach.toml"]))
}

/// A finding: its rule, its line and what it says; without that where the rule is one of `in_part`, for of several others
/// that it may name another one.
fn said<'f>(found: &'f Diagnostic, in_part: &BTreeSet<&str>) -> (&'f str, Option<u32>, &'f str) {
    let line = found.place.region.as_ref().map(|region| region.start.line);
    let message = if in_part.contains(found.rule.id) { "" } else { &found.message };
    (found.rule.id, line, message)
}

/// Compares the two checks of every record below `records`; how many findings there were.
fn compare(folder: &DistrictFolder, as_of: AsOf) -> usize {
    let mut compared = 0;
    for path in paths(&folder.root) {
        let (near, whole) = both(folder, as_of, &path);
        // Where several records have one meeting, what meets it is told of one of them, and another one may be read.
        let is_anywhere =
            |found: &&Diagnostic| found.rule.id != "two-meetings-at-once" || !shared(folder, &path);
        let own = near.diagnostics.iter().filter(is_anywhere);
        let own: BTreeSet<_> = own.map(|found| said(found, &near.in_part)).collect();
        let all: BTreeSet<_> =
            whole.diagnostics.iter().map(|found| said(found, &near.in_part)).collect();
        assert!(own.is_subset(&all), "{path}: {:#?}\nbeside\n{:#?}", own, all);
        for missed in all.difference(&own) {
            // What a comment allows and nobody looked for is not said to be unused.
            let is_open = near.in_part.contains(missed.0) || missed.0 == "unused-allow";
            assert!(is_open, "{path} has {missed:?}, which only the whole check finds");
        }
        assert!(whole.in_part.is_empty());
        let facts = |survey: &Survey<()>| (survey.found, survey.left_out, survey.allowed);
        if own == all {
            assert_eq!(facts(&near), facts(&whole), "{path}");
        }
        compared += all.len();
    }
    compared
}

/// Whether the record at `path` says that others have its meeting.
fn shared(folder: &DistrictFolder, path: &str) -> bool {
    let text = std::fs::read_to_string(folder.root.join(path)).expect("a text");
    text.contains("meeting: ")
}

/// The paths of all files two folders below `records`.
fn paths(root: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(root.join("records")).min_depth(3).max_depth(3).into_iter();
    let files = files.flatten().filter(|entry| entry.file_type().is_file());
    let shown = |path: &Path| {
        let below = path.strip_prefix(root).expect("below it");
        below.to_string_lossy().replace('\\', "/")
    };
    files.map(|entry| shown(entry.path())).collect()
}

#[test]
fn a_record_of_an_example_is_judged_alone_as_among_all() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut compared = 0;
    let broken = examples.join("broken").read_dir().expect("the gallery").flatten();
    let all = broken.map(|entry| entry.path()).chain([examples.join("cedar-valley")]);
    for root in all.filter(|root| root.join("coach.toml").is_file()) {
        let Ok(folder) = DistrictFolder::open(&root, &check::rules()) else { continue };
        let day = folder.district.as_of.expect("an as-of day");
        compared += compare(&folder, AsOf { day, from: DayFrom::Settings });
    }
    assert!(compared > 60, "there is nothing to compare: {compared}");
}

/// A relationship with records that may go together with others', or not.
fn any_pair() -> impl Strategy<Value = Pair> {
    let meeting = prop::sample::select(vec!["", "", "meeting: m-1", "meeting: m-2"]);
    let also = prop::sample::select(vec!["", "", "also_coach: [c-02]", "also_coach: [c-01]"]);
    let told = prop::sample::select(vec![
        "",
        "notes: looked at the exit tickets of both classes and chose two",
        "notes: talked about the seating plan for the next unit at length",
    ]);
    let day = prop::sample::select(vec!["2025-10-01", "2025-10-02", "2025-10-03"]);
    let at = prop::sample::select(vec!["08:00", "08:20", "23:50"]);
    let source = prop::sample::select(vec!["", "", "source: {name: form, key: r-1}"]);
    let record = (day, at, meeting, also, told, source, 10..60u32, any::<bool>());
    let records = prop::collection::vec(record, 0..4);
    let who = (1..3u32, 101..103u32, prop::sample::select(vec!["lincoln", "prairie"]));
    let about = prop::sample::select(vec![None, Some("Wait time"), Some("wait-time")]);
    (who, about, records).prop_map(|((coach, educator, school), about, records)| {
        let mut pair = Pair::of(&format!("c-{coach:02}"), &format!("t-{educator}"), school);
        if let Some(practice) = about {
            pair = pair.practice(practice);
        }
        for (day, at, meeting, also, told, source, minutes, is_session) in records {
            let keys = |all: &[&str]| {
                let all: Vec<&str> = all.iter().copied().filter(|key| !key.is_empty()).collect();
                all.join("\n")
            };
            let starts = format!("starts: \"{at}\"");
            let minutes = format!("minutes: {minutes}");
            pair = if is_session {
                pair.session(day, &keys(&[&starts, &minutes, meeting, also, told, source]))
            } else {
                pair.record(
                    "contact",
                    "date",
                    day,
                    &keys(&["method: phone", &minutes, meeting, source]),
                )
            };
        }
        pair
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_record_is_judged_alone_as_among_all(pairs in prop::collection::vec(any_pair(), 1..6)) {
        let district = District::new().pairs(&pairs);
        compare(&district.open(), as_of("2026-05-29"));
    }
}
