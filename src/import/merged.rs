//! Cells below the heads of tables that were merged: sheets and a map come in; each row that such a cell covers gets what
//! it shows there, as a reader of the sheet sees it. A file holds that in the first row alone.

mod one_visit;

use std::collections::HashSet;

use super::cell::{Content, Row, Sheet};
use super::map::Map;
use super::place::letters;
use super::rows::{id_columns, is_read, left_out};
use super::source::room::Room;
use super::table::Table;
use crate::text::wording::all_of;

/// Where a cell is: its sheet, its row from 1, its column from 0.
pub(super) type Place<'s> = (&'s Sheet, u32, u32);

/// What becomes of a sheet; rows are told by their index in it.
#[derive(Default)]
struct Plan {
    /// Cells and what they show.
    shown: Vec<(usize, usize, Content)>,
    /// Rows that hold something else than they show, with what is said of each.
    hidden: Vec<(usize, String)>,
}

/// Gives the rows of `sheets`, whose heads `map` tells, what merged cells show in them.
///
/// # Errors
/// That takes more memory than there is, with the file's name.
pub(crate) fn fill(sheets: &mut [Sheet], map: &Map) -> Result<(), String> {
    let mut room = Room::whole();
    let is_read = |it: &Sheet| map.reads(it.name.as_deref()) || map.is_joined(it);
    for sheet in sheets.iter_mut().filter(|it| !it.merged.is_empty() && is_read(it)) {
        let plan = plan(sheet, map, &mut room).map_err(|why| format!("{}: {why}", sheet.file))?;
        let mut covered = HashSet::new();
        for (at, column, content) in plan.shown {
            covered.insert((sheet.rows[at].number, column));
            let cells = &mut sheet.rows[at].cells;
            if cells.len() <= column {
                cells.resize(column + 1, Content::Empty);
            }
            cells[column] = content;
        }
        for (at, why) in plan.hidden {
            sheet.rows[at].fault.get_or_insert(why.into());
        }
        if !map.is_joined(sheet) && map.gather.is_none() {
            without_id(sheet, map, &covered);
            for (number, why) in one_visit::doubtful(sheet, map, &covered) {
                if let Ok(at) = sheet.rows.binary_search_by_key(&number, |row| row.number) {
                    sheet.rows[at].fault.get_or_insert(why.into());
                }
            }
        }
    }
    Ok(())
}

/// Says of the rows of `sheet` whose whole id a merged cell shows that they have none of their own: with that of another
/// row, one of the two would take the other's place. `covered` are the cells that got what one shows, by row and column.
fn without_id(sheet: &mut Sheet, map: &Map, covered: &HashSet<(u32, usize)>) {
    let mut found: Vec<(u32, Vec<usize>)> = Vec::new();
    for table in Table::all(sheet, map, &map.patterns()) {
        let columns = id_columns(map, &table);
        let of_another =
            |row: &&Row| columns.iter().all(|&column| covered.contains(&(row.number, column)));
        let rows = table.rows.iter().filter(|_| !columns.is_empty()).filter(of_another);
        let rows = rows.filter(|row| is_read(map, &table, row));
        found.extend(rows.map(|row| (row.number, columns.clone())));
    }
    for (number, columns) in found {
        let Ok(at) = sheet.rows.binary_search_by_key(&number, |row| row.number) else { continue };
        let row = &mut sheet.rows[at];
        let cells = columns.iter().map(|&column| format!("{}{number}", letters(column)));
        let cells: Vec<String> = cells.collect();
        for column in columns {
            row.cells[column] = Content::Empty;
        }
        let why = format!(
            "it has the id of a row above, with which {} merged, so nobody can tell the two apart; take the merged cells \
             apart and give each row its id, or name more columns under `identity` in the map",
            match &cells[..] {
                [one] => format!("{one} is"),
                several => format!("{} are", all_of(several.iter().map(String::as_str))),
            }
        );
        row.fault.get_or_insert(why.into());
    }
}

fn plan(sheet: &Sheet, map: &Map, room: &mut Room) -> Result<Plan, String> {
    let tables = match map.is_joined(sheet) {
        true => Table::below_heads(sheet, map.header_of(sheet), &[]),
        false => Table::all(sheet, map, &map.patterns()),
    };
    let tables: Vec<&Table> = tables.iter().collect();
    let mut plan = Plan::default();
    for &(first, left, last, _) in &sheet.merged {
        let Some((table, top, below)) = rows_of(&tables, (first, last)) else { continue };
        let column = left as usize;
        let shown = top.cells.get(column).unwrap_or(&Content::Empty);
        for row in below {
            room.take_cells(1)?;
            let Ok(at) = sheet.rows.binary_search_by_key(&row.number, |known| known.number) else {
                continue;
            };
            let own = row.cells.get(column).unwrap_or(&Content::Empty);
            if !own.is_empty() {
                if own != shown
                    && table.columns.is_known(column)
                    && left_out(map, table, row).is_none()
                {
                    plan.hidden.push((at, other(column, (first, row.number))));
                }
            } else if !shown.is_empty() && !row.cells.iter().all(Content::is_empty) {
                room.take_cells((column + 1).saturating_sub(row.cells.len()))?;
                if let Content::Text(text) | Content::Fault(text) = shown {
                    room.take(text.len())?;
                }
                plan.shown.push((at, column, shown.clone()));
            }
        }
    }
    Ok(plan)
}

/// Of `tables`, those of one sheet, the one in whose rows the row `first` is, that row, and those below it down to `last`.
fn rows_of<'t, 's>(
    tables: &[&'t Table<'s>],
    (first, last): (u32, u32),
) -> Option<(&'t Table<'s>, &'s Row, &'s [Row])> {
    let begins = |table: &&Table| table.head.first().is_some_and(|head| head.number <= first);
    let table = tables.get(tables.partition_point(begins).checked_sub(1)?)?;
    let at = table.rows.binary_search_by_key(&first, |row| row.number).ok()?;
    let (top, below) = table.rows[at..].split_first()?;
    let end = below.partition_point(|row| row.number <= last);
    Some((table, top, &below[..end]))
}

fn other(column: usize, (shown, hidden): (u32, u32)) -> String {
    let column = letters(column);
    format!(
        "{column}{hidden} is merged with {column}{shown} and holds something else, which nobody sees; take the merged \
         cell apart"
    )
}

/// The merged cells in rows of `tables` that come in by `map`: those that cover several rows, and those that go over
/// several columns, of which only the first has what they show.
pub(super) fn in_rows<'s>(map: &Map, tables: &[Table<'s>]) -> (Vec<Place<'s>>, Vec<Place<'s>>) {
    let (mut down, mut across) = (Vec::new(), Vec::new());
    let mut rest = tables;
    while let Some(sheet) = rest.first().map(|table| table.sheet) {
        let is_other = |table: &Table| !std::ptr::eq(table.sheet, sheet);
        let (own, others) = rest.split_at(rest.iter().position(is_other).unwrap_or(rest.len()));
        rest = others;
        let own: Vec<&Table> = own.iter().collect();
        for &(first, left, last, right) in &sheet.merged {
            let Some((table, top, below)) = rows_of(&own, (first, last)) else { continue };
            let is_said = top.cells.get(left as usize).is_some_and(|cell| !cell.is_empty());
            if !is_said || left_out(map, table, top).is_some() {
                continue;
            }
            if below.iter().any(|row| row.cells.iter().any(|cell| !cell.is_empty())) {
                down.push((sheet, first, left));
            }
            if right > left {
                across.push((sheet, first, left));
            }
        }
    }
    (down, across)
}
