//! What to do now as GitHub flavored Markdown.

use super::{Next, page};
use crate::report::markdown;
use crate::store::People;

/// `next` as Markdown, ending with a line break.
pub fn render(next: &Next) -> String {
    // Names are for the screen alone.
    markdown::draw(&page::of(next, &People::default()))
}
