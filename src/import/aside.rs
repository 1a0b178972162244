//! Rows that are set aside: the tables of a source and which of their rows have faults come in; a text that comes in
//! again through the same map goes out, CSV for a grid and JSON lines for JSON.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::cell::{Addresses, Content, Row};
use super::rows::Rows;
use super::value::prose::prose;

/// The rows in `faulty`, below the rows that name their columns.
pub(crate) fn text(rows: &Rows, faulty: &HashSet<(usize, usize)>) -> String {
    let mut out = String::new();
    for (at, table) in rows.tables.iter().enumerate() {
        let bad: Vec<&Row> = table
            .rows
            .iter()
            .enumerate()
            .filter(|(index, _)| faulty.contains(&(at, *index)))
            .map(|(_, row)| row)
            .collect();
        if bad.is_empty() {
            continue;
        }
        match table.sheet.addresses {
            Addresses::Grid => table.head.iter().chain(bad).for_each(|row| line(row, &mut out)),
            Addresses::Paths => bad.iter().for_each(|row| object(table, row, &mut out)),
        }
    }
    out
}

fn line(row: &Row, out: &mut String) {
    let cell = |content: &Content| {
        let text = prose(content);
        let is_plain = !text.contains([',', ';', '"', '\n', '\t', '|']);
        if is_plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    out.push_str(&row.own_cells().iter().map(cell).collect::<Vec<_>>().join(","));
    out.push('\n');
}

/// A row of JSON, flat: its columns are called as they are in the source.
fn object(table: &super::table::Table, row: &Row, out: &mut String) {
    if let Some(text) = &row.raw {
        out.push_str(text);
        out.push('\n');
        return;
    }
    let cells = row.own_cells().iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let entries = cells.map(|(index, cell)| {
        let value = match cell {
            Content::Truth(truth) => Value::Bool(*truth),
            Content::Number(number) => Value::from(*number),
            other => Value::String(prose(other)),
        };
        (table.columns.name(index).to_owned(), value)
    });
    out.push_str(&Value::Object(entries.collect::<Map<_, _>>()).to_string());
    out.push('\n');
}
