//! Rows that are set aside from text: CSV in the form that the map says, and JSON lines.

use std::collections::HashSet;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use serde_json::value::RawValue;

use super::Laid;
use crate::import::cell::Content;
use crate::import::map::Reading;
use crate::import::rows::Rows;
use crate::import::value::prose::prose;

/// The rows of `laid` as CSV, in the way `reading` says that such files are read.
pub(super) fn csv(laid: &[Laid], reading: &Reading) -> Result<Vec<u8>, String> {
    let mut out = String::new();
    for laid in laid {
        let mut number = 1;
        for (at, cells) in &laid.rows {
            // Blank lines count as rows.
            out.extend((number..*at).map(|_| '\n'));
            line(cells, reading, &mut out);
            number = at + 1;
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

/// The rows in `faulty` as JSON lines, as they were. One that is alone, or of which the map knows where a list is in it, is
/// put in a list: there it cannot be taken for what holds the records.
pub(super) fn json(rows: &Rows, faulty: &HashSet<(usize, usize)>, reading: &Reading) -> String {
    let mut records = Vec::new();
    let mut is_whole = true;
    for (at, table) in rows.tables.iter().enumerate() {
        for (index, row) in table.rows.iter().enumerate() {
            let text = row.place.and_then(|(begin, end)| table.sheet.text.get(begin..end));
            let is_bad = |index: usize| faulty.contains(&(at, index));
            let goes = is_bad(index) || row.is_part_of(table.rows, is_bad);
            if let Some(text) = text.filter(|_| goes) {
                is_whole &= serde_json::from_str::<&RawValue>(text).is_ok();
                // No text in JSON goes over several lines.
                records.push(text.replace(['\n', '\r'], " "));
            }
        }
    }
    if is_whole && (records.len() == 1 || reading.rows_in.is_some()) {
        return format!("[\n{}\n]\n", records.join(",\n"));
    }
    records.iter().map(|record| format!("{record}\n")).collect()
}
