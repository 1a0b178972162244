//! The rows of a source made into records, each with the key that tells it from all others there: sheets, a map
//! and the words of the district come in; records and faults go out, with what was left out and why.

mod doubles;
mod key;
pub(crate) mod open;
mod order;

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::build::{Above, Building, Built, holds};
use super::cell::{Row, Sheet, Wrong};
use super::fault::Fault;
use super::lexicon::Lexicon;
use super::map::{Identity, Map};
use super::table::Table;
use crate::domain::record::Kind;
use crate::store::Progress;
use crate::syntax::tree::digest::digest;
use crate::syntax::yaml::{Written, emit};
use crate::text::nearest;
use crate::text::wording::quote;
use crate::write::draft::Address;
use key::{hashed, key_of, natural, own_key};

/// A record of a source.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub built: Built,
    /// What tells it from all others of the source.
    pub key: String,
    /// Whether its sheet as a whole became it, and not its row.
    pub is_of_sheet: bool,
    /// Its table and its row in it, by index.
    pub spot: (usize, usize),
    /// The rows that need it, where it is a relationship that is opened for them.
    pub opened_for: Option<Vec<Needing>>,
}

/// A row that needs a relationship.
#[derive(Clone, Debug)]
pub(crate) struct Needing {
    pub spot: (usize, usize),
    /// The columns in it that each key of the relationship came from, by the way to it.
    pub cells: Vec<(String, Vec<usize>)>,
}

impl Entry {
    /// Whether what it says was told by one row.
    pub(crate) fn is_of_row(&self) -> bool {
        !self.is_of_sheet && self.opened_for.is_none()
    }
}

/// What a source comes to.
#[derive(Debug, Default)]
pub(crate) struct Rows<'s> {
    pub tables: Vec<Table<'s>>,
    pub entries: Vec<Entry>,
    pub faults: Vec<Fault>,
    /// How many rows were left out, by the reason.
    pub left_out: BTreeMap<String, usize>,
    /// Rows whose record stands further down in the source again, by address.
    pub twice: Vec<String>,
    /// Columns that the map does not name.
    pub unknown: Vec<String>,
    /// Where the tables of a roster begin among the tables, if there is one.
    listed_from: Option<usize>,
    /// The map, with what the columns themselves decide.
    decided: Option<Map>,
    /// The day after which nothing can have happened yet.
    today: NaiveDate,
}

/// Why rows between the end of a table and the next head are left out.
const BELOW: &str = "below the end of the table";
/// Why rows without anything in them are left out.
const EMPTY: &str = "empty";

impl<'s> Rows<'s> {
    /// The records that `map` makes of `sheets`, where `today` is the day after which nothing can have happened; how many
    /// rows were looked at goes into `progress`.
    pub(crate) fn of(
        map: &Map,
        sheets: &'s [Sheet],
        lexicon: &Lexicon,
        today: NaiveDate,
        progress: &Progress,
    ) -> Self {
        let patterns = map.patterns();
        let mut rows = Self { today, ..Self::default() };
        for sheet in sheets.iter().filter(|sheet| map.reads(sheet.name.as_deref())) {
            let tables = Table::all(sheet, map, &patterns);
            if tables.is_empty() && !sheet.rows.is_empty() {
                rows.faults.push(no_head(sheet));
            }
            let below: usize = tables.iter().map(|table| table.below).sum();
            if below > 0 {
                *rows.left_out.entry(BELOW.to_owned()).or_default() += below;
            }
            rows.tables.extend(tables);
        }
        rows.look_for_columns(map);
        if rows.faults.is_empty() {
            let map = order::decided(map, &rows.tables, &mut rows.faults);
            progress.begin(rows.tables.iter().map(|table| table.rows.len()).sum());
            rows.read(&map, lexicon, progress);
            rows.decided = Some(map);
        }
        rows
    }

    /// Says which columns of `map` are nowhere, and which are not in it.
    fn look_for_columns(&mut self, map: &Map) {
        for pattern in map.patterns() {
            let is_there =
                self.tables.iter().any(|table| !table.columns.of_pattern(&pattern).is_empty());
            if !is_there {
                let cause = format!("no column is called {}", pattern.shown());
                let names = self.tables.iter().flat_map(|table| table.columns.names());
                let remedy = match nearest(pattern.written(), names) {
                    Some(near) => {
                        format!("did you mean {}? or take it out of the map", quote(near))
                    }
                    None => "correct the name in the map, or take it out".to_owned(),
                };
                let wrong = Wrong { cause, detail: String::new(), remedy };
                let (cells, column) = (Vec::new(), String::new());
                self.faults.push(Fault { cells, spot: None, column, content: None, wrong });
            }
        }
        for table in &self.tables {
            for name in table.unknown() {
                if !self.unknown.iter().any(|known| known == name) {
                    self.unknown.push(name.to_owned());
                }
            }
        }
    }

    fn read(&mut self, map: &Map, lexicon: &Lexicon, progress: &Progress) {
        let tables = std::mem::take(&mut self.tables);
        let superseded = self.superseded(map, &tables);
        for (at, table) in tables.iter().enumerate() {
            let mut above = Above::new();
            self.of_sheet(map, lexicon, table, at);
            for (index, row) in table.rows.iter().enumerate() {
                progress.advance();
                let spot = (at, index);
                if let Some(fault) = &row.fault {
                    self.faults.push(unreadable(table, row, spot, fault));
                } else if superseded.contains(&spot) {
                    self.twice.push(table.address(row, None));
                } else if let Some(because) = left_out(map, table, row) {
                    *self.left_out.entry(because).or_default() += 1;
                } else {
                    self.row(map, lexicon, table, spot, &above);
                }
                note_above(&mut above, row);
            }
        }
        self.tables = tables;
        if let Identity::Content = map.identity {
            self.number_equal_ones();
        }
    }

    /// The records that the sheet of `table` itself becomes, in its first row.
    fn of_sheet(&mut self, map: &Map, lexicon: &Lexicon, table: &Table, at: usize) {
        let Some(row) = table.rows.first() else { return };
        let above = Above::new();
        let spot = (at, 0);
        for record in map.records.iter().filter(|record| record.is_of_sheet) {
            // What is wrong with a whole sheet is the fault of no row.
            let place = (table, None, self.today);
            let building = Building::new(map, lexicon, place, (row, &above), &mut self.faults);
            if let Some(built) = building.record(record) {
                let key = hashed(&natural(&built));
                if self.entries.iter().all(|entry| entry.key != key) {
                    self.entries.push(Entry {
                        built,
                        key,
                        is_of_sheet: true,
                        spot,
                        opened_for: None,
                    });
                }
            }
        }
    }

    /// The records of one row.
    fn row(
        &mut self,
        map: &Map,
        lexicon: &Lexicon,
        table: &Table,
        spot: (usize, usize),
        above: &Above,
    ) {
        let row = &table.rows[spot.1];
        let own = own_key(map, table, row);
        let mut is_any = false;
        for (nth, record) in map.records.iter().enumerate() {
            if record.is_of_sheet
                || !record.when.iter().all(|condition| holds(map, table, row, condition))
            {
                continue;
            }
            is_any = true;
            let building = Building::new(
                map,
                lexicon,
                (table, Some(spot), self.today),
                (row, above),
                &mut self.faults,
            );
            let Some(built) = building.record(record) else { continue };
            let key = match &own {
                Some(own) if nth == 0 => own.clone(),
                Some(own) => format!("{own} {} {}", record.kind.name(), nth + 1),
                None => key_of(map, &built),
            };
            self.entries.push(Entry { built, key, is_of_sheet: false, spot, opened_for: None });
        }
        if !is_any {
            *self.left_out.entry("no record of the map is for it".to_owned()).or_default() += 1;
        }
    }

    /// The rows that `faults` are in; `None` where one is in no row.
    pub(crate) fn spots_of(&self, faults: &[Fault]) -> Option<HashSet<(usize, usize)>> {
        faults.iter().map(|fault| fault.spot).collect()
    }

    /// The tables of the source itself.
    pub(crate) fn own_tables(&self) -> &[Table<'s>] {
        &self.tables[..self.listed_from.unwrap_or(self.tables.len())]
    }

    /// Where the row of `entry` is.
    pub(crate) fn address(&self, entry: &Entry) -> String {
        self.tables[entry.spot.0].address(self.row_of(entry), None)
    }

    /// The row of `entry`.
    pub(crate) fn row_of(&self, entry: &Entry) -> &Row {
        &self.tables[entry.spot.0].rows[entry.spot.1]
    }
}

/// Why `row` is left out, if it is.
pub(super) fn left_out(map: &Map, table: &Table, row: &Row) -> Option<String> {
    if row.cells.iter().all(|cell| cell.is_empty()) {
        return Some(EMPTY.to_owned());
    }
    let rule = map.leave_out.iter().find(|rule| holds(map, table, row, &rule.condition))?;
    Some(if rule.because.is_empty() {
        "left out by the map".to_owned()
    } else {
        rule.because.clone()
    })
}

fn note_above(above: &mut Above, row: &Row) {
    for (index, cell) in row.cells.iter().enumerate() {
        if !cell.means_above() {
            above.insert(index, cell.clone());
        }
    }
}

fn no_head(sheet: &Sheet) -> Fault {
    let name = sheet.name.as_deref().map(|name| format!("!{name}")).unwrap_or_default();
    let wrong = Wrong {
        cause: "no row of it is the head that the map names".to_owned(),
        detail: String::new(),
        remedy: "correct `header` in the map, or name the sheets that are meant under `sheets`"
            .to_owned(),
    };
    let cells = vec![format!("{}{name}", sheet.file)];
    Fault { cells, spot: None, column: String::new(), content: None, wrong }
}

fn unreadable(table: &Table, row: &Row, spot: (usize, usize), fault: &str) -> Fault {
    let cause = "cannot be read".to_owned();
    let wrong = Wrong { cause, detail: fault.to_owned(), remedy: String::new() };
    let cells = vec![table.address(row, None)];
    Fault { cells, spot: Some(spot), column: String::new(), content: None, wrong }
}

/// The digest of what `entry` says, as it is of the document that hands it over.
pub(crate) fn said_of(entry: &Entry) -> u32 {
    let address = Address::keys(entry.built.kind);
    let kind = Written::Text(entry.built.kind.name().to_owned());
    let own = entry.built.keys.iter().filter(|(key, _)| !address.contains(&key.as_str()));
    let own = own.map(|(key, value)| (key.as_str(), value));
    digest(std::iter::once(("kind", &kind)).chain(own).collect())
}

/// The text of the document that hands `entry` over as a record of the source `name`; `nth` is part of its key as long
/// as others have the same.
pub(crate) fn document(name: &str, entry: &Entry, nth: Option<usize>) -> String {
    let kind: Kind = entry.built.kind;
    let mut keys = vec![("kind".to_owned(), Written::Text(kind.name().to_owned()))];
    keys.extend(entry.built.keys.iter().cloned());
    let nth = nth.map(|nth| format!(" {nth}")).unwrap_or_default();
    let source = [("name", name.to_owned()), ("key", format!("{}{nth}", entry.key))];
    let source = source.map(|(key, text)| (key.to_owned(), Written::Text(text)));
    keys.push((crate::domain::record::SOURCE.to_owned(), Written::Map(source.to_vec())));
    emit(&keys)
}
