//! What is in a grid, written into cells: a share takes three, and a number that the rows above add up to is a sum of
//! those that are shown.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use super::look::Cells;
use super::words;
use crate::count::Share;
use crate::report::csv::is_formula;
use crate::report::grid::{Datum, Holds};
use crate::report::page::share;

/// Writes `datum` at a row and a column; a share takes the two columns beside it as well, where they are there for it.
pub(super) fn put(
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
    put_percent(drawn, (row, [k, n, percent]), of, look)
}

fn put_percent(
    drawn: &mut Worksheet,
    (row, [k, n, percent]): (u32, [u16; 3]),
    of: Share,
    look: &Cells,
) -> Result<(), XlsxError> {
    let [k, n] = [k, n].map(|column| row_col_to_cell(row, column));
    let value = of.tenths_of_percent().map(|tenths| f64::from(tenths) / 1000.0);
    let formula = Formula::new(format!("=IF({n}=0,\"\",INT(1000*{k}/{n})/1000)"))
        .set_result(value.map_or_else(String::new, |value| value.to_string()));
    drawn.write_formula_with_format(row, percent, formula, &look.percent)?;
    Ok(())
}

/// Writes `total`, which the cells of the rows `first` to `last` add up to, as the sum of those that are shown.
pub(super) fn put_sum(
    drawn: &mut Worksheet,
    (row, column): (u32, u16),
    total: &Datum,
    (first, last): (u32, u32),
    look: &Cells,
) -> Result<(), XlsxError> {
    let mut sum = |column: u16, result: u64| {
        let [top, bottom] = [first, last].map(|row| row_col_to_cell(row, column));
        let formula =
            Formula::new(format!("=SUBTOTAL(109,{top}:{bottom})")).set_result(result.to_string());
        drawn.write_formula_with_format(row, column, formula, &look.count).map(|_| ())
    };
    match total {
        Datum::Count(count) => sum(column, *count),
        Datum::Share(of) => {
            sum(column, of.k.into())?;
            sum(column + 1, of.n.into())?;
            put_percent(drawn, (row, [column, column + 1, column + 2]), *of, look)
        }
        Datum::Nothing | Datum::Words(_) | Datum::Day(_) | Datum::Number(_) => Ok(()),
    }
}

/// Writes text as text; of the two formats, the second says so to a program in which someone edits it.
pub(super) fn put_words(
    drawn: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    [plain, quoted]: [&Format; 2],
) -> Result<(), XlsxError> {
    let text = words::cell(text);
    let format = if is_formula(&text) { quoted } else { plain };
    drawn.write_string_with_format(row, column, text, format)?;
    Ok(())
}
