//! The rules that reading YAML can break.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// The text is not YAML.
    SYNTAX = "yaml-syntax" {
        sentence: "Every record is YAML that can be read without guessing",
        reason: "If brackets, quotes or indentation do not match, what follows could mean \
                 anything. Until this is fixed, it is the file's only finding.",
        bad: "items: [rationale, manageable-units",
        mended: "items: [rationale, manageable-units]",
    }
    /// Anchors, aliases, tags, merge keys, second documents, keys that are not words.
    FEATURE = "yaml-feature" {
        sentence: "Records use plain YAML: no anchors, aliases, tags, merge keys or second documents",
        reason: "They make a record mean more than it shows. Most often they are text that should \
                 be in quotes.",
        bad: "strengths: !important waited after each question",
        mended: "strengths: \"!important waited after each question\"",
    }
    /// The file has no content.
    EMPTY = "empty-file" {
        sentence: "Every record has content",
        reason: "An empty file with a record's name may be a record that was lost while it was \
                 being saved.",
        bad: "an empty file",
        mended: "delete it, or write the record again",
    }
}
