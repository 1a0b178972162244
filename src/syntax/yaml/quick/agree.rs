//! The quick reader and the full parser side by side, for tests: a text comes in, and whether both say the same of it.

use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml::{parse, syntax};
use crate::text::source::Source;

/// Whether `text` is read quickly.
///
/// # Errors
/// How the two readers differ.
pub(crate) fn agreed(text: &str) -> Result<bool, String> {
    let source = Source::new("", text.to_owned());
    let Ok(true) = syntax::check_characters(&source.text) else { return Ok(false) };
    let Some(quick) = super::read(&source.text) else { return Ok(false) };
    let mut ours = Problems::default();
    quick.comments.into_iter().for_each(|comment| ours.comment(comment));
    let mut theirs = Problems::default();
    let root = match parse::parse_fully(&source, &mut theirs) {
        Ok(root) => root,
        Err(fault) => return Err(format!("{text:?} is refused: {fault:?}")),
    };
    if !is_same(&quick.root, &root) {
        return Err(format!("{text:?}\nquickly: {:?}\nin full: {root:?}", quick.root));
    }
    let (ours, theirs) = (format!("{ours:?}"), format!("{theirs:?}"));
    if ours == theirs { Ok(true) } else { Err(format!("{text:?}\n{ours}\n{theirs}")) }
}

fn is_same(one: &Node, other: &Node) -> bool {
    let are_values_same = match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Plain(one), Value::Plain(other)) | (Value::Quoted(one), Value::Quoted(other)) => {
            one == other
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            let mut pairs = one.iter().zip(other);
            let are_keys_same = pairs.all(|(one, other)| {
                one.key == other.key
                    && one.key_span == other.key_span
                    && one.repeats == other.repeats
                    && is_same(&one.value, &other.value)
            });
            one.len() == other.len() && are_keys_same
        }
        _ => false,
    };
    one.span == other.span && are_values_same
}
