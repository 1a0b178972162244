//! The forms of a combined report: all say the same, and nobody's id of one district is mixed with that of
//! another.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value as Json, json as value};

use super::{Files, district, two, two_reports};
use crate::harness::Pair;

/// By hand: in Alder, all thirteen items are in place. In Boone, the session lists one item at the
/// beginning; nothing was agreed and nothing else is there, so 1 of 13.
#[test]
fn the_first_screen_answers() {
    let files = two_reports();
    let run = files.combined(&["a.json", "b.json"], &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], "2 districts · internal, not for publication");
    assert!(lines[1].ends_with("2 pairs, 2 coaches, 2 schools"), "{}", run.out);
    assert!(lines[3].starts_with("53.8 % of items are in place (14 of 26)."), "{}", run.out);
    let row = |name: &str| -> Vec<&str> {
        let line = lines.iter().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].split_whitespace().collect()
    };
    assert_eq!(row("Alder R-I")[..5], ["13", "of", "13", "100.0", "%"]);
    assert_eq!(row("Boone R-II")[..5], ["1", "of", "13", "7.6", "%"]);
    assert_eq!(row("All districts")[..5], ["14", "of", "26", "53.8", "%"]);
    assert!(lines.len() <= 40, "{}", run.out);
    assert!(lines.iter().all(|line| line.chars().count() <= 100), "{}", run.out);
    let markdown = files.combined(&["a.json", "b.json"], &["--format", "markdown"]).out;
    assert!(markdown.contains("| All districts | 14 of 26 (53.8 %) |"), "{markdown}");
}

/// The same ids in both districts are four people and two schools.
#[test]
fn equal_ids_of_two_districts_are_never_one() {
    let files = two_reports();
    let report = files.combined(&["a.json", "b.json"], &["--format", "json"]).json();
    let period = &report["periods"][0];
    let total = |address: &str| {
        let figures = period["figures"].as_array().unwrap();
        figures.iter().find(|figure| figure["address"] == address).unwrap()["total"].clone()
    };
    for address in ["educators", "coaches", "schools", "relationships"] {
        assert_eq!(total(address), value!({"count": 2}), "{address}");
    }
    let own = period["own"].as_array().unwrap();
    let reach: Vec<&Json> =
        own.iter().filter(|figure| figure["address"] == "school=s-0 reach").collect();
    let alder = value!({"district": "Alder R-I", "address": "school=s-0 reach", "k": 1, "n": 20});
    let boone = value!({"district": "Boone R-II", "address": "school=s-0 reach", "k": 1, "n": 20});
    assert_eq!(reach, [&alder, &boone]);
}

/// The school year to date, and the same days by name.
#[test]
fn it_is_one_time_however_it_was_asked_for() {
    let files = Files::new();
    let [alder, boone] = two();
    files.report("a.json", &alder, &[]).report("b.json", &boone, &[]);
    files.report("a-named.json", &alder, &["--period", "2025-26"]);
    files.report("b-named.json", &boone, &["--period", "2025-26"]);
    let form = |names: &[&str], form: &str| {
        let run = files.combined(names, &["--format", form]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{names:?}");
        run.out
    };
    for format in ["json", "figures", "csv", "text"] {
        assert_eq!(form(&["a.json", "b-named.json"], format), form(&["a.json", "b.json"], format));
        assert_eq!(
            form(&["a-named.json", "b.json"], format),
            form(&["a-named.json", "b-named.json"], format)
        );
    }
}

#[test]
fn reports_of_two_versions_are_said_to_be_made_differently() {
    let files = two_reports();
    let text = fs::read_to_string(files.path().join("b.json")).unwrap();
    let mut report: Json = serde_json::from_str(&text).unwrap();
    report["tool"]["version"] = value!("9.9.9");
    files.file("b.json", report.to_string());
    let out = files.combined(&["a.json", "b.json"], &[]).out;
    assert!(out.contains("Made differently") && !out.contains("Unlike"), "{out}");
}

#[test]
fn every_format_says_the_same() {
    let files = two_reports();
    let formats = ["--format", "json", "-o", "all.json", "--format", "figures", "-o", "all.csv"];
    let wide = ["--format", "csv", "-o", "wide.csv", "--format", "text"];
    let run = files.combined(&["a.json", "b.json"], &[&formats[..], &wide].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let text = |name: &str| fs::read_to_string(files.path().join(name)).unwrap();
    let report: Json = serde_json::from_str(&text("all.json")).unwrap();
    let schema = include_str!("../../../.github/schemas/combined.schema.json");
    let schema: Json = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&report).map(|f| f.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");

    let named = |known: &Json| known.as_object().map(|value| value.len());
    let period = &report["periods"][0];
    let mut numbers = BTreeSet::new();
    for figure in period["figures"].as_array().unwrap() {
        let address = figure["address"].as_str().unwrap().to_owned();
        let total = &figure["total"];
        numbers.insert(("all districts".to_owned(), address.clone(), cells(total)));
        for (at, value) in figure["districts"].as_array().unwrap().iter().enumerate() {
            let district = report["districts"][at]["district"].as_str().unwrap().to_owned();
            if named(value).is_some() {
                numbers.insert((district, address.clone(), cells(value)));
            }
        }
    }
    for own in period["own"].as_array().unwrap() {
        let [district, address] = ["district", "address"].map(|key| own[key].as_str().unwrap());
        numbers.insert((district.to_owned(), address.to_owned(), cells(own)));
    }
    let table = text("all.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let listed: BTreeSet<_> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cells = [12, 13, 14].map(|at| row[at].to_owned());
            (row[3].to_owned(), row[10].to_owned(), cells)
        })
        .collect();
    assert_eq!(listed, numbers);

    let table = text("wide.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let column = |title: &str| titles.iter().position(|known| known == title).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |district: &str, row: &str, title: &str| {
        let is_it = |of: &&csv::StringRecord| {
            &of[3] == district && &of[column("row")] == row && of[column("item")].is_empty()
        };
        rows.iter().find(is_it).unwrap()[column(title)].to_owned()
    };
    for (district, k, n) in [("Alder R-I", "13", "13"), ("all districts", "14", "26")] {
        assert_eq!(cell(district, "all functions", "in_place"), k);
        assert_eq!(cell(district, "all functions", "applicable"), n);
    }
    // Three districts of rows: each function, each item, and all functions; each for both and for all.
    assert_eq!(rows.len(), 3 * (1 + 4 + 13));
}

/// Count, k and n as cells.
fn cells(value: &Json) -> [String; 3] {
    ["count", "k", "n"].map(|key| value[key].as_u64().map_or_else(String::new, |n| n.to_string()))
}

#[test]
fn standard_input_is_a_report_too() {
    let files = two_reports();
    let first = files.path().join("a.json");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(["report", "--combine", "-", "b.json", "--format", "json"])
        .current_dir(files.path())
        .stdin(fs::File::open(first).unwrap())
        .output()
        .unwrap();
    let both = files.combined(&["a.json", "b.json"], &["--format", "json"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), both.out);
}

/// Names of districts are text and nothing else, wherever they go.
#[test]
fn a_name_steers_nothing() {
    let files = Files::new();
    let pair = Pair::of("c-01", "t-101", "s-0").session("2025-09-03", "");
    let hostile = district("=1+1 | <b> ::error ::x", [&pair]);
    files.report("a.json", &hostile, &[]).report("b.json", &district("Boone R-II", [&pair]), &[]);
    let form = |format: &str| files.combined(&["a.json", "b.json"], &["--format", format]).out;
    for format in ["text", "markdown", "json", "csv", "figures"] {
        assert!(!form(format).contains("::error ::"), "{format}");
    }
    assert!(form("figures").contains(",'=1+1"), "a spreadsheet takes it for text");
    assert!(!form("markdown").contains("<b>"));
}
