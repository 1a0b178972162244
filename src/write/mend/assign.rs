//! `key=value`, as someone says it of a record that is there: into the text of its file. Whether the value
//! makes sense is for the checks to say.

use chrono::NaiveDate;

use crate::diagnostic::Problems;
use crate::domain::calendar::{Toward, spoken_day};
use crate::domain::key::{Form, Key, Table};
use crate::domain::record::Kind;
use crate::syntax::tree::{Node, Value, read};
use crate::syntax::yaml::{self, Part, Refused};
use crate::text::nearest;
use crate::text::source::Source;
use crate::text::wording::{any_of, article, quote};

/// What is to become of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// The key, with those above it before a dot: `agreement.minutes`, `next_steps.s1.due`.
    pub key: String,
    /// Its value as a person says it; `None` where the key is to go.
    pub value: Option<String>,
}

/// Why a key was not given its value.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AmendError {
    /// There is no such key, in words with what there is.
    #[error("{0}")]
    Unknown(String),
    /// The edit cannot be made safely.
    #[error(transparent)]
    Refused(#[from] Box<Refused>),
}

/// The text of a record of kind `kind` after `assignments`, one after the other. Days may be words, seen
/// from `today`; several values of a list stand between commas.
///
/// # Errors
/// A kind has no such key, a list no such element, or the edit cannot be made safely.
pub(crate) fn amend(
    text: &str,
    kind: Kind,
    assignments: &[Assignment],
    today: NaiveDate,
) -> Result<String, AmendError> {
    let mut text = text.to_owned();
    for assignment in assignments {
        text = amend_one(&text, kind, assignment, today)?;
    }
    Ok(text)
}

fn amend_one(
    text: &str,
    kind: Kind,
    assignment: &Assignment,
    today: NaiveDate,
) -> Result<String, AmendError> {
    let source = Source::new("", text.to_owned());
    let Ok(root) = yaml::parse(&source, &mut Problems::default()) else {
        // Why it cannot be read is said there.
        return Ok(yaml::set(text, &[], &assignment.key, "x")?);
    };
    let target = Target::find(&root, kind, &assignment.key).map_err(AmendError::Unknown)?;
    let value = assignment.value.as_deref().filter(|value| !value.trim().is_empty());
    let Some(value) = value else { return Ok(target.unset(text, &root)?) };
    let written = target.written(value, today).map_err(AmendError::Unknown)?;
    Ok(target.set(text, &root, written)?)
}

/// A key of a record, and the way to it.
struct Target<'k> {
    place: Vec<Part<'k>>,
    key: &'k str,
    /// What is under it; `None` below an item or a function, where one word stands.
    form: Option<Form>,
}

impl<'k> Target<'k> {
    /// The key `path` of a record of kind `kind`, whose text is read as `root`.
    fn find(root: &Node, kind: Kind, path: &'k str) -> Result<Self, String> {
        let mut place = Vec::new();
        let mut table = kind.table();
        let mut words = path.split(['.', '#']).peekable();
        if path == "kind" {
            return Ok(Self { place, key: "kind", form: None });
        }
        loop {
            let word = words.next().unwrap_or_default();
            let Some(key) = table.key(word) else { return Err(unknown(word, kind, table)) };
            if words.peek().is_none() {
                return Ok(Self { place, key: key.name, form: Some(key.form) });
            }
            place.push(Part::Key(key.name));
            match key.form {
                Form::Ratings | Form::Comments | Form::Levels => {
                    let key = words.next().unwrap_or_default();
                    return match words.next() {
                        None => Ok(Self { place, key, form: None }),
                        Some(_) => Err(format!("there are no keys below {}", quote(key))),
                    };
                }
                Form::Group(below) => table = below,
                Form::Groups(below) | Form::SomeGroups(below) => {
                    let word = words.next().unwrap_or_default();
                    place.push(Part::Element(element(root, &place, word, below)?));
                    if words.peek().is_none() {
                        return Err(format!(
                            "name a key of that {}: {path}.{}",
                            below.what,
                            below.keys.first().map_or("", |key| key.name)
                        ));
                    }
                    table = below;
                }
                _ => return Err(format!("there are no keys below {}", quote(key.name))),
            }
        }
    }

    /// `value` as it is written under the key.
    fn written(&self, value: &str, today: NaiveDate) -> Result<String, String> {
        let one = |value: &str| {
            let value = value.trim();
            if read::is_number(value) || read::is_boolean(value) {
                value.to_owned()
            } else {
                yaml::inline(value)
            }
        };
        match self.form {
            Some(Form::Date) => {
                let toward = if self.key == "due" { Toward::Ahead } else { Toward::Back };
                let day = spoken_day(value, today, toward);
                Ok(day.map_or_else(|| one(value), |day| day.to_string()))
            }
            Some(Form::Ids | Form::Profiles | Form::Terms(_)) => {
                let list = value.trim().trim_start_matches('[').trim_end_matches(']');
                let words = list.split(',').map(str::trim).filter(|word| !word.is_empty());
                Ok(format!("[{}]", words.map(yaml::inline).collect::<Vec<_>>().join(", ")))
            }
            // Text is text, even where it looks like a number.
            Some(Form::Prose | Form::Statement | Form::Title) => Ok(yaml::inline(value)),
            Some(Form::Ratings | Form::Comments | Form::Levels) => {
                Err(format!("say which: {}.ITEM=…", self.key))
            }
            Some(form) => match form.table().and_then(|table| table.keys.first()) {
                Some(below) => {
                    Err(format!("name a key below it, such as {}.{}", self.key, below.name))
                }
                None => Ok(one(value)),
            },
            None => Ok(one(value)),
        }
    }

    /// `text` with the key set; groups on the way to it that are not there are made.
    fn set(&self, text: &str, root: &Node, written: String) -> Result<String, Box<Refused>> {
        let there = there(root, &self.place);
        let (mut key, mut written) = (self.key, written);
        for part in self.place[there..].iter().rev() {
            if let Part::Key(above) = part {
                written = format!("{{{key}: {written}}}");
                key = above;
            }
        }
        yaml::set(text, &self.place[..there], key, &written)
    }

    /// `text` without the key, and without the group that would have nothing in it then.
    fn unset(&self, text: &str, root: &Node) -> Result<String, Box<Refused>> {
        let (mut place, mut key) = (&self.place[..], self.key);
        if there(root, place) < place.len() {
            return Ok(text.to_owned());
        }
        while let Some((Part::Key(above), before)) = place.split_last() {
            let group = node(root, place);
            let is_alone = group.is_some_and(|group| {
                matches!(&group.value, Value::Map(entries)
                    if entries.len() == 1 && entries[0].key == key)
            });
            if !is_alone {
                break;
            }
            (place, key) = (before, above);
        }
        yaml::unset(text, place, key)
    }
}

/// How far along `place` there are groups and lists.
fn there(root: &Node, place: &[Part]) -> usize {
    let is_there = |depth: &usize| {
        node(root, &place[..*depth])
            .is_some_and(|node| matches!(node.value, Value::Map(_) | Value::List(_)))
    };
    (1..=place.len()).take_while(is_there).count()
}

fn node<'n, 's>(root: &'n Node<'s>, place: &[Part]) -> Option<&'n Node<'s>> {
    place.iter().try_fold(root, |node, part| match (part, &node.value) {
        (Part::Key(key), _) => node.get(key),
        (Part::Element(index), Value::List(nodes)) => nodes.get(*index),
        (Part::Element(_), _) => None,
    })
}

/// The number, from 0, of the element that `word` names in the list at `place`: its id, or its number
/// from 1.
fn element(root: &Node, place: &[Part], word: &str, table: &Table) -> Result<usize, String> {
    let empty = Vec::new();
    let nodes = match node(root, place).map(|node| &node.value) {
        Some(Value::List(nodes)) => nodes,
        _ => &empty,
    };
    let id = |node: &Node| node.get("id").and_then(Node::text).map(str::to_owned);
    let by_id = nodes.iter().position(|node| id(node).as_deref() == Some(word));
    let by_number = || word.parse::<usize>().ok()?.checked_sub(1).filter(|&at| at < nodes.len());
    by_id.or_else(by_number).ok_or_else(|| {
        let known = nodes.iter().enumerate();
        let known = known.map(|(at, node)| id(node).unwrap_or_else(|| (at + 1).to_string()));
        let known: Vec<String> = known.collect();
        match known.len() {
            0 => format!("the record has no {}", table.what),
            _ => {
                let known = any_of(known.iter().map(String::as_str));
                format!("the record has no {} {}; there is {known}", table.what, quote(word))
            }
        }
    })
}

fn unknown(word: &str, kind: Kind, table: &Table) -> String {
    let names: Vec<&str> = table.keys.iter().map(|key: &Key| key.name).collect();
    let what = if std::ptr::eq(table, kind.table()) { kind.noun() } else { table.what };
    let a = article(what);
    match nearest(word, names.iter().copied()) {
        Some(near) => format!("{a} {what} has no key {}; did you mean `{near}`?", quote(word)),
        None => format!("{a} {what} has no key {}; it has {}", quote(word), any_of(names)),
    }
}
