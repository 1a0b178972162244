//! The tables of a sheet: a sheet and what a map says of its head come in; tables with named columns and their
//! rows go out. What the rows say is not looked at.

use rustc_hash::FxHashMap;

use super::above::Above;
use super::cell::{Addresses, Content, Row, Sheet, Wrong};
use super::condition::holds;
use super::fault::Fault;
use super::map::pattern::Pattern;
use super::map::{End, Header, Map};
use super::place::letters;
use super::value::word::folded;

/// A table: a part of a sheet whose columns have names.
#[derive(Debug)]
pub(crate) struct Table<'s> {
    pub sheet: &'s Sheet,
    pub columns: Columns,
    /// The rows that name them.
    pub head: &'s [Row],
    /// Its rows below the head.
    pub rows: &'s [Row],
    /// How many rows with anything in them are between its end and the next head.
    pub below: usize,
    /// What those of its cells mean that say nothing themselves.
    pub(super) above: Above<'s>,
}

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct Columns {
    /// Of each column the texts that name it: those of its header rows, and all of them joined.
    names: Vec<Vec<String>>,
    /// How each is called in messages.
    shown: Vec<String>,
    found: FxHashMap<Pattern, Vec<Column>>,
}

/// A column that a pattern fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// From 0.
    pub index: usize,
    /// What fills the gaps of the pattern.
    pub fills: Vec<String>,
}

impl<'s> Table<'s> {
    /// The tables of `sheet`, whose heads and ends `map` tells; the columns of `patterns` are looked up. None where no
    /// row is a head.
    pub(crate) fn all(sheet: &'s Sheet, map: &Map, patterns: &[Pattern]) -> Vec<Self> {
        let tables = Self::below_heads(sheet, &map.header, patterns).into_iter();
        let as_above = map.as_above();
        let with_above = |mut table: Self| {
            table.above = Above::of(map, &as_above, &table);
            table.cut(map)
        };
        tables.map(with_above).collect()
    }

    /// The tables of `sheet` whose heads `header` tells, each down to the next.
    pub(crate) fn below_heads(
        sheet: &'s Sheet,
        header: &Header,
        patterns: &[Pattern],
    ) -> Vec<Self> {
        let heads = heads(sheet, header, patterns);
        let ends = heads.iter().skip(1).map(|head| head.start).chain([sheet.rows.len()]);
        let tables = heads.iter().zip(ends).map(|(head, end)| {
            let columns = Columns::of(sheet, &sheet.rows[head.clone()], patterns);
            let head_rows = &sheet.rows[head.clone()];
            let rows = &sheet.rows[head.end..end];
            Table { sheet, columns, head: head_rows, rows, below: 0, above: Above::default() }
        });
        tables.collect()
    }

    /// Its own columns that have a name and that no pattern fits, by name.
    pub(crate) fn unknown(&self) -> Vec<&str> {
        self.columns.unknown(self.own())
    }

    /// Its own columns that have a name.
    pub(crate) fn own_columns(&self) -> Vec<usize> {
        let named = self.columns.names().take(self.own()).enumerate();
        named.filter(|(_, name)| !name.is_empty()).map(|(at, _)| at).collect()
    }

    /// How many of its columns are its own: all but those that another table gave.
    fn own(&self) -> usize {
        let given = self.head.iter().filter_map(|row| row.elsewhere.as_ref());
        given.map(|elsewhere| elsewhere.from).min().unwrap_or(usize::MAX)
    }

    /// It down to what `map` says ends it.
    fn cut(mut self, map: &Map) -> Self {
        let is_end = |at: usize, row: &Row| {
            map.ends.iter().any(|end| match end {
                End::Blank => {
                    // Rows without anything in them may be missing, and then their numbers are.
                    let before = at.checked_sub(1).and_then(|before| self.rows.get(before));
                    let is_blank = row.cells.iter().all(Content::is_empty) && row.fault.is_none();
                    before.is_some_and(|before| is_blank || row.number > before.number + 1)
                }
                End::When(condition) => holds(map, &self, row, condition),
            })
        };
        let end = self.rows.iter().enumerate().position(|(at, row)| is_end(at, row));
        if let Some(end) = end {
            let (rows, below) = self.rows.split_at(end);
            let is_said = |row: &&Row| row.cells.iter().any(|cell| !cell.is_empty());
            (self.rows, self.below) = (rows, below.iter().filter(is_said).count());
        }
        self
    }

    /// That the cell in `column` of `row`, which is at `spot`, is `wrong`. What stands in it may be confidential.
    pub(super) fn fault(
        &self,
        row: &Row,
        (spot, column): (Option<(usize, usize)>, usize),
        wrong: Wrong,
    ) -> Fault {
        let cells = vec![self.address(row, Some(column))];
        let column = self.columns.name(column).to_owned();
        Fault { cells, spot, column, content: None, wrong }
    }

    /// What its sheet is called in messages.
    pub(crate) fn place(&self) -> String {
        self.sheet.place()
    }

    /// How the cell in the column `index` of `row` is called.
    pub(crate) fn address(&self, row: &Row, index: Option<usize>) -> String {
        if let Some(address) = index.and_then(|index| row.address_elsewhere(index)) {
            return address.to_owned();
        }
        // A cell that another table did not give is nowhere.
        let is_own = |index: &usize| *index < self.own() || row.elsewhere.is_some();
        let index = index.filter(is_own);
        let sheet = self.sheet.name.as_deref().map(|name| format!("{name}!")).unwrap_or_default();
        let record = match row.line {
            Some(_) => format!("record {}", row.number),
            None => format!("line {}", row.number),
        };
        let place = match (self.sheet.addresses, index) {
            (Addresses::Grid, Some(index)) => format!("{}{}", letters(index), row.number),
            (Addresses::Grid, None) => format!("row {}", row.number),
            (Addresses::Paths, Some(index)) => format!("{record}: {}", self.columns.name(index)),
            (Addresses::Paths, None) => record,
        };
        let is_grid = self.sheet.addresses == Addresses::Grid;
        let line = row.line.filter(|&line| !is_grid || line != row.number);
        let line = line.map(|line| format!(" (line {line})")).unwrap_or_default();
        // Someone who looks for it has to know why it is not to be seen.
        let hidden = if row.is_hidden { " (hidden)" } else { "" };
        format!("{}!{sheet}{place}{line}{hidden}", self.sheet.file)
    }
}

/// The rows, by index, of each head; some of its columns are those of `patterns`.
pub(super) fn heads(
    sheet: &Sheet,
    header: &Header,
    patterns: &[Pattern],
) -> Vec<std::ops::Range<usize>> {
    let at = |number: u32| sheet.rows.iter().position(|row| row.number == number);
    match header {
        Header::First => {
            let first =
                sheet.rows.iter().position(|row| row.cells.iter().any(|cell| !cell.is_empty()));
            first.map(|first| first..first + 1).into_iter().collect()
        }
        Header::Rows(numbers) => {
            let first = numbers.iter().filter_map(|&number| at(number)).min();
            let last = numbers.iter().filter_map(|&number| at(number)).max();
            first.zip(last).map(|(first, last)| first..last + 1).into_iter().collect()
        }
        Header::With { texts, rows } => {
            let is_it = |cell: &Content| matches!(cell, Content::Text(cell) if texts.iter().any(|text| text.fits(cell)));
            let mut heads: Vec<std::ops::Range<usize>> = Vec::new();
            for (at, row) in sheet.rows.iter().enumerate() {
                // A head of several rows may have the text in each.
                let is_in_head = heads.last().is_some_and(|head| head.contains(&at));
                if is_in_head || !row.cells.iter().any(is_it) {
                    continue;
                }
                let head = at..(at + *rows as usize).min(sheet.rows.len());
                let first = heads.first().map(|first| &sheet.rows[first.clone()]);
                if first.is_none_or(|first| is_head(&sheet.rows[head.clone()], first, patterns)) {
                    heads.push(head);
                }
            }
            heads
        }
    }
}

/// Whether `rows`, in which the text of a head stands, are one below the head `first`, and no record in whose prose it
/// stands: at least half of their cells are names of columns that are known from there or by `patterns`.
fn is_head(rows: &[Row], first: &[Row], patterns: &[Pattern]) -> bool {
    let names: Vec<&str> = texts_of(first).collect();
    let is_known = |text: &&str| {
        names.iter().any(|name| folded(name) == folded(text))
            || patterns.iter().any(|pattern| pattern.fits(text))
    };
    let all = rows.iter().flat_map(Row::own_cells).filter(|cell| !cell.is_empty()).count();
    let known = texts_of(rows).filter(is_known).count();
    known * 2 >= all && (known > 1 || names.len() == 1)
}

/// What stands in `rows` as text.
fn texts_of(rows: &[Row]) -> impl Iterator<Item = &str> {
    rows.iter().flat_map(Row::own_cells).filter_map(|cell| match cell {
        Content::Text(text) if !cell.is_empty() => Some(&**text),
        _ => None,
    })
}

impl Columns {
    fn of(sheet: &Sheet, head: &[Row], patterns: &[Pattern]) -> Self {
        let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let rows: Vec<Vec<String>> = head.iter().map(|row| texts(sheet, row, width)).collect();
        let last = rows.len().saturating_sub(1);
        let names = (0..width).map(|column| {
            let text = |at: usize| -> &str {
                let own = rows[at][column].as_str();
                // Above others, a text also heads what follows on its right.
                if !own.is_empty() || at == last || rows[last][column].is_empty() {
                    return own;
                }
                rows[at][..column]
                    .iter()
                    .rev()
                    .find(|text| !text.is_empty())
                    .map_or("", |text| text)
            };
            let mut names: Vec<String> = (0..rows.len()).map(|at| text(at).to_owned()).collect();
            names.retain(|name| !name.is_empty());
            if names.len() > 1 {
                names.push(names.join(" "));
            }
            names
        });
        let names: Vec<Vec<String>> = names.collect();
        let found = patterns.iter().map(|pattern| {
            let columns = names.iter().enumerate().filter_map(|(index, names)| {
                let fills = names.iter().find_map(|name| pattern.fills(name))?;
                Some(Column { index, fills })
            });
            (pattern.clone(), columns.collect())
        });
        let found = found.collect();
        let shown = (0..names.len()).map(|index| shown(&names, index)).collect();
        Self { names, shown, found }
    }

    /// The columns that `pattern` fits.
    pub(crate) fn of_pattern(&self, pattern: &Pattern) -> &[Column] {
        self.found.get(pattern).map_or(&[], Vec::as_slice)
    }

    /// Whether one of the patterns that were looked up fits the column `index`.
    pub(super) fn is_known(&self, index: usize) -> bool {
        self.found.values().flatten().any(|column| column.index == index)
    }

    /// Whether any of the patterns that were looked up fits one of them.
    pub(crate) fn has_known(&self) -> bool {
        self.found.values().any(|columns| !columns.is_empty())
    }

    /// What the column `index` is called.
    pub(crate) fn name(&self, index: usize) -> &str {
        self.shown.get(index).map_or("", String::as_str)
    }

    /// All that the column `index` is called: by each row of the head, and by all of them joined.
    pub(crate) fn all(&self, index: usize) -> &[String] {
        self.names.get(index).map_or(&[], Vec::as_slice)
    }

    /// What the columns are called, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        (0..self.names.len()).map(|index| self.name(index))
    }

    /// Of the first `own` columns those that have a name and that no pattern fits, by name.
    fn unknown(&self, own: usize) -> Vec<&str> {
        let names = (0..self.names.len().min(own)).filter(|&index| !self.is_known(index));
        names.map(|index| self.name(index)).filter(|name| !name.is_empty()).collect()
    }
}

/// What the column `index` of `names` is called: by the first row of the head, unless that heads others as well.
fn shown(names: &[Vec<String>], index: usize) -> String {
    let first = names[index].first();
    let heads_others = |first: &String| {
        names.iter().enumerate().any(|(at, other)| at != index && other.first() == Some(first))
    };
    match first {
        Some(first) if heads_others(first) => names[index].last().unwrap_or(first).clone(),
        Some(first) => first.clone(),
        None => String::new(),
    }
}

/// The texts in `row`, for each of `width` columns; a merged cell has the same text throughout.
fn texts(sheet: &Sheet, row: &Row, width: usize) -> Vec<String> {
    let text = |index: usize| match row.cells.get(index) {
        Some(Content::Text(text)) => text.trim().to_owned(),
        Some(Content::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let mut texts: Vec<String> = (0..width).map(text).collect();
    for &(first, left, last, right) in &sheet.merged {
        if (first..=last).contains(&row.number) && first == row.number {
            for index in left..=right {
                if let Some(source) = texts.get(left as usize).cloned()
                    && let Some(cell) = texts.get_mut(index as usize)
                {
                    *cell = source;
                }
            }
        }
    }
    texts
}
