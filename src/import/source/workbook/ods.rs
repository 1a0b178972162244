//! OpenDocument spreadsheets (ODS): the parts of the zip come in; sheets go out. Rows and cells that are the same are
//! told once in the file, with how many they are.

mod style;
mod value;

use std::collections::HashSet;
use std::io::{BufRead, Read};
use std::sync::Arc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::NEEDS_PASSWORD;
use super::parts::{Parts, why};
use super::xml::Xml;
use crate::import::cell::{Content, Sheet};
use crate::import::source::grid::Grid;
use crate::import::source::guard::DAMAGED;
use crate::import::source::room::Room;
use style::Styles;
use value::{given, shown};

/// Rows and columns of the largest sheet.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
/// Bytes of the list of parts.
const LARGEST_MANIFEST: u64 = 16 << 20;

/// The sheets of the workbook whose parts are `parts`.
pub(super) fn sheets(
    file: &Arc<str>,
    parts: &mut Parts,
    room: &mut Room,
) -> Result<Vec<Sheet>, String> {
    if has_password(parts)? {
        return Err(NEEDS_PASSWORD.to_owned());
    }
    let mut styles = Styles::default();
    if let Some(part) = parts.part("styles.xml")? {
        let mut xml = Xml::of(part);
        while let Some(event) = xml.next()? {
            if let Event::Start(tag) = event {
                styles.note(&tag);
            }
        }
    }
    let Some(part) = parts.part("content.xml")? else { return Err(DAMAGED.to_owned()) };
    let mut xml = Xml::of(part);
    let mut sheets = Vec::new();
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        if tag.name().as_ref() == "table:table" {
            let sheet = Sheet {
                file: file.clone(),
                name: Some(own(&tag, "table:name").unwrap_or_default().into()),
                is_hidden: styles.is_hidden(&tag),
                counts_from_1904: styles.counts_from_1904,
                ..Sheet::default()
            };
            sheets.push(table(&mut xml, &styles, sheet, room)?);
        } else if tag.name().as_ref() == "table:tracked-changes" {
            // What cells held before has the form of tables.
            xml.pass()?;
        } else {
            styles.note(&tag);
        }
    }
    Ok(sheets)
}

fn has_password(parts: &mut Parts) -> Result<bool, String> {
    let Some(part) = parts.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut manifest = Vec::new();
    part.take(LARGEST_MANIFEST).read_to_end(&mut manifest).map_err(|error| why(&error))?;
    Ok(String::from_utf8_lossy(&manifest).contains("encryption-data"))
}

/// A table that is being read.
struct Table<'t> {
    styles: &'t Styles,
    grid: Grid<'t>,
    sheet: Sheet,
    hidden: HashSet<u32>,
    /// The styles of columns whose cells name none: the column behind the last one of each.
    columns: Vec<(u32, Option<String>)>,
    /// The row that comes next, from 1.
    number: u32,
}

/// `sheet` with the rows of the table that has begun.
fn table(
    xml: &mut Xml<impl BufRead>,
    styles: &Styles,
    sheet: Sheet,
    room: &mut Room,
) -> Result<Sheet, String> {
    let (grid, hidden) = (Grid::new(room), HashSet::new());
    let mut table = Table { styles, grid, sheet, hidden, columns: Vec::new(), number: 1 };
    loop {
        let mut row = None;
        let mut is_other = false;
        match xml.next()?.ok_or(DAMAGED)? {
            Event::End(tag) if tag.name().as_ref() == "table:table" => break,
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table-row" => {
                    row = Some((repeats(&tag, "rows", MOST_ROWS), is_hidden(&tag)))
                }
                "table:table-column" => table.column(&tag),
                "table:table-rows"
                | "table:table-row-group"
                | "table:table-header-rows"
                | "table:table-columns"
                | "table:table-column-group"
                | "table:table-header-columns" => {}
                _ => is_other = true,
            },
            _ => {}
        }
        if let Some((many, is_hidden)) = row {
            table.row(xml, many, is_hidden)?;
        } else if is_other {
            xml.pass()?;
        }
    }
    let rows = table.grid.finish(&table.hidden);
    Ok(Sheet { rows, ..table.sheet })
}

/// A cell, or several side by side that are the same.
struct Cell {
    /// The column of the first, from 0, and the one behind the last.
    first: u32,
    end: u32,
    content: Content,
    has_color: bool,
}

impl Table<'_> {
    fn column(&mut self, tag: &BytesStart) {
        let first = self.columns.last().map_or(0, |(end, _)| *end);
        let end = (first + repeats(tag, "columns", MOST_COLUMNS)).min(MOST_COLUMNS);
        if is_hidden(tag) && first < end {
            self.sheet.hidden_columns.push((first, end - 1));
        }
        self.columns.push((end, own(tag, "table:default-cell-style-name")));
    }

    /// Reads the row that has begun, which stands there `many` times.
    fn row(
        &mut self,
        xml: &mut Xml<impl BufRead>,
        many: u32,
        is_hidden: bool,
    ) -> Result<(), String> {
        let cells = self.cells(xml)?;
        let end = self.number.saturating_add(many).min(MOST_ROWS + 1);
        if is_hidden {
            self.hidden.extend(self.number..end);
        }
        let has_content = cells.iter().any(|cell| cell.content != Content::Empty);
        for number in (self.number..end).take_while(|_| has_content) {
            for cell in &cells {
                for column in cell.first..cell.end {
                    self.grid.put(number, column, cell.content.clone())?;
                    if cell.has_color {
                        self.grid.color(number, column)?;
                    }
                }
            }
        }
        self.number = end;
        Ok(())
    }

    /// The cells of the row that has begun, those at its end without content left out.
    fn cells(&mut self, xml: &mut Xml<impl BufRead>) -> Result<Vec<Cell>, String> {
        let (mut cells, mut first): (Vec<Cell>, u32) = (Vec::new(), 0);
        loop {
            let mut begun = None;
            match xml.next()?.ok_or(DAMAGED)? {
                Event::End(tag) if tag.name().as_ref() == "table:table-row" => break,
                Event::Start(tag) => {
                    let is_cell = tag.name().as_ref().ends_with("table-cell");
                    begun = Some(is_cell.then(|| tag.to_owned()));
                }
                _ => {}
            }
            match begun {
                Some(Some(tag)) => {
                    let shown = shown(xml)?;
                    let end = (first + repeats(&tag, "columns", MOST_COLUMNS)).min(MOST_COLUMNS);
                    let content = given(&tag, shown, self.is_duration(&tag, first));
                    self.merged(&tag, first);
                    let has_color = self.styles.has_color(self.style(&tag, first));
                    cells.push(Cell { first, end, content, has_color });
                    first = end;
                }
                Some(None) => xml.pass()?,
                None => {}
            }
        }
        let end = cells.iter().rposition(|cell| cell.content != Content::Empty);
        cells.truncate(end.map_or(0, |end| end + 1));
        Ok(cells)
    }

    fn is_duration(&self, tag: &BytesStart, column: u32) -> bool {
        self.styles.is_duration(self.style(tag, column))
    }

    /// The style of the cell `tag` in `column`: its own or else the column's.
    fn style(&self, tag: &BytesStart, column: u32) -> Option<String> {
        own(tag, "table:style-name").or_else(|| {
            let of_column = self.columns.iter().find(|(end, _)| column < *end);
            of_column.and_then(|(_, style)| style.clone())
        })
    }

    /// Notes that the cell `tag` in `column` is as large as several.
    fn merged(&mut self, tag: &BytesStart, column: u32) {
        let span = |what: &str, most: u32| {
            let name = format!("table:number-{what}-spanned");
            own(tag, &name).and_then(|many| many.parse().ok()).unwrap_or(1_u32).clamp(1, most)
        };
        let (right, down) = (span("columns", MOST_COLUMNS) - 1, span("rows", MOST_ROWS) - 1);
        if right > 0 || down > 0 {
            self.sheet.merged.push((self.number, column, self.number + down, column + right));
        }
    }
}

/// How many rows or columns are meant.
fn repeats(tag: &BytesStart, what: &str, most: u32) -> u32 {
    let many = own(tag, &format!("table:number-{what}-repeated"));
    many.and_then(|many| many.parse().ok()).unwrap_or(1).clamp(1, most)
}

fn is_hidden(tag: &BytesStart) -> bool {
    matches!(own(tag, "table:visibility").as_deref(), Some("collapse" | "filter"))
}

/// What the attribute `name` of `tag` says; with its prefix, since others have the same name behind it.
fn own(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
