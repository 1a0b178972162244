//! A tree against the values another reader found, by the project's own answers: only `true` and
//! `false` are booleans, `null`, `~` and nothing are null, numbers are decimal, quoted is text.

use coach::syntax::tree::{Node, Value};
use serde_json::Value as Json;

/// What an unquoted word is.
#[derive(Debug, PartialEq)]
enum Word<'w> {
    Boolean(bool),
    Number(f64),
    Text(&'w str),
}

/// `-?(0|[1-9][0-9]*)`, with a fraction where there is a point.
fn word(text: &str) -> Word<'_> {
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_whole = is_digits(digits) && (digits == "0" || !digits.starts_with('0'));
    match text {
        "true" => Word::Boolean(true),
        "false" => Word::Boolean(false),
        _ if is_whole && is_digits(fraction) => Word::Number(text.parse().expect("a number")),
        _ => Word::Text(text),
    }
}

/// The first difference between `node` and `json`; `None` where there is none.
pub(crate) fn difference(node: &Node, json: &Json) -> Option<String> {
    let is_same = match (&node.value, json) {
        (Value::Null, Json::Null) => true,
        (Value::Plain(text), Json::Bool(truth)) => word(text) == Word::Boolean(*truth),
        (Value::Plain(text), Json::Number(number)) => {
            number.as_f64().is_some_and(|number| word(text) == Word::Number(number))
        }
        (Value::Plain(text), Json::String(expected)) => word(text) == Word::Text(expected),
        (Value::Quoted(text), Json::String(expected)) => text == expected,
        (Value::List(nodes), Json::Array(expected)) => {
            let mut pairs = nodes.iter().zip(expected);
            if let Some(inside) = pairs.find_map(|(node, json)| difference(node, json)) {
                return Some(inside);
            }
            nodes.len() == expected.len()
        }
        (Value::Map(entries), Json::Object(expected)) => {
            for entry in entries {
                let Some(json) = expected.get(&*entry.key) else {
                    return Some(format!("{:?} is no key", entry.key));
                };
                if let Some(inside) = difference(&entry.value, json) {
                    return Some(format!("{}: {inside}", entry.key));
                }
            }
            entries.len() == expected.len()
        }
        _ => false,
    };
    (!is_same).then(|| format!("{:?} is not {json}", node.value))
}
