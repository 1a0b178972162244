//! What tells a record from all others: a grid comes in; the source's own id, or who, whom and day, go out as a map says
//! them, and why.

use std::collections::{HashMap, HashSet};

use super::grid::Grid;
use super::hints::{OF_THE_FORM, OWN_IDS};
use super::layout::quoted;
use super::plain::{has, plain};

/// The identity of the rows `left` of `grid`; `sends` says whether people send answers, and so may send one again.
pub(super) fn identity(grid: &Grid, left: &[usize], sends: bool) -> (Option<String>, String) {
    if let Some(column) = own_id(grid) {
        return of_column(grid, left, column);
    }
    if sends {
        let why =
            "no column holds an id; of several for who, whom, day, kind and rater the last counts";
        return (Some("\"natural\"".to_owned()), why.to_owned());
    }
    (
        None,
        "no column holds an id: a record is told by what it says (or `identity = \"natural\"`)"
            .to_owned(),
    )
}

fn own_id(grid: &Grid) -> Option<usize> {
    let is_id = |column: usize| {
        let texts: Vec<String> =
            grid.rows.iter().map(|row| row.text(column)).filter(|text| !text.is_empty()).collect();
        let different: HashSet<&String> = texts.iter().collect();
        // Versions and answers sent again have the same; ids of people have many more of it.
        different.len() * 10 > texts.len() * 7 && texts.len() * 10 > grid.rows.len() * 7
    };
    OWN_IDS.iter().find_map(|name| {
        let mut called = (0..grid.columns.len())
            .filter(|&at| grid.columns[at].plain.iter().any(|plain| plain == name));
        called.find(|&at| is_id(at))
    })
}

fn of_column(grid: &Grid, left: &[usize], column: usize) -> (Option<String>, String) {
    let name = quoted(&grid.columns[column].name);
    let mut parts = vec![format!("columns = {name}")];
    let mut why = "the source's own id".to_owned();
    let mut rows: HashMap<String, usize> = HashMap::new();
    for row in &grid.rows {
        *rows.entry(row.text(column)).or_default() += 1;
    }
    let twice = rows.iter().filter(|(id, count)| !id.is_empty() && **count > 1).count();
    let modified = ["last modified", "modified", "updated at", "last modified time", "updated"];
    if let Some(latest) = grid.called(&modified).filter(|_| twice > 0) {
        parts.push(format!("latest = {}", quoted(&grid.columns[latest].name)));
        why.push_str(&format!("; {twice} have several versions, of which the last changed counts"));
    }
    if twice == 0 && is_sent_again(grid, left, column) {
        parts.push("same_content_is_one = true".to_owned());
        why.push_str("; some answers were sent twice with the same content");
    }
    (Some(format!("{{ {} }}", parts.join(", "))), why)
}

/// Whether two rows differ in nothing but what the form says of how it was filled in.
fn is_sent_again(grid: &Grid, left: &[usize], own: usize) -> bool {
    let is_of_form = |at: usize| {
        at == own
            || grid.columns[at]
                .plain
                .iter()
                .any(|name| OF_THE_FORM.iter().any(|head| has(name, head)))
    };
    let columns: Vec<usize> = (0..grid.columns.len()).filter(|&at| !is_of_form(at)).collect();
    let mut known = HashSet::new();
    let texts = |row: usize| -> Vec<String> {
        columns.iter().map(|&at| plain(&grid.rows[row].text(at))).collect()
    };
    let is_full = |texts: &Vec<String>| texts.iter().filter(|text| !text.is_empty()).count() >= 5;
    left.iter().map(|&row| texts(row)).filter(is_full).any(|texts| !known.insert(texts))
}
