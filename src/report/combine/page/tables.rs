//! The tables of the page: districts, functions and practices.

use super::About;
use crate::count::{Narrow, Statistic, Value};
use crate::domain::profile::in_short;
use crate::report::combine::model::{Combined, Figure};
use crate::report::page::{Cell, Shape, Table};
use crate::text::wording::grouped;

/// What a cell says of a total that there is not.
const NOT_COMBINED: &str = "not combined";

/// One row for each district and one for all.
pub(super) fn districts(report: &Combined, about: About) -> Table {
    let figure = |measure| about.figure(&Narrow::default(), measure);
    let shares = [Statistic::InPlace, Statistic::Observed].map(figure);
    let pairs = figure(Statistic::Relationships);
    // What is left over from an earlier school year is no news.
    let overdue = [Statistic::AnswersOverdue, Statistic::StepsOverdue].map(figure);
    let left_over = figure(Statistic::LeftOver);
    let not_met = figure(Statistic::PairsNotMet);
    let row = |name: &str, at: Option<usize>| -> Vec<Cell> {
        let value = |figure: Option<&Figure>| value(figure, at).cloned();
        let number = |figure| as_count(value(figure));
        let owed = overdue.map(number).into_iter().try_fold(0_u64, |sum, n| sum.checked_add(n?));
        let owed = owed.and_then(|sum| sum.checked_sub(number(left_over)?));
        let [in_place, observed] = shares.map(|figure| share(value(figure), at));
        vec![
            name.to_owned().into(),
            in_place,
            observed,
            whole(number(pairs), at),
            whole(owed, at),
            whole(number(not_met), at),
        ]
    };
    let named = report.districts.iter().enumerate();
    let mut rows: Vec<_> = named.map(|(at, of)| row(&of.district, Some(at))).collect();
    rows.push(row("All districts", None));
    let header = ["District", "in place", "observed", "pairs", "overdue", "not met"];
    Table { header: header.map(Cell::broken).into(), rows, shape: Shape::Numbers { least: 3 } }
}

/// Coverage and best level of each function, tier and whole, and coverage of all.
pub(super) fn functions(about: About) -> Table {
    let best = about.profile.functions.first().and_then(|function| function.levels.first());
    let row = |name: Cell, narrow: &Narrow| {
        let of = |measure| about.figure(narrow, measure).and_then(|figure| figure.total.clone());
        let mut row = vec![name, share(of(Statistic::InPlace), None)];
        row.push(share(of(Statistic::Observed), None));
        row.extend(best.map(|level| at_level(about, narrow, &level.id)));
        row
    };
    let functions = about.profile.functions.iter().map(|function| {
        let narrow = Narrow { function: Some(function.id.clone()), ..Narrow::default() };
        row(function.heading.clone().into(), &narrow)
    });
    let parts = about.profile.parts.iter().map(|part| {
        let narrow = Narrow { part: Some(part.id.clone()), ..Narrow::default() };
        row(part.heading.clone().into(), &narrow)
    });
    let mut rows: Vec<_> = functions.chain(parts).collect();
    rows.push(row(Cell::broken("All functions"), &Narrow::default()));
    let mut header: Vec<Cell> =
        ["Essential function", "in place", "observed"].map(Cell::broken).into();
    header.extend(best.map(|level| Cell::from(in_short(&level.id, &level.name))));
    Table { header, rows, shape: Shape::Numbers { least: 3 } }
}

/// How many pairs are at a level, computed or judged.
fn at_level(about: About, narrow: &Narrow, level: &str) -> Cell {
    let narrow = Narrow { level: Some(level.to_owned()), ..narrow.clone() };
    let of = |measure| about.figure(&narrow, measure);
    let [computed, judged] = [Statistic::LevelComputed, Statistic::LevelJudged].map(of);
    match (computed, judged) {
        (None, None) => Cell::default(),
        (computed, judged) => {
            let [computed, judged] = [computed, judged].map(|of| of.and_then(Figure::share));
            let at = computed.zip(judged).and_then(|(a, b)| Some((a.k.checked_add(b.k)?, a.n)));
            match at {
                Some((_, 0)) => Cell::broken("–"),
                Some((k, n)) => {
                    format!("{} of {}", grouped(k as usize), grouped(n as usize)).into()
                }
                None => Cell::broken(NOT_COMBINED),
            }
        }
    }
}

/// One row for each practice, where the rows of the reports are practices.
pub(super) fn practices(about: About) -> Option<Table> {
    let of = |practice: &str, measure| {
        let figure =
            about.period.figure(&about.profile.id, Some(practice), &Narrow::default(), measure);
        figure.and_then(|figure| figure.total.clone())
    };
    let is_row = |figure: &&Figure| {
        figure.address.measure == Statistic::Relationships
            && figure.profile.as_deref() == Some(&*about.profile.id)
    };
    let practices =
        about.period.figures.iter().filter(is_row).filter_map(|figure| figure.practice.as_deref());
    let row = |practice: &str| -> Vec<Cell> {
        let name = if practice.is_empty() { "no practice named" } else { practice };
        vec![
            name.to_owned().into(),
            share(of(practice, Statistic::InPlace), None),
            share(of(practice, Statistic::Observed), None),
            whole(as_count(of(practice, Statistic::Relationships)), None),
        ]
    };
    let rows: Vec<_> = practices.map(row).collect();
    let header = ["Practice", "in place", "observed", "pairs"].map(Cell::broken).into();
    (rows.len() > 1).then_some(Table { header, rows, shape: Shape::Numbers { least: 3 } })
}

/// The value in the district at a place, or in all.
fn value(figure: Option<&Figure>, at: Option<usize>) -> Option<&Value> {
    match at {
        None => figure?.total.as_ref(),
        Some(at) => figure?.districts.get(at)?.as_ref(),
    }
}

fn as_count(value: Option<Value>) -> Option<u64> {
    if let Some(Value::Count { count }) = value { Some(count) } else { None }
}

/// A share as a cell; a district without pairs has a dash, as all have where nothing applies.
fn share(value: Option<Value>, at: Option<usize>) -> Cell {
    match (value, at) {
        (Some(Value::Share(share)), _) => Cell::share(share),
        (Some(Value::Count { .. } | Value::Estimate { .. }) | None, Some(_)) => Cell::broken("–"),
        (Some(Value::Count { .. } | Value::Estimate { .. }) | None, None) => {
            Cell::broken(NOT_COMBINED)
        }
    }
}

/// A count as a cell; a dash for none.
fn whole(count: Option<u64>, at: Option<usize>) -> Cell {
    match (count, at) {
        (Some(0), _) | (None, Some(_)) => Cell::broken("–"),
        (Some(count), _) => grouped(usize::try_from(count).unwrap_or(usize::MAX)).into(),
        (None, None) => Cell::broken(NOT_COMBINED),
    }
}
