//! A pair on one page: its relationship and what the two agreed, what is open, and every record. The folder, the
//! relationship and what waits come in; lines of text go out.

use super::listing::{list_pair, table};
use super::record::{self, Of};
use crate::report::agenda::{Next, due_of};
use crate::report::page::Part;
use crate::report::text::{self, Style};

/// The pair of the relationship `of`, for which `next` says what waits, as lines of text.
pub(crate) fn render(of: Of, next: &Next, look: Style) -> String {
    let mut parts = record::parts(of);
    parts.extend([Part::Gap, Part::Heading(format!("What waits on {}", next.as_of))]);
    parts.push(due_of(next));
    parts.extend([Part::Gap, Part::Heading("Records".to_owned())]);
    let listing = list_pair(of.folder, of.record.folder(), of.relationship);
    parts.push(table(&listing, None));
    text::draw(&parts, look)
}
