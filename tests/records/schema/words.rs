//! The words of a schema are the district's: its schools, and the items, methods, phases and judged
//! levels of every profile that its records may follow.

use coach::domain::profile;
use coach::text::source::Source;
use coach::write::schema::Subject;
use serde_json::Value as Json;

use super::reading::{self, Words, compile};
use crate::harness::{District, Pair};

const ROUNDS: &str = include_str!("../../profiles/five-functions.toml");

fn printed(district: &District, kind: &str) -> Json {
    let run = district.coach(&["schema", kind]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run.json()
}

fn words<'j>(schema: &'j Json, pointer: &str) -> Vec<&'j str> {
    let list = schema.pointer(pointer).and_then(|list| list.as_array());
    list.unwrap_or_else(|| panic!("{pointer}")).iter().filter_map(Json::as_str).collect()
}

/// Riverbend's own profile and schools, beside the built-in profile.
fn district() -> District {
    District::new().file("profiles/rounds.toml", ROUNDS).file(
        "coach.toml",
        "version = 1\ndistrict = \"Rounds\"\nprofile = \"rounds-district\"\nyear_starts = \"08-01\"\n\
         [profiles]\nrounds-district = \"profiles/rounds.toml\"\n\
         [schools.mill-creek]\nname = \"Mill Creek\"\n[schools.101]\nname = \"School 101\"\n",
    )
}

#[test]
fn schools_and_profiles_are_the_districts() {
    let schema = printed(&district(), "relationship");
    assert_eq!(words(&schema, "/properties/school/enum"), ["101", "mill-creek"]);
    assert_eq!(words(&schema, "/properties/school/enumDescriptions")[1], "Mill Creek");
    // The profile that the district follows stands first.
    let profiles = ["rounds-district", "missouri-sbic-2014", "pbis-tfi-2-1"];
    assert_eq!(words(&schema, "/properties/profile/enum"), profiles);
    let schema = compile(&schema);
    let record = |school: Json| {
        serde_json::json!({"kind": "relationship", "profile": "rounds-district", "coach": "c-1",
            "educator": "t-1", "started": "2026-08-24", "school": school})
    };
    assert!(schema.is_valid(&record("101".into())));
    // `school: 101` is a number to an editor and an id to `coach check`.
    assert!(schema.is_valid(&record(101.into())));
    assert!(!schema.is_valid(&record("lincoln".into())));
}

#[test]
fn words_of_all_profiles_are_offered_with_what_they_mean() {
    let district = district();
    let session = printed(&district, "session");
    let items = words(&session, "/properties/items/items/enum");
    assert_eq!(
        items.len(),
        11 + 13,
        "five-functions has eleven items, the built-in profile thirteen"
    );
    assert_eq!(items[0], "problem-of-practice");
    let meanings = words(&session, "/properties/items/items/enumDescriptions");
    assert_eq!(meanings[0], "rounds-district: Names one problem of practice. (Setting a purpose)");
    let methods = words(&session, "/properties/method/enum");
    assert_eq!(methods[..3], ["visit", "call", "letter"]);
    assert!(methods.contains(&"in-person"));
    assert_eq!(words(&session, "/properties/phases/items/enum")[..2], ["round", "circle"]);
    let checklist = printed(&district, "checklist");
    let ratings = &checklist["properties"]["ratings"]["properties"];
    assert!(
        ratings["next-work"]["description"].as_str().is_some_and(|d| d.contains("Leaves every"))
    );
    // Rounds computes every level, so only functions of the built-in profile have levels to judge.
    let levels = checklist["properties"]["levels"]["properties"].as_object().expect("functions");
    assert_eq!(levels.len(), 4);
    assert_eq!(words(&levels["dialogue"], "/enum"), ["close", "far"]);
}

/// A district without the inventory is not offered its words; one with it is.
#[test]
fn a_built_in_profile_lends_words_where_a_relationship_follows_it() {
    let tfi = Pair::under("pbis-tfi-2-1", "c-1", "t-1", "lincoln");
    for (district, is_offered) in [
        (District::new().pair(&Pair::of("c-1", "t-2", "lincoln")), false),
        (District::new().pair(&Pair::of("c-1", "t-2", "lincoln")).pair(&tfi), true),
    ] {
        let schema = printed(&district, "checklist");
        let ratings = schema["properties"]["ratings"]["properties"].as_object().expect("items");
        assert_eq!(ratings.contains_key("tfi-1-1"), is_offered);
        assert!(ratings.contains_key("rationale"));
    }
}

/// Two things that a schema cannot know: which of several profiles a record follows, and which
/// schools there will be where coach.toml lists none yet.
#[test]
fn what_a_district_leaves_open_only_check_decides() {
    let mut words = Words::with_schools([]);
    let source = Source::new("rounds.toml", ROUNDS.to_owned());
    words.profiles.insert_from(profile::read(&source).expect("a profile"), "rounds.toml");
    let any = words.validator(Subject::AnyRecord);
    for (text, rule) in [
        ("kind: session\ndate: 2026-09-14\nmethod: visit", "unknown-method"),
        ("kind: session\ndate: 2026-09-14\nmethod: email\nitems: [next-work]", "unknown-item"),
        (
            "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-1\neducator: t-1\n\
             school: mill-creek\nstarted: 2026-08-24",
            "unknown-school",
        ),
    ] {
        let read = reading::record(text, &words);
        let rules: Vec<&str> = read.found.iter().map(|found| found.rule.id).collect();
        assert_eq!(rules, [rule], "{text}");
        assert!(any.is_valid(&read.seen.expect("a record")), "{text}");
    }
}

#[test]
fn without_a_district_the_built_in_words_stand() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = crate::harness::coach_in(scratch.path(), &[], &["schema", "session"]);
    assert_eq!(run.code, 0, "{run:?}");
    let items = run.json();
    let items = words(&items, "/properties/items/items/enum");
    assert_eq!((items.len(), items[0]), (13, "process-and-expectations"));
}

#[test]
fn what_is_printed_is_what_is_written() {
    let district = district();
    assert_eq!(district.coach(&["schema", "--write"]).code, 0);
    for subject in Subject::all() {
        let printed = district.coach(&["schema", subject.name()]).out;
        let written = std::fs::read_to_string(district.path().join(subject.path()));
        assert_eq!(printed, written.expect("a file"), "{}", subject.name());
    }
}
