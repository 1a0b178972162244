//! A grid as a sheet: two lines of what it is about, one row of titles, and the rows. A share takes three columns.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar,
    ConditionalFormatType, ExcelDateTime, Formula, Worksheet, XlsxError,
};

use super::look::{Cells, LIGHT_BLUE, Look, ORANGE};
use super::{Cover, Sheet, chart, words};
use crate::count::{Share, Source, Statistic};
use crate::report::csv::is_formula;
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::page::share;
use crate::text::width::columns_of;

/// Rows above those of the grid.
pub(super) const ABOVE: u32 = 3;
/// The row of the titles.
const HEADER: u32 = ABOVE - 1;
/// Widths of columns, in digits.
const NARROWEST: usize = 6;
const WIDEST: usize = 60;
/// Lines that the title of a column of numbers may take.
const MOST_LINES: u32 = 3;
/// Height of a line, in points.
pub(super) const LINE: u32 = 15;

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

/// `sheet` under its `name`.
pub(super) fn sheet(
    sheet: &Sheet,
    cover: &Cover,
    name: &str,
    look: &Look,
) -> Result<Worksheet, XlsxError> {
    let Sheet { grid, totals, .. } = sheet;
    let mut drawn = Worksheet::new();
    drawn.set_name(name)?.set_formula_result_default("");
    let places: Vec<u16> =
        places(grid).iter().map(|&(place, _)| u16::try_from(place).unwrap_or_default()).collect();
    let title = format!("{} · {}", cover.title, grid.title);
    let about = format!("{} · {}", cover.lines.join(" · "), cover.audience);
    put_words(&mut drawn, (0, 0), &title, [&look.title, &look.title])?;
    put_words(&mut drawn, (1, 0), &about, [&look.about, &look.about])?;
    let last = header(&mut drawn, grid, look)?;
    for (row, cells) in (ABOVE..).zip(&grid.rows) {
        let at = (row - ABOVE) as usize;
        let look = if totals.contains(&at) { &look.total } else { &look.plain };
        for ((datum, column), &place) in cells.iter().zip(&grid.columns).zip(&places) {
            put(&mut drawn, (row, place), datum, column.holds, look)?;
        }
    }
    let rows = u32::try_from(grid.rows.len()).unwrap_or(u32::MAX);
    // All others together stand below what is sorted and filtered.
    let is_last = totals.len() == 1 && totals.first() == grid.rows.len().checked_sub(1).as_ref();
    let filtered = if is_last { rows - 1 } else { rows };
    if filtered > 0 {
        drawn.autofilter(HEADER, 0, HEADER + filtered, last)?;
        mark(&mut drawn, grid, &places, HEADER + filtered, look)?;
    }
    let names = grid.columns.iter().take_while(|of| of.holds == Holds::Words).count().min(2);
    drawn.set_freeze_panes(ABOVE, places.get(names).copied().unwrap_or_default())?;
    set_print(&mut drawn, Some(HEADER), 0)?;
    if let Some(of) = &sheet.chart {
        let place = |at: usize| {
            let is_share = grid.columns.get(at).is_some_and(|of| of.holds == Holds::Shares);
            places.get(at).copied().unwrap_or_default() + if is_share { 2 } else { 0 }
        };
        drawn.insert_chart(ABOVE + rows + 1, 0, &chart::chart(of, name, HEADER, place))?;
    }
    Ok(drawn)
}

/// Writes the titles, and gives each column its width. The last column goes out.
fn header(drawn: &mut Worksheet, grid: &Grid, look: &Look) -> Result<u16, XlsxError> {
    let mut next: u16 = 0;
    let mut most_lines = 1;
    for (at, column) in grid.columns.iter().enumerate() {
        let has_words = matches!(column.holds, Holds::Words | Holds::Days);
        let format = &look.header[usize::from(!has_words)];
        let longest = grid.rows.iter().filter_map(|row| match row.get(at) {
            Some(Datum::Words(words)) => Some(columns_of(words)),
            Some(Datum::Day(_)) => Some("2026-05-29".len()),
            _ => None,
        });
        let longest = longest.max().unwrap_or_default();
        for title in titles(column) {
            let longest_word = title.split(' ').map(columns_of).max().unwrap_or_default();
            let mut width = match has_words {
                true => longest.max(columns_of(&title)) + 2,
                false => NARROWEST.max(longest_word + 1),
            };
            while lines(&title, width) > MOST_LINES && width < WIDEST {
                width += 1;
            }
            most_lines = most_lines.max(lines(&title, width));
            put_words(drawn, (HEADER, next), &title, [format, format])?;
            let width = u32::try_from(width.min(WIDEST)).unwrap_or_default();
            drawn.set_column_width(next, width + 1)?;
            next += 1;
        }
    }
    // Below each title there is room for the button of the filter.
    drawn.set_row_height(HEADER, LINE * (most_lines + 1) + 3)?;
    Ok(next.saturating_sub(1))
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

/// Landscape on Letter, one page wide and as many high as `pages` says, 0 for any, with the rows up to `header` on
/// each.
pub(super) fn set_print(
    drawn: &mut Worksheet,
    header: Option<u32>,
    pages: u16,
) -> Result<(), XlsxError> {
    const LETTER: u8 = 1;
    drawn.set_landscape().set_paper_size(LETTER).set_print_fit_to_pages(1, pages);
    drawn.set_margins(0.5, 0.5, 0.5, 0.6, 0.3, 0.3);
    drawn.set_footer("&L&A&RPage &P of &N");
    if let Some(header) = header {
        drawn.set_repeat_rows(0, header)?;
    }
    Ok(())
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

/// Writes `datum` at a row and a column; a share takes the two columns beside it as well, where they are there for it.
fn put(
    drawn: &mut Worksheet,
    (row, column): (u32, u16),
    datum: &Datum,
    holds: Holds,
    look: &Cells,
) -> Result<(), XlsxError> {
    match datum {
        Datum::Nothing if holds == Holds::Shares => {
            for beside in column..column + 3 {
                drawn.write_blank(row, beside, &look.count)?;
            }
        }
        Datum::Nothing => {
            drawn.write_blank(row, column, &look.count)?;
        }
        Datum::Words(words) => put_words(drawn, (row, column), words, [&look.words, &look.quoted])?,
        Datum::Day(day) => {
            if let Ok(moment) = ExcelDateTime::parse_from_str(&day.to_string()) {
                drawn.write_datetime_with_format(row, column, moment, &look.day)?;
            } else {
                put_words(drawn, (row, column), &day.to_string(), [&look.words, &look.quoted])?;
            }
        }
        #[allow(clippy::cast_precision_loss)] // nobody counts that far
        Datum::Count(count) => {
            drawn.write_number_with_format(row, column, *count as f64, &look.count)?;
        }
        Datum::Share(of) if holds == Holds::Shares => {
            put_share(drawn, (row, [column, column + 1, column + 2]), *of, look)?;
        }
        Datum::Share(of) => {
            put_words(drawn, (row, column), &share(*of), [&look.words, &look.quoted])?;
        }
        Datum::Number(number) => {
            drawn.write_number_with_format(row, column, *number, &look.number)?;
        }
    }
    Ok(())
}

/// Writes k, n and, as a formula with its value, the percent: cut to one decimal and never rounded, from whole
/// numbers, so that no program's arithmetic rounds 57.5 % down or 79.96 % up.
pub(super) fn put_share(
    drawn: &mut Worksheet,
    (row, [k, n, percent]): (u32, [u16; 3]),
    of: Share,
    look: &Cells,
) -> Result<(), XlsxError> {
    drawn.write_number_with_format(row, k, of.k, &look.count)?;
    drawn.write_number_with_format(row, n, of.n, &look.count)?;
    let [k, n] = [k, n].map(|column| row_col_to_cell(row, column));
    let value = of.tenths_of_percent().map(|tenths| f64::from(tenths) / 1000.0);
    let formula = Formula::new(format!("=IF({n}=0,\"\",INT(1000*{k}/{n})/1000)"))
        .set_result(value.map_or_else(String::new, |value| value.to_string()));
    drawn.write_formula_with_format(row, percent, formula, &look.percent)?;
    Ok(())
}

/// Writes text as text; of the two formats, the second says so to a program in which someone edits it.
pub(super) fn put_words(
    drawn: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    [plain, quoted]: [&rust_xlsxwriter::Format; 2],
) -> Result<(), XlsxError> {
    let text = words::cell(text);
    let format = if is_formula(&text) { quoted } else { plain };
    drawn.write_string_with_format(row, column, text, format)?;
    Ok(())
}
