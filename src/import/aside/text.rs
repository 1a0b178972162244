//! Rows that are set aside from text: CSV in the form that the map says, and JSON lines.

use std::collections::HashSet;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use serde_json::{Map, Value};

use super::Laid;
use crate::import::cell::{Content, Row};
use crate::import::map::Reading;
use crate::import::rows::Rows;
use crate::import::table::Table;
use crate::import::value::prose::prose;

/// The rows of `laid` as CSV, in the way `reading` says that such files are read.
pub(super) fn csv(laid: &[Laid], reading: &Reading) -> Result<Vec<u8>, String> {
    let mut out = String::new();
    for laid in laid {
        let mut number = 1;
        for (at, cells) in &laid.rows {
            // Down to the head, every cell stands where it stood.
            while number < *at && *at <= laid.head {
                out.push('\n');
                number += 1;
            }
            line(cells, reading, &mut out);
            number += 1;
        }
    }
    Ok(encoded(&out, reading))
}

fn line(cells: &[Content], reading: &Reading, out: &mut String) {
    let between = reading.delimiter.unwrap_or(',');
    let quote = reading.quote.unwrap_or('"');
    let signs = [between, quote, ',', ';', '\n', '\r', '\t', '|'];
    let cell = |content: &Content| {
        // Blanks around it and marks in it are part of what was typed.
        let text = match content {
            Content::Text(text) => text.to_string(),
            other => prose(other),
        };
        if !text.contains(signs) {
            return text;
        }
        let twice = String::from_iter([quote, quote]);
        format!("{quote}{}{quote}", text.replace(quote, &twice))
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    out.push_str(&cells.join(between.encode_utf8(&mut [0; 4])));
    out.push('\n');
}

/// `text` in the encoding of the map; without one a mark tells other programs that it is UTF-8.
fn encoded(text: &str, reading: &Reading) -> Vec<u8> {
    let label = reading.encoding.as_deref().unwrap_or_default();
    match Encoding::for_label(label.as_bytes()) {
        Some(wide) if wide == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some(wide) if wide == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Some(other) if other != UTF_8 => other.encode(text).0.into_owned(),
        None if !text.is_ascii() => format!("\u{feff}{text}").into_bytes(),
        Some(_) | None => text.as_bytes().to_vec(),
    }
}

/// The rows in `faulty` as JSON lines.
pub(super) fn json(rows: &Rows, faulty: &HashSet<(usize, usize)>) -> String {
    let mut out = String::new();
    for (at, table) in rows.tables.iter().enumerate() {
        for (index, row) in table.rows.iter().enumerate() {
            if faulty.contains(&(at, index)) {
                object(table, row, &mut out);
            }
        }
    }
    out
}

/// A row of JSON, flat: its columns are called as they are in the source.
fn object(table: &Table, row: &Row, out: &mut String) {
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
