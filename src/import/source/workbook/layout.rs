//! What a sheet of an XLSX workbook does not show: its XML comes in; hidden rows and columns go out. A row that a
//! filter leaves out is marked like one that was hidden by hand.

use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::xml::{Xml, attribute};
use crate::import::place::parse;

/// Columns of the widest sheet.
const COLUMNS: u32 = 16_384;

/// What is not shown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Rows, from 1.
    pub rows: HashSet<u32>,
    /// Columns, from 0, as first and last.
    pub columns: Vec<(u32, u32)>,
    /// Cells, as row from 1 and column from 0, whose formula was never computed: a program made the file.
    pub unstored: HashSet<(u32, u32)>,
}

impl Layout {
    /// Reads `part` to its end.
    ///
    /// # Errors
    /// It is no whole XML or unpacks to too much, in words that follow the file's name.
    pub(super) fn of(part: impl BufRead) -> Result<Self, String> {
        let mut layout = Self::default();
        let mut xml = Xml::of(part);
        let (mut number, mut cell) = (0, Formula::default());
        while let Some(event) = xml.next()? {
            let tag = match event {
                Event::Start(tag) => tag,
                Event::End(tag) => {
                    cell.is_value = false;
                    if tag.local_name().as_ref() == "c" {
                        layout.unstored.extend(cell.without_result());
                        cell.place.1 += 1;
                    }
                    continue;
                }
                Event::Text(_) | Event::GeneralRef(_) => {
                    cell.has_content |= cell.is_value;
                    continue;
                }
                _ => continue,
            };
            cell.is_value = matches!(tag.local_name().as_ref(), "v" | "is" | "t");
            match tag.local_name().as_ref() {
                "c" => cell.begin(&tag),
                "f" => cell.is_there = true,
                "row" => {
                    number = parsed(&tag, "r").unwrap_or(number + 1);
                    cell.place = (number, 0);
                    if is_true(&tag, "hidden") {
                        layout.rows.insert(number);
                    }
                }
                "col" if is_true(&tag, "hidden") => {
                    if let (Some(first), Some(last)) = (parsed(&tag, "min"), parsed(&tag, "max"))
                        && (1..=last).contains(&first)
                    {
                        layout.columns.push((first - 1, last.min(COLUMNS) - 1));
                    }
                }
                _ => {}
            }
        }
        Ok(layout)
    }
}

/// A cell that may have a formula.
#[derive(Default)]
struct Formula {
    /// Where the cell is, as row from 1 and column from 0. Programs that write as they go need not say it: then it is
    /// behind the one before.
    place: (u32, u32),
    /// Whether what it holds is a text.
    is_text: bool,
    is_there: bool,
    /// Whether a result was stored.
    has_content: bool,
    /// Whether what comes next is part of the result.
    is_value: bool,
}

impl Formula {
    fn begin(&mut self, tag: &BytesStart) {
        if let Some(place) = attribute(tag, "r").and_then(|cell| parse(&cell)) {
            self.place = place;
        }
        self.is_text = attribute(tag, "t").is_some_and(|kind| kind == "str");
        (self.is_there, self.has_content) = (false, false);
    }

    /// Where the cell is, if its formula was never computed. An empty text is a result.
    fn without_result(&self) -> Option<(u32, u32)> {
        (self.is_there && !self.has_content && !self.is_text).then_some(self.place)
    }
}

fn parsed(tag: &BytesStart, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

fn is_true(tag: &BytesStart, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(&*value, "1" | "true"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_columns_are_found() {
        let xml = r#"<x:worksheet xmlns:x="x"><x:cols><x:col min="2" max="3" hidden="1"/><x:col min="5" max="5"/>
            <x:col hidden="true" min="6" max="16384"/></x:cols><x:sheetData><x:row r="2" hidden="1"><x:c/></x:row>
            <x:row hidden="true"/><x:row r="7" hidden="0"/></x:sheetData></x:worksheet>"#;
        let layout = Layout::of(xml.as_bytes()).unwrap();
        assert_eq!(layout.rows, HashSet::from([2, 3]));
        assert_eq!(layout.columns, [(1, 2), (5, 16_383)]);
        assert!(layout.unstored.is_empty());
        assert!(Layout::of("<worksheet><sheetData>".as_bytes()).unwrap_err().contains("damaged"));
    }
    #[test]
    fn formulas_without_a_result_are_found() {
        let xml = r#"<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c>
            <c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>1+1</f><v/></c><c r="E1"/></row></sheetData>
            </worksheet>"#;
        let layout = Layout::of(xml.as_bytes()).unwrap();
        assert_eq!(layout.unstored, HashSet::from([(1, 0), (1, 3)]));
    }

    /// Of the second row, the cells are C2 and D2, then F2 and G2.
    #[test]
    fn cells_that_do_not_say_where_they_are_stand_behind_those_before() {
        let xml = r#"<worksheet><sheetData><row><c><f>1+1</f></c><c><v>2</v></c><c><f>1+1</f></c></row>
            <row><c r="C2"/><c><f>1+1</f></c><c r="F2"/><c><f>1+1</f><v/></c></row></sheetData></worksheet>"#;
        let layout = Layout::of(xml.as_bytes()).unwrap();
        assert_eq!(layout.unstored, HashSet::from([(1, 0), (1, 2), (2, 3), (2, 6)]));
    }
}
