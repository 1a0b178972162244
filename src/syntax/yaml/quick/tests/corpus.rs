//! Texts to read: every record of the examples, every case of the YAML test suite, and whatever looks like YAML
//! in the tests of this project.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const SUITE: &str = include_str!("../../../../../tests/records/yaml_suite/yaml-test-suite.json");

/// Every text there is.
pub(super) fn all() -> &'static [String] {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut texts = texts_in("examples", "yaml");
        texts.extend(texts_in("tests", "yaml"));
        for code in texts_in("tests", "rs").iter().chain(&texts_in("src", "rs")) {
            texts.extend(literals(code).into_iter().filter(|text| text.contains(':')));
        }
        let suite: serde_json::Value = serde_json::from_str(SUITE).unwrap();
        let cases = suite["cases"].as_array().unwrap();
        texts.extend(cases.iter().map(|case| case["yaml"].as_str().unwrap().to_owned()));
        texts
    });
    &ALL
}

/// The records of the example district.
pub(super) fn records() -> Vec<String> {
    texts_in("examples/riverbend/records", "yaml")
}

/// The texts of the files in `folder` whose names end in `ending`, in order of their paths.
fn texts_in(folder: &str, ending: &str) -> Vec<String> {
    let mut paths = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ending, &mut paths);
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            walk(&path, ending, found);
        } else if path.extension().is_some_and(|its| its == ending) {
            found.push(path);
        }
    }
}

/// What stands in quotes in `code`, roughly: between any two quotes, so that comments do not matter much.
fn literals(code: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find('"') {
        let mut text = String::new();
        let mut chars = rest[start + 1..].char_indices();
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    end = start + 2 + at;
                    break;
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, 'r')) => text.push('\r'),
                    Some((_, '\n')) => {
                        let after = chars.as_str().trim_start();
                        let skipped = chars.as_str().len() - after.len();
                        (0..skipped).for_each(|_| _ = chars.next());
                    }
                    other => text.extend(other.map(|(_, c)| c)),
                },
                c => text.push(c),
            }
        }
        literals.push(text);
        rest = &rest[end..];
    }
    literals
}
