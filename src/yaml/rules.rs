//! The rules that reading YAML can break.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// The text is not YAML.
    SYNTAX = "yaml-syntax", "Every record is YAML that can be read without guessing";
    /// Anchors, aliases, tags, merge keys, second documents, keys that are not words.
    FEATURE = "yaml-feature", "Records use plain YAML: no anchors, aliases, tags, merge keys or second documents";
    /// The file has no content.
    EMPTY = "empty-file", "Every record has content";
}
