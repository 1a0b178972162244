//! Records that name the file of another, or a school: found by the tables of keys, and mended where what
//! they name gets another name.

use crate::diagnostic::Problems;
use crate::domain::key::{Form, Table};
use crate::domain::record::Kind;
use crate::store::batch::Part;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml;
use crate::text::source::Source;

/// What is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// The file of a record.
    File,
    /// A school.
    School,
}

impl Named {
    /// Whether it is what stands under a key of `form`.
    fn is_in(self, form: Form) -> bool {
        match self {
            Self::File => matches!(form, Form::FileName),
            Self::School => matches!(form, Form::School),
        }
    }
}

/// A key whose value is a name, and where it is.
struct Reference {
    place: Vec<yaml::Part<'static>>,
    key: &'static str,
    name: String,
}

/// The paths of those of `records` (path and text) that name one of the files `names`.
pub(crate) fn referring(records: &[(String, String)], names: &[&str]) -> Vec<String> {
    let refers = |text: &str| files(text).iter().any(|name| names.contains(&name.as_str()));
    let found = records.iter().filter(|(_, text)| refers(text));
    found.map(|(path, _)| path.clone()).collect()
}

/// The files that the record `text` names.
pub(super) fn files(text: &str) -> Vec<String> {
    references(text, Named::File).into_iter().map(|reference| reference.name).collect()
}

/// Those of `records` (path and text) that name `old`, with `new` in its place; `named` says what that is.
///
/// # Errors
/// In words: one of them cannot be changed safely.
pub(super) fn renamed(
    records: &[(String, String)],
    named: Named,
    old: &str,
    new: &str,
) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for (path, text) in records {
        let mut mended = text.clone();
        for reference in references(text, named).iter().filter(|reference| reference.name == old) {
            mended = yaml::set(&mended, &reference.place, reference.key, &yaml::inline(new))
                .map_err(|refused| format!("{path} names {old}, and {refused}"))?;
        }
        if mended != *text {
            parts.push(Part::changed(path.as_str(), text.as_str(), mended));
        }
    }
    Ok(parts)
}

/// Every name of what is `named` in the record `text`, as far as it can be read.
fn references(text: &str, named: Named) -> Vec<Reference> {
    let source = Source::new("", text.to_owned());
    let Ok(root) = yaml::parse(&source, &mut Problems::default()) else { return Vec::new() };
    let kind = root.get("kind").and_then(Node::text).and_then(Kind::from_name);
    let mut found = Vec::new();
    if let Some(kind) = kind {
        collect(&root, named, kind.table(), &mut Vec::new(), &mut found);
    }
    found
}

fn collect(
    group: &Node,
    named: Named,
    table: &'static Table,
    place: &mut Vec<yaml::Part<'static>>,
    found: &mut Vec<Reference>,
) {
    for key in table.keys {
        let Some(node) = group.get(key.name) else { continue };
        if let Some(name) = node.text().filter(|_| named.is_in(key.form)) {
            let name = name.to_owned();
            found.push(Reference { place: place.clone(), key: key.name, name });
        }
        let Some(below) = key.form.table() else { continue };
        place.push(yaml::Part::Key(key.name));
        match &node.value {
            Value::List(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    place.push(yaml::Part::Element(index));
                    collect(node, named, below, place, found);
                    place.pop();
                }
            }
            _ => collect(node, named, below, place, found),
        }
        place.pop();
    }
}
