//! The columns of the CSV: their titles, what each says of a row, and whether it is there unasked. A column is added
//! at the end of its group; titles never change their meaning within a version.

mod manifest;

use chrono::NaiveDate;

use super::cell::{self, text_cell};
use super::rows::{Part, Row, Topic};
use crate::count::Kept::{Always, Asked};
use crate::count::{self, Kept, OfMembers, Source, Statistic, Value};
use crate::report::Report;
use crate::report::model::{
    Behind, FunctionBasis, LevelCount, RatingOn, RelationshipItem, RelationshipLevel, Whole,
};

type Cell = Option<String>;
/// One source's current rating of an item.
type Rating = fn(&RelationshipItem) -> Option<&RatingOn>;

/// One column.
pub(super) struct Column {
    pub(super) kept: Kept,
    pub(super) title: String,
    pub(super) cell: Box<dyn Fn(&Row) -> Cell>,
}

fn column(kept: Kept, title: &str, cell: impl Fn(&Row) -> Cell + 'static) -> Column {
    Column { kept, title: title.to_owned(), cell: Box::new(cell) }
}

/// The columns, those alone that are there unasked unless `all` are asked for: what the row is about, its numbers,
/// and last what the report was made with. Each level of the profiles has two of its own.
pub(super) fn columns(report: &Report, all: bool) -> Vec<Column> {
    let mut columns = place();
    columns.extend(statistics(report));
    columns.extend(levels(report));
    columns.extend(activity());
    columns.extend(relationship());
    columns.extend(sources());
    columns.extend(manifest::columns());
    columns.retain(|column| all || column.kept == Always);
    columns
}

/// What the row is about.
fn place() -> Vec<Column> {
    vec![
        column(Always, "district", |row| text(&row.report.district)),
        column(Always, "window", |row| text(&row.period.window.label)),
        of_part(Always, "profile", |part| text(&part.profile.id)),
        of_part(Asked, "profile_title", |part| text(&part.profile.title)),
        of_part(Asked, "profile_edition", |part| text(&part.profile.edition)),
        of_part(Asked, "items_per_relationship", |part| {
            number(part.profile.items_per_relationship)
        }),
        column(Always, "row", |row| {
            word(match row.part.map(|part| part.topic) {
                None => "nothing",
                Some(Topic::AllFunctions) => "all functions",
                Some(Topic::Function(..)) => "function",
                Some(Topic::Wider(..)) => "tier or whole",
                Some(Topic::Item(..)) => "item",
            })
        }),
        of_part(Always, "group_kind", |part| word(part.kind)),
        of_part(Always, "group", |part| text(&part.group.id)),
        of_part(Always, "group_name", |part| text(&part.group.name)),
        of_part(Always, "function", |part| match part.topic {
            Topic::AllFunctions => word("all functions"),
            Topic::Function(part) | Topic::Wider(part) => text(&part.id),
            Topic::Item(item, _) => text(&item.function),
        }),
        of_part(Always, "function_heading", |part| match part.topic {
            Topic::Function(part) | Topic::Wider(part) => text(&part.heading),
            Topic::Item(item, _) => {
                let mut functions = part.profile.total.functions.iter();
                text(&functions.find(|function| function.id == item.function)?.heading)
            }
            Topic::AllFunctions => None,
        }),
        of_part(Always, "item", |part| text(&part.item()?.0.id)),
        of_part(Asked, "item_text", |part| text(&part.item()?.0.text)),
    ]
}

/// The statistics that have columns. Points have them only where an instrument counts points.
fn statistics(report: &Report) -> Vec<Column> {
    let mut profiles = report.periods.iter().flat_map(|period| &period.profiles);
    let has_points = profiles.any(|profile| !profile.total.coverage.points.is_of_nothing());
    let mut with_place: Vec<(u8, Statistic, count::Column)> = Statistic::ALL
        .into_iter()
        .filter(|statistic| has_points || *statistic != Statistic::Points)
        .filter_map(|statistic| {
            let row = statistic.row();
            Some((place_of(row.made), statistic, row.column?))
        })
        .collect();
    with_place.sort_by_key(|(place, ..)| *place);
    let mut columns = Vec::new();
    for (_, statistic, titles) in with_place {
        let kept = titles.kept;
        columns.push(of_part(kept, titles.title, move |part| count_of(&part.value(statistic)?)));
        if let Some(title) = titles.of {
            columns.push(of_part(kept, title, move |part| match part.value(statistic)? {
                Value::Share(share) => number(share.n),
                Value::Count { .. } | Value::Estimate { .. } => None,
            }));
        }
    }
    columns
}

/// Where the columns of a source are.
fn place_of(source: Source) -> u8 {
    match source {
        Source::Members(OfMembers::OutsideObservation | OfMembers::Reach) => 2,
        Source::Members(_) => 0,
        Source::Items(_) => 1,
        Source::Doses(_) | Source::Rhythm(_) | Source::CalledOff(_) | Source::Answers(_) => 3,
        Source::Attention(_) => 4,
        Source::Visits(_) => 5,
        Source::Levels(_)
        | Source::Against(_)
        | Source::Rater(_)
        | Source::Coach(_)
        | Source::Line(_)
        | Source::StudentData(_) => 6,
    }
}

/// A count, k of a share, or an estimate.
fn count_of(value: &Value) -> Cell {
    match value {
        Value::Count { count } => number(count),
        Value::Share(share) => number(share.k),
        Value::Estimate { value, .. } => number((*value)?),
    }
}

/// Relationships at each level of a function, and the level itself where there is only one
/// relationship.
fn levels(report: &Report) -> Vec<Column> {
    let mut ids: Vec<&str> = Vec::new();
    for level in report.periods.iter().flat_map(|p| &p.profiles).flat_map(|profile| &profile.levels)
    {
        if !ids.contains(&level.id.as_str()) {
            ids.push(&level.id);
        }
    }
    let mut columns = vec![of_part(Asked, "with_applicable_items", |part| match part.topic {
        Topic::Function(part) | Topic::Wider(part) => number(part.with_applicable_items),
        Topic::AllFunctions | Topic::Item(..) => None,
    })];
    type At = fn(&LevelCount) -> usize;
    let at: [(Kept, &str, At); 3] = [
        (Always, "", at_level),
        (Asked, "_computed", |count| count.computed),
        (Asked, "_judged", |count| count.judged),
    ];
    for id in ids {
        for (kept, how, of_count) in at {
            let level = id.to_owned();
            // No id has a low line, so that only these titles could be those of other columns.
            let is_other = how.is_empty() && ["none", "basis", "missing", "rater"].contains(&id);
            let title =
                if is_other { format!("level_{id}_all") } else { format!("level_{id}{how}") };
            columns.push(of_part(kept, &title, move |part| {
                let (Topic::Function(of) | Topic::Wider(of)) = part.topic else { return None };
                number(of_count(of.levels.iter().find(|count| count.id == level)?))
            }));
        }
    }
    columns.push(of_part(Always, "level_none", |part| match part.topic {
        Topic::Function(of) | Topic::Wider(of) if !of.levels.is_empty() => {
            let at: usize = of.levels.iter().map(at_level).sum();
            number(of.with_applicable_items - at)
        }
        Topic::Function(_) | Topic::Wider(_) | Topic::AllFunctions | Topic::Item(..) => None,
    }));
    let of = |kept, title, cell: fn(&RelationshipLevel) -> Cell| {
        of_part(kept, title, move |part| cell(part.level()?))
    };
    columns.extend([
        of(Asked, "level", |level| text(&level.level.as_ref()?.id)),
        of(Asked, "level_basis", |level| word(level.basis.name())),
        of(Asked, "level_judged_by", |level| word(level.by?.name())),
        of(Asked, "level_rater", |level| text(level.rater.as_deref()?)),
        of(Asked, "level_judged_on", |level| date(level.on?)),
    ]);
    let of = |kept, title, cell: fn(&FunctionBasis) -> Cell| {
        of_part(kept, title, move |part| cell(part.basis()?))
    };
    columns.extend([
        of(Asked, "level_missing", |basis| text(&basis.missing.join(" "))),
        of(Asked, "level_lift_to", |basis| text(&basis.lift.as_ref()?.level.id)),
        of(Asked, "level_lift_needs", |basis| number(basis.lift.as_ref()?.need)),
    ]);
    columns
}

/// Relationships at a level, computed or judged.
fn at_level(count: &LevelCount) -> usize {
    count.computed + count.judged
}

/// When something happened in a group; it is in the row of all functions.
fn activity() -> Vec<Column> {
    let of = |kept, title, cell: fn(&Whole) -> Cell| {
        of_part(kept, title, move |part| match part.topic {
            Topic::AllFunctions => cell(part.group.whole.as_ref()?),
            Topic::Function(_) | Topic::Wider(_) | Topic::Item(..) => None,
        })
    };
    vec![
        of(Asked, "first_record", |whole| date(whole.activity.first?)),
        of(Asked, "last_record", |whole| date(whole.activity.last?)),
    ]
}

/// Who and when, where the group is one relationship.
fn relationship() -> Vec<Column> {
    let of = |kept, title, cell: fn(&Behind) -> Cell| {
        of_part(kept, title, move |part| cell(part.group.relationship.as_ref()?))
    };
    vec![
        of(Asked, "coach", |behind| text(&behind.coach)),
        of(Asked, "educator", |behind| text(&behind.educator)),
        of(Asked, "school", |behind| text(&behind.school)),
        of(Asked, "practice", |behind| text(behind.practice.as_deref()?)),
        of(Asked, "started", |behind| date(behind.started)),
        of(Asked, "ended", |behind| date(behind.ended?)),
    ]
}

/// What each source says of an item, where the group is one relationship.
fn sources() -> Vec<Column> {
    let of = |kept, title, cell: fn(&RelationshipItem) -> Cell| {
        of_part(kept, title, move |part| cell(part.source()?))
    };
    let mut columns = vec![
        of(Asked, "not_applicable_because", |item| word(item.not_applicable?.name())),
        of(Asked, "documented_on", |item| date(item.documented?)),
    ];
    let ratings: [(&str, Rating); 3] = [
        ("observer", |item| item.observed.as_ref()),
        ("coach", |item| item.by_coach.as_ref()),
        ("educator", |item| item.by_educator.as_ref()),
    ];
    for (who, rating) in ratings {
        let of = |what, cell: fn(&RatingOn) -> Cell| {
            of_part(Asked, &format!("{who}_{what}"), move |part| cell(rating(part.source()?)?))
        };
        columns.extend([
            of("rating", |rating| text(&rating.rating)),
            of("rating_on", |rating| date(rating.on)),
            of("rating_lower_of_day", |rating| yes_no(rating.lower_of_day)),
        ]);
    }
    columns
}

fn of_part(kept: Kept, title: &str, cell: impl Fn(&Part) -> Cell + 'static) -> Column {
    column(kept, title, move |row| cell(row.part.as_ref()?))
}

/// Words of the program's own.
fn word(word: &str) -> Cell {
    Some(word.to_owned())
}

fn text(text: &str) -> Cell {
    Some(text_cell(text))
}

fn number(number: impl ToString) -> Cell {
    Some(number.to_string())
}

fn date(date: NaiveDate) -> Cell {
    Some(date.to_string())
}

fn yes_no(is_so: bool) -> Cell {
    word(cell::yes_no(is_so))
}
