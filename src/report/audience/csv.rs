//! A view as CSV: one row for each cell that holds something, with what tells its row; what is the same for all of it is
//! repeated, so that any part of the file can be used alone.

use ::csv::{Terminator, WriterBuilder};

use super::model::{View, ViewPeriod, ViewProfile};
use crate::formats::Format;
use crate::report::csv::cell::text_cell;
use crate::report::grid::{Datum, Grid, Holds};

/// The columns of a cell, and of what it was made with.
const COLUMNS: [&str; 24] = [
    "window",
    "table",
    "row",
    "row_is",
    "column",
    "text",
    "date",
    "count",
    "k",
    "n",
    "value",
    "format",
    "audience",
    "about",
    "tool_version",
    "district",
    "profile",
    "profile_hash",
    "as_of",
    "commit",
    "commit_has_changes",
    "records_found",
    "records_left_out",
    "records_sha256",
];

/// `view` as CSV with a header.
pub(super) fn render(view: &View) -> std::io::Result<String> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for period in &view.periods {
        for profile in &period.profiles {
            let made = made(view, period, profile);
            for table in &profile.tables {
                for (number, row) in table.rows.iter().enumerate() {
                    for cells in cells(table, number + 1, row) {
                        let window = std::iter::once(text_cell(&period.window.label));
                        writer.write_record(window.chain(cells).chain(made.iter().cloned()))?;
                    }
                }
            }
        }
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

/// What is the same for everything under one profile.
fn made(view: &View, period: &ViewPeriod, profile: &ViewProfile) -> [String; 13] {
    let commit = view.commit.as_ref();
    let changes = commit.and_then(|commit| commit.has_changes);
    [
        Format::ViewCsv.name().to_owned(),
        view.audience.name().to_owned(),
        text_cell(&view.about.join(", ")),
        view.tool.version.to_owned(),
        text_cell(&view.district),
        text_cell(&profile.id),
        profile.hash.clone(),
        view.as_of.to_string(),
        commit.map(|commit| text_cell(&commit.id)).unwrap_or_default(),
        changes.map_or("", |changes| if changes { "yes" } else { "no" }).to_owned(),
        period.records_found.to_string(),
        period.records_left_out.to_string(),
        view.records_sha256.clone().unwrap_or_default(),
    ]
}

/// The cells of a row that hold something, each in columns of its own; the leading words say which row it is.
fn cells<'g>(
    table: &'g Grid,
    number: usize,
    row: &'g [Datum],
) -> impl Iterator<Item = [String; 10]> + 'g {
    let columns = table.columns.iter().zip(row);
    let leading = columns.clone().take_while(|(column, _)| column.holds == Holds::Words);
    let leading: Vec<String> = leading
        .filter_map(|(_, datum)| match datum {
            Datum::Words(words) => Some(words.clone()),
            _ => None,
        })
        .collect();
    let row_is = text_cell(&leading.join(" · "));
    columns.filter(|(_, datum)| **datum != Datum::Nothing).map(move |(column, datum)| {
        let mut values: [String; 6] = Default::default();
        match datum {
            Datum::Nothing => {}
            Datum::Words(words) => values[0] = text_cell(words),
            Datum::Day(day) => values[1] = day.to_string(),
            Datum::Count(count) => values[2] = count.to_string(),
            Datum::Share(share) => {
                values[3] = share.k.to_string();
                values[4] = share.n.to_string();
            }
            Datum::Number(number) => values[5] = number.to_string(),
        }
        let place =
            [text_cell(&table.title), number.to_string(), row_is.clone(), text_cell(&column.title)];
        let mut cells = place.into_iter().chain(values);
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}
