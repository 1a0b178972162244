//! The order of keys: those of a record as they came go in; in the order in which a file has them, they go
//! out.

use crate::domain::key::{Form, Table};
use crate::syntax::yaml::Written;

/// Puts `entries` and the groups in them into the order of `table`; what it does not list comes
/// last, in the order in which it stood.
pub(super) fn put_in_order(table: &Table, entries: &mut [(String, Written)]) {
    let place = |name: &str| table.keys.iter().position(|key| key.name == name);
    entries.sort_by_key(|(name, _)| place(name).unwrap_or(table.keys.len()));
    for (name, value) in entries {
        match (table.key(name).map(|key| key.form), value) {
            (Some(Form::Group(table)), Written::Map(within)) => put_in_order(table, within),
            (Some(Form::Groups(table) | Form::SomeGroups(table)), Written::List(elements)) => {
                for element in elements {
                    if let Written::Map(within) = element {
                        put_in_order(table, within);
                    }
                }
            }
            _ => {}
        }
    }
}
