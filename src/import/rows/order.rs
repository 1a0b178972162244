//! In which order the numbers of days stand, for columns of which the map does not say: decided for a column by all
//! of its cells, never for one cell. A map and tables come in; the map with every order, or faults, goes out.

use super::read::left_out;
use crate::domain::key::Form;
use crate::import::build::said;
use crate::import::cell::{Content, Wrong};
use crate::import::fault::Fault;
use crate::import::map::{From, Give, Map, Value};
use crate::import::table::Table;
use crate::import::value::day::order_of;

/// `map` with the order of each column of days; what cannot be decided is added to `faults`.
pub(super) fn decided(map: &Map, tables: &[Table], faults: &mut Vec<Fault>) -> Map {
    let mut decided = map.clone();
    let open = decided.open.iter_mut().map(|open| &mut open.record);
    for record in decided.records.iter_mut().chain(open) {
        in_keys(&mut record.keys, &mut |value| decide(map, tables, value, faults));
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

fn decide(map: &Map, tables: &[Table], value: &mut Value, faults: &mut Vec<Fault>) {
    let (Form::Date, None, From::Columns(patterns)) = (value.form, value.order, &value.from) else {
        return;
    };
    let mut cells: Vec<&Content> = Vec::new();
    let (mut name, mut first) = (String::new(), None);
    for table in tables {
        let columns = patterns.iter().flat_map(|pattern| table.columns.of_pattern(pattern));
        for index in columns.map(|column| column.index) {
            name = table.columns.name(index).to_owned();
            for row in table.rows.iter().filter(|row| left_out(map, table, row).is_none()) {
                let cell = said(map, row, index);
                if !cell.is_empty() {
                    first = first.or(Some((table, row, index)));
                    cells.push(cell);
                }
            }
        }
    }
    let undecided = match order_of(cells.into_iter()) {
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
    let cells = first.map(|(table, row, index)| table.address(row, Some(index)));
    let cells = cells.into_iter().collect();
    let fault = Fault { cells, spot: None, column: name, content: None, wrong };
    if !faults.contains(&fault) {
        faults.push(fault);
    }
}
