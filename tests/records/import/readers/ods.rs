//! OpenDocument spreadsheets, written here as the standard has them (OpenDocument 1.3, part 3, 9 and 19.385).

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Desk, note};

/// Styles of the automatic part: a hidden sheet, a yellow cell, a duration.
const STYLES: &str = r##"<office:automatic-styles>
  <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
  <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
  <number:time-style style:name="N44" number:truncate-on-overflow="false"><number:hours/></number:time-style>
  <number:time-style style:name="N40"><number:hours/></number:time-style>
  <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N44"/>
  <style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce3"/>
  <style:style style:name="ce3" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>
</office:automatic-styles>"##;

/// A spreadsheet with these tables.
pub(super) fn book(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">{STYLES}<office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
    {
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(text.as_bytes()).unwrap();
    }
    made.finish().unwrap().into_inner()
}

/// A cell with a text.
pub(super) fn text(text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

/// A cell of another type.
pub(super) fn cell(kind: &str, key: &str, value: &str, style: &str) -> String {
    format!(
        "<table:table-cell table:style-name=\"{style}\" office:value-type=\"{kind}\" \
         office:{key}=\"{value}\"><text:p>shown</text:p></table:table-cell>"
    )
}

pub(super) fn row(attributes: &str, cells: &[&str]) -> String {
    format!("<table:table-row {attributes}>{}</table:table-row>", cells.concat())
}

pub(super) fn table(name: &str, style: &str, rows: &[String]) -> String {
    format!(
        "<table:table table:name=\"{name}\" table:style-name=\"{style}\">\n{}\n</table:table>",
        rows.concat()
    )
}

#[test]
fn days_times_and_durations_are_what_they_are() {
    let head = row("", &[&text("Date"), &text("Min"), &text("Notes")]);
    let rows = [
        head,
        row(
            "",
            &[
                &cell("date", "date-value", "2025-10-01", ""),
                &cell("time", "time-value", "PT00H45M00S", ""),
                "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p>\
             </office:annotation><text:p>One<text:s text:c=\"2\"/>&amp; two</text:p><text:p>Three</text:p></table:table-cell>",
            ],
        ),
        row(
            "",
            &[
                &cell("date", "date-value", "2025-10-02T09:30:00", ""),
                &cell("time", "time-value", "PT01H30M00S", "ce1"),
            ],
        ),
        // Two rows that are the same, after ten that are empty; the day is text.
        row(
            "table:number-rows-repeated=\"10\"",
            &["<table:table-cell table:number-columns-repeated=\"1024\"/>"],
        ),
        row(
            "table:number-rows-repeated=\"2\"",
            &[&text("10/3/2025"), &cell("float", "value", "20", "")],
        ),
        row(
            "table:number-rows-repeated=\"1048562\"",
            &["<table:table-cell table:number-columns-repeated=\"16384\"/>"],
        ),
    ];
    let desk = Desk::new();
    let run = desk.import("log.ods", &book(&table("Log", "ta1", &rows)), "");
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = [
        ("2025-10-01", 45, "One  & two\nThree"),
        ("2025-10-02", 90, ""),
        ("2025-10-03", 20, ""),
        ("2025-10-03", 20, ""),
    ];
    let expected =
        expected.map(|(day, minutes, notes)| (day.to_owned(), minutes, notes.to_owned()));
    assert_eq!(desk.sessions(), expected);
}

#[test]
fn what_is_not_shown_comes_in_and_is_said() {
    let columns = "<table:table-column table:number-columns-repeated=\"2\" table:default-cell-style-name=\"ce1\"/>\
                   <table:table-column table:visibility=\"collapse\"/>\
                   <table:table-column table:number-columns-repeated=\"16381\" table:visibility=\"collapse\"/>";
    let head = row("", &[&text("Date"), &text("Min"), &text("Notes")]);
    let rows = |day: &str| {
        [
            columns.to_owned(),
            head.clone(),
            row(
                "table:visibility=\"filter\"",
                &[&cell("date", "date-value", day, ""), &cell("float", "value", "20", "ce2")],
            ),
        ]
    };
    let both = table("Log", "ta1", &rows("2025-10-01")) + &table("Old", "ta2", &rows("2025-10-02"));
    let desk = Desk::new();
    let run = desk.import("log.ods", &book(&both), "");
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
    for said in [
        "1 hidden sheet is read like the others: Old",
        "2 hidden columns are read like the others: Log!C and Old!C",
        "2 hidden rows are read like the others: Log!2 and Old!2",
        "2 cells have a color, and no color is read; the first is Log!B2",
    ] {
        note(&run, said);
    }
}

/// A head over several columns is the head of each.
#[test]
fn merged_cells_head_all_their_columns() {
    let span = "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\" \
                office:value-type=\"string\"><text:p>Visit</text:p></table:table-cell><table:covered-table-cell/>";
    let rows = [
        row("", &[span, &text("Log")]),
        row("", &[&text("Date"), &text("Min"), &text("Notes")]),
        row("", &[&text("10/1/2025"), &cell("float", "value", "20", ""), &text("x")]),
    ];
    let desk = Desk::new();
    let bytes = book(&table("Log", "ta1", &rows));
    let map = "header = [1, 2]\n";
    let run = desk.import("log.ods", &bytes, map);
    assert_eq!((run.code, desk.sessions().len()), (0, 1), "{}", run.err);
    // The joined heads name the columns as well.
    let desk = Desk::new();
    let map = super::MAP.replace("\"Date\"", "\"Visit Date\"").replace("\"Min\"", "\"Visit Min\"");
    std::fs::write(desk.district.path().join("log.ods"), &bytes).unwrap();
    std::fs::write(desk.district.path().join("map.toml"), format!("header = [1, 2]\n{map}"))
        .unwrap();
    let (file, map) = (desk.district.path().join("log.ods"), desk.district.path().join("map.toml"));
    let run = desk.district.coach(&["import", super::path(&file), "--map", super::path(&map)]);
    assert_eq!((run.code, desk.sessions().len()), (0, 1), "{}", run.err);
}

/// A file that ends in the middle of a table would keep a careless reader busy forever.
#[test]
fn files_that_are_cut_off_are_refused() {
    let whole = "<table:table table:name=\"Log\"><table:table-row><table:table-cell>";
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", whole)]
    {
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(text.as_bytes()).unwrap();
    }
    let run = Desk::new().import("log.ods", &made.finish().unwrap().into_inner(), "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("it is damaged"), "{}", run.err);
}

/// A row that is said to be there a million times takes no more room than there is.
#[test]
fn rows_that_are_told_often_are_bounded() {
    let wide = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let rows = [
        row("", &[&text("Date"), &text("Min"), &text("Notes")]),
        row("table:number-rows-repeated=\"1048575\"", &[wide]),
    ];
    let run = Desk::new().import("log.ods", &book(&table("Log", "ta1", &rows)), "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("its cells take more than 1 GiB of memory"), "{}", run.err);
}
