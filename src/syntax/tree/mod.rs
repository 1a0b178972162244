//! A tree of values with the place of every key and value: what YAML and TOML texts are read into,
//! and what every typed reader (records, profiles, coach.toml) starts from.
//!
//! The tree keeps scalars as written. What a scalar *is* (a date, a number, text) is decided by the
//! reader that expects something of it, in [`read`].

pub(crate) mod digest;
pub mod fields;
pub mod read;
pub mod rules;

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::diagnostic::Problems;
use crate::text::source::Span;

pub use fields::Fields;

/// One value and where it is.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// The whole value: without brackets, from the first key or element to the end of the last one,
    /// and of a block of text, from its first word.
    pub span: Span,
    /// What is there.
    pub value: Value<'s>,
}

/// What can be in a file.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// Nothing, `null` or `~`.
    Null,
    /// An unquoted word: a number, a date, a boolean or text, by its looks.
    Plain(Cow<'s, str>),
    /// Quoted or block text: always text, though a quoted date is still a date.
    Quoted(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// Keys with values, in the order of the file; of a key that appears twice, the first.
    Map(Vec<Entry<'s>>),
    /// Something that was refused where it is and already reported (an alias, a key that is not
    /// a word). Readers take it for absent without a further word.
    Refused,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// The key's text.
    pub key: Cow<'s, str>,
    /// Where the key is.
    pub key_span: Span,
    /// Its value.
    pub value: Node<'s>,
    /// Where the key appears again further down, each time with a value that was dropped.
    pub repeats: Vec<Span>,
}

impl<'s> Entry<'s> {
    /// Whether the key appears more than once: which of its values is meant nobody knows.
    pub(crate) fn is_repeated(&self) -> bool {
        !self.repeats.is_empty()
    }

    /// Marks the key as prose, wherever it is.
    pub(crate) fn hide_key(&self, problems: &mut Problems) {
        let places = std::iter::once(self.key_span).chain(self.repeats.iter().copied());
        places.for_each(|span| problems.hide(span));
    }

    /// The key as a node of its own, to be read as a value.
    pub(crate) fn key_node(&self) -> Node<'s> {
        Node { span: self.key_span, value: Value::Quoted(self.key.clone()) }
    }
}

impl<'s> Node<'s> {
    /// The text of a scalar as written, quoted or not.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Plain(text) | Value::Quoted(text) => Some(text),
            _ => None,
        }
    }

    /// What the value looks like, in words for a message.
    pub fn describe(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Plain(text) if read::is_boolean(text) => "a boolean (true or false)",
            Value::Plain(text) if read::is_number(text) => "a number",
            Value::Plain(_) => "text",
            Value::Quoted(text) if read::is_number(text) => "a number in quotes, which is text",
            Value::Quoted(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
            Value::Refused => "something that was refused",
        }
    }

    /// Whether this is a list or map that is written in brackets or braces.
    fn is_in_brackets(&self) -> bool {
        let first = match &self.value {
            Value::Map(entries) => entries.first().map(|first| first.key_span),
            Value::List(nodes) => nodes.first().map(|first| first.span),
            _ => None,
        };
        first.is_some_and(|first| self.span.start < first.start)
    }

    /// A number that is the same for values that say the same, whatever their layout, quotes and
    /// comments and the order of their keys.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.add_to(&mut hasher);
        mixed(hasher.finish())
    }

    /// The same of what it says beside the value of `key`.
    pub(crate) fn fingerprint_without(&self, key: &str) -> u64 {
        let Value::Map(entries) = &self.value else { return self.fingerprint() };
        let mut hasher = FxHasher::default();
        add_map(entries.iter().filter(|entry| entry.key != key), &mut hasher);
        mixed(hasher.finish())
    }

    /// Adds what it says to `hasher`: never the beginning of what something else says.
    fn add_to(&self, hasher: &mut FxHasher) {
        match &self.value {
            Value::Null | Value::Refused => 0_u8.hash(hasher),
            Value::Plain(text) | Value::Quoted(text) => (1_u8, text).hash(hasher),
            Value::List(nodes) => {
                (2_u8, nodes.len()).hash(hasher);
                nodes.iter().for_each(|node| node.add_to(hasher));
            }
            Value::Map(entries) => add_map(entries.iter(), hasher),
        }
    }

    /// The scalar that ends it: its last element's or value's.
    fn last_scalar(&self) -> &Node<'s> {
        let mut node = self;
        loop {
            let last = match &node.value {
                Value::Map(entries) => entries.last().map(|entry| &entry.value),
                Value::List(nodes) => nodes.last(),
                _ => None,
            };
            match last {
                Some(last) => node = last,
                None => return node,
            }
        }
    }

    /// The value of `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node<'s>> {
        match &self.value {
            Value::Map(entries) => {
                entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
            }
            _ => None,
        }
    }
}

/// Adds what a map of `entries` says to `hasher`.
fn add_map<'t, 's: 't>(entries: impl Iterator<Item = &'t Entry<'s>>, hasher: &mut FxHasher) {
    // A sum, because the order of keys means nothing.
    let sum = entries.map(|entry| {
        let mut hasher = FxHasher::default();
        entry.key.hash(&mut hasher);
        entry.value.add_to(&mut hasher);
        mixed(hasher.finish())
    });
    (3_u8, sum.fold(0, u64::wrapping_add)).hash(hasher);
}

/// `hash` with every bit spread over all others (the last steps of MurmurHash3). The hash itself is
/// linear: two values that change places between two keys would leave the sum of the two as it is.
fn mixed(mut hash: u64) -> u64 {
    for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}

/// Whether `text` is one word, as keys and ids are.
fn is_word(text: &str) -> bool {
    text.len() <= 40 && !text.contains(char::is_whitespace)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use crate::diagnostic::Problems;
    use crate::syntax::yaml;
    use crate::text::source::Source;

    fn fingerprint(text: &str) -> u64 {
        let source = Source::new("", text.to_owned());
        yaml::parse(&source, &mut Problems::default()).unwrap().fingerprint_without("source")
    }

    #[test]
    fn a_fingerprint_is_of_what_is_said_and_of_nothing_else() {
        let text =
            "kind: session\nitems: [a, b]\nsteps:\n- {id: s1, what: x}\n- {id: s2, what: y}\n";
        for same in [
            "items: [\"a\", 'b'] # two\nkind: session\nsteps: [{what: x, id: s1}, {id: s2, what: y}]\n",
            &format!("source: {{name: z}}\n{text}"),
        ] {
            assert_eq!(fingerprint(same), fingerprint(text), "{same}");
        }
        for (part, other) in [
            ("a, b", "b, a"),
            ("a, b", "a b"),
            ("a, b", "[a, b]"),
            ("a, b", "a, [b]"),
            ("a, b", "a, b, null"),
            ("what: x", "what: y"),
            ("id: s1, what: x", "id: x, what: s1"),
            ("x}\n- {id: s2, what: y", "y}\n- {id: s2, what: x"),
            ("x}\n- {id: s2", "x, more: s2"),
            ("items", "kinds"),
        ] {
            assert_ne!(fingerprint(&text.replace(part, other)), fingerprint(text), "{other}");
        }
    }
}
