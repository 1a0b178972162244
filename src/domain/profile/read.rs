//! From the TOML text of a profile to a valid [`Profile`], gathering every fault of the text in one
//! pass. Each part of the format has a module of its own; what concerns several parts (a rubric for
//! a level, levels that no function can reach) is checked where both are known.

mod evidence;
mod function;
mod item;
mod level;
mod reach;
mod rule;
mod supersedes;
mod term;
mod value;

use sha2::{Digest, Sha256};

use super::{Profile, rules};
use crate::diagnostic::{Diagnostic, Finding, Problems};
use crate::syntax::toml;
use crate::syntax::tree::{Fields, Node, Value, rules as tree_rules};
use crate::text::source::Source;

/// The only format of profiles so far.
const FORMAT: &str = "1";

/// What the readers of functions and items have to know of the rest of the profile.
struct Known<'p> {
    levels: &'p [level::ReadLevel],
    methods: usize,
}

/// Reads the profile that `source` holds.
///
/// # Errors
/// Every fault of the text, in the order of their places.
pub fn read(source: &Source) -> Result<Profile, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let root = toml::parse(source, &mut problems);
    let broken = !problems.is_empty();
    let profile = document(&root, source, &mut problems);
    if broken {
        // Levels are held against functions and items, of which some may not have been read.
        toml::keep_what_is_sure(source, &mut problems, &[&rules::LEVELS]);
    }
    match profile {
        Some(profile) if problems.is_empty() => Ok(profile),
        _ => Err(problems.finish_open(source)),
    }
}

/// The profile as far as it can be read. Parts with a fault are left out of it, so it is only valid
/// where nothing was found.
fn document(root: &Node, source: &Source, problems: &mut Problems) -> Option<Profile> {
    let mut fields = Fields::of(root, "profile", problems)?;
    fields.required("format", problems, format);
    let title = fields.required("title", problems, value::words);
    let edition = fields.required("edition", problems, value::words);
    let origin = fields.required("source", problems, value::words);
    let foundation = fields.optional("foundation", problems, value::words);
    let added = fields.required("added", problems, |node, problems| {
        let mut added = Fields::of(node, "profile's `added` table", problems)?;
        let id = added.required("id", problems, value::id);
        let supersedes = added.optional("supersedes", problems, supersedes::read);
        added.finish(problems);
        Some((id, supersedes))
    });
    let (id, supersedes) = added.unwrap_or_default();
    let levels = fields.required("levels", problems, level::levels).unwrap_or_default();
    let known = Known { levels: &levels, methods: root.get("methods").map_or(0, elements) };
    let parts = fields
        .required("functions", problems, |node, problems| {
            function::functions(node, &known, problems)
        })
        .unwrap_or_default();
    reach::check(&levels, root.get("functions").map_or(0, most_items), problems);
    // Every session and contact names a method, so a profile without one could not be used.
    let methods = fields
        .required("methods", problems, |node, problems| term::METHOD.read(node, problems))
        .unwrap_or_default();
    let phases = fields
        .optional("phases", problems, |node, problems| term::PHASE.read(node, problems))
        .unwrap_or_default();
    let evidence = fields
        .optional("evidence", problems, |node, problems| term::EVIDENCE.read(node, problems))
        .unwrap_or_default();
    fields.finish(problems);
    let all_read = parts.items.len() == root.get("functions").map_or(0, all_items);
    let supersedes =
        supersedes.map(|read| read.finish(id.as_deref(), &parts.items, all_read, problems));
    Some(Profile {
        id: id?,
        title: title?,
        edition: edition?,
        source: origin?,
        foundation,
        hash: fingerprint(&source.text),
        supersedes,
        levels: levels.into_iter().filter_map(level::ReadLevel::finish).collect(),
        functions: parts.functions,
        items: parts.items,
        methods,
        phases,
        evidence,
    })
}

fn format(node: &Node, problems: &mut Problems) -> Option<()> {
    if matches!(&node.value, Value::Plain(text) if text == FORMAT) {
        return Some(());
    }
    let message = format!("this coach reads profiles of format {FORMAT}");
    problems.push(
        Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message)
            .label(format!("write format = {FORMAT}")),
    );
    None
}

/// How many items the largest function has, readable or not.
fn most_items(functions: &Node) -> usize {
    let Value::List(functions) = &functions.value else { return 0 };
    functions.iter().filter_map(|function| function.get("items").map(elements)).max().unwrap_or(0)
}

/// How many items all functions have, readable or not.
fn all_items(functions: &Node) -> usize {
    let Value::List(functions) = &functions.value else { return 0 };
    functions.iter().filter_map(|function| function.get("items").map(elements)).sum()
}

fn elements(node: &Node) -> usize {
    match &node.value {
        Value::List(elements) => elements.len(),
        _ => 0,
    }
}

/// SHA-256 of `text` in 64 hex digits.
fn fingerprint(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
