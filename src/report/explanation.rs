//! One number down to its records. An address and the folder it speaks of come in; the number, how it
//! is made, and what each record did for it go out, relationship by relationship, as text or JSON.
//!
//! What a number rests on is decided in `fidelity`; here entries are gathered, added up and shown.

mod build;
mod model;
mod text;

pub use build::build;
pub use model::{
    Adds, ExplainedContribution, ExplainedRecord, ExplainedRelationship, Explanation, RatedItem,
};
pub use text::render as render_text;
