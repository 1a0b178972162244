//! Schemas and reading agree on changed records, profiles and settings, but for the exceptions.

use std::cell::Cell;
use std::fs;

use coach::check;
use coach::diagnostic::Problems;
use coach::domain::record::Kind;
use coach::store::DistrictFolder;
use coach::syntax::tree::read::{is_integer, parse_date};
use coach::syntax::{toml, yaml};
use coach::text::source::Source;
use coach::write::schema::Subject;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use super::examples::{files, here, words_of};
use super::exceptions::{holds_truth, is_excepted};
use super::mutation::{Tree, changes};
use super::reading::{self, Read, Words};

/// One full record of each kind, with every key that it can have.
const FULL: [&str; 8] = [
    "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-03\neducator: t-104\nschool: lincoln-elementary\n\
     practice: formative assessment\nstarted: 2026-08-24\nended: 2027-05-14\nend_reason: goals reached\n\
     agreement: {committed_on: 2026-08-26, respond_within_days: 2, days: working, methods: [in-person, email], \
     meet_every_days: 14, minutes: 45}",
    "kind: session\ndate: 2026-09-14\nstarts: \"14:05\"\nmethod: in-person\nminutes: 45\nmeeting: 5f0c\n\
     phases: [observation, debrief]\nitems: [manageable-units, rationale]\n\
     observed: {on: 2026-09-14, minutes: 20, focus: wait time}\nstrengths: Asked three questions.\n\
     reflection: {working: hands up, not_working: cold call}\n\
     next_steps:\n  - {id: s1, what: rehearse, who: educator, due: 2026-09-21, done: 2026-09-20}\nnotes: |\n  Prose.",
    "kind: contact\ndate: 2026-09-16\nmethod: email\nminutes: 5\nabout: the transition\nmeeting: 5f0c",
    "kind: request\nasked: 2026-09-21\nabout: exit tickets\nanswered: 2026-09-22\nmethod: email",
    "kind: feedback\nrequested: 2026-09-28\nreceived: 2026-09-30\nsummary: long meetings\nresponse: 30 minutes",
    "kind: checklist\ndate: 2026-10-01\nrater: {role: observer, id: o-2}\n\
     ratings: {confidentiality: in-place, rationale: partial, direct-observation: not-observed}\n\
     levels: {dialogue: close}\ncomments: {rationale: the what}\nreplaces: 2026-09-30-checklist-0001.yaml",
    "kind: review\ndate: 2026-10-30\nperiod: {from: 2026-08-24, to: 2026-10-30}\n\
     data:\n  - {id: d1, source: fidelity-checklist, ref: 2026-10-01-checklist-91d0.yaml}\n\
     working: more answers\nnot_working: the pace\n\
     next_steps:\n  - {id: s1, what: a check, who: coach, due: 2026-11-13, dropped: 2026-11-12, because_of: [d1]}",
    "kind: review\ndate: 2026-10-30\n\
     data:\n  - {id: d2, source: student-data, measure: proficient, improvement: increase, \
     values: [{on: 2026-09-10, value: 52.5, n: 24}]}",
];

/// Compares what reading says of a text with what the schema says.
fn assert_agreement(text: &str, read: &Read, schema: &Validator) -> Result<(), TestCaseError> {
    let Some(seen) = &read.seen else { return Ok(()) };
    let faults: Vec<String> = schema.iter_errors(seen).map(|fault| fault.to_string()).collect();
    let agree = match (read.is_allowed(), faults.is_empty()) {
        (true, false) => holds_truth(seen),
        (false, true) => is_excepted(read),
        _ => true,
    };
    let found: Vec<_> = read.found.iter().map(|found| (found.rule.id, &found.message)).collect();
    prop_assert!(agree, "{text}\nreading: {found:?}\nschema: {faults:?}\nseen: {seen}");
    Ok(())
}

fn run(
    cases: u32,
    test: impl Fn(usize, &[(crate::schema::mutation::Change, usize)]) -> Result<(), TestCaseError>,
) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let strategy = (any::<usize>(), changes());
    let outcome = TestRunner::new(config).run(&strategy, |(base, changes)| test(base, &changes));
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
}

fn changed(base: &Tree, changes: &[(crate::schema::mutation::Change, usize)]) -> Tree {
    let mut tree = base.clone();
    changes.iter().for_each(|(change, index)| change.make(&mut tree, *index));
    tree
}

#[test]
fn full_records_validate_and_lack_no_key() {
    let words = Words::with_schools(["lincoln-elementary"]);
    for text in FULL {
        let read = reading::record(text, &words);
        assert!(read.is_allowed(), "{text}: {read:?}");
        let seen = read.seen.expect("a record");
        assert!(words.validator(Subject::AnyRecord).is_valid(&seen), "{text}");
    }
}

#[test]
fn records_changed_at_random_are_judged_alike() {
    let folder = DistrictFolder::open(&here().join("examples/riverbend"), &check::rules());
    let words = words_of(&folder.expect("an example"));
    let mut bases: Vec<Tree> = FULL.map(record_tree).to_vec();
    // The full records hold every key, so each stands for many of the examples.
    bases = bases.iter().cycle().take(8 * 40).cloned().collect();
    for path in files(&here().join("examples/riverbend/records"), ".yaml") {
        bases.push(record_tree(&fs::read_to_string(path).expect("a text")));
    }
    let any_kind = words.validator(Subject::AnyRecord);
    let kinds = Kind::ALL.map(|kind| words.validator(Subject::Record(kind)));
    let (allowed, refused) = (Cell::new(0), Cell::new(0));
    run(3000, |base, changes| {
        let text = changed(&bases[base % bases.len()], changes).yaml();
        let read = reading::record(&text, &words);
        assert_agreement(&text, &read, &any_kind)?;
        let count = if read.is_allowed() { &allowed } else { &refused };
        count.set(count.get() + 1);
        let Some(seen) = &read.seen else { return Ok(()) };
        for (kind, schema) in Kind::ALL.iter().zip(&kinds) {
            let is_of_kind = seen["kind"] == json!(kind.name());
            prop_assert!(
                schema.is_valid(seen) == (is_of_kind && any_kind.is_valid(seen)),
                "{text}"
            );
        }
        Ok(())
    });
    assert!(allowed.get() > 200 && refused.get() > 1000, "{allowed:?} {refused:?}");
}

#[test]
fn settings_and_profiles_changed_at_random_are_judged_alike() {
    let words = Words::with_schools([]);
    let settings = words.validator(Subject::Settings);
    let profile = words.validator(Subject::Profile);
    let read = |path: &str| fs::read_to_string(here().join(path)).expect("a text");
    let more = "year_ends = \"05-29\"\nas_of = 2026-05-29\nholidays = [\"2025-12-22..2026-01-02\"]\nprofiles = {rounds = \"profiles/rounds.toml\"}\n\
                checks = {bad-date = \"warning\", few-students = \"off\"}\n";
    let bases = [
        (Subject::Settings, read("examples/riverbend/coach.toml")),
        (
            Subject::Settings,
            format!(
                "version = 1\ndistrict = \"D\"\nprofile = \"rounds\"\nyear_starts = \"08-01\"\n{more}"
            ),
        ),
        (
            Subject::Profile,
            read("examples/broken/profile-levels/profile.toml")
                .replace("at_least = 9", "at_least = 1"),
        ),
        (Subject::Profile, read("tests/profiles/five-functions.toml")),
    ];
    let bases = bases.map(|(subject, text)| (subject, toml_tree(text)));
    run(2000, |base, changes| {
        let (subject, base) = &bases[base % bases.len()];
        let text = changed(base, changes).toml();
        let read = reading::toml(*subject, &text);
        let schema = if *subject == Subject::Settings { &settings } else { &profile };
        assert_agreement(&text, &read, schema)
    });
}

/// Each whole number in turn becomes each number at the edge of some bounds.
#[test]
fn numbers_have_the_same_bounds() {
    const EDGES: [u32; 19] = [
        0, 1, 2, 90, 91, 100, 101, 365, 366, 367, 1000, 1001, 1440, 1441, 3660, 3661, 10_000,
        10_001, 100_001,
    ];
    let words = Words::with_schools(["lincoln-elementary"]);
    let any = words.validator(Subject::AnyRecord);
    let mut replaced = 0;
    for base in FULL {
        for text in with_each_number(&record_tree(base), &EDGES).iter().map(Tree::yaml) {
            let read = reading::record(&text, &words);
            assert_agreement(&text, &read, &any).unwrap_or_else(|fault| panic!("{fault}"));
            replaced += 1;
        }
    }
    for (subject, path) in [
        (Subject::Settings, "examples/riverbend/coach.toml"),
        (Subject::Profile, "tests/profiles/five-functions.toml"),
    ] {
        let schema = words.validator(subject);
        let base = toml_tree(fs::read_to_string(here().join(path)).expect("a text"));
        for text in with_each_number(&base, &EDGES).iter().map(Tree::toml) {
            let read = reading::toml(subject, &text);
            assert_agreement(&text, &read, &schema).unwrap_or_else(|fault| panic!("{fault}"));
            replaced += 1;
        }
    }
    assert!(replaced > 20 * EDGES.len(), "{replaced}");
}

fn with_each_number(base: &Tree, edges: &[u32]) -> Vec<Tree> {
    let numbers = (0..base.size())
        .filter(|&index| matches!(base.clone().at(index), Tree::Plain(text) if is_integer(text)));
    let each = numbers.flat_map(|index| edges.iter().map(move |edge| (index, edge)));
    let replace = |(index, edge): (usize, &u32)| {
        let mut tree = base.clone();
        *tree.at(index) = Tree::Plain(edge.to_string());
        tree
    };
    each.map(replace).collect()
}

fn record_tree(text: &str) -> Tree {
    let source = Source::new("base.yaml", text.to_owned());
    Tree::of(&yaml::parse(&source, &mut Problems::default()).expect("an example"))
}

fn toml_tree(text: String) -> Tree {
    let source = Source::new("base.toml", text);
    Tree::of(&toml::parse(&source, &mut Problems::default()))
}

#[test]
fn dates_are_the_same_days() {
    let words = Words::with_schools([]);
    let schema = words.validator(Subject::Record(Kind::Request));
    let mut days = 0;
    for year in 1980..=2110 {
        for (month, day) in (0..=13).flat_map(|month| (0..=32).map(move |day| (month, day))) {
            let text = format!("{year}-{month:02}-{day:02}");
            let is_day = parse_date(&text).is_ok();
            let seen = json!({"kind": "request", "asked": text});
            assert_eq!(schema.is_valid(&seen), is_day, "{text}");
            days += usize::from(is_day);
        }
    }
    // 110 years, of which 27 from 1992 to 2096 are leap years.
    assert_eq!(days, 110 * 365 + 27);
}
