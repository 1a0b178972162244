//! What to do now, for a terminal.

use super::{Next, page};
use crate::report::text::{self, Style};

/// `next` as lines of text, ending with a line break.
pub fn render(next: &Next, look: Style) -> String {
    text::draw(&page::of(next), look)
}
