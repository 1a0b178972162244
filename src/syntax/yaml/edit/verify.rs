//! Whether a text after an edit is the text before with just that edit in it: both trees, both lists of
//! comments and the bytes are compared. Says yes or no, and changes nothing.

use std::borrow::Cow;

use super::{Done, Edit, Part, apply};
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
    /// Whether `after` is this file with what was `done` to it. Comments stay, but for those that stood in
    /// the bytes that are taken out.
    pub(super) fn became(&self, after: &Source, done: &Done) -> bool {
        let mut problems = Problems::default();
        let Ok(found) = parse(after, &mut problems) else { return false };
        let comments = problems.take_comments();
        let is_kept = |span: &&Span| {
            let range = span.range();
            !done.edits.iter().any(|edit| edit.at.start < range.end && range.start < edit.at.end)
        };
        let kept = self.comments.iter().filter(is_kept).map(|&span| self.source.slice(span));
        problems.is_empty()
            && same(&done.expected, &found)
            && kept.eq(comments.iter().map(|&span| after.slice(span)))
            && apply(&after.text, &undone(&self.source.text, &done.edits)) == self.source.text
    }
}

/// Whether `before` and `after` say the same in their comments, which stand in these places, and in the same order.
pub(super) fn say_the_same(before: (&Source, &[Span]), after: (&Source, &[Span])) -> bool {
    let said = |(source, spans): (&Source, &[Span])| -> Vec<String> {
        spans.iter().map(|&span| source.slice(span).to_owned()).collect()
    };
    said(before) == said(after)
}

/// The group at `place` in the tree `root`.
pub(super) fn group_in<'r, 's>(
    root: &'r mut Node<'s>,
    place: &[Part],
) -> Option<&'r mut Vec<Entry<'s>>> {
    let group = place.iter().try_fold(root, |node, part| match (part, &mut node.value) {
        (Part::Key(key), Value::Map(entries)) => {
            entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
        }
        (Part::Element(index), Value::List(nodes)) => nodes.get_mut(*index),
        _ => None,
    })?;
    match &mut group.value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

/// Puts `entries` into the tree `root` as they are to be read, before the entry `index` of the group
/// at `place`. `None` when there is no group, or a value is not one value on one line.
pub(super) fn put_in(
    root: &mut Node,
    place: &[Part],
    entries: &[(&str, String)],
    index: usize,
) -> Option<()> {
    let group = group_in(root, place)?;
    let mut index = index;
    for (key, value) in entries {
        let value = Node { span: Span::default(), value: on_one_line(key, value)? };
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

/// What `written` is as the value of `key`, if the two are one key and one value on one line, within
/// braces as without.
fn on_one_line(key: &str, written: &str) -> Option<Value<'static>> {
    let read = |text: String| {
        let source = Source::new("", text);
        let mut problems = Problems::default();
        let root = parse(&source, &mut problems).ok()?;
        let is_clean = problems.take_comments().is_empty() && problems.is_empty();
        let Value::Map(entries) = root.value else { return None };
        let [entry] = <[Entry; 1]>::try_from(entries).ok()?;
        (is_clean && entry.key == key).then(|| owned(&entry.value)).flatten()
    };
    let in_braces = read(format!("{{{key}: {written}}}"))?;
    let alone = read(format!("{key}: {written}")).filter(|_| !written.contains(['\n', '\r']))?;
    same(&in_braces, &alone).then_some(alone.value)
}

/// `node` apart from its text; `None` where something in it says nothing.
fn owned(node: &Node) -> Option<Node<'static>> {
    let text = |text: &Cow<str>| Cow::Owned(text.clone().into_owned());
    let entry = |entry: &Entry| {
        Some(Entry {
            key: text(&entry.key),
            key_span: Span::default(),
            value: owned(&entry.value)?,
            repeats: Vec::new(),
        })
    };
    let value = match &node.value {
        Value::Plain(plain) => Value::Plain(text(plain)),
        Value::Quoted(quoted) => Value::Quoted(text(quoted)),
        Value::List(nodes) => Value::List(nodes.iter().map(owned).collect::<Option<_>>()?),
        Value::Map(entries) => Value::Map(entries.iter().map(entry).collect::<Option<_>>()?),
        Value::Null | Value::Refused => return None,
    };
    Some(Node { span: Span::default(), value })
}

/// The edits that take `edits` of `before` back.
fn undone(before: &str, edits: &[Edit]) -> Vec<Edit> {
    let (mut added, mut removed) = (0, 0);
    let mut undone = Vec::with_capacity(edits.len());
    for edit in edits {
        let start = edit.at.start + added - removed;
        let old = before[edit.at.clone()].to_owned();
        undone.push(Edit { at: start..start + edit.new.len(), new: old });
        added += edit.new.len();
        removed += edit.at.len();
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
            let mut expected = root.clone();
            put_in(&mut expected, &[], &[("done", "3".to_owned())], index).unwrap();
            let edits = vec![Edit { at: at..at, new: new.to_owned() }];
            before.became(&after, &Done { edits, expected })
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
