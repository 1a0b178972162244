//! A table whose cells know what they are: counts, shares, days, words. Whoever makes one says nothing of how it is
//! drawn; a page shows a share as k of n, a sheet of a workbook has its k and its n in columns of their own.

use chrono::NaiveDate;

use super::page::{Cell, Shape, Table, digits};
use crate::count::{Share, Value};
use crate::text::wording::grouped;

/// Rows under titles, each with as many cells.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Grid {
    /// What it is about, in a few words: a heading, or the name of a sheet.
    pub(in crate::report) title: String,
    pub(in crate::report) columns: Vec<Column>,
    pub(in crate::report) rows: Vec<Vec<Datum>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Column {
    /// Its name for programs, such as `in-place`: the name of a statistic or of a field.
    pub(in crate::report) id: &'static str,
    /// Its title for people.
    pub(in crate::report) title: String,
    pub(in crate::report) holds: Holds,
}

/// What the cells of a column are, where they are not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Holds {
    Words,
    Days,
    Counts,
    Shares,
    Numbers,
}

/// What is in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) enum Datum {
    /// Nothing applies, or nothing is known.
    Nothing,
    Words(String),
    Day(NaiveDate),
    Count(u64),
    Share(Share),
    /// An estimate.
    Number(f64),
}

impl Datum {
    /// It as a page shows it.
    pub(in crate::report) fn cell(&self) -> Cell {
        match self {
            Self::Nothing => Cell::broken("–"),
            Self::Words(words) => words.clone().into(),
            Self::Day(day) => day.to_string().into(),
            Self::Count(count) => grouped(usize::try_from(*count).unwrap_or(usize::MAX)).into(),
            Self::Share(share) => Cell::share(*share),
            Self::Number(number) => digits(*number).into(),
        }
    }
}

impl From<&Value> for Datum {
    fn from(value: &Value) -> Self {
        match value {
            Value::Count { count } => Self::Count(*count),
            Value::Share(share) => Self::Share(*share),
            Value::Estimate { value: Some(number), .. } => Self::Number(*number),
            Value::Estimate { value: None, .. } => Self::Nothing,
        }
    }
}

impl Grid {
    /// It as a page shows it, without its title.
    pub(in crate::report) fn table(&self) -> Table {
        let is_words = |column: &&Column| matches!(column.holds, Holds::Words | Holds::Days);
        let has_numbers = self.columns.iter().skip(1).any(|column| !is_words(&column));
        let shape =
            if has_numbers { Shape::Numbers { least: self.columns.len() } } else { Shape::Words };
        let header = self.columns.iter().map(|column| column.title.clone().into()).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(Datum::cell).collect()).collect();
        Table { header, rows, shape }
    }
}
