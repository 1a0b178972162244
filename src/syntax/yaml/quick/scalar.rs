//! Keys, and scalars of one line: what stands there is borrowed from the text.

use std::borrow::Cow;

use super::{Reader, span};
use crate::syntax::tree::{Node, Value};
use crate::text::source::Span;

/// Longest key that is read here, in bytes. YAML allows 1,024 characters.
const LONGEST_KEY: usize = 100;

/// A byte of which keys are made.
const OF_KEY: u8 = 1;
/// A byte with which a plain scalar may begin, whatever follows.
const BEGINS: u8 = 2;
/// A byte that may end a plain scalar in brackets.
const ENDS_IN_BRACKETS: u8 = 4;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = class(byte as u8);
        byte += 1;
    }
    classes
};

const fn class(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => OF_KEY | BEGINS,
        b'-' => OF_KEY,
        b'(' | b')' | b'+' | b'.' | b'/' | b';' | b'<' | b'=' | b'^' | b'~' | b'$' | 0x80.. => {
            BEGINS
        }
        b'\n' | b'\r' | b':' | b'#' | b',' | b'[' | b']' | b'{' | b'}' => ENDS_IN_BRACKETS,
        _ => 0,
    }
}

fn is(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}

/// What stands around a scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Lines,
    Brackets,
}

impl<'s> Reader<'s> {
    /// The length of the key that stands here before a colon.
    pub(super) fn key_length(&self) -> Option<usize> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|&byte| !is(byte, OF_KEY))?;
        let is_key = rest[length] == b':' && length <= LONGEST_KEY && is(rest[0], BEGINS);
        let is_separate = matches!(rest.get(length + 1), None | Some(b' ' | b'\n' | b'\r'));
        (is_key && is_separate).then_some(length)
    }

    /// At a key: its text, with the reader behind its colon.
    pub(super) fn key(&mut self) -> Option<(&'s str, Span)> {
        let (start, end) = (self.at, self.at + self.key_length()?);
        let text = &self.text[start..end];
        self.at = end + 1;
        (text != "null").then_some((text, span(start, end)))
    }

    /// At a scalar that begins and ends on its line.
    pub(super) fn scalar(&mut self, within: Within) -> Option<Node<'s>> {
        match self.peek() {
            quote @ (b'"' | b'\'') => self.quoted(quote),
            _ => self.plain(within),
        }
    }

    fn quoted(&mut self, quote: u8) -> Option<Node<'s>> {
        let start = self.at;
        let rest = &self.bytes[start + 1..];
        // Escapes are declined: behind `\` in one, a doubled quote in the other.
        let length = match quote {
            b'"' => memchr::memchr3(b'"', b'\\', b'\n', rest)?,
            _ => memchr::memchr2(b'\'', b'\n', rest)?,
        };
        if rest[length] != quote || rest.get(length + 1) == Some(&quote) {
            return None;
        }
        let inside = start + 1..start + 1 + length;
        self.at = inside.end + 1;
        let value = Value::Quoted(Cow::Borrowed(&self.text[inside]));
        Some(Node { span: span(start, self.at), value })
    }

    fn plain(&mut self, within: Within) -> Option<Node<'s>> {
        let start = self.at;
        let first = self.peek();
        let begins_word = || self.bytes.get(start + 1).is_some_and(u8::is_ascii_alphanumeric);
        let begins = is(first, BEGINS) || first == b'-' && begins_word();
        if !begins {
            return None;
        }
        let mut end = self.plain_end(within)?;
        while matches!(self.bytes[end - 1], b' ' | b'\r') {
            end -= 1;
        }
        self.at = end;
        let value = match &self.text[start..end] {
            "~" | "null" => Value::Null,
            text => Value::Plain(Cow::Borrowed(text)),
        };
        Some(Node { span: span(start, end), value })
    }

    /// Where the plain scalar that begins here ends, spaces behind it included.
    fn plain_end(&self, within: Within) -> Option<usize> {
        let bytes = self.bytes;
        let mut at = self.at + 1;
        loop {
            let rest = bytes.get(at..)?;
            let passed = match within {
                Within::Lines => memchr::memchr3(b'\n', b':', b'#', rest),
                Within::Brackets => rest.iter().position(|&byte| is(byte, ENDS_IN_BRACKETS)),
            };
            let Some(passed) = passed else { return Some(bytes.len()) };
            at += passed;
            match (bytes[at], bytes.get(at + 1)) {
                (b'#', _) if bytes[at - 1] == b' ' => return Some(at),
                (b'#', _) => {}
                // A colon of a key. What it is here, in lines or in brackets, is not for this reader to say.
                (b':', None | Some(b' ' | b'\n' | b'\r')) => return None,
                (b':', Some(b',' | b'[' | b']' | b'{' | b'}')) if within == Within::Brackets => {
                    return None;
                }
                (b':', _) => {}
                _ => return Some(at),
            }
            at += 1;
        }
    }
}
