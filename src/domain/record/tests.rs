//! Tables and readers hold together: for every kind and every group in it, the keys of the table are those
//! that are read, and those it needs are those that are missed.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::key::{Case, Form, Key, Needed};
use crate::domain::profile::Library;
use crate::syntax::tree::rules::{MISSING_KEY, UNKNOWN_KEY};
use crate::syntax::yaml::{Written, emit, parse};
use crate::text::source::Source;

/// What a reader finds in a record of `kind` with these entries: rule, message and help.
fn findings(kind: Kind, entries: Vec<(String, Written)>) -> Vec<(&'static str, String, String)> {
    let profiles = Library::built_in();
    let profile = profiles.get("missouri-sbic-2014");
    let vocabulary = Vocabulary { profiles: &profiles, profile, schools: &BTreeMap::new() };
    let text = format!("kind: {}\n{}", kind.name(), emit(&entries));
    let source = Source::new("t", text);
    let mut problems = Problems::default();
    let root = parse(&source, &mut problems).unwrap();
    read(&root, &vocabulary, &mut problems);
    let found = problems.finish(&source).0;
    found.into_iter().map(|it| (it.rule.id, it.message, it.help.join(" "))).collect()
}

fn text(text: &str) -> Written {
    Written::Text(text.into())
}

/// A group of keys: how a record leads to it, and its table.
struct Place {
    kind: Kind,
    table: &'static Table,
    /// The record whose group holds `inner`.
    around: Box<dyn Fn(Vec<(String, Written)>) -> Vec<(String, Written)>>,
}

/// Every group of keys of every kind.
fn places() -> Vec<Place> {
    fn collect(place: Place, into: &mut Vec<Place>) {
        let around = std::rc::Rc::new(place.around);
        for key in place.table.keys {
            let (table, in_list) = match key.form {
                Form::Group(table) => (table, false),
                Form::Groups(table) | Form::SomeGroups(table) => (table, true),
                _ => continue,
            };
            let (above, cases) = (std::rc::Rc::clone(&around), place.table.cases);
            let inner = Place {
                kind: place.kind,
                table,
                around: Box::new(move |inner| {
                    let group = Written::Map(inner);
                    let value = if in_list { Written::List(vec![group]) } else { group };
                    let case = case_for(cases, key.name);
                    above(case.into_iter().chain([(key.name.to_owned(), value)]).collect())
                }),
            };
            collect(inner, into);
        }
        let around = std::rc::Rc::clone(&around);
        into.push(Place { around: Box::new(move |inner| around(inner)), ..place });
    }
    let mut found = Vec::new();
    for kind in Kind::ALL {
        collect(Place { kind, table: kind.table(), around: Box::new(|inner| inner) }, &mut found);
    }
    found
}

/// What has to stand beside the key `name` for it to be read.
fn case_for(cases: &[Case], name: &str) -> Option<(String, Written)> {
    cases.iter().find_map(|case| match case {
        Case::Where { key, value, needs, .. } if needs.contains(&name) => {
            Some(((*key).to_owned(), text(value)))
        }
        _ => None,
    })
}

/// What stands in the table's groups where each of its cases holds: the case, and the key and value by which
/// it does.
fn variants(table: &'static Table) -> Vec<Option<&'static Case>> {
    let cases = table.cases.iter().filter(|case| matches!(case, Case::Where { .. }));
    let cases: Vec<_> = cases.map(Some).collect();
    if cases.is_empty() { vec![None] } else { cases }
}

/// The keys that are allowed and those that are needed in a case.
fn keys_in(
    table: &'static Table,
    case: Option<&Case>,
) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let (mut needs, mut refuses): (&[&str], &[&str]) = (&[], &[]);
    if let Some(Case::Where { needs: more, refuses: fewer, .. }) = case {
        (needs, refuses) = (more, fewer);
    }
    let allowed = table.keys.iter().map(|key| key.name).filter(|name| !refuses.contains(name));
    let is_needed = |key: &&Key| key.needed == Needed::Always || needs.contains(&key.name);
    let needed = table.keys.iter().filter(is_needed).map(|key| key.name);
    (allowed.collect(), needed.collect())
}

#[test]
fn the_keys_of_a_table_are_those_that_are_read() {
    for place in places() {
        for case in variants(place.table) {
            let mut inner = vec![("zzzz".to_owned(), text("1"))];
            if let Some(Case::Where { key, value, .. }) = case {
                inner.push(((*key).to_owned(), text(value)));
            }
            let found = findings(place.kind, (place.around)(inner));
            let unknown = found.iter().find(|it| it.0 == UNKNOWN_KEY.id && it.1.contains("zzzz"));
            let help = &unknown.unwrap_or_else(|| panic!("{}: {found:?}", place.table.what)).2;
            let keys = help.split_once(": ").unwrap().1.split([',', ' ']);
            let read: BTreeSet<&str> =
                keys.filter(|word| !word.is_empty() && !["and", "kind"].contains(word)).collect();
            assert_eq!(keys_in(place.table, case).0, read, "{}, {case:?}", place.table.what);
        }
    }
}

#[test]
fn what_a_table_needs_is_what_is_missed() {
    for place in places() {
        for case in variants(place.table) {
            let mut inner = vec![("zzzz".to_owned(), text("1"))];
            let mut given = None;
            if let Some(Case::Where { key, value, .. }) = case {
                inner.push(((*key).to_owned(), text(value)));
                given = Some(*key);
            }
            let what = place.table.what;
            let found = findings(place.kind, (place.around)(inner));
            let of_this = found.iter().filter(|it| {
                it.0 == MISSING_KEY.id && it.1.contains(&format!(" {what} needs the key"))
            });
            let missed: BTreeSet<&str> =
                of_this.filter_map(|it| it.1.rsplit('`').nth(1)).chain(given).collect();
            assert_eq!(keys_in(place.table, case).1, missed, "{what}, {case:?}: {found:?}");
        }
    }
}

#[test]
fn every_key_is_told() {
    for place in places() {
        for key in place.table.keys {
            assert!(!key.says.is_empty() && !key.about().is_empty(), "{}", key.name);
        }
    }
}

/// A name that is shown of a file that could not be understood must not hold prose elsewhere.
#[test]
fn what_is_open_once_is_open_everywhere() {
    let open = open_keys();
    for kind in Kind::ALL {
        for key in kind.table().keys.iter().filter(|key| open.contains(&key.name)) {
            assert!(key.form.is_open(), "{} of {}", key.name, kind.name());
        }
    }
    assert!(open.contains(&"date") && !open.contains(&"notes") && !open.contains(&"practice"));
}
