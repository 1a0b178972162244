//! Columns that a map names and tables lack: a map and tables come in; faults go out, and the columns that no map
//! names. A head without a column of the map is most likely none, so nothing of it is repeated.

use super::cell::{Addresses, Wrong};
use super::fault::Fault;
use super::map::Map;
use super::map::pattern::Pattern;
use super::table::Table;
use crate::text::nearest;
use crate::text::wording::{all_of, quote};

/// Columns and tables that are named one by one.
const MOST_NAMED: usize = 3;

/// What is wrong with the heads of `tables`.
pub(super) fn faults(map: &Map, tables: &[Table]) -> Vec<Fault> {
    let patterns = map.patterns();
    if is_without_all(&patterns, tables) {
        return tables.iter().map(|table| foreign(&patterns, table)).collect();
    }
    patterns
        .iter()
        .filter(|pattern| is_nowhere(pattern, tables))
        .map(|it| gone(it, tables))
        .collect()
}

/// The columns of `tables` that the map does not name, each once; none of a head that has no column of it.
pub(super) fn unknown(tables: &[Table]) -> Vec<String> {
    let mut unknown: Vec<String> = Vec::new();
    for name in tables.iter().filter(|it| it.columns.has_known()).flat_map(Table::unknown) {
        if !unknown.iter().any(|known| known == name) {
            unknown.push(name.to_owned());
        }
    }
    unknown
}

/// Whether `tables` have none of the columns `patterns`, nor any that is spelled nearly so.
fn is_without_all(patterns: &[Pattern], tables: &[Table]) -> bool {
    let is_near = |pattern: &Pattern| nearest(pattern.written(), names(tables)).is_some();
    !patterns.is_empty()
        && tables.iter().all(|table| !table.columns.has_known())
        && !patterns.iter().any(is_near)
}

fn is_nowhere(pattern: &Pattern, tables: &[Table]) -> bool {
    tables.iter().all(|table| table.columns.of_pattern(pattern).is_empty())
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
    let wrong = Wrong {
        cause: "the head has none of the columns that the map names".to_owned(),
        detail: String::new(),
        remedy: format!("is `{key}` in the map right? The map names {named}"),
    };
    Fault { cells, spot: None, column: String::new(), content: None, wrong }
}

/// No column of `tables` is the one that `pattern` names.
fn gone(pattern: &Pattern, tables: &[Table]) -> Fault {
    let remedy = match nearest(pattern.written(), names(tables)) {
        Some(near) => format!("did you mean {}? or take it out of the map", quote(near)),
        None => "correct the name in the map, or take it out".to_owned(),
    };
    let cause = format!("no column is called {}", pattern.shown());
    let wrong = Wrong { cause, detail: String::new(), remedy };
    let (cells, column) = (places(tables), String::new());
    Fault { cells, spot: None, column, content: None, wrong }
}

/// Where `tables` are, each place once; the first of many.
fn places(tables: &[Table]) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for place in tables.iter().map(Table::place) {
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
