//! Where in a JSON text a value is. A text and the way to the value come in; the byte at which the value
//! begins goes out. It is looked for only where a fault has to be shown.

use serde::de::{DeserializeOwned, IgnoredAny};

/// One step on the way to a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Into an object, to the value of a key.
    Key(&'static str),
    /// Into an array, to the value at a place from 0.
    At(usize),
}

/// The byte at which the value begins to which `way` leads; `None` where there is none.
pub(super) fn byte_of(text: &str, way: &[Step]) -> Option<usize> {
    let mut at = after_blanks(text, 0);
    for step in way {
        at = match *step {
            Step::Key(key) => in_object(text, at, key)?,
            Step::At(index) => in_array(text, at, index)?,
        };
    }
    Some(at)
}

fn in_object(text: &str, at: usize, wanted: &str) -> Option<usize> {
    let mut at = past(text, at, '{')?;
    loop {
        let (key, end) = one::<String>(text, at)?;
        at = past(text, end, ':')?;
        if key == wanted {
            return Some(at);
        }
        at = past(text, one::<IgnoredAny>(text, at)?.1, ',')?;
    }
}

fn in_array(text: &str, at: usize, index: usize) -> Option<usize> {
    let mut at = past(text, at, '[')?;
    for _ in 0..index {
        at = past(text, one::<IgnoredAny>(text, at)?.1, ',')?;
    }
    Some(at)
}

/// The value at `at`, and the byte after it.
fn one<T: DeserializeOwned>(text: &str, at: usize) -> Option<(T, usize)> {
    let mut values = serde_json::Deserializer::from_str(text.get(at..)?).into_iter();
    let value = values.next()?.ok()?;
    Some((value, at + values.byte_offset()))
}

/// The first byte of what follows `sign`, which is the next that is not blank from `at` on.
fn past(text: &str, at: usize, sign: char) -> Option<usize> {
    let at = after_blanks(text, at);
    text.get(at..)?.starts_with(sign).then(|| after_blanks(text, at + sign.len_utf8()))
}

fn after_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

#[cfg(test)]
mod tests {
    use super::Step::{At, Key};
    use super::*;

    #[test]
    fn a_way_leads_to_the_byte_at_which_its_value_begins() {
        let text = r#" {"a": [1, {"é": "x,]", "b":  true}], "c\u0061": null}"#;
        let at = |way: &[Step]| byte_of(text, way).map(|at| &text[at..]);
        let starts = |way: &[Step], with: &str| at(way).is_some_and(|rest| rest.starts_with(with));
        assert!(starts(&[], "{\"a\""));
        assert!(starts(&[Key("a"), At(0)], "1,"));
        assert!(starts(&[Key("a"), At(1), Key("b")], "true}"));
        assert!(starts(&[Key("a"), At(1), Key("é")], "\"x,]\""));
        assert!(starts(&[Key("ca")], "null}"));
        for nowhere in [&[Key("b")][..], &[Key("a"), At(2)], &[At(0)], &[Key("a"), Key("b")]] {
            assert_eq!(at(nowhere), None);
        }
        assert_eq!(byte_of("{\"a\": 1", &[Key("b")]), None);
    }
}
