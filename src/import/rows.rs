//! The rows of a source made into records, each with the key that tells it from all others there: sheets, a map
//! and the words of the district come in; records and faults go out, with what was left out and why.

mod doubles;
mod key;
mod latest;
pub(crate) mod open;
mod order;
mod read;

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::absent;
use super::build::Built;
use super::cell::{Row, Sheet, Wrong};
use super::fault::Fault;
use super::lexicon::Lexicon;
use super::map::Map;
use super::table::Table;
use super::value::day::NO_ORDER;
use crate::domain::record::Kind;
use crate::store::Progress;
use crate::syntax::tree::digest::digest;
use crate::syntax::yaml::{Written, emit};
use crate::write::draft::{self, Address};
pub(super) use doubles::is_read;
pub(super) use key::{id_columns, own_key};
pub(super) use read::left_out;

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
    /// See [`said`](Self::said).
    digest: OnceLock<u32>,
}

/// A row that needs a relationship.
#[derive(Clone, Debug)]
pub(crate) struct Needing {
    pub spot: (usize, usize),
    /// The columns in it that each key of the relationship came from, by the way to it.
    pub cells: Vec<(String, Vec<usize>)>,
}

impl Entry {
    /// One that the row at `spot` became.
    fn of_row(built: Built, key: String, spot: (usize, usize)) -> Self {
        let (is_of_sheet, opened_for, digest) = (false, None, OnceLock::new());
        Self { built, key, is_of_sheet, spot, opened_for, digest }
    }

    /// A relationship that is opened beside the row at `spot`: what is wrong with it is the fault of no row.
    fn of_no_row(built: Built, key: String, spot: (usize, usize)) -> Self {
        let opened_for = Some(Vec::new());
        Self { is_of_sheet: true, opened_for, ..Self::of_row(built, key, spot) }
    }

    /// Whether what it says was told by one row.
    pub(crate) fn is_of_row(&self) -> bool {
        !self.is_of_sheet && self.opened_for.is_none()
    }

    /// The digest of what it says and of whom, as it is of the document that hands it over. At which school the
    /// relationship is, which an entry learns later, is no part of it.
    pub(crate) fn said(&self) -> u32 {
        let said = *self.digest.get_or_init(|| self.digest());
        debug_assert_eq!(said, self.digest(), "what it says has changed since");
        said
    }

    fn digest(&self) -> u32 {
        let address = Address::keys(self.built.kind);
        let kind = Written::Text(self.built.kind.name().to_owned());
        let is_address = |key: &str| address.contains(&key);
        let own = self.built.keys.iter().filter(|(key, _)| !is_address(key));
        let own = own.map(|(key, value)| (key.as_str(), value));
        let own = digest(std::iter::once(("kind", &kind)).chain(own).collect());
        let whose = |key: &'static str| {
            let texts = if is_address(key) { self.built.texts(key) } else { Vec::new() };
            texts.into_iter()
        };
        let of = (whose("pair").next(), whose("coach").next());
        let are_together = whose("together").next() == Some("true");
        draft::said_of(own, of, whose("educator"), are_together)
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
    /// How many rows have nothing where the source's own id should be.
    pub without_id: usize,
    /// How many rows are part of others.
    pub parts: usize,
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
        rows.faults.extend(absent::faults(map, &rows.tables));
        rows.unknown = absent::unknown(map, &rows.tables);
        if rows.faults.is_empty() {
            let map = order::decided(map, &rows.tables, &mut rows.faults);
            let undecided: Vec<String> =
                rows.faults.iter().map(|fault| fault.column.clone()).collect();
            progress.begin(rows.tables.iter().map(|table| table.rows.len()).sum());
            rows.read(&map, lexicon, progress);
            // That a column does not tell the order is said once, not of each of its cells.
            rows.faults.retain(|fault| {
                fault.wrong.cause != NO_ORDER || !undecided.contains(&fault.column)
            });
            rows.decided = Some(map);
        }
        // Not before all rows are read: who is new on the list of people comes in with them.
        lexicon.hide(&mut rows.faults);
        rows
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

fn no_head(sheet: &Sheet) -> Fault {
    let wrong = Wrong {
        cause: "no row of it is the head that the map names".to_owned(),
        detail: String::new(),
        remedy: "correct `header` in the map, or name the sheets that are meant under `sheets`"
            .to_owned(),
    };
    let cells = vec![sheet.place()];
    Fault { cells, spot: None, column: String::new(), content: None, wrong }
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
