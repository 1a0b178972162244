//! How a sheet goes on paper: Letter, landscape, in letters that can be read, and a chart whole on one page.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::heads::{self, HEADER, Head, LINE};
use super::{Print, Sheet};
use crate::report::grid::Datum;

/// Pixels between the margins, of 96 an inch: 11 × 8.5 inches, less 1 from side to side and 1.1 from top to bottom;
/// a little is left for programs that reckon the width of a column otherwise.
const WIDE: u32 = 940;
const HIGH: u32 = 690;
/// Percent below which nothing is made smaller: 60 % of 11 points are between 6 and 7.
const SMALLEST: u32 = 60;
/// Pixels of a line.
const LINE_HIGH: u32 = LINE * 96 / 72;
/// Pixels of a chart, at most.
const CHART_WIDE: u32 = 860;

/// Pixels that a chart may have.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) wide: u32,
    /// How high it may be on the page of the rows.
    pub(super) below: u32,
    /// How high on a page of its own.
    pub(super) alone: u32,
}

/// Where everything is on the sheet.
pub(super) struct Paper {
    /// How many of the first columns are printed.
    columns: u16,
    /// How many rows there are, those above the grid and an empty one included.
    rows: u32,
    /// Columns that are printed on each page across.
    names: u16,
    /// Pixels of the printed columns.
    wide: u32,
    /// Pixels of the rows above the grid, which are printed on each page, and of those of the grid.
    above: u32,
    below: u32,
}

impl Paper {
    /// The paper of `sheet`, which has `heads` and `rows`; its first `names` columns say what a row is.
    pub(super) fn of(sheet: &Sheet, heads: &[Head], rows: u32, names: u16) -> Self {
        let left_out = if let Print::Without(columns) = sheet.print { columns } else { 0 };
        let printed = &heads[..heads.len().saturating_sub(left_out)];
        let places = heads::places(&sheet.grid);
        let high = |row: &Vec<Datum>| LINE_HIGH * heads::lines_of(&places, heads, row);
        Self {
            columns: u16::try_from(printed.len()).unwrap_or(u16::MAX),
            rows,
            names,
            wide: printed.iter().map(Head::pixels).sum(),
            above: 2 * LINE_HIGH + 4 + heads::height(heads) * 96 / 72,
            below: sheet.grid.rows.iter().map(high).sum::<u32>() + 2 * LINE_HIGH,
        }
    }

    /// How many percent of everything is printed; it is one page wide unless it is too wide for that.
    fn scale(&self) -> u32 {
        self.one_page_wide().clamp(SMALLEST, 100)
    }

    fn one_page_wide(&self) -> u32 {
        100 * WIDE / self.wide.max(1)
    }

    /// The room for a chart: as wide as what is printed.
    pub(super) fn room(&self, sheet: &Sheet) -> Room {
        let alone = self.page().saturating_sub(self.above + LINE_HIGH);
        Room {
            wide: match sheet.print {
                Print::Without(_) => self.wide.min(CHART_WIDE),
                Print::All | Print::Title => CHART_WIDE,
            },
            below: alone.saturating_sub(self.below),
            alone,
        }
    }

    /// Pixels from top to bottom of a page, as many as it holds.
    fn page(&self) -> u32 {
        100 * HIGH / self.scale()
    }

    /// Sets how `drawn` prints; its chart, where it has one, is so high.
    pub(super) fn set(
        &self,
        drawn: &mut Worksheet,
        print: Print,
        chart: Option<u32>,
    ) -> Result<(), XlsxError> {
        frame(drawn);
        drawn.set_repeat_rows(0, HEADER)?;
        let breaks = chart.is_some_and(|high| self.above + self.below + high > self.page());
        if self.one_page_wide() < SMALLEST {
            drawn.set_print_scale(percent(SMALLEST));
            if self.names > 0 {
                drawn.set_repeat_columns(0, self.names - 1)?;
            }
        } else if breaks {
            // Pages that are fitted have no breaks of their own; where another font stands in, columns are wider.
            drawn.set_print_scale(percent((self.one_page_wide() * 3 / 4).clamp(SMALLEST, 100)));
        } else {
            drawn.set_print_fit_to_pages(1, 0);
        }
        if breaks {
            drawn.set_page_breaks(&[self.rows])?;
        }
        let last = self.columns.saturating_sub(1);
        match print {
            Print::All => {}
            Print::Title => {
                drawn.set_print_area(0, 0, HEADER - 1, last)?;
            }
            Print::Without(_) => {
                let chart = chart.map_or(0, |high| high / LINE_HIGH + 2);
                drawn.set_print_area(0, 0, self.rows + chart, last)?;
            }
        }
        Ok(())
    }
}

fn percent(scale: u32) -> u16 {
    u16::try_from(scale).unwrap_or(100)
}

/// Letter, landscape, with margins and the line at the foot of each page.
pub(super) fn frame(drawn: &mut Worksheet) {
    const LETTER: u8 = 1;
    drawn.set_landscape().set_paper_size(LETTER);
    drawn.set_margins(0.5, 0.5, 0.5, 0.6, 0.3, 0.3);
    drawn.set_footer("&L&A&RPage &P of &N");
}
