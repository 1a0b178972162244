//! One level of a JSON value: its text comes in; the texts of what it holds, in their order, go out.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The elements of the list `text`; `None` where it is none.
pub(super) fn elements(text: &str) -> Option<Vec<&RawValue>> {
    if !text.starts_with('[') {
        return None;
    }
    serde_json::from_str(text).ok()
}

/// The keys of the object `text` and their values, in their order; a key may stand there twice.
///
/// # Errors
/// It is no object.
pub(super) fn entries(text: &str) -> serde_json::Result<Vec<(String, &RawValue)>> {
    serde_json::Deserializer::from_str(text).deserialize_map(Entries)
}

struct Entries;

impl<'t> Visitor<'t> for Entries {
    type Value = Vec<(String, &'t RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

/// What `error` says, without the place that it adds.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
}
