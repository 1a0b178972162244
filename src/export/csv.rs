//! A table as CSV (RFC 4180, UTF-8): a header, then the rows. An empty cell is one about which nothing is known. Text
//! stands as it is, line breaks and all, so that it is the text of the other forms; what a spreadsheet would take for a
//! formula has an apostrophe before it.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use ::csv::{Terminator, Writer, WriterBuilder};

use super::cell::{Cell, Column};
use super::write::Sheet;
use crate::report::csv::is_formula;

/// A table being written.
pub(super) struct Csv(Writer<BufWriter<File>>);

impl Csv {
    pub(super) fn new(file: File, columns: &[Column]) -> io::Result<Self> {
        let mut writer =
            WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BufWriter::new(file));
        writer.write_record(columns.iter().map(|column| &column.name))?;
        Ok(Self(writer))
    }
}

impl Sheet for Csv {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        Ok(self.0.write_record(cells.iter().map(text))?)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let mut buffer = self.0.into_inner().map_err(|error| error.into_error())?;
        buffer.flush()?;
        buffer.get_ref().sync_all()
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => kept_text(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

/// What a reader has to know of text.
pub(super) const TEXT: &str = "Text stands as it is, but for one thing: where it begins with an apostrophe, or with \
                               a sign by which a spreadsheet knows a formula, one more apostrophe stands before it.";

/// `text` with an apostrophe where a spreadsheet would reckon; one that begins with an apostrophe has another, so
/// that taking the first away always gives the text.
fn kept_text(text: &str) -> String {
    if is_formula(text) || text.starts_with('\'') { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::kept_text;

    #[test]
    fn taking_the_apostrophe_away_gives_the_text() {
        for text in ["=1+1", " -1", "＝1", "\t=1", "'x", "'=1", "''"] {
            assert_eq!(kept_text(text), format!("'{text}"));
        }
        for text in ["a::b", "##x", "\u{200d}", "a\nb", "\t", "", " 'x", "K-8"] {
            assert_eq!(kept_text(text), text);
        }
    }
}
