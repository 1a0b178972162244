//! Workbooks of Excel.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use rust_xlsxwriter::{Color, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Desk, note};

/// A sheet with two sessions, below a head in row 1.
fn sheet(name: &str) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).unwrap();
    for (column, head) in ["Date", "Min", "Notes"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), head).unwrap();
    }
    for (row, (day, minutes)) in [("10/1/2025", 30), ("10/2/2025", 45)].into_iter().enumerate() {
        let row = u32::try_from(row).unwrap() + 1;
        sheet.write(row, 0, day).unwrap();
        sheet.write(row, 1, minutes).unwrap();
        sheet.write(row, 2, format!("From {name}")).unwrap();
    }
    sheet
}

fn book(sheets: Vec<Worksheet>) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().unwrap()
}

/// The zip `bytes` with what `change` makes of its parts; a part without content is left out.
pub(super) fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        let text = change(&name, text);
        if !text.is_empty() {
            made.start_file(name, SimpleFileOptions::default()).unwrap();
            made.write_all(text.as_bytes()).unwrap();
        }
    }
    made.finish().unwrap().into_inner()
}

/// A zip with these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        made.start_file(*name, SimpleFileOptions::default()).unwrap();
        made.write_all(bytes).unwrap();
    }
    made.finish().unwrap().into_inner()
}

#[test]
fn what_is_not_shown_comes_in_and_is_said() {
    let mut first = sheet("October");
    let green = Format::new().set_background_color(Color::Green);
    let white = Format::new().set_background_color(Color::White);
    first.set_row_hidden(1).unwrap();
    first.set_column_hidden(2).unwrap();
    // Nothing is in the columns to the right of the notes.
    first.set_column_range_hidden(4, 16_383).unwrap();
    first.write_with_format(0, 0, "Date", &green).unwrap();
    first.write_with_format(2, 1, 45, &green).unwrap();
    first.write_with_format(2, 2, "x", &white).unwrap();
    let mut second = sheet("Lists");
    second.set_hidden(true);
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &book(vec![first, second]), "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(desk.sessions().len(), 4);
    for said in [
        "1 hidden sheet is read like the others: Lists",
        "1 hidden column is read like the others: October!C",
        "1 hidden row is read like the others: October!2",
        "1 cell has a color, and no color is read; the first is October!B3",
    ] {
        note(&run, said);
    }
}

/// Rows that a filter leaves out are hidden by it; of many places only the first are named, and sheets that the map
/// does not read are not spoken of.
#[test]
fn rows_behind_a_filter_are_hidden_rows() {
    let mut log = sheet("Log");
    for row in 3..17 {
        log.write(row, 0, format!("11/{row}/2025")).unwrap();
        log.write(row, 1, 20).unwrap();
        log.set_row_hidden(row).unwrap();
    }
    log.autofilter(0, 0, 16, 2).unwrap();
    let mut other = sheet("Other");
    other.set_row_hidden(1).unwrap();
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &book(vec![log, other]), "sheets = \"Log\"\n");
    assert_eq!(run.code, 0, "{}", run.err);
    let line = note(&run, "14 hidden rows are read like the others: Log!4, Log!5");
    assert!(line.ends_with(", Log!13 and 4 more"), "{line}");
    assert!(!run.err.contains("Other"), "{}", run.err);
}

/// A fault in a row that nobody sees says so.
#[test]
fn a_cell_in_a_hidden_row_is_named_as_hidden() {
    let mut log = sheet("Log");
    log.write(2, 0, "no day").unwrap();
    log.set_row_hidden(2).unwrap();
    let run = Desk::new().import("log.xlsx", &book(vec![log]), "");
    assert_eq!(run.code, 1, "{}", run.err);
    note(&run, "log.xlsx!Log!A3 (hidden)");
}

/// A program that makes workbooks does not compute them.
#[test]
fn a_formula_without_a_result_is_a_fault() {
    let mut log = sheet("Log");
    log.write_formula(1, 1, Formula::new("=20+10").set_result("30")).unwrap();
    log.write_formula(2, 1, Formula::new("=20+25").set_result("45")).unwrap();
    log.write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let not_stored = |text: String| {
        text.replace("<v>45</v>", "").replace(" t=\"str\"><f>1/0", " t=\"e\"><f>1/0")
    };
    let bytes = changed(&book(vec![log]), |_, text| not_stored(text));
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &bytes, "");
    assert_eq!(run.code, 1, "{}", run.err);
    note(&run, "error: Min: was not computed");
    note(&run, "log.xlsx!Log!B3 `a formula without a result`");
    // What may name someone is not shown.
    note(&run, "log.xlsx!Log!C2");
    assert!(!run.err.contains("!B2"), "{}", run.err);
    // Programs that write as they go do not say where a cell is.
    let run = Desk::new().import("log.xlsx", &changed(&bytes, |_, text| without_places(&text)), "");
    note(&run, "log.xlsx!Log!B3 `a formula without a result`");
    let desk = Desk::new();
    let run =
        desk.import("log.xlsx", &bytes, "empty = [\"#DIV/0!\", \"a formula without a result\"]\n");
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
}

/// `text`, of a sheet, with cells that do not say where they are.
fn without_places(text: &str) -> String {
    let mut cells = text.split("<c r=\"");
    let head = cells.next().unwrap_or_default().to_owned();
    cells.fold(head, |made, cell| format!("{made}<c{}", cell.split_once('"').unwrap().1))
}

/// Cells have colors and rows are hidden in old workbooks as well.
#[test]
fn old_workbooks_tell_what_is_not_shown() {
    let source = "tests/import/sources/xls-monthly-time-log/Reading coach time log 25-26.xls";
    let bytes = std::fs::read(source).unwrap();
    let mut streams = cfb::CompoundFile::open(Cursor::new(bytes)).unwrap();
    let mut stream = streams.open_stream("/Workbook").unwrap();
    let mut records = Vec::new();
    stream.read_to_end(&mut records).unwrap();
    // Row 6 of the first sheet: the flags of its record stand at 12, and 0x20 says that it is hidden.
    let (mut at, mut flags) = (0, None);
    while let (None, Some(head)) = (flags, records.get(at..at + 4)) {
        let (kind, length) =
            (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]]));
        let is_it = kind == 0x0208 && records[at + 4..at + 6] == [5, 0];
        flags = is_it.then_some(at + 4 + 12);
        at += 4 + usize::from(length);
    }
    let flags = flags.unwrap();
    stream.seek(SeekFrom::Start(flags as u64)).unwrap();
    stream.write_all(&[records[flags] | 0x20]).unwrap();
    stream.flush().unwrap();
    drop(stream);
    let mut trial = super::super::Trial::of("xls-monthly-time-log");
    let before = trial.import(&trial.file.clone(), &["-n"]);
    assert!(!before.err.contains("hidden row"), "{}", before.err);
    trial.file = trial.district.path().join("log.xls");
    std::fs::write(&trial.file, streams.into_inner().into_inner()).unwrap();
    let run = trial.import(&trial.file.clone(), &["-n"]);
    note(&run, "1 hidden row is read like the others: Sep 25!6");
}

#[test]
fn charts_and_empty_sheets_are_passed_over() {
    let mut empty = Worksheet::new();
    empty.set_name("Empty").unwrap();
    let mut made = Workbook::new();
    made.push_worksheet(sheet("Log"));
    made.push_worksheet(empty);
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Bar);
    chart.add_series().set_values("Log!$B$2:$B$3");
    let mut charts = Worksheet::new_chartsheet();
    charts.set_name("Graph").unwrap();
    charts.insert_chart(0, 0, &chart).unwrap();
    made.push_worksheet(charts);
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &made.save_to_buffer().unwrap(), "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(desk.sessions().len(), 2);
    note(&run, "passed over: `Graph`");
}

/// Every file that is none of the forms is refused with what it is and what to do; nothing is written.
#[test]
fn files_that_are_no_workbook_are_refused() {
    let good = book(vec![sheet("Log")]);
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/EncryptedPackage").unwrap().write_all(b"secret").unwrap();
    let encrypted = compound.into_inner().into_inner();
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/WordDocument").unwrap().write_all(b"text").unwrap();
    let word = compound.into_inner().into_inner();
    let one_roster = zip(&[("manifest.csv", b"a"), ("orgs.csv", b"b"), ("users.csv", b"c")]);
    let docx = zip(&[("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")]);
    let binary = zip(&[("xl/workbook.bin", b"x")]);
    let odt = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    let pictures = zip(&[("one.png", b"x")]);
    let secret = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>"),
        ("content.xml", b"junk"),
    ]);
    for (bytes, said) in [
        (&encrypted[..], "it has a password; open it in its program and save it without one"),
        (&secret[..], "it has a password"),
        (&word[..], "it is a Word document"),
        (&docx[..], "it is a Word document; copy its table into a spreadsheet"),
        (&odt[..], "it is an OpenDocument text"),
        (&binary[..], "it is a binary workbook; open it in Excel and save it as"),
        (&one_roster[..], "it is a zip with 3 files in it, such as `"),
        (&pictures[..], "it is a zip without a workbook"),
        (&good[..good.len() / 2], "it is damaged"),
        (b"PK\x03\x04", "it is damaged"),
        (&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 1, 2][..], "it is damaged"),
        (b"<html><table><tr><td>Date</td></tr></table></html>", "it is a web page"),
        (b"<?xml version=\"1.0\"?><Workbook/>", "it is XML"),
        (b"%PDF-1.7", "it is a PDF"),
        (&[0x09, 0x08, 0x08, 0, 0, 5, 16, 0][..], "it is a workbook of a very old Excel"),
    ] {
        let desk = Desk::new();
        let run = desk.import("log.xls", bytes, "");
        assert_eq!(run.code, 2, "{said}: {}", run.err);
        assert!(run.err.contains(said), "{said}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert!(desk.sessions().is_empty());
    }
}

/// Twenty megabytes of blanks between two tags are held whole by readers of XML; no cell is that long.
#[test]
fn a_text_longer_than_any_cell_is_refused() {
    let blanks = " ".repeat(20 << 20);
    let bytes = changed(&book(vec![sheet("Log")]), |name, text| {
        let end = if name.contains("sharedStrings") { "</sst>" } else { "no such end" };
        text.replace(end, &format!("{blanks}{end}"))
    });
    let run = Desk::new().import("log.xlsx", &bytes, "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("it is damaged"), "{}", run.err);
}

/// Cells far apart cost no more than they are, and a list of texts is not believed to be as long as it says.
#[test]
fn numbers_in_a_damaged_file_are_not_believed() {
    let good = book(vec![sheet("Log")]);
    let far = changed(&good, |_, text| {
        text.replace(
            "</row></sheetData>",
            "</row><row r=\"1048576\"><c r=\"XFD1048576\"/></row></sheetData>",
        )
    });
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &far, "");
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
    let long =
        changed(&good, |_, text| text.replace("uniqueCount=\"", "uniqueCount=\"99999999999999"));
    let run = Desk::new().import("log.xlsx", &long, "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("it is damaged"), "{}", run.err);
    let rows =
        (2..3_000).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"));
    let wide = rows.collect::<String>() + "</sheetData>";
    let wide = changed(&good, |_, text| text.replace("</sheetData>", &wide));
    let run = Desk::new().import("log.xlsx", &wide, "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("its cells take more than 1 GiB of memory"), "{}", run.err);
}

/// Old workbooks cut off or spoiled anywhere end the program with a message.
#[test]
fn spoiled_old_workbooks_are_refused() {
    let source = "tests/import/sources/xls-monthly-time-log/Reading coach time log 25-26.xls";
    let good = std::fs::read(source).unwrap();
    let desk = Desk::new();
    for at in (0..good.len()).step_by(good.len() / 23) {
        let mut bytes = good.clone();
        for byte in &mut bytes[at..(at + 64).min(good.len())] {
            *byte = !*byte;
        }
        for bytes in [&bytes[..], &good[..at]] {
            let run = desk.import("log.xls", bytes, "");
            assert!([1, 2].contains(&run.code), "{at}: {} {}", run.code, run.err);
            assert!(!run.err.contains("panicked"), "{at}: {}", run.err);
        }
    }
}

/// Two answers of one minute are two, where the time of an answer is its id.
#[test]
fn a_time_as_an_id_keeps_its_seconds() {
    let desk = Desk::new();
    let mut sheet = sheet("Log");
    let format = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    // 15:22:11 and 15:22:50 on 1 October 2025, the day 45931 of Excel.
    for (row, second) in [(1, 11.0), (2, 50.0)] {
        let moment = 45_931.0 + (15.0 * 3600.0 + 22.0 * 60.0 + second) / 86_400.0;
        sheet.write_with_format(row, 2, moment, &format).unwrap();
    }
    let run = desk.import("log.xlsx", &book(vec![sheet]), "identity = { columns = \"Notes\" }\n");
    assert_eq!(run.code, 0, "{}", run.err);
    let notes: Vec<String> = desk.sessions().into_iter().map(|(.., notes)| notes).collect();
    assert_eq!(notes, ["2025-10-01 15:22:11", "2025-10-01 15:22:50"], "{}", run.err);
}

/// A CSV with the day first that an Excel with the month first opened and saved: 25 September and 13 October stayed text,
/// 3 October became 10 March, and 10 November 11 October.
#[test]
fn days_that_excel_swapped_are_not_believed() {
    let mut sheet = Worksheet::new();
    let format = Format::new().set_num_format("m/d/yyyy");
    for (column, head) in ["Date", "Min", "Notes"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), head).unwrap();
    }
    for (row, minutes) in [30, 31, 32, 33].into_iter().enumerate() {
        sheet.write(u32::try_from(row).unwrap() + 1, 1, minutes).unwrap();
    }
    let day = |month, day| rust_xlsxwriter::ExcelDateTime::from_ymd(2025, month, day).unwrap();
    sheet.write(1, 0, "25/09/2025").unwrap();
    sheet.write_with_format(2, 0, day(3, 10), &format).unwrap();
    sheet.write(3, 0, "13/10/2025").unwrap();
    sheet.write_with_format(4, 0, day(10, 11), &format).unwrap();
    let bytes = book(vec![sheet]);
    let with = |more: &str| {
        let desk = Desk::new();
        let date = "date = { column = \"Date\", order = \"month-day-year\" }";
        let map = super::MAP.replace(date, &format!("date = {{ column = \"Date\"{more} }}"));
        assert_ne!(map, super::MAP);
        let run = desk.import_by("log.xlsx", &bytes, &map);
        (run, desk.sessions().into_iter().map(|(day, ..)| day).collect::<Vec<_>>())
    };
    for order in ["", ", order = \"day-month-year\""] {
        let (run, days) = with(order);
        assert_eq!((run.code, days.len()), (1, 0), "{}", run.err);
        let said = "error: Date: may hold days whose month and day Excel swapped\n  --> log.xlsx!Sheet1!A3: 2 cells \
                    hold days up to the 12th; 2 cells hold text with the day first, which Excel could not read\n  \
                    help: import the CSV itself";
        assert!(run.err.contains(said), "{}", run.err);
        assert_eq!(run.err.matches("error").count(), 1, "{}", run.err);
    }
    let (run, days) = with(", swapped = true");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(days, ["2025-09-25", "2025-10-03", "2025-10-13", "2025-11-10"]);
    let (run, days) = with(", swapped = false");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(days, ["2025-03-10", "2025-09-25", "2025-10-11", "2025-10-13"]);
}
