//! Maps and lists that are written in lines, by their columns.

use std::borrow::Cow;

use super::scalar::Within;
use super::{DEEP, Reader, span};
use crate::syntax::tree::{Entry, Node, Value};

/// Keys of the largest map that is read here: each may be compared with all before it.
const MOST_KEYS: usize = 64;

impl<'s> Reader<'s> {
    /// At the first key of a map in `column`: the map, with the reader at the first word left of it.
    pub(super) fn map(&mut self, column: usize, depth: usize) -> Option<Node<'s>> {
        let (start, before) = (self.at, self.entries.len());
        let mut end = start;
        loop {
            let (key, key_span) = self.key()?;
            let value = self.value(column, depth)?;
            end = end.max(value.span.end as usize);
            let key = Cow::Borrowed(key);
            self.entries.push(Entry { key, key_span, value, repeats: Vec::new() });
            if self.column != column {
                break;
            }
        }
        let value = self.close_map(before)?;
        (self.column < column).then_some(Node { span: span(start, end), value })
    }

    /// The map of the entries from `before` on, if no key is there twice.
    pub(super) fn close_map(&mut self, before: usize) -> Option<Value<'s>> {
        let is_distinct = is_distinct(&self.entries[before..]);
        is_distinct.then(|| Value::Map(self.entries.split_off(before)))
    }

    /// Behind the colon of a key in `column`: its value, with the reader at the next word that is not in it.
    fn value(&mut self, column: usize, depth: usize) -> Option<Node<'s>> {
        let colon = self.at;
        self.skip_spaces();
        if !self.is_at_break() && self.peek() != b'#' {
            return self.value_on_line(column, depth);
        }
        self.at = colon;
        self.end_line()?;
        match self.column {
            inner if inner >= column && self.peek() == b'-' => self.list(inner, column, depth + 1),
            inner if inner > column && depth < DEEP => self.map(inner, depth + 1),
            _ => None,
        }
    }

    /// At a value that begins on the line of its key or dash, which is in `column`.
    fn value_on_line(&mut self, column: usize, depth: usize) -> Option<Node<'s>> {
        let node = match self.peek() {
            b'|' => self.literal(column)?,
            b'[' | b'{' => {
                let node = self.brackets(column, depth + 1)?;
                self.end_line()?;
                node
            }
            _ => {
                let node = self.scalar(Within::Lines)?;
                self.end_line()?;
                node
            }
        };
        // Further in, the value would go on, or be at fault.
        (self.column <= column).then_some(node)
    }

    /// At the first dash of a list in `column`, the value of a key in column `of_key`.
    fn list(&mut self, column: usize, of_key: usize, depth: usize) -> Option<Node<'s>> {
        if depth >= DEEP {
            return None;
        }
        let before = self.nodes.len();
        while self.column == column && self.bytes[self.at..].starts_with(b"- ") {
            let dash = self.at;
            self.at += 1;
            self.skip_spaces();
            let node = match self.key_length() {
                Some(_) => self.map(column + self.at - dash, depth + 1)?,
                None => self.value_on_line(column, depth)?,
            };
            self.nodes.push(node);
        }
        // What follows in its column can only be the next key.
        let has_ended = self.column < column || self.column == column && column == of_key;
        let (first, last) = match &self.nodes[before..] {
            [first, .., last] => (first.span, last.span),
            [only] => (only.span, only.span),
            [] => return None,
        };
        let value = Value::List(self.nodes.split_off(before));
        has_ended.then_some(Node { span: first.to(last), value })
    }
}

/// Whether no key stands twice among `entries`. Two keys are compared only where their marks, one bit for each,
/// are the same.
fn is_distinct(entries: &[Entry]) -> bool {
    let mut marks = 0_u64;
    let is_new = |(i, entry): (usize, &Entry)| {
        let mark = mark(entry.key.as_bytes());
        let is_new = marks & mark == 0 || entries[..i].iter().all(|before| before.key != entry.key);
        marks |= mark;
        is_new
    };
    entries.len() <= MOST_KEYS && entries.iter().enumerate().all(is_new)
}

/// One bit, told by a key's length, its first byte and its last.
fn mark(key: &[u8]) -> u64 {
    let byte = |byte: Option<&u8>| byte.map_or(0, |&byte| usize::from(byte));
    1 << ((key.len() * 11 + byte(key.first()) * 3 + byte(key.last()) * 29) % 64)
}
