//! The workbook as other programs read it: its numbers and formulas, its parts, and the same bytes each time.

mod in_office;
mod steered;

use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx};
use zip::ZipArchive;

use crate::harness::{District, Pair};

/// Two pairs at two schools. Each has thirteen items. Of the first, an observer saw one of two in place, and
/// nothing else is; of the second, an observer saw two of two.
fn district() -> District {
    District::new().pairs([
        &Pair::new().checklist(
            "2025-10-01",
            "observer o-1",
            "rationale: in-place, listens: partial",
        ),
        &Pair::of("c-02", "t-102", "prairie")
            .checklist("2025-10-01", "observer o-1", "rationale: in-place, listens: in-place")
            .asked("2026-05-20"),
    ])
}

/// The sheets of a report by school in which someone waits.
const NAMES: [&str; 10] = [
    "Summary",
    "Functions",
    "Schools",
    "Needs",
    "Items",
    "Items by school",
    "Answers",
    "Dosage",
    "Figures",
    "Words",
];

/// The bytes of the report of `district` as a workbook.
#[track_caller]
fn made(district: &District, more: &[&str]) -> Vec<u8> {
    let line = [&["report", "--format", "xlsx", "-o", "report.xlsx"], more].concat();
    let run = district.coach(&line);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    fs::read(district.path().join("report.xlsx")).expect("a workbook")
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// Each part of a workbook that is XML: its name and text.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let part = |at| {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        (part.name().expect("a name").into_owned(), text)
    };
    (0..count).map(part).collect()
}

/// The row that begins with `name`, its cells by the titles above them.
#[track_caller]
fn row(sheet: &Range<Data>, name: &str) -> Vec<(String, Data)> {
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let found = rows.iter().find(|row| row[0] == *name);
    let found = found.unwrap_or_else(|| panic!("no row {name} in {rows:#?}"));
    rows[2].iter().map(ToString::to_string).zip(found.iter().cloned()).collect()
}

#[track_caller]
fn cell(row: &[(String, Data)], title: &str) -> Data {
    let found = row.iter().find(|(other, _)| other == title);
    found.unwrap_or_else(|| panic!("no {title} in {row:#?}")).1.clone()
}

#[test]
fn a_share_is_two_numbers_and_a_percent_that_is_cut() {
    let bytes = made(&district(), &[]);
    let mut book = opened(&bytes);
    assert_eq!(book.sheet_names(), NAMES);
    let schools = book.worksheet_range("Schools").expect("a sheet");
    // 1 of 13 is 7.69 %, 2 of 13 is 15.38 %, 3 of 26 is 11.53 %: cut to 7.6, 15.3 and 11.5.
    for (name, k, n, percent) in
        [("Lincoln", 1., 13., 0.076), ("Prairie", 2., 13., 0.153), ("Testville", 3., 26., 0.115)]
    {
        let row = row(&schools, name);
        let found = ["in place", "in place, of", "in place, percent"].map(|of| cell(&row, of));
        assert_eq!(found, [k, n, percent].map(Data::Float), "{name}");
    }
    // Nobody answered at Prairie, where nothing was agreed: no answer fell due, so there is no percent.
    let answers = book.worksheet_range("Answers").expect("a sheet");
    let prairie = row(&answers, "Prairie");
    let found = ["in time", "in time, of"].map(|of| cell(&prairie, of));
    assert_eq!(found, [0., 0.].map(Data::Float));
    assert_eq!(cell(&prairie, "in time, percent").to_string(), "");
    let formulas = book.worksheet_formula("Schools").expect("formulas");
    let first = formulas.rows().flatten().find(|formula| !formula.is_empty());
    assert_eq!(first.map(String::as_str), Some("IF(D4=0,\"\",INT(1000*C4/D4)/1000)"));
    // Below an empty row, the pairs of both schools are the sum of the rows that are shown.
    assert!(schools.rows().nth(5).expect("a row").iter().all(|cell| cell.to_string().is_empty()));
    assert_eq!(formulas.get_value((6, 1)).map(String::as_str), Some("SUBTOTAL(109,B4:B5)"));
    assert_eq!(cell(&row(&schools, "Testville"), "pairs"), Data::Float(2.));
}

#[test]
fn the_first_sheet_says_what_the_first_screen_says_and_what_it_was_made_with() {
    let district = district();
    let bytes = made(&district, &[]);
    let summary = opened(&bytes).worksheet_range("Summary").expect("a sheet");
    let cells: Vec<String> = summary.rows().flatten().map(ToString::to_string).collect();
    // Three of the four items that an observer saw are in place, and nothing is documented.
    for said in [
        "11.5 % of items are in place (3 of 26).",
        "Where an observer looked, 75.0 % (3 of 4); the other 0 rest on records that the pairs keep.",
        &format!("coach {}", env!("CARGO_PKG_VERSION")),
        "internal, not for publication",
        "5 records, 0 left out",
        "none known",
    ] {
        assert!(cells.iter().any(|cell| cell == said), "{said} is not in {cells:#?}");
    }
    let date = summary.rows().find(|row| row[0] == *"As of").map(|row| row[1].clone());
    assert!(matches!(date, Some(Data::DateTime(_))), "{date:?}");
    let json = district.coach(&["report", "--format", "json"]).json();
    let profile = &json["periods"][0]["profiles"][0]["hash"];
    for digest in [&json["records_sha256"], profile] {
        assert!(cells.iter().any(|cell| *digest == **cell), "{digest}");
    }
}

#[test]
fn every_figure_is_there_with_its_address() {
    let district = district();
    let bytes = made(&district, &["--by", "relationship"]);
    let mut book = opened(&bytes);
    assert_eq!(book.sheet_names()[2], "Pairs");
    let sheet = book.worksheet_range("Figures").expect("a sheet");
    let json = district.coach(&["report", "--by", "relationship", "--format", "json"]).json();
    let figures = json["periods"][0]["figures"].as_array().expect("figures");
    assert_eq!(sheet.rows().count(), figures.len() + 3);
    let titles = sheet.rows().nth(2).expect("titles").to_vec();
    let at_title = |title: &str| titles.iter().position(|of| *of == *title).expect(title);
    for (row, figure) in sheet.rows().skip(3).zip(figures) {
        assert_eq!(figure["address"], row[at_title("Address")].to_string());
        for key in ["count", "k", "n"] {
            let at = at_title(key);
            match figure.get(key).and_then(serde_json::Value::as_f64) {
                Some(number) => assert_eq!(row[at], Data::Float(number), "{figure}"),
                None => assert_eq!(row[at].to_string(), "", "{figure}"),
            }
        }
    }
}

#[test]
fn several_periods_and_profiles_are_told_apart_by_columns() {
    let bytes = made(&district(), &["--period", "fall", "--period", "spring"]);
    let sheet = opened(&bytes).worksheet_range("Schools").expect("a sheet");
    let header: Vec<String> =
        sheet.rows().nth(2).expect("titles").iter().map(|c| c.to_string()).collect();
    assert_eq!(header[..3], ["Period", "School", "pairs"]);
    let names: Vec<[String; 2]> =
        sheet.rows().skip(3).map(|row| [row[0].to_string(), row[1].to_string()]).collect();
    let expected = [
        ["fall of 2025-26", "Lincoln"],
        ["fall of 2025-26", "Prairie"],
        ["spring of 2025-26", "Lincoln"],
        ["spring of 2025-26", "Prairie"],
        // Below what is filtered.
        ["", ""],
        ["fall of 2025-26", "Testville"],
        ["spring of 2025-26", "Testville"],
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_same_records_make_the_same_bytes_and_a_pipe_gets_them() {
    let district = district();
    let first = made(&district, &[]);
    std::thread::sleep(std::time::Duration::from_millis(1100)); // past a second of any clock
    assert!(first == made(&district, &[]), "two runs differ");
    let piped = Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(["report", "--format", "xlsx"])
        .env_clear()
        .envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)))
        .current_dir(district.path())
        .output()
        .expect("the program starts");
    assert!(first == piped.stdout, "a pipe gets other bytes");
    let core = parts(&first).into_iter().find(|(name, _)| name == "docProps/core.xml");
    let (_, core) = core.expect("what the document says of itself");
    assert!(core.contains("2026-05-29T00:00:00Z"), "its day is the as-of day: {core}");
}
