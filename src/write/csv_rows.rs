//! The rows of a CSV file as a spreadsheet writes it: bytes come in; rows, each with its line, or why
//! there are none, go out.

use crate::text::encoding::other_encoding;

/// Something wrong with a CSV file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct CsvFault {
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong, and what is allowed.
    pub message: String,
}

/// Faults that are told of one file.
pub(super) const MOST_FAULTS: usize = 20;

/// Cells without the spaces around them, and the line in which they begin.
pub(super) type Row = (u64, csv::StringRecord);

/// Rows in the order of the file, empty ones included.
pub(super) struct Rows<'b> {
    records: csv::StringRecordsIntoIter<&'b [u8]>,
    lines: Lines<'b>,
}

impl<'b> Rows<'b> {
    /// # Errors
    /// The bytes are no CSV in UTF-8.
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, CsvFault> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if let Some(message) = no_csv(bytes) {
            return Err(CsvFault { line: 1, message });
        }
        let reader = csv::ReaderBuilder::new()
            .delimiter(separator(bytes))
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        Ok(Self { records: reader.into_records(), lines: Lines::of_file(bytes) })
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, CsvFault>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.records.next()? {
            Ok(record) => Ok((self.lines.of(record.position()), record)),
            Err(error) => {
                Err(CsvFault { line: self.lines.of(error.position()), message: unread(&error) })
            }
        })
    }
}

/// What `bytes` are, where they are not CSV in UTF-8.
fn no_csv(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let message = "this is a spreadsheet file; save it as CSV (in Excel: CSV UTF-8)";
        return Some(message.to_owned());
    }
    other_encoding(bytes).map(|name| no_utf8(&format!("{name}, not UTF-8")))
}

/// Why the reader could not go on.
fn unread(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => no_utf8("not UTF-8"),
        _ => format!("this cannot be read as CSV: {error}"),
    }
}

fn no_utf8(what: &str) -> String {
    format!("this is {what}; save the file again with that encoding (in Excel: CSV UTF-8)")
}

/// Finds lines, which the reader loses count of where they end with CR LF, or are empty.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl<'b> Lines<'b> {
    /// The lines of a file, from its beginning.
    fn of_file(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The line of the first byte at or after `position` that ends no line. Positions come in order.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let start = position.and_then(|position| usize::try_from(position.byte()).ok());
        let start = start.unwrap_or(self.at);
        while let Some(&byte) = self.bytes.get(self.at) {
            let ends = byte == b'\n' || byte == b'\r';
            if self.at >= start && !ends {
                break;
            }
            self.at += 1;
            let is_half = byte == b'\r' && self.bytes.get(self.at) == Some(&b'\n');
            self.line += u64::from(ends && !is_half);
        }
        self.line
    }
}

/// What is between the cells: spreadsheets write semicolons where a comma is the decimal mark.
fn separator(bytes: &[u8]) -> u8 {
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let first = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let has = |byte: &u8| first.contains(byte);
    [b',', b';', b'\t'].into_iter().find(has).unwrap_or(b',')
}
