//! YAML text in, a [`crate::syntax::tree::Node`] with positions out; and back, a text as one scalar, and small
//! edits in a text. The only place that names a YAML crate.
//!
//! Records use plain YAML: anchors, aliases, tags, merge keys, second documents, duplicate keys and
//! keys that are not words are refused where they are. A syntax error is the file's one finding.

mod edit;
mod emit;
mod parse;
mod quick;
pub mod rules;
mod scalar;
mod syntax;

pub use edit::{Part, Refused, append, insert, put, set, unset};
pub(crate) use emit::emit_in_few_lines;
pub use emit::{Written, emit};
pub use parse::parse;
pub(crate) use quick::agreed;
pub use scalar::inline;

/// Deepest nesting of lists and maps that is read.
pub(crate) const DEEPEST: usize = 64;
