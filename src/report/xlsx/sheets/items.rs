//! The sheet of items: how often each is missing in all pairs, then in each group.

use super::made::{grid, lead, made, words};
use super::{MOST_BARS, Row, rows};
use crate::count::Statistic;
use crate::report::grid::{Datum, Holds};
use crate::report::model::{Dimension, ItemRow, ProfileReport, Report};
use crate::report::xlsx::workbook::{Chart, Drawing, Sheet};

/// An item in a group.
struct OfItem<'r> {
    row: Row<'r>,
    item: &'r ItemRow,
}

/// The sheet of items.
pub(super) fn items(report: &Report) -> Sheet {
    let mut groups = rows(report);
    if report.by == [Dimension::Function] {
        // Each has the items of all once more.
        groups.retain(|row| row.is_total);
    }
    groups.sort_by_key(|row| !row.is_total);
    let is_one = groups.iter().filter(|row| row.is_total).count() == 1;
    let in_all = groups.first().map_or(0, |row| row.group.items.len());
    let rows: Vec<OfItem> = groups.into_iter().flat_map(of_group).collect();
    let mut columns = lead(report, |of: &OfItem| of.row.about);
    let names = columns.len();
    columns.push(words("item", "Item", |of: &OfItem| of.item.label.clone()));
    columns.push(words("function", "Essential function", |of: &OfItem| {
        heading(of.row.about.profile, &of.item.function).to_owned()
    }));
    columns.push(words("group", "In", |of: &OfItem| of.row.group.name.clone()));
    columns.push(made(Statistic::Missing.name(), "missing", Holds::Shares, |of: &OfItem| {
        Datum::Share(of.item.missing)
    }));
    let values = vec![columns.len() - 1];
    let chart = (is_one && (2..=MOST_BARS).contains(&in_all)).then_some(Chart {
        drawing: Drawing::Bars,
        title: "Items most often missing, in percent of the pairs in which they apply",
        names,
        values,
        rows: 0..in_all,
    });
    Sheet { chart, ..grid("Items", columns, &rows).into() }
}

fn of_group(row: Row<'_>) -> impl Iterator<Item = OfItem<'_>> {
    row.group.items.iter().map(move |item| OfItem { row, item })
}

fn heading<'r>(profile: &'r ProfileReport, id: &'r str) -> &'r str {
    let functions = &profile.total.functions;
    functions.iter().find(|function| function.id == id).map_or(id, |function| &function.heading)
}
