//! What a record says, in words: its tree and the table of its keys come in; a few facts without anyone's own words, or
//! all of it, go out. Where a profile is known, its words stand for its ids.

use crate::domain::key::{Form, Key, Needed, Table, Terms};
use crate::domain::profile::Profile;
use crate::domain::record::Kind;
use crate::syntax::tree::{Entry, Node, Value};
use crate::text::wording::count;

/// What ids under a key stand for.
#[derive(Clone, Copy)]
enum Names {
    Items,
    Functions,
    Methods,
    Phases,
    /// Nothing: they are words of their own.
    Plain,
}

impl Names {
    fn of(form: Form) -> Self {
        match form {
            Form::Term(terms) | Form::Terms(terms) => match terms {
                Terms::Items => Self::Items,
                Terms::Methods => Self::Methods,
                Terms::Phases => Self::Phases,
            },
            Form::Ratings | Form::Comments => Self::Items,
            Form::Levels => Self::Functions,
            Form::Date
            | Form::Time
            | Form::Integer(_)
            | Form::Number
            | Form::Id
            | Form::PersonId
            | Form::Ids
            | Form::PersonIds
            | Form::Pair
            | Form::Profile
            | Form::Profiles
            | Form::School
            | Form::Title
            | Form::FileName
            | Form::Prose
            | Form::Statement
            | Form::OneOf(_)
            | Form::Group(_)
            | Form::Groups(_)
            | Form::SomeGroups(_)
            | Form::Boolean
            | Form::Version(_)
            | Form::OfSettings(_)
            | Form::OfProfile(_) => Self::Plain,
        }
    }

    /// What `id` is called in `profile`.
    fn name(self, id: &str, profile: Option<&Profile>) -> String {
        let Some(profile) = profile else { return id.to_owned() };
        let term = |terms: &[crate::domain::profile::Term]| {
            terms.iter().find(|term| term.id == id).map(|term| term.text.clone())
        };
        let known = match self {
            Self::Items => profile.item(id).map(|item| profile.items[item].label.to_string()),
            Self::Functions => {
                profile.function(id).map(|function| profile.functions[function].heading.clone())
            }
            Self::Methods => term(&profile.methods),
            Self::Phases => term(&profile.phases),
            Self::Plain => None,
        };
        known.unwrap_or_else(|| id.to_owned())
    }
}

/// A few facts of the record in `root`, without anyone's own words; ids of the profile stay ids.
pub(super) fn facts(root: &Node, kind: Kind) -> Vec<String> {
    let is_wanted = |key: &&Key| {
        let is_whose = kind == Kind::Relationship && key.needed == Needed::Always;
        // A line has room for little.
        let is_detail =
            matches!(key.form, Form::Time | Form::Id | Form::Terms(Terms::Phases) | Form::FileName);
        let is_said = is_whose || is_detail || key.name == kind.date_key();
        !(key.form.is_confidential() || is_said)
    };
    let keys = kind.table().keys.iter().filter(is_wanted);
    keys.filter_map(|key| fact(key, root.get(key.name)?)).collect()
}

fn fact(key: &Key, node: &Node) -> Option<String> {
    let label = label(key.name);
    match (&node.value, key.form) {
        (Value::Null | Value::Refused, _) => None,
        (Value::Plain(text) | Value::Quoted(text), _) => Some(short(key, text, None)),
        (Value::List(_), Form::Ids | Form::PersonIds) => Some(inline(key, node, None)),
        (Value::List(all), form) => {
            let open =
                form.table().map(|table| all.iter().filter(|one| is_open(table, one)).count());
            let open = open.filter(|&open| open > 0).map(|open| format!(" ({open} open)"));
            Some(many(all.len(), &label) + &open.unwrap_or_default())
        }
        (Value::Map(entries), form) => match form.table() {
            None => Some(many(entries.len(), &label)),
            Some(table) => {
                let is_said =
                    |key: &&Key| key.needed != Needed::Never || matches!(key.form, Form::PersonId);
                let said = table.keys.iter().filter(is_said);
                let said = said.filter(|key| !key.form.is_confidential()).filter_map(|key| {
                    let text = node.get(key.name)?.text()?;
                    // Of a person the id says enough.
                    let is_person = matches!(key.form, Form::PersonId);
                    Some(if is_person { text.to_owned() } else { short(key, text, None) })
                });
                let said: Vec<String> = said.collect();
                (!said.is_empty()).then(|| format!("{label} {}", said.join(" ")))
            }
        },
    }
}

/// `3 next steps`, `1 item`, `2 data`.
fn many(n: usize, label: &str) -> String {
    match label.strip_suffix('s') {
        Some(noun) => count(n, noun),
        None => format!("{n} {label}"),
    }
}

/// Everything under the key `key` of a record, a line each.
pub(super) fn lines(key: &Key, node: &Node, profile: Option<&Profile>) -> Vec<String> {
    let names = Names::of(key.form);
    match (&node.value, key.form.table()) {
        (Value::Null | Value::Refused, _) => vec!["–".to_owned()],
        (Value::Plain(text) | Value::Quoted(text), _) => {
            let said = match key.form {
                Form::Integer(bounds) if key.name != bounds.unit => {
                    format!("{text} {}", bounds.unit)
                }
                _ => names.name(text, profile),
            };
            said.trim_end().lines().map(str::to_owned).collect()
        }
        (Value::List(all), None) => match names {
            Names::Items => all.iter().map(|one| plain(one, names, profile)).collect(),
            Names::Functions | Names::Methods | Names::Phases | Names::Plain => {
                vec![inline(key, node, profile)]
            }
        },
        (Value::List(all), Some(table)) => {
            all.iter().map(|one| group(table, one, profile)).collect()
        }
        (Value::Map(entries), None) => {
            let line = |entry: &Entry| {
                let said = plain(&entry.value, Names::Plain, profile);
                format!("{}: {said}", names.name(&entry.key, profile))
            };
            entries.iter().map(line).collect()
        }
        (Value::Map(entries), Some(table)) => {
            let is_words = |entry: &&Entry| {
                table.key(&entry.key).is_some_and(|key| key.form.is_confidential())
            };
            let (words, head): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(is_words);
            let head: Vec<String> =
                head.into_iter().map(|entry| of_group(table, entry, profile)).collect();
            let head = (!head.is_empty()).then(|| head.join(", "));
            let words = words
                .into_iter()
                .map(|entry| format!("{}: {}", label(&entry.key), anything(&entry.value)));
            head.into_iter().chain(words).collect()
        }
    }
}

/// One key of a group in a few words.
fn of_group(table: &Table, entry: &Entry, profile: Option<&Profile>) -> String {
    match table.key(&entry.key) {
        Some(key) => inline(key, &entry.value, profile),
        None => format!("{} {}", entry.key, anything(&entry.value)),
    }
}

/// One of several groups in one line: what may be known of it, whether it is open, and then the words.
fn group(table: &Table, node: &Node, profile: Option<&Profile>) -> String {
    let Value::Map(entries) = &node.value else { return anything(node) };
    let (mut head, mut words) = (Vec::new(), Vec::new());
    for entry in entries {
        match table.key(&entry.key) {
            Some(key) if key.form.is_confidential() => words.push(anything(&entry.value)),
            Some(_) | None => head.push(of_group(table, entry, profile)),
        }
    }
    head.extend(is_open(table, node).then(|| "open".to_owned()));
    let words = words.join("; ");
    match (head.is_empty(), words.is_empty()) {
        (false, false) => format!("{}: {words}", head.join(", ")),
        (true, _) => words,
        (_, true) => head.join(", "),
    }
}

/// Whether the group `node` can be done or dropped, and is neither.
fn is_open(table: &Table, node: &Node) -> bool {
    let can = |name: &str| table.key(name).is_some();
    let is = |name: &str| node.get(name).is_some_and(|node| node.text().is_some());
    can("done") && can("dropped") && !is("done") && !is("dropped")
}

/// What is under `key` in a few words.
fn inline(key: &Key, node: &Node, profile: Option<&Profile>) -> String {
    match (&node.value, key.form.table()) {
        (Value::Null | Value::Refused, _) => format!("{} –", label(key.name)),
        (Value::Plain(text) | Value::Quoted(text), _) => short(key, text, profile),
        (Value::List(all), Some(table)) => {
            let all = all.iter().map(|one| group(table, one, profile));
            format!("{} {}", label(key.name), all.collect::<Vec<_>>().join("; "))
        }
        (Value::List(all), None) => {
            let names = Names::of(key.form);
            let all: Vec<String> = all.iter().map(|one| plain(one, names, profile)).collect();
            match key.form {
                Form::Ids | Form::PersonIds => format!("{} {}", label(key.name), all.join(", ")),
                _ => all.join(", "),
            }
        }
        (Value::Map(_), Some(table)) => group(table, node, profile),
        (Value::Map(_), None) => anything(node),
    }
}

/// A single value with what it is, where it does not say so itself: `45 minutes`, `due 2026-09-21`, `video`.
fn short(key: &Key, text: &str, profile: Option<&Profile>) -> String {
    let label = label(key.name);
    let labeled = || format!("{label} {text}");
    match key.form {
        Form::Integer(bounds) => match label.strip_suffix(bounds.unit) {
            Some(before) => format!("{before}{text} {}", bounds.unit),
            None => labeled(),
        },
        Form::Term(_) | Form::Terms(_) => Names::of(key.form).name(text, profile),
        Form::OneOf(_) | Form::Id | Form::Title => text.to_owned(),
        Form::Date
        | Form::Time
        | Form::Number
        | Form::PersonId
        | Form::Ids
        | Form::PersonIds
        | Form::Pair
        | Form::Profile
        | Form::Profiles
        | Form::School
        | Form::FileName
        | Form::Prose
        | Form::Statement
        | Form::Group(_)
        | Form::Groups(_)
        | Form::SomeGroups(_)
        | Form::Ratings
        | Form::Comments
        | Form::Levels
        | Form::Boolean
        | Form::Version(_)
        | Form::OfSettings(_)
        | Form::OfProfile(_) => labeled(),
    }
}

fn plain(node: &Node, names: Names, profile: Option<&Profile>) -> String {
    node.text().map_or_else(|| anything(node), |text| names.name(text, profile))
}

/// Whatever is there, where no table says what it should be, in one line.
pub(super) fn anything(node: &Node) -> String {
    match &node.value {
        Value::Null | Value::Refused => "–".to_owned(),
        Value::Plain(text) | Value::Quoted(text) => {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        Value::List(all) => all.iter().map(anything).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => {
            let entry = |entry: &Entry| format!("{} {}", entry.key, anything(&entry.value));
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A key as a word: `next steps`.
pub(super) fn label(key: &str) -> String {
    key.replace('_', " ")
}
