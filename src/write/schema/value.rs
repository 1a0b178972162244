//! Schemas of single values, each the counterpart of a reader in [`crate::syntax::tree::read`].
//!
//! An editor sees YAML by its core types: an unquoted `45` is a number, an unquoted date is text. So
//! where a record takes a number for text (an id, a title), its schema takes a number too.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use crate::domain::key::Meaning;
use crate::syntax::tree::read::{LONGEST_ID, pattern_of_no_device};

/// Every day from 1990 to 2099 written `YYYY-MM-DD`, and nothing else: months of 31 days, of 30, the
/// first 28 of February, and its 29th in leap years (in this time, every fourth).
const DATE: &str = "^(?:(?:199[0-9]|20[0-9]{2})-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])\
                    |(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))\
                    |(?:199[26]|20(?:[02468][048]|[13579][26]))-02-29)$";
/// Every day that each year has, written `MM-DD`.
const MONTH_DAY: &str = "^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])\
                         |(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))$";

/// A word of a closed list, and what it means.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) word: String,
    pub(super) means: String,
}

impl Word {
    pub(super) fn new(word: impl Into<String>, means: impl Into<String>) -> Self {
        Self { word: word.into(), means: means.into() }
    }

    pub(super) fn of(meaning: &Meaning) -> Self {
        Self::new(meaning.word, meaning.means)
    }
}

/// A date.
pub(super) fn date() -> Value {
    let message = "a date is a day from 1990 to 2099, written YYYY-MM-DD, for example 2026-09-14";
    json!({"type": "string", "pattern": DATE, "patternErrorMessage": message})
}

/// A day, or a first and a last day with `..` between.
pub(super) fn day_or_days() -> Value {
    let message = "a day is written YYYY-MM-DD, and several in a row \"2025-12-22..2026-01-02\"";
    let day = DATE.trim_start_matches('^').trim_end_matches('$');
    let pattern = format!("^{day}(?:\\.\\.{day})?$");
    json!({"type": "string", "pattern": pattern, "patternErrorMessage": message})
}

/// A day of every year.
pub(super) fn month_day() -> Value {
    let message = "a day of every year is written MM-DD, for example 08-01";
    json!({"type": "string", "pattern": MONTH_DAY, "patternErrorMessage": message})
}

/// A time of day.
pub(super) fn time() -> Value {
    let message = "a time of day is written HH:MM, for example \"14:05\"";
    let pattern = "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$";
    json!({"type": "string", "pattern": pattern, "patternErrorMessage": message})
}

/// A whole number within `bounds`.
pub(super) fn integer(bounds: RangeInclusive<u32>) -> Value {
    json!({"type": "integer", "minimum": bounds.start(), "maximum": bounds.end()})
}

/// A decimal number.
pub(super) fn number() -> Value {
    json!({"type": "number"})
}

/// `true` or `false`.
pub(super) fn boolean() -> Value {
    json!({"type": "boolean"})
}

/// Text in anyone's own words; a lone number is text as well.
pub(super) fn text() -> Value {
    json!({"type": ["string", "number"]})
}

/// Text that says what is to be done.
pub(super) fn statement() -> Value {
    let message = "a next step says what is to be done";
    json!({"type": ["string", "number"], "pattern": "\\S", "patternErrorMessage": message})
}

/// Text in a TOML file, where all text is in quotes.
pub(super) fn quoted_words() -> Value {
    json!({"type": "string", "pattern": "\\S", "patternErrorMessage": "at least one word"})
}

/// The pattern of ids.
pub(super) fn id_pattern() -> String {
    format!("^{}[a-z0-9-]{{1,{LONGEST_ID}}}$", pattern_of_no_device())
}

/// An id, in a record.
pub(super) fn id() -> Value {
    json!({
        "type": ["string", "number"],
        "pattern": id_pattern(),
        "patternErrorMessage":
            format!("an id is made of a-z, 0-9 and -, at most {LONGEST_ID} characters"),
    })
}

/// An id in a TOML file, where it is in quotes.
pub(super) fn quoted_id() -> Value {
    let mut id = id();
    id["type"] = json!("string");
    id
}

/// The id of a person: one with a digit.
pub(super) fn person_id() -> Value {
    json!({
        "type": ["string", "number"],
        "pattern": format!("^{}[a-z0-9-]*[0-9][a-z0-9-]*$", pattern_of_no_device()),
        "maxLength": LONGEST_ID,
        "patternErrorMessage":
            "people go by ids of a-z, 0-9 and - with a digit, such as c-03 or t-104; never by names",
    })
}

/// The folder of a pair: its name, or its school's folder and its name.
pub(super) fn pair() -> Value {
    json!({
        "type": "string",
        "pattern": "^[^\\s/]+(?:/[^\\s/]+)?$",
        "patternErrorMessage":
            "the folder of a pair, such as c-03-t-104, or of another school lincoln-elementary/c-03-t-104",
    })
}

/// One of `words`. A list without words allows nothing.
pub(super) fn one_of(words: &[Word]) -> Value {
    if words.is_empty() {
        return json!({"not": {}});
    }
    let (mut allowed, mut means) = (Vec::new(), Vec::new());
    for word in words {
        allowed.push(json!(word.word));
        means.push(json!(word.means));
    }
    // Unquoted, these are numbers for an editor; the words proper are first, to be offered first.
    for word in words {
        if let Some(number) = number_of(&word.word) {
            allowed.push(number);
            means.push(json!(word.means));
        }
    }
    json!({"enum": allowed, "enumDescriptions": means})
}

/// What an id such as `101` or `5e10` is for an editor where it is unquoted: a number.
fn number_of(id: &str) -> Option<Value> {
    let is_number = id.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'e'))
        && id.bytes().last().is_some_and(|b| b.is_ascii_digit());
    if !is_number {
        return None;
    }
    match id.parse::<i64>() {
        Ok(number) => Some(json!(number)),
        Err(_) => id.parse::<f64>().ok().filter(|n| n.is_finite()).map(|number| json!(number)),
    }
}

/// A list of such elements.
pub(super) fn list(element: Value) -> Value {
    json!({"type": "array", "items": element})
}

/// A list of at least one such element.
pub(super) fn some(element: Value) -> Value {
    json!({"type": "array", "items": element, "minItems": 1})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_like_numbers_are_allowed_as_numbers_too() {
        for (id, number) in [("101", json!(101)), ("-7", json!(-7)), ("5e3", json!(5000.0))] {
            assert_eq!(number_of(id), Some(number), "{id}");
        }
        for id in ["rationale", "e5", "k-8", "1-2", "5e", "-", "ee"] {
            assert_eq!(number_of(id), None, "{id}");
        }
        let schema = one_of(&[Word::new("101", "a school"), Word::new("rationale", "an item")]);
        assert_eq!(schema["enum"], json!(["101", "rationale", 101]));
        assert_eq!(schema["enumDescriptions"], json!(["a school", "an item", "a school"]));
    }
}
