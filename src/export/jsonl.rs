//! A table as JSON lines: an object a row, with every column in its place. `null` says that nothing is known.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::cell::{Cell, Column};
use super::write::Sheet;
use crate::text::wording::is_unsafe;

/// A table being written.
pub(super) struct JsonLines {
    out: BufWriter<File>,
    /// What stands before each value: the comma or brace, the name, the colon.
    before: Vec<String>,
}

impl JsonLines {
    pub(super) fn new(file: File, columns: &[Column]) -> Self {
        let before = columns.iter().enumerate().map(|(at, column)| {
            let sign = if at == 0 { '{' } else { ',' };
            format!("{sign}{}:", string(&column.name))
        });
        Self { out: BufWriter::new(file), before: before.collect() }
    }
}

impl Sheet for JsonLines {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (before, cell) in self.before.iter().zip(cells) {
            self.out.write_all(before.as_bytes())?;
            self.out.write_all(value(cell).as_bytes())?;
        }
        self.out.write_all(b"}\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()
    }
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "null".to_owned(),
        Cell::Text(text) => string(text),
        Cell::Whole(number) => number.to_string(),
        // JSON has no other numbers than finite ones.
        Cell::Number(number) if number.is_finite() => number.to_string(),
        Cell::Number(_) => "null".to_owned(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Day(day) => string(&day.to_string()),
    }
}

/// `text` as a string of JSON, the same text and harmless on a terminal: what hides or steers text is
/// escaped, but for signs beyond the first plane, which YAML cannot read back from a pair of escapes. So is what YAML
/// takes only as an escape.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x1_0000
                && (is_unsafe(c) || matches!(c, '\u{fffe}' | '\u{ffff}')) =>
            {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
