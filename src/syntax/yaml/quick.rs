//! The plain part of YAML, in which nearly every record is written, read in one pass: a text comes in, the same
//! tree and the same comments come out as from the full parser. It reports nothing: whatever is unusual or could
//! be wrong is declined, and the full parser reads the file.
//!
//! It takes maps and lists in lines ([`block`]), lists and maps in brackets ([`flow`]), plain and quoted scalars
//! of one line ([`scalar`]), blocks of text after `|` ([`literal`]), and comments between them. Values are
//! borrowed from the text where they stand there as they are.
//!
//! Columns count from 1: the word at the start of a line is in column 1, and behind the last word is column 0,
//! which is left of everything.

mod agree;
mod block;
mod flow;
mod literal;
mod scalar;
#[cfg(test)]
#[allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)] // a panic is how a test fails
mod tests;

pub(crate) use agree::agreed;

use crate::syntax::tree::{Entry, Node};
use crate::text::source::Span;

/// Deepest nesting that is read here; it bounds the recursion.
const DEEP: usize = 12;

/// What a text says.
pub(super) struct Quick<'s> {
    pub root: Node<'s>,
    /// Each from its `#` to the end of its line, in order.
    pub comments: Vec<Span>,
}

/// Reads `text`, which holds no tab, no byte-order mark, no other control character than line feeds, and
/// carriage returns only before those; `None` where the full parser has to read it.
pub(super) fn read(text: &str) -> Option<Quick<'_>> {
    u32::try_from(text.len()).ok()?;
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        column: 0,
        comments: Vec::new(),
        entries: Vec::with_capacity(32),
        nodes: Vec::with_capacity(16),
    };
    reader.next_word();
    if reader.column != 1 {
        return None;
    }
    let root = reader.map(1, 0)?;
    (reader.column == 0).then_some(Quick { root, comments: reader.comments })
}

/// A place in a text, and what has been read of it.
struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    /// The byte that comes next.
    at: usize,
    /// Where the word that comes next stands, if it is the first of its line.
    column: usize,
    comments: Vec<Span>,
    /// The entries of all maps that are being read, those of the innermost last.
    entries: Vec<Entry<'s>>,
    /// The same of lists.
    nodes: Vec<Node<'s>>,
}

impl Reader<'_> {
    /// The byte that comes next; at the end, a line feed.
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(b'\n')
    }

    fn is_at_break(&self) -> bool {
        matches!(self.peek(), b'\n' | b'\r')
    }

    fn skip_spaces(&mut self) {
        while self.peek() == b' ' {
            self.at += 1;
        }
    }

    /// The end of the line that is being read, before its break.
    fn line_end(&self) -> usize {
        let rest = &self.bytes[self.at..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        self.at + length - usize::from(rest[..length].ends_with(b"\r"))
    }

    /// At a break or at the end: passes it.
    fn pass_break(&mut self) {
        self.at += 1 + usize::from(self.peek() == b'\r');
        self.at = self.at.min(self.bytes.len());
    }

    /// At a `#` that begins a comment: notes it and passes its line.
    fn comment(&mut self) {
        let end = self.line_end();
        self.comments.push(span(self.at, end));
        self.at = end;
        self.pass_break();
    }

    /// At the start of a line: passes empty lines and comments up to the next word.
    fn next_word(&mut self) {
        while self.at < self.bytes.len() {
            let start = self.at;
            self.skip_spaces();
            match self.peek() {
                b'\n' | b'\r' => self.pass_break(),
                b'#' => self.comment(),
                _ => {
                    self.column = self.at - start + 1;
                    return;
                }
            }
        }
        self.column = 0;
    }

    /// Behind a value or a colon: passes the rest of the line, which may only hold a comment, and goes on to the
    /// next word.
    fn end_line(&mut self) -> Option<()> {
        let before = self.at;
        self.skip_spaces();
        match self.peek() {
            b'\n' | b'\r' => self.pass_break(),
            b'#' if self.at > before => self.comment(),
            _ => return None,
        }
        self.next_word();
        Some(())
    }
}

/// The span of some bytes of a text that is no longer than 32 bits can say.
fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, end: end as u32 }
}
