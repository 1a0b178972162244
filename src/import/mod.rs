//! Sheets and form exports of other programs, made into records: files and a map come in; a plan goes out,
//! or all that is wrong with the rows. Nothing here writes.
//!
//! `source` reads a file into sheets of [`cell`]s, `value` reads one cell as a day, a number or a word.

pub(crate) mod cell;
#[allow(dead_code, unused_imports)] // until rows are read
mod value;
