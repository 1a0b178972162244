//! The three forms of a table say the same, and Parquet can be read by its own reader.

use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value as Json;

use super::{Row, rows};
use crate::harness::{District, Pair, coach_in};

fn of_jsonl(folder: &Path, table: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(folder.join(format!("{table}.jsonl"))).expect("a table");
    let row = |line: &str| -> Row {
        let row: serde_json::Map<String, Json> = serde_json::from_str(line).expect("JSON");
        let cell = |(name, value): (String, Json)| match value {
            Json::Null => (name, String::new()),
            Json::String(text) => (name, text),
            other => (name, other.to_string()),
        };
        row.into_iter().map(cell).collect()
    };
    text.lines().map(row).collect()
}

fn of_parquet(folder: &Path, table: &str) -> Vec<Row> {
    let file = File::open(folder.join(format!("{table}.parquet"))).expect("a table");
    let reader = SerializedFileReader::new(file).expect("Parquet");
    let row = |row: parquet::record::Row| -> Row {
        let cell = |(name, field): (&String, &Field)| {
            let text = match field {
                Field::Null => String::new(),
                Field::Str(text) => text.clone(),
                Field::Long(number) => number.to_string(),
                Field::Double(number) => number.to_string(),
                Field::Bool(truth) => truth.to_string(),
                Field::Date(days) => {
                    let days = chrono::Days::new(u64::try_from(*days).expect("after 1970"));
                    (chrono::NaiveDate::default() + days).to_string()
                }
                other => panic!("{name} holds {other:?}"),
            };
            (name.clone(), text)
        };
        row.get_column_iter().map(cell).collect()
    };
    let all = reader.get_row_iter(None).expect("rows");
    all.map(|found| row(found.expect("a row"))).collect()
}

#[test]
fn every_form_says_the_same() {
    let riverbend = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let folder = tempfile::tempdir().expect("a folder");
    for form in ["csv", "jsonl", "parquet"] {
        let to = folder.path().join(form);
        let to = to.to_str().expect("a path");
        let run = coach_in(&riverbend, &[], &["export", "--to", form, to]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let text = std::fs::read_to_string(folder.path().join("csv/datapackage.json")).expect("text");
    let package: Json = serde_json::from_str(&text).expect("JSON");
    let tables = package["resources"].as_array().expect("tables");
    assert_eq!(tables.len(), 22);
    let mut found = 0;
    for table in tables {
        let name = table["name"].as_str().expect("a name");
        let csv = rows(&folder.path().join("csv"), name);
        let jsonl = of_jsonl(&folder.path().join("jsonl"), name);
        let parquet = of_parquet(&folder.path().join("parquet"), name);
        assert_eq!([csv.len(), csv.len()], [jsonl.len(), parquet.len()], "{name}");
        for ((csv, jsonl), parquet) in csv.iter().zip(&jsonl).zip(&parquet) {
            assert_eq!(csv, jsonl, "{name}");
            assert_eq!(csv, parquet, "{name}");
        }
        let fields = table["schema"]["fields"].as_array().expect("fields");
        let names = fields.iter().map(|field| field["name"].as_str().expect("a name"));
        if let Some(row) = csv.first() {
            let known: std::collections::BTreeSet<&str> = row.keys().map(String::as_str).collect();
            assert_eq!(known, names.collect(), "{name}");
        }
        found += csv.len();
    }
    assert!(found > 5_000, "{found}");
}

#[test]
fn every_form_holds_the_words_as_they_are() {
    let words = [
        "::error::x",
        "##[group]a",
        "a\u{200d}b\u{200c}c",
        "one\ntwo\n\nthree",
        "a\tb",
        "say \"hi\", x",
        "=1+1",
        "\t=1",
        "'quoted'",
        "'=1",
        "-",
        "x\u{fffe}x",
    ];
    let pair = words.iter().zip(1..).fold(Pair::new(), |pair, (words, day)| {
        let about = serde_json::to_string(words).expect("JSON");
        // The reader of YAML takes this sign only as an escape.
        let about = about.replace('\u{fffe}', "\\ufffe");
        pair.record(
            "contact",
            "date",
            &format!("2025-09-{day:02}"),
            &format!("method: email\nabout: {about}"),
        )
    });
    let district = District::new().pair(&pair);
    for form in ["csv", "jsonl", "parquet"] {
        let run = district.coach(&["export", "--to", form, "--with-prose", form]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let at = |form: &str| district.path().join(form);
    // In CSV, taking the first apostrophe away gives the text.
    let of_csv = |row: Row| row["about"].strip_prefix('\'').unwrap_or(&row["about"]).to_owned();
    let csv: Vec<String> = rows(&at("csv"), "contacts").into_iter().map(of_csv).collect();
    assert_eq!(csv, words);
    for rows in [of_jsonl(&at("jsonl"), "contacts"), of_parquet(&at("parquet"), "contacts")] {
        let said: Vec<&str> = rows.iter().map(|row| &*row["about"]).collect();
        assert_eq!(said, words);
    }
}
