//! Workbooks of Excel (XLSX): the zip comes in; sheets go out. Cells are read one by one, so that no sheet is held
//! twice. What the file unpacks to is measured before the library reads any of it.

use std::collections::HashMap;
use std::io::{BufRead, Cursor};
use std::sync::Arc;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use quick_xml::events::Event;

use super::layout::Layout;
use super::parts::{Parts, why};
use super::value::content;
use super::xml::{Xml, attribute};
use super::{NEEDS_PASSWORD, passed_over};
use crate::import::cell::{Content, NO_RESULT, Sheet};
use crate::import::source::grid::Grid;
use crate::import::source::guard::DAMAGED;
use crate::import::source::room::Room;

/// Different texts of one workbook. Excel keeps a list of them and tells its length before it, so that all are counted
/// twice.
const MOST_TEXTS: u64 = 20_000_000;

/// Parts beside sheets that the library reads. What others hold, in whatever encoding, does not matter.
const READ: [&str; 5] =
    ["/workbook.xml", "/sharedstrings.xml", "/styles.xml", "/theme1.xml", ".rels"];

/// The sheets of the workbook in `bytes`, whose parts are `parts`.
pub(super) fn sheets(
    file: &Arc<str>,
    bytes: &[u8],
    mut parts: Parts,
    room: &mut Room,
) -> Result<Vec<Sheet>, String> {
    let mut layouts = measured(&mut parts)?;
    let paths = sheet_paths(&mut parts)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
    let (mut sheets, mut charts) = (Vec::new(), Vec::new());
    for (at, known) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if known.typ != SheetType::WorkSheet {
            charts.push(known.name);
            continue;
        }
        let layout = paths.get(at).and_then(|path| layouts.remove(path)).unwrap_or_default();
        let rows = match rows(&mut book, &known.name, &layout, room) {
            Ok(rows) => rows,
            Err(Unread::NoCells) => {
                charts.push(known.name);
                continue;
            }
            Err(Unread::Because(why)) => return Err(why),
        };
        let merged = book.merge_cells_by_sheet_name(&known.name).map_err(|error| reason(&error))?;
        let merged =
            merged.iter().map(|it| (it.start.0 + 1, it.start.1, it.end.0 + 1, it.end.1)).collect();
        sheets.push(Sheet {
            file: file.clone(),
            name: Some(known.name.into()),
            rows,
            merged,
            counts_from_1904: book.has_1904_epoch(),
            is_hidden: known.visible != SheetVisible::Visible,
            hidden_columns: layout.columns,
            ..Sheet::default()
        });
    }
    if let (Some(sheet), Some(remark)) = (sheets.first_mut(), passed_over(&charts)) {
        sheet.remarks.push(remark);
    }
    Ok(sheets)
}

/// Why a sheet has no rows.
enum Unread {
    /// It is a chart or the like.
    NoCells,
    Because(String),
}

/// The rows of the sheet `name`.
fn rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    layout: &Layout,
    room: &mut Room,
) -> Result<Vec<crate::import::cell::Row>, Unread> {
    let because = |error: XlsxError| Unread::Because(reason(&error));
    let mut cells = match book.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => return Err(Unread::NoCells),
        cells => cells.map_err(because)?,
    };
    let has_color: Vec<bool> = cells.styles().iter().map(has_color).collect();
    let mut grid = Grid::new(room);
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(because)? {
        let (row, column) = cell.get_position();
        let content = match content(cell.get_value()) {
            Content::Empty if layout.unstored.contains(&(row + 1, column)) => no_result(),
            content => content,
        };
        grid.put(row + 1, column, content).map_err(Unread::Because)?;
        if has_color.get(style) == Some(&true) {
            grid.color(row + 1, column).map_err(Unread::Because)?;
        }
    }
    Ok(grid.finish(&layout.rows))
}

/// What stands in a cell whose formula was never computed.
fn no_result() -> Content {
    Content::Fault(NO_RESULT.into())
}

fn has_color(style: &calamine::Style) -> bool {
    let fill = style.fill.as_ref().filter(|fill| fill.is_visible());
    fill.is_some_and(|fill| fill.get_color().is_none_or(|color| !color.is_white()))
}

/// Unpacks every part once, to know that they are whole and not too large; what the sheets do not show is noted by
/// the path of the part.
fn measured(parts: &mut Parts) -> Result<HashMap<String, Layout>, String> {
    let mut layouts = HashMap::new();
    for name in parts.names.clone() {
        let Some(mut part) = parts.part(&name)? else { continue };
        let path = name.to_lowercase();
        if path.contains("/worksheets/") && path.ends_with(".xml") {
            layouts.insert(path, Layout::of(part)?);
            continue;
        }
        if READ.iter().any(|end| path.ends_with(end)) {
            check(Xml::of(part))?;
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| why(&error))?;
        }
    }
    Ok(layouts)
}

/// Reads `part` to its end; a list of texts in it must not be too long, nor say that it is.
fn check(mut part: Xml<impl BufRead>) -> Result<(), String> {
    let mut texts = 0;
    while let Some(event) = part.next()? {
        let Event::Start(tag) = event else { continue };
        match tag.local_name().as_ref() {
            "sst" => {
                let many = attribute(&tag, "uniqueCount").and_then(|many| many.parse().ok());
                texts = texts.max(many.unwrap_or_default());
            }
            "si" => texts += 1,
            _ => continue,
        }
        if texts > 2 * MOST_TEXTS {
            return Err(DAMAGED.to_owned());
        }
    }
    Ok(())
}

/// The paths of the sheets' parts, in their order, without capitals.
fn sheet_paths(parts: &mut Parts) -> Result<Vec<String>, String> {
    let book = relations(parts, "_rels/.rels", "")?;
    let book = book.into_iter().find(|(_, path)| path.ends_with("workbook.xml"));
    let Some((_, book)) = book else { return Ok(Vec::new()) };
    let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
    let targets = relations(parts, &format!("{folder}/_rels/{name}.rels"), folder)?;
    let Some(part) = parts.part(&book)? else { return Ok(Vec::new()) };
    let mut xml = Xml::of(part);
    let mut paths = Vec::new();
    while let Some(event) = xml.next()? {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "sheet"
        {
            // Its number has the name `sheetId`; `id` is what names its part.
            let id = attribute(&tag, "id");
            let path = id.and_then(|id| targets.get(&*id).cloned());
            paths.push(path.unwrap_or_default());
        }
    }
    Ok(paths)
}

/// What the part `name` says of others: their paths, without capitals, by their ids; those that are not absolute are
/// in `folder`.
fn relations(
    parts: &mut Parts,
    name: &str,
    folder: &str,
) -> Result<HashMap<String, String>, String> {
    let mut targets = HashMap::new();
    let Some(part) = parts.part(name)? else { return Ok(targets) };
    let mut xml = Xml::of(part);
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        if let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target")) {
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None if folder.is_empty() => target.to_string(),
                None => format!("{folder}/{target}"),
            };
            targets.insert(id.into_owned(), path.to_lowercase());
        }
    }
    Ok(targets)
}

fn reason(error: &XlsxError) -> String {
    match error {
        XlsxError::Password => NEEDS_PASSWORD.to_owned(),
        error => format!("{DAMAGED} ({error})"),
    }
}
