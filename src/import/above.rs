//! Cells that mean what stands above them: a table and what a map says of its columns come in; the cell that each of
//! its cells means goes out.

use std::collections::HashMap;

use super::build::said;
use super::cell::{Content, Row};
use super::map::Map;
use super::table::Table;

/// What cells of a table mean that say nothing themselves.
#[derive(Debug, Default)]
pub(crate) struct Above<'s> {
    rows: &'s [Row],
    /// Of each column where that is so, by row, the nearest row above that says something.
    nearest: HashMap<usize, Vec<Option<usize>>>,
}

impl<'s> Above<'s> {
    /// Of the columns of `table` whose empty cells mean the ones above by `map`.
    pub(crate) fn of(map: &Map, table: &Table<'s>) -> Self {
        let patterns = map.as_above();
        let columns = patterns.iter().flat_map(|pattern| table.columns.of_pattern(pattern));
        let nearest = columns.map(|column| {
            let mut last = None;
            let rows = table.rows.iter().enumerate().map(|(at, row)| {
                let before = last;
                if !said(map, row, column.index).means_above() {
                    last = Some(at);
                }
                before
            });
            (column.index, rows.collect())
        });
        Self { rows: table.rows, nearest: nearest.collect() }
    }

    /// The columns where that is so, by index.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.nearest.keys().copied()
    }

    /// The row that the cell in the column `column` of the row `at` has its content from, if it says nothing itself; all
    /// by index.
    pub(super) fn row(&self, at: usize, column: usize) -> Option<usize> {
        *self.nearest.get(&column)?.get(at)?
    }

    /// What that row says.
    pub(super) fn cell(&self, at: usize, column: usize) -> Option<&'s Content> {
        self.rows.get(self.row(at, column)?)?.cells.get(column)
    }
}
