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
    /// Its tag, looked into only if there is a formula: a sheet has a million cells.
    tag: String,
    is_there: bool,
    /// Whether a result was stored.
    has_content: bool,
    /// Whether what comes next is part of the result.
    is_value: bool,
}

impl Formula {
    fn begin(&mut self, tag: &BytesStart) {
        self.tag.clear();
        self.tag.push_str(tag);
        (self.is_there, self.has_content) = (false, false);
    }

    /// Where the cell is, if its formula was never computed. An empty text is a result.
    fn without_result(&self) -> Option<(u32, u32)> {
        if !self.is_there || self.has_content {
            return None;
        }
        let tag = BytesStart::from_content(&*self.tag, 1);
        let is_text = attribute(&tag, "t").is_some_and(|kind| kind == "str");
        attribute(&tag, "r").filter(|_| !is_text).and_then(|cell| parse(&cell))
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
}
