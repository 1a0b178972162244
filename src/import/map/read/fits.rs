//! Which keys of a map's value go together, and with what its key holds: a node and the form come in; a finding for
//! each key that would do nothing goes out. What does nothing was meant to do something.

use crate::diagnostic::{Finding, Problems};
use crate::domain::key::Form;
use crate::syntax::tree::{Entry, Node, Value as Tree, rules};
use crate::text::wording::quote;

/// Keys that say where a value comes from. `items_in` goes with columns.
const SOURCES: [&str; 5] = ["is", "column", "columns", "cell", "sheet"];

/// Says which keys of the value in `node`, for a key that holds `form`, do nothing.
pub(super) fn check(node: &Node, form: Form, problems: &mut Problems) {
    let Tree::Map(entries) = &node.value else { return };
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let first = SOURCES.iter().find(|key| has(key));
    let is_same = has("is");
    for entry in entries {
        let key = &*entry.key;
        let source = first.filter(|first| SOURCES.contains(&key) && **first != key);
        if let Some(first) = source {
            let message = format!("`{first}` and `{key}` both say where this comes from");
            problems.push(at(entry, message).label("one of them belongs here"));
        } else if let Some((_, what)) = purpose(key, form).filter(|(fits, _)| !fits) {
            let message = format!("{} does nothing here: it is for {what}", quote(key));
            problems.push(at(entry, message));
        } else if is_same && is_of_cells(key, form) {
            let message =
                format!("{} does nothing beside `is`, which is always the same", quote(key));
            problems.push(at(entry, message));
        } else if key == "nothing_is" && has("sheet") {
            let message = "`nothing_is` does nothing here: the name of a sheet is never empty";
            problems.push(at(entry, message.to_owned()));
        }
    }
}

fn at(entry: &Entry, message: String) -> Finding {
    Finding::new(&rules::OUT_OF_RANGE, entry.key_span, message)
}

/// What `key` is for, where that is not every value, and whether `form` is that.
fn purpose(key: &str, form: Form) -> Option<(bool, &'static str)> {
    Some(match key {
        "bare" | "sum" | "without_travel" => (form.is_minutes(), "minutes"),
        "swapped" => (matches!(form, Form::Date), "days without a time"),
        "order" => (matches!(form, Form::Date | Form::Time), "days"),
        "html" | "between" => (is_text(form), "text in people's own words"),
        "any_mark" => (is_list(form), "lists of words"),
        "items" | "items_in" => (is_of_items(form), "ratings of items"),
        "words" => (is_of_words(form), "words, ratings and people"),
        _ => return None,
    })
}

/// Whether `key` is one that says how cells are read; others say where a value comes from, or are unknown.
fn is_of_cells(key: &str, form: Form) -> bool {
    purpose(key, form).is_some() || matches!(key, "or" | "as_above" | "optional" | "nothing_is")
}

fn is_text(form: Form) -> bool {
    matches!(form, Form::Prose | Form::Statement)
}

fn is_list(form: Form) -> bool {
    matches!(form, Form::Terms(_) | Form::Ids | Form::PersonIds | Form::Profiles)
}

fn is_of_items(form: Form) -> bool {
    matches!(form, Form::Ratings | Form::Levels | Form::Comments)
}

fn is_of_words(form: Form) -> bool {
    let is_number = matches!(form, Form::Integer(_) | Form::Number);
    !(is_number || is_text(form) || matches!(form, Form::Date | Form::Time))
}
