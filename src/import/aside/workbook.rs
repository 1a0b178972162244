//! Rows that are set aside from workbooks: a workbook with the same sheets, whose cells are what they were: a day stays
//! a day, a duration a duration, a text a text.

use std::io::{Cursor, Read, Write};

use chrono::NaiveDateTime;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError,
};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Laid;
use crate::import::cell::Content;
use crate::text::made_by::made_by_unix;

/// Seconds of a day.
const DAY: f64 = 86_400.0;
/// Days from the beginning of 1970 back to the days 0 from which workbooks count.
const FROM_1900: f64 = 25_569.0;
const FROM_1904: f64 = 24_107.0;

/// The workbook with the sheets in `laid`.
pub(super) fn bytes(laid: &[Laid]) -> Result<Vec<u8>, String> {
    let counts_from_1904 = laid.iter().any(|laid| laid.sheet.counts_from_1904);
    let mut book = Workbook::new();
    // The same rows make the same file, whenever it is written.
    if let Ok(day) = ExcelDateTime::from_ymd(2000, 1, 1) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    for laid in laid {
        let name = laid.sheet.name.as_deref().unwrap_or(&laid.sheet.file);
        let sheet = sheet(laid, name, counts_from_1904).map_err(|error| {
            format!(
                "the rows of the sheet `{name}` cannot be set aside in a workbook ({error}); mend \
                 them in the source"
            )
        })?;
        book.push_worksheet(sheet);
    }
    let bytes = book.save_to_buffer();
    let bytes = bytes.map_err(|error| format!("the rows cannot be set aside: {error}"))?;
    if counts_from_1904 {
        let bytes = from_1904(&bytes).map(made_by_unix);
        return bytes.map_err(|error| format!("the rows cannot be set aside: {error}"));
    }
    Ok(made_by_unix(bytes))
}

fn sheet(laid: &Laid, name: &str, counts_from_1904: bool) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    for &(first, left, last, right) in &laid.sheet.merged {
        let is_one = (first, left) == (last, right);
        if !is_one && last <= laid.head {
            let (left, right) = (column(left)?, column(right)?);
            sheet.merge_range(first - 1, left, last - 1, right, "", &Format::new())?;
        }
    }
    for (number, cells) in &laid.rows {
        for (content, index) in cells.iter().zip(0..) {
            put(&mut sheet, (number - 1, column(index)?), content, counts_from_1904)?;
        }
    }
    Ok(sheet)
}

fn column(index: u32) -> Result<u16, XlsxError> {
    u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Writes `content` into the cell at `row` and `column`, both from 0.
fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    content: &Content,
    counts_from_1904: bool,
) -> Result<(), XlsxError> {
    let format = |format: &str| Format::new().set_num_format(format);
    match content {
        Content::Empty => return Ok(()),
        Content::Text(text) => sheet.write_string(row, column, &**text)?,
        Content::Number(number) => sheet.write_number(row, column, *number)?,
        Content::Truth(truth) => sheet.write_boolean(row, column, *truth)?,
        Content::Moment(moment) => {
            let is_day = moment.time() == chrono::NaiveTime::MIN;
            let shown = format(if is_day { "yyyy-mm-dd" } else { "yyyy-mm-dd hh:mm:ss" });
            let serial = serial(*moment, counts_from_1904);
            sheet.write_number_with_format(row, column, serial, &shown)?
        }
        Content::Clock(seconds) => {
            let part = f64::from(*seconds) / DAY;
            sheet.write_number_with_format(row, column, part, &format("hh:mm:ss"))?
        }
        #[allow(clippy::cast_precision_loss)] // no workbook holds a span that long
        Content::Span(seconds) => {
            let days = *seconds as f64 / DAY;
            sheet.write_number_with_format(row, column, days, &format("[h]:mm:ss"))?
        }
        // What could not be computed is a fault again.
        Content::Fault(_) => {
            let formula = Formula::new("=NA()").set_result("#N/A");
            sheet.write_formula(row, column, formula)?
        }
    };
    Ok(())
}

/// The number of days by which workbooks tell `moment`; those before March 1900 have an error of Excel in them.
#[allow(clippy::cast_precision_loss)] // seconds of ten thousand years
fn serial(moment: NaiveDateTime, counts_from_1904: bool) -> f64 {
    let days = moment.and_utc().timestamp() as f64 / DAY;
    let serial = days + if counts_from_1904 { FROM_1904 } else { FROM_1900 };
    if !counts_from_1904 && serial < 61.0 { serial - 1.0 } else { serial }
}

/// `bytes`, a workbook, as one whose days count from 1904: the numbers in it mean that already.
fn from_1904(bytes: &[u8]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut parts = ZipArchive::new(Cursor::new(bytes))?;
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at)?;
        if part.name()? != "xl/workbook.xml" {
            made.raw_copy_file(part)?;
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        made.start_file("xl/workbook.xml", SimpleFileOptions::default())?;
        made.write_all(text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1).as_bytes())?;
    }
    Ok(made.finish()?.into_inner())
}
