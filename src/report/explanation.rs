//! One number down to its records. An address and the folder it speaks of come in; the number, how it
//! is made, and what each record did for it go out, relationship by relationship, as text, Markdown or JSON.
//!
//! What a number rests on is decided in `count`; here contributions are gathered, added up and shown.

mod build;
mod model;
mod page;

use super::layout::Look;
use super::page::Reasons;
use super::{markdown, text};
use crate::count::contribution::Contribution;
use crate::domain::profile::Profile;

pub use build::build;
pub use model::Adds;
pub(crate) use model::Explanation;

/// `explanation` as lines of text, ending with a line break.
pub fn render_text(explanation: &Explanation, look: Look) -> String {
    text::draw(&page::of(explanation), look)
}

/// `explanation` as Markdown, ending with a line break.
pub fn render_markdown(explanation: &Explanation) -> String {
    markdown::draw(&page::of(explanation))
}

/// `entry` of the pair at `path` as a page shows it.
pub(super) fn reasons(path: &str, entry: Contribution, profile: Option<&Profile>) -> Reasons {
    page::reasons(&model::ExplainedContribution::of(path, entry, profile), path)
}
