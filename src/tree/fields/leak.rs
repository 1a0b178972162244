//! Prose that leaks out of its key: a line of it that stands too far left is a key to YAML. The value
//! above comes in; how likely the key below it is such a line goes out.

use crate::diagnostic::Problems;
use crate::tree::{Node, read};

/// How likely a key is a line of the prose above it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leak {
    /// The prose stands on one line, and the key may as well be a slip.
    Possible,
    /// The prose goes over several lines, or has none yet.
    Sure,
}

/// What is known of the key above.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// It holds prose.
    Prose,
    /// A reader asks for it, and it holds no prose of its own.
    Known,
    /// No reader asks for it.
    Unknown,
}

/// What to do about a line of prose that was taken for a key.
pub(super) const GOES_ON: &str = "indent it like the text above, if it is part of that";

/// Whether a key right below `value`, the value of such a key, may be its next line.
pub(super) fn below(value: &Node, key: Above, problems: &Problems) -> Option<Leak> {
    let end = value.last_scalar();
    let is_empty = end.text().is_none_or(str::is_empty);
    match key {
        Above::Prose if is_empty => Some(Leak::Sure),
        _ if problems.hides_end_of(end.span) && read::is_on_one_line(end) => Some(Leak::Possible),
        _ if problems.hides_end_of(end.span) => Some(Leak::Sure),
        // A mistyped key of prose, perhaps, whose text begins below.
        Above::Unknown if is_empty => Some(Leak::Possible),
        _ => None,
    }
}
