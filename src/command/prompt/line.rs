//! One line of text as it is typed, with a cursor in it.

use super::input::Key;

/// The most characters that one answer may have.
const MOST: usize = 1 << 18;

/// A line and the cursor, counted in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    chars: Vec<char>,
    at: usize,
}

impl Line {
    /// `text`, with the cursor behind it.
    pub(super) fn of(text: &str) -> Self {
        let mut line = Self::default();
        line.paste(text);
        line
    }

    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Characters before the cursor.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Puts `text` in at the cursor, each of its line breaks as a space; whether there were any but at its
    /// end.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        let lines: Vec<&str> =
            text.split(['\r', '\n']).map(str::trim_end).filter(|line| !line.is_empty()).collect();
        let joined = lines.join(" ");
        for c in joined.chars().map(|c| if c == '\t' { ' ' } else { c }) {
            self.insert(c);
        }
        lines.len() > 1
    }

    fn insert(&mut self, c: char) {
        if !c.is_control() && self.chars.len() < MOST {
            self.chars.insert(self.at, c);
            self.at += 1;
        }
    }

    /// Does what `key` does in a line; false where it does nothing there.
    pub(super) fn press(&mut self, key: Key) -> bool {
        let end = self.chars.len();
        match key {
            Key::Char(c) => self.insert(c),
            Key::Backspace => self.cut(self.at.saturating_sub(1)..self.at),
            Key::Delete => self.cut(self.at..(self.at + 1).min(end)),
            Key::Ctrl('w') => self.cut(self.word_left()..self.at),
            Key::Ctrl('u') => self.cut(0..end),
            Key::Ctrl('k') => self.cut(self.at..end),
            Key::Left => self.at = self.at.saturating_sub(1),
            Key::Right => self.at = (self.at + 1).min(end),
            Key::WordLeft => self.at = self.word_left(),
            Key::WordRight => self.at = self.word_right(),
            Key::Home | Key::Ctrl('a') => self.at = 0,
            Key::End | Key::Ctrl('e') => self.at = end,
            _ => return false,
        }
        true
    }

    fn cut(&mut self, range: std::ops::Range<usize>) {
        self.at = range.start;
        self.chars.drain(range);
    }

    fn word_left(&self) -> usize {
        let before = &self.chars[..self.at];
        let word = before.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
        before[..word].iter().rposition(|c| c.is_whitespace()).map_or(0, |space| space + 1)
    }

    fn word_right(&self) -> usize {
        let behind = &self.chars[self.at..];
        let word = behind.iter().position(|c| !c.is_whitespace()).unwrap_or(behind.len());
        let end = behind[word..].iter().position(|c| c.is_whitespace());
        self.at + end.map_or(behind.len(), |end| word + end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_edited_where_the_cursor_is() {
        let mut line = Line::of("two words");
        for (key, text, at) in [
            (Key::WordLeft, "two words", 4),
            (Key::Char('ß'), "two ßwords", 5),
            (Key::Backspace, "two words", 4),
            (Key::Left, "two words", 3),
            (Key::Delete, "twowords", 3),
            (Key::Home, "twowords", 0),
            (Key::Backspace, "twowords", 0),
            (Key::WordRight, "twowords", 8),
            (Key::Delete, "twowords", 8),
            (Key::Char(' '), "twowords ", 9),
            (Key::Ctrl('w'), "", 0),
            (Key::Left, "", 0),
            (Key::Right, "", 0),
            (Key::Char('a'), "a", 1),
            (Key::Char('b'), "ab", 2),
            (Key::Left, "ab", 1),
            (Key::Ctrl('u'), "", 0),
        ] {
            assert!(line.press(key));
            assert_eq!((line.text().as_str(), line.at()), (text, at), "{key:?}");
        }
        assert!(!line.press(Key::Up) && !line.press(Key::Ctrl('x')));
    }

    #[test]
    fn what_is_pasted_stays_one_line() {
        for (pasted, expected, broken) in [
            ("one\r\ntwo\n\nthree\r", "a one two threeb", true),
            ("one\n", "a oneb", false),
            ("x\x1b[31my\tz\u{9b}", "a x[31my zb", false),
        ] {
            let mut line = Line::of("a b");
            line.press(Key::Left);
            assert_eq!(line.paste(pasted), broken, "{pasted:?}");
            assert_eq!(line.text(), expected);
        }
    }
}
