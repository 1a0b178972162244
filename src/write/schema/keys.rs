//! From a table of keys to the schema of the group they make. What a key holds is told in its row; the
//! words that a district or a profile gives come from what is [`Known`].

use serde_json::{Value, json};

use super::group::{Group, keys};
use super::value::{
    Word, boolean, date, id, integer, list, number, one_of, pair, person_id, quoted_id, some,
    statement, text, time,
};
use super::{Known, profile, settings};
use crate::domain::key::{Case, Form, Key, Needed, Table, Terms};

/// The schema of `group` with the keys of `table` added.
pub(super) fn schema(group: Group, table: &Table, known: &Known) -> Value {
    let is_toml = group.is_toml();
    let group = table.keys.iter().fold(group, |group, key| {
        let (about, schema) = (key.about(), form(key.form, is_toml, known));
        match key.needed {
            Needed::Always => group.needs(key.name, &about, schema),
            Needed::InCases => group.has(key.name, &about, schema),
            Needed::Never => group.may_have(key.name, &about, schema),
        }
    });
    table.cases.iter().fold(group, |group, case| add(group, case, table, known)).schema()
}

fn add(group: Group, case: &Case, table: &Table, known: &Known) -> Group {
    match *case {
        Case::Where { key, value, needs, refuses } => {
            let mut then = keys(needs, refuses);
            // Elsewhere such a key may have no value.
            let optional = |key: &&Key| key.needed == Needed::Never;
            for key in needs.iter().filter_map(|name| table.key(name)).filter(optional) {
                then["properties"][key.name] =
                    json!({"type": form(key.form, group.is_toml(), known)["type"]});
            }
            group.when(key, value, then)
        }
        Case::NotBoth { keys: [one, other], why } => {
            let refused = json!({"properties": {other: {"type": "null", "errorMessage": why}}});
            group.where_there_is(one, refused, json!({}))
        }
        Case::HereOrIn { key, group: within } => {
            let with = |needs: &[&str], refuses: &[&str]| json!({"properties": {within: keys(needs, refuses)}});
            group.where_there_is(key, with(&[], &[key]), with(&[key], &[]))
        }
    }
}

fn form(form: Form, is_toml: bool, known: &Known) -> Value {
    let table =
        |table: &Table| schema(if is_toml { Group::toml() } else { Group::yaml() }, table, known);
    match form {
        Form::Date => date(),
        Form::Time => time(),
        Form::Integer(bounds) => integer(bounds.least..=bounds.most),
        Form::Number => number(),
        Form::Id => {
            if is_toml {
                quoted_id()
            } else {
                id()
            }
        }
        Form::PersonId => person_id(),
        Form::Ids => list(id()),
        Form::PersonIds => list(person_id()),
        Form::Profile => one_of(&known.profile_ids()),
        Form::Profiles => list(one_of(&known.profile_ids())),
        Form::School => {
            let schools = known.schools();
            if schools.is_empty() { id() } else { one_of(&schools) }
        }
        Form::Pair => pair(),
        Form::Title | Form::FileName | Form::Prose => text(),
        Form::Statement => statement(),
        Form::OneOf(meanings) => one_of(&meanings().iter().map(Word::of).collect::<Vec<_>>()),
        Form::Term(terms) => one_of(&words(terms, known)),
        Form::Terms(terms) => list(one_of(&words(terms, known))),
        Form::Group(group) => table(group),
        Form::Groups(group) => list(table(group)),
        Form::SomeGroups(group) => some(table(group)),
        Form::Ratings => by_item(known, |item| one_of(&known.ratings(item))),
        Form::Comments => {
            let mut comment = text();
            comment["type"] = json!(["string", "number", "null"]);
            by_item(known, |_| comment.clone())
        }
        Form::Levels => {
            let parts = known.judged_parts();
            let group = parts.iter().fold(Group::yaml(), |group, (part, levels)| {
                group.has(&part.word, &part.means, one_of(levels))
            });
            group.schema()
        }
        Form::Boolean => boolean(),
        Form::Version(version) => json!({"const": version}),
        Form::OfSettings(form) => settings::form(form, known, table),
        Form::OfProfile(form) => profile::form(form),
    }
}

fn words(terms: Terms, known: &Known) -> Vec<Word> {
    match terms {
        Terms::Methods => known.methods(),
        Terms::Phases => known.phases(),
        Terms::Items => known.items(),
    }
}

/// A group whose keys are the items, each with the value that `of` gives to its id.
fn by_item(known: &Known, of: impl Fn(&str) -> Value) -> Value {
    let items = known.items();
    let has = |group: Group, item: &Word| group.has(&item.word, &item.means, of(&item.word));
    items.iter().fold(Group::yaml(), has).schema()
}
