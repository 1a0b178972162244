//! What an editor's language server sees of a file: our tree as JSON, with unquoted words read by
//! the core types of YAML 1.2, or by TOML.

use coach::syntax::tree::{Node, Value};
use serde_json::{Map, Value as Json, json};

/// A YAML file; `None` where something was refused while it was read.
pub(crate) fn yaml(node: &Node) -> Option<Json> {
    convert(node, &core)
}

/// A TOML file.
pub(crate) fn toml(node: &Node) -> Json {
    convert(node, &of_toml).expect("nothing is refused in TOML")
}

fn convert(node: &Node, plain: &impl Fn(&str) -> Json) -> Option<Json> {
    Some(match &node.value {
        Value::Null => Json::Null,
        Value::Plain(text) => plain(text),
        Value::Quoted(text) => json!(text),
        Value::List(nodes) => {
            Json::Array(nodes.iter().map(|node| convert(node, plain)).collect::<Option<_>>()?)
        }
        Value::Map(entries) => {
            let entry = |entry: &coach::syntax::tree::Entry| {
                Some((entry.key.to_string(), convert(&entry.value, plain)?))
            };
            Json::Object(entries.iter().map(entry).collect::<Option<Map<_, _>>>()?)
        }
        Value::Refused => return None,
    })
}

/// An unquoted word by the core schema of YAML 1.2 (section 10.3.2).
pub(crate) fn core(text: &str) -> Json {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Json::Null,
        "true" | "True" | "TRUE" => return json!(true),
        "false" | "False" | "FALSE" => return json!(false),
        // JSON has neither; they are numbers all the same.
        ".nan" | ".NaN" | ".NAN" | ".inf" | ".Inf" | ".INF" => return json!(f64::MAX),
        _ => {}
    }
    let in_base = |prefix: &str, base| {
        text.strip_prefix(prefix).and_then(|digits| u64::from_str_radix(digits, base).ok())
    };
    if let Some(number) = in_base("0o", 8).or(in_base("0x", 16)) {
        return json!(number);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_mantissa =
        are_digits(whole) && are_digits(part) && !(whole.is_empty() && part.is_empty());
    let is_exponent = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !digits.is_empty() && are_digits(digits)
    });
    if !is_mantissa || !is_exponent {
        return json!(text);
    }
    match text.trim_start_matches('+').parse::<i64>() {
        Ok(number) => json!(number),
        Err(_) => json!(text.parse::<f64>().map_or(f64::MAX, |n| n.clamp(f64::MIN, f64::MAX))),
    }
}

/// A value without quotes in TOML: a date is text for a schema.
fn of_toml(text: &str) -> Json {
    let date = text.len() >= 10 && text.as_bytes()[4] == b'-';
    if date { json!(text) } else { core(text) }
}

#[test]
fn unquoted_words_have_the_types_of_yaml() {
    for (text, value) in [
        ("45", json!(45)),
        ("007", json!(7)),
        ("+5", json!(5)),
        ("0x1f", json!(31)),
        ("0o17", json!(15)),
        ("68.5", json!(68.5)),
        ("1e3", json!(1000.0)),
        (".5", json!(0.5)),
        ("2026-09-14", json!("2026-09-14")),
        ("14:05", json!("14:05")),
        ("yes", json!("yes")),
        ("True", json!(true)),
        ("5f0c", json!("5f0c")),
        ("-", json!("-")),
        (".", json!(".")),
        ("e5", json!("e5")),
        ("1e", json!("1e")),
    ] {
        assert_eq!(core(text), value, "{text}");
    }
}
