//! Columns that a map names and tables lack: a map and tables come in; faults go out, and the columns that no map
//! names. A head without a column of the map is most likely none, so nothing of it is repeated.

use super::cell::{Addresses, Content, Row, Wrong};
use super::condition::holds;
use super::fault::Fault;
use super::map::pattern::Pattern;
use super::map::{From, Give, Identity, Map, RecordMap, Value};
use super::rows::left_out;
use super::table::Table;
use crate::text::nearest;
use crate::text::wording::{all_of, any_of, quote};

/// Columns and tables that are named one by one.
const MOST_NAMED: usize = 3;

/// Letters of a name that is not like other words by chance.
const LONG: usize = 4;

/// What is wrong with the heads of `tables`.
pub(super) fn faults(map: &Map, tables: &[Table]) -> Vec<Fault> {
    let patterns = map.patterns();
    if is_without_all(&patterns, tables) {
        return tables.iter().map(|table| foreign(&patterns, table)).collect();
    }
    let (optional, is_of_paths) = (map.optional(), are_of_paths(tables));
    // In JSON, a list that is empty everywhere has no columns.
    let may_lack = |it: &Pattern| optional.contains(it) || is_of_paths && it.has_gap();
    let nowhere = patterns.iter().filter(|it| is_nowhere(it, tables) && !may_lack(it));
    let mut faults: Vec<Fault> = nowhere.map(|pattern| gone(pattern, tables)).collect();
    let is_foreign = |table: &&Table| !table.columns.has_known() && takes_rows(map, table);
    let strangers = tables.iter().filter(|_| !patterns.is_empty()).filter(is_foreign);
    faults.extend(strangers.map(|table| foreign(&patterns, table)));
    let needed = lacks(map, tables).into_iter().filter(|lack| lack.is_needed);
    faults.extend(needed.map(|lack| lack.fault()));
    faults
}

/// What is to be said of columns that some of `tables` have and others do not, where records can do without.
pub(super) fn remarks(map: &Map, tables: &[Table]) -> Vec<String> {
    let others = lacks(map, tables).into_iter().filter(|lack| !lack.is_needed);
    let said = others.map(|lack| {
        let places = all_of(places(&lack.tables).iter().map(String::as_str));
        format!("no column is called {} in {places}, as one is elsewhere", lack.named())
    });
    said.collect()
}

/// A column that some tables have, and others that need it do not.
struct Lack<'t> {
    /// The names that it may have.
    columns: Vec<&'t Pattern>,
    /// The tables that have none of these.
    tables: Vec<&'t Table<'t>>,
    /// Whether no record can be without.
    is_needed: bool,
}

impl Lack<'_> {
    fn named(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|pattern| pattern.shown()).collect();
        any_of(names.iter().map(String::as_str))
    }

    fn fault(&self) -> Fault {
        let wrong = Wrong {
            cause: format!("no column is called {}, as one is elsewhere", self.named()),
            detail: String::new(),
            remedy: "if it has another name there, the map can give both: column = [\"Teacher\", \
                     \"Staff\"]"
                .to_owned(),
        };
        let (cells, column) = (places(&self.tables), String::new());
        Fault { cells, spot: None, column, content: None, wrong }
    }
}

/// The columns that some of `tables` have and others, some of whose rows need them, do not.
fn lacks<'t>(map: &'t Map, tables: &'t [Table]) -> Vec<Lack<'t>> {
    let mut lacks: Vec<Lack> = Vec::new();
    let mut add = |columns: Vec<&'t Pattern>, is_needed, takes: &dyn Fn(&Table, &Row) -> bool| {
        let has = |table: &Table| {
            columns.iter().any(|pattern| !table.columns.of_pattern(pattern).is_empty())
        };
        let needs = |table: &&Table| {
            table.columns.has_known()
                && !has(table)
                && table.rows.iter().any(|row| takes(table, row))
        };
        if columns.is_empty() || !tables.iter().any(has) {
            return;
        }
        let tables: Vec<&Table> = tables.iter().filter(needs).collect();
        match lacks.iter_mut().find(|known| known.columns == columns) {
            Some(known) => known.is_needed |= is_needed && !tables.is_empty(),
            None if tables.is_empty() => {}
            None => lacks.push(Lack { columns, tables, is_needed }),
        }
    };
    if let Identity::Columns { columns, .. } = &map.identity {
        let takes = |table: &Table, row: &Row| is_any(map, table, row);
        columns.iter().for_each(|column| add(vec![column], true, &takes));
    }
    for record in map.records.iter().filter(|record| !record.is_of_sheet) {
        for (value, is_needed) in values(&record.keys) {
            let takes = |table: &Table, row: &Row| {
                becomes(map, table, row, record)
                    && value.when.iter().all(|condition| holds(map, table, row, condition))
            };
            add(alternatives(value), is_needed, &takes);
        }
    }
    lacks
}

/// Whether any row of `table` becomes a record.
fn takes_rows(map: &Map, table: &Table) -> bool {
    table.rows.iter().any(|row| is_any(map, table, row))
}

fn is_any(map: &Map, table: &Table, row: &Row) -> bool {
    map.records.iter().any(|record| becomes(map, table, row, record))
}

/// Whether `row` becomes a `record`.
fn becomes(map: &Map, table: &Table, row: &Row, record: &RecordMap) -> bool {
    row.fault.is_none()
        && row.part_of.is_none()
        && !row.cells.iter().all(Content::is_empty)
        && record.when.iter().all(|condition| holds(map, table, row, condition))
        && left_out(map, table, row).is_none()
}

/// The values in `keys`, and whether no record can be without. Groups may be left out.
fn values(keys: &[(String, Give)]) -> Vec<(&Value, bool)> {
    let mut all = Vec::new();
    for (key, give) in keys {
        match give {
            Give::One(value) => {
                all.push((&**value, value.is_needed || matches!(&**key, "coach" | "educator")));
            }
            Give::Group(keys) => all.extend(values(keys).into_iter().map(|(it, _)| (it, false))),
            Give::Groups(groups) => {
                let below = groups.iter().flat_map(|keys| values(keys));
                all.extend(below.map(|(value, _)| (value, false)));
            }
        }
    }
    all
}

/// The columns that `value` may come from; none where it may come from elsewhere.
fn alternatives(value: &Value) -> Vec<&Pattern> {
    let (mut all, mut next) = (Vec::new(), Some(value));
    while let Some(value) = next {
        match &value.from {
            From::Columns(patterns) => all.extend(patterns),
            From::Beside { values, .. } => all.push(values),
            From::Constant(_) | From::Cell(..) | From::SheetName(_) => return Vec::new(),
        }
        next = value.or.as_deref();
    }
    all
}

/// The columns of `tables` that the map does not name, each once; none of a head that has no column of it.
pub(super) fn unknown(map: &Map, tables: &[Table]) -> Vec<String> {
    let patterns = map.patterns();
    let is_gathered = |name: &str| {
        map.gather.as_ref().is_some_and(|gather| {
            let name = format!("{}/1/{name}", gather.name);
            patterns.iter().any(|pattern| pattern.fits(&name))
        })
    };
    let mut unknown: Vec<String> = Vec::new();
    for name in tables.iter().filter(|it| it.columns.has_known()).flat_map(Table::unknown) {
        if !unknown.iter().any(|known| known == name) && !is_gathered(name) {
            unknown.push(name.to_owned());
        }
    }
    unknown
}

/// Whether `tables` have none of the columns `patterns`, nor any that is spelled nearly so.
fn is_without_all(patterns: &[Pattern], tables: &[Table]) -> bool {
    // Of the shortest names, any cell is nearly one.
    let is_long = |pattern: &Pattern| pattern.written().chars().count() >= LONG;
    let is_near =
        |pattern: &Pattern| is_long(pattern) && nearest(pattern.written(), names(tables)).is_some();
    !patterns.is_empty()
        && tables.iter().all(|table| !table.columns.has_known())
        && !patterns.iter().any(is_near)
}

fn is_nowhere(pattern: &Pattern, tables: &[Table]) -> bool {
    tables.iter().all(|table| table.columns.of_pattern(pattern).is_empty())
}

/// Whether the places of `tables` are paths, as in JSON.
fn are_of_paths(tables: &[Table]) -> bool {
    tables.iter().all(|table| table.sheet.addresses == Addresses::Paths)
}

fn names<'t>(tables: &'t [Table]) -> impl Iterator<Item = &'t str> {
    tables.iter().flat_map(|table| table.columns.names())
}

/// The head of `table` has none of the columns `patterns`.
fn foreign(patterns: &[Pattern], table: &Table) -> Fault {
    let mut named: Vec<String> = patterns.iter().take(MOST_NAMED).map(Pattern::shown).collect();
    if patterns.len() > MOST_NAMED {
        named.push(format!("{} more", patterns.len() - MOST_NAMED));
    }
    let named = all_of(named.iter().map(String::as_str));
    let (cells, key) = match (table.sheet.addresses, table.head.first()) {
        (Addresses::Grid, Some(head)) => (vec![table.address(head, None)], "header"),
        _ => (vec![table.place()], "rows_in"),
    };
    let sheets = match table.sheet.name {
        Some(_) => " If other sheets are meant, name them under `sheets`",
        None => "",
    };
    let wrong = Wrong {
        cause: "the head has none of the columns that the map names".to_owned(),
        detail: String::new(),
        remedy: format!("the map names {named}: is its `{key}` right?{sheets}"),
    };
    Fault { cells, spot: None, column: String::new(), content: None, wrong }
}

/// No column of `tables` is the one that `pattern` names.
fn gone(pattern: &Pattern, tables: &[Table]) -> Fault {
    let remedy = match nearest(pattern.written(), names(tables)) {
        Some(near) => format!("did you mean {}? or take it out of the map", quote(near)),
        None => "correct the name in the map, or take it out".to_owned(),
    };
    let remedy = match are_of_paths(tables) {
        true => format!("{remedy}; if it is left out where it is empty, add `optional = true`"),
        false => remedy,
    };
    let cause = format!("no column is called {}", pattern.shown());
    let wrong = Wrong { cause, detail: String::new(), remedy };
    let tables: Vec<&Table> = tables.iter().collect();
    let (cells, column) = (places(&tables), String::new());
    Fault { cells, spot: None, column, content: None, wrong }
}

/// Where `tables` are, each place once; the first of many.
fn places(tables: &[&Table]) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for place in tables.iter().map(|table| table.place()) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if let Some(more @ 1..) = places.len().checked_sub(MOST_NAMED) {
        places.truncate(MOST_NAMED);
        places.push(format!("{more} more"));
    }
    places
}
