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

impl Node<'_> {
    /// The first four bytes of the SHA-256 of what it says beside the value of `key`. Layout, quotes, comments, the
    /// order of keys, and keys without a value mean nothing.
    pub(crate) fn digest_without(&self, key: &str) -> u32 {
        let mut said = Vec::new();
        match &self.value {
            Value::Map(entries) => map(entries.iter().filter(|entry| entry.key != key), &mut said),
            _ => value(self, &mut said),
        }
        let digest = Sha256::digest(&said);
        digest.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
    }
}

fn value(node: &Node, said: &mut Vec<u8>) {
    match &node.value {
        Value::Null | Value::Refused => {}
        Value::Plain(text) | Value::Quoted(text) => said.extend(text.trim_end().as_bytes()),
        Value::List(nodes) => {
            for node in nodes {
                said.push(ELEMENT);
                value(node, said);
            }
            said.push(END_OF_LIST);
        }
        Value::Map(entries) => map(entries.iter(), said),
    }
}

fn map<'t, 's: 't>(entries: impl Iterator<Item = &'t Entry<'s>>, said: &mut Vec<u8>) {
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_unstable_by(|one, other| one.key.cmp(&other.key));
    said.push(MAP);
    for entry in entries {
        let before = said.len();
        said.extend(entry.key.as_bytes());
        said.push(VALUE);
        let begin = said.len();
        value(&entry.value, said);
        if said.len() == begin {
            said.truncate(before);
        } else {
            said.push(END_OF_VALUE);
        }
    }
    said.push(END_OF_MAP);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use crate::diagnostic::Problems;
    use crate::syntax::yaml;
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
}
