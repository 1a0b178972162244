//! A few lines at a terminal that are drawn anew in their place, with the cursor in one of them. Lines are
//! broken here, so that the terminal breaks none and their number is known.

use std::io::{self, Write, stderr};

use crossterm::cursor::{MoveToColumn, MoveUp};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{Clear, ClearType};
use unicode_width::UnicodeWidthChar;

use super::session::room;
use super::stop::Why;
use crate::text::wording::visible;

/// A line and how it is shown.
pub(super) type Shown = (Attribute, String);

/// Lines that stay at the terminal.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Rows above the one with the cursor.
    above: usize,
    /// Rows below it.
    below: usize,
}

/// Lines broken into rows of a window, and the row and column of the cursor.
#[derive(Debug, Default, PartialEq, Eq)]
struct Rows {
    rows: Vec<Shown>,
    cursor: (usize, usize),
}

impl Rows {
    /// Breaks `lines` into rows of fewer than `columns`. The cursor is in the line `cursor.0`, behind
    /// so many characters.
    fn of(lines: &[Shown], cursor: (usize, usize), columns: usize) -> Self {
        let room = columns.saturating_sub(1).max(2);
        let mut broken = Self::default();
        for (number, (attribute, line)) in lines.iter().enumerate() {
            let (mut row, mut used) = (String::new(), 0);
            let count = line.chars().count();
            for (at, c) in line.chars().chain([' ']).enumerate() {
                let width = c.width().unwrap_or(0);
                if used + width > room && at < count {
                    broken.rows.push((*attribute, std::mem::take(&mut row)));
                    used = 0;
                }
                if (number, at) == cursor {
                    broken.cursor = (broken.rows.len(), used);
                }
                if at < count {
                    row.push(c);
                    used += width;
                }
            }
            broken.rows.push((*attribute, row));
        }
        broken
    }

    /// At most so many of the rows, those around the cursor.
    fn fitted(mut self, most: usize) -> Self {
        let most = most.max(1);
        if self.rows.len() > most {
            let start = self.cursor.0.saturating_sub(most - 1);
            self.rows = self.rows.into_iter().skip(start).take(most).collect();
            self.cursor.0 -= start;
        }
        self
    }
}

impl Frame {
    /// How many rows `lines` take.
    pub(super) fn height(lines: &[Shown]) -> usize {
        Rows::of(lines, (0, 0), room().0).rows.len()
    }

    /// Draws `lines` in the place of what was drawn before.
    pub(super) fn draw(&mut self, lines: &[Shown], cursor: (usize, usize)) -> io::Result<()> {
        let (columns, most) = room();
        let Rows { rows, cursor } = Rows::of(lines, cursor, columns).fitted(most.saturating_sub(1));
        let mut out = stderr().lock();
        queue!(out, MoveToColumn(0))?;
        up(&mut out, self.above)?;
        queue!(out, Clear(ClearType::FromCursorDown))?;
        for (number, (attribute, row)) in rows.iter().enumerate() {
            let end = if number > 0 { "\r\n" } else { "" };
            write!(out, "{end}")?;
            if *attribute == Attribute::Reset {
                write!(out, "{row}")?;
            } else {
                queue!(out, SetAttribute(*attribute))?;
                write!(out, "{row}")?;
                queue!(out, SetAttribute(Attribute::Reset))?;
            }
        }
        (self.above, self.below) = (cursor.0, rows.len() - 1 - cursor.0);
        up(&mut out, self.below)?;
        queue!(out, MoveToColumn(u16::try_from(cursor.1).unwrap_or(0)))?;
        out.flush()
    }

    /// Draws `lines` for the last time; what is written next is below them.
    pub(super) fn finish(&mut self, lines: &[Shown]) -> io::Result<()> {
        self.draw(lines, (lines.len().saturating_sub(1), 0))?;
        self.leave()
    }

    /// Leaves `question` for the one before it.
    pub(super) fn go_back(&mut self, question: &str) -> Why {
        match self.finish(&[plain(format!("← {}", visible(question)))]) {
            Ok(()) => Why::Back,
            Err(error) => error.into(),
        }
    }

    /// Leaves what is there; what is written next is below it.
    pub(super) fn leave(&mut self) -> io::Result<()> {
        let mut out = stderr().lock();
        write!(out, "{}\r", "\r\n".repeat(self.below + 1))?;
        *self = Self::default();
        out.flush()
    }
}

fn up(out: &mut impl Write, rows: usize) -> io::Result<()> {
    match u16::try_from(rows) {
        Ok(rows @ 1..) => queue!(out, MoveUp(rows)),
        _ => Ok(()),
    }
}

/// A line without emphasis.
pub(super) fn plain(text: impl Into<String>) -> Shown {
    (Attribute::Reset, text.into())
}

/// A line that stays back.
pub(super) fn dim(text: impl Into<String>) -> Shown {
    (Attribute::Dim, text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(line: &str, at: usize, columns: usize) -> (Vec<String>, (usize, usize)) {
        let Rows { rows, cursor } = Rows::of(&[plain(line), dim("x")], (0, at), columns);
        (rows.into_iter().map(|(_, row)| row).collect(), cursor)
    }

    #[test]
    fn lines_are_broken_by_columns_and_the_cursor_is_found() {
        for (line, at, expected, cursor) in [
            ("abcd", 2, &["abcd"][..], (0, 2)),
            ("abcd", 4, &["abcd"], (0, 4)),
            ("abcdef", 6, &["abcd", "ef"], (1, 2)),
            ("abcdef", 4, &["abcd", "ef"], (1, 0)),
            ("", 0, &[""], (0, 0)),
            ("日本語", 1, &["日本", "語"], (0, 2)),
            ("日本語", 3, &["日本", "語"], (1, 2)),
            ("a\u{301}bcd", 2, &["a\u{301}bcd"], (0, 1)),
        ] {
            let (mut broken, found) = rows(line, at, 5);
            assert_eq!(broken.pop().as_deref(), Some("x"));
            assert_eq!(
                (broken, found),
                (expected.iter().map(|&row| row.to_owned()).collect(), cursor)
            );
        }
    }

    #[test]
    fn in_a_low_window_the_row_with_the_cursor_stays() {
        let lines: Vec<Shown> = (0..9).map(|number| plain(number.to_string())).collect();
        for (line, most, first, row) in
            [(0, 4, "0", 0), (8, 4, "5", 3), (5, 1, "5", 0), (3, 4, "0", 3)]
        {
            let fitted = Rows::of(&lines, (line, 0), 9).fitted(most);
            assert_eq!((fitted.rows.len(), fitted.cursor.0), (most, row));
            assert_eq!(fitted.rows[0].1, first);
        }
    }
}
