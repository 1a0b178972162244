//! A file of another program read into sheets of cells: bytes come in; sheets, or why there are none, go out.

mod csv;
mod encoding;
mod json;
mod workbook;

use super::cell::Sheet;
use super::map::Reading;

/// Bytes of a file that is read.
pub(crate) const LARGEST: u64 = 256 << 20;

/// The sheets in `bytes`, the file called `name`; what `reading` leaves open is found.
///
/// # Errors
/// It is too large, or is none of the forms that are read, in words that follow the file's name.
pub(crate) fn sheets(name: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Vec<Sheet>, String> {
    if bytes.len() as u64 > LARGEST {
        return Err("it is larger than 256 MiB; split it into parts".to_owned());
    }
    if workbook::is_workbook(&bytes) {
        return workbook::sheets(name, bytes);
    }
    let (text, remarks) = encoding::text(&bytes, reading)?;
    let first = text.trim_start().chars().next();
    let sheet = match first {
        Some('{' | '[') => json::sheet(name, &text, remarks)?,
        _ => csv::sheet(name, &text, reading, remarks)?,
    };
    Ok(vec![sheet])
}
