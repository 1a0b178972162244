//! The rows of tables read: each comes in with what stands above it; its records, or what is wrong with it or why it
//! is left out, go out.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::key::{hashed, key_of, natural, own_key};
use super::{Entry, Rows};
use crate::import::build::Building;
use crate::import::cell::{Row, Wrong};
use crate::import::condition::{Answer, all, answer, holds};
use crate::import::fault::Fault;
use crate::import::lexicon::Lexicon;
use crate::import::map::{Identity, Map};
use crate::import::table::Table;
use crate::store::Progress;

/// Why rows without anything in them are left out.
const EMPTY: &str = "empty";

/// How many rows one processor takes at a time.
const SHARE: usize = 256;

/// A table whose rows are being read.
struct Reading<'r, 's> {
    map: &'r Map,
    lexicon: &'r Lexicon<'r>,
    table: &'r Table<'s>,
    /// Which of the tables it is, by index.
    at: usize,
    /// Rows that another one takes the place of.
    superseded: &'r HashSet<(usize, usize)>,
    today: NaiveDate,
}

/// What some of the rows come to.
#[derive(Default)]
struct Part {
    entries: Vec<Entry>,
    faults: Vec<Fault>,
    left_out: BTreeMap<String, usize>,
    twice: Vec<String>,
    without_id: usize,
    parts: usize,
}

impl<'s> Rows<'s> {
    /// Reads the rows of all tables; how many were looked at goes into `progress`.
    pub(super) fn read(&mut self, map: &Map, lexicon: &Lexicon, progress: &Progress) {
        let tables = std::mem::take(&mut self.tables);
        let superseded = &self.superseded(map, &tables);
        for (at, table) in tables.iter().enumerate() {
            self.of_sheet(map, lexicon, table, at);
            let today = self.today;
            let reading = Reading { map, lexicon, table, at, superseded, today };
            // A list gives new people their ids in the order of the rows.
            let share = if lexicon.has_list() { usize::MAX } else { SHARE };
            let shares = table.rows.par_chunks(share).enumerate();
            let parts: Vec<Part> =
                shares.map(|(nth, rows)| reading.part(nth * share, rows, progress)).collect();
            for part in parts {
                self.add(part);
            }
        }
        self.tables = tables;
        match map.identity {
            // Rows without an id are told apart by what they say.
            Identity::Content | Identity::Columns { .. } => self.number_equal_ones(),
            Identity::Natural => {}
        }
    }

    fn add(&mut self, part: Part) {
        self.entries.extend(part.entries);
        self.faults.extend(part.faults);
        self.twice.extend(part.twice);
        self.without_id += part.without_id;
        self.parts += part.parts;
        for (because, rows) in part.left_out {
            *self.left_out.entry(because).or_default() += rows;
        }
    }

    /// The records that the sheet of `table` itself becomes, in its first row.
    fn of_sheet(&mut self, map: &Map, lexicon: &Lexicon, table: &Table, at: usize) {
        let Some(row) = table.rows.first() else { return };
        let spot = (at, 0);
        for record in map.records.iter().filter(|record| record.is_of_sheet) {
            // What is wrong with a whole sheet is the fault of no row.
            let place = (table, None, self.today);
            let building = Building::new(map, lexicon, place, row, &mut self.faults);
            if let Some(built) = building.record(record) {
                let key = hashed(&natural(&built));
                if self.entries.iter().all(|entry| entry.key != key) {
                    let entry = Entry::of_row(built, key, spot);
                    self.entries.push(Entry { is_of_sheet: true, ..entry });
                }
            }
        }
    }
}

impl Reading<'_, '_> {
    /// What `rows` come to, the first of which has the index `from`.
    fn part(&self, from: usize, rows: &[Row], progress: &Progress) -> Part {
        let mut part = Part::default();
        for (index, row) in rows.iter().enumerate() {
            progress.advance();
            let spot = (self.at, from + index);
            if let Some(fault) = &row.fault {
                part.faults.push(self.unreadable(row, spot, fault));
            } else if row.part_of.is_some() {
                part.parts += 1;
            } else if self.superseded.contains(&spot) {
                part.twice.push(self.table.address(row, None));
            } else if let Some(because) = left_out(self.map, self.table, row) {
                *part.left_out.entry(because).or_default() += 1;
            } else {
                self.row(row, spot, &mut part);
            }
        }
        part
    }

    /// The records of one row.
    fn row(&self, row: &Row, spot: (usize, usize), part: &mut Part) {
        let Self { map, lexicon, table, .. } = *self;
        let own = own_key(map, table, row);
        let has_ids = matches!(map.identity, Identity::Columns { .. });
        let before = part.faults.len();
        let mut is_any = false;
        for rule in &map.leave_out {
            if let Answer::Unsure(column, wrong) = answer(map, table, row, &rule.condition) {
                part.faults.push(table.fault(row, (Some(spot), column), wrong));
            }
        }
        for (nth, record) in map.records.iter().enumerate().filter(|(_, it)| !it.is_of_sheet) {
            match all(map, table, row, &record.when) {
                Answer::Yes => is_any = true,
                Answer::No => continue,
                Answer::Unsure(column, wrong) => {
                    is_any = true;
                    part.faults.push(table.fault(row, (Some(spot), column), wrong));
                    continue;
                }
            }
            let place = (table, Some(spot), self.today);
            let building = Building::new(map, lexicon, place, row, &mut part.faults);
            let Some(built) = building.record(record) else { continue };
            let key = match &own {
                Ok(Some(own)) if nth == 0 => own.clone(),
                Ok(Some(own)) => format!("{own} {} {}", record.kind.name(), nth + 1),
                Ok(None) | Err(_) => key_of(map, &built),
            };
            part.entries.push(Entry::of_row(built, key, spot));
        }
        match own {
            Ok(own) => part.without_id += usize::from(is_any && has_ids && own.is_none()),
            Err((column, wrong)) if is_any => {
                part.faults.push(table.fault(row, (Some(spot), column), wrong));
            }
            Err(_) => {}
        }
        once(&mut part.faults, before);
        if !is_any {
            *part.left_out.entry("no record of the map is for it".to_owned()).or_default() += 1;
        }
    }

    fn unreadable(&self, row: &Row, spot: (usize, usize), fault: &str) -> Fault {
        let cause = "cannot be read".to_owned();
        let wrong = Wrong { cause, detail: fault.to_owned(), remedy: String::new() };
        let cells = vec![self.table.address(row, None)];
        Fault { cells, spot: Some(spot), column: String::new(), content: None, wrong }
    }
}

/// Leaves each of the faults of one row, which begin at `begin`, there once: several records, values and conditions may look
/// at one cell.
fn once(faults: &mut Vec<Fault>, begin: usize) {
    let is_told = |known: &Fault, fault: &Fault| {
        known.cells == fault.cells && known.wrong == fault.wrong && known.column == fault.column
    };
    for fault in faults.split_off(begin) {
        if !faults[begin..].iter().any(|known| is_told(known, &fault)) {
            faults.push(fault);
        }
    }
}

/// Why `row` is left out, if it is.
pub(in crate::import) fn left_out(map: &Map, table: &Table, row: &Row) -> Option<String> {
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
