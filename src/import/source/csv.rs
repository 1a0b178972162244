//! CSV: text comes in; one sheet, with the line of each row, goes out.

use crate::import::cell::{Addresses, Content, Row, Sheet};
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
    let between = reading.delimiter.or(told).unwrap_or_else(|| found(body));
    if reading.delimiter.is_none() && between != ',' {
        let sign = if between == '\t' { "tabs".to_owned() } else { format!("`{between}`") };
        remarks.push(format!("cells are separated by {sign}"));
    }
    let quote = reading.quote.unwrap_or('"');
    let byte =
        |sign: char| u8::try_from(sign).map_err(|_| format!("`{sign}` cannot separate cells"));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(byte(between)?)
        .quote(byte(quote)?)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    // The reader passes over blank lines, which a spreadsheet program counts.
    let (mut number, mut next_byte, mut line) = (0, 0, lines_before);
    let mut record = csv::StringRecord::new();
    loop {
        let is_row = reader.read_record(&mut record).map_err(|error| error.to_string())?;
        if !is_row {
            break;
        }
        let start = record.position().map_or(0, |position| position.byte());
        let start = usize::try_from(start).unwrap_or(usize::MAX).min(body.len());
        let start = start + usize::from(start < next_byte);
        let gap = &body[next_byte..start.max(next_byte)];
        let blank = u32::try_from(gap.matches('\n').count()).unwrap_or(u32::MAX);
        number += blank + 1;
        line += blank;
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).min(body.len());
        // Of CR LF the reader takes the first alone until the next row.
        let end = end + usize::from(body[..end].ends_with('\r') && body[end..].starts_with('\n'));
        let cells = record.iter().map(|cell| match cell {
            "" => Content::Empty,
            text => Content::Text(text.into()),
        });
        let row = Row { number, line: Some(line + 1), cells: cells.collect(), ..Row::default() };
        rows.push(row);
        let own = body.get(start..end).unwrap_or_default();
        line += u32::try_from(own.matches('\n').count()).unwrap_or(u32::MAX);
        next_byte = end;
    }
    Ok(Sheet {
        file: name.into(),
        name: None,
        addresses: Addresses::Grid,
        rows,
        merged: Vec::new(),
        counts_from_1904: false,
        remarks,
    })
}

/// What a first line `sep=;` tells, the text after it, and how many lines that is in.
fn told(text: &str) -> (Option<char>, &str, u32) {
    let line = text.lines().next().unwrap_or_default();
    let sign = line.trim_end().strip_prefix("sep=").and_then(|rest| rest.chars().next());
    match sign {
        Some(sign) => (
            Some(sign),
            text[line.len()..].trim_start_matches('\r').strip_prefix('\n').unwrap_or_default(),
            1,
        ),
        None => (None, text, 0),
    }
}

/// The sign that stands most often outside quotes in the first line.
fn found(text: &str) -> char {
    let mut counts = [0_usize; BETWEEN.len()];
    let mut is_quoted = false;
    for sign in text.chars().take(100_000) {
        match sign {
            '"' => is_quoted = !is_quoted,
            '\n' if !is_quoted && counts.iter().any(|&count| count > 0) => break,
            _ if is_quoted => {}
            other => {
                if let Some(at) = BETWEEN.iter().position(|&known| known == other) {
                    counts[at] += 1;
                }
            }
        }
    }
    let best = (0..BETWEEN.len()).rev().max_by_key(|&at| counts[at]);
    best.map_or(',', |at| BETWEEN[at])
}
