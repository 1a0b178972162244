//! Workbooks of Excel before 2007 (XLS): bytes come in; sheets go out. What the library for cells does not tell, and
//! whether it can be trusted with the file at all, is told by `records`.

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};
use cfb::CompoundFile;

use super::records::Globals;
use super::value::content;
use super::{NEEDS_PASSWORD, passed_over};
use crate::import::cell::Sheet;
use crate::import::source::grid::Grid;
use crate::import::source::guard::DAMAGED;
use crate::import::source::room::Room;

/// The sheets in `bytes`.
pub(super) fn sheets(file: &Arc<str>, bytes: &[u8], room: &mut Room) -> Result<Vec<Sheet>, String> {
    let stream = stream(bytes)?;
    let globals = Globals::of(&stream)?;
    let scans = globals.scans(&stream)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
    let (mut sheets, mut charts) = (Vec::new(), Vec::new());
    let known = book.sheets_metadata().to_vec();
    for (known, scan) in known.into_iter().zip(scans) {
        if known.typ != SheetType::WorkSheet {
            charts.push(known.name);
            continue;
        }
        let range = book.worksheet_range(&known.name).map_err(|error| reason(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut grid = Grid::new(room);
        for (cells, number) in range.rows().zip(top + 1..) {
            for (cell, column) in cells.iter().zip(left..) {
                grid.put(number, column, content(cell))?;
            }
            for &column in scan.colored.get(&number).into_iter().flatten() {
                grid.color(number, column)?;
            }
        }
        let merged = book.merge_cells_by_sheet_name(&known.name).map_err(|error| reason(&error))?;
        let merged =
            merged.iter().map(|it| (it.start.0 + 1, it.start.1, it.end.0 + 1, it.end.1)).collect();
        sheets.push(Sheet {
            file: file.clone(),
            name: Some(known.name.into()),
            rows: grid.finish(&scan.hidden_rows),
            merged,
            counts_from_1904: book.has_1904_epoch(),
            is_hidden: known.visible != SheetVisible::Visible,
            hidden_columns: scan.hidden_columns,
            ..Sheet::default()
        });
    }
    if let (Some(sheet), Some(remark)) = (sheets.first_mut(), passed_over(&charts)) {
        sheet.remarks.push(remark);
    }
    Ok(sheets)
}

/// The workbook in the folder of streams that the file is.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut streams = CompoundFile::open(Cursor::new(bytes)).map_err(|_| DAMAGED.to_owned())?;
    if streams.exists("/EncryptedPackage") {
        return Err(NEEDS_PASSWORD.to_owned());
    }
    let path = ["/Workbook", "/Book"].into_iter().find(|path| streams.is_stream(path));
    let Some(path) = path else {
        let what = if streams.exists("/WordDocument") { "a Word document" } else { "no workbook" };
        return Err(format!("it is {what}; save its table as an Excel workbook (.xlsx) or CSV"));
    };
    let mut stream = Vec::new();
    let mut opened = streams.open_stream(path).map_err(|_| DAMAGED.to_owned())?;
    opened.read_to_end(&mut stream).map_err(|_| DAMAGED.to_owned())?;
    Ok(stream)
}

fn reason(error: &XlsError) -> String {
    match error {
        XlsError::Password => NEEDS_PASSWORD.to_owned(),
        error => format!("{DAMAGED} ({error})"),
    }
}
