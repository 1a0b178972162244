//! A table as CSV (RFC 4180, UTF-8): a header, then the rows. An empty cell is one about which nothing is known. What a
//! spreadsheet would take for a formula is made text, as in the report's CSV.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use ::csv::{Terminator, Writer, WriterBuilder};

use super::cell::{Cell, Column};
use super::write::Sheet;
use crate::report::csv::text_cell;

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
        Cell::Text(text) => text_cell(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}
