//! Workbooks (XLSX, XLS, ODS): bytes come in; their sheets, with true addresses, go out. A day, a time of day, a
//! duration and a plain number are told apart by the cell's format.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataType, Reader, Sheets, open_workbook_auto_from_rs};
use chrono::{NaiveDateTime, Timelike};

use crate::import::cell::{Addresses, Content, Row, Sheet};

/// Whether `bytes` begin as a workbook does.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// The sheets in `bytes`.
pub(super) fn sheets(name: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    let no_workbook =
        |error: calamine::Error| format!("it is no workbook that can be read: {error}");
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(no_workbook)?;
    let counts_from_1904 = match &book {
        Sheets::Xlsx(book) => book.has_1904_epoch(),
        Sheets::Xls(book) => book.has_1904_epoch(),
        Sheets::Xlsb(book) => book.has_1904_epoch(),
        Sheets::Ods(_) => false,
    };
    let file: Arc<str> = name.into();
    let mut sheets = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).map_err(no_workbook)?;
        let (top, left) = range.start().unwrap_or_default();
        let rows = range.rows().zip(top + 1..).map(|(cells, number)| {
            let before = std::iter::repeat_n(Content::Empty, left as usize);
            let cells = before.chain(cells.iter().map(content)).collect();
            Row { number, cells, ..Row::default() }
        });
        let mut rows: Vec<Row> = rows.collect();
        rows.retain(|row: &Row| row.cells.iter().any(|cell| *cell != Content::Empty));
        sheets.push(Sheet {
            file: file.clone(),
            merged: merged(&mut book, &sheet),
            name: Some(sheet.into()),
            addresses: Addresses::Grid,
            rows,
            counts_from_1904,
            remarks: Vec::new(),
        });
    }
    Ok(sheets)
}

/// The merged cells of `sheet`, where the form of the workbook tells.
fn merged(book: &mut Sheets<Cursor<Vec<u8>>>, sheet: &str) -> Vec<(u32, u32, u32, u32)> {
    let regions = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).ok(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(sheet).ok(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => None,
    };
    let regions = regions.into_iter().flatten();
    regions.map(|it| (it.start.0 + 1, it.start.1, it.end.0 + 1, it.end.1)).collect()
}

fn content(data: &Data) -> Content {
    match data {
        Data::Empty => Content::Empty,
        Data::String(text) if text.is_empty() => Content::Empty,
        Data::String(text) => Content::Text(text.as_str().into()),
        Data::Bool(truth) => Content::Truth(*truth),
        #[allow(clippy::cast_precision_loss)] // a workbook holds no number that large
        Data::Int(number) => Content::Number(*number as f64),
        Data::Float(number) => Content::Number(*number),
        Data::Error(error) => Content::Fault(error.to_string().into()),
        Data::DurationIso(_) => match data.as_duration() {
            Some(span) => Content::Span(span.num_seconds()),
            None => Content::Fault("a duration that cannot be read".into()),
        },
        Data::DateTime(moment) if moment.is_duration() => match data.as_duration() {
            Some(span) => Content::Span(span.num_seconds()),
            None => Content::Number(moment.as_f64()),
        },
        Data::DateTime(moment) if (0.0..1.0).contains(&moment.as_f64()) => match data.as_datetime()
        {
            Some(moment) => Content::Clock(rounded(moment).time().num_seconds_from_midnight()),
            None => Content::Number(moment.as_f64()),
        },
        Data::DateTime(moment) => match data.as_datetime() {
            Some(moment) => Content::Moment(rounded(moment)),
            None => Content::Number(moment.as_f64()),
        },
        Data::DateTimeIso(text) => match data.as_datetime() {
            Some(moment) => Content::Moment(moment),
            None => Content::Text(text.as_str().into()),
        },
    }
}

/// `moment` to the second: a workbook's fraction of a day is seldom quite a second.
fn rounded(moment: NaiveDateTime) -> NaiveDateTime {
    let half = chrono::TimeDelta::milliseconds(500);
    let moment = moment.checked_add_signed(half).unwrap_or(moment);
    moment.with_nanosecond(0).unwrap_or(moment)
}
