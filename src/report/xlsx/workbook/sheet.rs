//! A grid as a sheet: two lines of what it is about, one row of titles, the rows that are sorted and filtered and,
//! after an empty one, those that are others together. A chart stands below.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar,
    ConditionalFormatType, Worksheet, XlsxError,
};

use super::heads::{self, ABOVE, HEADER};
use super::look::{LIGHT_BLUE, Look, ORANGE};
use super::paper::Paper;
use super::put::{put, put_sum, put_words};
use super::{Cover, Print, Sheet, chart};
use crate::count::{Source, Statistic};
use crate::report::grid::{Column, Datum, Grid, Holds};

/// Where rows are.
struct Rows {
    /// How many are sorted and filtered.
    filtered: usize,
    /// How many there are.
    all: usize,
}

impl Rows {
    fn of(sheet: &Sheet) -> Self {
        let all = sheet.grid.rows.len();
        Self { filtered: all.saturating_sub(sheet.totals), all }
    }

    /// The row of the sheet in which the row `at` of the grid is.
    fn place(&self, at: usize) -> u32 {
        let is_apart = self.filtered > 0 && at >= self.filtered;
        ABOVE + u32::try_from(at).unwrap_or(u32::MAX - ABOVE - 1) + u32::from(is_apart)
    }
}

/// How many rows `sheet` takes.
pub(super) fn rows(sheet: &Sheet) -> usize {
    let rows = Rows::of(sheet);
    let is_parted = rows.filtered > 0 && rows.all > rows.filtered;
    ABOVE as usize + rows.all + usize::from(is_parted)
}

/// `sheet` under its `name`.
pub(super) fn sheet(
    sheet: &Sheet,
    cover: &Cover,
    name: &str,
    look: &Look,
) -> Result<Worksheet, XlsxError> {
    let Sheet { grid, .. } = sheet;
    let mut drawn = Worksheet::new();
    drawn.set_name(name)?.set_formula_result_default("");
    let narrow = |(place, _): &(usize, usize)| u16::try_from(*place).unwrap_or_default();
    let wide = heads::places(grid);
    let places: Vec<u16> = wide.iter().map(narrow).collect();
    let title = format!("{} · {}", cover.title, grid.title);
    let mut about = format!("{} · {}", cover.lines.join(" · "), cover.audience);
    if sheet.print == Print::Title {
        about.push_str(" · the rows are not printed");
    }
    put_words(&mut drawn, (0, 0), &title, [&look.title, &look.title])?;
    put_words(&mut drawn, (1, 0), &about, [&look.about, &look.about])?;
    let heads = heads::heads(grid);
    heads::write(&mut drawn, &heads, look)?;
    let rows = Rows::of(sheet);
    put_rows(&mut drawn, sheet, &rows, &places, look)?;
    for (at, row) in grid.rows.iter().enumerate() {
        // Not every program makes room by itself.
        let lines = heads::lines_of(&wide, &heads, row);
        if lines > 1 {
            drawn.set_row_height(rows.place(at), (heads::LINE * lines).min(heads::HIGHEST))?;
        }
    }
    if rows.filtered > 0 {
        let last = rows.place(rows.filtered - 1);
        let last_column = u16::try_from(heads.len()).unwrap_or_default().saturating_sub(1);
        drawn.autofilter(HEADER, 0, last, last_column)?;
        mark(&mut drawn, grid, &places, last, look)?;
    }
    let names = grid.columns.iter().take_while(|of| of.holds == Holds::Words).count().min(2);
    let names = places.get(names).copied().unwrap_or_default();
    drawn.set_freeze_panes(ABOVE, names)?;
    let next = u32::try_from(self::rows(sheet)).unwrap_or(u32::MAX - 1) + 1;
    let paper = Paper::of(sheet, &heads, next, names);
    let mut chart_high = None;
    if let Some(of) = &sheet.chart {
        let place = |at: usize| {
            let is_share = grid.columns.get(at).is_some_and(|of| of.holds == Holds::Shares);
            places.get(at).copied().unwrap_or_default() + if is_share { 2 } else { 0 }
        };
        let (chart, high) = chart::chart(of, name, HEADER, paper.room(sheet), place);
        drawn.insert_chart(next, 0, &chart)?;
        chart_high = Some(high);
    }
    paper.set(&mut drawn, sheet.print, chart_high)?;
    Ok(drawn)
}

fn put_rows(
    drawn: &mut Worksheet,
    sheet: &Sheet,
    rows: &Rows,
    places: &[u16],
    look: &Look,
) -> Result<(), XlsxError> {
    let grid = &sheet.grid;
    for (at, cells) in grid.rows.iter().enumerate() {
        let look = if at < rows.filtered { &look.plain } else { &look.total };
        let is_sum = sheet.sums && at >= rows.filtered && at + 1 == rows.all;
        let parts = &grid.rows[..if is_sum { rows.filtered } else { 0 }];
        for (index, ((datum, column), &place)) in
            cells.iter().zip(&grid.columns).zip(places).enumerate()
        {
            let cell = (rows.place(at), place);
            if adds_up(parts, index, datum) {
                let from_to = (ABOVE, rows.place(rows.filtered - 1));
                put_sum(drawn, cell, datum, from_to, look)?;
            } else if is_limit(column, cells)
                && let Datum::Number(limit) = datum
            {
                drawn.write_number_with_format(cell.0, cell.1, *limit, &look.percent)?;
            } else {
                put(drawn, cell, datum, column.holds, look)?;
            }
        }
    }
    Ok(())
}

/// Whether the cells at `index` of `parts` add up to `total`. Numbers that count someone in two rows do not.
fn adds_up(parts: &[Vec<Datum>], index: usize, total: &Datum) -> bool {
    let cells = || parts.iter().filter_map(|row| row.get(index));
    if parts.is_empty() {
        return false;
    }
    match total {
        Datum::Count(total) => {
            let counts = cells().map(|cell| if let Datum::Count(n) = cell { *n } else { 0 });
            counts.sum::<u64>() == *total
        }
        Datum::Share(total) => {
            let shares = cells().map(|cell| match cell {
                Datum::Share(of) => [of.k, of.n].map(u64::from),
                _ => [0, 0],
            });
            let sum = shares.fold([0, 0], |[k, n], [more_k, more_n]| [k + more_k, n + more_n]);
            sum == [total.k, total.n].map(u64::from)
        }
        Datum::Nothing | Datum::Words(_) | Datum::Day(_) | Datum::Number(_) => false,
    }
}

/// Whether `column` has a limit of the share that the same row holds.
fn is_limit(column: &Column, row: &[Datum]) -> bool {
    let holds_share = || row.iter().any(|datum| matches!(datum, Datum::Share(_)));
    matches!(column.id, "low" | "high") && holds_share()
}

/// Bars beside percents, and a color for what waits for someone.
fn mark(
    drawn: &mut Worksheet,
    grid: &Grid,
    places: &[u16],
    last: u32,
    look: &Look,
) -> Result<(), XlsxError> {
    for (column, &place) in grid.columns.iter().zip(places) {
        let statistic = Statistic::from_name(column.id);
        if column.holds == Holds::Shares {
            let color = if statistic == Some(Statistic::Missing) { ORANGE } else { LIGHT_BLUE };
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, 1)
                .set_fill_color(color)
                .set_solid_fill(true);
            drawn.add_conditional_format(ABOVE, place + 2, last, place + 2, &bar)?;
        } else if statistic.is_some_and(|of| matches!(of.row().made, Source::Attention(_))) {
            let waits = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::GreaterThan(0))
                .set_format(&look.alert);
            drawn.add_conditional_format(ABOVE, place, last, place, &waits)?;
        }
    }
    Ok(())
}
