//! The sheet of functions: what is in place of each, what that rests on, and how many pairs are at each level.

use super::made::{Made, grid, lead, made, of_statistic, words};
use super::{abouts, is_of_one};
use crate::count::{Coverage, Source, Statistic, Value};
use crate::report::grid::{Datum, Holds};
use crate::report::model::{GroupFunction, LevelCount, Report};
use crate::report::page::{ALL_FUNCTIONS, About, has_points};
use crate::report::xlsx::workbook::{Chart, Drawing, Sheet};

/// A function, a tier or the whole, or all functions together.
struct Of<'r> {
    about: About<'r>,
    heading: &'r str,
    coverage: &'r Coverage,
    /// Its levels; all functions together have none.
    function: Option<&'r GroupFunction>,
}

/// The id of the column of a level, and of the one of pairs that are at none.
const LEVEL: &str = "level";
const NO_LEVEL: &str = "no-level";

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
    let (rows, totals) = rows(report);
    let levels = levels(&rows);
    let mut columns = lead(report, |of: &Of| of.about);
    columns.push(words("function", "Essential function", |of: &Of| of.heading.to_owned()));
    let counts_points = abouts(report).iter().any(|about| has_points(&about.profile.total));
    let mut statistics = COVERAGE.to_vec();
    statistics.retain(|(_, statistic)| counts_points || *statistic != Statistic::Points);
    columns.extend(statistics.into_iter().map(|of| of_statistic(of, value)));
    if !levels.is_empty() {
        let sets_apart = abouts(report).iter().any(|about| about.profile.total.apart.is_some());
        let pairs = if sets_apart { "pairs, without new ones" } else { "pairs" };
        columns.push(made("with-applicable-items", pairs, Holds::Counts, |of: &Of| {
            of.function.map_or(Datum::Nothing, |of| count(of.with_applicable_items))
        }));
        columns.extend(levels.iter().map(level));
        columns.push(made(NO_LEVEL, "no level", Holds::Counts, none));
    }
    let grid = grid("Functions", columns, &rows, totals);
    let drawn = rows.iter().take_while(|of| has_levels(of)).count().min(rows.len() - totals);
    let at = |ids: &[&str]| {
        let columns = grid.columns.iter().enumerate();
        columns.filter(|(_, of)| ids.contains(&of.id)).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let names = at(&["function"]).first().copied().unwrap_or_default();
    let chart = (is_of_one(report) && drawn > 0).then(|| Chart {
        drawing: Drawing::Stacked,
        title: "Pairs at each level, by essential function",
        names: names..names + 1,
        values: at(&[LEVEL, NO_LEVEL]),
        rows: 0..drawn,
    });
    Sheet { totals, sums: is_of_one(report), chart, ..grid.into() }
}

/// The functions of all and, below them, what is made of several; and how many the latter are.
fn rows(report: &Report) -> (Vec<Of<'_>>, usize) {
    let mut rows = Vec::new();
    for about in abouts(report) {
        rows.extend(about.profile.total.functions.iter().map(|function| of(about, function)));
    }
    let functions = rows.len();
    for about in abouts(report) {
        let total = &about.profile.total;
        rows.extend(total.parts.iter().map(|wider| of(about, wider)));
        let (heading, coverage) = (ALL_FUNCTIONS, &total.coverage);
        rows.push(Of { about, heading, coverage, function: None });
    }
    let totals = rows.len() - functions;
    (rows, totals)
}

fn of<'r>(about: About<'r>, function: &'r GroupFunction) -> Of<'r> {
    let (heading, coverage) = (&function.heading, &function.coverage);
    Of { about, heading, coverage, function: Some(function) }
}

fn value(of: &Of, statistic: Statistic) -> Option<Value> {
    let Source::Items(items) = statistic.row().made else { return None };
    Some((items.value)(of.coverage))
}

/// The levels of all profiles, best first: id, and what stands over it. Whoever judges a level says so.
fn levels(rows: &[Of]) -> Vec<(String, String)> {
    let mut levels: Vec<(String, String)> = Vec::new();
    for level in rows.iter().filter_map(|of| of.function).flat_map(|of| &of.levels) {
        if levels.iter().all(|(id, _)| *id != level.id) {
            levels.push((level.id.clone(), over(level)));
        }
    }
    levels
}

/// What stands over the column of `level`.
pub(super) fn over(level: &LevelCount) -> String {
    let judged = if level.is_computed { "" } else { "judged " };
    format!("{judged}{}", level.called())
}

fn has_levels(of: &Of) -> bool {
    of.function.is_some_and(|of| !of.levels.is_empty())
}

/// The column of one level: how many pairs are at it, computed or judged.
fn level<'r>((id, called): &(String, String)) -> Made<'r, Of<'r>> {
    let id = id.clone();
    made(LEVEL, called.clone(), Holds::Counts, move |of: &Of| {
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
