//! The keys that a schema lists are those that reading names as allowed, in every group of keys.

use coach::domain::record::Kind;
use coach::write::schema::{Subject, schema};
use serde_json::Value as Json;

use super::reading::{self, Read, Words};

/// A group of keys with one that is unknown, and where its schema stands.
const GROUPS: &[(Kind, &str, &str)] = &[
    (Kind::Relationship, "", "kind: relationship\nzzz: 1"),
    (Kind::Relationship, "/properties/agreement", "kind: relationship\nagreement: {zzz: 1}"),
    (Kind::Session, "", "kind: session\nzzz: 1"),
    (Kind::Session, "/properties/observed", "kind: session\nobserved: {zzz: 1}"),
    (Kind::Session, "/properties/reflection", "kind: session\nreflection: {zzz: 1}"),
    (Kind::Session, "/properties/next_steps/items", "kind: session\nnext_steps: [{zzz: 1}]"),
    (Kind::Contact, "", "kind: contact\nzzz: 1"),
    (Kind::Request, "", "kind: request\nzzz: 1"),
    (Kind::Feedback, "", "kind: feedback\nzzz: 1"),
    (Kind::Checklist, "", "kind: checklist\nzzz: 1"),
    (Kind::Checklist, "/properties/rater", "kind: checklist\nrater: {zzz: 1}"),
    (Kind::Review, "", "kind: review\nzzz: 1"),
    (Kind::Review, "/properties/period", "kind: review\nperiod: {zzz: 1}"),
    (Kind::Review, "/properties/next_steps/items", "kind: review\nnext_steps: [{zzz: 1}]"),
    (
        Kind::Review,
        "/properties/data/items/properties/values/items",
        "kind: review\ndata: [{source: student-data, values: [{zzz: 1}]}]",
    ),
];

#[test]
fn every_group_has_the_keys_that_reading_knows() {
    let words = Words::with_schools(["lincoln"]);
    for &(kind, pointer, text) in GROUPS {
        let schema = schema(Subject::Record(kind), &words.known());
        let group = schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        let read = reading::record(text, &words);
        assert_eq!(listed(group), known(&read), "{text}");
        required(group, &read);
    }
}

/// The same of settings and profiles: where their tables stand, with one key that is unknown.
const TABLES: &[(Subject, &str, &str)] = &[
    (Subject::Settings, "", "zzz = 1"),
    (Subject::Settings, "/properties/thresholds", "thresholds = {zzz = 1}"),
    (Subject::Settings, "/properties/schools/patternProperties/*", "schools = {a = {zzz = 1}}"),
    (Subject::Settings, "/properties/periods/patternProperties/*", "periods = {a = {zzz = 1}}"),
    (Subject::Settings, "/properties/expires_after", "expires_after = {zzz = 1}"),
    (Subject::Profile, "", "zzz = 1"),
    (Subject::Profile, "/properties/added", "added = {zzz = 1}"),
    (
        Subject::Profile,
        "/properties/added/properties/supersedes",
        "added = {supersedes = {zzz = 1}}",
    ),
    (Subject::Profile, "/properties/levels/items", "levels = [{zzz = 1}]"),
    (
        Subject::Profile,
        "/properties/levels/items/properties/added",
        "levels = [{added = {zzz = 1}}]",
    ),
    (Subject::Profile, "/properties/functions/items", "functions = [{zzz = 1}]"),
    (
        Subject::Profile,
        "/properties/functions/items/properties/added",
        "functions = [{added = {zzz = 1}}]",
    ),
    (
        Subject::Profile,
        "/properties/functions/items/properties/items/items/properties/added",
        "functions = [{items = [{added = {zzz = 1}}]}]",
    ),
    (
        Subject::Profile,
        "/properties/functions/items/properties/items/items",
        "functions = [{items = [{zzz = 1}]}]",
    ),
    (Subject::Profile, "/properties/methods/items", "methods = [{zzz = 1}]"),
    (
        Subject::Profile,
        "/properties/phases/items/properties/added",
        "phases = [{added = {zzz = 1}}]",
    ),
    (
        Subject::Profile,
        "/properties/evidence/items/properties/added",
        "evidence = [{added = {zzz = 1}}]",
    ),
];

#[test]
fn every_table_has_the_keys_that_reading_knows() {
    let words = Words::with_schools(["lincoln"]);
    for &(subject, pointer, text) in TABLES {
        let schema = schema(subject, &words.known());
        let (pointer, any) = match pointer.strip_suffix("/*") {
            Some(pointer) => (pointer, true),
            None => (pointer, false),
        };
        let mut table = schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        if any {
            table = table.as_object().and_then(|map| map.values().next()).expect("a pattern");
        }
        let read = reading::toml(subject, text);
        assert_eq!(listed(table), known(&read), "{text}");
        required(table, &read);
    }
}

/// The keys of a schema, sorted.
fn listed(group: &Json) -> Vec<String> {
    let mut keys: Vec<String> =
        group["properties"].as_object().expect("keys").keys().cloned().collect();
    keys.sort_unstable();
    keys
}

/// The keys that reading names where it meets the unknown one, sorted.
fn known(read: &Read) -> Vec<String> {
    let found = read.found.iter().find(|found| found.message.contains("`zzz`"));
    let help = &found.unwrap_or_else(|| panic!("{read:?}")).help;
    let (_, keys) = help[0].split_once(": ").expect("the keys");
    let keys = keys.split(", ").flat_map(|keys| keys.split(" and "));
    let mut keys: Vec<String> = keys.map(str::to_owned).collect();
    keys.sort_unstable();
    keys
}

/// A required key is one whose absence is reported.
fn required(group: &Json, read: &Read) {
    let missing = read.found.iter().filter(|found| found.rule.id == "missing-key");
    let missing: Vec<&str> = missing.filter_map(|found| found.message.rsplit('`').nth(1)).collect();
    let needed = group["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
    for key in needed.filter(|key| *key != "kind") {
        assert!(missing.contains(&key), "{key}: {missing:?}");
    }
}
