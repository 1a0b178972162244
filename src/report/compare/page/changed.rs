//! What somebody's changes to the records come to, as one table that is short whatever the district: for whoever looks
//! at a pull request. Each row has the records that are behind it.

use super::none;
use crate::count::Statistic;
use crate::report::compare::{Because, RecordChange};
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
    things: Vec<&'b Because>,
}

/// The table of what counts differently.
pub(super) fn add(all: &[Because], parts: &mut Vec<Part>) {
    parts.push(Part::Gap);
    if all.is_empty() {
        parts.push(Part::Line("No record counts differently than before.".to_owned()));
        return;
    }
    let rows = rows(all);
    let header = ["Pair", "counts differently:", "because of"];
    parts.push(Part::Table(Table {
        header: header.map(|title| Cell::from(title.to_owned())).to_vec(),
        rows: rows.iter().take(ROWS).map(cells).collect(),
        shape: Shape::Words,
    }));
    if let Some(more @ 1..) = rows.len().checked_sub(ROWS) {
        parts.push(Part::Line(format!("{}: --details lists them all.", count(more, "more row"))));
    }
}

/// The rows, and the things in each, those that matter most first: items in place before sessions, sessions before
/// how far raters agree, as in the catalog.
fn rows(all: &[Because]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    for thing in all {
        let mut records: Vec<&RecordChange> = thing.records.iter().collect();
        records.sort_by_key(|record| (record.was_there && record.is_there, !record.is_there));
        let is_same = |row: &&mut Row| {
            let files = |records: &[&RecordChange]| {
                records.iter().map(|of| of.file.clone()).collect::<Vec<_>>()
            };
            row.relationship == thing.relationship && files(&row.records) == files(&records)
        };
        // They come relationship by relationship, so only the last rows can be meant.
        let of_pair =
            rows.iter_mut().rev().take_while(|row| row.relationship == thing.relationship);
        match { of_pair }.find(is_same) {
            Some(row) => row.things.push(thing),
            None => {
                rows.push(Row { relationship: &thing.relationship, records, things: vec![thing] })
            }
        }
    }
    rows.iter_mut().for_each(|row| row.things.sort_by_key(|thing| rank(thing)));
    rows.sort_by_key(|row| row.things.first().map(|thing| rank(thing)));
    rows
}

/// Where the first number of a thing is in the catalog.
fn rank(thing: &Because) -> Option<Statistic> {
    thing.measures.first().and_then(|standing| Statistic::from_name(standing.measure))
}

fn cells(row: &Row) -> Vec<Cell> {
    let things = row.things.iter().map(|thing| said(thing));
    let records = row.records.iter().map(|record| file(record));
    let cells = [short(row.relationship), listed(things, "; "), listed(records, ", ")];
    cells.map(Cell::from).to_vec()
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

/// What counts differently, and the first number in which it does.
fn said(thing: &Because) -> String {
    let what = short(&thing.what);
    let Some(standing) = thing.measures.first() else { return what };
    let shown = |of: &Option<String>| of.as_deref().map_or_else(none, short);
    format!("{what}: {} {} → {}", standing.measure, shown(&standing.before), shown(&standing.now))
}

/// The name of a record, and what became of it.
fn file(record: &RecordChange) -> String {
    let became = match (record.was_there, record.is_there, record.counted_before, record.counts_now)
    {
        (false, true, ..) => " (new)",
        (true, false, ..) => " (gone)",
        (_, _, Some(true), Some(true)) => " (changed)",
        (_, _, _, Some(true)) => " (counts now)",
        (_, _, Some(true), _) => " (counts no more)",
        _ => "",
    };
    format!("{}{became}", short(&record.file))
}

/// `text`, cut where it is long.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
