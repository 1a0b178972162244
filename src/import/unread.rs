//! Rows above the heads of tables: tables come in; a sentence goes out where there are so many that they may be a table
//! of their own, of which nothing would come in.

use std::collections::HashSet;

use super::cell::{Addresses, Row};
use super::table::Table;
use crate::text::wording::count;

/// Rows above a head that are no mere title, if each has several cells.
const MANY: usize = 3;

/// How many rows with several cells stand above the first head of each sheet of `tables`, where they are many; those in
/// `named`, by number, are read by a map as cells of their own.
pub(super) fn above(tables: &[Table], named: &HashSet<u32>) -> Option<String> {
    let (mut first, mut many) = (None, 0);
    let mut before = None;
    for table in tables.iter().filter(|table| table.sheet.addresses == Addresses::Grid) {
        let is_first = before.is_none_or(|sheet| !std::ptr::eq(sheet, table.sheet));
        before = Some(table.sheet);
        let Some(head) = table.head.first().filter(|_| is_first) else { continue };
        let is_said = |row: &&Row| {
            let filled = row.own_cells().iter().filter(|cell| !cell.is_empty()).count();
            filled > 1 && !named.contains(&row.number)
        };
        let above = table.sheet.rows.iter().take_while(|row| row.number < head.number);
        let above: Vec<&Row> = above.filter(is_said).collect();
        if above.len() >= MANY {
            first = first.or_else(|| above.first().map(|row| table.address(row, None)));
            many += above.len();
        }
    }
    first.map(|first| {
        format!(
            "{} with something in them stand above the heads, and nothing of that comes in; the first is {first}",
            count(many, "row")
        )
    })
}
