//! The tables of the report: their columns and rows.

use super::cells::{of_all, share};
use super::parts::{Cell, Shape, Table};
use super::{levels, lines};
use crate::count::{Attention, Coverage};
use crate::report::model::{Dimension, Group, GroupFunction, ItemRow, ProfileReport, Whole};
use crate::text::wording::grouped;

/// Items named under "Most often missing".
const MOST_MISSING: usize = 5;
/// Items named of each group.
const MOST_MISSING_OF_GROUP: usize = 3;

/// The name of the row that sums up all functions.
pub(in crate::report) const ALL_FUNCTIONS: &str = "All functions";

/// Whether the row of `cells` sums up those above it.
pub(in crate::report) fn is_sum(cells: &[Cell]) -> bool {
    cells.first().is_some_and(|first| first.lines() == [ALL_FUNCTIONS])
}

impl Table {
    /// A table of numbers without a column that could be left out.
    pub(super) fn numbers(header: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Self {
        let least = header.len();
        Self { header, rows, shape: Shape::Numbers { least } }
    }
}

/// Coverage and best level of each function, and of all.
pub(super) fn functions(total: &Group) -> Table {
    let best = total.functions.first().and_then(|function| function.levels.first());
    let words = ["Essential function", "in place", "observed", "documented\nonly", "reported"];
    let has_points = levels::has_points(total);
    let mut header: Vec<Cell> = words.map(Cell::broken).into();
    header.extend(has_points.then(|| Cell::broken(levels::POINTS)));
    header.extend(best.map(|level| Cell::from(level.called())));
    let mut rows: Vec<Vec<Cell>> = total
        .functions
        .iter()
        .map(|function| {
            let mut row = vec![function.heading.clone().into()];
            row.extend(coverage(&function.coverage));
            row.extend(has_points.then(|| Cell::share(function.coverage.points)));
            row.extend(best.map(|_| at_best(function)));
            row
        })
        .collect();
    let mut all = vec![Cell::broken(ALL_FUNCTIONS)];
    all.extend(coverage(&total.coverage));
    all.extend(has_points.then(|| Cell::share(total.coverage.points)));
    all.extend(best.map(|_| Cell::default()));
    rows.push(all);
    Table::numbers(header, rows)
}

/// How many pairs are at the best level of `function`, if it has levels.
pub(super) fn at_best(function: &GroupFunction) -> Cell {
    let best = function.levels.first();
    best.map_or_else(Cell::default, |best| {
        of_all(best.computed + best.judged, function.with_applicable_items).into()
    })
}

pub(super) fn coverage(coverage: &Coverage) -> [Cell; 4] {
    [
        Cell::share(coverage.in_place),
        Cell::share(coverage.observed),
        grouped(coverage.documented_only as usize).into(),
        Cell::share(coverage.reported),
    ]
}

/// How many relationships are at each level, where more than the best level has any.
pub(super) fn at_levels(total: &Group) -> Option<Table> {
    let first = total.functions.first()?;
    let has_lower = total.functions.iter().any(|function| {
        function.levels.iter().skip(1).any(|level| level.computed + level.judged > 0)
    });
    if !has_lower {
        return None;
    }
    let mut header = vec![Cell::broken("Level, in pairs")];
    header.extend(first.levels.iter().enumerate().map(|(index, level)| {
        if index > 0 && !level.is_computed {
            Cell::from(vec!["judged".to_owned(), level.called()])
        } else {
            level.called().into()
        }
    }));
    header.push(match first.levels.as_slice() {
        [best, lower @ ..] if best.is_computed && lower.iter().all(|level| !level.is_computed) => {
            vec![format!("not {},", best.called()), "not judged".to_owned()].into()
        }
        _ => Cell::broken("no level"),
    });
    let rows = total.functions.iter().map(|function| {
        let at: Vec<usize> = function.levels.iter().map(|l| l.computed + l.judged).collect();
        let none = function.with_applicable_items - at.iter().sum::<usize>();
        let mut row = vec![Cell::from(function.heading.clone())];
        row.extend(at.into_iter().chain([none]).map(|n| Cell::from(grouped(n))));
        row
    });
    let rows = rows.collect();
    Some(Table::numbers(header, rows))
}

/// The items that are missing most often, those first.
pub(in crate::report) fn most_missing(group: &Group) -> impl Iterator<Item = &ItemRow> {
    group.items.iter().filter(|row| row.missing.k > 0).take(MOST_MISSING)
}

/// The same as a table; none where nothing is missing.
pub(super) fn missing(group: &Group) -> Option<Table> {
    let rows: Vec<Vec<Cell>> = most_missing(group)
        .map(|row| vec![row.label.to_string().into(), Cell::share(row.missing)])
        .collect();
    let header = ["Most often missing", "in pairs"].map(Cell::broken);
    (!rows.is_empty()).then(|| Table::numbers(header.into(), rows))
}

/// What is missing most often in each group: what its next training could be about. None where that
/// says no more than the table of the whole.
pub(super) fn missing_by_group(profile: &ProfileReport, by: &[Dimension]) -> Option<Table> {
    let is_pair = by.contains(&Dimension::Relationship);
    if is_pair || by.contains(&Dimension::Function) || profile.groups.len() < 2 {
        return None;
    }
    let row = |group: &Group| {
        let items = group.items.iter().filter(|row| row.missing.k > 0).take(MOST_MISSING_OF_GROUP);
        let items = items.map(|row| format!("{} {}", row.label, share(row.missing)));
        let items: Vec<String> = items.collect();
        (!items.is_empty()).then(|| vec![Cell::from(group.name.clone()), items.join(", ").into()])
    };
    let header = vec![title(by).into(), Cell::broken("most often missing, in pairs")];
    let rows: Vec<_> = profile.groups.iter().filter_map(row).collect();
    let shape = Shape::Sentences { column: 1 };
    (!rows.is_empty()).then_some(Table { header, rows, shape })
}

/// What the rows are, for the head of their column.
pub(in crate::report) fn title(by: &[Dimension]) -> String {
    let mut title = by.iter().map(|by| by.name()).collect::<Vec<_>>().join(" · ");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

/// One row for each group.
pub(super) fn groups(profile: &ProfileReport, by: &[Dimension]) -> Table {
    let is_pair = by == [Dimension::Relationship];
    let mut columns: Vec<Column> = vec![
        ("", |group| lines::name(group).into()),
        if is_pair {
            ("school", |group| {
                group
                    .relationship
                    .as_ref()
                    .map_or_else(String::new, |behind| behind.school.clone())
                    .into()
            })
        } else {
            ("pairs", |group| grouped(group.members.relationships).into())
        },
        ("in place", |group| Cell::share(group.coverage.in_place)),
        ("observed", |group| Cell::share(group.coverage.observed)),
        ("documented\nonly", |group| grouped(group.coverage.documented_only as usize).into()),
        ("reported", |group| Cell::share(group.coverage.reported)),
    ];
    // Where there is little room: what is in place and what it rests on.
    let least = columns.len();
    let wholes = || profile.groups.iter().filter_map(|group| group.whole.as_ref());
    if wholes().next().is_some() {
        columns.push(if is_pair {
            ("outside\nobservation", |group| {
                of_whole(group, |whole| {
                    Cell::broken(if whole.outside_observation.k == 0 { "no" } else { "yes" })
                })
            })
        } else {
            ("outside\nobservation", |group| {
                of_whole(group, |whole| Cell::share(whole.outside_observation))
            })
        });
        if wholes().any(|whole| whole.reach.is_some()) {
            columns.push(("reach", |group| {
                of_whole(group, |whole| whole.reach.map_or_else(Cell::default, Cell::share))
            }));
        }
        columns.push(("overdue or\nnot met", |group| {
            of_whole(group, |whole| waiting(&whole.attention).into())
        }));
    }
    let row = |group| columns.iter().map(|(_, cell)| cell(group)).collect();
    let mut header: Vec<Cell> = columns.iter().map(|(title, _)| Cell::broken(title)).collect();
    header[0] = title(by).into();
    Table {
        header,
        rows: profile.groups.iter().map(row).collect(),
        shape: Shape::Numbers { least },
    }
}

/// A column of the table of groups: its title, and what it says of a group.
type Column = (&'static str, fn(&Group) -> Cell);

fn of_whole(group: &Group, cell: fn(&Whole) -> Cell) -> Cell {
    group.whole.as_ref().map(cell).unwrap_or_default()
}

/// Answers and steps overdue and pairs not met, as one number; a dash for none.
fn waiting(attention: &Attention) -> String {
    match attention.answers_overdue + attention.steps_overdue + attention.pairs_not_met {
        0 => "–".to_owned(),
        n => grouped(n as usize),
    }
}
