//! LibreOffice opens the workbook, reckons its formulas itself, and prints it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{district, made};
use crate::not_tested::not_tested;

/// Converts `file` in `folder`, with a profile of its own so that no other run is in the way. `None` where there is
/// no LibreOffice.
fn converted(folder: &Path, file: &str, to: &str) -> Option<()> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&*profile, "--headless", "--convert-to", to, file])
        .current_dir(folder)
        .output();
    match run {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        run => {
            let run = run.expect("LibreOffice starts");
            assert!(run.status.success(), "{run:?}");
            Some(())
        }
    }
}

/// The workbook without what its formulas are said to give.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        let mut pieces = text.split("</f><v>");
        let mut kept = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (_, rest) = piece.split_once("</v>").expect("the end of a result");
            kept += "</f>";
            kept += rest;
        }
        made.start_file(name, SimpleFileOptions::default()).expect("a part");
        made.write_all(kept.as_bytes()).expect("its text");
    }
    made.finish().expect("an archive").into_inner()
}

#[test]
fn what_it_reckons_is_k_of_n_cut_to_one_decimal() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = without_results(&made(&district(), &["--by", "school"]));
    fs::write(folder.path().join("report.xlsx"), bytes).expect("a file");
    // All sheets, with commas, in UTF-8, and numbers as they are and not as they are shown.
    let form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    let Some(()) = converted(folder.path(), "report.xlsx", form) else {
        return not_tested("there is no soffice (LibreOffice) here");
    };
    let mut seen = BTreeMap::new();
    for name in ["Functions", "Schools", "Items", "Answers", "Figures"] {
        let file = folder.path().join(format!("report-{name}.csv"));
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut table = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let rows: Vec<_> = table.records().map(|row| row.expect("a row")).collect();
        let is_percent = |at: &usize| rows[2][*at].ends_with("percent");
        for at in (0..rows[2].len()).filter(is_percent) {
            for row in rows.iter().skip(3).filter(|row| !row[at - 1].is_empty()) {
                let [k, n]: [u64; 2] = [at - 2, at - 1].map(|at| row[at].parse().expect("a count"));
                // In tenths of a percent, cut: whole numbers, so that nothing is rounded.
                let expected = (n > 0).then(|| k * 1000 / n);
                // A percent is written with all of its digits, so one that was not cut would have more.
                let found = row[at].strip_suffix('%').map(|percent| percent.parse::<f64>());
                let found = found.map(|percent| percent.expect("a number") * 10.0);
                assert_eq!(found, expected.map(|tenths| tenths as f64), "{name}: {row:?}");
                *seen.entry(name).or_insert(0) += 1;
            }
        }
    }
    assert!(seen.len() == 5 && seen.values().sum::<i32>() > 100, "{seen:?}");
}

#[test]
fn it_prints_as_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("report.xlsx"), made(&district(), &[])).expect("a file");
    let Some(()) = converted(folder.path(), "report.xlsx", "pdf") else {
        return not_tested("there is no soffice (LibreOffice) here");
    };
    let pdf = folder.path().join("report.pdf");
    assert!(fs::read(&pdf).expect("a PDF").starts_with(b"%PDF-"));
    let text = match Command::new("pdftotext")
        .args(["-layout", "report.pdf", "-"])
        .current_dir(folder.path())
        .output()
    {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return not_tested("there is no pdftotext (poppler) here");
        }
        run => String::from_utf8(run.expect("pdftotext runs").stdout).expect("UTF-8"),
    };
    let pages: Vec<&str> = text.split('\u{c}').collect();
    assert!(pages[0].contains("11.5 % of items are in place (3 of 26)."), "{}", pages[0]);
    let of = |sheet: &str| {
        let title = format!("Testville · {sheet}");
        let pages = pages.iter().filter(|page| page.contains(&title));
        pages.copied().collect::<Vec<&str>>()
    };
    let [schools] = of("Schools")[..] else { panic!("one page of schools: {text}") };
    assert!(schools.contains("Lincoln") && schools.contains("15.3%"), "{schools}");
    assert!(schools.contains("internal, not for publication"), "{schools}");
    // Every number would be many pages: the sheet says what it is, and no more.
    let [figures] = of("Figures")[..] else { panic!("one page of figures: {text}") };
    assert!(
        figures.contains("the rows are not printed") && !figures.contains("Address"),
        "{figures}"
    );
}
