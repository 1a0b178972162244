//! What an explanation looks like: worked out by hand for one small number, its schema, and that no
//! record's words are in it.

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::harness::{District, Pair, coach_in};

/// Observed in place; documented twice, once out of the time; and reported only.
fn district() -> District {
    let pair = Pair::new()
        .session("2025-09-03", "items: [rationale]\nnotes: SECRET one\nstrengths: SECRET two")
        .session("2025-10-06", "items: [rationale]")
        .session("2025-11-03", "items: [manageable-units]\nreflection: {working: SECRET three}")
        .judged(
            "2025-10-20",
            "observer o-1",
            "manageable-units: in-place",
            "comments: {manageable-units: SECRET four}",
        )
        .checklist("2025-10-21", "self", "variety-of-methods: in-place");
    District::new().pair(&pair)
}

#[test]
fn a_number_is_taken_apart_by_hand() {
    let run = district().coach(&[
        "explain",
        "period=2025-10-01..2025-12-31",
        "function=facilitating",
        "in-place",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let expected = "\
Testville · internal, not for publication
Period: 2025-10-01 to 2025-12-31, as of 2026-05-29; profile missouri-sbic-2014
period=2025-10-01..2025-12-31 function=facilitating in-place

2 of 3 (66.6 %): items in place, of applicable items
An item is in place when the latest observation in the period says so or, if nobody observed it,
when the records document it; items that do not apply are left out.

records/lincoln/c-01-t-101: 2 of 3
  verbal-commitment: adds 0 of 1; not in place: nobody observed it and nothing documents it (a
    document is the day of commitment in the pair's agreement)
    does not count: the agreement has no committed_on
      relationship.yaml
  manageable-units: adds 1 of 1; in place: observed on 2025-10-20
    counts: observer o-1 says in-place
      2025-10-20-checklist-0004.yaml
    does not count: does not list the item
      2025-09-03-session-0001.yaml 2025-10-06-session-0002.yaml
    does not count: has no next step
      2025-11-03-session-0003.yaml
  rationale: adds 1 of 1; in place: nobody observed it, and it is documented on 2025-10-06
    counts: lists the item
      2025-10-06-session-0002.yaml
    does not count: dated outside the days looked at, 2025-10-01 to 2025-12-31
      2025-09-03-session-0001.yaml
    does not count: does not list the item
      2025-11-03-session-0003.yaml

Total: 2 of 3, 1 relationship
";
    assert_eq!(run.out, expected);
}

fn assert_schema(explanation: &Json) {
    let schema = include_str!("../../../.github/schemas/explain.schema.json");
    let schema: Json = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> =
        validator.iter_errors(explanation).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{explanation:#}");
    let mut more = explanation.clone();
    more["more"] = json!(1);
    assert!(!validator.is_valid(&more), "the schema refuses what it does not name");
}

#[test]
fn json_follows_its_schema_and_names_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for address in [
        "school=riverbend-high in-place",
        "school=riverbend-high educators",
        "school=riverbend-high minutes",
        "school=riverbend-high observers-ac2",
        "school=riverbend-high role=self steps-from-observer",
        "school=riverbend-high function=dialogue level=ideal level-computed",
    ] {
        let arguments = ["explain", "-C", "examples/riverbend", "--format", "json", address];
        let explanation = coach_in(root, &[], &arguments).json();
        assert_schema(&explanation);
        assert_eq!(explanation["address"], address);
        let relationships = explanation["relationships"].as_array().expect("a list");
        assert!(!relationships.is_empty(), "{address}");
        let entries =
            relationships.iter().flat_map(|one| one["entries"].as_array().expect("a list"));
        for record in entries.flat_map(|entry| entry["records"].as_array().expect("a list")) {
            let file = record["file"].as_str().expect("a path");
            assert!(root.join("examples/riverbend").join(file).exists(), "{file}");
        }
    }
}

#[test]
fn no_word_of_a_record_is_in_an_explanation() {
    let district = district();
    for address in ["in-place", "reported", "differs", "steps-overdue", "no-level", "sessions"] {
        for format in ["text", "json"] {
            let run = district.coach(&["explain", address, "--format", format]);
            assert!(run.code == 0 && !run.out.contains("SECRET"), "{run:?}");
        }
    }
}

#[test]
fn text_of_settings_steers_no_terminal() {
    let pair = Pair::new().session("2025-09-03", "");
    let settings = "version = 1\ndistrict = \"Test\\u001b[31mville\"\nprofile = \"missouri-sbic-2014\"\n\
                    year_starts = \"08-01\"\nas_of = \"2026-05-29\"\n[schools.lincoln]\nname = \"L\"\n";
    let district = District::new().file("coach.toml", settings).pair(&pair);
    for format in ["text", "json"] {
        let run = district.coach(&["explain", "sessions", "--format", format]);
        assert!(run.code == 0 && !run.out.contains('\u{1b}'), "{run:?}");
    }
}

#[test]
fn nonoverlap_says_which_way_is_better() {
    let values = "{on: 2025-05-05, value: 12}, {on: 2025-05-12, value: 9}, {on: 2025-05-19, \
                  value: 11}, {on: 2025-10-01, value: 9}, {on: 2025-10-06, value: 8}, \
                  {on: 2025-10-08, value: 13}";
    let data = format!(
        "data: [{{id: d1, source: student-data, measure: absences, improvement: decrease, \
         values: [{values}]}}]"
    );
    let district = District::new().pair(&Pair::new().review("2025-10-20", &data));
    let run = district.coach(&["explain", "educator=t-101", "data=absences", "data-overlap"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("9 (decrease is better), before the"), "{}", run.out);
    assert!(run.out.contains("9 (decrease is better), on or after the"), "{}", run.out);
    // 12 to 9 and 8, 9 to 8, 11 to 9 and 8 are better, 9 to 9 is half: 5.5 of 9.
    assert!(run.out.contains("Total: 0.611111, 1 relationship"), "{}", run.out);
}
