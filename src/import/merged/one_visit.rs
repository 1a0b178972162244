//! Rows that a merged cell may make one visit: a sheet whose rows have what such cells show comes in; those of which nobody
//! can tell whether they are records of their own go out, each with why.

use std::collections::HashSet;

use super::is_read;
use crate::import::cell::{Content, Row, Sheet};
use crate::import::condition::holds;
use crate::import::map::{From, Give, Map, RecordMap, Value};
use crate::import::place::letters;
use crate::import::table::Table;
use crate::text::wording::all_of;

/// Rows of `sheet`, by number, that say nothing of their own but prose, or whose day and minutes are those of the row
/// above. `covered` are the cells that got what one that was merged shows, by row and column.
pub(super) fn doubtful(
    sheet: &Sheet,
    map: &Map,
    covered: &HashSet<(u32, usize)>,
) -> Vec<(u32, String)> {
    let rows: HashSet<u32> = covered.iter().map(|(row, _)| *row).collect();
    let mut found = Vec::new();
    for table in &Table::all(sheet, map, &map.patterns()) {
        let telling = map.telling();
        let telling = telling.iter().flat_map(|pattern| table.columns.of_pattern(pattern));
        let mut telling: Vec<usize> = telling.map(|column| column.index).collect();
        telling.sort_unstable();
        telling.dedup();
        let pairs = table.rows.windows(2);
        for (above, row) in pairs.filter_map(|pair| Some((pair.first()?, pair.get(1)?))) {
            if !rows.contains(&row.number) {
                continue;
            }
            let looked = Looked { map, table, above, row, covered };
            let why = looked.adds_nothing(&telling).or_else(|| looked.has_same_time());
            found.extend(why.filter(|_| is_read(map, table, row)).map(|why| (row.number, why)));
        }
    }
    found
}

/// A row, and the one above it.
struct Looked<'l, 's> {
    map: &'l Map,
    table: &'l Table<'s>,
    above: &'l Row,
    row: &'l Row,
    covered: &'l HashSet<(u32, usize)>,
}

impl Looked<'_, '_> {
    /// That all that the row says in the columns `telling`, by which records differ, it has from cells above it.
    fn adds_nothing(&self, telling: &[usize]) -> Option<String> {
        let cells: Vec<usize> = telling.iter().copied().filter(|&at| self.is_covered(at)).collect();
        if cells.is_empty() || telling.iter().any(|&at| self.is_own(at)) {
            return None;
        }
        Some(format!(
            "it says nothing of its own but text, and has the rest of a row above, with which {}, so nobody can tell \
             whether it is a record of its own; if it is, take the merged cells apart and write the values into each \
             row; if not, put its text into the row above, or name what the rows share under [gather] in the map",
            self.merged(&cells)
        ))
    }

    /// That a record of the row takes its day and its minutes from cells that cover the row above as well.
    fn has_same_time(&self) -> Option<String> {
        let records = self.map.records.iter().filter(|record| !record.is_of_sheet);
        let is_for = |record: &&RecordMap| {
            record.when.iter().all(|condition| holds(self.map, self.table, self.row, condition))
        };
        records.filter(is_for).find_map(|record| {
            let day = self.columns(record, |key, _| key == record.kind.date_key());
            let minutes = self.columns(record, |_, value| value.form.is_minutes());
            let meeting = self.columns(record, |key, _| key == "meeting");
            let cells: Vec<usize> =
                minutes.iter().copied().filter(|&at| self.is_covered(at)).collect();
            let is_told = meeting.iter().any(|&at| !self.content(self.row, at).is_empty());
            let is_other_day = |&at: &usize| {
                self.is_own(at) && self.content(self.row, at) != self.content(self.above, at)
            };
            let is_own_time = minutes.iter().any(|&at| self.is_own(at));
            if is_told || cells.is_empty() || is_own_time || day.iter().any(is_other_day) {
                return None;
            }
            let meeting = match record.kind.table().key("meeting") {
                Some(_) => ", or name the column with an id of the meeting as `meeting` in the map",
                None => "",
            };
            Some(format!(
                "it has the day and the minutes of the row above, with which {}, so nobody can tell whether these \
                 minutes count once or twice; if each row has its own, take the merged cells apart and write them \
                 into each row; if it is one meeting, make it one row{meeting}",
                self.merged(&cells)
            ))
        })
    }

    /// The columns of the values of `record` that `fits` holds for, by index.
    fn columns(&self, record: &RecordMap, fits: impl Fn(&str, &Value) -> bool) -> Vec<usize> {
        let values = record.keys.iter().filter_map(|(key, give)| match give {
            Give::One(value) if fits(key, value) => Some(value),
            _ => None,
        });
        let all = values.flat_map(|value| std::iter::successors(Some(value), |it| it.or.as_ref()));
        let patterns = all.filter_map(|value| match &value.from {
            From::Columns(patterns) => Some(patterns),
            _ => None,
        });
        let columns = patterns.flatten().flat_map(|it| self.table.columns.of_pattern(it));
        columns.map(|column| column.index).collect()
    }

    fn content<'r>(&self, row: &'r Row, column: usize) -> &'r Content {
        row.cells.get(column).unwrap_or(&Content::Empty)
    }

    fn is_covered(&self, column: usize) -> bool {
        self.covered.contains(&(self.row.number, column))
    }

    /// Whether the row itself says something in `column`.
    fn is_own(&self, column: usize) -> bool {
        !self.is_covered(column) && !self.content(self.row, column).means_above()
    }

    /// That the cells of the row in `columns` are merged.
    fn merged(&self, columns: &[usize]) -> String {
        let cell = |&at: &usize| format!("{}{}", letters(at), self.row.number);
        let cells: Vec<String> = columns.iter().map(cell).collect();
        let verb = if cells.len() == 1 { "is" } else { "are" };
        format!("{} {verb} merged", all_of(cells.iter().map(String::as_str)))
    }
}
