//! CSV: text comes in; one sheet, with the line of each row, goes out.

use std::collections::HashMap;

use super::room::Room;
use crate::import::cell::{Content, Row, Sheet};
use crate::import::map::Reading;

/// Signs that may stand between cells.
const BETWEEN: [char; 4] = [',', ';', '\t', '|'];

/// The sheet in `text`.
pub(super) fn sheet(
    name: &str,
    text: &str,
    reading: &Reading,
    mut remarks: Vec<String>,
) -> Result<Sheet, String> {
    let (told, body, lines_before) = told(text);
    let quote = reading.quote.unwrap_or('"');
    let between = reading.delimiter.or(told).unwrap_or_else(|| found(body, quote));
    if reading.delimiter.is_none() && between != ',' {
        let sign = if between == '\t' { "tabs".to_owned() } else { format!("`{between}`") };
        remarks.push(format!("cells are separated by {sign}"));
    }
    let byte = |sign: char| {
        if sign.is_ascii() {
            Ok(sign as u8)
        } else {
            Err(format!("`{sign}` cannot separate cells"))
        }
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(byte(between)?)
        .quote(byte(quote)?)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut places = Places::of(body, between, quote);
    let (mut rows, mut room): (Vec<Row>, Room) = (Vec::new(), Room::whole());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| error.to_string())? {
        let (number, line) = places.next().unwrap_or_default();
        room.take_row()?;
        room.take_cells(record.len())?;
        room.take(record.as_slice().len())?;
        let cells = record.iter().map(Content::of_text);
        let line = Some(line + lines_before);
        rows.push(Row { number, line, cells: cells.collect(), ..Row::default() });
    }
    // The reader takes the rest of the file for one cell.
    places.by_ref().for_each(drop);
    if let Some(line) = places.open_quote {
        let line = line + lines_before;
        return Err(format!("a quote that begins in line {line} never ends"));
    }
    Ok(Sheet { file: name.into(), rows, remarks, ..Sheet::default() })
}

/// Where the rows of a text are: of each that is not blank its number, as a spreadsheet program shows it, and the line
/// in which it begins, both from 1.
struct Places<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    between: char,
    quote: char,
    number: u32,
    line: u32,
    /// The line in which a quote begins that the text does not end.
    open_quote: Option<u32>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str, between: char, quote: char) -> Self {
        let rest = text.chars().peekable();
        Self { rest, between, quote, number: 0, line: 1, open_quote: None }
    }

    /// Passes over one row: whether anything but its end stands in it, or `None` at the end of the text.
    fn pass(&mut self) -> Option<bool> {
        self.rest.peek()?;
        let (mut is_blank, mut begins_cell) = (true, true);
        while let Some(sign) = self.rest.next() {
            if sign == self.quote && begins_cell {
                self.pass_quoted();
            } else if sign == '\n' || sign == '\r' {
                self.end_line(sign);
                return Some(!is_blank);
            }
            is_blank = false;
            begins_cell = sign == self.between;
        }
        Some(!is_blank)
    }

    /// Passes over a quoted cell, to behind its closing quote.
    fn pass_quoted(&mut self) {
        let began = self.line;
        while let Some(sign) = self.rest.next() {
            if sign == self.quote && self.rest.next_if_eq(&self.quote).is_none() {
                return;
            }
            if sign == '\n' || sign == '\r' {
                self.end_line(sign);
            }
        }
        self.open_quote = Some(began);
    }

    fn end_line(&mut self, sign: char) {
        if sign == '\r' {
            self.rest.next_if_eq(&'\n');
        }
        self.line += 1;
    }
}

impl Iterator for Places<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = self.line;
            let has_content = self.pass()?;
            self.number += 1;
            if has_content {
                return Some((self.number, line));
            }
        }
    }
}

/// What a first line `sep=;` tells, the text after it, and how many lines that is in.
fn told(text: &str) -> (Option<char>, &str, u32) {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    match sign_of(line) {
        Some(sign) => {
            let rest = rest.strip_prefix("\r\n").or(rest.strip_prefix(['\n', '\r']));
            (Some(sign), rest.unwrap_or_default(), 1)
        }
        None => (None, text, 0),
    }
}

/// The sign that `line` tells: a program that saves the file anew may put quotes around it, and empty cells behind it.
fn sign_of(line: &str) -> Option<char> {
    const TELLS: &str = "sep=";
    let line = line.strip_prefix('"').unwrap_or(line);
    let (begin, rest) = line.split_at_checked(TELLS.len())?;
    let sign = rest.chars().next().filter(|_| begin.eq_ignore_ascii_case(TELLS))?;
    let is_over =
        |letter: char| BETWEEN.contains(&letter) || matches!(letter, '"' | ' ') || letter == sign;
    rest.chars().all(is_over).then_some(sign)
}

/// Records that are looked at to find what separates cells.
const LOOKED_AT: usize = 50;

/// The sign by which most of the first records have equally many cells; of several such, that with most cells.
fn found(text: &str, quote: char) -> char {
    let fit = |between: char| {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(between as u8).quote(u8::try_from(quote).unwrap_or(b'"'));
        let mut reader = reader.has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut widths: HashMap<usize, usize> = HashMap::new();
        for record in reader.byte_records().take(LOOKED_AT).flatten() {
            *widths.entry(record.len()).or_default() += 1;
        }
        let widths = widths.into_iter().filter(|(width, _)| *width > 1);
        widths.map(|(width, many)| (many, width)).max().unwrap_or_default()
    };
    // The last of equal ones is taken.
    BETWEEN.into_iter().rev().max_by_key(|&between| fit(between)).unwrap_or(',')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(u32, Option<u32>, usize)> {
        let sheet = sheet("t.csv", text, &Reading::default(), Vec::new()).unwrap();
        let place = |row: &Row| (row.number, row.line, row.cells.len());
        sheet.rows.iter().map(place).collect()
    }

    #[test]
    fn blank_lines_and_breaks_in_cells_are_counted() {
        // Row 2 goes over the lines 2 and 3; line 4 is blank, and is row 3.
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "\"one", "two\",x", "", "c,5\" tall", ""].join(end);
            let expected = [(1, Some(1), 2), (2, Some(2), 2), (4, Some(5), 2)];
            assert_eq!(places(&text), expected, "{end:?}");
            let told = format!("sep=,{end}{text}");
            let expected = [(1, Some(2), 2), (2, Some(3), 2), (4, Some(6), 2)];
            assert_eq!(places(&told), expected, "{end:?}");
        }
    }

    #[test]
    fn a_quote_that_never_ends_is_told_with_its_line() {
        let why = sheet("t.csv", "a,b\nc,\"d\ne,f\n", &Reading::default(), Vec::new());
        assert_eq!(why.unwrap_err(), "a quote that begins in line 2 never ends");
    }

    /// Programs write the line in capitals, too, and put it in quotes when they save the file anew.
    #[test]
    fn a_line_that_tells_what_separates_cells_has_several_forms() {
        for line in ["sep=;", "SEP=;", "Sep=;", "\"sep=;\"", "\"SEP=;\"", "\"sep=;\";;", "sep=; "] {
            assert_eq!(places(&format!("{line}\na;b,c\n")), [(1, Some(2), 2)], "{line}");
        }
        // The head of a table is no such line.
        for head in ["sep=x,b,c", "sep,b,c", "September,b,c"] {
            assert_eq!(places(&format!("{head}\n1,2,3\n")).len(), 2, "{head}");
        }
    }

    /// What separates cells is told by all of the first records, not by the head alone.
    #[test]
    fn what_separates_cells_is_found() {
        for (text, expected) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2,5\n3,5;4\n", ';'),
            // A title with commas above a table with tabs.
            ("Log, Oak, 2025, of c-01\nDate\tMin\n1\t2\n3\t4\n", '\t'),
            // One column whose text has semicolons.
            ("Name; family, given|x\n\"a; b\"|2\n\"c; d; e\"|3\n", '|'),
            ("one\ntwo\n", ','),
            ("Notes,Min\n\"a;b\nc;d\",1\n\"e;f\",2\n", ','),
        ] {
            assert_eq!(found(text, '"'), expected, "{text}");
        }
    }
}
