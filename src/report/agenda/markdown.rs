//! What to do now as GitHub flavored Markdown.

use super::{Next, page};
use crate::report::markdown;

/// `next` as Markdown, ending with a line break.
pub fn render(next: &Next) -> String {
    markdown::draw(&page::of(next))
}
