//! What stands in a table: a column, and a cell of it. An empty cell says that nothing is known, never 0.

use chrono::NaiveDate;

use crate::count::{Share, Value};

/// What a column holds. Every form has a way to say it that DuckDB and Spark read alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Text in UTF-8; a time of day is text (`09:30`), because Spark reads no other.
    Text,
    /// A whole number.
    Whole,
    /// A decimal number.
    Number,
    /// True or false.
    Truth,
    /// A day.
    Day,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name, the same in every form.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// What that means, in words.
    pub about: String,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing is known.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A decimal number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A day.
    Day(NaiveDate),
}

/// A column of a table, and `cell`, the function that makes its cell of a row: neither is there without the
/// other.
pub(super) struct Made<F> {
    pub name: &'static str,
    pub holds: Holds,
    pub cell: F,
    pub about: &'static str,
}

/// A column that is made.
pub(super) const fn made<F: Copy>(
    name: &'static str,
    holds: Holds,
    cell: F,
    about: &'static str,
) -> Made<F> {
    Made { name, holds, cell, about }
}

impl<F> Made<F> {
    /// The column.
    pub(super) fn column(&self) -> Column {
        Column { name: self.name.to_owned(), holds: self.holds, about: self.about.to_owned() }
    }
}

/// The columns of `made`.
pub(super) fn columns<F>(made: &[Made<F>]) -> Vec<Column> {
    made.iter().map(Made::column).collect()
}

impl Cell {
    /// A cell of what may be there.
    pub(super) fn of(value: Option<impl Into<Cell>>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }

    /// The cells of a share: how many, and of how many.
    pub(super) fn of_share(share: Share) -> [Self; 2] {
        [share.k.into(), share.n.into()]
    }

    /// The cells of the value of a statistic.
    pub(super) fn of_value(value: &Value) -> Vec<Self> {
        match value {
            Value::Share(share) => Self::of_share(*share).into(),
            Value::Count { count } => vec![(*count).into()],
            Value::Estimate { value, .. } => vec![Self::of(*value)],
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Cell::Whole(number.into())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Cell::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::from(number as u64)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Cell::Truth(truth)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Cell::Day(day)
    }
}
