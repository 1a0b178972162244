//! In which order the numbers of days stand, for columns of which the map does not say, whether a program swapped month
//! and day on the way, whether a column has moments of UTC where the map has no zone, and whether it has midnights of UTC alone, by which some
//! programs write days: decided for a column by all of
//! its cells, never for one cell. A map and tables come in; the map with what was decided, or faults, goes out.

use super::read::left_out;
use crate::domain::key::Form;
use crate::import::build::said;
use crate::import::cell::{Content, Row, Wrong};
use crate::import::fault::Fault;
use crate::import::map::pattern::Pattern;
use crate::import::map::{From, Give, Map, Value};
use crate::import::table::Table;
use crate::import::value::day::{is_midnight_of_utc, is_moment_of_utc, order_of};
use crate::import::value::swapped::swapped;

/// `map` with what each column of days and times decides; what cannot be decided is added to `faults`.
pub(super) fn decided(map: &Map, tables: &[Table], faults: &mut Vec<Fault>) -> Map {
    let mut decided = map.clone();
    let open = decided.open.iter_mut().map(|open| &mut open.record);
    for record in decided.records.iter_mut().chain(open) {
        in_keys(&mut record.keys, &mut |value| {
            if !matches!(value.form, Form::Date | Form::Time) {
                return;
            }
            let cells = match &value.from {
                From::Columns(patterns) => cells(map, tables, patterns),
                _ => Vec::new(),
            };
            decide(&cells, value, faults);
            value.needs_zone = map.zone.is_none() && needs_zone(&cells, value);
            value.holds_days = holds_days(&cells);
        });
    }
    decided
}

fn in_keys(keys: &mut [(String, Give)], act: &mut impl FnMut(&mut Value)) {
    for (_, give) in keys {
        match give {
            Give::One(value) => in_value(value, act),
            Give::Group(keys) => in_keys(keys, act),
            Give::Groups(groups) => groups.iter_mut().for_each(|keys| in_keys(keys, act)),
        }
    }
}

fn in_value(value: &mut Value, act: &mut impl FnMut(&mut Value)) {
    act(value);
    if let Some(or) = &mut value.or {
        in_value(or, act);
    }
}

/// A cell that holds a day, and where it is.
struct Cell<'t> {
    content: &'t Content,
    table: &'t Table<'t>,
    row: &'t Row,
    index: usize,
}

impl Cell<'_> {
    /// A fault of it, which stands for its whole column.
    fn fault(&self, wrong: Wrong) -> Fault {
        let cells = vec![self.table.address(self.row, Some(self.index))];
        let column = self.table.columns.name(self.index).to_owned();
        Fault { cells, spot: None, column, content: None, wrong }
    }
}

/// Every cell in the columns of `patterns` that says something.
fn cells<'t>(map: &Map, tables: &'t [Table<'t>], patterns: &[Pattern]) -> Vec<Cell<'t>> {
    let mut cells = Vec::new();
    for table in tables {
        let columns = patterns.iter().flat_map(|pattern| table.columns.of_pattern(pattern));
        for index in columns.map(|column| column.index) {
            for row in table.rows.iter().filter(|row| left_out(map, table, row).is_none()) {
                let content = said(map, row, index);
                if !content.is_empty() {
                    cells.push(Cell { content, table, row, index });
                }
            }
        }
    }
    cells
}

fn decide(cells: &[Cell], value: &mut Value, faults: &mut Vec<Fault>) {
    let (Form::Date, From::Columns(_)) = (value.form, &value.from) else { return };
    let mut add = |fault: Option<Fault>| {
        if let Some(fault) = fault.filter(|fault| !faults.contains(fault)) {
            faults.push(fault);
        }
    };
    if value.is_swapped.is_none() {
        // Sheets may have come in different ways.
        let same_sheet =
            |one: &Cell, other: &Cell| std::ptr::eq(one.table.sheet, other.table.sheet);
        cells.chunk_by(same_sheet).for_each(|cells| add(may_be_swapped(cells)));
    }
    if value.order.is_some() {
        return;
    }
    let undecided = match order_of(cells.iter().map(|cell| cell.content)) {
        Ok(order) => {
            value.order = Some(order);
            return;
        }
        Err(undecided) => undecided,
    };
    let cause = undecided.said();
    let remedy =
        "say which under `order` in the map: \"month-day-year\" or \"day-month-year\"".to_owned();
    let wrong = Wrong { cause, detail: String::new(), remedy };
    add(cells.first().map(|cell| cell.fault(wrong)));
}

/// The fault of a column whose days may be others than they were.
fn may_be_swapped(cells: &[Cell]) -> Option<Fault> {
    let first = cells.iter().find(|cell| !matches!(cell.content, Content::Text(_)))?;
    let days = swapped(cells.iter().map(|cell| cell.content), first.table.sheet.counts_from_1904)?;
    let wrong = Wrong {
        cause: "may hold days whose month and day Excel swapped".to_owned(),
        detail: days.said(),
        remedy: "import the CSV itself, not the workbook that Excel made of it; or compare a day with the \
                 source, and say in the map whether they are swapped: `swapped = true` or `swapped = false`"
            .to_owned(),
    };
    Some(first.fault(wrong))
}

/// Whether `value` needs a zone where the map has none: what is told in UTC in its `cells` is more than days.
fn needs_zone(cells: &[Cell], value: &Value) -> bool {
    match &value.from {
        From::Columns(_) => cells.iter().any(|cell| is_moment_of_utc(cell.content)),
        From::Cell(..) | From::SheetName(_) => true,
        From::Beside { .. } | From::Constant(_) => false,
    }
}

/// Whether all times in `cells` are midnight of UTC, which then stand for days that no zone moves.
fn holds_days(cells: &[Cell]) -> bool {
    let mut times = cells.iter().filter_map(|cell| is_midnight_of_utc(cell.content)).peekable();
    times.peek().is_some() && times.all(|is_midnight| is_midnight)
}
