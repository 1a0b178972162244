//! How a grid is made: each column with what it says of a row.

use crate::count::{Kind, Statistic, Value};
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::model::Report;
use crate::report::page::About;

/// The id of a column of what rows are called: it is there whatever they are called.
pub(super) const NAMED: &str = "group";

/// A column, and what it says of a row.
pub(super) struct Made<'c, R> {
    column: Column,
    cell: Box<dyn Fn(&R) -> Datum + 'c>,
}

/// A column of a field.
pub(super) fn made<'c, R>(
    id: &'static str,
    title: impl Into<String>,
    holds: Holds,
    cell: impl Fn(&R) -> Datum + 'c,
) -> Made<'c, R> {
    Made { column: Column { id, title: title.into(), holds }, cell: Box::new(cell) }
}

/// A column of words.
pub(super) fn words<'c, R>(
    id: &'static str,
    title: impl Into<String>,
    cell: impl Fn(&R) -> String + 'c,
) -> Made<'c, R> {
    made(id, title, Holds::Words, move |row| match cell(row) {
        words if words.is_empty() => Datum::Nothing,
        words => Datum::Words(words),
    })
}

/// A column of a statistic: its title as pages have it, in one line.
pub(super) fn of_statistic<'c, R>(
    (title, statistic): (&str, Statistic),
    value: impl Fn(&R, Statistic) -> Option<Value> + 'c,
) -> Made<'c, R> {
    let holds = match statistic.row().kind {
        Kind::Count => Holds::Counts,
        Kind::Share | Kind::Sample => Holds::Shares,
        Kind::Estimate | Kind::P => Holds::Numbers,
    };
    made(statistic.name(), title.replace('\n', " "), holds, move |row| {
        value(row, statistic).map_or(Datum::Nothing, |value| Datum::from(&value))
    })
}

/// The columns that tell periods and profiles apart, where there are several.
pub(super) fn lead<'c, R>(report: &Report, about: fn(&R) -> About<'c>) -> Vec<Made<'c, R>>
where
    R: 'c,
{
    let mut lead = Vec::new();
    if report.periods.len() > 1 {
        lead.push(words("period", "Period", move |row| about(row).period.window.label.clone()));
    }
    if report.periods.iter().any(|period| period.profiles.len() > 1) {
        lead.push(words("profile", "Profile", move |row| about(row).profile.id.clone()));
    }
    lead
}

impl<'c, R: 'c> Made<'c, R> {
    /// The same of what holds a row.
    pub(super) fn of<O>(self, row: impl Fn(&O) -> &R + 'c) -> Made<'c, O> {
        let Self { column, cell } = self;
        Made { column, cell: Box::new(move |of| cell(row(of))) }
    }
}

/// The grid of `rows`, of which the last `totals` are others together. A column in which no other row says anything
/// is left out.
pub(super) fn grid<R>(
    title: impl Into<String>,
    made: Vec<Made<R>>,
    rows: &[R],
    totals: usize,
) -> Grid {
    let mut columns = Vec::with_capacity(made.len());
    let mut cells: Vec<Vec<Datum>> = vec![Vec::new(); rows.len()];
    for Made { mut column, cell } in made {
        let data: Vec<Datum> = rows.iter().map(cell).collect();
        let parts = if totals < data.len() { &data[..data.len() - totals] } else { &data };
        if column.id != NAMED && parts.iter().all(|datum| *datum == Datum::Nothing) {
            continue;
        }
        // Of reach, the row of the statistic is the count alone.
        if data.iter().any(|datum| matches!(datum, Datum::Share(_))) {
            column.holds = Holds::Shares;
        }
        columns.push(column);
        for (row, datum) in cells.iter_mut().zip(data) {
            row.push(datum);
        }
    }
    Grid { title: title.into(), columns, apart: 0, rows: cells }
}
