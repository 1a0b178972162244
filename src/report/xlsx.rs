//! The report as a workbook (Office Open XML), for spreadsheets: what it says on the first sheet, one sheet for each
//! table, every number on the last. A report comes in; the bytes of a file go out, the same for the same report.
//!
//! `sheets` says what is in the tables, as grids; `workbook` writes any cover and any grids, whoever made them.

mod cover;
mod sheets;
mod view;
pub(in crate::report) mod workbook;

use std::io;

use self::workbook::Book;
use super::audience::View;
use super::model::Report;

/// `report` as a workbook.
///
/// # Errors
/// A table has more rows or columns than a sheet has room for.
pub(crate) fn render(report: &Report) -> io::Result<Vec<u8>> {
    workbook::bytes(&Book { cover: cover::cover(report), sheets: sheets::sheets(report) })
}

/// What an audience is shown, as a workbook.
///
/// # Errors
/// As [`render`].
pub(crate) fn render_view(view: &View) -> io::Result<Vec<u8>> {
    workbook::bytes(&view::book(view))
}
