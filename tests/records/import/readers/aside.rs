//! Rows that are set aside, mended there, and come in through the same map as if they had never been wrong.

use std::fs;
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use calamine::{Data, Reader, Xls, Xlsx, open_workbook_from_rs};

use super::super::Trial;
use super::super::truth::{compared, files};
use super::Desk;
use super::office::changed;

/// The rows that the run of `trial` said were set aside.
fn many(trial: &Trial, aside: &str) -> (usize, String) {
    let aside = trial.district.path().join(aside);
    let run = trial.import(&trial.file, &["--set-aside", aside.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.err);
    let line = run.err.lines().find(|line| line.contains(" set aside in ")).unwrap();
    (line.split(' ').next().unwrap().parse().unwrap(), run.err.clone())
}

/// Mends what stands for `bad` in the workbook `aside` and imports that: the district must be what the source truly
/// holds, and the source itself must have nothing new.
fn mended(mut trial: Trial, bad: &str, good: &str) {
    let aside = fs::read(trial.district.path().join("aside.xlsx")).unwrap();
    let mend = |name: &str, text: String| {
        let is_there = text.contains(&format!(">{bad}<"));
        assert_eq!(is_there, name == "xl/sharedStrings.xml", "{name}");
        text.replace(&format!(">{bad}<"), &format!(">{good}<"))
    };
    let (original, mended) = (trial.file.clone(), trial.district.path().join("mended.xlsx"));
    fs::write(&mended, changed(&aside, mend)).unwrap();
    let (missing, _) = compared(&trial.truth, trial.district.path());
    assert!(!missing.is_empty());
    trial.file = mended;
    let left = many(&trial, "left.xlsx").0;
    assert_eq!(left, trial.truth.refused_cells().len());
    let (missing, extra) = compared(&trial.truth, trial.district.path());
    assert!(missing.is_empty() && extra.is_empty(), "{missing:#?} {extra:#?}");
    let before = files(trial.district.path());
    trial.file = original;
    let said = many(&trial, "again.xlsx").1;
    assert!(said.contains("nothing to do"), "{said}");
    assert_eq!(files(trial.district.path()), before);
}

#[test]
fn rows_of_a_workbook_come_back() {
    let mut trial = Trial::of("excel-sheet-per-teacher");
    let good = fs::read(&trial.file).unwrap();
    // The sheet and the cell to break are in `truth.json`.
    assert_eq!(trial.truth.break_cell(), "'Teacher 07'!A8");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&good[..])).unwrap();
    let cell = book.worksheet_range("Teacher 07").unwrap().get_value((7, 0)).cloned();
    let Some(Data::DateTime(day)) = cell else { panic!("{cell:?}") };
    let day = day.as_datetime().unwrap().format("%m/%d/%Y").to_string();
    let broken = changed(&good, |name, text| {
        if name != "xl/worksheets/sheet2.xml" {
            return text;
        }
        let begin = text.find("<c r=\"A8\"").unwrap();
        let end = begin + text[begin..].find("</c>").unwrap();
        let cell = "<c r=\"A8\" t=\"inlineStr\"><is><t>31/31/2025</t></is>";
        format!("{}{cell}{}", &text[..begin], &text[end..])
    });
    let original = trial.file.clone();
    trial.file = trial.district.path().join(trial.truth.file());
    fs::write(&trial.file, broken).unwrap();
    let (set_aside, said) = many(&trial, "aside.xlsx");
    assert_eq!(set_aside, trial.truth.refused_cells().len() + 1);
    assert!(said.contains("!Teacher 07!A8"), "{said}");
    assert!(said.contains("aside.xlsx; mend them there, then: coach import"), "{said}");
    trial.file = original;
    mended(trial, "31/31/2025", &day);
}

#[test]
fn rows_of_an_old_workbook_come_back() {
    let mut trial = Trial::of("xls-monthly-time-log");
    let good = fs::read(&trial.file).unwrap();
    assert_eq!(trial.truth.break_cell(), "'Sep 25'!B30");
    let mut book: Xls<_> = open_workbook_from_rs(Cursor::new(&good[..])).unwrap();
    let sheet = book.worksheet_range("Sep 25").unwrap();
    let text = |row, column| match sheet.get_value((row, column)) {
        Some(Data::String(text)) => text.clone(),
        other => panic!("{other:?}"),
    };
    // What a good row was about takes the place of the teacher.
    let (teacher, other) = (text(29, 1), text(4, 3));
    let mut streams = cfb::CompoundFile::open(Cursor::new(good)).unwrap();
    let mut stream = streams.open_stream("/Workbook").unwrap();
    let mut records = Vec::new();
    stream.read_to_end(&mut records).unwrap();
    let place = |row: u8, column: u8| {
        let mut at = 0;
        while let Some(head) = records.get(at..at + 4) {
            let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
            if head[..2] == [0xfd, 0] && records[at + 4..at + 8] == [row, 0, column, 0] {
                return at + 10;
            }
            at += 4 + length;
        }
        panic!("no text in row {row}");
    };
    let (to, from) = (place(29, 1), place(4, 3));
    stream.seek(SeekFrom::Start(to as u64)).unwrap();
    stream.write_all(&records[from..from + 4]).unwrap();
    stream.flush().unwrap();
    drop(stream);
    let original = trial.file.clone();
    trial.file = trial.district.path().join(trial.truth.file());
    fs::write(&trial.file, streams.into_inner().into_inner()).unwrap();
    let (set_aside, said) = many(&trial, "aside.xlsx");
    assert_eq!(set_aside, trial.truth.refused_cells().len() + 1);
    assert!(said.contains("!Sep 25!B30"), "{said}");
    trial.file = original;
    mended(trial, &other, &teacher);
}

/// What a cell is stays what it is: a day, a time of day, a duration, a text of digits, a truth, an error.
#[test]
fn cells_stay_what_they_are() {
    use super::ods::{book, cell, row, table, text};
    let heads = ["Date", "Starts", "Min", "Notes", "Extra"].map(text);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let day = cell("date", "date-value", "2025-10-01", "");
    let (clock, long) = ("PT08H30M00S", "PT01H30M00S");
    let rows = [
        row("", &[&text("October"), "<table:table-cell/>", &cell("float", "value", "7", "")]),
        row("", &[]),
        row("", &heads),
        row("", &[&day, &cell("time", "time-value", clock, ""), &text("soon"), &text("007")]),
        row(
            "",
            &[
                "<table:table-cell/>",
                &cell("time", "time-value", clock, ""),
                &text("later"),
                &text("Two"),
                &cell("time", "time-value", long, "ce1"),
            ],
        ),
        row(
            "",
            &[
                &cell("date", "date-value", "2025-10-02", ""),
                "<table:table-cell/>",
                &cell("float", "value", "20", ""),
            ],
        ),
    ];
    let desk = Desk::new();
    let map = super::MAP.replace("minutes = ", "starts = \"Starts\"\nminutes = ");
    let map =
        map.replace("order =", "as_above = true, order =").replace("bare", "or = \"Extra\", bare");
    let map = format!("header = [3]\n{map}");
    let file = |name: &str| desk.district.path().join(name);
    let import = |name: &str, aside: &str| {
        let (file, map, aside) = (file(name), file("map.toml"), file(aside));
        let [file, map, aside] = [&file, &map, &aside].map(|path| super::path(path));
        desk.district.coach(&["import", file, "--map", map, "--set-aside", aside])
    };
    fs::write(file("map.toml"), map).unwrap();
    fs::write(file("log.ods"), book(&table("Log", "ta1", &rows))).unwrap();
    let run = import("log.ods", "aside.xlsx");
    assert_eq!((run.code, desk.sessions().len()), (1, 1), "{}", run.err);
    let bytes = fs::read(file("aside.xlsx")).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes[..])).unwrap();
    let sheet = book.worksheet_range("Log").unwrap();
    let value = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(value(0, 0), Data::String("October".to_owned()));
    assert_eq!(value(0, 2), Data::Float(7.0));
    assert_eq!(value(2, 4), Data::String("Extra".to_owned()));
    assert_eq!(value(3, 3), Data::String("007".to_owned()));
    let moment = |row, column| match value(row, column) {
        Data::DateTime(moment) => (moment.as_f64(), moment.is_duration()),
        other => panic!("{other:?}"),
    };
    // 1 October 2025 is day 45,931; 8:30 is 30,600 seconds of 86,400, and 1:30 is 5,400.
    assert_eq!(moment(3, 0), (45_931.0, false));
    assert_eq!(moment(3, 1), (30_600.0 / 86_400.0, false));
    assert_eq!(moment(4, 4), (5_400.0 / 86_400.0, true));
    // The first row comes along, so the second one's day is still the one above.
    assert_eq!(value(4, 0), Data::Empty);
    let mend = |_: &str, text: String| text.replace(">soon<", ">45<").replace(">later<", "><");
    fs::write(file("mended.xlsx"), changed(&bytes, mend)).unwrap();
    let run = import("mended.xlsx", "left.xlsx");
    let expected = [("2025-10-01", 45, "007"), ("2025-10-01", 90, "Two"), ("2025-10-02", 20, "")];
    let expected = expected.map(|(day, many, notes)| (day.to_owned(), many, notes.to_owned()));
    assert_eq!((run.code, desk.sessions()), (0, expected.to_vec()), "{}", run.err);
}

/// A row whose day stands above it in a good row takes it along; workbooks may count from 1904.
#[test]
fn what_stands_above_comes_along() {
    use rust_xlsxwriter::{Format, Workbook, Worksheet};
    let mut sheet = Worksheet::new();
    for (column, head) in (0..).zip(["Date", "Min", "Notes"]) {
        sheet.write(0, column, head).unwrap();
    }
    // 1 October 2025, 44,469 days after 1 January 1904.
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_with_format(1, 0, 44_469, &day).unwrap();
    sheet.write(1, 1, 30).unwrap();
    sheet.write(2, 1, "soon").unwrap();
    let mut book = Workbook::new();
    book.push_worksheet(sheet);
    let bytes = changed(&book.save_to_buffer().unwrap(), |_, text| {
        text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let desk = Desk::new();
    let path = |name: &str| desk.district.path().join(name);
    let map = super::MAP.replace("order =", "as_above = true, order =");
    fs::write(path("map.toml"), map).unwrap();
    fs::write(path("log.xlsx"), bytes).unwrap();
    let import = |name: &str, aside: &str| {
        let (file, map, aside) = (path(name), path("map.toml"), path(aside));
        let [file, map, aside] = [&file, &map, &aside].map(|path| super::path(path));
        desk.district.coach(&["import", file, "--map", map, "--set-aside", aside])
    };
    let run = import("log.xlsx", "aside.xlsx");
    assert_eq!((run.code, desk.sessions().len()), (1, 1), "{}", run.err);
    let aside = fs::read(path("aside.xlsx")).unwrap();
    let mended = changed(&aside, |_, text| text.replace(">soon<", ">45<"));
    fs::write(path("mended.xlsx"), mended).unwrap();
    let run = import("mended.xlsx", "left.xlsx");
    assert_eq!(run.code, 0, "{}", run.err);
    let days: Vec<_> = desk.sessions().into_iter().map(|(day, many, _)| (day, many)).collect();
    assert_eq!(days, [("2025-10-01".to_owned(), 30), ("2025-10-01".to_owned(), 45)]);
}

/// A name that does not fit is refused before anything is read into the district.
#[test]
fn a_file_of_another_form_is_refused() {
    for (source, name, said) in [
        ("excel-sheet-per-teacher", "aside.csv", "give the file the ending .xlsx"),
        ("xls-monthly-time-log", "aside.xls", "give the file the ending .xlsx"),
        ("csv-semicolon-windows-1252", "aside.xlsx", "give the file another ending, such as .csv"),
    ] {
        let trial = Trial::of(source);
        let before = files(trial.district.path());
        let aside = trial.district.path().join(name);
        let run = trial.import(&trial.file, &["--set-aside", aside.to_str().unwrap()]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
        assert!(!aside.exists());
        assert_eq!(files(trial.district.path()), before);
    }
}

/// Text is set aside in the form that the map says, with what stands above the head where it stood.
#[test]
fn text_is_set_aside_as_the_map_reads_it() {
    let text = "Cañón;;\n\nDate;Min;Notes\n10/1/2025;30;\"a;b\"\n10/2/2025;soon;Años\n";
    let more = "encoding = \"windows-1252\"\ndelimiter = \";\"\nheader = [3]\n";
    let desk = Desk::new();
    let path = |name: &str| desk.district.path().join(name);
    fs::write(path("map.toml"), format!("{more}{}", super::MAP)).unwrap();
    let latin =
        |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    fs::write(path("log.csv"), latin(text)).unwrap();
    let import = |name: &str, aside: &str| {
        let (file, map, aside) = (path(name), path("map.toml"), path(aside));
        let [file, map, aside] = [&file, &map, &aside].map(|path| super::path(path));
        desk.district.coach(&["import", file, "--map", map, "--set-aside", aside])
    };
    let run = import("log.csv", "aside.csv");
    assert_eq!((run.code, desk.sessions().len()), (1, 1), "{}", run.err);
    let aside = fs::read(path("aside.csv")).unwrap();
    assert_eq!(aside, latin("Cañón;;\n\nDate;Min;Notes\n10/2/2025;soon;Años\n"));
    fs::write(path("mended.csv"), latin("Cañón;;\n\nDate;Min;Notes\n10/2/2025;45;Años\n")).unwrap();
    let run = import("mended.csv", "left.csv");
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
    assert_eq!(desk.sessions()[1].2, "Años");
}
