//! Keys that are given another value, and keys that are taken out. The text and the place of the group
//! come in; the text with the edit in it goes out. A comment within the old value keeps it from being
//! replaced, because nobody can say what the comment is about then; one that a key takes along when it
//! is taken out was about that key.

use std::ops::Range;

use super::layout::{Layout, line_of};
use super::verify::{Before, group_in, put_in};
use super::{Done, Edit, Part, Refused, UNSAFE, edited, insert};
use crate::syntax::tree::{Entry, Value};
use crate::text::source::Span;
use crate::text::wording::quote;

/// Gives the key `key` in the group of keys at `place` of the whole file `text` the value `written`, on one line
/// (see [`super::super::inline`]; lists and groups in brackets). A key that is not there is put in, as
/// [`insert`] does.
///
/// ```
/// # use coach::syntax::yaml::set;
/// let text = "kind: session\ndate: 2026-05-19   # a Tuesday\nitems:\n  - rationale\nminutes: 40\n";
/// let done = set(text, &[], "date", "2026-05-20").unwrap();
/// assert_eq!(done, text.replace("05-19", "05-20"));
/// let done = set(text, &[], "items", "[listens]").unwrap();
/// assert_eq!(done, text.replace("items:\n  - rationale", "items: [listens]"));
/// ```
///
/// # Errors
/// As for [`insert`], but for a value that is there; and a comment stands within that value.
pub fn set(text: &str, place: &[Part], key: &str, written: &str) -> Result<String, Box<Refused>> {
    let entries = [(key, written.to_owned())];
    let mut is_new = false;
    let replaced = edited(text, place, &entries, |before, layout| {
        let found = layout.entries.iter().find(|entry| entry.key == key);
        let Some(entry) = found.filter(|entry| !matches!(entry.value.value, Value::Null)) else {
            is_new = true;
            return Err((before.root.span, String::new()));
        };
        let at = old_value(layout, entry);
        refuse_comments(before, &at, entry)?;
        let mut expected = before.root.clone();
        put_in(&mut expected, place, &entries, 0).ok_or_else(|| unsafe_at(entry))?;
        let edits = vec![Edit { at, new: format!(" {written}") }];
        Ok(Done { edits, expected })
    });
    if is_new { insert(text, place, &entries) } else { replaced }
}

/// Takes the key `key`, with all that is under it, out of the group of keys at `place` of the whole file
/// `text`. A text without it stays as it is.
///
/// ```
/// # use coach::syntax::yaml::unset;
/// let text = "kind: relationship\nended: 2026-05-01  # too early\nend_reason: moved\n";
/// let done = unset(text, &[], "ended").unwrap();
/// assert_eq!(done, "kind: relationship\nend_reason: moved\n");
/// ```
///
/// # Errors
/// The file breaks a rule of YAML or of the records' YAML, nothing or no group of keys is at `place`,
/// the key is the only one of its group, or it cannot be told which bytes are the key's alone.
pub fn unset(text: &str, place: &[Part], key: &str) -> Result<String, Box<Refused>> {
    edited(text, place, &[], |before, layout| {
        let mut expected = before.root.clone();
        let Some(index) = layout.entries.iter().position(|entry| entry.key == key) else {
            return Ok(Done { edits: Vec::new(), expected });
        };
        let entry = &layout.entries[index];
        if layout.entries.len() == 1 {
            let reason = format!("{} is the only key of its group; take out the group", quote(key));
            return Err((entry.key_span, reason));
        }
        group_in(&mut expected, place).ok_or_else(|| unsafe_at(entry))?.remove(index);
        let at =
            if layout.in_braces { in_braces(layout, index) } else { lines(before, layout, index)? };
        Ok(Done { edits: vec![Edit { at, new: String::new() }], expected })
    })
}

fn unsafe_at(entry: &Entry) -> (Span, String) {
    (entry.key_span, UNSAFE.to_owned())
}

/// From the colon of `entry` to the end of its value, without the line break after it.
pub(super) fn old_value(layout: &Layout, entry: &Entry) -> Range<usize> {
    let (start, end) = (layout.end_of_colon(entry), layout.end_of(entry));
    let value = &layout.text[start..end];
    start..start + value.trim_end().len()
}

fn refuse_comments(
    before: &Before,
    at: &Range<usize>,
    entry: &Entry,
) -> Result<(), (Span, String)> {
    let within = |span: &&Span| at.start < span.range().end && span.range().start < at.end;
    match before.comments.iter().find(within) {
        Some(&comment) => {
            let key = quote(&entry.key);
            Err((comment, format!("a comment stands within what is under {key} now")))
        }
        None => Ok(()),
    }
}

/// The bytes of the entry `index` and of the comma that parts it from its neighbors.
fn in_braces(layout: &Layout, index: usize) -> Range<usize> {
    let entries = layout.entries;
    match (index.checked_sub(1), entries.get(index + 1)) {
        (Some(before), _) => layout.end_of(&entries[before])..layout.end_of(&entries[index]),
        (None, next) => {
            let start = entries[index].key_span.start as usize;
            let end = layout.end_of(&entries[index]);
            start..next.map_or(end, |next| next.key_span.start as usize)
        }
    }
}

/// The lines of the entry `index`; of one beside the dash of a list, all up to the next key, which
/// takes its place.
fn lines(before: &Before, layout: &Layout, index: usize) -> Result<Range<usize>, (Span, String)> {
    let (text, entry) = (layout.text, &layout.entries[index]);
    let key = entry.key_span.start as usize;
    let start = line_of(text, key).start;
    let value = old_value(layout, entry);
    let line_end = text[value.end..].find('\n').map_or(text.len(), |at| value.end + at + 1);
    if text[start..key].trim().is_empty() {
        // A last line without its break leaves none behind either.
        let is_last = line_end == text.len() && !text.ends_with('\n');
        let break_before = text[..start].strip_suffix('\n');
        let break_before = break_before.map(|text| text.strip_suffix('\r').unwrap_or(text));
        return Ok(match break_before {
            Some(rest) if is_last => rest.len()..line_end,
            _ => start..line_end,
        });
    }
    let Some(next) = layout.entries.get(index + 1) else { return Err(unsafe_at(entry)) };
    let at = key..next.key_span.start as usize;
    let below = line_end..at.end;
    refuse_comments(before, &below, entry)?;
    Ok(at)
}
