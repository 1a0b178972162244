//! Cells that mean what stands above them: a table and what a map says of its columns come in; the cell that each of
//! its cells means goes out.

use std::collections::HashMap;

use super::build::{not_computed, said};
use super::cell::{Content, Row, Wrong};
use super::map::Map;
use super::map::pattern::Pattern;
use super::table::Table;

/// What cells of a table mean that say nothing themselves.
#[derive(Debug, Default)]
pub(crate) struct Above<'s> {
    rows: &'s [Row],
    /// Of each column where that is so, by row, the nearest row above that says something.
    nearest: HashMap<usize, Vec<Option<usize>>>,
}

impl<'s> Above<'s> {
    /// Of the columns of `table` that `patterns` fit, whose empty cells mean the ones above.
    pub(super) fn of(map: &Map, patterns: &[Pattern], table: &Table<'s>) -> Self {
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

    /// Whether cells of the column `column` that say nothing mean the ones above.
    fn is_of(&self, column: usize) -> bool {
        self.nearest.contains_key(&column)
    }

    /// What stands above `row` in the column `column`.
    fn cell(&self, row: &Row, column: usize) -> Option<&'s Content> {
        let at = self.rows.binary_search_by_key(&row.number, |known| known.number).ok()?;
        self.rows.get(self.row(at, column)?)?.cells.get(column)
    }
}

impl<'s> Table<'s> {
    /// What stands above `row` in the column `index`, where that is what an empty cell means there; else nothing.
    pub(super) fn above(&self, row: &Row, index: usize) -> &'s Content {
        self.above.cell(row, index).unwrap_or(&Content::Empty)
    }

    /// What the cell in the column `index` of `row` means, as a key or where rows are told apart by it: many rows would
    /// be one, or be none, by a word that says nothing.
    ///
    /// # Errors
    /// Nobody can tell: it was not computed, or is a ditto mark where the map knows of none.
    pub(super) fn meant<'r>(
        &self,
        map: &Map,
        row: &'r Row,
        index: usize,
    ) -> Result<&'r Content, Wrong>
    where
        's: 'r,
    {
        let own = said(map, row, index);
        let content = match own.means_above() && self.above.is_of(index) {
            true => self.above(row, index),
            false => own,
        };
        match content {
            Content::Fault(_) => Err(not_computed()),
            mark if mark.means_above() && !mark.is_empty() => Err(ditto()),
            content => Ok(content),
        }
    }
}

/// A ditto mark stands where rows are told apart.
fn ditto() -> Wrong {
    Wrong {
        cause: "is a ditto mark, and the map does not say that it means the cell above".to_owned(),
        detail: String::new(),
        remedy: "write the word itself; or add `as_above = true` in the map, to the condition that looks at this \
                 column or to the key that it is for"
            .to_owned(),
    }
}
