//! What to do now, for a terminal.

use super::{Next, page};
use crate::report::text::{self, Style};
use crate::store::People;

/// `next` as lines of text, ending with a line break, with the names of `people`.
pub fn render(next: &Next, people: &People, look: Style) -> String {
    text::draw(&page::of(next, people), look)
}
