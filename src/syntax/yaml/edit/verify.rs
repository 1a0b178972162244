//! Whether a text after an edit is the text before with just the new keys: both trees, both lists of
//! comments and the bytes are compared. Says yes or no, and changes nothing.

use std::borrow::Cow;

use super::layout::Plan;
use super::{Edit, Part, apply};
use crate::diagnostic::Problems;
use crate::syntax::tree::{Entry, Node, Value};
use crate::syntax::yaml::parse;
use crate::text::source::{Source, Span};

/// A file as it was.
pub(super) struct Before<'a> {
    pub(super) source: &'a Source,
    pub(super) root: &'a Node<'a>,
    pub(super) comments: &'a [Span],
}

impl Before<'_> {
    /// Whether `after` is this file with `entries` at `place`, made by `plan`.
    pub(super) fn grew_into(
        &self,
        after: &Source,
        place: &[Part],
        entries: &[(&str, String)],
        plan: &Plan,
    ) -> bool {
        let mut expected = self.root.clone();
        let grown = put_in(&mut expected, place, entries, plan.index);
        let mut problems = Problems::default();
        let Ok(found) = parse(after, &mut problems) else { return false };
        let comments = problems.take_comments();
        let said = |source: &Source, spans: &[Span]| -> Vec<String> {
            spans.iter().map(|&span| source.slice(span).to_owned()).collect()
        };
        grown.is_some()
            && problems.is_empty()
            && same(&expected, &found)
            && said(self.source, self.comments) == said(after, &comments)
            && apply(&after.text, &undone(&self.source.text, &plan.edits)) == self.source.text
    }
}

/// Puts `entries` into the tree `root` as they are to be read, before the entry `index` of the group
/// at `place`. `None` when a value is no scalar of one line.
fn put_in(root: &mut Node, place: &[Part], entries: &[(&str, String)], index: usize) -> Option<()> {
    let group = place.iter().try_fold(root, |node, part| match (part, &mut node.value) {
        (Part::Key(key), Value::Map(entries)) => {
            entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
        }
        (Part::Element(index), Value::List(nodes)) => nodes.get_mut(*index),
        _ => None,
    })?;
    let Value::Map(group) = &mut group.value else { return None };
    let mut index = index;
    for (key, value) in entries {
        let value = Node { span: Span::default(), value: scalar(key, value)? };
        match group.iter_mut().find(|entry| entry.key == *key) {
            Some(entry) => entry.value = value,
            None => {
                let key = Cow::Owned((*key).to_owned());
                group.insert(
                    index,
                    Entry { key, key_span: Span::default(), value, repeats: Vec::new() },
                );
                index += 1;
            }
        }
    }
    Some(())
}

/// What `written` is as the value of `key`, if the two are one key and one scalar on one line, within
/// braces as without.
fn scalar(key: &str, written: &str) -> Option<Value<'static>> {
    let read = |text: String| {
        let source = Source::new("", text);
        let mut problems = Problems::default();
        let root = parse(&source, &mut problems).ok()?;
        let is_clean = problems.take_comments().is_empty() && problems.is_empty();
        let Value::Map(entries) = root.value else { return None };
        let [entry] = <[Entry; 1]>::try_from(entries).ok()?;
        let value = match entry.value.value {
            Value::Plain(text) => Value::Plain(Cow::Owned(text.into_owned())),
            Value::Quoted(text) => Value::Quoted(Cow::Owned(text.into_owned())),
            _ => return None,
        };
        (is_clean && entry.key == key).then_some(value)
    };
    read(format!("{{{key}: {written}}}"))?;
    read(format!("{key}: {written}")).filter(|_| !written.contains(['\n', '\r']))
}

/// The edits that take `edits` of `before` back.
fn undone(before: &str, edits: &[Edit]) -> Vec<Edit> {
    let mut shift = 0;
    let mut undone = Vec::with_capacity(edits.len());
    for edit in edits {
        let start = edit.at.start + shift;
        let old = before[edit.at.clone()].to_owned();
        undone.push(Edit { at: start..start + edit.new.len(), new: old });
        shift = shift + edit.new.len() - edit.at.len();
    }
    undone
}

/// Whether both say the same in the same order and manner.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            let is_same = |(a, b): (&Entry, &Entry)| a.key == b.key && same(&a.value, &b.value);
            a.len() == b.len() && a.iter().zip(b).all(is_same)
        }
        (a, b) => same_scalar(a, b),
    }
}

fn same_scalar(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Plain(a), Value::Plain(b)) | (Value::Quoted(a), Value::Quoted(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn only_the_edit_that_was_meant_passes() {
        let source = Source::new("t", "a: 1 # x\nb: 2\n".to_owned());
        let mut problems = Problems::default();
        let root = parse(&source, &mut problems).unwrap();
        let comments = problems.take_comments();
        let before = Before { source: &source, root: &root, comments: &comments };
        let passes = |after: &str, at: usize, new: &str, index: usize| {
            let after = Source::new("t", after.to_owned());
            let plan = Plan { edits: vec![Edit { at: at..at, new: new.to_owned() }], index };
            before.grew_into(&after, &[], &[("done", "3".to_owned())], &plan)
        };
        assert!(passes("a: 1 # x\nb: 2\ndone: 3\n", 14, "done: 3\n", 2));
        assert!(passes("a: 1 # x\ndone: 3\nb: 2\n", 9, "done: 3\n", 1));
        for (after, why) in [
            ("a: 1 # x\nb: 2\n", "nothing is added"),
            ("a: 1 # x\nb: 2\ndone: 4\n", "another value"),
            ("a: 1 # x\nb: 2\ndone: \"3\"\n", "text for a number"),
            ("a: 1 # x\nb: 3\ndone: 3\n", "a value changed"),
            ("a: 1 # y\nb: 2\ndone: 3\n", "a comment changed"),
            ("a: 1\nb: 2\ndone: 3\n", "a comment is gone"),
            ("a: 1 # x\nb: 2\ndone: 3 # z\n", "a comment is new"),
            ("a: 1 # x\ndone: 3\nb: 2\n", "in another place"),
            ("a: 1  # x\nb: 2\ndone: 3\n", "a blank is new"),
            ("a: 1 # x\nb: 2\ndone: 3\nc: 4\n", "a further key"),
            ("a: 1 # x\nb: 2\ndone: 3\ndone: 3\n", "twice"),
        ] {
            assert!(!passes(after, 14, "done: 3\n", 2), "{why}");
        }
        // The same text, by an edit that would not take back to the one before.
        assert!(!passes("a: 1 # x\nb: 2\ndone: 3\n", 9, "done: 3\n", 2));
        assert!(!passes("a: 1 # x\nb: 2\ndone: 3 # z\n", 14, "done: 3 # z\n", 2));
    }
}
