//! How much memory the cells of one file may take: what is read is counted as it comes, and a file that unpacks to
//! more than a computer holds is refused long before.

use std::mem::size_of;

use crate::import::cell::{Content, Row};

/// Bytes that the cells of a file may take: some twenty million cells of numbers and short texts.
const MOST: usize = 1 << 30;

/// What is left of it.
#[derive(Debug)]
pub(in crate::import) struct Room {
    left: usize,
}

impl Room {
    pub(in crate::import) fn whole() -> Self {
        Self { left: MOST }
    }

    #[cfg(test)]
    pub(in crate::import) fn of(bytes: usize) -> Self {
        Self { left: bytes }
    }

    /// Takes the room of `cells` cells.
    ///
    /// # Errors
    /// There is no room for them, in words that follow the file's name.
    pub(in crate::import) fn take_cells(&mut self, cells: usize) -> Result<(), String> {
        self.take(cells.saturating_mul(size_of::<Content>()))
    }

    /// Takes the room of one row without cells.
    pub(in crate::import) fn take_row(&mut self) -> Result<(), String> {
        self.take(size_of::<Row>())
    }

    /// Takes the room of a text of `bytes` bytes.
    pub(in crate::import) fn take(&mut self, bytes: usize) -> Result<(), String> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err("its cells take more than 1 GiB of memory; split it into parts".to_owned()),
        }
    }
}
