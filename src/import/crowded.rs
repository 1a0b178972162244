//! Rows with more in them than their head has columns for: sheets of a text and a map come in; each such row gets its
//! fault. In a text, a separator between two words that nobody put in quotes cuts a cell in two.

use super::cell::{Addresses, Content, Row, Sheet};
use super::map::Map;
use super::rows::left_out;
use super::table::Table;
use crate::text::wording::count;

/// Says of the rows of `sheets`, those of a text alone, which are wider than the head that `map` tells.
pub(crate) fn mark(sheets: &mut [Sheet], map: &Map) {
    for sheet in sheets.iter_mut().filter(|it| is_text(it)) {
        for (at, fault) in crowded(sheet, map) {
            if let Some(row) = sheet.rows.get_mut(at) {
                row.fault = Some(fault.into());
            }
        }
    }
}

/// Whether `sheet` came from a text with separators: people write beside the tables of workbooks.
fn is_text(sheet: &Sheet) -> bool {
    sheet.name.is_none() && sheet.addresses == Addresses::Grid
}

/// Which rows of `sheet`, by index, are too wide, and what is said of each.
fn crowded(sheet: &Sheet, map: &Map) -> Vec<(usize, String)> {
    let tables = match map.is_joined(sheet) {
        true => Table::below_heads(sheet, map.header_of(sheet), &[]),
        false => Table::all(sheet, map, &map.patterns()),
    };
    let mut faults = Vec::new();
    for table in &tables {
        let columns = table.head.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let wide = |row: &&Row| width(row) > columns && left_out(map, table, row).is_none();
        for row in table.rows.iter().filter(wide) {
            let at = sheet.rows.binary_search_by_key(&row.number, |known| known.number);
            faults.extend(at.ok().map(|at| (at, too_wide(width(row), columns))));
        }
    }
    faults
}

/// How many cells `row` has up to the last one that says something.
fn width(row: &Row) -> usize {
    row.cells.iter().rposition(|cell| !Content::is_empty(cell)).map_or(0, |last| last + 1)
}

fn too_wide(cells: usize, columns: usize) -> String {
    format!(
        "it has {}, and the head names {}; is a separator in a text that has no quotes around it?",
        count(cells, "cell"),
        count(columns, "column")
    )
}
