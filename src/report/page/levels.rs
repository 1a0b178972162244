//! Tiers and the whole instrument, where the profile has levels of them: what is in place, points, and how many
//! pairs are at which level.

use super::cells::{of_all, with_percent};
use super::parts::{Cell, Shape, Table};
use super::tables;
use crate::report::model::{Group, GroupFunction, ProfileReport};
use crate::text::wording::{all_of, count};

/// The name of a column of points.
pub(super) const POINTS: &str = "points";

/// Whether the instrument of `group` counts points.
pub(in crate::report) fn has_points(group: &Group) -> bool {
    !group.coverage.points.is_of_nothing()
}

/// One row for each tier and for the whole, with as many pairs at each level; none without such levels.
pub(super) fn wider(profile: &ProfileReport) -> Option<Table> {
    let total = &profile.total;
    let levels = &total.parts.iter().find(|part| !part.levels.is_empty())?.levels;
    let is_of = |part: &&GroupFunction| part.levels.len() == levels.len();
    let has_points = has_points(total);
    let mut header: Vec<Cell> =
        ["Functions together", "in place", profile.from_outside.column].map(Cell::broken).into();
    header.extend(has_points.then(|| Cell::broken(POINTS)));
    header.extend(levels.iter().map(|level| Cell::from(level.called())));
    let row = |part: &GroupFunction| {
        let mut row = vec![
            Cell::from(part.heading.clone()),
            Cell::share(part.coverage.in_place),
            Cell::share(part.coverage.observed),
        ];
        row.extend(has_points.then(|| Cell::share(part.coverage.points)));
        row.extend(part.levels.iter().map(|level| {
            Cell::from(of_all(level.computed + level.judged, part.with_applicable_items))
        }));
        row
    };
    let rows = total.parts.iter().filter(is_of).map(row).collect();
    Some(Table { header, rows, shape: Shape::Numbers { least: 3 } })
}

/// How many pairs are at the best level of the whole, and how many points there are, as sentences.
pub(super) fn answers(total: &Group) -> Vec<String> {
    let mut sentences = Vec::new();
    if has_points(total) {
        sentences.push(format!("Of all points there are {}.", with_percent(total.coverage.points)));
    }
    // Several are told by their table.
    if let [part] = total.parts.as_slice()
        && let Some(best) = part.levels.first()
    {
        let at = of_all(best.computed + best.judged, part.with_applicable_items);
        let pairs = match (best.computed + best.judged, part.with_applicable_items) {
            (_, 1) => "pair is",
            (1, _) => "pairs is",
            _ => "pairs are",
        };
        sentences.push(format!("{at} {pairs} at the level “{}”.", best.name));
    }
    sentences
}

/// The titles of the columns that a row has beside what is in place: points, and each tier or whole with its best
/// level.
pub(super) fn titles(total: &Group) -> Vec<Cell> {
    let points = has_points(total).then(|| Cell::broken(POINTS));
    let title = |part: &GroupFunction| {
        let best = part.levels.first()?.called();
        let lines =
            if total.parts.len() == 1 { vec![best] } else { vec![part.heading.clone(), best] };
        Some(Cell::from(lines))
    };
    points.into_iter().chain(total.parts.iter().filter_map(title)).collect()
}

/// The cells of `group` under [`titles`].
pub(super) fn cells(group: &Group, total: &Group) -> Vec<Cell> {
    let points = has_points(total).then(|| Cell::share(group.coverage.points));
    let parts = group.parts.iter().filter(|part| !part.levels.is_empty());
    points.into_iter().chain(parts.map(tables::at_best)).collect()
}

/// What lifts to a level that asks for points or for `critical` items, in words; nothing where it is items alone.
pub(in crate::report) fn critical_and_points(critical: &[String], points: Option<u32>) -> String {
    let items = all_of(critical.iter().map(String::as_str));
    let critical = match critical {
        [] => None,
        [_] => Some(format!("the critical item {items}")),
        _ => Some(format!("the critical items {items}")),
    };
    let points = points.filter(|&points| points > 0);
    let points = points.map(|points| count(points as usize, "more point"));
    let all: Vec<String> = critical.into_iter().chain(points).collect();
    all.join(" and ")
}
