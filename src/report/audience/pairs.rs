//! The tables with a row for each pair, or for each group: who it is, as far as the policy says, and its numbers.

use super::numbers::{RowsTable, numbers_of, title};
use super::tables::{ALL, Of, value, words};
use crate::count::{Kind, Statistic, Value};
use crate::domain::district::{Fact, Numbers, Rows};
use crate::domain::record::Role;
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::model::{Behind, Dimension, FunctionBasis, Group};

/// The facts by which a pair is told from others.
const WHO: [Fact; 2] = [Fact::Educator, Fact::Coach];
/// What else is told of it.
const MORE: [Fact; 4] = [Fact::School, Fact::Practice, Fact::Started, Fact::Ended];

/// The tables of rows; none where the policy names no rows of pairs, groups or the whole.
pub(super) fn tables(of: &Of) -> Vec<Grid> {
    RowsTable::ALL.into_iter().map(|table| rows(of, table)).collect()
}

fn rows(of: &Of, table: RowsTable) -> Grid {
    let groups = &of.profile.groups;
    // Of one pair, the whole is the pair.
    let is_apart = of.viewed.policy.has_rows(Rows::Whole) && groups.len() != 1;
    let whole = is_apart.then_some(&of.profile.total);
    // The column of a statistic: its value in each group, and in the whole.
    let column_of = |statistic: Statistic| {
        let shown = of.shown_of_groups(statistic).into_iter();
        let all = groups.iter().zip(shown).chain(whole.map(|whole| (whole, of.shows(statistic))));
        let values =
            all.map(|(group, is_shown)| value(of, group, statistic, is_shown).filter(is_said));
        (statistic, values.collect::<Vec<_>>())
    };
    // One pair is one pair.
    let is_of_pairs = of.report.by.first() == Some(&Dimension::Relationship);
    let statistics: Vec<(Statistic, Vec<Option<Value>>)> = table
        .statistics()
        .filter(|statistic| of.has(numbers_of(*statistic)))
        .filter(|statistic| !(is_of_pairs && numbers_of(*statistic) == Numbers::Pairs))
        .map(column_of)
        .filter(|(_, values)| values.iter().any(Option::is_some))
        .collect();
    let facts = if table == RowsTable::Coaching { more(of) } else { Vec::new() };
    let mut columns = who(of);
    columns.extend(facts.iter().map(|fact| fact_column(*fact)));
    let named = columns.len();
    columns.extend(statistics.iter().map(|(statistic, _)| column(*statistic)));
    let values = |at: usize| {
        let datum = |value: &Option<Value>| value.as_ref().map_or(Datum::Nothing, Datum::from);
        statistics.iter().map(|(_, values)| datum(&values[at])).collect::<Vec<Datum>>()
    };
    let mut rows: Vec<Vec<Datum>> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let mut row = identity(of, at, group);
        let pair = group.relationship.as_ref();
        row.extend(facts.iter().map(|&fact| pair.map_or(Datum::Nothing, |pair| told(pair, fact))));
        row.extend(values(at));
        rows.push(row);
    }
    if whole.is_some() {
        let mut row = vec![Datum::Words(ALL.to_owned())];
        row.resize(named, Datum::Nothing);
        row.extend(values(groups.len()));
        rows.push(row);
    }
    // A table that only says who there is, has been said.
    let is_empty = statistics.is_empty() && table != RowsTable::Coaching;
    let rows = if is_empty { Vec::new() } else { rows };
    Grid { title: table.title().to_owned(), columns, apart: 0, rows }
}

/// Whether there is anything to be said of it.
fn is_said(value: &Value) -> bool {
    !matches!(value, Value::Share(share) if share.n == 0)
}

/// The columns that say which row it is.
pub(super) fn who(of: &Of) -> Vec<Column> {
    match of.report.by.first() {
        Some(Dimension::Relationship) => match named(of).as_slice() {
            [] => vec![words("pair", "Pair")],
            facts => facts.iter().map(|fact| fact_column(*fact)).collect(),
        },
        Some(Dimension::School) => vec![words("school", "School")],
        Some(Dimension::Practice) => vec![words("practice", "Practice")],
        Some(Dimension::Coach) => vec![words("coach", "Coach")],
        Some(Dimension::Function) | None => vec![words("rows", "Rows")],
    }
}

/// Their cells in the row at `at`.
pub(super) fn identity(of: &Of, at: usize, group: &Group) -> Vec<Datum> {
    match (&group.relationship, of.report.by.first()) {
        (Some(pair), _) => match named(of).as_slice() {
            [] => vec![Datum::Words((at + 1).to_string())],
            facts => facts.iter().map(|&fact| person(of, pair, fact)).collect(),
        },
        (None, Some(Dimension::Coach)) => vec![of.person(&group.name)],
        (None, _) => vec![Datum::Words(group.name.clone())],
    }
}

fn named(of: &Of) -> Vec<Fact> {
    WHO.into_iter().filter(|&fact| of.viewed.policy.has_fact(fact)).collect()
}

/// What else the policy tells of pairs, where the rows are pairs.
fn more(of: &Of) -> Vec<Fact> {
    let has_pairs = of.report.by.first() == Some(&Dimension::Relationship);
    MORE.into_iter().filter(|&fact| has_pairs && of.viewed.policy.has_fact(fact)).collect()
}

fn fact_column(fact: Fact) -> Column {
    let holds = match fact {
        Fact::Started | Fact::Ended => Holds::Days,
        Fact::Educator
        | Fact::Coach
        | Fact::School
        | Fact::Practice
        | Fact::Evidence
        | Fact::Raters
        | Fact::Records => Holds::Words,
    };
    let mut title = fact.name().to_owned();
    title.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    Column { id: fact.name(), title, holds }
}

fn person(of: &Of, pair: &Behind, fact: Fact) -> Datum {
    of.person(if fact == Fact::Coach { &pair.coach } else { &pair.educator })
}

fn told(pair: &Behind, fact: Fact) -> Datum {
    match fact {
        Fact::School => Datum::Words(pair.school.clone()),
        Fact::Practice => pair.practice.clone().map_or(Datum::Nothing, Datum::Words),
        Fact::Started => Datum::Day(pair.started),
        Fact::Ended => pair.ended.map_or(Datum::Nothing, Datum::Day),
        // Who they are stands before it; the rest has tables of its own.
        Fact::Educator | Fact::Coach | Fact::Evidence | Fact::Raters | Fact::Records => {
            Datum::Nothing
        }
    }
}

/// The column of a statistic.
pub(super) fn column(statistic: Statistic) -> Column {
    let holds = match statistic.row().kind {
        Kind::Count => Holds::Counts,
        Kind::Share | Kind::Sample => Holds::Shares,
        Kind::Estimate | Kind::P => Holds::Numbers,
    };
    Column { id: statistic.name(), title: title(statistic), holds }
}

/// The level of each function of each pair, and who says so.
pub(super) fn levels(of: &Of) -> Option<Grid> {
    let policy = of.viewed.policy;
    if !(of.has(Numbers::Levels) && policy.has_rows(Rows::Pair) && policy.has_rows(Rows::Function))
    {
        return None;
    }
    let shows_ids = policy.has_fact(Fact::Raters);
    let mut columns = who(of);
    let apart = columns.len();
    columns.push(words("function", "Essential function"));
    columns.push(words("level", "Level"));
    columns.push(words("basis", "computed, or judged by"));
    columns.extend(shows_ids.then(|| words("rater", "Rater")));
    columns.push(Column { id: "judged-on", title: "on".to_owned(), holds: Holds::Days });
    let mut rows = Vec::new();
    for (at, group) in of.profile.groups.iter().enumerate() {
        let Some(pair) = &group.relationship else { continue };
        let parts = of.profile.total.functions.iter().chain(&of.profile.total.parts);
        for (part, FunctionBasis { level, .. }) in parts.zip(&pair.levels) {
            let Some(word) = &level.level else { continue };
            // Who judged tells whether an observer came.
            let is_shown = of.has(Numbers::Observed) || level.by != Some(Role::Observer);
            let mut row = identity(of, at, group);
            row.push(Datum::Words(part.heading.clone()));
            row.push(Datum::Words(word.called.clone()));
            let basis = level.by.map_or(level.basis.name(), Role::name).to_owned();
            row.push(if is_shown { Datum::Words(basis) } else { Datum::Nothing });
            if shows_ids {
                row.push(
                    level
                        .rater
                        .as_deref()
                        .filter(|_| is_shown)
                        .map_or(Datum::Nothing, |id| of.person(id)),
                );
            }
            row.push(level.on.filter(|_| is_shown).map_or(Datum::Nothing, Datum::Day));
            rows.push(row);
        }
    }
    Some(Grid { title: "Levels reached".to_owned(), columns, apart, rows })
}

/// Each pair's student data: how many values there are, and which way they went.
pub(super) fn student_data(of: &Of) -> Option<Grid> {
    if !(of.has(Numbers::StudentData) && of.viewed.policy.has_rows(Rows::Pair)) {
        return None;
    }
    let mut columns = who(of);
    let apart = columns.len();
    columns.push(words("measure", "Student data"));
    let counts = |id, title: &str| Column { id, title: title.to_owned(), holds: Holds::Counts };
    columns.extend([
        counts("values-before", "values before"),
        counts("values-after", "values after"),
        words("direction", "most values after"),
    ]);
    let mut rows = Vec::new();
    for (at, group) in of.profile.groups.iter().enumerate() {
        let Some(pair) = &group.relationship else { continue };
        for data in &pair.student_data {
            let mut row = identity(of, at, group);
            row.push(Datum::Words(data.measure.clone()));
            row.push(Datum::Count(data.before.len() as u64));
            row.push(Datum::Count(data.after.len() as u64));
            row.push(match data.pairs {
                None => Datum::Nothing,
                Some(pairs) => Datum::Words(
                    match pairs.better.cmp(&pairs.worse) {
                        std::cmp::Ordering::Greater => "are better",
                        std::cmp::Ordering::Equal => "are neither",
                        std::cmp::Ordering::Less => "are worse",
                    }
                    .to_owned(),
                ),
            });
            rows.push(row);
        }
    }
    Some(Grid { title: "Student data; not evidence of cause".to_owned(), columns, apart, rows })
}
