//! The page about imports names every key that a map may have.

use std::fs;
use std::path::{Path, PathBuf};

/// The words after `before` in the files that read a map.
fn keys() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/map");
    let mut files = vec![folder.join("read.rs")];
    let more = fs::read_dir(folder.join("read")).expect("a file of the repository");
    files.extend(
        more.map(|entry| entry.expect("a file of the repository").path()).collect::<Vec<PathBuf>>(),
    );
    let mut keys = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a file of the repository");
        for call in ["optional(\"", "required(\"", "groups(\"", "flag(\""] {
            let found = text.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
            keys.extend(found.map(|(key, _)| key.to_owned()));
        }
    }
    keys
}

#[test]
fn the_guide_names_every_key_of_a_map() {
    let page = include_str!("../../src/guide/import.md");
    let keys = keys();
    assert!(keys.len() > 30, "{keys:?}");
    let is_named = |key: &String| {
        ["`", " ", "{ ", "`[", "`[["].iter().any(|before| {
            page.contains(&format!("{before}{key}`"))
                || page.contains(&format!("{before}{key}]"))
                || page.contains(&format!("{before}{key} ="))
        })
    };
    let missing: Vec<&String> = keys.iter().filter(|key| !is_named(key)).collect();
    assert!(missing.is_empty(), "the guide does not name {missing:?}");
}
