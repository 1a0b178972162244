//! Rows that are set aside: the tables of a source and which of their rows have faults come in; a file that comes in
//! again through the same map goes out: a workbook for workbooks, CSV for CSV, JSON lines for JSON.

mod text;
mod workbook;

use std::collections::HashSet;

use super::build::said;
use super::cell::{Addresses, Content, Row, Sheet};
use super::map::{Header, Identity, Map};
use super::rows::{Rows, id_columns, own_key};
use super::table::Table;

/// Endings of files that programs take for workbooks.
const OF_WORKBOOKS: [&str; 4] = [".xlsx", ".xlsm", ".xls", ".ods"];

/// A sheet as it is set aside: its rows, by number from 1.
struct Laid<'s> {
    sheet: &'s Sheet,
    rows: Vec<(u32, Vec<Content>)>,
    /// The number of the last row of the first head; cells down to it stand where they stood.
    head: u32,
}

/// Checks that the rows of `sheets` can be set aside in the file `name`.
///
/// # Errors
/// Why not and what to do.
pub(crate) fn fits(map: &Map, sheets: &[Sheet], name: &str) -> Result<(), String> {
    let has_many = map.joins.iter().any(|join| join.is_many);
    if has_many && !matches!(map.identity, Identity::Columns { .. }) {
        return Err(
            "where several rows of another table belong to one here, rows can be set aside only if \
             the map names the source's own id: identity = { columns = … }"
                .to_owned(),
        );
    }
    let (name, of_workbook) = (name.to_lowercase(), sheets.iter().filter(|it| it.name.is_some()));
    let ends_as_workbook = OF_WORKBOOKS.iter().any(|end| name.ends_with(end));
    let paths = sheets.iter().filter(|sheet| sheet.addresses == Addresses::Paths).count();
    let forms = [of_workbook.clone().count(), paths];
    if forms.into_iter().any(|many| many > 0 && many < sheets.len()) {
        return Err(
            "the files have several forms; import those of one form at a time to set rows \
                    aside"
                .to_owned(),
        );
    }
    if of_workbook.clone().next().is_none() {
        return match ends_as_workbook {
            true => {
                Err("rows of text are set aside as text; give the file another ending, such as \
                         .csv"
                    .to_owned())
            }
            false => Ok(()),
        };
    }
    if !name.ends_with(".xlsx") {
        return Err(
            "rows of a workbook are set aside in a workbook; give the file the ending .xlsx"
                .to_owned(),
        );
    }
    let mut known = HashSet::new();
    for sheet in of_workbook
        .filter(|sheet| map.reads(sheet.name.as_deref()))
        .filter_map(|it| it.name.as_deref())
    {
        if !known.insert(sheet.to_lowercase()) {
            return Err(format!(
                "two of the files have a sheet `{sheet}`; import one file at a time to set rows \
                 aside"
            ));
        }
    }
    Ok(())
}

/// The file with the rows in `faulty`, below the cells above their tables and the rows that name their columns.
///
/// # Errors
/// They cannot be written so that they come in again, and what to do.
pub(crate) fn bytes(
    map: &Map,
    rows: &Rows,
    faulty: &HashSet<(usize, usize)>,
) -> Result<Vec<u8>, String> {
    if rows.own_tables().iter().any(|table| table.sheet.addresses == Addresses::Paths) {
        return Ok(text::json(rows, faulty, &map.reading).into_bytes());
    }
    let laid = laid(map, rows, faulty);
    if laid.iter().any(|laid| laid.sheet.name.is_some()) {
        return workbook::bytes(&laid);
    }
    if laid.len() > 1 && !matches!(map.header, Header::With { .. }) {
        return Err(
            "one text cannot hold rows of several files; import one file at a time to set \
                    rows aside"
                .to_owned(),
        );
    }
    text::csv(&laid, &map.reading)
}

/// How many rows that is: those in `faulty`, and those that are part of one.
pub(crate) fn number(rows: &Rows, faulty: &HashSet<(usize, usize)>) -> usize {
    let tables = rows.own_tables().iter().enumerate();
    let of_table = |(at, table): (usize, &Table)| {
        let is_bad = |index: usize| faulty.contains(&(at, index));
        let rows = table.rows.iter().enumerate();
        rows.filter(|(index, row)| is_bad(*index) || row.is_part_of(table.rows, is_bad)).count()
    };
    tables.map(of_table).sum()
}

/// The sheets that the tables of `rows` are in. Sheets without a row in `faulty` keep their heads: a column that no
/// table has would be missed.
fn laid<'s>(map: &Map, rows: &Rows<'s>, faulty: &HashSet<(usize, usize)>) -> Vec<Laid<'s>> {
    let mut all: Vec<Laid> = Vec::new();
    for (at, table) in rows.own_tables().iter().enumerate() {
        let bad = bad(map, table, at, faulty);
        let is_known = all.last().is_some_and(|laid| std::ptr::eq(laid.sheet, table.sheet));
        if !is_known {
            let first = table.head.first().map_or(1, |row| row.number);
            let above = table.sheet.rows.iter().filter(|row| row.number < first);
            let fixed = above.chain(table.head);
            let head = table.head.last().map_or(0, |row| row.number);
            let fixed = fixed.map(|row| (row.number, row.own_cells().to_vec())).collect();
            all.push(Laid { sheet: table.sheet, rows: fixed, head });
        }
        let Some(laid) = all.last_mut() else { continue };
        let last = laid.rows.last().map_or(0, |(number, _)| *number);
        // Below other rows, a blank one tells that another table begins.
        let head: Vec<&Row> = table.head.iter().filter(|_| is_known).collect();
        let begin = if is_known { last + 2 } else { last + 1 };
        let below = head.into_iter().map(|row| row.own_cells().to_vec()).chain(bad);
        laid.rows.extend((begin..).zip(below));
    }
    all
}

/// The rows of `table`, the one at `at`, that are in `faulty`. A cell that means the one above it gets what stands
/// there, unless that row comes along.
fn bad(map: &Map, table: &Table, at: usize, faulty: &HashSet<(usize, usize)>) -> Vec<Vec<Content>> {
    let above = &table.above;
    let is_bad = |index: usize| faulty.contains(&(at, index));
    let goes = |(index, row): &(usize, &Row)| is_bad(*index) || row.is_part_of(table.rows, is_bad);
    let rows = table.rows.iter().enumerate().filter(goes);
    let rows = rows.map(|(index, row)| {
        let mut cells = row.own_cells().to_vec();
        // The id of another row is none: with it, this one would be taken for that.
        let others =
            if own_key(map, table, row).is_err() { id_columns(map, table) } else { Vec::new() };
        let means_above =
            |column: &usize| said(map, row, *column).means_above() && !others.contains(column);
        for column in above.columns().filter(means_above) {
            let from = above.row(index, column);
            let from = from.filter(|&from| !goes(&(from, &table.rows[from])));
            let content = from.and_then(|from| table.rows[from].own_cells().get(column));
            let Some(content) = content else { continue };
            if cells.len() <= column {
                cells.resize(column + 1, Content::Empty);
            }
            cells[column] = content.clone();
        }
        cells
    });
    rows.collect()
}
