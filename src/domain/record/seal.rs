//! `seal`, which an import writes below `source`: what the source said when the record was written. Text comes in and
//! goes out; what differs since is told elsewhere.

use std::fmt;

use crate::syntax::tree::digest::digest;
use crate::syntax::yaml::Written;

/// What an imported record said when it was written, by its digests: `x9f3a12cd-77ab01ef-kq7cmz2a`. The letter keeps it
/// from looking like a number. Seals of earlier versions have the first part, or the first two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seal {
    /// What the source said.
    pub said: u32,
    /// What was written of it.
    pub made: u32,
    /// What it said of each key; `None` where that was not kept.
    pub told: Option<Told>,
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "x{:08x}", self.said)?;
        match &self.told {
            None if self.made == self.said => Ok(()),
            None => write!(f, "-{:08x}", self.made),
            Some(told) => write!(f, "-{:08x}-{told}", self.made),
        }
    }
}

impl Seal {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let number = |hex: &str| {
            let is_hex = hex.len() == 8 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
            u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)
        };
        let text = text.strip_prefix('x')?;
        let (said, rest) = text.split_once('-').unwrap_or((text, text));
        let (made, told) = match rest.split_once('-') {
            Some((made, told)) => (made, Some(Told::parse(told)?)),
            None => (rest, None),
        };
        Some(Self { said: number(said)?, made: number(made)?, told })
    }
}

/// Bits of a short name: of 1,048,576 changes of a value, about one goes unseen.
const BITS: u32 = 20;
/// Characters of it, each of five bits.
const LENGTH: usize = 4;
const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// What was said of each key, by short names of the key and of its value. Keys within groups have a dot between, and
/// those within the groups of a list its place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told(Vec<(u32, u32)>);

impl Told {
    /// What `entries` say.
    pub(crate) fn of<'w>(entries: impl Iterator<Item = &'w (String, Written)>) -> Self {
        let mut told = Self::default();
        entries.for_each(|(key, value)| told.add(key, value));
        told
    }

    /// Adds that `value` was said of the key at `path`.
    pub(crate) fn add(&mut self, path: &str, value: &Written) {
        match value {
            value if value.is_empty() => {}
            Written::Map(entries) => {
                entries.iter().for_each(|(key, value)| self.add(&within(path, key), value));
            }
            value => {
                self.0.push((named(path), short(value)));
                let Written::List(elements) = value else { return };
                for (at, element) in elements.iter().enumerate() {
                    if let Written::Map(_) = element {
                        self.add(&within(path, &at.to_string()), element);
                    }
                }
            }
        }
    }

    /// Whether anything was said of the key at `path`.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = named(path);
        self.0.iter().any(|(known, _)| *known == path)
    }

    /// Whether `value` was said of the key at `path`; of a group, whether all that is in it was.
    pub(crate) fn says(&self, path: &str, value: &Written) -> bool {
        match value {
            Written::Map(entries) => entries
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .all(|(key, value)| self.says(&within(path, key), value)),
            value => self.0.contains(&(named(path), short(value))),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0, |number, digit| {
                let digit = DIGITS.iter().position(|known| known == digit)?;
                Some(number << 5 | u32::try_from(digit).ok()?)
            })
        };
        let pairs = text.as_bytes().chunks_exact(2 * LENGTH);
        if !pairs.remainder().is_empty() {
            return None;
        }
        let pairs = pairs.map(|pair| Some((number(&pair[..LENGTH])?, number(&pair[LENGTH..])?)));
        pairs.collect::<Option<Vec<_>>>().map(Self)
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let numbers = self.0.iter().flat_map(|(path, value)| [path, value]);
        let digits = numbers.flat_map(|number| {
            (0..LENGTH).rev().map(move |nth| DIGITS[(number >> (5 * nth)) as usize & 31])
        });
        digits.map(char::from).try_for_each(|digit| write!(f, "{digit}"))
    }
}

/// The path of `key` within what is at `path`.
pub(crate) fn within(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn named(path: &str) -> u32 {
    short(&Written::Text(path.to_owned()))
}

fn short(value: &Written) -> u32 {
    digest(vec![("", value)]) >> (u32::BITS - BITS)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn text(text: &str) -> Written {
        Written::Text(text.to_owned())
    }

    #[test]
    fn a_seal_is_read_as_it_is_written() {
        let (said, made) = (0x437326e7, 0x0000_00ff);
        let told = Told(vec![(0, 1), (0xfffff, 0x08421)]);
        for (seal, text) in [
            (Seal { said, made, told: None }, "x437326e7-000000ff"),
            (Seal { said, made: said, told: None }, "x437326e7"),
            (Seal { said, made: said, told: Some(Told::default()) }, "x437326e7-437326e7-"),
            // 0x08421 is 00001 00001 00001 00001.
            (Seal { said, made, told: Some(told) }, "x437326e7-000000ff-aaaaaaab7777bbbb"),
        ] {
            assert_eq!(seal.to_string(), text);
            assert_eq!(Seal::parse(text), Some(seal));
        }
        for text in [
            "",
            "x",
            "437326e7",
            "x437326e",
            "x437326e7-",
            "x437326e7-ff",
            "x+37326e7",
            "xé7326e7",
            "x437326e7-000000ff-aaaa",
            "x437326e7-000000ff-aaaaaaa1",
            "x437326e7-000000ff-aaaaaaé",
        ] {
            assert_eq!(Seal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_said_of_a_key_is_known_and_of_no_other() {
        let step = Written::Map(vec![("what".to_owned(), text("go on"))]);
        let entries = [
            ("minutes".to_owned(), text("45")),
            ("observed".to_owned(), Written::Map(vec![("on".to_owned(), text("2025-09-10"))])),
            ("next_steps".to_owned(), Written::List(vec![step.clone()])),
            ("notes".to_owned(), text("")),
        ];
        let told = Told::of(entries.iter());
        let told = Told::parse(&told.to_string()).unwrap();
        assert!(told.says("minutes", &Written::Plain("45".to_owned())));
        assert!(told.has("minutes") && !told.says("minutes", &text("46")));
        assert!(told.says("observed.on", &text("2025-09-10")));
        assert!(told.says("next_steps", &Written::List(vec![step])));
        assert!(told.says("next_steps.0.what", &text("go on")));
        assert!(!told.has("notes") && !told.has("on") && !told.has("next_steps.1.what"));
    }
}
