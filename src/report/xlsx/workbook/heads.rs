//! The titles of a grid as columns of a sheet: what stands over each, how wide it is, and how high they all are. A
//! share takes three columns.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::Look;
use super::put::put_words;
use super::words;
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::text::width::columns_of;

/// Rows above those of the grid.
pub(super) const ABOVE: u32 = 3;
/// The row of the titles.
pub(super) const HEADER: u32 = ABOVE - 1;
/// Height of a line, in points.
pub(super) const LINE: u32 = 15;
/// The highest row that spreadsheets have, in points.
pub(super) const HIGHEST: u32 = 400;
/// Widths of columns, in digits.
const NARROWEST: usize = 6;
const WIDEST: usize = 60;
/// Lines that the title of a column of numbers may take.
const MOST_LINES: u32 = 3;

/// What stands over a column of a sheet.
pub(super) struct Head {
    title: String,
    /// In digits.
    width: usize,
    has_words: bool,
}

impl Head {
    /// How wide its column is, in pixels.
    pub(super) fn pixels(&self) -> u32 {
        // A digit is 7 pixels wide, and 5 are around what is in a cell.
        7 * (self.digits() + 1) + 5
    }

    fn digits(&self) -> u32 {
        u32::try_from(self.width).unwrap_or_default()
    }

    /// How many lines `text` takes in its column.
    pub(super) fn lines(&self, text: &str) -> u32 {
        lines(text, self.width)
    }
}

/// Where each column of `grid` is, and how many columns of the sheet it takes.
pub(super) fn places(grid: &Grid) -> Vec<(usize, usize)> {
    let mut next = 0;
    let place = |column: &Column| {
        let width = titles(column).len();
        next += width;
        (next - width, width)
    };
    grid.columns.iter().map(place).collect()
}

/// The titles of `column`: of a share those of k, n and percent.
fn titles(column: &Column) -> Vec<String> {
    let title = words::cell(&column.title);
    match column.holds {
        Holds::Shares if title.is_empty() => ["k", "n", "percent"].map(str::to_owned).into(),
        Holds::Shares => vec![title.clone(), format!("{title}, of"), format!("{title}, percent")],
        Holds::Words | Holds::Days | Holds::Counts | Holds::Numbers => vec![title],
    }
}

/// One for each column of the sheet.
pub(super) fn heads(grid: &Grid) -> Vec<Head> {
    let of_column = |(at, column): (usize, &Column)| {
        let has_words = matches!(column.holds, Holds::Words | Holds::Days);
        let longest = grid.rows.iter().filter_map(|row| match row.get(at) {
            Some(Datum::Words(words)) => Some(columns_of(words)),
            Some(Datum::Day(_)) => Some("2026-05-29".len()),
            _ => None,
        });
        let longest = longest.max().unwrap_or_default();
        let head = move |title: String| {
            let longest_word = title.split(' ').map(columns_of).max().unwrap_or_default();
            let mut width = match has_words {
                true => longest.max(columns_of(&title)) + 2,
                false => NARROWEST.max(longest_word + 1),
            };
            while lines(&title, width) > MOST_LINES && width < WIDEST {
                width += 1;
            }
            Head { title, width: width.min(WIDEST), has_words }
        };
        titles(column).into_iter().map(head).collect::<Vec<_>>()
    };
    grid.columns.iter().enumerate().flat_map(of_column).collect()
}

/// How many lines the cells of `row` take in their `places` under `heads`, at most. Fonts that stand in for another are
/// wider.
pub(super) fn lines_of(places: &[(usize, usize)], heads: &[Head], row: &[Datum]) -> u32 {
    let lines =
        row.iter().zip(places).map(|(datum, (place, _))| match (datum, heads.get(*place)) {
            (Datum::Words(words), Some(head)) if columns_of(words) > head.width => {
                lines(words, head.width - head.width / 8)
            }
            _ => 1,
        });
    lines.max().unwrap_or(1)
}

/// How high the row of `heads` is, in points: below each title there is room for the button of the filter.
pub(super) fn height(heads: &[Head]) -> u32 {
    let most = heads.iter().map(|head| head.lines(&head.title)).max().unwrap_or(1);
    LINE * (most + 1) + 3
}

/// Writes `heads`, and gives each column its width.
pub(super) fn write(drawn: &mut Worksheet, heads: &[Head], look: &Look) -> Result<(), XlsxError> {
    for (place, head) in (0..).zip(heads) {
        let format = &look.header[usize::from(!head.has_words)];
        put_words(drawn, (HEADER, place), &head.title, [format, format])?;
        drawn.set_column_width(place, head.digits() + 1)?;
    }
    drawn.set_row_height(HEADER, height(heads))?;
    Ok(())
}

/// How many lines `text` takes where each is `width` wide, at most.
pub(super) fn lines(text: &str, width: usize) -> u32 {
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ').map(columns_of) {
        if used > 0 && used + 1 + word > width {
            (lines, used) = (lines + 1, word);
        } else {
            used += word + usize::from(used > 0);
        }
        lines += u32::try_from(used.saturating_sub(1) / width.max(1)).unwrap_or_default();
        used = if used > width { used % width.max(1) } else { used };
    }
    lines
}
