//! Lists and maps in brackets, over one line or several.

use std::borrow::Cow;

use super::scalar::Within;
use super::{DEEP, Reader, span};
use crate::syntax::tree::{Entry, Node, Value};

impl<'s> Reader<'s> {
    /// At a bracket or brace, in the value of a key or dash in `column`.
    pub(super) fn brackets(&mut self, column: usize, depth: usize) -> Option<Node<'s>> {
        if depth >= DEEP {
            return None;
        }
        let start = self.at;
        let is_map = self.peek() == b'{';
        self.at += 1;
        let value = if is_map {
            let before = self.entries.len();
            self.elements(b'}', column, |this| this.entry_in_brackets(column, depth))?;
            self.close_map(before)?
        } else {
            let before = self.nodes.len();
            self.elements(b']', column, |this| {
                let node = this.value_in_brackets(column, depth)?;
                this.nodes.push(node);
                Some(())
            })?;
            Value::List(self.nodes.split_off(before))
        };
        Some(Node { span: span(start, self.at), value })
    }

    /// Behind an opening bracket: reads elements with commas between them, up to and with `closing`.
    fn elements(
        &mut self,
        closing: u8,
        column: usize,
        mut read: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.space_in_brackets(column)?;
        let mut is_first = true;
        while self.peek() != closing || !is_first {
            read(self)?;
            is_first = false;
            self.space_in_brackets(column)?;
            match self.peek() {
                b',' => self.at += 1,
                byte if byte == closing => break,
                _ => return None,
            }
            self.space_in_brackets(column)?;
        }
        self.at += 1;
        Some(())
    }

    fn entry_in_brackets(&mut self, column: usize, depth: usize) -> Option<()> {
        let (key, key_span) = self.key()?;
        self.skip_spaces();
        let value = self.value_in_brackets(column, depth)?;
        let key = Cow::Borrowed(key);
        self.entries.push(Entry { key, key_span, value, repeats: Vec::new() });
        Some(())
    }

    fn value_in_brackets(&mut self, column: usize, depth: usize) -> Option<Node<'s>> {
        match self.peek() {
            b'[' | b'{' => self.brackets(column, depth + 1),
            _ => self.scalar(Within::Brackets),
        }
    }

    /// Between the parts of what is in brackets: passes spaces, and breaks behind which the line begins right of
    /// `column`.
    fn space_in_brackets(&mut self, column: usize) -> Option<()> {
        self.skip_spaces();
        while self.is_at_break() {
            self.pass_break();
            let line = self.at;
            self.skip_spaces();
            if self.at - line < column || self.is_at_break() {
                return None;
            }
        }
        Some(())
    }
}
