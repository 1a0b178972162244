//! Tables and readers hold together: for every kind and every group in it, the keys of the table are those
//! that are read, and those it needs are those that are missed.
#![allow(clippy::unwrap_used, clippy::panic)] // a panic is how a test fails

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
    let (schools, groups) = (&BTreeMap::new(), &BTreeMap::new());
    let vocabulary = Vocabulary { profiles: &profiles, profile, schools, groups };
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

/// A group of keys, and how a record leads to it.
#[derive(Clone)]
struct Place {
    kind: Kind,
    table: &'static Table,
    /// The keys above it, outermost first, each with the table it is a key of.
    above: Vec<(&'static Key, &'static Table)>,
}

/// Every group of keys of every kind.
fn places() -> Vec<Place> {
    let top = |kind: Kind| Place { kind, table: kind.table(), above: Vec::new() };
    let mut places: Vec<Place> = Kind::ALL.map(top).to_vec();
    let mut at = 0;
    while let Some(place) = places.get(at).cloned() {
        for key in place.table.keys {
            let Some(table) = key.form.table() else { continue };
            let above = [place.above.as_slice(), &[(key, place.table)]].concat();
            places.push(Place { table, above, ..place });
        }
        at += 1;
    }
    places
}

impl Place {
    /// What reading finds where the group holds an unknown key and what makes the case hold.
    fn findings(&self, case: Option<&Case>) -> Vec<(&'static str, String, String)> {
        let group = case.and_then(holds).into_iter().chain([("zzzz".to_owned(), text("1"))]);
        let entries = self.above.iter().rev().fold(group.collect(), |inner, (key, table)| {
            let group = Written::Map(inner);
            let value = if matches!(key.form, Form::Group(_)) { group } else { Written::List(vec![group]) };
            let needs = |case: &&Case| matches!(case, Case::Where { needs, .. } if needs.contains(&key.name));
            let beside = table.cases.iter().find(needs).and_then(holds);
            beside.into_iter().chain([(key.name.to_owned(), value)]).collect()
        });
        findings(self.kind, entries)
    }
}

/// The key and value with which a case holds.
fn holds(case: &Case) -> Option<(String, Written)> {
    match case {
        Case::Where { key, value, .. } => Some(((*key).to_owned(), text(value))),
        Case::NotBoth { .. } | Case::HereOrIn { .. } => None,
    }
}

/// The cases of a table that a value decides, or none.
fn variants(table: &'static Table) -> Vec<Option<&'static Case>> {
    let cases: Vec<_> = table.cases.iter().filter(|case| holds(case).is_some()).map(Some).collect();
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
            let found = place.findings(case);
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
            let what = place.table.what;
            let found = place.findings(case);
            let of_this = found.iter().filter(|it| {
                it.0 == MISSING_KEY.id && it.1.contains(&format!(" {what} needs the key"))
            });
            let missed: BTreeSet<&str> = of_this.filter_map(|it| it.1.rsplit('`').nth(1)).collect();
            let (_, mut needed) = keys_in(place.table, case);
            if let Some((given, _)) = case.and_then(holds) {
                needed.remove(given.as_str());
            }
            assert_eq!(needed, missed, "{what}, {case:?}: {found:?}");
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
        for key in kind.table().all_keys().iter().filter(|key| open.contains(&key.name)) {
            assert!(!key.form.is_confidential(), "{} of {}", key.name, kind.name());
        }
    }
    // A coach's time says `what` by a word of a list, a next step by text of its own.
    assert!(!open.contains(&"what"));
    assert!(open.contains(&"date") && !open.contains(&"notes") && !open.contains(&"practice"));
}
