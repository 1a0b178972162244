//! A table whose cells know what they are: counts, shares, days, words. Whoever makes one says nothing of how it is
//! drawn; a page shows a share as k of n, a sheet of a workbook has its k and its n in columns of their own.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::page::{Cell, Shape, Table, digits};
use crate::count::{Share, Value};
use crate::text::wording::grouped;

/// Rows under titles, each with as many cells.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub(in crate::report) struct Grid {
    /// What it is about, in a few words: a heading, or the name of a sheet.
    pub(in crate::report) title: String,
    /// Its columns.
    pub(in crate::report) columns: Vec<Column>,
    /// How many of its first columns say what several rows are about together: on a page, each such run of rows
    /// is a table of its own under these words.
    #[serde(skip)]
    pub(in crate::report) apart: usize,
    /// Its rows, each with a cell for each column.
    pub(in crate::report) rows: Vec<Vec<Datum>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::report) struct Column {
    /// Its name for programs, such as `in-place`: the name of a statistic or of a field.
    pub(in crate::report) id: &'static str,
    /// Its title for people.
    pub(in crate::report) title: String,
    /// What its cells are.
    pub(in crate::report) holds: Holds,
}

/// What the cells of a column are, where they are not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::report) enum Holds {
    /// Words.
    Words,
    /// Days.
    Days,
    /// How many.
    Counts,
    /// k of n.
    Shares,
    /// Estimates.
    Numbers,
}

/// What is in a cell.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::report) enum Datum {
    /// Nothing applies, or nothing is known.
    Nothing,
    /// Words.
    Words(String),
    /// A day.
    Day(NaiveDate),
    /// How many.
    Count(u64),
    /// k of n.
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
    /// The runs of rows that are about the same, each with the words that say what, and a table of them.
    pub(in crate::report) fn parted(&self) -> Vec<(String, Table)> {
        let is_same = |one: &Vec<Datum>, next: &Vec<Datum>| one[..self.apart] == next[..self.apart];
        let runs = self.rows.chunk_by(is_same).map(|rows| {
            let about = rows[0][..self.apart].iter().filter_map(|datum| match datum {
                Datum::Words(words) => Some(words.as_str()),
                _ => None,
            });
            let about = about.collect::<Vec<_>>().join(" · ");
            let rest = Grid {
                title: String::new(),
                columns: self.columns[self.apart..].to_vec(),
                apart: 0,
                rows: rows.iter().map(|row| row[self.apart..].to_vec()).collect(),
            };
            (about, rest.table())
        });
        runs.collect()
    }

    /// It as a page shows it, without its title.
    pub(in crate::report) fn table(&self) -> Table {
        let is_words = |column: &Column| matches!(column.holds, Holds::Words | Holds::Days);
        let words = self.columns.iter().take_while(|column| is_words(column)).count();
        let shape = if words == self.columns.len() { Shape::Words } else { Shape::Named { words } };
        let title = |column: &Column| match is_words(column) {
            true => column.title.clone().into(),
            false => in_two_lines(&column.title).into(),
        };
        let header = self.columns.iter().map(title).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(Datum::cell).collect()).collect();
        Table { header, rows, shape }
    }
}

/// `title` broken at the space that is nearest to its middle.
fn in_two_lines(title: &str) -> Vec<String> {
    let middle = title.len() / 2;
    let spaces = title.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => vec![title[..at].to_owned(), title[at + 1..].to_owned()],
        None => vec![title.to_owned()],
    }
}
