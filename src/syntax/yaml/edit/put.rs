//! A value of any size for a key, laid out as a person would write it: short ones on one line, long ones one thing per
//! line. The text, the place and the value come in; the text with it goes out, every other byte as it was.

use super::layout::{Layout, line_of};
use super::replace::old_value;
use super::verify::say_the_same;
use super::{Edit, Part, Refused, apply, set};
use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml::emit::{Written, emit, in_flow, key_and_value};
use crate::syntax::yaml::parse;
use crate::text::source::Source;

/// Gives the key `key` in the group of keys at `place` of the whole file `text` the value `value`.
///
/// ```
/// # use coach::syntax::yaml::{Written, put};
/// let text = "kind: session\nnotes: fine # so far\nsource: {name: form, key: r-1}\n";
/// let notes = Written::Text("Went well.\nNext: pacing.\n".to_owned());
/// let done = put(text, &[], "goals", &notes).unwrap();
/// assert_eq!(done, text.replace("source:", "goals: |\n  Went well.\n  Next: pacing.\nsource:"));
/// ```
///
/// # Errors
/// As for [`set`].
pub fn put(text: &str, place: &[Part], key: &str, value: &Written) -> Result<String, Box<Refused>> {
    let on_one_line = || set(text, place, key, &in_flow(value));
    let source = Source::new("", text.to_owned());
    let mut problems = Problems::default();
    let Ok(root) = parse(&source, &mut problems) else { return on_one_line() };
    let comments = problems.take_comments();
    let group = node_at(&root, place);
    let Some(layout) = group.and_then(|group| Layout::of(&source.text, group)) else {
        return on_one_line();
    };
    let written = key_and_value(key, value, layout.indent());
    if layout.in_braces || !written.trim_end().contains('\n') || !problems.is_empty() {
        return on_one_line();
    }
    let Some(edit) = edit(&layout, key, &written) else { return on_one_line() };
    let after = Source::new("", apply(&source.text, std::slice::from_ref(&edit)));
    let mut problems = Problems::default();
    let is_so = parse(&after, &mut problems).is_ok_and(|read| {
        as_text(&Written::of(&read)) == as_text(&with(Written::of(&root), place, key, value))
            && say_the_same((&source, &comments), (&after, &problems.take_comments()))
            && problems.is_empty()
    });
    let mark = text.len() - source.text.len();
    // Where a comment would go, the other says why.
    if is_so { Ok(format!("{}{}", &text[..mark], after.text)) } else { on_one_line() }
}

fn node_at<'n, 's>(root: &'n Node<'s>, place: &[Part]) -> Option<&'n Node<'s>> {
    place.iter().try_fold(root, |node, part| match (part, &node.value) {
        (Part::Key(key), _) => node.get(key),
        (Part::Element(at), Value::List(nodes)) => nodes.get(*at),
        (Part::Element(_), _) => None,
    })
}

/// `written` in the place of the value under `key`; before the last key, where there is none and that is what tells
/// where a record comes from, and else after it.
fn edit(layout: &Layout, key: &str, written: &str) -> Option<Edit> {
    let known = layout.entries.iter().find(|entry| entry.key == key);
    if let Some(entry) = known {
        let at = old_value(layout, entry);
        let value = written.trim_start().strip_prefix(key)?.strip_prefix(':')?;
        return (!at.is_empty()).then(|| Edit { at, new: value.trim_end_matches('\n').to_owned() });
    }
    let last = layout.entries.last()?;
    let at = line_of(layout.text, last.key_span.start as usize).start;
    let is_own_line = layout.text[at..last.key_span.start as usize].trim().is_empty();
    is_own_line.then(|| Edit { at: at..at, new: written.to_owned() })
}

fn as_text(value: &Written) -> String {
    match value {
        Written::Map(entries) => emit(entries),
        other => in_flow(other),
    }
}

/// `root` with `value` under `key` at `place`.
fn with(mut root: Written, place: &[Part], key: &str, value: &Written) -> Written {
    let group = place.iter().try_fold(&mut root, |node, part| match (part, node) {
        (Part::Key(key), Written::Map(entries)) => {
            entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        (Part::Element(at), Written::List(elements)) => elements.get_mut(*at),
        (Part::Key(_) | Part::Element(_), _) => None,
    });
    if let Some(Written::Map(entries)) = group {
        match entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value.clone(),
            None => {
                let before_last = entries.len().saturating_sub(1);
                entries.insert(before_last, (key.to_owned(), value.clone()));
            }
        }
    }
    root
}
