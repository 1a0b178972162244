//! Prose that leaks out of its key: YAML takes a line of prose that is too far left for a key. The
//! value above comes in; how likely the key below is such a line goes out.

use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, Value, read};

/// How likely a key is a line of the prose above it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leak {
    /// The prose is on one line, and the key may as well be a slip.
    Possible,
    /// The prose goes over several lines, or has none yet.
    Sure,
}

/// What is known of the key above.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// A reader asks for it.
    Known,
    /// No reader asks for it.
    Unknown,
}

/// What to do about a line of prose that was taken for a key.
pub(super) const GOES_ON: &str = "if it is part of the text above, indent it the same way";

/// Whether a key right below `value`, the value of such a key, may be its next line.
pub(super) fn below(value: &Node, key: Above, problems: &Problems) -> Option<Leak> {
    let end = value.last_scalar();
    let is_within = !std::ptr::eq(end, value);
    match key {
        _ if problems.has_begun_prose(end.span) => Some(Leak::Sure),
        _ if problems.hides_end_of(end.span) && read::is_on_one_line(end) => Some(Leak::Possible),
        _ if problems.hides_end_of(end.span) => Some(Leak::Sure),
        // A mistyped key of prose, perhaps, whose text begins below.
        Above::Unknown if is_empty(end) => Some(Leak::Possible),
        // The same further in.
        Above::Known if is_within && is_empty(end) => Some(Leak::Possible),
        _ => None,
    }
}

/// Notes in `problems` whether the group `element`, which is below `above` in `list`, may be a
/// further line of its prose. What is in brackets or braces is none.
pub(super) fn note_element(above: &Node, element: &Node, list: &Node, problems: &mut Problems) {
    if matches!(element.value, Value::Map(_))
        && !element.is_in_brackets()
        && !list.is_in_brackets()
        && let Some(leak) = below(above, Above::Known, problems)
    {
        problems.follow_prose(element.span, leak == Leak::Sure);
    }
}

/// Notes in `problems` that the text of `prose`, if it has none, may begin below.
pub(crate) fn begin_prose(prose: &Node, problems: &mut Problems) {
    let end = prose.last_scalar();
    if is_empty(end) {
        problems.begin_prose(end.span);
    }
}

fn is_empty(node: &Node) -> bool {
    node.text().is_none_or(str::is_empty)
}
