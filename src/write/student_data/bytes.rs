//! The bytes of a CSV file as a spreadsheet writes them: whether they are CSV at all, what is between
//! the cells, and on which line a place is.

use crate::text::encoding::other_encoding;

/// What `bytes` are, where they are not CSV in UTF-8.
pub(super) fn no_csv(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let message = "this is a spreadsheet file; save it as CSV (in Excel: CSV UTF-8)";
        return Some(message.to_owned());
    }
    other_encoding(bytes).map(|name| no_utf8(&format!("{name}, not UTF-8")))
}

/// Why the reader could not go on.
pub(super) fn unread(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => no_utf8("not UTF-8"),
        _ => format!("this cannot be read as CSV: {error}"),
    }
}

fn no_utf8(what: &str) -> String {
    format!("this is {what}; save the file again with that encoding (in Excel: CSV UTF-8)")
}

/// Finds lines, which the reader loses count of where they end with CR LF, or are empty.
pub(super) struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl<'b> Lines<'b> {
    /// The lines of a file, from its beginning.
    pub(super) fn of_file(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The line of the first byte at or after `position` that ends no line. Positions come in order.
    pub(super) fn of(&mut self, position: Option<&csv::Position>) -> u64 {
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
pub(super) fn separator(bytes: &[u8]) -> u8 {
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let first = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let has = |byte: &u8| first.contains(byte);
    [b',', b';', b'\t'].into_iter().find(has).unwrap_or(b',')
}
