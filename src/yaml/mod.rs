//! YAML text in, a [`crate::tree::Node`] with positions out. The only place that names a YAML crate.
//!
//! Records use plain YAML: anchors, aliases, tags, merge keys, second documents, duplicate keys and
//! keys that are not words are refused where they stand. A syntax error is the file's one finding.

mod parse;
pub mod rules;
mod syntax;

pub use parse::{Parsed, parse};

/// Deepest nesting of lists and maps that is read.
pub const DEEPEST: usize = 64;
