//! The rows that moved most, as a page.

use super::head::{cells, titles};
use crate::report::compare::head::{Head, RowStep};
use crate::report::model::Dimension;
use crate::report::page::{Cell, Part, Shape, Table};
use crate::text::wording::grouped;

/// Rows that are shown at most.
const SHOWN: usize = 5;

/// The rows of `head` that moved most, which are divided by `rows`.
pub(super) fn add(head: &Head, rows: &[Dimension], parts: &mut Vec<Part>) {
    if head.moved.is_empty() {
        return;
    }
    let rows: Vec<&str> = rows.iter().map(|row| row.name()).collect();
    let title = format!("Moved most, by {}", rows.join(" and "));
    parts.extend([
        Part::Gap,
        Part::Table(Table {
            header: [vec![Cell::from(title)], titles("in place")].concat(),
            rows: head.moved.iter().take(SHOWN).map(row).collect(),
            shape: Shape::Numbers { least: 6 },
        }),
    ]);
    if let Some(more @ 1..) = head.moved.len().checked_sub(SHOWN) {
        let more = grouped(more);
        parts.push(Part::Line(format!("{more} more: --format json has them all.")));
    }
}

/// A row; one that only one report has says so where the others say how far they moved.
fn row(step: &RowStep) -> Vec<Cell> {
    let mut cells = cells(step.in_place);
    let only = match (step.in_place.before, step.in_place.now) {
        (None, Some(_)) => Some("only now"),
        (Some(_), None) => Some("only before"),
        (Some(_), Some(_)) | (None, None) => None,
    };
    if let (Some(only), Some(last)) = (only, cells.last_mut()) {
        *last = Cell::from(only.to_owned());
    }
    [vec![Cell::from(step.name.clone())], cells].concat()
}
