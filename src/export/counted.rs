//! What the report counts of one relationship in one period, as rows: items in place by function, levels, and
//! everything else. An evaluation comes in; nothing is counted here. The columns follow from the catalog
//! of statistics.

use super::cell::{Cell, Column, Holds, Made, columns, made};
use super::list::Row;
use super::period::Period;
use super::table::Table;
use crate::count::{
    Attention, CalledOff, Coverage, Doses, Evaluation, FunctionLevel, Rhythm, Source, Statistic,
    Timeliness, Value,
};
use crate::domain::profile::{LevelOf, Part};
use crate::domain::record::Relationship;

/// A relationship under one of its instruments in one period.
pub(super) struct OfPeriod<'e> {
    pub district: &'e str,
    pub folder: &'e str,
    pub relationship: &'e Relationship,
    pub period: &'e Period,
    pub evaluation: &'e Evaluation,
}

type MadeOfPeriod = Made<for<'a, 'e> fn(&'a OfPeriod<'e>) -> Cell>;

/// What every such row begins with.
const FIRST: &[MadeOfPeriod] = &[
    made("district", Holds::Text, |of| of.district.into(), "The district's name in coach.toml."),
    made("relationship", Holds::Text, |of| of.folder.into(), "The relationship's folder."),
    made(
        "school",
        Holds::Text,
        |of| of.relationship.school.value.as_str().into(),
        "Id of the school.",
    ),
    made(
        "coach",
        Holds::Text,
        |of| of.relationship.coach.value.as_str().into(),
        "Id of the coach.",
    ),
    made(
        "educator",
        Holds::Text,
        |of| of.relationship.educator.value.as_str().into(),
        "Id of the coached educator or team.",
    ),
    made(
        "is_team",
        Holds::Truth,
        |of| of.relationship.is_team().into(),
        "Whether a team is coached; it counts as no educator.",
    ),
    made(
        "profile",
        Holds::Text,
        |of| of.relationship.profile.id.as_str().into(),
        "Id of the profile by which it is counted. Profiles are never added up.",
    ),
    made(
        "is_beside",
        Holds::Truth,
        |of| of.relationship.is_beside.into(),
        "Whether that is an instrument beside the relationship's own profile.",
    ),
    made("period", Holds::Text, |of| of.period.id.as_str().into(), "The period, as in `periods`."),
    made(
        "is_new",
        Holds::Truth,
        |of| of.evaluation.is_new.into(),
        "Whether it was new when the period ended: the report leaves it out of numbers of items and levels.",
    ),
];

fn first(of: &OfPeriod) -> Vec<Cell> {
    FIRST.iter().map(|made| (made.cell)(of)).collect()
}

fn column(name: impl Into<String>, holds: Holds, about: impl Into<String>) -> Column {
    Column { name: name.into(), holds, about: about.into() }
}

/// Everything of which a row of [`Table::Standings`] has the statistics.
#[derive(Default)]
struct Counts {
    doses: Doses,
    rhythm: Rhythm,
    called_off: CalledOff,
    timeliness: Timeliness,
    attention: Attention,
}

impl Counts {
    fn of(evaluation: &Evaluation) -> Self {
        let dosage = &evaluation.sums.dosage;
        Self {
            doses: dosage.doses(),
            rhythm: dosage.rhythm,
            called_off: dosage.called_off,
            timeliness: evaluation.timeliness,
            attention: evaluation.attention,
        }
    }

    /// The value of `statistic`, where it is one of these.
    fn value(&self, statistic: Statistic) -> Option<Value> {
        match statistic.row().made {
            Source::Attention(waiting) => Some(waiting.value(&self.attention).into()),
            Source::Doses(of) => Some((of.value)(&self.doses)),
            Source::Rhythm(of) => Some(of.value(&self.rhythm)),
            Source::CalledOff(value) => Some(value(&self.called_off)),
            Source::Answers(value) => Some(value(&self.timeliness)),
            Source::Items(_)
            | Source::Levels(_)
            | Source::Members(_)
            | Source::Visits(_)
            | Source::Against(_)
            | Source::Rater(_)
            | Source::Coach(_)
            | Source::Line(_)
            | Source::StudentData(_) => None,
        }
    }
}

/// The value of `statistic`, where it is one of items.
fn of_items(statistic: Statistic, coverage: &Coverage) -> Option<Value> {
    if let Source::Items(of) = statistic.row().made { Some((of.value)(coverage)) } else { None }
}

/// The columns of each statistic that has a value in `value`: of a share two, how many and of how many.
fn statistic_columns(value: impl Fn(Statistic) -> Option<Value>) -> Vec<Column> {
    let of = |statistic: Statistic| -> Vec<Column> {
        let name = statistic.name().replace('-', "_");
        let about = || format!("{}.", statistic.meaning());
        match value(statistic) {
            None => Vec::new(),
            Some(Value::Count { .. }) => vec![column(name, Holds::Whole, about())],
            Some(Value::Estimate { .. }) => vec![column(name, Holds::Number, about())],
            Some(Value::Share(_)) => vec![
                column(&name, Holds::Whole, about()),
                column(format!("{name}_of"), Holds::Whole, format!("Of how many {name}.")),
            ],
        }
    };
    Statistic::ALL.into_iter().flat_map(of).collect()
}

fn statistic_cells(value: impl Fn(Statistic) -> Option<Value>) -> Vec<Cell> {
    let cells = |statistic: Statistic| match value(statistic) {
        None => Vec::new(),
        // An instrument that counts no points has not 0 of them.
        Some(Value::Share(share)) if statistic == Statistic::Points && share.is_of_nothing() => {
            vec![Cell::Empty, Cell::Empty]
        }
        Some(value) => Cell::of_value(&value),
    };
    Statistic::ALL.into_iter().flat_map(cells).collect()
}

pub(super) fn coverage_columns() -> Vec<Column> {
    let own = [column("function", Holds::Text, "Id of the essential function.")];
    let critical = column("critical_missing", Holds::Whole, "Critical items not in place.");
    let items = statistic_columns(|statistic| of_items(statistic, &Coverage::default()));
    columns(FIRST).into_iter().chain(own).chain(items).chain([critical]).collect()
}

pub(super) fn level_columns() -> Vec<Column> {
    let own = [
        column("part_kind", Holds::Text, "What has the level: function, tier or whole."),
        column("part", Holds::Text, "Id of the function or tier, or `whole`."),
        column("level", Holds::Text, "Id of the level; empty where there is none."),
        column(
            "reached",
            Holds::Text,
            "How: computed, judged, none, or no-applicable-items where nothing can have a level.",
        ),
        column("judged_by", Holds::Text, "The role of the rater who judged it."),
        column("judged_date", Holds::Day, "The day of that judgment."),
    ];
    columns(FIRST).into_iter().chain(own).collect()
}

pub(super) fn standing_columns() -> Vec<Column> {
    let own = [
        column("profile_hash", Holds::Text, "The same for the same text of the profile."),
        column(
            "outside_observation",
            Holds::Truth,
            "Whether an observer from outside the pair rated anything in the period.",
        ),
        column("records", Holds::Whole, "Records that count and are dated in the period."),
    ];
    let none = Counts::default();
    let statistics = statistic_columns(|statistic| none.value(statistic));
    columns(FIRST).into_iter().chain(own).chain(statistics).collect()
}

/// The rows of `of`; none where it was not under way in the period.
pub(super) fn rows(of: &OfPeriod) -> Vec<Row> {
    let (evaluation, profile) = (of.evaluation, &of.relationship.profile);
    if !evaluation.is_active {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for function in &profile.functions {
        let coverage = evaluation.coverage_of(function.items.clone());
        let mut row = first(of);
        row.push(function.id.as_str().into());
        row.extend(statistic_cells(|statistic| of_items(statistic, &coverage)));
        row.push(coverage.critical_missing.into());
        rows.push((Table::Coverage, row));
    }
    for (part, level) in profile.parts().zip(&evaluation.levels) {
        let row = first(of).into_iter().chain(level_cells(of.relationship, part, level));
        rows.push((Table::Levels, row.collect()));
    }
    let counts = Counts::of(evaluation);
    let mut row = first(of);
    row.extend([
        profile.hash.as_str().into(),
        evaluation.has_outside_observation.into(),
        evaluation.in_window.into(),
    ]);
    row.extend(statistic_cells(|statistic| counts.value(statistic)));
    rows.push((Table::Standings, row));
    rows
}

fn level_cells(relationship: &Relationship, part: Part, level: &FunctionLevel) -> [Cell; 6] {
    let profile = &relationship.profile;
    let kind = match part.kind() {
        LevelOf::Function => "function",
        LevelOf::Tier => "tier",
        LevelOf::Whole => "whole",
    };
    let (reached, by) = match level {
        FunctionLevel::Computed(_) => ("computed", None),
        FunctionLevel::Judged { by, on, .. } => ("judged", Some((by.name(), *on))),
        FunctionLevel::None => ("none", None),
        FunctionLevel::NoApplicableItems => ("no-applicable-items", None),
    };
    [
        kind.into(),
        profile.part_id(part).into(),
        Cell::of(level.level().map(|level| profile.levels[level].id.as_str())),
        reached.into(),
        Cell::of(by.map(|(role, _)| role)),
        Cell::of(by.map(|(_, on)| on)),
    ]
}
