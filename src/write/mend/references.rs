//! Records that name the file of another: found by the tables of keys, and mended where that file gets
//! another name.

use crate::diagnostic::Problems;
use crate::domain::key::{Form, Table};
use crate::domain::record::Kind;
use crate::store::batch::Part;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml;
use crate::text::source::Source;

/// A key whose value is the name of a record's file, and where it is.
struct Reference {
    place: Vec<yaml::Part<'static>>,
    key: &'static str,
    name: String,
}

/// The paths of those of `records` (path and text) that name one of the files `names`.
pub(crate) fn referring(records: &[(String, String)], names: &[&str]) -> Vec<String> {
    let refers = |text: &str| {
        references(text).iter().any(|reference| names.contains(&reference.name.as_str()))
    };
    let found = records.iter().filter(|(_, text)| refers(text));
    found.map(|(path, _)| path.clone()).collect()
}

/// Those of `records` (path and text) that name the file `old`, with `new` in its place.
///
/// # Errors
/// In words: one of them cannot be changed safely.
pub(super) fn renamed(
    records: &[(String, String)],
    old: &str,
    new: &str,
) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for (path, text) in records {
        let mut mended = text.clone();
        for reference in references(text).iter().filter(|reference| reference.name == old) {
            mended = yaml::set(&mended, &reference.place, reference.key, &yaml::inline(new))
                .map_err(|refused| format!("{path} names this record, and {refused}"))?;
        }
        if mended != *text {
            parts.push(Part::changed(path.as_str(), text.as_str(), mended));
        }
    }
    Ok(parts)
}

/// Every name of a file in the record `text`, as far as it can be read.
fn references(text: &str) -> Vec<Reference> {
    let source = Source::new("", text.to_owned());
    let Ok(root) = yaml::parse(&source, &mut Problems::default()) else { return Vec::new() };
    let kind = root.get("kind").and_then(Node::text).and_then(Kind::from_name);
    let mut found = Vec::new();
    if let Some(kind) = kind {
        collect(&root, kind.table(), &mut Vec::new(), &mut found);
    }
    found
}

fn collect(
    group: &Node,
    table: &'static Table,
    place: &mut Vec<yaml::Part<'static>>,
    found: &mut Vec<Reference>,
) {
    for key in table.keys {
        let Some(node) = group.get(key.name) else { continue };
        if let (Form::FileName, Some(name)) = (key.form, node.text()) {
            let name = name.to_owned();
            found.push(Reference { place: place.clone(), key: key.name, name });
        }
        let Some(below) = key.form.table() else { continue };
        place.push(yaml::Part::Key(key.name));
        match &node.value {
            Value::List(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    place.push(yaml::Part::Element(index));
                    collect(node, below, place, found);
                    place.pop();
                }
            }
            _ => collect(node, below, place, found),
        }
        place.pop();
    }
}
