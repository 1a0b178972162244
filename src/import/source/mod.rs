//! A file of another program read into sheets of cells: bytes come in; sheets, or why there are none, go out.

mod csv;
mod encoding;
mod grid;
mod guard;
mod json;
pub(super) mod room;
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
        return workbook::sheets(name, &bytes);
    }
    if let [9, 0 | 2 | 4 | 8, 4..=16, 0, ..] = bytes[..] {
        let what = "it is a workbook of a very old Excel";
        return Err(format!("{what}; open it there or in LibreOffice and save it as .xlsx"));
    }
    let (text, remarks) = encoding::text(&bytes, reading)?;
    let first = text.trim_start().chars().next();
    if let Some(what) = other_form(&text) {
        return Err(format!("it is {what}; save its table as an Excel workbook (.xlsx) or CSV"));
    }
    let sheet = match first {
        Some('{' | '[') => json::sheet(name, text, reading, remarks)?,
        _ => csv::sheet(name, &text, reading, remarks)?,
    };
    Ok(vec![sheet])
}

/// What `text` is where programs give it out for a sheet although it is none.
fn other_form(text: &str) -> Option<&'static str> {
    const FORMS: [(&str, &str); 6] = [
        ("<!doctype", "a web page"),
        ("<html", "a web page"),
        ("<table", "a web page"),
        ("<?xml", "XML"),
        ("%pdf-", "a PDF"),
        ("{\\rtf", "a text document"),
    ];
    let begin: String = text.trim_start().chars().take(10).collect();
    let begin = begin.to_lowercase();
    FORMS.iter().find(|(sign, _)| begin.starts_with(sign)).map(|(_, what)| *what)
}
