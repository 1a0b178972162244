//! All rows of a source as one grid: the tables of several sheets come in; each column by its name, with what stands in
//! it in every row, goes out.

use std::collections::HashMap;

use super::head::Head;
use super::plain::plain;
use crate::import::cell::{Addresses, Content, Sheet};
use crate::import::table::Table;
use crate::import::value::prose::prose;
use crate::import::value::word::folded;

/// How many rows are looked at; a guess needs no more.
const MOST_ROWS: usize = 20_000;

/// The rows of a source.
pub(super) struct Grid<'s> {
    pub columns: Vec<Column>,
    pub rows: Vec<RowOf<'s>>,
    pub is_paths: bool,
}

/// A column, or the columns of a list in JSON.
pub(super) struct Column {
    /// How a map names it: its first name, with gaps where it stands for several.
    pub name: String,
    /// Its names as plain words, all of them.
    pub plain: Vec<String>,
    /// All its names as they are.
    pub texts: Vec<String>,
    /// The tables that have it, by their numbers.
    pub tables: Vec<usize>,
}

/// What a row says, by column.
pub(super) struct RowOf<'s> {
    cells: HashMap<usize, Vec<&'s Content>>,
    /// The columns in which a ditto mark stands, which says what the cell above does.
    dittos: Vec<usize>,
    /// Whether it is the first of its table.
    pub is_first: bool,
}

impl<'s> RowOf<'s> {
    /// What stands in the column `index` and says something.
    pub(super) fn cells(&self, index: usize) -> &[&'s Content] {
        self.cells.get(&index).map_or(&[], Vec::as_slice)
    }

    /// Whether anything stands in the column `index`.
    pub(super) fn has(&self, index: usize) -> bool {
        self.cells.contains_key(&index) || self.is_ditto(index)
    }

    /// Whether a ditto mark stands in the column `index`.
    pub(super) fn is_ditto(&self, index: usize) -> bool {
        self.dittos.contains(&index)
    }

    /// What stands in the column `index`, as text.
    pub(super) fn text(&self, index: usize) -> String {
        self.cells(index).first().map(|content| prose(content)).unwrap_or_default()
    }

    /// All that it says, by column.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &'s Content)> {
        self.cells.iter().flat_map(|(&at, cells)| cells.iter().map(move |&cell| (at, cell)))
    }
}

impl<'s> Grid<'s> {
    pub(super) fn of(head: &Head<'s>) -> Self {
        let mut grid = Self { columns: Vec::new(), rows: Vec::new(), is_paths: false };
        let mut known = HashMap::new();
        let mut number = 0;
        for sheet in &head.sheets {
            grid.is_paths |= sheet.addresses == Addresses::Paths;
            for table in Table::below_heads(sheet, &head.header, &[]) {
                grid.add(sheet, &table, number, &mut known);
                number += 1;
            }
        }
        grid
    }

    fn add(
        &mut self,
        sheet: &Sheet,
        table: &Table<'s>,
        number: usize,
        known: &mut HashMap<String, usize>,
    ) {
        let all: Vec<&[String]> =
            (0..table.columns.names().count()).map(|at| table.columns.all(at)).collect();
        let firsts: Vec<&str> =
            all.iter().filter_map(|names| names.first()).map(String::as_str).collect();
        let mut at = Vec::new();
        for names in &all {
            let Some(first) = names.first() else {
                at.push(None);
                continue;
            };
            let name = match sheet.addresses {
                Addresses::Paths => general(first, &firsts),
                Addresses::Grid => super::layout::escaped(first),
            };
            let index = *known.entry(folded(&name)).or_insert_with(|| {
                let plain = names.iter().map(|name| plain(name)).collect();
                let texts = names.to_vec();
                self.columns.push(Column { name, plain, texts, tables: Vec::new() });
                self.columns.len() - 1
            });
            if self.columns[index].tables.last() != Some(&number) {
                self.columns[index].tables.push(number);
            }
            at.push(Some(index));
        }
        let mut is_first = true;
        for row in table.rows.iter().filter(|row| row.fault.is_none()) {
            if self.rows.len() >= MOST_ROWS {
                break;
            }
            let mut cells: HashMap<usize, Vec<&'s Content>> = HashMap::new();
            let mut dittos = Vec::new();
            for (cell, at) in row.cells.iter().zip(&at) {
                let Some(at) = at.filter(|_| !cell.is_empty()) else { continue };
                match cell.means_above() {
                    true => dittos.push(at),
                    false => cells.entry(at).or_default().push(cell),
                }
            }
            if !cells.is_empty() {
                self.rows.push(RowOf { cells, dittos, is_first });
                is_first = false;
            }
        }
    }

    /// Whether a ditto mark stands anywhere, so that an empty cell may mean the one above, too.
    pub(super) fn has_dittos(&self) -> bool {
        self.rows.iter().any(|row| !row.dittos.is_empty())
    }

    /// Everything that stands in the column `index`, but for ditto marks.
    pub(super) fn content(&self, index: usize) -> impl Iterator<Item = &'s Content> + '_ {
        self.rows.iter().flat_map(move |row| row.cells(index).iter().copied())
    }

    /// The different texts in the column `index` of `rows` and how many rows have each, the most frequent first.
    pub(super) fn words<'r>(
        rows: impl Iterator<Item = &'r RowOf<'s>>,
        index: usize,
    ) -> Vec<(String, usize)>
    where
        's: 'r,
    {
        let mut words: Vec<(String, usize)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for cell in rows.flat_map(|row| row.cells(index).iter()) {
            let text = prose(cell).trim().to_owned();
            let at = *known.entry(folded(&text)).or_insert_with(|| {
                words.push((text, 0));
                words.len() - 1
            });
            words[at].1 += 1;
        }
        words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        words
    }

    /// The columns that `name` calls, plain.
    pub(super) fn called(&self, names: &[&str]) -> Option<usize> {
        let is = |name: &&str, column: &Column| column.plain.iter().any(|plain| plain == name);
        names.iter().find_map(|name| self.columns.iter().position(|column| is(name, column)))
    }
}

/// The path `name` with a gap for each index of a list, where `all` have more than one or no list is within it.
fn general(name: &str, all: &[&str]) -> String {
    let pieces: Vec<&str> = name.split('[').collect();
    let Some((first, rest)) = pieces.split_first() else { return name.to_owned() };
    let mut out = super::layout::escaped(first);
    let mut before = (*first).to_owned();
    for piece in rest {
        let (index, after) = piece.split_once(']').unwrap_or((piece, ""));
        let has_others = all.iter().any(|other| {
            let rest = other.strip_prefix(before.as_str()).and_then(|rest| rest.strip_prefix('['));
            rest.and_then(|rest| rest.split_once(']')).is_some_and(|(other, _)| other != index)
        });
        let has_deeper = all.iter().any(|other| {
            let rest = other.strip_prefix(before.as_str());
            rest.is_some_and(|rest| rest.matches('[').count() > 1)
        });
        let shown = if has_others || !has_deeper { "*" } else { index };
        out.push_str(&format!("[{shown}]{}", super::layout::escaped(after)));
        before.push_str(&format!("[{index}]{after}"));
    }
    out
}
