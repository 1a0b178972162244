//! A short name for what a tree says, the same on every machine and in every version, so that it can be kept in a
//! file. A tree comes in, a number goes out.

use sha2::{Digest, Sha256};

use super::{Entry, Node, Value};

/// Between the parts of what is digested. No control character stands in a record's text.
const ELEMENT: u8 = 1;
const END_OF_LIST: u8 = 2;
const MAP: u8 = 3;
const VALUE: u8 = 4;
const END_OF_VALUE: u8 = 5;
const END_OF_MAP: u8 = 6;

/// Something that is digested: what was read, or is to be written.
pub(crate) trait Digested: Sized {
    fn shape(&self) -> Shape<'_, Self>;
}

/// What it is.
pub(crate) enum Shape<'d, T> {
    Nothing,
    Text(&'d str),
    List(&'d [T]),
    Map(Vec<(&'d str, &'d T)>),
}

/// The first four bytes of the SHA-256 of what a map of `entries` says. Layout, quotes, comments, the order of keys, and
/// keys without a value mean nothing.
pub(crate) fn digest<'t, T: Digested + 't>(entries: Vec<(&'t str, &'t T)>) -> u32 {
    let mut said = Vec::new();
    map(entries, &mut said);
    let digest = Sha256::digest(&said);
    digest.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn value<T: Digested>(node: &T, said: &mut Vec<u8>) {
    match node.shape() {
        Shape::Nothing => {}
        Shape::Text(text) => said.extend(text.trim_end().as_bytes()),
        Shape::List(nodes) => {
            let begin = said.len();
            for node in nodes {
                let before = said.len();
                said.push(ELEMENT);
                value(node, said);
                if said.len() == before + 1 {
                    said.truncate(before);
                }
            }
            if said.len() > begin {
                said.push(END_OF_LIST);
            }
        }
        Shape::Map(entries) => map(entries, said),
    }
}

fn map<T: Digested>(mut entries: Vec<(&str, &T)>, said: &mut Vec<u8>) {
    let begin = said.len();
    entries.sort_unstable_by(|one, other| one.0.cmp(other.0));
    said.push(MAP);
    for (key, node) in entries {
        let before = said.len();
        said.extend(key.as_bytes());
        said.push(VALUE);
        let empty = said.len();
        value(node, said);
        if said.len() == empty {
            said.truncate(before);
        } else {
            said.push(END_OF_VALUE);
        }
    }
    if said.len() == begin + 1 {
        said.truncate(begin);
    } else {
        said.push(END_OF_MAP);
    }
}

impl Digested for Node<'_> {
    fn shape(&self) -> Shape<'_, Self> {
        match &self.value {
            Value::Null | Value::Refused => Shape::Nothing,
            Value::Plain(text) | Value::Quoted(text) => Shape::Text(text),
            Value::List(nodes) => Shape::List(nodes),
            Value::Map(entries) => Shape::Map(pairs(entries.iter())),
        }
    }
}

impl Node<'_> {
    /// The [digest] of what it says beside the value of `key`.
    pub(crate) fn digest_without(&self, key: &str) -> u32 {
        match &self.value {
            Value::Map(entries) => digest(pairs(entries.iter().filter(|entry| entry.key != key))),
            _ => digest(vec![("", self)]),
        }
    }
}

fn pairs<'t, 's: 't>(entries: impl Iterator<Item = &'t Entry<'s>>) -> Vec<(&'t str, &'t Node<'s>)> {
    entries.map(|entry| (&*entry.key, &entry.value)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;

    use super::digest as digest_of;
    use crate::diagnostic::Problems;
    use crate::syntax::yaml::{self, Written, emit};
    use crate::text::source::Source;

    fn digest(text: &str) -> u32 {
        let source = Source::new("", text.to_owned());
        yaml::parse(&source, &mut Problems::default()).unwrap().digest_without("source")
    }

    #[test]
    fn layout_means_nothing_and_every_word_something() {
        let text = "kind: session\nminutes: 45\nitems: [a, b]\nnotes: |\n  well\n";
        // Of the bytes 3 "items" 4 1 "a" 1 "b" 2 5 "kind" 4 "session" 5 "minutes" 4 "45" 5 "notes" 4 "well" 5 6,
        // as `sha256sum` tells it.
        assert_eq!(format!("{:08x}", digest(text)), "9e7bc565");
        for same in [
            "minutes: \"45\" # about\nitems:\n  - a\n  - b\nnotes: well\nkind: session\nends:\n",
            "kind: session\nminutes: 45\nitems: [a, b]\nnotes: well\nsource: {name: x, key: y}\n",
        ] {
            assert_eq!(digest(same), digest(text), "{same}");
        }
        for other in [
            text.replace("45", "46"),
            text.replace("a, b", "b, a"),
            text.replace("[a, b]", "[ab]"),
            text.replace("well", "wel l"),
            text.replace("minutes", "minute"),
            text.replace("kind: session\n", ""),
        ] {
            assert_ne!(digest(&other), digest(text), "{other}");
        }
    }

    fn written() -> impl Strategy<Value = Written> {
        let text = "[ -~\u{e9}\n]{0,12}".prop_map(Written::Text);
        let number = (0..900_u32).prop_map(|number| Written::Plain(number.to_string()));
        prop_oneof![text, number].prop_recursive(3, 12, 3, |inner| {
            let list = proptest::collection::vec(inner.clone(), 0..3).prop_map(Written::List);
            let map = proptest::collection::btree_map("[a-z_]{1,5}", inner, 0..3);
            prop_oneof![list, map.prop_map(|map| Written::Map(map.into_iter().collect()))]
        })
    }

    proptest! {
        #[test]
        fn what_is_to_be_written_and_what_is_read_again_have_one_name(value in written()) {
            let entries = [("kind".to_owned(), Written::Text("session".to_owned())), ("a".to_owned(), value)];
            let said = digest_of(entries.iter().map(|(key, value)| (key.as_str(), value)).collect());
            prop_assert_eq!(said, digest(&emit(&entries)), "{}", emit(&entries));
        }
    }
}
