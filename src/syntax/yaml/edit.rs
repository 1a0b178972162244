//! Small edits in a file that a person wrote: keys are put in, given another value, or taken out. The
//! text and the place of a group of keys come in; the text with the edit in it goes out, or a refusal
//! that says what to write by hand. Every other byte stays as it was, comments and layout too. What the
//! keys mean, and reading or writing the file, is the caller's.

mod append;
mod layout;
mod put;
mod replace;
mod verify;

use std::fmt;
use std::ops::Range;

use super::parse;
use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, Value};
use crate::text::source::{Source, Span};
use crate::text::wording::quote;

use layout::Layout;

pub use append::append;
pub use put::put;
pub use replace::{set, unset};

/// One step on the way from the root to a group of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'p> {
    /// The value of this key.
    Key(&'p str),
    /// The element with this number, from 0.
    Element(usize),
}

/// Why keys were not put in, and what a person can write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Refused {
    /// What keeps them out, in words; nothing of the file is quoted.
    pub reason: String,
    /// The line it is about, from 1.
    pub line: u32,
    /// The lines to write, with the indentation that fits the place as far as it is known; one line
    /// for a group in braces.
    pub write: Vec<String>,
}

/// Puts `entries`, keys with values already written on one line each (see [`super::inline`]), into
/// the group of keys at `place` of the whole file `text`, its byte-order mark included. A key that is
/// there without a value is given one; the others follow the group's last entry of one line, or its
/// last one where the group is in braces.
///
/// ```
/// # use coach::syntax::yaml::{Part, insert};
/// let text = "kind: session\nnext_steps:\n  - id: s1   # small\n    what: plan\nnotes: |\n  Well.\n";
/// let place = [Part::Key("next_steps"), Part::Element(0)];
/// let done = insert(text, &place, &[("done", "2026-09-20".to_owned())]).unwrap();
/// assert_eq!(done, text.replace("plan\n", "plan\n    done: 2026-09-20\n"));
///
/// let again = insert(&done, &place, &[("done", "2026-09-21".to_owned())]).unwrap_err();
/// assert_eq!(again.to_string(), "line 5: the key `done` is already here");
/// ```
///
/// # Errors
/// The file breaks a rule of YAML or of the records' YAML, nothing or no group of keys is at `place`,
/// a key has a value already, or the result would not read as the same file with just these keys
/// more. Then `text` is to be left as it is.
pub fn insert(
    text: &str,
    place: &[Part],
    entries: &[(&str, String)],
) -> Result<String, Box<Refused>> {
    edited(text, place, entries, |before, layout| {
        let plan = layout.plan(entries)?;
        let mut expected = before.root.clone();
        let fault = || (before.root.span, UNSAFE.to_owned());
        verify::put_in(&mut expected, place, entries, plan.index).ok_or_else(fault)?;
        Ok(Done { edits: plan.edits, expected })
    })
}

/// What is said where an edit would not read as it is meant.
const UNSAFE: &str = "nothing can be changed safely in what is written here";

/// What an edit does to a text, and the tree that it is to give.
struct Done<'n> {
    edits: Vec<Edit>,
    expected: Node<'n>,
}

/// `text` with the edit that `edit` plans in the group at `place`, once it is seen to do what was meant.
/// Where it is refused, `entries` are what a person can write instead.
fn edited(
    text: &str,
    place: &[Part],
    entries: &[(&str, String)],
    edit: impl for<'n> FnOnce(&verify::Before<'n>, &Layout<'_, 'n>) -> Result<Done<'n>, (Span, String)>,
) -> Result<String, Box<Refused>> {
    let source = Source::new("", text.to_owned());
    let mark = text.len() - source.text.len();
    let refusal = |(span, reason): (Span, String), write: Vec<String>| {
        Box::new(Refused { reason, line: source.position(span.start).line, write })
    };
    let unplaced = || match as_lines(entries) {
        lines if lines.is_empty() => lines,
        lines => vec![lines.join(", ")],
    };
    let mut problems = Problems::default();
    let root = parse(&source, &mut problems).map_err(|finding| {
        let reason = "the file cannot be read past this line".to_owned();
        refusal((finding.span(), reason), unplaced())
    })?;
    let comments = problems.take_comments();
    if let Some(span) = problems.first() {
        let reason = "the file has a fault that comes first; `coach check` explains it".to_owned();
        return Err(refusal((span, reason), unplaced()));
    }
    let group = find(&root, place).map_err(|fault| refusal(fault, unplaced()))?;
    let Some(layout) = Layout::of(&source.text, group) else {
        let reason = "there is no group of keys here".to_owned();
        return Err(refusal((group.span, reason), unplaced()));
    };
    let before = verify::Before { source: &source, root: &root, comments: &comments };
    let done = edit(&before, &layout).map_err(|fault| refusal(fault, layout.to_write(entries)))?;
    let after = Source::new("", apply(&source.text, &done.edits));
    if !before.became(&after, &done) {
        return Err(refusal((group.span, UNSAFE.to_owned()), layout.to_write(entries)));
    }
    Ok(format!("{}{}", &text[..mark], after.text))
}

/// The node at `place`, or where and why there is none.
fn find<'n, 's>(root: &'n Node<'s>, place: &[Part]) -> Result<&'n Node<'s>, (Span, String)> {
    place.iter().try_fold(root, |node, part| {
        let found = match (part, &node.value) {
            (Part::Key(key), _) => node.get(key),
            (Part::Element(index), Value::List(nodes)) => nodes.get(*index),
            (Part::Element(_), _) => None,
        };
        found.ok_or_else(|| (node.span, format!("there is no {part} here")))
    })
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Part::Key(key) => write!(f, "key {}", quote(key)),
            Part::Element(index) => write!(f, "element {}", index.saturating_add(1)),
        }
    }
}

fn as_lines(entries: &[(&str, String)]) -> Vec<String> {
    entries.iter().map(|(key, value)| format!("{key}: {value}")).collect()
}

/// Bytes that make room for others; an empty range only takes them in.
#[derive(Clone, Debug)]
struct Edit {
    at: Range<usize>,
    new: String,
}

/// `text` with `edits`, which are sorted and do not overlap.
fn apply(text: &str, edits: &[Edit]) -> String {
    let added: usize = edits.iter().map(|edit| edit.new.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.at.start]);
        out.push_str(&edit.new);
        at = edit.at.end;
    }
    out.push_str(&text[at..]);
    out
}
