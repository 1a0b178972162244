//! What is to be said of how the sheets of a source were read: they and their tables come in; sentences go out. What a program
//! does not show is read like all else, and a color says nothing here: someone has to know that before they trust
//! the numbers.

use super::absent;
use super::cell::{Addresses, Content, Row, Sheet};
use super::map::Map;
use super::merged;
use super::place::letters;
use super::rows::left_out;
use super::table::Table;
use super::unread;
use crate::text::wording::{all_of, count};

/// Places that are named one by one.
const MOST_NAMED: usize = 10;

/// Remarks on `sheets`, and on those of them that `tables` are in, whose rows come in by `map`.
pub(crate) fn of(map: &Map, sheets: &[Sheet], tables: &[Table]) -> Vec<String> {
    let mut said: Vec<String> =
        sheets.iter().flat_map(|sheet| sheet.remarks.iter().cloned()).collect();
    let is_read = |sheet: &&Sheet| tables.iter().any(|table| std::ptr::eq(table.sheet, *sheet));
    let sheets: Vec<&Sheet> = sheets.iter().filter(is_read).collect();
    let hidden = sheets.iter().filter(|sheet| sheet.is_hidden).map(|sheet| named(sheet));
    said.extend(listed("hidden sheet", hidden.collect()));
    let columns = sheets.iter().flat_map(|sheet| columns(sheet));
    said.extend(listed("hidden column", columns.collect()));
    let rows = rows(tables).filter(|(_, row)| row.is_hidden);
    let rows = rows.map(|(table, row)| place(table.sheet, &row.number.to_string()));
    said.extend(listed("hidden row", rows.collect()));
    said.extend(colors(tables));
    said.extend(merged_cells(map, tables));
    said.extend(beside(map, tables));
    said.extend(unread::above(tables, &map.rows_of_cells()));
    said.extend(absent::remarks(map, tables));
    said
}

fn rows<'t, 's>(tables: &'t [Table<'s>]) -> impl Iterator<Item = (&'t Table<'s>, &'s Row)> {
    tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)))
}

/// That what is at `places` is read although it is not shown.
fn listed(what: &str, places: Vec<String>) -> Option<String> {
    let many = count(places.len(), what);
    let verb = if places.len() == 1 { "is" } else { "are" };
    let mut shown: Vec<String> = places.iter().take(MOST_NAMED).cloned().collect();
    if places.len() > shown.len() {
        shown.push(format!("{} more", places.len() - shown.len()));
    }
    (!places.is_empty()).then(|| {
        format!("{many} {verb} read like the others: {}", all_of(shown.iter().map(String::as_str)))
    })
}

/// The columns of `sheet` that are not shown and have something in them.
fn columns(sheet: &Sheet) -> Vec<String> {
    let is_used = |column: usize| {
        sheet.rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()))
    };
    let columns = sheet.hidden_columns.iter().flat_map(|&(first, last)| first..=last);
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let columns = columns.map(|column| column as usize).filter(|column| *column < width);
    columns.filter(|&column| is_used(column)).map(|column| place(sheet, &letters(column))).collect()
}

/// How many cells below the heads have a color.
fn colors(tables: &[Table]) -> Option<String> {
    let colored = || rows(tables).filter_map(|(table, row)| Some((table, row, row.colored?)));
    let (table, row, (first, _)) = colored().next()?;
    let many: u32 = colored().map(|(_, _, (_, many))| many).sum();
    let first = place(table.sheet, &format!("{}{}", letters(first as usize), row.number));
    let (cells, has) = (count(many as usize, "cell"), if many == 1 { "has" } else { "have" });
    Some(format!("{cells} {has} a color, and no color is read; the first is {first}"))
}

/// That merged cells are read for each row that they cover, and where it is not sure what one means.
fn merged_cells(map: &Map, tables: &[Table]) -> Vec<String> {
    let (down, across) = merged::in_rows(map, tables);
    let first = |places: &[merged::Place]| {
        let &(sheet, row, column) = places.first()?;
        Some(place(sheet, &format!("{}{row}", letters(column as usize))))
    };
    let one_or = |places: &[merged::Place], one, many| if places.len() == 1 { one } else { many };
    let cells = |places: &[merged::Place]| count(places.len(), "merged cell");
    let down = first(&down).map(|first| {
        let verb = one_or(
            &down,
            "is read for each row that it covers",
            "are read for each row that they cover",
        );
        format!("{} below the heads {verb}; the first is {first}", cells(&down))
    });
    let across = first(&across).map(|first| {
        let verb = one_or(
            &across,
            "goes over several columns, and only the first of these has what it shows",
            "go over several columns, and only the first of these has what they show",
        );
        format!("{} below the heads {verb}; the first is {first}", cells(&across))
    });
    down.into_iter().chain(across).collect()
}

/// How many cells of rows that come in by `map` say something in a column that no head names: people write beside tables.
fn beside(map: &Map, tables: &[Table]) -> Option<String> {
    let tables = tables.iter().filter(|table| table.sheet.addresses == Addresses::Grid);
    let (mut first, mut many) = (None, 0);
    for table in tables {
        for row in table.rows.iter().filter(|row| row.fault.is_none()) {
            let is_beside = |(at, cell): &(usize, &Content)| {
                !cell.is_empty() && table.columns.all(*at).is_empty()
            };
            let mut cells = row.own_cells().iter().enumerate().filter(is_beside).peekable();
            let Some(&(at, _)) = cells.peek() else { continue };
            if left_out(map, table, row).is_none() {
                first = first.or_else(|| Some(table.address(row, Some(at))));
                many += cells.count();
            }
        }
    }
    let (cells, are) = (count(many, "cell"), if many == 1 { "is" } else { "are" });
    first.map(|first| {
        format!(
            "{cells} {are} in columns without a name, and nothing of that comes in; the first is {first}"
        )
    })
}

fn named(sheet: &Sheet) -> String {
    sheet.name.as_deref().unwrap_or(&sheet.file).to_owned()
}

fn place(sheet: &Sheet, place: &str) -> String {
    format!("{}!{place}", named(sheet))
}
