//! Every example that is clean validates, and what is wrong with an example is what `coach check`
//! finds. The schemas themselves are schemas.

use std::fs;
use std::path::{Path, PathBuf};

use coach::check;
use coach::domain::record::Kind;
use coach::store::DistrictFolder;
use coach::write::schema::{Known, Subject, schema};

use super::exceptions::is_excepted;
use super::reading::{self, Words, compile};
use crate::harness::coach_in;

pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` that end in `ending`, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.is_file() && path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub(crate) fn words_of(folder: &DistrictFolder) -> Words {
    let profile = folder.profiles.get(&folder.district.profile).expect("its profile").clone();
    Words { profiles: folder.profiles.clone(), profile, schools: folder.district.schools.clone() }
}

#[test]
fn schemas_are_schemas_and_say_what_every_key_is() {
    let words = Words::with_schools(["lincoln"]);
    for subject in Subject::all() {
        let schema = schema(subject, &words.known());
        let fault = jsonschema::draft7::meta::validate(&schema).err();
        assert!(fault.is_none(), "{}: {fault:?}", subject.name());
        let described = describe(&schema, subject.name());
        assert!(described > 3, "{}", subject.name());
    }
}

/// Whether every key of every group is described; how many there are.
fn describe(schema: &serde_json::Value, path: &str) -> usize {
    let mut described = 0;
    let is_case = path.ends_with("/if") || path.contains("/if/");
    if let Some(properties) = schema["properties"].as_object().filter(|_| !is_case) {
        for (key, value) in properties {
            let is_restriction = path.contains("/then") || path.contains("/else");
            let about = value["description"].as_str().unwrap_or_default();
            let is_word = path.ends_with("ratings") || path.ends_with("comments");
            let is_rule = path.ends_with("checks") || path.ends_with("levels");
            let says =
                if is_word || is_rule { !about.is_empty() } else { about.contains("for example") };
            assert!(says || is_restriction, "{path}/{key} is not explained: {value}");
            described += 1;
        }
    }
    let parts: Vec<(String, &serde_json::Value)> = match schema {
        serde_json::Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), value)).collect()
        }
        serde_json::Value::Array(list) => {
            list.iter().enumerate().map(|(i, value)| (i.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (key, value) in parts {
        described += describe(value, &format!("{path}/{key}"));
    }
    described
}

/// Schema and reading agree on every record below `folder`; how many were clean, and how many not.
fn compare(folder: &Path) -> (usize, usize) {
    let opened = DistrictFolder::open(folder, &check::rules());
    let Ok(opened) = opened else { return (0, 0) };
    let words = words_of(&opened);
    let any = words.validator(Subject::AnyRecord);
    let (mut clean, mut not) = (0, 0);
    for path in files(&folder.join("records"), ".yaml") {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let read = reading::record(&text, &words);
        let Some(seen) = &read.seen else { continue };
        let of_kind = Kind::from_name(seen["kind"].as_str().unwrap_or_default());
        let of_kind = of_kind.map(|kind| words.validator(Subject::Record(kind)).is_valid(seen));
        let valid = any.is_valid(seen);
        assert_eq!(of_kind.unwrap_or(valid), valid, "{}", path.display());
        if read.is_allowed() {
            let faults: Vec<String> = any.iter_errors(seen).map(|e| e.to_string()).collect();
            assert!(valid, "{}: {faults:?}", path.display());
            clean += 1;
        } else {
            assert!(!valid || is_excepted(&read), "{}: {read:#?}", path.display());
            not += 1;
        }
    }
    (clean, not)
}

#[test]
fn the_records_of_riverbend_validate() {
    let (clean, not) = compare(&here().join("examples/riverbend"));
    assert!(clean > 400 && not == 0, "{clean} {not}");
}

#[test]
fn in_the_gallery_an_editor_sees_what_reading_finds() {
    let mut sums = (0, 0);
    for entry in fs::read_dir(here().join("examples/broken")).expect("the gallery") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let (clean, not) = compare(&path);
            sums = (sums.0 + clean, sums.1 + not);
        }
    }
    assert!(sums.0 > 50 && sums.1 > 12, "{sums:?}");
}

#[test]
fn what_init_makes_validates_by_the_schemas_it_makes() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = coach_in(scratch.path(), &[], &["init", "--example", "--district", "Riverbend"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(compare(scratch.path()), (7, 0));
    let records = files(&scratch.path().join("records"), ".yaml");
    for path in &records {
        let text = fs::read_to_string(path).expect("a text");
        let line = text.lines().next().expect("a line");
        let named = line.strip_prefix("# yaml-language-server: $schema=").expect("a modeline");
        let schema = path.parent().expect("a folder").join(named);
        let schema = fs::read_to_string(schema).expect("the schema is where the line says");
        let schema = compile(&serde_json::from_str(&schema).expect("JSON"));
        let words = words_of(&DistrictFolder::open(scratch.path(), &check::rules()).expect("one"));
        let seen = reading::record(&text, &words).seen.expect("a record");
        assert!(schema.is_valid(&seen), "{}", path.display());
    }
    let settings = fs::read_to_string(scratch.path().join("coach.toml")).expect("a text");
    let named = settings.lines().next().and_then(|line| line.strip_prefix("#:schema "));
    let schema = scratch.path().join(named.expect("a line for editors"));
    let schema = fs::read_to_string(schema).expect("the schema is where the line says");
    let schema = compile(&serde_json::from_str(&schema).expect("JSON"));
    let read = reading::toml(Subject::Settings, &settings);
    assert!(read.is_allowed() && schema.is_valid(&read.seen.expect("TOML")));
}

#[test]
fn settings_and_profiles_validate_where_they_can_be_read() {
    let words = Words::with_schools([]);
    let settings = words.validator(Subject::Settings);
    let profile = words.validator(Subject::Profile);
    let (mut clean, mut refused) = (0, 0);
    for path in ["examples", "profile", "tests/profiles"]
        .map(|folder| files(&here().join(folder), ".toml"))
        .concat()
    {
        let is_settings = path.ends_with("coach.toml");
        let (subject, schema) =
            if is_settings { (Subject::Settings, &settings) } else { (Subject::Profile, &profile) };
        let read = reading::toml(subject, &fs::read_to_string(&path).expect("a text"));
        let Some(seen) = &read.seen else { continue };
        let faults: Vec<String> = schema.iter_errors(seen).map(|e| e.to_string()).collect();
        if read.is_allowed() {
            assert!(faults.is_empty(), "{}: {faults:?}", path.display());
            clean += 1;
        } else {
            assert!(!faults.is_empty() || is_excepted(&read), "{}: {read:#?}", path.display());
            refused += 1;
        }
    }
    assert!(clean > 50 && refused >= 2, "{clean} {refused}");
}

/// The comment that names the schema is about no record, so no check may stumble over it.
#[test]
fn the_line_for_editors_causes_no_finding() {
    let scratch = tempfile::tempdir().expect("a folder");
    crate::copy::copy_folder(&here().join("examples/riverbend"), scratch.path());
    for path in files(&scratch.path().join("records"), ".yaml") {
        let text = fs::read_to_string(&path).expect("a text");
        let kind = Kind::ALL.into_iter().find(|kind| {
            text.lines().any(|line| line.trim_end() == format!("kind: {}", kind.name()))
        });
        let line = coach::write::schema::modeline(kind.expect("a kind"));
        fs::write(&path, format!("{line}\n{text}")).expect("written");
    }
    let found = |folder: &Path| {
        let run = coach_in(folder, &[], &["check", "--format", "json"]).json();
        let found = run["diagnostics"].as_array().expect("findings").clone();
        let of = |found: &serde_json::Value| (found["rule"].clone(), found["path"].clone());
        found.iter().map(of).collect::<Vec<_>>()
    };
    let without = found(&here().join("examples/riverbend"));
    assert!(!without.is_empty());
    assert_eq!(found(scratch.path()), without);
}

#[test]
fn outside_a_district_any_school_may_stand() {
    let words = Words::with_schools([]);
    let schema =
        compile(&schema(Subject::Record(Kind::Relationship), &Known::profiles(&words.profiles)));
    let text = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-1\neducator: t-1\nstarted: 2026-08-24\nschool: ";
    let seen =
        |school: &str| reading::record(&format!("{text}{school}"), &words).seen.expect("one");
    assert!(schema.is_valid(&seen("anywhere")) && !schema.is_valid(&seen("Any Where")));
}
