//! Several periods side by side: one column each, with counts and what they rest on below each other.

use std::collections::BTreeSet;

use super::cells::{are_unlike, cell, none};
use super::lines::settled;
use super::parts::{Cell, Part, Shape, Table};
use super::tables;
use crate::count::Statistic;
use crate::report::model::{Group, ItemRow, Period, ProfileReport, Report};

/// A row: its name, and what it says of a group.
type Row<'r> = (String, Box<dyn Fn(&Group) -> Cell + 'r>);

/// Adds, for each profile of any of the times, its numbers side by side.
pub(super) fn add(report: &Report, parts: &mut Vec<Part>) {
    let all = || report.periods.iter().flat_map(|period| &period.profiles);
    let mut ids: Vec<&str> = all().map(|profile| profile.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(any) = all().find(|profile| profile.id == id) else { continue };
        let columns: Vec<Option<&ProfileReport>> = report
            .periods
            .iter()
            .map(|period| period.profiles.iter().find(|profile| profile.id == id))
            .collect();
        let totals: Vec<Option<&Group>> =
            columns.iter().map(|profile| profile.map(|profile| &profile.total)).collect();
        parts.push(Part::Gap);
        parts.push(Part::Heading(format!("{}, {}", any.title, any.edition)));
        parts.push(Part::Gap);
        if let Some(unlike) = unlike(report, &totals) {
            parts.extend([Part::Line(unlike), Part::Gap]);
        }
        parts.push(Part::Table(table(report, "Items in place", functions(&any.total), &totals)));
        parts.push(Part::Gap);
        parts.push(Part::Table(table(report, "All functions", whole(), &totals)));
        if let Some(groups) = groups(report, &columns) {
            parts.extend([Part::Gap, Part::Table(groups)]);
        }
        parts.push(Part::Gap);
        parts.push(Part::Table(table(report, "Item missing", items(&totals), &totals)));
    }
}

/// That there are far fewer or more pairs in one of the times than in another, where it is so.
fn unlike(report: &Report, totals: &[Option<&Group>]) -> Option<String> {
    let pairs = |total: &Option<&Group>| total.map_or(0, settled) as u64;
    let all = || totals.iter().map(pairs);
    are_unlike(all().min()?, all().max()?).then(|| {
        let of = |(n, period): (u64, &Period)| format!("{n} in {}", period.window.label);
        let each: Vec<String> = all().zip(&report.periods).map(of).collect();
        format!("Pairs: {}. A difference here may be one of pairs.", each.join(", "))
    })
}

fn table(report: &Report, title: &str, rows: Vec<Row>, groups: &[Option<&Group>]) -> Table {
    let rows = rows.into_iter().map(|(name, cell)| {
        let mut row = vec![Cell::from(name)];
        row.extend(groups.iter().map(|group| group.map_or_else(none, &cell)));
        row
    });
    framed(report, title.to_owned(), rows.collect())
}

fn framed(report: &Report, title: String, rows: Vec<Vec<Cell>>) -> Table {
    let mut header = vec![Cell::from(title)];
    header.extend(report.periods.iter().map(|period| {
        let window = &period.window;
        Cell::from(vec![window.label.clone(), format!("{} to {}", window.from, window.to)])
    }));
    let least = header.len();
    Table { header, rows, shape: Shape::Numbers { least } }
}

fn functions(any: &Group) -> Vec<Row<'_>> {
    any.functions
        .iter()
        .map(|function| -> Row {
            let cell = |group: &Group| {
                let same = group.functions.iter().find(|other| other.id == function.id);
                same.map_or_else(none, |same| Cell::share(same.coverage.in_place))
            };
            (function.heading.clone(), Box::new(cell))
        })
        .collect()
}

/// What is counted of all functions and of whole relationships, by name; what is part of the one above it is
/// further in.
pub(in crate::report) const KEY_FIGURES: [(&str, Statistic); 16] = [
    ("in place", Statistic::InPlace),
    ("  observed", Statistic::Observed),
    ("  documented only", Statistic::DocumentedOnly),
    ("reported", Statistic::Reported),
    ("completeness", Statistic::Completeness),
    ("sources differ", Statistic::Differs),
    ("not applicable", Statistic::NotApplicable),
    ("outside observation", Statistic::OutsideObservation),
    ("double-rated visits", Statistic::DoubleRatedVisits),
    ("  ratings agree", Statistic::ObserversAgree),
    ("sessions", Statistic::Sessions),
    ("contacts", Statistic::Contacts),
    ("minutes", Statistic::Minutes),
    ("answered in time", Statistic::AnsweredInTime),
    ("pairs", Statistic::Relationships),
    ("educators", Statistic::Educators),
];

fn whole() -> Vec<Row<'static>> {
    let row = |(name, statistic): (&str, Statistic)| -> Row<'static> {
        (name.to_owned(), Box::new(move |group| cell(group, statistic)))
    };
    KEY_FIGURES.map(row).into()
}

/// Items in place of each group that is in any of the times; a dash where it has no relationship.
fn groups(report: &Report, columns: &[Option<&ProfileReport>]) -> Option<Table> {
    let of = |profile: &Option<&ProfileReport>| -> Vec<(String, String)> {
        let groups = profile.iter().flat_map(|profile| &profile.groups);
        groups.map(|group| (group.id.clone(), group.name.clone())).collect()
    };
    // Rows are by id or, if another order was asked for, by that of the last time.
    let mut ids: Vec<(String, String)> = match report.sort {
        Some(_) => columns.iter().rev().flat_map(of).collect(),
        None => BTreeSet::from_iter(columns.iter().flat_map(of)).into_iter().collect(),
    };
    let mut seen = BTreeSet::new();
    ids.retain(|row| seen.insert(row.clone()));
    let rows = ids.into_iter().map(|(id, name)| {
        let mut row = vec![Cell::from(name)];
        row.extend(columns.iter().map(|profile| {
            let mut groups = profile.iter().flat_map(|profile| &profile.groups);
            let same = groups.find(|group| group.id == id);
            same.map_or_else(none, |group| Cell::share(group.coverage.in_place))
        }));
        row
    });
    let rows: Vec<_> = rows.collect();
    let title = format!("{}, items in place", tables::title(&report.by));
    (!rows.is_empty()).then(|| framed(report, title, rows))
}

/// Each item with how often it is missing, most often over all the times first.
fn items<'r>(totals: &[Option<&'r Group>]) -> Vec<Row<'r>> {
    let missing = |group: &Group, id: &str| {
        group.items.iter().find(|row| row.id == id).map(|row| row.missing)
    };
    let Some(any) = totals.iter().copied().flatten().next() else { return Vec::new() };
    let mut ids: Vec<(u32, &ItemRow)> = any
        .items
        .iter()
        .map(|item| {
            let known = totals.iter().copied().flatten().filter_map(|g| missing(g, &item.id));
            (known.map(|missing| missing.k).sum(), item)
        })
        .collect();
    ids.sort_by_key(|(k, _)| std::cmp::Reverse(*k));
    ids.into_iter()
        .filter(|(k, _)| *k > 0)
        .map(|(_, item)| -> Row {
            let cell = move |group: &Group| missing(group, &item.id).map_or_else(none, Cell::share);
            (item.label.to_string(), Box::new(cell))
        })
        .collect()
}
