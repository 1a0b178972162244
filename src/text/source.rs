//! The text of one file and places in it: byte spans in, 1-based lines and columns out.
//!
//! Rules and readers speak in [`Span`]s (bytes); lines and columns are made only when a finding is
//! shown. Nothing here reads a file.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A half-open range of bytes in a [`Source`]'s text. Files are at most 1 MiB, so 32 bits do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of what is nowhere: no file is as long as that.
    pub(crate) const NOWHERE: Self = Self { start: u32::MAX, end: u32::MAX };

    /// The span of `range`; offsets past `u32::MAX` are cut to it.
    pub fn new(range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(range.start), end: clamp(range.end) }
    }

    /// The same span as a range of `usize`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value together with the place it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it is in its file.
    pub span: Span,
}

impl<T: Default> At<T> {
    /// What stands in for a value that could not be read. It is never counted, and no finding rests on
    /// it: see [`At::is_read`].
    pub(crate) fn stand_in() -> Self {
        Self { value: T::default(), span: Span::NOWHERE }
    }
}

impl<T> At<T> {
    /// Whether the value was read from its file, and does not stand in for one that was not.
    pub(crate) fn is_read(&self) -> bool {
        self.span != Span::NOWHERE
    }
}

/// A place as people count: the first line is 1, the first character of a line is column 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1. A byte-order mark is not counted.
    pub column: u32,
}

/// One text and the name it goes by in messages.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the district's folder where it lies inside, with `/` on every platform.
    pub path: Arc<str>,
    /// The text, without a byte-order mark.
    pub text: String,
    /// The first byte of each line, once a position was asked for.
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    /// A source named `path` that holds `text`; a leading byte-order mark is dropped.
    pub fn new(path: impl Into<Arc<str>>, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self::without_mark(path, text)
    }

    /// A source of a text whose byte-order mark is gone already: a second one is a character of it.
    pub(crate) fn without_mark(path: impl Into<Arc<str>>, text: String) -> Self {
        Self { path: path.into(), text, line_starts: OnceLock::new() }
    }

    /// Line and column of byte `offset`; an offset past the end is the end, one inside a character
    /// or a line break of two characters is where that begins.
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.floor(offset);
        let is_within_break =
            self.text[..offset].ends_with('\r') && self.text[offset..].starts_with('\n');
        let offset = offset - usize::from(is_within_break);
        let starts = self.line_starts.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| saturate(at + 1))).collect()
        });
        let line = starts.partition_point(|&start| start as usize <= offset);
        let start = starts.get(line.wrapping_sub(1)).map_or(0, |&start| start as usize);
        let column = self.text[start..offset].chars().count() + 1;
        Position { line: saturate(line), column: saturate(column) }
    }

    /// The byte range of the line that holds `offset`, without its line break.
    pub(crate) fn line_around(&self, offset: u32) -> Range<usize> {
        let offset = self.floor(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |i| i + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |i| offset + i);
        let has_break = end < self.text.len();
        let is_windows = has_break && self.text[start..end].ends_with('\r');
        start..end - usize::from(is_windows)
    }

    /// The text under `span`, as far as it lies inside.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.floor(span.start)..self.floor(span.end.max(span.start))]
    }

    fn floor(&self, offset: u32) -> usize {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn saturate(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: u32) -> (u32, u32) {
        let at = Source::new("t", text.to_owned()).position(offset);
        (at.line, at.column)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        // "é" is two bytes: byte 3 is the third character.
        assert_eq!(position("éa: b", 3), (1, 3));
        assert_eq!(position("a\nñb", 4), (2, 2));
    }

    #[test]
    fn a_byte_order_mark_is_not_a_column() {
        assert_eq!(position("\u{feff}kind: x", 0), (1, 1));
    }

    #[test]
    fn offsets_outside_the_text_are_its_end() {
        assert_eq!(position("a\n", 900), (2, 1));
        assert_eq!(Source::new("t", "é".into()).position(1), Position { line: 1, column: 1 });
    }

    #[test]
    fn a_line_ends_before_its_carriage_return() {
        let source = Source::new("t", "ab\r\ncd".into());
        assert_eq!(source.line_around(1), 0..2);
        assert_eq!(source.line_around(4), 4..6);
        // Byte 3 is the second half of the line break; byte 4 begins the next line.
        assert_eq!(position("ab\r\ncd", 2), (1, 3));
        assert_eq!(position("ab\r\ncd", 3), (1, 3));
        assert_eq!(position("ab\r\ncd", 4), (2, 1));
        assert_eq!(position("ab\rcd", 3), (1, 4));
    }
}
