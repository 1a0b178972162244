//! The report as CSV (RFC 4180, UTF-8), for spreadsheets and statistics: a header, then one row for
//! each function of each group, one for all its functions, and one per item. A proportion takes two
//! columns of whole numbers; a cell is empty where a number has no meaning. What is the same for the
//! whole report is repeated in every row, so that any part of the file can be used alone.

pub(super) mod cell;
mod columns;
pub mod figures;
mod rows;

use ::csv::{Terminator, WriterBuilder};

use super::{Report, Shown};
pub(crate) use cell::is_formula;
use columns::{Column, columns};
use rows::rows;

/// `report` as CSV with a header: the columns that few would miss, or all where `shown` says so.
///
/// # Errors
/// None in practice: it is written to memory, and every row is as long as the header.
pub fn render(report: &Report, shown: Shown) -> Result<String, std::io::Error> {
    let columns: Vec<Column> = columns(report, shown.all_columns);
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| &column.title))?;
    let dimensions: Vec<&str> = report.by.iter().map(|by| by.name()).collect();
    for row in rows(report, &dimensions.join(",")) {
        writer
            .write_record(columns.iter().map(|column| (column.cell)(&row).unwrap_or_default()))?;
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}
