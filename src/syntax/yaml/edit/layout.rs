//! Where and how new keys are written in a group of keys, so that they look like those beside them.
//! The text and the group come in, edits go out. Whether the result reads as it should is seen
//! elsewhere.

use std::ops::Range;

use super::{Edit, as_lines};
use crate::syntax::tree::{Entry, Node, Value};
use crate::text::source::Span;
use crate::text::wording::quote;

/// What is to be done to the text, and before which entry of the group the new keys come.
pub(super) struct Plan {
    pub(super) edits: Vec<Edit>,
    pub(super) index: usize,
}

/// A group of keys as it is laid out in its text.
pub(super) struct Layout<'t, 'n> {
    pub(super) text: &'t str,
    span: Span,
    pub(super) entries: &'t [Entry<'n>],
    pub(super) in_braces: bool,
    /// What is before a key at the beginning of its line.
    indent: String,
}

impl<'t, 'n> Layout<'t, 'n> {
    /// `None` for what is no group of keys.
    pub(super) fn of(text: &'t str, group: &'t Node<'n>) -> Option<Self> {
        let Value::Map(entries) = &group.value else { return None };
        let span = group.span;
        let in_braces = text[span.range()].starts_with('{');
        let column = |at: usize| at - line_of(text, at).start;
        let key = if in_braces { entries.last() } else { entries.first() };
        let column = key.map_or(0, |entry| column(entry.key_span.start as usize));
        Some(Self { text, span, entries, in_braces, indent: " ".repeat(column) })
    }

    /// How many columns its keys are in.
    pub(super) fn indent(&self) -> usize {
        self.indent.len()
    }

    /// What a person would write for `entries`.
    pub(super) fn to_write(&self, entries: &[(&str, String)]) -> Vec<String> {
        let lines = as_lines(entries);
        if self.in_braces {
            return vec![lines.join(", ")];
        }
        lines.into_iter().map(|line| format!("{}{line}", self.indent)).collect()
    }

    pub(super) fn plan(&self, entries: &[(&str, String)]) -> Result<Plan, (Span, String)> {
        let mut edits = Vec::new();
        let mut new = Vec::new();
        for (key, value) in entries {
            match self.entries.iter().find(|entry| entry.key == *key) {
                None => new.push(format!("{key}: {value}")),
                Some(entry) if matches!(entry.value.value, Value::Null) => {
                    edits.push(self.fill(entry, value)?);
                }
                Some(entry) => {
                    let reason = format!("the key {} is already here", quote(key));
                    return Err((entry.key_span, reason));
                }
            }
        }
        let mut index = self.entries.len();
        if new.is_empty() {
        } else if self.in_braces {
            edits.extend(self.add_in_braces(&new));
        } else {
            let (before, edit) = self.add_lines(&new);
            index = before;
            edits.push(edit);
        }
        // Stable: where a value and a further key meet, the value comes first.
        edits.sort_by_key(|edit| edit.at.start);
        Ok(Plan { edits, index })
    }

    /// `value` for an entry that has none.
    fn fill(&self, entry: &Entry, value: &str) -> Result<Edit, (Span, String)> {
        let null = entry.value.span.range();
        if !null.is_empty() {
            return Ok(Edit { at: null, new: value.to_owned() });
        }
        let end = self.end_of(entry);
        if !self.text[..end].ends_with(':') {
            let reason = format!("the key {} has no colon beside it", quote(&entry.key));
            return Err((entry.key_span, reason));
        }
        Ok(Edit { at: end..end, new: format!(" {value}") })
    }

    /// One past the last byte of `entry`: of its value, else of its colon, else of its key.
    pub(super) fn end_of(&self, entry: &Entry) -> usize {
        if !entry.value.span.range().is_empty() {
            return entry.value.span.end as usize;
        }
        self.end_of_colon(entry)
    }

    /// One past the colon of `entry`, else of its key.
    pub(super) fn end_of_colon(&self, entry: &Entry) -> usize {
        let key_end = entry.key_span.end as usize;
        let rest = &self.text[key_end..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[blanks..].starts_with(':') { key_end + blanks + 1 } else { key_end }
    }

    /// The further keys `new` as lines of their own, and before which entry they come.
    fn add_lines(&self, new: &[String]) -> (usize, Edit) {
        let (text, indent) = (self.text, &self.indent);
        let is_one_line = |entry: &Entry| {
            let start = entry.key_span.start as usize;
            let end = self.end_of(entry).max(entry.value.span.end as usize);
            !text[start..end].contains('\n')
        };
        let Some(last) = self.entries.iter().rposition(is_one_line) else {
            // Below a long text its own lines would have to be told from those that follow.
            let at = self.span.start as usize;
            let eol = line_break(text, at);
            let lines = new.iter().map(|line| format!("{line}{eol}{indent}"));
            return (0, Edit { at: at..at, new: lines.collect() });
        };
        let end = self.end_of(&self.entries[last]);
        let eol = line_break(text, end);
        let (at, lines): (_, String) = match text[end..].find('\n') {
            Some(length) => {
                let lines = new.iter().map(|line| format!("{indent}{line}{eol}"));
                (end + length + 1, lines.collect())
            }
            None => {
                let lines = new.iter().map(|line| format!("{eol}{indent}{line}"));
                (text.len(), lines.collect())
            }
        };
        (last + 1, Edit { at: at..at, new: lines })
    }

    /// The further keys `new` between braces: beside the last entry, or on lines of their own where
    /// that has one and the closing brace is further down.
    fn add_in_braces(&self, new: &[String]) -> Vec<Edit> {
        let text = self.text;
        let at = |at: usize, new: String| Edit { at: at..at, new };
        let Some(last) = self.entries.last() else {
            return vec![at(self.span.start as usize + 1, new.join(", "))];
        };
        let end = self.end_of(last);
        let line = line_of(text, end);
        let before_key = &text[line_of(text, last.key_span.start as usize).start..];
        let has_own_line =
            before_key.trim_start_matches(' ').len() == text.len() - last.key_span.start as usize;
        if !has_own_line || (self.span.end as usize) <= line.end {
            return vec![at(end, format!(", {}", new.join(", ")))];
        }
        let next_line = format!("{}{}", line_break(text, end), self.indent);
        let lines = new.join(&format!(",{next_line}"));
        let has_comma = text[end..line.end].trim_start().starts_with(',');
        if has_comma {
            return vec![at(line.end, format!("{next_line}{lines},"))];
        }
        // The comma comes before the comment that may end the line, the keys after it.
        vec![at(end, ",".to_owned()), at(line.end, format!("{next_line}{lines}"))]
    }
}

/// The line around byte `at`, without its line break.
pub(super) fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    let is_windows = end < text.len() && text[start..end].ends_with('\r');
    start..end - usize::from(is_windows)
}

/// The line break after byte `at`; where none follows, that of the first line.
pub(super) fn line_break(text: &str, at: usize) -> &'static str {
    let end = text[at..].find('\n').map(|i| at + i).or_else(|| text.find('\n'));
    match end {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}
