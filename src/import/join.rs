//! Tables that belong together by a key: sheets and what a map says of them come in; the first with the columns of the
//! second goes out. A cell that came from elsewhere keeps its address.

use std::collections::HashMap;

use super::above::Above;
use super::cell::{Content, Elsewhere, Row, Sheet, Wrong};
use super::condition::{Answer, answer, holds};
use super::fault::Fault;
use super::map::{Header, Join, Map};
use super::rows::left_out;
use super::table::{Table, heads};
use super::value::prose::prose;
use super::value::word::folded;
use crate::text::wording::count;

/// Rows of the second table that may belong to one of the first.
const MOST: usize = 200;

/// The sheets of a source after the joins of its map, with what is wrong with them.
pub(crate) fn joined(sheets: Vec<Sheet>, map: &Map) -> (Vec<Sheet>, Vec<Fault>) {
    let mut faults = Vec::new();
    let (others, mut own): (Vec<Sheet>, Vec<Sheet>) =
        sheets.into_iter().partition(|sheet| map.is_joined(sheet));
    for join in &map.joins {
        let others: Vec<&Sheet> = others.iter().filter(|sheet| join.names(sheet)).collect();
        let Some(first) = others.first() else {
            faults.push(nowhere(join));
            continue;
        };
        let mut index = Index::of(map, &others, join, &mut faults);
        if index.has_no_key() {
            faults.push(no_column(join, first));
            continue;
        }
        index.unreadable(&mut faults);
        own.iter_mut().take(1).for_each(|sheet| sheet.remarks.extend(index.left_out()));
        let mut first_table = 0;
        for sheet in own.iter_mut().filter(|sheet| map.reads(sheet.name.as_deref())) {
            first_table += extend((sheet, first_table), map, join, &mut index, &mut faults);
        }
        if join.is_many && faults.is_empty() {
            index.orphans(&mut faults);
        }
    }
    (own, faults)
}

/// The rows of the second table by their keys.
struct Index<'o> {
    join: &'o Join,
    tables: Vec<Table<'o>>,
    /// What its columns are called.
    names: Vec<String>,
    /// Of each table where it has the column of each name.
    places: Vec<Vec<Option<usize>>>,
    rows: HashMap<String, Found>,
    /// Rows that say something, and nothing under the key.
    without_key: Vec<(usize, usize)>,
    /// How many rows the map leaves out.
    left_out: usize,
}

#[derive(Default)]
struct Found {
    /// By table and row in it.
    spots: Vec<(usize, usize)>,
    is_wanted: bool,
}

impl<'o> Index<'o> {
    /// The tables of `sheets`; which rows do not tell their key goes into `faults`.
    fn of(map: &Map, sheets: &[&'o Sheet], join: &'o Join, faults: &mut Vec<Fault>) -> Self {
        let (patterns, as_above) = (join.patterns(), join.as_above());
        let tables = sheets.iter();
        let tables = tables.flat_map(|sheet| Table::below_heads(sheet, &join.header, &patterns));
        let with_above = |mut table: Table<'o>| {
            table.above = Above::of(map, &as_above, &table);
            table
        };
        let tables: Vec<Table> = tables.map(with_above).collect();
        let (mut names, mut without_key, mut left_out) = (Vec::<String>::new(), Vec::new(), 0);
        let mut rows: HashMap<String, Found> = HashMap::new();
        for (at, table) in tables.iter().enumerate() {
            for name in table.columns.names().filter(|name| !name.is_empty()) {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
            for (index, row) in table.rows.iter().enumerate() {
                if row.cells.iter().all(Content::is_empty) {
                    continue;
                }
                if join.leave_out.iter().any(|condition| holds(map, table, row, condition)) {
                    left_out += 1;
                    continue;
                }
                for condition in &join.leave_out {
                    if let Answer::Unsure(column, wrong) = answer(map, table, row, condition) {
                        faults.push(table.fault(row, (None, column), wrong));
                    }
                }
                match key_of(map, table, row, &join.there) {
                    Ok(Some(key)) => rows.entry(key).or_default().spots.push((at, index)),
                    Ok(None) => without_key.push((at, index)),
                    Err((column, wrong)) => faults.push(table.fault(row, (None, column), wrong)),
                }
            }
        }
        let places = tables.iter().map(|table| {
            let of_table: HashMap<&str, usize> =
                table.columns.names().enumerate().map(|(at, name)| (name, at)).collect();
            names.iter().map(|name| of_table.get(name.as_str()).copied()).collect()
        });
        let places = places.collect();
        Self { join, tables, names, places, rows, without_key, left_out }
    }

    fn has_no_key(&self) -> bool {
        self.tables.iter().all(|table| table.columns.of_pattern(&self.join.there).is_empty())
    }

    /// The cells of the row at `spot`, in the order of the names, each with its address.
    fn cells(&self, spot: (usize, usize)) -> Vec<(Content, Box<str>)> {
        let (table, row) = (&self.tables[spot.0], &self.tables[spot.0].rows[spot.1]);
        let cell = |at: &Option<usize>| {
            let content = at.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default();
            (content, table.address(row, *at).into())
        };
        self.places[spot.0].iter().map(cell).collect()
    }

    /// How many rows the map leaves out, if it does.
    fn left_out(&self) -> Option<String> {
        let (rows, sheet) = (count(self.left_out, "row"), self.join.sheet.shown());
        let verb = if self.left_out == 1 { "is" } else { "are" };
        (self.left_out > 0)
            .then(|| format!("{rows} of {sheet} {verb} left out by the rule under [[join]]"))
    }

    /// Says which rows cannot be read.
    fn unreadable(&self, faults: &mut Vec<Fault>) {
        for table in &self.tables {
            for row in table.rows {
                let Some(detail) = row.fault.as_deref().map(str::to_owned) else { continue };
                let (cause, remedy) = ("cannot be read".to_owned(), String::new());
                let wrong = Wrong { cause, detail, remedy };
                let (cells, column) = (vec![table.address(row, None)], String::new());
                faults.push(Fault { cells, spot: None, column, content: None, wrong });
            }
        }
    }

    /// Says which rows belong to none of the first table.
    fn orphans(&self, faults: &mut Vec<Fault>) {
        let unwanted = self.rows.values().filter(|it| !it.is_wanted);
        let spots = unwanted.flat_map(|it| &it.spots).chain(&self.without_key);
        let mut spots: Vec<(usize, usize)> = spots.copied().collect();
        spots.sort_unstable();
        for (at, index) in spots {
            let table = &self.tables[at];
            let (here, there) = (self.join.here.shown(), self.join.there.written());
            let (cause, mend, rule) = match self.without_key.binary_search(&(at, index)).is_ok() {
                true => (
                    "nothing is in it, so nobody can tell to which row it belongs".to_owned(),
                    "fill it in",
                    "empty = true",
                ),
                false => (
                    format!("no row has this under {here}"),
                    "correct it, or add the row that it belongs to",
                    "is = \"…\"",
                ),
            };
            let remedy = format!(
                "{mend}; if it belongs to none, a rule under [[join]] in the map leaves it out: leave_out = \
                 {{ column = \"{there}\", {rule} }}"
            );
            faults.push(fault(table, &table.rows[index], &self.join.there, None, (cause, remedy)));
        }
    }
}

/// Gives each row of `sheet`, whose tables are counted from `first_table` on, the cells of the rows that belong to it;
/// how many tables it has.
fn extend(
    (sheet, first_table): (&mut Sheet, usize),
    map: &Map,
    join: &Join,
    index: &mut Index,
    faults: &mut Vec<Fault>,
) -> usize {
    let starts = heads(sheet, &map.header, &map.patterns());
    let tables = Table::all(sheet, map, &map.patterns());
    let mut found: Vec<(usize, Vec<(usize, usize)>)> = Vec::new();
    for (at, (table, head)) in tables.iter().zip(&starts).enumerate() {
        for (nth, row) in table.rows.iter().enumerate() {
            let spot = (first_table + at, nth);
            let key = match key_of(map, table, row, &join.here) {
                Ok(Some(key)) => key,
                Ok(None) => continue,
                Err((column, wrong)) => {
                    if left_out(map, table, row).is_none() {
                        faults.push(table.fault(row, (Some(spot), column), wrong));
                    }
                    continue;
                }
            };
            let wrong = match index.rows.get_mut(&key) {
                Some(theirs) => {
                    theirs.is_wanted = true;
                    let number = theirs.spots.len();
                    found.push((head.end + nth, theirs.spots.clone()));
                    ((number > 1 && !join.is_many) || number > MOST).then(|| several(number, join))
                }
                None => (!join.is_many && left_out(map, table, row).is_none()).then(|| none(join)),
            };
            if let Some(wrong) = wrong {
                faults.push(fault(table, row, &join.here, Some(spot), wrong));
            }
        }
    }
    let number = tables.len();
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let most = found.iter().map(|(_, spots)| spots.len().min(MOST)).max().unwrap_or(1).max(1);
    let name = join.name(index.tables.first().map(|table| table.sheet));
    for head in starts {
        for row in &mut sheet.rows[head] {
            let names =
                (1..=most).flat_map(|nth| index.names.iter().map(move |column| (nth, column)));
            let names = names.map(|(nth, column)| match join.is_many {
                true => format!("{name}/{nth}/{column}"),
                false => format!("{name}/{column}"),
            });
            let cells = names.map(|name| (Content::Text(name.into()), "".into()));
            add(row, width, cells);
        }
    }
    for (at, spots) in found {
        let cells = spots.iter().take(most).flat_map(|&spot| index.cells(spot));
        add(&mut sheet.rows[at], width, cells);
    }
    number
}

/// Puts `cells` behind those of `row`, from the column `width` on.
pub(super) fn add(row: &mut Row, width: usize, cells: impl Iterator<Item = (Content, Box<str>)>) {
    let own = row.cells.len();
    row.cells.resize(width, Content::Empty);
    let (contents, addresses): (Vec<Content>, Vec<Box<str>>) = cells.unzip();
    row.cells.extend(contents);
    match &mut row.elsewhere {
        Some(known) => {
            known.addresses.resize(width - known.from, "".into());
            known.addresses.extend(addresses);
        }
        None => row.elsewhere = Some(Box::new(Elsewhere { from: width, own, addresses })),
    }
}

/// What `row` says in the column `pattern`, comparable.
///
/// # Errors
/// The cell in this column does not tell it.
pub(super) fn key_of(
    map: &Map,
    table: &Table,
    row: &Row,
    pattern: &super::map::pattern::Pattern,
) -> Result<Option<String>, (usize, Wrong)> {
    for column in table.columns.of_pattern(pattern) {
        let content = table.meant(map, row, column.index);
        let text = prose(content.map_err(|wrong| (column.index, wrong))?);
        if !text.trim().is_empty() {
            return Ok(Some(folded(&text)));
        }
    }
    Ok(None)
}

fn fault(
    table: &Table,
    row: &Row,
    pattern: &super::map::pattern::Pattern,
    spot: Option<(usize, usize)>,
    (cause, remedy): (String, String),
) -> Fault {
    let column = table.columns.of_pattern(pattern).first().map(|column| column.index);
    let name = column.map_or("", |column| table.columns.name(column)).to_owned();
    let wrong = Wrong { cause, detail: String::new(), remedy };
    // The key may be somebody's name or address.
    Fault { cells: vec![table.address(row, column)], spot, column: name, content: None, wrong }
}

fn several(number: usize, join: &Join) -> (String, String) {
    let remedy = match join.is_many {
        true => "is the key of the join the right one?".to_owned(),
        false => "one row may have it; where several may, write rows = \"many\"".to_owned(),
    };
    (format!("{number} rows have this under {}", join.there.shown()), remedy)
}

fn none(join: &Join) -> (String, String) {
    let cause = format!("no row has this under {}", join.there.shown());
    (cause, "correct it, or add a row with it there".to_owned())
}

fn nowhere(join: &Join) -> Fault {
    let wrong = Wrong {
        cause: format!("no sheet or file is called {}, which the map joins", join.sheet.shown()),
        detail: String::new(),
        remedy: "name its file, too; or correct `sheet` under [[join]] in the map".to_owned(),
    };
    let (cells, column) = (Vec::new(), String::new());
    Fault { cells, spot: None, column, content: None, wrong }
}

fn no_column(join: &Join, sheet: &Sheet) -> Fault {
    let wrong = Wrong {
        cause: format!("no column is called {}, by which the map joins", join.there.shown()),
        detail: String::new(),
        remedy: "correct `on` under [[join]] in the map".to_owned(),
    };
    let cells = vec![sheet.place()];
    Fault { cells, spot: None, column: String::new(), content: None, wrong }
}

impl Join {
    /// Whether `sheet` is one of those that are joined to others: by its name, or that of its file.
    fn names(&self, sheet: &Sheet) -> bool {
        match &sheet.name {
            Some(name) => self.sheet.fits(name),
            None => self.sheet.fits(name_of(&sheet.file)) || self.sheet.fits(stem(&sheet.file)),
        }
    }

    /// How the names of its columns begin.
    fn name(&self, sheet: Option<&Sheet>) -> String {
        let own = sheet.map(|sheet| sheet.name.as_deref().unwrap_or_else(|| stem(&sheet.file)));
        self.name.clone().unwrap_or_else(|| own.unwrap_or_default().to_owned())
    }
}

/// A file's name without its folders.
fn name_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// A file's name without its folders and its ending.
fn stem(file: &str) -> &str {
    let name = name_of(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

impl Map {
    /// Whether `sheet` is given to the rows of others.
    pub(crate) fn is_joined(&self, sheet: &Sheet) -> bool {
        self.joins.iter().any(|join| join.names(sheet))
    }

    /// How the heads of `sheet` are found.
    pub(crate) fn header_of(&self, sheet: &Sheet) -> &Header {
        let join = self.joins.iter().find(|join| join.names(sheet));
        join.map_or(&self.header, |join| &join.header)
    }
}
