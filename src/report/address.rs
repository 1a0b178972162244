//! The address of a figure: which period, which relationships, narrowed to what, and which measure.
//! It is written as words, `school=lincoln-elementary function=dialogue in-place`, and read back the
//! same.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Selection;
use crate::count::{Narrow, NarrowKey, Statistic};
use crate::syntax::tree::read::parse_date;
use crate::text::nearest;
use crate::text::spelling::canonical;
use crate::text::wording::{one_of, quote};

/// Keys that say when.
const PERIOD: &str = "period";
const AS_OF: &str = "as-of";

/// Where a figure is. Figures of one row share what they are of, so that a list of them takes little.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The time looked at, as `--period` takes it; without one, that of a report without `--period`.
    pub period: Option<Arc<str>>,
    /// The as-of day, where it is not the district's.
    pub as_of: Option<NaiveDate>,
    /// Of which relationships.
    pub selection: Arc<Selection>,
    /// Of what in them.
    pub narrow: Arc<Narrow>,
    /// What is counted.
    pub measure: Statistic,
}

/// Why words are no address.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0}")]
pub struct NoAddress(String);

impl Address {
    /// `self` without its time: what is the same figure in another report.
    pub fn without_time(&self) -> Self {
        Self { period: None, as_of: None, ..self.clone() }
    }

    /// Whether `text` is meant as an address rather than as the name of something else.
    pub fn is_meant(text: &str) -> bool {
        text.contains('=')
            || text.split_whitespace().any(|word| Statistic::from_name(word).is_some())
    }

    /// The keys an address may have, in the order in which it is written.
    pub(crate) fn keys() -> Vec<&'static str> {
        let mut keys = vec![PERIOD, AS_OF];
        keys.extend(Selection::default().columns().iter().map(|(key, ..)| *key));
        keys.extend(NarrowKey::ALL.iter().map(|key| key.name()));
        keys
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        if let Some(period) = &self.period {
            write!(text, "{PERIOD}={} ", value(period))?;
        }
        if let Some(as_of) = self.as_of {
            write!(text, "{AS_OF}={as_of} ")?;
        }
        for (key, wanted, _) in self.selection.columns() {
            if !wanted.is_empty() {
                let values: Vec<String> = wanted.iter().map(|wanted| value(wanted)).collect();
                write!(text, "{key}={} ", values.join(","))?;
            }
        }
        for &key in NarrowKey::ALL {
            if let Some(narrowed) = self.narrow.value(key) {
                write!(text, "{}={} ", key.name(), value(narrowed))?;
            }
        }
        write!(f, "{text}{}", self.measure.name())
    }
}

/// `text` as it is in an address: in double quotes where it could be taken for something else.
pub(super) fn value(text: &str) -> String {
    let is_plain = |c: char| !(c.is_whitespace() || c.is_control() || ",=\"'\\".contains(c));
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}

/// `value` of `key`, however it is spelled, where people's own words are there: else ids and folders.
fn spelled(key: &str, value: String) -> String {
    if matches!(key, "practice" | "data") { canonical(&value).into_owned() } else { value }
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let mut address = None;
        let (mut period, mut as_of) = (None, None);
        let (mut selection, mut narrow) = (Selection::default(), Narrow::default());
        for word in words(text)? {
            let (key, values) = match word {
                Word::Name(name) => {
                    let measure = Statistic::from_name(&name).ok_or_else(|| no_measure(&name))?;
                    if address.replace(measure).is_some() {
                        return Err(NoAddress(format!(
                            "an address names only one measure, but {} is a second one",
                            quote(&name)
                        )));
                    }
                    continue;
                }
                Word::Pair(key, values) => (key, values),
            };
            let twice = || NoAddress(format!("{} is given twice", quote(&key)));
            if let Some(wanted) = selection.values_mut(&key) {
                if !wanted.is_empty() {
                    return Err(twice());
                }
                *wanted = values.into_iter().map(|value| spelled(&key, value)).collect();
                continue;
            }
            let [one] = <[String; 1]>::try_from(values)
                .map_err(|_| NoAddress(format!("{} takes one value", quote(&key))))?;
            if key == AS_OF {
                let day = parse_date(&one).map_err(|fault| {
                    NoAddress(format!("{}; {}", fault.message(&one), fault.label(&one)))
                })?;
                if as_of.replace(day).is_some() {
                    return Err(twice());
                }
            } else if key == PERIOD {
                if period.replace(one.into()).is_some() {
                    return Err(twice());
                }
            } else {
                let known = NarrowKey::ALL.iter().find(|known| known.name() == key);
                let known = known.ok_or_else(|| no_key(&key))?;
                if narrow.value_mut(*known).replace(spelled(&key, one)).is_some() {
                    return Err(twice());
                }
            }
        }
        let measure = address.ok_or_else(|| {
            let message = "the address names no measure, such as `in-place` or `sessions`";
            NoAddress(format!("{message}\nmeasures: {}", one_of(names())))
        })?;
        Ok(Address { period, as_of, selection: selection.into(), narrow: narrow.into(), measure })
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    Statistic::ALL.into_iter().map(Statistic::name)
}

fn no_measure(word: &str) -> NoAddress {
    let near = nearest(word, names().chain(Address::keys()));
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    NoAddress(format!("there is no measure {}{near}\nmeasures: {}", quote(word), one_of(names())))
}

fn no_key(key: &str) -> NoAddress {
    let keys = Address::keys();
    let near = nearest(key, keys.iter().copied());
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    NoAddress(format!(
        "an address has no {}{near}\nallowed: {}",
        quote(&format!("{key}=")),
        one_of(keys)
    ))
}

/// One word of an address.
enum Word {
    Name(String),
    Pair(String, Vec<String>),
}

fn words(text: &str) -> Result<Vec<Word>, NoAddress> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(mut after) = after.strip_prefix('=') else {
            words.push(Word::Name(name.to_owned()));
            rest = after.trim_start();
            continue;
        };
        let mut values = Vec::new();
        loop {
            let (one, left) = one_value(after)?;
            values.push(one);
            match left.strip_prefix(',') {
                Some(more) => after = more,
                None => {
                    after = left;
                    break;
                }
            }
        }
        if after.chars().next().is_some_and(|next| !next.is_whitespace()) {
            let found = after.split_whitespace().next().unwrap_or_default();
            return Err(NoAddress(format!("a space is missing before {}", quote(found))));
        }
        words.push(Word::Pair(name.to_owned(), values));
        rest = after.trim_start();
    }
    Ok(words)
}

/// The value at the beginning of `text`, and what follows it.
fn one_value(text: &str) -> Result<(String, &str), NoAddress> {
    if !text.starts_with('"') {
        let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return Ok((value.to_owned(), rest));
    }
    let mut quoted = serde_json::Deserializer::from_str(text).into_iter::<String>();
    match quoted.next() {
        Some(Ok(value)) => {
            let rest = text.get(quoted.byte_offset()..).unwrap_or_default();
            Ok((value, rest))
        }
        _ => Err(NoAddress(format!("the quotes in {} are not closed", quote(text)))),
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Address {
    fn schema_name() -> Cow<'static, str> {
        "Address".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The address of a number, as `coach explain` takes it.",
            "type": "string",
            "minLength": 1,
        })
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_reads_as_it_is_written() {
        for text in [
            "in-place",
            "school=lincoln-elementary function=dialogue in-place",
            "period=2025-09-01..2025-09-30 as-of=2026-01-31 coach=c-01,c-02 sessions",
            r#"practice="formative assessment" item=rationale missing"#,
            r#"practice="" relationships"#,
            "relationship=lincoln-elementary/c-01-t-101 role=self equal-to-observer",
        ] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
        }
        // The order of words is free.
        let turned: Address = "in-place function=dialogue school=x".parse().unwrap();
        assert_eq!(turned.to_string(), "school=x function=dialogue in-place");
    }

    #[test]
    fn a_fault_names_the_part_and_what_is_allowed() {
        let fault = |text: &str| text.parse::<Address>().unwrap_err().to_string();
        for (text, said) in [
            ("in-plce", "did you mean `in-place`?"),
            ("scool=x in-place", "did you mean `school`?"),
            ("school=x", "names no measure"),
            ("school=x school=y in-place", "`school` is given twice"),
            ("item=a,b in-place", "`item` takes one value"),
            ("in-place sessions", "a second one"),
            ("as-of=2026-13-01 in-place", "2026-13-01"),
            (r#"practice="x in-place"#, "are not closed"),
            (r#"practice="x"y in-place"#, "a space is missing"),
        ] {
            assert!(fault(text).contains(said), "{text}: {}", fault(text));
        }
    }

    proptest! {
        #[test]
        fn whatever_a_practice_is_called(practice in "\\PC{0,20}", text in "\\PC{0,60}") {
            let practices = vec![canonical(&practice).into_owned()];
            let selection = Selection { practices, ..Selection::default() }.into();
            let narrow = Narrow::default().into();
            let measure = Statistic::InPlace;
            let address = Address { period: None, as_of: None, selection, narrow, measure };
            prop_assert_eq!(&address.to_string().parse::<Address>().unwrap(), &address);
            // Any other text is read or refused, never more.
            let _ = text.parse::<Address>();
        }
    }
}
