//! The records of the example district against serde_yaml: structure, keys in their order, text;
//! numbers and dates as they are written.

use std::fs;
use std::path::{Path, PathBuf};

use coach::diagnostic::Problems;
use coach::syntax::tree::{Node, Value};
use coach::syntax::yaml;
use coach::text::source::Source;
use serde_yaml::Value as Theirs;

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
}

/// The first difference; `None` where there is none.
fn difference(ours: &Node, theirs: &Theirs) -> Option<String> {
    let is_same = match (&ours.value, theirs) {
        (Value::Null, Theirs::Null) => true,
        (Value::Plain(text), Theirs::Bool(truth)) => *text == truth.to_string(),
        (Value::Plain(text), Theirs::Number(number)) => *text == number.to_string(),
        (Value::Plain(text) | Value::Quoted(text), Theirs::String(expected)) => text == expected,
        (Value::List(nodes), Theirs::Sequence(expected)) => {
            let mut pairs = nodes.iter().zip(expected);
            if let Some(inside) = pairs.find_map(|(ours, theirs)| difference(ours, theirs)) {
                return Some(inside);
            }
            nodes.len() == expected.len()
        }
        (Value::Map(entries), Theirs::Mapping(expected)) => {
            for (entry, (key, theirs)) in entries.iter().zip(expected) {
                if key.as_str() != Some(&entry.key) {
                    return Some(format!("{:?} stands where {key:?} is expected", entry.key));
                }
                if let Some(inside) = difference(&entry.value, theirs) {
                    return Some(format!("{}: {inside}", entry.key));
                }
            }
            entries.len() == expected.len()
        }
        _ => false,
    };
    (!is_same).then(|| format!("{:?} is not {theirs:?}", ours.value))
}

#[test]
fn records_hold_the_values_that_serde_yaml_reads() {
    let mut files = Vec::new();
    yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend"), &mut files);
    assert_eq!(files.len(), 593);
    for path in files {
        let shown = path.display().to_string();
        let source = Source::new(&*shown, fs::read_to_string(&path).expect("a text"));
        let mut problems = Problems::default();
        let Ok(root) = yaml::parse(&source, &mut problems) else { panic!("{shown} is not YAML") };
        assert!(problems.is_empty(), "{shown}");
        let theirs = serde_yaml::from_str(&source.text).expect("serde_yaml reads it too");
        assert_eq!(difference(&root, &theirs), None, "{shown}");
    }
}
