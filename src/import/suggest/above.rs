//! What stands above the tables, alike in every sheet: whose sheet it is, where, and since when. Sheets come in; keys of
//! relationships, each with its cell, go out.

use super::head::Head;
use super::hints::ABOVE;
use super::plain::plain;
use crate::import::cell::{Content, Sheet};
use crate::import::place::letters;
use crate::import::table::heads;

/// A key and the cell that holds it, such as `B2`.
pub(super) struct Fact {
    pub key: &'static str,
    pub cell: String,
}

/// What stands above the tables of `head`.
pub(super) fn above(head: &Head) -> Vec<Fact> {
    let Some((first, others)) = head.sheets.split_first() else { return Vec::new() };
    let begin = heads(first, &head.header, &[]).first().map_or(0, |head| head.start);
    let mut facts: Vec<Fact> = Vec::new();
    let mut lone = None;
    for row in &first.rows[..begin.min(first.rows.len())] {
        for (at, cell) in row.cells.iter().enumerate() {
            let is_everywhere =
                |at: usize| others.iter().all(|sheet| !content(sheet, row.number, at).is_empty());
            if matches!(cell, Content::Moment(_)) && is_everywhere(at) {
                lone = lone.or_else(|| Some(place(row.number, at)));
            }
            let Content::Text(text) = cell else { continue };
            let label = plain(text);
            let key = ABOVE.iter().find(|(_, labels)| labels.contains(&label.as_str()));
            let Some((key, _)) = key else { continue };
            let value = (at + 1..row.cells.len()).find(|&at| !row.cells[at].is_empty());
            if let Some(value) = value.filter(|&value| value <= at + 3 && is_everywhere(value)) {
                facts.push(Fact { key, cell: place(row.number, value) });
            }
        }
    }
    if !facts.iter().any(|fact| fact.key == "started")
        && let Some(cell) = lone
    {
        facts.push(Fact { key: "started", cell });
    }
    facts
}

fn content(sheet: &Sheet, row: u32, at: usize) -> Content {
    let row = sheet.rows.iter().find(|known| known.number == row);
    row.and_then(|row| row.cells.get(at)).cloned().unwrap_or_default()
}

fn place(row: u32, at: usize) -> String {
    format!("{}{row}", letters(at))
}
