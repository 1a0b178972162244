//! SARIF: valid by the standard's schema, with every finding at its place, and text that is no link
//! and no placeholder.

use std::collections::BTreeSet;

use coach::check;
use coach::diagnostic::{Diagnostic, Level, Place, Tally, sarif};
use coach::store::DistrictFolder;
use serde_json::{Value, json};

use super::sample::{self, FAULTS, FOLDER, HOSTILE, LEFT_OUT, PREFIX, RECORDS};
use super::schemas;
use crate::harness::{District, Pair};

fn render(district: &District, prefix: &str) -> String {
    let (found, tally) = sample::check(district);
    let text = sarif::render(&found, tally, prefix, &check::rules(), true).expect("JSON");
    assert!(sample::is_harmless(&text) && text.ends_with("}\n"), "{text}");
    text
}

fn log(district: &District) -> Value {
    serde_json::from_str(&render(district, PREFIX)).expect("JSON")
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().expect("results")
}

fn faults_of(log: &Value, schema: &Value) -> Vec<String> {
    let validator = jsonschema::options().should_validate_formats(true).build(schema);
    let validator = validator.unwrap_or_else(|fault| panic!("{fault}"));
    validator.iter_errors(log).map(|fault| fault.to_string()).collect()
}

/// The text of a message as the standard has it read: braces come in pairs, and a link is a text in
/// brackets with its target in parentheses right after it.
pub(crate) fn text(message: &Value) -> String {
    let text = message["text"].as_str().expect("a text");
    assert!(!text.contains("]("), "a link: {text}");
    for brace in ["{", "}"] {
        let rest = text.replace(&brace.repeat(2), "");
        assert!(!rest.contains(brace), "a placeholder: {text}");
    }
    text.replace("{{", "{").replace("}}", "}")
}

/// The path that a location's URI names from the folder above the district's.
fn path(location: &Value) -> String {
    let artifact = &location["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
    let mut bytes = artifact["uri"].as_str().expect("a URI").bytes();
    let mut path = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
            let digits = std::str::from_utf8(&digits).unwrap();
            path.push(u8::from_str_radix(digits, 16).expect("two hex digits"));
        } else {
            assert!(byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte), "{artifact}");
            path.push(byte);
        }
    }
    let path = String::from_utf8(path).expect("UTF-8");
    path.strip_prefix(PREFIX).expect("the prefix").to_owned()
}

#[test]
fn the_standards_schema_accepts_it() {
    let schema = schemas::sarif();
    for district in [sample::faults(), sample::hostile(), District::new()] {
        assert_eq!(faults_of(&log(&district), &schema), Vec::<String>::new());
    }
}

#[test]
fn the_standards_schema_would_refuse_it_with_a_slip() {
    let schema = schemas::sarif();
    let whole = log(&sample::faults());
    let result = "/runs/0/results/0";
    let slips = [
        ("/version", json!("2.0.0")),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/tool/driver/rules/0", json!({})),
        ("/runs/0/invocations/0", json!({})),
        (&*format!("{result}/level"), json!("fatal")),
        (&*format!("{result}/message"), json!("text")),
        (&*format!("{result}/relatedLocations/0"), json!({"label": "x"})),
        (&*format!("{result}/locations/0/physicalLocation/region/startLine"), json!(0)),
        (&*format!("{result}/locations/0/physicalLocation/artifactLocation/uri"), json!("a b")),
        (&*format!("{result}/partialFingerprints"), json!({"x": 1})),
    ];
    for (place, slip) in slips {
        let mut log = whole.clone();
        *log.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there")) = slip;
        assert_ne!(faults_of(&log, &schema), Vec::<String>::new(), "{place}");
    }
}

#[test]
fn every_finding_is_there_at_its_place() {
    let district = sample::faults();
    let log = log(&district);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(results(&log).len(), FAULTS.len());
    for (result, (rule, level, file, expected)) in results(&log).iter().zip(FAULTS) {
        assert_eq!((&result["ruleId"], &result["level"]), (&json!(rule), &json!(level)));
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).unwrap();
        assert_eq!(rules[index]["id"], rule);
        let of_rule = if rule == "stray-yaml" { "error" } else { level };
        assert_eq!(rules[index]["defaultConfiguration"]["level"], of_rule);
        let [location] = &result["locations"].as_array().expect("locations")[..] else {
            panic!("one location: {result}")
        };
        let path = path(location);
        assert_eq!(path, format!("{FOLDER}/{file}"));
        assert_eq!(under(&district, &path, location).as_deref(), expected, "{result}");
    }
}

/// The text that a location points to, unless it is a whole file.
fn under(district: &District, path: &str, location: &Value) -> Option<String> {
    let region = location["physicalLocation"].get("region")?;
    let at = |line: &str, column: &str| {
        (region[line].as_u64().expect("a line"), region[column].as_u64().expect("a column"))
    };
    let (from, to) = (at("startLine", "startColumn"), at("endLine", "endColumn"));
    Some(sample::under(district, path, from, to))
}

#[test]
fn what_it_says_reads_as_sentences() {
    let district = sample::faults();
    let log = log(&district);
    let expected = "`in persn` is not a method of missouri-sbic-2014. Did you mean `in-person`? \
        Allowed: `email`, `phone`, `in-person`, `video` or `message`.";
    assert_eq!(text(&results(&log)[1]["message"]), expected);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let sentence = &rules.iter().find(|rule| rule["id"] == "few-students").unwrap();
    let expected = "Student data summarizes at least `min_students` students.";
    assert_eq!(text(&sentence["shortDescription"]), expected);

    let related = results(&log)[0]["relatedLocations"].as_array().expect("a related place");
    let [started] = &related[..] else { panic!("one related place: {related:?}") };
    assert_eq!(text(&started["message"]), "The relationship started here.");
    let path = path(started);
    assert_eq!(path, format!("{FOLDER}/relationship.yaml"));
    assert_eq!(under(&district, &path, started).as_deref(), Some("2025-09-01"));
}

#[test]
fn a_quoted_value_is_no_link_and_no_placeholder() {
    let log = log(&sample::hostile());
    assert_eq!(results(&log).len(), sample::hostile_count());
    let paths: Vec<String> = results(&log).iter().map(|r| path(&r["locations"][0])).collect();
    let files = sample::hostile_names().into_iter().map(|name| format!("{FOLDER}/{name}"));
    for path in files {
        assert_eq!(paths.iter().filter(|found| **found == path).count(), 1, "{path:?}");
    }
    for (result, path) in results(&log).iter().zip(&paths) {
        let message = text(&result["message"]);
        let value = (0..HOSTILE.len()).find(|i| path.ends_with(&format!("-{:04x}.yaml", 2 * i)));
        let Some((_, Some(shown))) = value.map(|i| HOSTILE[i]) else { continue };
        let shown = shown.replace("](", "] (");
        let expected = format!("`{shown}` is not a method of missouri-sbic-2014. ");
        assert!(message.starts_with(&expected), "{message}");
    }
}

/// The fingerprint of each result, and its line.
fn prints(text: &str) -> Vec<(String, u64)> {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let print = |result: &Value| {
        let prints = result["partialFingerprints"].as_object().expect("fingerprints");
        assert_eq!(prints.keys().collect::<Vec<_>>(), ["coachFinding/v1"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let print = prints["coachFinding/v1"].as_str().expect("text").to_owned();
        (print, region["startLine"].as_u64().unwrap_or_default())
    };
    results(&log).iter().map(print).collect()
}

#[test]
fn a_fingerprint_stays_when_lines_move() {
    let record = "kind: checklist\ndate: 2025-10-01\nrater: {role: self}\n\
        ratings: {rationale: good, confidentiality: good}\n";
    let path = format!("{FOLDER}/2025-10-01-checklist-0001.yaml");
    let pair = Pair::new().agreed("committed_on: 2025-09-02, respond_within_days: 2");
    let district = |text: &str| District::new().pair(&pair).file(&path, text);
    let here = district(record);
    let first = prints(&render(&here, PREFIX));
    let [(one, 4), (two, 4)] = &first[..] else { panic!("two findings: {first:?}") };
    assert_ne!(one, two, "though they say the same of the same file");
    assert_eq!(first, prints(&render(&here, "elsewhere/")), "wherever coach ran");

    let moved = district(&format!("# moved\n\n{record}"));
    assert_eq!(prints(&render(&moved, PREFIX)), [(one.clone(), 6), (two.clone(), 6)]);
    let changed = district(&record.replacen("good", "fine", 1));
    let changed = prints(&render(&changed, PREFIX));
    assert_eq!(changed.len(), 2);
    assert!(changed[0].0 != *one && changed[1].0 == *one, "the first of its kind now: {changed:?}");
}

#[test]
fn fingerprints_tell_findings_apart() {
    for district in [sample::faults(), sample::hostile()] {
        let all = prints(&render(&district, PREFIX));
        let distinct: BTreeSet<&String> = all.iter().map(|(print, _)| print).collect();
        assert_eq!(distinct.len(), all.len());
    }
}

#[test]
fn the_run_is_described() {
    let district = sample::faults();
    let log = log(&district);
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "coach");
    assert_eq!(run["tool"]["driver"]["semanticVersion"], env!("CARGO_PKG_VERSION"));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"], json!([{"executionSuccessful": true}]));
    let base = &run["originalUriBaseIds"]["%SRCROOT%"];
    assert!(base["description"]["text"].as_str().is_some_and(|text| text.contains("repository")));
    assert_eq!(base.get("uri"), None, "where it lies is nobody's business");
    assert_eq!(run["properties"], json!({"records": RECORDS, "leftOut": LEFT_OUT}));
    assert_eq!(render(&district, PREFIX), render(&district, PREFIX), "the same bytes");
}

#[test]
fn settings_that_cannot_be_read_are_findings_of_a_run_that_failed() {
    let district = District::new().file("coach.toml", "version = 1\ndistrict = \n");
    let opened = DistrictFolder::open(district.path(), &check::rules());
    let found = opened.map(|_| ()).expect_err("a fault").0;
    let tally = coach::diagnostic::Tally::of(&found, 0, 0, 0);
    let text = sarif::render(&found, tally, "", &[], false).expect("JSON");
    let log: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(faults_of(&log, &schemas::sarif()), Vec::<String>::new());
    assert_eq!(log["runs"][0]["invocations"], json!([{"executionSuccessful": false}]));
    let result = &results(&log)[0];
    assert_eq!(result["ruleId"], "toml-syntax");
    assert_eq!(result.get("ruleIndex"), None, "it was not among the rules given");
    let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact, &json!({"uri": "coach.toml", "uriBaseId": "%SRCROOT%"}));
}

#[cfg(unix)]
#[test]
fn a_profile_outside_the_repository_is_named_by_its_whole_path() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let profile = elsewhere.path().join("a b.toml");
    std::fs::write(&profile, "format = \"1\"\n").expect("written");
    let settings = format!("[profiles]\nx = \"{}\"", profile.display());
    let district = District::new().settings(&settings);
    let opened = DistrictFolder::open(district.path(), &check::rules());
    let found = opened.map(|_| ()).expect_err("a fault").0;
    let tally = coach::diagnostic::Tally::of(&found, 0, 0, 0);
    let text = sarif::render(&found, tally, PREFIX, &[], false).expect("JSON");
    let log: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(faults_of(&log, &schemas::sarif()), Vec::<String>::new());
    let uri = format!("file://{}/a%20b.toml", elsewhere.path().display());
    let artifact = &results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact, &json!({ "uri": uri }));
}

/// `warnings` warnings and then `errors` errors, each with a help of `length` characters.
fn many(warnings: usize, errors: usize, length: usize) -> Vec<Diagnostic> {
    let rules = check::rules();
    let of = |level, n: usize| {
        let rule = rules.iter().find(|rule| rule.level == level).expect("a rule of the level");
        let message = format!("fault {n}");
        Diagnostic::new(rule, Place::file("records/x.yaml"), message).help("y".repeat(length))
    };
    let warnings = (0..warnings).map(|n| of(Level::Warning, n));
    warnings.chain((0..errors).map(|n| of(Level::Error, n))).collect()
}

/// Levels and text of the results, and the texts of the notifications, of a valid log of at most 10 MB.
fn held(found: &[Diagnostic]) -> (usize, usize, Vec<String>) {
    let tally = Tally::of(found, 1, 0, 0);
    let text = sarif::render(found, tally, PREFIX, &check::rules(), true).expect("JSON");
    assert!(text.len() <= 10_000_000, "{} bytes", text.len());
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let small = found.len() < 100;
    assert!(!small || faults_of(&log, &schemas::sarif()).is_empty());
    let count = |level| results(&log).iter().filter(|result| result["level"] == level).count();
    let notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].clone();
    let notes = notes.as_array().cloned().unwrap_or_default();
    let notes = notes.iter().map(|note| note["message"]["text"].as_str().expect("text").to_owned());
    (count("error"), count("warning"), notes.collect())
}

#[test]
fn a_page_takes_ten_megabytes_and_errors_come_first() {
    // A hundred bytes over 10 KB each: at most 970 have room.
    let found = many(600, 600, 10_000);
    let (errors, warnings, notes) = held(&found);
    assert_eq!(errors, 600);
    assert!((300..400).contains(&warnings), "{warnings}");
    let rest = format!("Not in this file: {} warnings more, because ", 600 - warnings);
    assert!(notes.len() == 1 && notes[0].starts_with(&rest), "{notes:?}");
    assert_eq!(held(&many(60, 30, 0)), (30, 60, vec![]));
    // One that is too large alone leaves none, and says so.
    let (errors, warnings, notes) = held(&many(0, 1, 10_000_000));
    assert_eq!((errors, warnings), (0, 0));
    assert!(notes[0].starts_with("Not in this file: 1 error more"), "{notes:?}");
}
