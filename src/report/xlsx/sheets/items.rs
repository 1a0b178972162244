//! The sheets of items: how often each is missing in all pairs, with a drawing, and in each group.

use super::groups::{by_words, named};
use super::made::{Made, grid, lead, made, words};
use super::{MOST_BARS, Row, is_of_one, rows};
use crate::count::Statistic;
use crate::report::grid::{Datum, Holds};
use crate::report::model::{Dimension, ItemRow, ProfileReport, Report};
use crate::report::xlsx::workbook::{Chart, Drawing, Sheet};

/// An item in a group.
struct OfItem<'r> {
    row: Row<'r>,
    item: &'r ItemRow,
}

/// The sheet of the items of all pairs together.
pub(super) fn items(report: &Report) -> Sheet {
    let rows: Vec<OfItem> =
        rows(report).into_iter().filter(|row| row.is_total).flat_map(of_group).collect();
    let lead = lead(report, |of: &OfItem| of.row.about);
    let grid = grid("Items", lead.into_iter().chain(columns()).collect(), &rows, 0);
    let at = |id| grid.columns.iter().position(|column| column.id == id);
    let is_drawn = is_of_one(report) && (2..=MOST_BARS).contains(&rows.len());
    let chart = at("item").zip(at(Statistic::Missing.name())).filter(|_| is_drawn);
    let chart = chart.map(|(names, value)| Chart {
        drawing: Drawing::Bars,
        title: "Items most often missing, in percent of the pairs in which they apply",
        names: names..names + 1,
        values: vec![value],
        rows: 0..rows.len(),
    });
    Sheet { chart, ..grid.into() }
}

/// The sheet of the items of each group; none where that is all of them once more.
pub(super) fn by_group(report: &Report) -> Option<Sheet> {
    // Functions divide items among themselves.
    let by: Vec<Dimension> =
        report.by.iter().copied().filter(|&by| by != Dimension::Function).collect();
    let mut groups = rows(report);
    groups.retain(|row| !row.is_total && row.about.profile.groups.len() > 1);
    if by.is_empty() || groups.is_empty() {
        return None;
    }
    let rows: Vec<OfItem> = groups.into_iter().flat_map(of_group).collect();
    let named = named(report, &by).into_iter().map(|column| column.of(|of: &OfItem| &of.row));
    let title = format!("Items by {}", by_words(&by, " and "));
    Some(grid(title, named.chain(columns()).collect(), &rows, 0).into())
}

fn of_group(row: Row<'_>) -> impl Iterator<Item = OfItem<'_>> {
    row.group.items.iter().map(move |item| OfItem { row, item })
}

/// What is said of an item.
fn columns<'r>() -> [Made<'r, OfItem<'r>>; 3] {
    [
        words("item", "Item", |of: &OfItem| of.item.label.to_string()),
        words("function", "Essential function", |of: &OfItem| {
            heading(of.row.about.profile, &of.item.function)
        }),
        made(Statistic::Missing.name(), "missing", Holds::Shares, |of: &OfItem| {
            Datum::Share(of.item.missing)
        }),
    ]
}

/// What the function `id` is called.
pub(super) fn heading(profile: &ProfileReport, id: &str) -> String {
    let functions = &profile.total.functions;
    let function = functions.iter().find(|function| function.id == id);
    function.map_or(id, |function| &function.heading).to_owned()
}
