//! The sheets of groups: schools or what the rows are, answers and dosage of each.

use chrono::NaiveDate;

use super::made::{Made, NAMED, grid, lead, made, of_statistic, words};
use super::{MOST_BARS, Row, is_of_one, rows};
use crate::count::Statistic;
use crate::report::grid::{Datum, Holds};
use crate::report::model::{Behind, Dimension, Report};
use crate::report::page::{ANSWERS, DOSAGE, has_points, title, value_of};
use crate::report::xlsx::workbook::{Chart, Drawing, Print, Sheet};

/// The id of a column of ids: whoever joins tables needs them, and nobody on paper.
const ID: &str = "id";

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
    // A pair is one pair, and each function has all pairs of the others once more.
    let are_pairs = |by: &Dimension| matches!(by, Dimension::Relationship | Dimension::Function);
    let counts_pairs = !report.by.iter().any(are_pairs);
    let mut statistics = OF_GROUP.to_vec();
    statistics.retain(|(_, statistic)| match statistic {
        Statistic::Points => counts_points,
        Statistic::Relationships | Statistic::NewPairs => counts_pairs,
        _ => true,
    });
    let mut columns = named(report, &report.by);
    columns.extend(pair(report, &PAIR));
    columns.extend(
        statistics
            .into_iter()
            .map(|of| of_statistic(of, |row: &Row, statistic| row.group.value(statistic))),
    );
    columns.extend(ids(report));
    let sheet = of_groups(name(&report.by), columns, &rows);
    let at = |id| sheet.grid.columns.iter().position(|column| column.id == id);
    let groups = rows.len() - sheet.totals;
    let is_drawn = is_of_one(report) && (2..=MOST_BARS).contains(&groups);
    let chart = at(Statistic::InPlace.name()).filter(|_| is_drawn).map(|value| Chart {
        drawing: Drawing::Bars,
        title: "Items in place, in percent of those that apply",
        names: 0..report.by.len().max(1),
        values: vec![value],
        rows: 0..groups,
    });
    let ids = sheet.grid.columns.iter().filter(|column| column.id == ID).count();
    Sheet { chart, print: if ids > 0 { Print::Without(ids) } else { Print::All }, ..sheet }
}

/// The sheet of answers to requests.
pub(super) fn answers(report: &Report) -> Sheet {
    let nothing_agreed = ("answered where nothing was agreed", Statistic::NothingAgreed);
    let mut columns = of_whole(report, &[&ANSWERS[..], &[nothing_agreed]].concat());
    let day = |id, title, of: fn(&Row) -> Option<NaiveDate>| {
        made(id, title, Holds::Days, move |row: &Row| of(row).map_or(Datum::Nothing, Datum::Day))
    };
    columns
        .push(day("first-record", "first record", |row| row.group.whole.as_ref()?.activity.first));
    columns.push(day("last-record", "last record", |row| row.group.whole.as_ref()?.activity.last));
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
    // Where no row but all together is of whole relationships, no row is a school or the like.
    let has_groups = wholes(report).iter().any(|row| !row.is_total);
    let named = named(report, if has_groups { &report.by } else { &[] });
    named.into_iter().chain(pair(report, &WHO)).chain(statistics.iter().map(of)).collect()
}

/// The rows that have numbers of whole relationships.
fn wholes(report: &Report) -> Vec<Row<'_>> {
    rows(report).into_iter().filter(|row| row.group.whole.is_some()).collect()
}

fn of_groups<'r>(name: impl Into<String>, columns: Vec<Made<Row<'r>>>, rows: &[Row<'r>]) -> Sheet {
    let totals = rows.iter().filter(|row| row.is_total).count();
    Sheet { totals, sums: totals == 1, ..grid(name, columns, rows, totals).into() }
}

/// The columns of what a group is called: one for each of `by`, or one for all.
pub(super) fn named<'r>(report: &'r Report, by: &[Dimension]) -> Vec<Made<'r, Row<'r>>> {
    let mut columns = lead(report, |row: &Row| row.about);
    for (at, &by) in by.iter().enumerate() {
        columns.push(words(NAMED, title(&[by]), move |row: &Row| match row.is_total {
            true if at == 0 => row.name(),
            true => String::new(),
            false => {
                let key = row.group.keys.iter().find(|key| key.by == by);
                key.map_or_else(String::new, |key| key.name.clone())
            }
        }));
    }
    if by.is_empty() {
        columns.push(words(NAMED, "District", Row::name));
    }
    columns
}

/// The columns of the ids of groups that are called something else: they are for whoever joins tables.
fn ids(report: &Report) -> Vec<Made<'_, Row<'_>>> {
    let mut columns = Vec::new();
    for (at, &by) in report.by.iter().enumerate() {
        let groups = report.periods.iter().flat_map(|of| &of.profiles).flat_map(|of| &of.groups);
        if groups.filter_map(|group| group.keys.get(at)).any(|key| key.id != key.name) {
            columns.push(words(ID, format!("{} id", title(&[by])), move |row: &Row| {
                row.group.keys.get(at).map_or_else(String::new, |key| key.id.clone())
            }));
        }
    }
    columns
}

/// A column of what a pair is.
type OfPair = (&'static str, &'static str, fn(&Behind) -> Datum);

/// Who a pair is.
const WHO: [OfPair; 3] = [
    ("school", "School", |behind| Datum::Words(behind.school_name.clone())),
    ("coach", "Coach", |behind| Datum::Words(behind.coach.clone())),
    ("educator", "Educator", |behind| Datum::Words(behind.educator.clone())),
];

/// All that is said of a pair.
const PAIR: [OfPair; 5] = [
    WHO[0],
    WHO[1],
    WHO[2],
    ("practice", "Practice", |behind| behind.practice.clone().map_or(Datum::Nothing, Datum::Words)),
    ("started", "Started", |behind| Datum::Day(behind.started)),
];

/// The columns of what a pair is, where the rows are pairs.
fn pair<'r>(report: &'r Report, columns: &'static [OfPair]) -> Vec<Made<'r, Row<'r>>> {
    if report.by != [Dimension::Relationship] {
        return Vec::new();
    }
    let of = |&(id, title, cell): &'static OfPair| {
        let holds = if id == "started" { Holds::Days } else { Holds::Words };
        made(id, title, holds, move |row: &Row| {
            row.group.relationship.as_ref().map_or(Datum::Nothing, cell)
        })
    };
    columns.iter().map(of).collect()
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

/// What one of the rows is called, in lower case.
pub(super) fn by_words(by: &[Dimension], between: &str) -> String {
    let one = |by: &Dimension| match by {
        Dimension::Relationship => "pair",
        Dimension::Coach | Dimension::School | Dimension::Practice | Dimension::Function => {
            by.name()
        }
    };
    by.iter().map(one).collect::<Vec<_>>().join(between)
}
