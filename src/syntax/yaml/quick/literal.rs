//! Blocks of text after `|` or `|-`.

use std::borrow::Cow;

use super::{Reader, span};
use crate::syntax::tree::{Node, Value};

/// The lines of a block of text.
struct Lines {
    /// The first byte of the first, behind its indentation.
    start: usize,
    /// How many spaces each is indented by.
    indentation: usize,
    /// The end of the last that says something, before its break.
    last: usize,
    is_one: bool,
}

impl<'s> Reader<'s> {
    /// At the `|` of a block of text that is the value of a key or dash in `column`.
    pub(super) fn literal(&mut self, column: usize) -> Option<Node<'s>> {
        self.at += 1;
        let keeps_break = self.peek() != b'-';
        self.at += usize::from(!keeps_break);
        self.skip_spaces();
        if !self.is_at_break() {
            return None;
        }
        self.pass_break();
        let lines = self.literal_lines(column)?;
        let end = self.at;
        if self.column != 0 && self.peek() == b'#' {
            self.comment();
            self.next_word();
        }
        let text = self.literal_text(&lines, keeps_break);
        Some(Node { span: span(lines.start, end), value: Value::Quoted(text) })
    }

    /// At the first line of a block of text: passes it up to the first word that is not in it.
    fn literal_lines(&mut self, column: usize) -> Option<Lines> {
        let first = self.at;
        self.skip_spaces();
        let (start, indentation) = (self.at, self.at - first);
        if indentation < column || self.is_at_break() {
            return None;
        }
        let (mut last, mut is_one) = (self.line_end(), true);
        loop {
            self.at = last;
            while self.is_at_break() && self.at < self.bytes.len() {
                self.pass_break();
            }
            let line = self.at;
            while self.at - line < indentation && self.peek() == b' ' {
                self.at += 1;
            }
            if self.at == self.bytes.len() {
                self.column = 0;
                // Spaces at the end are no line, and the parser's to judge.
                return (self.at == line).then_some(Lines { start, indentation, last, is_one });
            }
            if self.at - line < indentation && !self.is_at_break() {
                self.column = self.at - line + 1;
                return Some(Lines { start, indentation, last, is_one });
            }
            last = self.line_end();
            // A line of nothing but spaces, which may or may not count.
            if self.bytes[self.at..last].iter().all(|&byte| byte == b' ') {
                return None;
            }
            is_one = false;
        }
    }

    /// What the lines say, without their indentation.
    fn literal_text(&self, lines: &Lines, keeps_break: bool) -> Cow<'s, str> {
        let said = &self.text[lines.start..lines.last];
        let has_plain_break = self.bytes.get(lines.last) == Some(&b'\n');
        if lines.is_one && (!keeps_break || has_plain_break) {
            return Cow::Borrowed(&self.text[lines.start..lines.last + usize::from(keeps_break)]);
        }
        let mut text = String::with_capacity(said.len() + 1);
        let mut line = 0;
        for end in memchr::memchr_iter(b'\n', said.as_bytes()) {
            let windows = usize::from(said[..end].ends_with('\r'));
            text.push_str(&said[line..end - windows]);
            text.push('\n');
            // An empty line needs no indentation.
            let is_empty = matches!(said.as_bytes().get(end + 1), Some(b'\n' | b'\r'));
            line = end + 1 + if is_empty { 0 } else { lines.indentation };
        }
        text.push_str(&said[line..]);
        if keeps_break {
            text.push('\n');
        }
        Cow::Owned(text)
    }
}
