//! The lines of a profile that begin a table: each is held against the tables that there are. A slip
//! there, `[functions]` for `[[functions]]` or `[[item]]` for `[[functions.items]]`, makes TOML read all
//! below it as something else, so it is found in the text itself.

use super::PROFILE;
use crate::diagnostic::Finding;
use crate::domain::key::{Form, Key, Table};
use crate::syntax::toml::{Header, headers};
use crate::syntax::tree::rules as tree_rules;
use crate::text::nearest;
use crate::text::source::Source;
use crate::text::wording::all_of;

/// One finding for each way in which such lines are written wrongly.
pub(super) fn misnamed(source: &Source) -> Vec<Finding> {
    let mut told: Vec<(Header, Meant, Vec<String>)> = Vec::new();
    for header in headers(&source.text) {
        let Some(meant) = meant(&header) else { continue };
        let is_same = |other: &Header| (other.path, other.is_list) == (header.path, header.is_list);
        match told.iter_mut().find(|(first, ..)| is_same(first)) {
            Some((.., further)) => {
                further.push(source.position(header.span.start).line.to_string());
            }
            None => told.push((header, meant, Vec::new())),
        }
    }
    told.into_iter().map(|(header, meant, further)| finding(&header, &meant, &further)).collect()
}

/// The table that a line is meant to begin.
struct Meant {
    path: String,
    is_list: bool,
}

fn finding(header: &Header, meant: &Meant, further: &[String]) -> Finding {
    let written = header.path;
    let (rule, message, label) = if written != meant.path {
        let message = format!("`{written}` is not a table of a profile");
        let (open, close) = if meant.is_list { ("[[", "]]") } else { ("[", "]") };
        (&tree_rules::UNKNOWN_KEY, message, format!("write {open}{}{close}", meant.path))
    } else if meant.is_list {
        let message = format!("`{written}` is a list of tables, and this is a single one");
        let label = format!("write [[{written}]] with two brackets, once for each");
        (&tree_rules::WRONG_TYPE, message, label)
    } else {
        let message = format!("`{written}` is a single table, and this is a list of them");
        (&tree_rules::WRONG_TYPE, message, format!("write [{written}] with one bracket"))
    };
    let finding = Finding::new(rule, header.span, message).label(label);
    match further {
        [] => finding,
        [line] => finding.help(format!("line {line} is the same")),
        lines => {
            let lines = all_of(lines.iter().map(String::as_str));
            finding.help(format!("lines {lines} are the same"))
        }
    }
}

/// What `header` should be, where it is something else and that can be told.
fn meant(header: &Header) -> Option<Meant> {
    let mut path: Vec<&str> = Vec::new();
    let mut table = Some(&PROFILE);
    let mut form = None;
    for name in header.path.split('.').map(str::trim) {
        let keys = named(table?, name)?;
        path.extend(keys.iter().map(|key| key.name));
        form = keys.last().map(|key| key.form);
        table = form.and_then(Form::table);
    }
    let is_list = form.is_some_and(is_list);
    // What is no table here may be one for the reader of its value.
    let is_wrong = header.is_list != is_list && table.is_some();
    let meant = Meant { path: path.join("."), is_list };
    let written = header.path.split('.').map(str::trim);
    (is_wrong || !written.eq(path)).then_some(meant)
}

fn is_list(form: Form) -> bool {
    matches!(form, Form::Groups(_) | Form::SomeGroups(_))
}

/// The key of `table` that `name` is meant to be, after that of the list that it is in, if it is in one.
fn named(table: &'static Table, name: &str) -> Option<Vec<&'static Key>> {
    if let Some(key) = table.key(name) {
        return Some(vec![key]);
    }
    let near = |table: &'static Table| {
        let tables = table.keys.iter().filter(|key| key.form.table().is_some());
        nearest(name, tables.map(|key| key.name)).and_then(|near| table.key(near))
    };
    if let Some(key) = near(table) {
        return Some(vec![key]);
    }
    let lists = table.keys.iter().filter(|key| is_list(key.form));
    lists.filter_map(|list| Some(vec![list, near(list.form.table()?)?])).next()
}
