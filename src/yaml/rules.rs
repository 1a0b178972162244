//! The rules that reading YAML can break.

use crate::diagnostic::{Level, Rule};

/// The text is not YAML.
pub static SYNTAX: Rule = Rule {
    id: "yaml-syntax",
    sentence: "Every record is YAML that can be read without guessing",
    level: Level::Error,
    leaves_out: true,
};
/// Anchors, aliases, tags, merge keys, second documents, keys that are not words.
pub static FEATURE: Rule = Rule {
    id: "yaml-feature",
    sentence: "Records use plain YAML: no anchors, aliases, tags, merge keys or second documents",
    level: Level::Error,
    leaves_out: true,
};
/// The file has no content.
pub static EMPTY: Rule = Rule {
    id: "empty-file",
    sentence: "Every record has content",
    level: Level::Error,
    leaves_out: true,
};
/// Every rule of this module.
pub static ALL: &[&Rule] = &[&SYNTAX, &FEATURE, &EMPTY];
