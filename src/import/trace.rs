//! From a finding in a record back to the cells that it was made of: the finding, the text of the record and the row
//! come in; a fault of cells goes out.

use std::collections::HashSet;

use super::cell::Wrong;
use super::fault::Fault;
use super::people::is_id;
use super::rows::{Entry, Rows};
use crate::diagnostic::{Diagnostic, Problems};
use crate::store::rules::NO_RELATIONSHIP;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml;
use crate::text::source::{Position, Source};

/// `finding`, which is in `text`, the document of `entry`, as a fault of the cells of `rows`. A relationship that is
/// opened for several rows is the fault of each.
pub(crate) fn faults(finding: &Diagnostic, text: &str, entry: &Entry, rows: &Rows) -> Vec<Fault> {
    let path = finding.place.region.as_ref().and_then(|region| path_at(text, region.start));
    let paths = paths(finding, path.unwrap_or_default());
    let strangers = strangers(finding, entry);
    if !strangers.is_empty() {
        let columns = columns_of(&entry.built.cells, &strangers);
        return vec![at(&columns, (entry.spot, entry.is_of_row()), rows, stranger(&strangers[0]))];
    }
    let columns = |cells: &[(String, Vec<usize>)]| columns_of(cells, &paths);
    match entry.opened_for.as_deref() {
        None | Some([]) => {
            let spot = (entry.spot, entry.is_of_row());
            vec![fault(finding, &columns(&entry.built.cells), spot, rows)]
        }
        Some(needing) => needing
            .iter()
            .map(|row| fault(finding, &columns(&row.cells), (row.spot, true), rows))
            .collect(),
    }
}

fn fault(
    finding: &Diagnostic,
    columns: &[usize],
    spot: ((usize, usize), bool),
    rows: &Rows,
) -> Fault {
    let (cause, help) = match is_of_nobody(finding) {
        true => (NOBODY, &[OPENS.to_owned()][..]),
        false => (finding.rule.sentence, &finding.help[..]),
    };
    let remedy = [finding.label.clone()].into_iter().chain(help.iter().cloned());
    let remedy: Vec<String> = remedy.filter(|text| !text.is_empty()).collect();
    let wrong = Wrong {
        cause: cause.to_owned(),
        detail: finding.message.clone(),
        remedy: remedy.join("; "),
    };
    at(columns, spot, rows, wrong)
}

/// What is `wrong` with the cells in `columns` of a row, or with the row where there are none.
pub(super) fn at(
    columns: &[usize],
    (spot, is_of_row): ((usize, usize), bool),
    rows: &Rows,
    wrong: Wrong,
) -> Fault {
    let table = &rows.tables[spot.0];
    let row = &table.rows[spot.1];
    let cells = match columns {
        [] => vec![table.address(row, None)],
        columns => columns.iter().map(|&at| table.address(row, Some(at))).collect(),
    };
    let column = columns.first().map_or("", |&at| table.columns.name(at)).to_owned();
    // What the finding quotes was judged by its key; the cell may hold more.
    Fault { cells, spot: is_of_row.then_some(spot), column, content: None, wrong }
}

/// The keys of the two whose a record is.
const WHOSE: [&str; 2] = ["educator", "coach"];

/// What is wrong with a row of two who have no relationship.
const NOBODY: &str = "is of two who have no relationship here";

/// What is wrong with a cell that says by no id whose a row is.
const STRANGER: &str = "names nobody who is known here";

/// The keys of `entry` under which somebody stands who is no id, where `finding` is that two have no relationship: no
/// relationship can be opened before it is known who they are.
fn strangers(finding: &Diagnostic, entry: &Entry) -> Vec<String> {
    let is_stranger = |key: &&&str| entry.built.texts(key).iter().any(|text| !is_id(text));
    let keys = WHOSE.iter().filter(|_| is_of_nobody(finding)).filter(is_stranger);
    keys.map(|key| (*key).to_owned()).collect()
}

/// It, and what to do where `key` is the first under which it stands.
fn stranger(key: &str) -> Wrong {
    let id = if key == "coach" { "c-01" } else { "t-101" };
    Wrong {
        cause: STRANGER.to_owned(),
        detail: String::new(),
        remedy: format!(
            "say in the map whose id it is: {key} = {{ column = \"…\", words = {{ \"…\" = \"{id}\" }} }}; or \
             add the whole name to people.yaml, or name a list under `people` in the map; several people \
             need semicolons between them"
        ),
    }
}

/// Takes out of `found` that two have no relationship where a row of theirs tells in `faults` why none can be opened.
pub(crate) fn leave_out_told(found: &mut Vec<Fault>, faults: &[Fault]) {
    let told: HashSet<_> = faults.iter().filter_map(|fault| fault.spot).collect();
    let is_told = |fault: &Fault| fault.spot.is_some_and(|spot| told.contains(&spot));
    let is_of_two = |fault: &Fault| [NOBODY, STRANGER].contains(&&*fault.wrong.cause);
    found.retain(|fault| !is_of_two(fault) || !is_told(fault));
}

/// Whether `finding` says that.
fn is_of_nobody(finding: &Diagnostic) -> bool {
    finding.rule.id == NO_RELATIONSHIP.id
}

/// The ways to the keys that `finding` is about, which begins at `path`: a relationship is of two.
fn paths(finding: &Diagnostic, path: String) -> Vec<String> {
    let both = WHOSE.iter().filter(|_| is_of_nobody(finding));
    let others = both.filter(|key| **key != path).map(|key| (*key).to_owned());
    std::iter::once(path.clone()).chain(others).collect()
}

/// The columns in `cells` of the keys at `paths`, each once.
fn columns_of(cells: &[(String, Vec<usize>)], paths: &[String]) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    for column in paths.iter().flat_map(|path| columns(cells, path)) {
        if !all.contains(&column) {
            all.push(column);
        }
    }
    all
}

/// How a relationship comes to be.
const OPENS: &str = "`coach log relationship` opens a relationship; [open] in the map opens those that rows \
                     need, and [roster] takes them from a list";

/// The columns in `cells` of the nearest key at or above `path` that came from some.
fn columns(cells: &[(String, Vec<usize>)], path: &str) -> Vec<usize> {
    let mut path = path;
    loop {
        let own = cells.iter().filter(|(known, _)| known == path);
        let below = cells.iter().filter(|(known, _)| {
            known.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
        });
        let columns: Vec<usize> =
            own.chain(below).flat_map(|(_, columns)| columns.clone()).collect();
        match path.rsplit_once('.') {
            _ if !columns.is_empty() => return columns,
            Some((above, _)) => path = above,
            None => return columns,
        }
    }
}

/// The way to the key or value at `position` of `text`: `next_steps.0.due`.
fn path_at(text: &str, position: Position) -> Option<String> {
    let source = Source::new("", text.to_owned());
    let root = yaml::parse(&source, &mut Problems::default()).ok()?;
    let mut path = Vec::new();
    walk(&source, &root, position, &mut path);
    Some(path.join("."))
}

/// Goes down to the last key or element that begins at or before `position`.
fn walk(source: &Source, node: &Node, position: Position, path: &mut Vec<String>) {
    let begins = |at: u32| source.position(at) <= position;
    match &node.value {
        Value::Map(entries) => {
            let last = entries.iter().filter(|entry| begins(entry.key_span.start));
            if let Some(entry) = last.max_by_key(|entry| entry.key_span.start) {
                path.push(entry.key.to_string());
                walk(source, &entry.value, position, path);
            }
        }
        Value::List(nodes) => {
            let found = nodes.iter().enumerate().filter(|(_, node)| begins(node.span.start));
            if let Some((at, node)) = found.max_by_key(|(at, _)| *at) {
                path.push(at.to_string());
                walk(source, node, position, path);
            }
        }
        _ => {}
    }
}
