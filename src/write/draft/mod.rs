//! A record in the making: keys and values that flags, questions or a document gave, in the order of
//! the file; text for a file goes out. Nothing is typed or judged here: every way of writing leads to
//! a text, and that is read like any other.

mod address;
mod documents;
mod edited;
mod filling;
mod order;
mod template;

use crate::diagnostic::Problems;
use crate::domain::record::{Kind, Origin, SOURCE};
use crate::syntax::tree::digest::digest;
use crate::syntax::yaml::{self, Written, emit, emit_in_few_lines};
use crate::text::source::Source;

pub use address::Address;
pub(crate) use address::{said_of, take_address};
pub(crate) use documents::add_kind;
pub use documents::{Document, documents};
pub(crate) use edited::{Edited, mark_problems};
pub(crate) use filling::{Filling, Stop};
pub(crate) use template::{WIDTH as GUIDANCE_WIDTH, template};

/// A record that is being written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    entries: Vec<(String, Written)>,
}

impl Draft {
    /// A record of which nothing is known yet.
    pub fn new(kind: Kind) -> Self {
        Self { kind, entries: Vec::new() }
    }

    /// The record with these keys, as they came.
    pub fn of(kind: Kind, entries: Vec<(String, Written)>) -> Self {
        let entries = entries.into_iter().filter(|(key, _)| key != "kind").collect();
        Self { kind, entries }
    }

    /// The record of `kind` in `text`; `None` where it cannot be read as keys and values.
    pub(crate) fn of_text(kind: Kind, text: &str) -> Option<Self> {
        let source = Source::new("", text.to_owned());
        let root = yaml::parse(&source, &mut Problems::default()).ok()?;
        Self::of_node(&root, Some(kind)).filter(|draft| draft.kind == kind)
    }

    /// Takes over from the record in `source` what this one does not say: keys that it lacks, and
    /// within `ratings`, `levels` and `comments` what it has no entry for. Its day stays open.
    pub(crate) fn take_over(&mut self, source: &Source) {
        let Some(old) = Self::of_text(self.kind, &source.text) else { return };
        for (key, value) in old.entries {
            if ["date", "replaces"].contains(&key.as_str()) {
                continue;
            }
            match (self.get(&key).cloned(), value) {
                (Some(Written::Map(mut own)), Written::Map(before)) if key != "rater" => {
                    let is_new =
                        |(name, _): &(String, Written)| own.iter().all(|(known, _)| known != name);
                    let before: Vec<_> = before.into_iter().filter(is_new).collect();
                    own.extend(before);
                    self.set(&key, Written::Map(own));
                }
                (Some(own), _) if !own.is_empty() => {}
                (_, value) => self.set(&key, value),
            }
        }
    }

    /// Whether it has no key yet.
    pub fn is_empty(&self) -> bool {
        self.entries.iter().all(|(_, value)| value.is_empty())
    }

    /// Its keys after `kind:`, with their values.
    pub(crate) fn entries(&self) -> &[(String, Written)] {
        &self.entries
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Written> {
        self.entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The text under `key`, if there is any.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Written::Plain(text) | Written::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether something is under `key`.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| !value.is_empty())
    }

    /// Says that it was imported from `origin`.
    pub(crate) fn come_from(&mut self, origin: &Origin) {
        let parts = [("name", Some(text(&origin.name))), ("key", Some(text(&origin.key)))];
        self.set(SOURCE, group(parts));
    }

    /// Puts `value` under `key`, in the place of what stood there.
    pub fn set(&mut self, key: &str, value: Written) {
        self.entries.retain(|(known, _)| known != key);
        let keys = self.kind.table().keys;
        let order = |name: &str| keys.iter().position(|key| key.name == name);
        let place = order(key);
        let at = self.entries.iter().position(|(known, _)| order(known) > place);
        self.entries.insert(at.unwrap_or(self.entries.len()), (key.to_owned(), value));
    }

    /// Puts text under `key`, if there is any.
    pub(crate) fn set_text(&mut self, key: &str, text: Option<impl ToString>) {
        if let Some(text) = text {
            self.set(key, Written::Text(text.to_string()));
        }
    }

    /// Puts a number under `key`, if there is one.
    pub(crate) fn set_number(&mut self, key: &str, number: Option<u32>) {
        if let Some(number) = number {
            self.set(key, Written::Plain(number.to_string()));
        }
    }

    /// Puts a list of words under `key`, if there are any.
    pub(crate) fn set_words(&mut self, key: &str, words: &[String]) {
        if !words.is_empty() {
            let words = words.iter().map(|word| Written::Text(word.clone())).collect();
            self.set(key, Written::List(words));
        }
    }

    /// The text of its file, without a comment.
    pub fn text(&self) -> String {
        emit(&self.with_kind())
    }

    /// The same in few lines and bytes, one line for each key.
    pub(crate) fn text_in_few_lines(&self) -> String {
        emit_in_few_lines(&self.with_kind())
    }

    /// The [digest] of what its file says beside the value of `key`.
    pub(crate) fn digest_without(&self, key: &str) -> u32 {
        let kind = text(self.kind.name());
        let entries = self.entries.iter().filter(|(name, _)| name != key);
        let entries = entries.map(|(name, value)| (name.as_str(), value));
        digest(std::iter::once(("kind", &kind)).chain(entries).collect())
    }

    /// Its keys with their values, its kind first.
    fn with_kind(&self) -> Vec<(String, Written)> {
        let kind = ("kind".to_owned(), Written::Text(self.kind.name().to_owned()));
        std::iter::once(kind).chain(self.entries.iter().cloned()).collect()
    }
}

/// A group of keys, without those for which there is no value.
pub fn group(entries: impl IntoIterator<Item = (&'static str, Option<Written>)>) -> Written {
    let known = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Written::Map(known.collect())
}

/// Text as a value.
pub fn text(text: impl ToString) -> Written {
    Written::Text(text.to_string())
}

/// A number as a value.
pub fn number(number: impl ToString) -> Written {
    Written::Plain(number.to_string())
}
