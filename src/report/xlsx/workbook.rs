//! A cover and grids come in; the bytes of a workbook go out. Text is only ever text: no cell that holds words of a
//! record or setting can become a formula or a link, and none of them stands in a name, a title of a chart or a line
//! above or below the page. k and n of a share are numbers in columns of their own, and its percent is a formula.
//!
//! The same cover and grids make the same bytes: nothing in the file comes from a clock.

mod chart;
mod cover;
mod look;
mod names;
mod sheet;
mod words;

use std::io;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::look::Look;
use crate::report::grid::{Datum, Grid};
use crate::text::wording::grouped;

/// Rows of a sheet.
const MOST_ROWS: usize = 1_048_576;
/// Columns of a sheet.
const MOST_COLUMNS: usize = 16_384;

/// All that is in a workbook.
#[derive(Clone, Debug)]
pub(in crate::report) struct Book {
    pub(in crate::report) cover: Cover,
    pub(in crate::report) sheets: Vec<Sheet>,
}

/// The first sheet.
#[derive(Clone, Debug)]
pub(in crate::report) struct Cover {
    /// The district's name; it stands above every sheet.
    pub(in crate::report) title: String,
    /// Which days are looked at, and what only; they stand above every sheet too.
    pub(in crate::report) lines: Vec<String>,
    /// For whom the document is.
    pub(in crate::report) audience: &'static str,
    /// What is said of each profile in each period.
    pub(in crate::report) answers: Vec<Answer>,
    /// What it was made with: labels, and what belongs to each.
    pub(in crate::report) manifest: Vec<(&'static str, String)>,
    /// The day that the file gives as its own: the as-of day.
    pub(in crate::report) day: NaiveDate,
}

/// What is said of the pairs under one profile in one period.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct Answer {
    /// Which profile and period, where there are several.
    pub(in crate::report) heading: Option<String>,
    pub(in crate::report) sentences: Vec<String>,
    /// Labels, and the lines that belong to each.
    pub(in crate::report) facts: Vec<(String, Vec<String>)>,
    /// Key figures: what each is called, and its value.
    pub(in crate::report) figures: Vec<(String, Datum)>,
}

impl Answer {
    /// What is said where there is nothing to count.
    pub(in crate::report) fn nothing() -> Self {
        let nothing = "No pair was under way in this period.".to_owned();
        Self { sentences: vec![nothing], ..Self::default() }
    }
}

/// A sheet with one table.
#[derive(Clone, Debug)]
pub(in crate::report) struct Sheet {
    pub(in crate::report) grid: Grid,
    /// The rows that are all others together.
    pub(in crate::report) totals: Vec<usize>,
    pub(in crate::report) chart: Option<Chart>,
}

impl From<Grid> for Sheet {
    fn from(grid: Grid) -> Self {
        Self { grid, totals: Vec::new(), chart: None }
    }
}

/// A drawing of some rows and columns of a grid.
#[derive(Clone, Debug)]
pub(in crate::report) struct Chart {
    pub(in crate::report) drawing: Drawing,
    /// Words of the program's own.
    pub(in crate::report) title: &'static str,
    /// The column of what the rows are called.
    pub(in crate::report) names: usize,
    /// The columns that are drawn: of shares, the percent.
    pub(in crate::report) values: Vec<usize>,
    pub(in crate::report) rows: Range<usize>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Drawing {
    /// A bar for each row, of percent.
    Bars,
    /// The columns of a row behind each other, as one bar.
    Stacked,
}

/// `book` as a file.
///
/// # Errors
/// A grid has more rows or columns than a sheet has room for.
pub(in crate::report) fn bytes(book: &Book) -> io::Result<Vec<u8>> {
    let Book { cover, sheets } = book;
    for Sheet { grid, .. } in sheets {
        check_room(grid)?;
    }
    write(cover, sheets).map_err(io::Error::other)
}

fn write(cover: &Cover, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let look = Look::default();
    let mut book = Workbook::new();
    let day = cover.day;
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    let year = u16::try_from(year).unwrap_or_default();
    let month = u8::try_from(month).unwrap_or_default();
    let of_month = u8::try_from(of_month).unwrap_or_default();
    // Days before 1900 are none in a workbook; one that is always there is as good.
    let created = ExcelDateTime::from_ymd(year, month, of_month)
        .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let titles = sheets.iter().map(|sheet| sheet.grid.title.as_str());
    let mut names = names::unique(std::iter::once(cover::NAME).chain(titles)).into_iter();
    book.push_worksheet(cover::sheet(cover, &names.next().unwrap_or_default(), &look)?);
    for (sheet, name) in sheets.iter().zip(names) {
        book.push_worksheet(sheet::sheet(sheet, cover, &name, &look)?);
    }
    book.save_to_buffer()
}

/// Whether a sheet has room for `grid`.
fn check_room(grid: &Grid) -> io::Result<()> {
    let rows = grid.rows.len() + sheet::ABOVE as usize;
    let columns = sheet::places(grid).last().map_or(0, |(place, width)| place + width);
    for (many, most, what) in [(rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns")] {
        if many > most {
            return Err(io::Error::other(format!(
                "the sheet {} would have {} {what}, and a sheet has room for {}; choose fewer rows \
                 with --by, or --format csv",
                grid.title,
                grouped(many),
                grouped(most)
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::grid::{Column, Holds};

    fn grid(columns: usize, rows: usize) -> Grid {
        let column = Column { id: "in-place", title: "in place".to_owned(), holds: Holds::Shares };
        Grid {
            title: "Pairs".to_owned(),
            columns: vec![column; columns],
            apart: 0,
            rows: vec![Vec::new(); rows],
        }
    }

    fn refused(grid: &Grid) -> String {
        check_room(grid).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_a_sheet_has_no_room_for_is_refused_by_name() {
        // Three lines stand above the rows.
        assert!(check_room(&grid(1, 1_048_573)).is_ok());
        let error = refused(&grid(1, 1_048_574));
        assert!(error.starts_with("the sheet Pairs would have 1,048,577 rows"), "{error}");
        // A share takes three columns: 5,461 take 16,383.
        assert!(check_room(&grid(5_461, 1)).is_ok());
        let error = refused(&grid(5_462, 1));
        assert!(error.contains("16,386 columns, and a sheet has room for 16,384"), "{error}");
    }
}
