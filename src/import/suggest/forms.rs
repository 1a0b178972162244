//! What the keys hold of which a map is suggested: a path such as `reflection.working` comes in; the form that the
//! tables of the kinds tell goes out.

use crate::domain::key::{Form, Table};
use crate::domain::record::Kind;

/// What records of `kind` hold at `path`; `None` where they have no such key.
pub(super) fn form_in(kind: Kind, path: &str) -> Option<Form> {
    match path {
        "coach" => Some(Form::PersonId),
        "educator" => Some(Form::PersonIds),
        _ => of_table(kind.table(), path),
    }
}

fn of_table(table: &Table, path: &str) -> Option<Form> {
    let (first, rest) =
        path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let key = table.keys.iter().find(|key| key.name == first)?;
    match rest {
        Some(rest) => of_table(key.form.table()?, rest),
        None => Some(key.form),
    }
}

/// What the first kind that has it holds at `path`.
pub(super) fn form(path: &str) -> Option<Form> {
    const ORDER: [Kind; 5] =
        [Kind::Session, Kind::Contact, Kind::Checklist, Kind::Review, Kind::Relationship];
    ORDER.iter().find_map(|&kind| form_in(kind, path))
}
