//! Merged cells below a head: each row that one covers has what it shows, and the plan says so.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::ods::{book, row, table, text};
use super::office::changed;
use super::{Desk, MAP, note};

/// A sheet with `rows` below the head.
fn sheet(rows: &[[&str; 3]]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name("Log").unwrap();
    for (at, cells) in [["Date", "Min", "Notes"]].iter().chain(rows).enumerate() {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(u32::try_from(at).unwrap(), column, *cell).unwrap();
        }
    }
    sheet
}

fn bytes(sheet: Worksheet) -> Vec<u8> {
    let mut book = Workbook::new();
    book.push_worksheet(sheet);
    book.save_to_buffer().unwrap()
}

/// Merges the cells of `column` from row `first` to row `last`, as a program shows them.
fn merge(sheet: &mut Worksheet, (first, last): (u32, u32), column: u16, text: &str) {
    sheet.merge_range(first - 1, column, last - 1, column, text, &Format::new()).unwrap();
}

fn session(day: &str, minutes: u64, notes: &str) -> (String, u64, String) {
    (day.to_owned(), minutes, notes.to_owned())
}

/// B2:B4 shows 30 beside three visits, and C2:C3 one text beside two.
#[test]
fn what_a_merged_cell_shows_is_of_each_row_that_it_covers() {
    let mut log = sheet(&[
        ["10/1/2025", "", ""],
        ["10/2/2025", "", ""],
        ["10/3/2025", "", "c"],
        ["10/14/2025", "45", "d"],
    ]);
    merge(&mut log, (2, 4), 1, "30");
    merge(&mut log, (2, 3), 2, "both");
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &bytes(log), "");
    assert_eq!(run.code, 0, "{}", run.err);
    note(
        &run,
        "note: 2 merged cells below the heads are read for each row that they cover; the first is Log!",
    );
    let expected = [
        session("2025-10-01", 30, "both"),
        session("2025-10-02", 30, "both"),
        session("2025-10-03", 30, "c"),
        session("2025-10-14", 45, "d"),
    ];
    assert_eq!(desk.sessions(), expected);
}

/// A row with nothing of its own is none, a total stays one, and a cell over two columns says nothing of the second.
#[test]
fn merged_cells_make_no_rows_and_fill_no_columns_beside_them() {
    let mut log = sheet(&[
        ["10/1/2025", "", "a"],
        ["", "", ""],
        ["", "", ""],
        ["10/14/2025", "45", ""],
        ["10/15/2025", "20", "e"],
    ]);
    merge(&mut log, (2, 3), 1, "30");
    log.merge_range(3, 0, 3, 1, "Total", &Format::new()).unwrap();
    log.merge_range(5, 1, 5, 2, "20", &Format::new()).unwrap();
    let desk = Desk::new();
    let total = "[[leave_out]]\ncolumn = \"Date\"\nis = \"Total\"\nbecause = \"a total\"\n";
    let run = import_with(&desk, &bytes(log), total);
    assert_eq!(run.code, 0, "{}", run.err);
    note(&run, "1 row left out: a total");
    let said = "1 merged cell below the heads goes over several columns, and only the first of these has what it shows; \
                the first is Log!B6";
    note(&run, said);
    assert!(!run.err.contains("for each row"), "{}", run.err);
    let expected = [
        session("2025-10-01", 30, "a"),
        session("2025-10-14", 45, ""),
        session("2025-10-15", 20, ""),
    ];
    assert_eq!(desk.sessions(), expected);
}

/// A condition looks at what is shown.
#[test]
fn a_condition_looks_at_what_a_merged_cell_shows() {
    let mut log =
        sheet(&[["10/1/2025", "30", ""], ["10/2/2025", "31", ""], ["10/14/2025", "32", "held"]]);
    merge(&mut log, (2, 3), 2, "called off");
    let desk = Desk::new();
    let out = "[[leave_out]]\ncolumn = \"Notes\"\nis = \"called off\"\nbecause = \"called off\"\n";
    let run = import_with(&desk, &bytes(log), out);
    assert_eq!(run.code, 0, "{}", run.err);
    note(&run, "2 rows left out: called off");
    assert_eq!(desk.sessions(), [session("2025-10-14", 32, "held")]);
}

/// A program may keep what stood in a cell that was merged away.
#[test]
fn something_else_under_a_merged_cell_is_a_fault() {
    let log = sheet(&[["10/1/2025", "30", "a"], ["10/14/2025", "45", "b"]]);
    let merged = |name: &str, text: String| match name {
        "xl/worksheets/sheet1.xml" => text.replace(
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells>",
        ),
        _ => text,
    };
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &changed(&bytes(log), merged), "");
    assert_eq!(run.code, 1, "{}", run.err);
    note(&run, "log.xlsx!Log!row 3: B3 is merged with B2 and holds something else");
}

/// C2:C3 is the id of two visits.
#[test]
fn an_id_that_is_merged_over_two_rows_is_a_fault_of_the_second() {
    let mut log =
        sheet(&[["10/1/2025", "30", ""], ["10/2/2025", "31", ""], ["10/14/2025", "32", "8"]]);
    merge(&mut log, (2, 3), 2, "7");
    let desk = Desk::new();
    let by = |columns: &str| format!("identity = {{ columns = {columns} }}\n");
    let run = desk.import("log.xlsx", &bytes(log), &by("\"Notes\""));
    assert_eq!(run.code, 1, "{}", run.err);
    note(&run, "log.xlsx!Log!row 3: it has the id of a row above, with which C3 is merged");
    assert!(!run.err.contains("row 2") && !run.err.contains("row 4"), "{}", run.err);
    let log = std::fs::read(desk.district.path().join("log.xlsx")).unwrap();
    let run = desk.import("log.xlsx", &log, &by("[\"Notes\", \"Date\"]"));
    assert_eq!((run.code, desk.sessions().len()), (0, 3), "{}", run.err);
}

/// One visit whose notes take two rows: A2:A3 and B2:B3 show its day and its minutes.
#[test]
fn a_row_that_adds_nothing_but_text_is_a_fault() {
    let mut log = sheet(&[["", "", "a"], ["", "", "b"], ["10/14/2025", "45", "c"]]);
    merge(&mut log, (2, 3), 0, "10/1/2025");
    merge(&mut log, (2, 3), 1, "90");
    let desk = Desk::new();
    let run = desk.import("log.xlsx", &bytes(log), "");
    assert_eq!((run.code, desk.sessions().len()), (1, 0), "{}", run.err);
    note(&run, "log.xlsx!Log!row 3: it says nothing of its own but text");
    note(&run, "with which A3 and B3 are merged");
    assert!(!run.err.contains("row 2") && !run.err.contains("row 4"), "{}", run.err);
    // An id of its own makes it a record, whose minutes may still be those of the other.
    let log = std::fs::read(desk.district.path().join("log.xlsx")).unwrap();
    let run = desk.import("log.xlsx", &log, "identity = { columns = \"Notes\" }\n");
    note(&run, "log.xlsx!Log!row 3: it has the day and the minutes of the row above");
}

/// B2:B3 shows 90 minutes beside two rows of one day, whether A2:A3 is merged or each row says it; and of two days.
#[test]
fn minutes_that_are_merged_over_rows_of_one_day_are_a_fault_unless_the_meeting_is_told() {
    let day = "10/1/2025";
    let map = MAP.replace("method = { is = \"in-person\" }", "method = \"Notes\"");
    let map = map.replace("notes = \"Notes\"\n", "");
    let said = "log.xlsx!Log!row 3: it has the day and the minutes of the row above, with which B3 is merged";
    for (days, code) in [(["", ""], 1), ([day, day], 1), ([day, "10/2/2025"], 0)] {
        let log = || {
            let mut log = sheet(&[[days[0], "", "phone"], [days[1], "", "video"]]);
            merge(&mut log, (2, 3), 1, "90");
            if days[0].is_empty() {
                merge(&mut log, (2, 3), 0, day);
            }
            log
        };
        let desk = Desk::new();
        let run = desk.import_by("log.xlsx", &bytes(log()), &map);
        assert_eq!((run.code, run.err.contains(said)), (code, code == 1), "{}", run.err);
        let mut told = log();
        told.write(0, 3, "Meeting").unwrap();
        merge(&mut told, (2, 3), 3, "5f0c");
        let map = format!("{map}meeting = \"Meeting\"\n");
        let run = Desk::new().import_by("log.xlsx", &bytes(told), &map);
        assert!(!run.err.contains("minutes of the row above"), "{}", run.err);
    }
}

#[test]
fn merged_cells_of_an_open_document_are_read_likewise() {
    let merged = "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>30</text:p>\
                  </table:table-cell>";
    let covered = "<table:covered-table-cell/>";
    let rows = [
        row("", &[&text("Date"), &text("Min"), &text("Notes")]),
        row("", &[&text("10/1/2025"), merged, &text("a")]),
        row("", &[&text("10/14/2025"), covered, &text("b")]),
    ];
    let desk = Desk::new();
    let run = desk.import("log.ods", &book(&table("Log", "ta1", &rows)), "");
    assert_eq!(run.code, 0, "{}", run.err);
    note(
        &run,
        "1 merged cell below the heads is read for each row that it covers; the first is Log!B2",
    );
    let expected = [session("2025-10-01", 30, "a"), session("2025-10-14", 30, "b")];
    assert_eq!(desk.sessions(), expected);
}

/// Imports the workbook `bytes` with `tables` behind the map.
fn import_with(desk: &Desk, bytes: &[u8], tables: &str) -> crate::harness::Run {
    let file = |name: &str| desk.district.path().join(name);
    std::fs::write(file("map.toml"), format!("{}{tables}", super::MAP)).unwrap();
    std::fs::write(file("log.xlsx"), bytes).unwrap();
    let (source, map) = (file("log.xlsx"), file("map.toml"));
    desk.district.coach(&["import", super::path(&source), "--map", super::path(&map)])
}
