//! Reading a map key by key: required and optional keys in, and at the end every key nobody asked
//! for is reported with the nearest one that is allowed.

use super::{Entry, Node, Value, rules};
use crate::diagnostic::wording::{all_of, article, quote};
use crate::diagnostic::{Finding, Problems, nearest};
use crate::source::{At, Span};

/// The keys of one map while they are read.
#[derive(Debug)]
pub struct Fields<'t, 's> {
    what: &'static str,
    entries: &'t [Entry<'s>],
    anchor: Span,
    asked: Vec<&'static str>,
}

impl<'t, 's> Fields<'t, 's> {
    /// Starts to read `node` as the keys of a `what` ("session", "agreement"). Anything but a map is
    /// reported.
    pub fn of(node: &'t Node<'s>, what: &'static str, problems: &mut Problems) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => {
                let anchor = entries.first().map_or(node.span, |entry| entry.key_span);
                Some(Self { what, entries, anchor, asked: Vec::with_capacity(16) })
            }
            Value::Refused => None,
            _ => {
                problems.hide(node.span);
                let found = node.describe();
                let message = format!("{} {what} is written as keys with values", article(what));
                problems.push(
                    Finding::new(&rules::WRONG_TYPE, node.span, message)
                        .label(format!("this is {found}")),
                );
                None
            }
        }
    }

    /// Where the map begins: its first key.
    pub fn anchor(&self) -> Span {
        self.anchor
    }

    /// The entry of `key`, if it is there at all.
    pub fn entry(&mut self, key: &'static str) -> Option<&'t Entry<'s>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// What `read` makes of the value of `key`; an absent key or one without a value is `None`.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        let entry = self.entry(key)?;
        match entry.value.value {
            Value::Null => None,
            _ => read(&entry.value, problems),
        }
    }

    /// Like [`Self::optional`], and an absent key or one without a value is reported.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        match self.entry(key) {
            Some(entry) if !matches!(entry.value.value, Value::Null) => {
                read(&entry.value, problems)
            }
            Some(entry) => {
                let message = format!("`{key}` has no value");
                problems.push(
                    Finding::new(&rules::MISSING_KEY, entry.key_span, message).label(format!(
                        "{} {} needs it",
                        article(self.what),
                        self.what
                    )),
                );
                None
            }
            None => {
                self.missing(key, problems);
                None
            }
        }
    }

    /// Like [`Self::optional`], with the value's place.
    pub fn optional_at<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<At<T>> {
        self.optional(key, problems, |node, problems| {
            read(node, problems).map(|value| At { value, span: node.span })
        })
    }

    /// Like [`Self::required`], with the value's place.
    pub fn required_at<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        read: impl FnOnce(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Option<At<T>> {
        self.required(key, problems, |node, problems| {
            read(node, problems).map(|value| At { value, span: node.span })
        })
    }

    /// Each element of the list under `key` that `read` understands; no list is an empty one.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        problems: &mut Problems,
        mut read: impl FnMut(&'t Node<'s>, &mut Problems) -> Option<T>,
    ) -> Vec<T> {
        self.optional(key, problems, |node, problems| {
            let elements = super::read::list(node, problems)?;
            Some(elements.iter().filter_map(|element| read(element, problems)).collect())
        })
        .unwrap_or_default()
    }

    /// Reports `key` as missing.
    pub fn missing(&self, key: &str, problems: &mut Problems) {
        let what = self.what;
        let message = format!("{} {what} needs the key `{key}`", article(what));
        problems.push(
            Finding::new(&rules::MISSING_KEY, self.anchor, message)
                .label(format!("no `{key}` in this {what}")),
        );
    }

    /// Reports every key that was not asked for. Its value is not quoted: it may be prose under a
    /// mistyped key.
    pub fn finish(self, problems: &mut Problems) {
        for entry in self.entries {
            if self.asked.iter().any(|&asked| asked == entry.key) {
                continue;
            }
            problems.hide(entry.value.span);
            let free = self
                .asked
                .iter()
                .filter(|&&asked| !self.entries.iter().any(|entry| entry.key == asked));
            let label = match nearest(&entry.key, free.copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "not a key of this file's format".to_owned(),
            };
            let what = self.what;
            let message = format!("{} is not a key of {} {what}", quote(&entry.key), article(what));
            let keys = all_of(self.asked.iter().copied());
            problems.push(
                Finding::new(&rules::UNKNOWN_KEY, entry.key_span, message)
                    .label(label)
                    .help(format!("keys of {} {what}: {keys}", article(what))),
            );
        }
    }
}
