//! What somebody's changes to the records come to, as one table that is short whatever the district: for whoever looks
//! at a pull request. Each row has the records that are behind it.

use super::{none, shown_steps};
use crate::count::Statistic;
use crate::report::compare::{Became, Because, RecordChange, Standing};
use crate::report::page::{Cell, Part, Shape, Table};
use crate::text::wording::count;

/// Rows that are shown at most.
const ROWS: usize = 20;
/// Things in a row, and records in a row, that are named at most.
const NAMED: usize = 3;
/// Characters of a name or sentence that are shown at most: names come from records and settings, and may be long.
const LONGEST: usize = 100;

/// The things in one relationship that count differently because of the same records.
struct Row<'b> {
    relationship: &'b str,
    records: Vec<&'b RecordChange>,
    things: Vec<Thing<'b>>,
}

/// Something that counts differently, and the first number in which it does.
struct Thing<'b> {
    what: &'b str,
    standing: &'b Standing,
}

/// The table of what counts differently.
pub(super) fn add(all: &[Because], parts: &mut Vec<Part>) {
    parts.push(Part::Gap);
    let rows = rows(all);
    if rows.is_empty() {
        parts.push(Part::Line("No record counts differently than before.".to_owned()));
        return;
    }
    let header = ["Pair", "counts differently:", "because of"];
    parts.push(Part::Table(Table {
        header: header.map(|title| Cell::from(title.to_owned())).to_vec(),
        rows: rows.iter().take(ROWS).map(cells).collect(),
        shape: Shape::Words,
    }));
    if let Some(more @ 1..) = rows.len().checked_sub(ROWS) {
        parts.push(Part::Line(format!("{}: --explain lists them all.", count(more, "more row"))));
    }
}

/// The rows, and the things in each, those that matter most first: items in place before sessions, sessions before
/// how far raters agree, as in the catalog.
fn rows(all: &[Because]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    for because in all {
        let Some(standing) = shown_steps(because).next() else { continue };
        let thing = Thing { what: &because.what, standing };
        let records = made_it(&because.records);
        let is_same = |row: &&mut Row| {
            let files = |records: &[&RecordChange]| {
                records.iter().map(|of| of.file.clone()).collect::<Vec<_>>()
            };
            row.relationship == because.relationship && files(&row.records) == files(&records)
        };
        // They come relationship by relationship, so only the last rows can be meant.
        let of_pair =
            rows.iter_mut().rev().take_while(|row| row.relationship == because.relationship);
        match { of_pair }.find(is_same) {
            Some(row) => row.things.push(thing),
            None => {
                let relationship = &because.relationship;
                rows.push(Row { relationship, records, things: vec![thing] });
            }
        }
    }
    rows.iter_mut().for_each(|row| row.things.sort_by_key(Thing::rank));
    rows.sort_by_key(|row| row.things.first().map(Thing::rank));
    rows
}

/// The records that are not as they were; all of them where there is none. What is new or gone comes first.
fn made_it(records: &[RecordChange]) -> Vec<&RecordChange> {
    let mut made_it: Vec<&RecordChange> = records.iter().collect();
    made_it.sort_by_key(|record| record.became);
    let others = made_it.iter().filter(|record| record.became != Became::Same).count();
    if others > 0 {
        made_it.truncate(others);
    }
    made_it
}

fn cells(row: &Row) -> Vec<Cell> {
    let things = row.things.iter().map(Thing::said);
    let records = row.records.iter().map(|record| file(record));
    let cells = [short(row.relationship), listed(things, "; "), listed(records, ", ")];
    cells.map(Cell::from).to_vec()
}

impl Thing<'_> {
    /// Where its number is in the catalog.
    fn rank(&self) -> Option<Statistic> {
        Statistic::from_name(self.standing.measure)
    }

    /// What it is, and its number before and now.
    fn said(&self) -> String {
        let Standing { measure, before, now } = self.standing;
        let [before, now] = [before, now].map(|of| of.as_deref().map_or_else(none, short));
        format!("{}: {measure} {before} → {now}", short(self.what))
    }
}

/// The first of `words` with `between` between them, and how many more there are.
fn listed(words: impl ExactSizeIterator<Item = String>, between: &str) -> String {
    let more = words.len().saturating_sub(NAMED);
    let mut named: Vec<String> = words.take(NAMED).collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    if named.is_empty() { none() } else { named.join(between) }
}

/// The name of a record, and what became of it.
fn file(record: &RecordChange) -> String {
    let became = match (record.became, record.counted_before, record.counts_now) {
        (Became::New, ..) => "new",
        (Became::Gone, ..) => "gone",
        (Became::LeftOut, ..) => "left out: it has an error",
        (Became::Mended, ..) => "had an error before",
        (Became::Changed, ..) => "changed",
        (Became::Same, Some(true), Some(true)) => "itself unchanged",
        (Became::Same, _, Some(true)) => "counts now",
        (Became::Same, ..) => "counts no more",
    };
    format!("{} ({became})", short(&record.file))
}

/// `text`, cut where it is long.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
