//! What tells a record from all others of its source: a row, or the record made of it, comes in; a key goes out. The
//! source's own id goes before who, whom and day, and these before what the record says.

use sha2::{Digest, Sha256};

use crate::import::build::{Built, said};
use crate::import::cell::{Row, Wrong};
use crate::import::map::{Identity, Map};
use crate::import::table::Table;
use crate::import::value::prose::prose;
use crate::syntax::yaml::{Written, emit};
use crate::text::wording::hex;

/// The source's own id of `row`, where the map names its columns and something stands in them.
///
/// # Errors
/// The cell in this column does not tell it, nor which of several rows with one id counts.
pub(in crate::import) fn own_key(
    map: &Map,
    table: &Table,
    row: &Row,
) -> Result<Option<String>, (usize, Wrong)> {
    let Identity::Columns { columns, latest, .. } = &map.identity else { return Ok(None) };
    if let Some(first) = is_above_alone(map, table, row) {
        return Err((first, not_its_own()));
    }
    let meant = |pattern| {
        let columns = table.columns.of_pattern(pattern).iter().map(|column| column.index);
        columns.map(|index| table.meant(map, row, index).map(prose).map_err(|wrong| (index, wrong)))
    };
    let texts: Vec<String> = columns.iter().flat_map(meant).collect::<Result<_, _>>()?;
    let latest = latest.iter().map(|latest| &latest.column);
    latest.flat_map(meant).try_for_each(|text| text.map(drop))?;
    let is_empty = texts.iter().all(|text| text.trim().is_empty());
    Ok((!is_empty).then(|| match &texts[..] {
        [only] => only.clone(),
        several => together(several),
    }))
}

/// The columns of `table` with the source's own id, by index.
pub(in crate::import) fn id_columns(map: &Map, table: &Table) -> Vec<usize> {
    let Identity::Columns { columns, .. } = &map.identity else { return Vec::new() };
    let columns = columns.iter().flat_map(|pattern| table.columns.of_pattern(pattern));
    columns.map(|column| column.index).collect()
}

/// The first of the columns with the id of `row`, where all of them say nothing themselves and mean another row's: by that
/// id, one of the two would take the other's place.
fn is_above_alone(map: &Map, table: &Table, row: &Row) -> Option<usize> {
    let columns = id_columns(map, table);
    let is_own = |&column: &usize| !said(map, row, column).means_above();
    if columns.iter().any(is_own) {
        return None;
    }
    columns.into_iter().find(|&column| !table.above(row, column).is_empty())
}

fn not_its_own() -> Wrong {
    Wrong {
        cause: "means the cell above, so the row has no id of its own".to_owned(),
        detail: String::new(),
        remedy:
            "write its id; or name more columns under `identity` in the map, by which rows differ"
                .to_owned(),
    }
}

/// The parts of an id as one, so that no two ids are alike: `12|visit`.
fn together(parts: &[String]) -> String {
    let parts = parts.iter().map(|part| part.replace('~', "~~").replace('|', "~."));
    parts.collect::<Vec<_>>().join("|")
}

/// A key for a record of a source without ids.
pub(super) fn key_of(map: &Map, built: &Built) -> String {
    let content = match map.identity {
        Identity::Natural => natural(built),
        Identity::Columns { .. } | Identity::Content => text_of(built),
    };
    hashed(&content)
}

/// A short name for `content`.
pub(super) fn hashed(content: &str) -> String {
    hex(&Sha256::digest(content.as_bytes())[..8])
}

/// Who, whom, day, kind and rater of a record.
pub(super) fn natural(built: &Built) -> String {
    const NAMES: [&str; 8] =
        ["pair", "coach", "educator", "date", "asked", "requested", "started", "rater"];
    let keys = built.keys.iter().filter(|(key, _)| NAMES.contains(&key.as_str()));
    let keys: Vec<(String, Written)> = keys.cloned().map(in_any_order).collect();
    format!("{}\n{}", built.kind.name(), emit(&keys))
}

/// The text of a record, without what tells it from others.
pub(super) fn text_of(built: &Built) -> String {
    let keys: Vec<(String, Written)> = built.keys.iter().cloned().map(in_any_order).collect();
    format!("{}\n{}", built.kind.name(), emit(&keys))
}

/// `key`, where several educators are named, with these in the order of their ids: whom a source names first means
/// nothing.
fn in_any_order((key, mut value): (String, Written)) -> (String, Written) {
    if let ("educator", Written::List(educators)) = (key.as_str(), &mut value) {
        educators.sort_by(|one, other| one.word().cmp(&other.word()));
    }
    (key, value)
}
