//! A cover and grids come in; the bytes of a workbook go out. Text is only ever text: no cell that holds words of a
//! record or setting can become a formula or a link, and none of them stands in a name, a title of a chart or a line
//! above or below the page. k and n of a share are numbers in columns of their own, and its percent is a formula.
//!
//! The same cover and grids make the same bytes: nothing in the file comes from a clock.

mod chart;
mod cover;
mod heads;
mod look;
mod names;
mod paper;
mod put;
mod sheet;
mod words;

use std::io;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::look::Look;
use crate::report::grid::{Datum, Grid};
use crate::text::made_by::made_by_unix;
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
    pub(in crate::report) manifest: Vec<(&'static str, Datum)>,
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
    /// What it is called, where that is shorter than the title of its table.
    pub(in crate::report) name: Option<&'static str>,
    pub(in crate::report) grid: Grid,
    /// How many of its last rows are others together: they stand below what is sorted and filtered.
    pub(in crate::report) totals: usize,
    /// Whether the last of them is all rows above together: what they add up to is their sum, which follows a filter.
    pub(in crate::report) sums: bool,
    pub(in crate::report) chart: Option<Chart>,
    pub(in crate::report) print: Print,
}

/// What of a sheet is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Print {
    All,
    /// All but so many of the last columns.
    Without(usize),
    /// What it is, and no rows.
    Title,
}

impl From<Grid> for Sheet {
    fn from(grid: Grid) -> Self {
        Self { name: None, grid, totals: 0, sums: false, chart: None, print: Print::All }
    }
}

/// A drawing of some rows and columns of a grid.
#[derive(Clone, Debug)]
pub(in crate::report) struct Chart {
    pub(in crate::report) drawing: Drawing,
    /// Words of the program's own.
    pub(in crate::report) title: &'static str,
    /// The columns of what the rows are called.
    pub(in crate::report) names: Range<usize>,
    /// The columns that are drawn: of shares, the percent. Of a bar of several, the last is what is left.
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
    sheets.iter().try_for_each(check_room)?;
    write(cover, sheets).map(made_by_unix).map_err(io::Error::other)
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
    let titles = sheets.iter().map(|sheet| sheet.name.unwrap_or(&sheet.grid.title));
    let mut names = names::unique(std::iter::once(cover::NAME).chain(titles)).into_iter();
    book.push_worksheet(cover::sheet(cover, &names.next().unwrap_or_default(), &look)?);
    for (sheet, name) in sheets.iter().zip(names) {
        book.push_worksheet(sheet::sheet(sheet, cover, &name, &look)?);
    }
    book.save_to_buffer()
}

/// Whether there is room for all of `sheet`.
fn check_room(sheet: &Sheet) -> io::Result<()> {
    let grid = &sheet.grid;
    let rows = sheet::rows(sheet);
    let columns = heads::places(grid).last().map_or(0, |(place, width)| place + width);
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

    fn sheet(columns: usize, rows: usize) -> Sheet {
        let column = Column { id: "in-place", title: "in place".to_owned(), holds: Holds::Shares };
        let (columns, rows) = (vec![column; columns], vec![Vec::new(); rows]);
        Grid { title: "Pairs".to_owned(), columns, apart: 0, rows }.into()
    }

    fn refused(sheet: &Sheet) -> String {
        check_room(sheet).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_a_sheet_has_no_room_for_is_refused_by_name() {
        // Three lines stand above the rows.
        assert!(check_room(&sheet(1, 1_048_573)).is_ok());
        let error = refused(&sheet(1, 1_048_574));
        assert!(error.starts_with("the sheet Pairs would have 1,048,577 rows"), "{error}");
        // One more stands empty above the row of all.
        let with_total = Sheet { totals: 1, ..sheet(1, 1_048_573) };
        assert!(refused(&with_total).contains("1,048,577 rows"), "{}", refused(&with_total));
        // A share takes three columns: 5,461 take 16,383.
        assert!(check_room(&sheet(5_461, 1)).is_ok());
        let error = refused(&sheet(5_462, 1));
        assert!(error.contains("16,386 columns, and a sheet has room for 16,384"), "{error}");
    }
}
