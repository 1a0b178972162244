//! The sheet of functions: what is in place of each, what that rests on, and how many pairs are at each level.

use super::abouts;
use super::made::{Made, grid, lead, made, of_statistic, words};
use crate::count::{Coverage, Source, Statistic, Value};
use crate::report::grid::{Datum, Holds};
use crate::report::model::{GroupFunction, LevelCount, Report};
use crate::report::page::{About, has_points};
use crate::report::xlsx::workbook::{Chart, Drawing, Sheet};

/// A function, a tier or the whole, or all functions together.
struct Of<'r> {
    about: About<'r>,
    heading: &'r str,
    coverage: &'r Coverage,
    /// Its levels; all functions together have none.
    function: Option<&'r GroupFunction>,
}

/// What is counted of a function.
const COVERAGE: [(&str, Statistic); 5] = [
    ("in place", Statistic::InPlace),
    ("observed", Statistic::Observed),
    ("documented only", Statistic::DocumentedOnly),
    ("reported", Statistic::Reported),
    ("points", Statistic::Points),
];

/// The sheet of functions.
pub(super) fn functions(report: &Report) -> Sheet {
    let rows = rows(report);
    let levels = levels(&rows);
    let mut columns = lead(report, |of: &Of| of.about);
    let names = columns.len();
    columns.push(words("function", "Essential function", |of: &Of| of.heading.to_owned()));
    let counts_points = abouts(report).iter().any(|about| has_points(&about.profile.total));
    let mut statistics = COVERAGE.to_vec();
    statistics.retain(|(_, statistic)| counts_points || *statistic != Statistic::Points);
    columns.extend(statistics.into_iter().map(|of| of_statistic(of, value)));
    let mut at_levels = Vec::new();
    if !levels.is_empty() {
        columns.push(made("with-applicable-items", "pairs", Holds::Counts, |of: &Of| {
            of.function.map_or(Datum::Nothing, |of| count(of.with_applicable_items))
        }));
        at_levels.push(columns.len());
        columns.extend(levels.iter().map(level));
        columns.push(made("no-level", "no level", Holds::Counts, none));
        at_levels = (at_levels[0]..columns.len()).collect();
    }
    let is_total = |(_, of): &(usize, &Of)| of.function.is_none();
    let totals: Vec<usize> = rows.iter().enumerate().filter(is_total).map(|(at, _)| at).collect();
    let drawn = rows.iter().take_while(|of| has_levels(of)).count();
    let is_drawn = totals.len() == 1 && drawn > 0;
    let chart = is_drawn.then_some(Chart {
        drawing: Drawing::Stacked,
        title: "Pairs at each level, by essential function",
        names,
        values: at_levels,
        rows: 0..drawn,
    });
    Sheet { totals, chart, ..grid("Functions", columns, &rows).into() }
}

fn rows(report: &Report) -> Vec<Of<'_>> {
    let mut rows = Vec::new();
    for about in abouts(report) {
        let total = &about.profile.total;
        rows.extend(total.functions.iter().chain(&total.parts).map(|function| Of {
            about,
            heading: &function.heading,
            coverage: &function.coverage,
            function: Some(function),
        }));
        let (heading, coverage) = ("All functions", &total.coverage);
        rows.push(Of { about, heading, coverage, function: None });
    }
    rows
}

fn value(of: &Of, statistic: Statistic) -> Option<Value> {
    let Source::Items(items) = statistic.row().made else { return None };
    Some((items.value)(of.coverage))
}

/// The levels of all profiles, best first: id, and what it is called.
fn levels(rows: &[Of]) -> Vec<(String, String)> {
    let mut levels: Vec<(String, String)> = Vec::new();
    for level in rows.iter().filter_map(|of| of.function).flat_map(|of| &of.levels) {
        if levels.iter().all(|(id, _)| *id != level.id) {
            levels.push((level.id.clone(), level.called()));
        }
    }
    levels
}

fn has_levels(of: &Of) -> bool {
    of.function.is_some_and(|of| !of.levels.is_empty())
}

/// The column of one level: how many pairs are at it, computed or judged.
fn level<'r>((id, called): &(String, String)) -> Made<'r, Of<'r>> {
    let id = id.clone();
    made("level", called.clone(), Holds::Counts, move |of: &Of| {
        let levels = of.function.map(|of| of.levels.as_slice()).unwrap_or_default();
        let level = levels.iter().find(|level| level.id == id);
        level.map_or(Datum::Nothing, |level| count(at(level)))
    })
}

/// How many pairs are at no level.
fn none(of: &Of) -> Datum {
    match of.function {
        Some(function) if has_levels(of) => {
            let at: usize = function.levels.iter().map(at).sum();
            count(function.with_applicable_items - at)
        }
        _ => Datum::Nothing,
    }
}

fn at(level: &LevelCount) -> usize {
    level.computed + level.judged
}

fn count(number: usize) -> Datum {
    Datum::Count(number as u64)
}
