//! The sheets of groups: schools or what the rows are, answers and dosage of each.

use chrono::NaiveDate;

use super::made::{Made, grid, lead, made, of_statistic, words};
use super::{MOST_BARS, Row, rows};
use crate::count::Statistic;
use crate::report::grid::{Datum, Holds};
use crate::report::model::{Behind, Dimension, Report};
use crate::report::page::{ANSWERS, DOSAGE, has_points, title, value_of};
use crate::report::xlsx::workbook::{Chart, Drawing, Sheet};

/// What is counted of a group.
const OF_GROUP: [(&str, Statistic); 11] = [
    ("pairs", Statistic::Relationships),
    ("in place", Statistic::InPlace),
    ("observed", Statistic::Observed),
    ("documented only", Statistic::DocumentedOnly),
    ("points", Statistic::Points),
    ("outside observation", Statistic::OutsideObservation),
    ("reach", Statistic::Reach),
    ("answers overdue", Statistic::AnswersOverdue),
    ("next steps overdue", Statistic::StepsOverdue),
    ("not met", Statistic::PairsNotMet),
    ("new pairs", Statistic::NewPairs),
];

/// The sheet of the groups and of all of them together.
pub(super) fn groups(report: &Report) -> Sheet {
    let rows = rows(report);
    let counts_points = rows.iter().any(|row| has_points(row.group));
    let mut statistics = OF_GROUP.to_vec();
    statistics.retain(|(_, statistic)| counts_points || *statistic != Statistic::Points);
    let mut columns = named(report);
    columns.extend(pair(report));
    columns.extend(
        statistics
            .into_iter()
            .map(|of| of_statistic(of, |row: &Row, statistic| row.group.value(statistic))),
    );
    columns.extend(ids(report));
    let sheet = of_groups(name(&report.by), columns, &rows);
    let value = sheet.grid.columns.iter().position(|of| of.id == Statistic::InPlace.name());
    let groups = rows.len() - sheet.totals.len();
    let is_drawn = sheet.totals.len() == 1 && (2..=MOST_BARS).contains(&groups);
    let chart = value.filter(|_| is_drawn).map(|value| Chart {
        drawing: Drawing::Bars,
        title: "Items in place, in percent of those that apply",
        names: 0,
        values: vec![value],
        rows: 0..groups,
    });
    Sheet { chart, ..sheet }
}

/// The sheet of answers to requests.
pub(super) fn answers(report: &Report) -> Sheet {
    let nothing_agreed = ("answered where nothing was agreed", Statistic::NothingAgreed);
    let mut columns = of_whole(report, &[&ANSWERS[..], &[nothing_agreed]].concat());
    let day = |title, of: fn(&Row) -> Option<NaiveDate>| {
        made("activity", title, Holds::Days, move |row: &Row| {
            of(row).map_or(Datum::Nothing, Datum::Day)
        })
    };
    columns.push(day("first record", |row| row.group.whole.as_ref()?.activity.first));
    columns.push(day("last record", |row| row.group.whole.as_ref()?.activity.last));
    of_groups("Answers", columns, &wholes(report))
}

/// The sheet of sessions, contacts and minutes.
pub(super) fn dosage(report: &Report) -> Sheet {
    of_groups("Dosage", of_whole(report, &DOSAGE), &wholes(report))
}

/// The columns of names, and of `statistics` of whole relationships.
fn of_whole<'r>(report: &'r Report, statistics: &[(&str, Statistic)]) -> Vec<Made<'r, Row<'r>>> {
    let of = |&of: &(&str, Statistic)| {
        of_statistic(of, |row: &Row, statistic| value_of(row.group, statistic))
    };
    named(report).into_iter().chain(statistics.iter().map(of)).collect()
}

/// The rows that have numbers of whole relationships.
fn wholes(report: &Report) -> Vec<Row<'_>> {
    rows(report).into_iter().filter(|row| row.group.whole.is_some()).collect()
}

fn of_groups<'r>(name: impl Into<String>, columns: Vec<Made<Row<'r>>>, rows: &[Row<'r>]) -> Sheet {
    let totals = rows.iter().enumerate().filter(|(_, row)| row.is_total);
    let totals = totals.map(|(at, _)| at).collect();
    Sheet { totals, ..grid(name, columns, rows).into() }
}

/// The columns of what a group is called: one for each kind of rows.
fn named(report: &Report) -> Vec<Made<'_, Row<'_>>> {
    let mut columns = lead(report, |row: &Row| row.about);
    for (at, &by) in report.by.iter().enumerate() {
        columns.push(words("group", title(&[by]), move |row: &Row| match row.is_total {
            true if at == 0 => row.group.name.clone(),
            true => String::new(),
            false => row.group.keys.get(at).map_or_else(String::new, |key| key.name.clone()),
        }));
    }
    if report.by.is_empty() {
        columns.push(words("group", "District", |row: &Row| row.group.name.clone()));
    }
    columns
}

/// The columns of the ids of groups that are called something else: they are for whoever joins tables.
fn ids(report: &Report) -> Vec<Made<'_, Row<'_>>> {
    let mut columns = Vec::new();
    for (at, &by) in report.by.iter().enumerate() {
        let groups = report.periods.iter().flat_map(|of| &of.profiles).flat_map(|of| &of.groups);
        if groups.filter_map(|group| group.keys.get(at)).any(|key| key.id != key.name) {
            columns.push(words("id", format!("{} id", title(&[by])), move |row: &Row| {
                row.group.keys.get(at).map_or_else(String::new, |key| key.id.clone())
            }));
        }
    }
    columns
}

/// The columns of what a pair is, where the rows are pairs.
fn pair<'r>(report: &'r Report) -> Vec<Made<'r, Row<'r>>> {
    if report.by != [Dimension::Relationship] {
        return Vec::new();
    }
    let of = |id, title, cell: fn(&Behind) -> &str| {
        words(id, title, move |row: &Row| {
            let behind = row.group.relationship.as_ref();
            behind.map(cell).unwrap_or_default().to_owned()
        })
    };
    vec![
        of("coach", "Coach", |behind| &behind.coach),
        of("educator", "Educator", |behind| &behind.educator),
        of("school", "School", |behind| &behind.school),
        of("practice", "Practice", |behind| behind.practice.as_deref().unwrap_or_default()),
        made("started", "Started", Holds::Days, |row: &Row| {
            let behind = row.group.relationship.as_ref();
            behind.map_or(Datum::Nothing, |behind| Datum::Day(behind.started))
        }),
    ]
}

/// What the sheet of groups is called.
fn name(by: &[Dimension]) -> String {
    let many = |by: &Dimension| match by {
        Dimension::Relationship => "Pairs",
        Dimension::Coach => "Coaches",
        Dimension::School => "Schools",
        Dimension::Practice => "Practices",
        Dimension::Function => "Functions",
    };
    match by {
        [] => "District".to_owned(),
        by => by.iter().map(many).collect::<Vec<_>>().join(" by "),
    }
}
