//! Readers of what every part of a profile is made of: words, ids, lists of tables, and ids that
//! must not appear twice. Stricter than records: in TOML, text is always in quotes.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, Key, ProfileForm, Table, optional};
use crate::domain::profile::rules;
use crate::syntax::tree::{Fields, Node, Value, read as read_value, rules as tree_rules};
use crate::text::source::{At, Span};
use crate::text::wording::{count, quote};

/// What functions and items have in common.
pub(super) const MENDED: Key = optional("mended", Form::OfProfile(ProfileForm::Words))
    .about("What was mended in the document's words, for example a slip of its printer.");

/// Starts to read `node` as a group of the document's words, beside which what was added stands in a
/// table `added` that begins with the line `[header]`. Whoever leaves that line out is told.
pub(super) fn open<'t, 's>(
    table: &Table,
    added: &Table,
    header: &'static str,
    node: &'t Node<'s>,
    problems: &mut Problems,
) -> Option<Fields<'t, 's>> {
    let mut fields = table.open(node, problems)?;
    fields.belong_under(header, only_added(table, added));
    Some(fields)
}

/// Starts to read `node` as the table `added` of the group `of`, which is written as `table` says.
pub(super) fn open_added<'t, 's>(
    table: &Table,
    added: &Table,
    of: &Node,
    node: &'t Node<'s>,
    problems: &mut Problems,
) -> Option<Fields<'t, 's>> {
    let mut fields = added.open(node, problems)?;
    fields.are_above(of, only_added(table, added));
    Some(fields)
}

/// The keys that are in `added` and never outside.
fn only_added(table: &Table, added: &Table) -> impl Iterator<Item = &'static str> {
    added.keys.iter().map(|key| key.name).filter(|name| table.key(name).is_none())
}

/// Text with at least one word; line breaks and runs of spaces become one space.
pub(super) fn words(node: &Node, problems: &mut Problems) -> Option<String> {
    let text = in_quotes(node, problems)?;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        let message = "there are no words between the quotes";
        problems.push(Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message));
        return None;
    }
    Some(words)
}

/// [`words`] of at most `longest` characters.
pub(super) fn short(node: &Node, problems: &mut Problems, longest: usize) -> Option<String> {
    let words = words(node, problems)?;
    let length = words.chars().count();
    if length <= longest {
        return Some(words);
    }
    let message = format!("{} is too long for a column of a table", quote(&words));
    let label = format!("{}; at most {longest} fit", count(length, "character"));
    problems.push(Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message).label(label));
    None
}

/// An id: `[a-z0-9-]`, at most 32 characters.
pub(super) fn id(node: &Node, problems: &mut Problems) -> Option<String> {
    in_quotes(node, problems)?;
    read_value::id(node, problems)
}

/// The tag of a language: two or three letters, perhaps with a region: `es`, `es-MX`.
pub(super) fn language(node: &Node, problems: &mut Problems) -> Option<String> {
    let tag = words(node, problems)?;
    let mut parts = tag.split('-');
    let is_letters = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric());
    let is_tag = parts.next().is_some_and(|first| {
        (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_lowercase())
    }) && parts.all(|part| (2..=8).contains(&part.len()) && is_letters(part));
    if !is_tag {
        let message = format!("{} is not the tag of a language", quote(&tag));
        let finding = Finding::new(&tree_rules::UNKNOWN_WORD, node.span, message);
        problems.push(finding.label("write its two letters, such as \"es\" for Spanish"));
        return None;
    }
    Some(tag)
}

/// One of the words `all`, in quotes.
pub(super) fn word<T: Copy, const N: usize>(
    node: &Node,
    problems: &mut Problems,
    what: &str,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Option<T> {
    in_quotes(node, problems)?;
    let words = all.map(name);
    let index = read_value::choice(node, problems, &tree_rules::UNKNOWN_WORD, what, words)?;
    all.get(index).copied()
}

fn in_quotes<'t>(node: &'t Node, problems: &mut Problems) -> Option<&'t str> {
    if let Value::Plain(text) = &node.value
        && !read_value::is_boolean(text)
    {
        let message = format!("text belongs here, not {}", node.describe());
        problems.push(
            Finding::new(&tree_rules::WRONG_TYPE, node.span, message)
                .label(format!("put it in quotes: \"{text}\"")),
        );
        return None;
    }
    read_value::text(node, problems)
}

/// The tables of a list such as `[[items]]`, of which there is at least one. `key` names the list
/// with all it stands in: `functions.items`.
pub(super) fn tables<'t, 's>(
    node: &'t Node<'s>,
    key: &str,
    problems: &mut Problems,
) -> Option<&'t [Node<'s>]> {
    match &node.value {
        Value::List(tables) if tables.is_empty() => {
            let message = format!("the list `{key}` is empty");
            problems.push(
                Finding::new(&tree_rules::MISSING_KEY, node.span, message)
                    .label("at least one belongs here"),
            );
            None
        }
        Value::Map(_) => {
            let message = format!("`{key}` is a list of tables, and this is a single one");
            problems.push(
                Finding::new(&tree_rules::WRONG_TYPE, node.span, message)
                    .label(format!("write [[{key}]] with two brackets, once for each")),
            );
            None
        }
        _ => read_value::list(node, problems),
    }
}

/// The ids of one kind of thing, each of which may appear only once.
pub(super) struct Ids {
    kind: &'static str,
    first: BTreeMap<String, Span>,
}

impl Ids {
    /// No ids yet of `kind`, in the plural: "items".
    pub(super) fn of(kind: &'static str) -> Self {
        Self { kind, first: BTreeMap::new() }
    }

    /// `id`, reported when it already stands for another thing of the kind.
    pub(super) fn claim(&mut self, id: At<String>, problems: &mut Problems) -> String {
        match self.first.get(&id.value) {
            Some(&first) => {
                let message = format!("two {} have the id {}", self.kind, quote(&id.value));
                problems.push(
                    Finding::new(&rules::SAME_ID, id.span, message)
                        .label("the second")
                        .related(first, "the first"),
                );
            }
            None => {
                self.first.insert(id.value.clone(), id.span);
            }
        }
        id.value
    }
}
