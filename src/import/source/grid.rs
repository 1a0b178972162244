//! Cells that come one by one, each with its place, gathered into rows.

use std::collections::HashSet;

use super::room::Room;
use crate::import::cell::{Content, Row};

/// A sheet in the making.
pub(super) struct Grid<'r> {
    rows: Vec<Row>,
    room: &'r mut Room,
    is_in_order: bool,
}

impl<'r> Grid<'r> {
    pub(super) fn new(room: &'r mut Room) -> Self {
        Self { rows: Vec::new(), room, is_in_order: true }
    }

    /// Puts `content` into the row `number`, from 1, and the column `column`, from 0.
    ///
    /// # Errors
    /// There is no room for it, in words that follow the file's name.
    pub(super) fn put(&mut self, number: u32, column: u32, content: Content) -> Result<(), String> {
        if content == Content::Empty {
            return Ok(());
        }
        let column = column as usize;
        if let Content::Text(text) | Content::Fault(text) = &content {
            self.room.take(text.len())?;
        }
        let known = self.row(number)?.cells.len();
        if column >= known {
            self.room.take_cells(column + 1 - known)?;
        }
        let cells = &mut self.row(number)?.cells;
        if column >= known {
            cells.resize(column + 1, Content::Empty);
        }
        cells[column] = content;
        Ok(())
    }

    /// Notes that the cell at this place has a color.
    pub(super) fn color(&mut self, number: u32, column: u32) -> Result<(), String> {
        let colored = &mut self.row(number)?.colored;
        let (first, many) = colored.unwrap_or((column, 0));
        *colored = Some((first.min(column), many + 1));
        Ok(())
    }

    /// The row `number`, which is the last one as long as cells come in order.
    fn row(&mut self, number: u32) -> Result<&mut Row, String> {
        let last = self.rows.last().map(|row| row.number);
        if last != Some(number) {
            self.room.take_row()?;
            self.is_in_order &= last < Some(number);
            self.rows.push(Row { number, ..Row::default() });
        }
        // The row was added if it was not there.
        self.rows.last_mut().ok_or_else(String::new)
    }

    /// The rows with anything in them, in order; those in `hidden` are not shown.
    pub(super) fn finish(mut self, hidden: &HashSet<u32>) -> Vec<Row> {
        if !self.is_in_order {
            self.rows.sort_by_key(|row| row.number);
            self.rows.dedup_by(|next, row| {
                next.number == row.number && {
                    merge(row, next);
                    true
                }
            });
        }
        self.rows.retain(|row| !row.cells.is_empty());
        for row in &mut self.rows {
            row.cells.shrink_to_fit();
            row.is_hidden = hidden.contains(&row.number);
        }
        self.rows
    }
}

/// Puts the cells of `next`, which is the same row, into `row`.
fn merge(row: &mut Row, next: &mut Row) {
    if row.cells.len() < next.cells.len() {
        row.cells.resize(next.cells.len(), Content::Empty);
    }
    for (cell, content) in row.cells.iter_mut().zip(next.cells.drain(..)) {
        if content != Content::Empty {
            *cell = content;
        }
    }
    row.colored = match (row.colored, next.colored) {
        (Some((first, many)), Some((other, more))) => Some((first.min(other), many + more)),
        (one, other) => one.or(other),
    };
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn cells_out_of_order_come_to_the_same_rows() {
        let cells = [(3, 1, "b"), (1, 0, "a"), (3, 0, "c"), (2, 2, "d")];
        let gathered = |cells: &[(u32, u32, &str)]| {
            let mut room = Room::whole();
            let mut grid = Grid::new(&mut room);
            for &(row, column, text) in cells {
                grid.put(row, column, Content::Text(text.into())).unwrap();
            }
            grid.finish(&HashSet::from([2]))
        };
        let mut sorted = cells;
        sorted.sort_unstable();
        let rows = gathered(&cells);
        assert_eq!(rows, gathered(&sorted));
        let places: Vec<_> = rows.iter().map(|row| (row.number, row.cells.len())).collect();
        assert_eq!(places, [(1, 1), (2, 3), (3, 2)]);
        assert_eq!(rows.iter().map(|row| row.is_hidden).collect::<Vec<_>>(), [false, true, false]);
    }

    /// One cell far to the right makes a whole row.
    #[test]
    fn a_grid_takes_no_more_room_than_there_is() {
        let mut room = Room::of(1 << 20);
        let mut grid = Grid::new(&mut room);
        // 16,384 cells of 24 bytes take more than a third of it.
        let far = |grid: &mut Grid, row| grid.put(row, 16_383, Content::Truth(true));
        assert_eq!((far(&mut grid, 1), far(&mut grid, 2)), (Ok(()), Ok(())));
        assert!(far(&mut grid, 3).unwrap_err().contains("split it into parts"));
    }
}
