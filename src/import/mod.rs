//! Sheets and form exports of other programs, made into records: files and a map come in; a plan goes out,
//! or all that is wrong with the rows. Nothing here writes.
//!
//! `source` reads a file into sheets of [`cell`]s, `value` reads one cell as a day, a number or a word, [`map`] says
//! which columns become which keys.

mod above;
mod absent;
pub(crate) mod aside;
mod build;
pub(crate) mod cell;
pub(crate) mod code_book;
mod condition;
pub(crate) mod crowded;
pub(crate) mod fault;
pub(crate) mod gather;
pub(crate) mod join;
pub(crate) mod lexicon;
pub(crate) mod map;
pub(crate) mod merged;
pub(crate) mod package;
pub(crate) mod people;
pub(crate) mod place;
pub(crate) mod remarks;
pub(crate) mod rows;
pub(crate) mod source;
pub(crate) mod suggest;
mod table;
pub(crate) mod trace;
mod unread;
mod value;
