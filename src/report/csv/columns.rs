//! The columns of the CSV: their titles, and what each says of a row. A column is added at the end of
//! its group; titles never change their meaning within a version.

use chrono::NaiveDate;

use super::cell::text_cell;
use super::rows::{Part, Row, Topic};
use crate::count::{self, OfMembers, Source, Statistic, Value};
use crate::formats::Format;
use crate::report::Report;
use crate::report::model::{
    Behind, FunctionBasis, Period, RatingOn, RelationshipItem, RelationshipLevel, Whole,
};

type Cell = Option<String>;
/// One source's current rating of an item.
type Rating = fn(&RelationshipItem) -> Option<&RatingOn>;

/// One column.
pub(super) struct Column {
    pub(super) title: String,
    pub(super) cell: Box<dyn Fn(&Row) -> Cell>,
}

fn column(title: &str, cell: impl Fn(&Row) -> Cell + 'static) -> Column {
    Column { title: title.to_owned(), cell: Box::new(cell) }
}

/// All columns; each level of the profiles has two of its own.
pub(super) fn columns(report: &Report) -> Vec<Column> {
    let mut columns = whole_report();
    columns.extend(place());
    columns.extend(statistics(report, true));
    columns.extend(levels(report));
    columns.extend(statistics(report, false));
    columns.extend(activity());
    columns.extend(relationship());
    columns.extend(sources());
    columns
}

/// What is the same in every row.
fn whole_report() -> Vec<Column> {
    let of = |title, cell: fn(&Report) -> Cell| column(title, move |row| cell(row.report));
    let in_period = |title, cell: fn(&Period) -> Cell| column(title, move |row| cell(row.period));
    vec![
        of("format", |_| word(Format::ReportCsv.name())),
        of("audience", |report| word(report.audience)),
        of("tool", |report| word(report.tool.name)),
        of("tool_version", |report| word(report.tool.version)),
        of("district", |report| text(&report.district)),
        of("commit", |report| text(&report.commit.as_ref()?.id)),
        of("commit_has_changes", |report| yes_no(report.commit.as_ref()?.has_changes?)),
        of("records_sha256", |report| text(report.records_sha256.as_deref()?)),
        of("as_of", |report| date(report.as_of)),
        in_period("window", |period| text(&period.window.label)),
        in_period("from", |period| date(period.window.from)),
        in_period("to", |period| date(period.window.to)),
        of("selection", |report| text(&report.selection.join(", "))),
        column("not_met_days", |row| {
            let of_profile = row.part.and_then(|part| part.profile.not_met_days);
            number(of_profile.unwrap_or(row.report.not_met_days))
        }),
        in_period("records_found", |period| number(period.records.found)),
        in_period("records_left_out", |period| number(period.records.left_out)),
        in_period("unread_folders", |period| number(period.records.unread_folders)),
        in_period("records_relationships", |period| number(period.records.relationships)),
        in_period("records_in_window", |period| number(period.records.in_window)),
        in_period("records_other_times", |period| number(period.records.other_times)),
        in_period("records_for_later", |period| number(period.records.for_later)),
        in_period("records_outside_dates", |period| number(period.records.outside_dates)),
        in_period("school_year_day", |period| number(period.school_year.as_ref()?.day)),
        in_period("judged_from_day", |period| number(period.school_year.as_ref()?.judged_from_day)),
    ]
}

/// The profile, and what the row is about.
fn place() -> Vec<Column> {
    vec![
        of_part("profile", |part| text(&part.profile.id)),
        of_part("profile_title", |part| text(&part.profile.title)),
        of_part("profile_edition", |part| text(&part.profile.edition)),
        of_part("profile_hash", |part| text(&part.profile.hash)),
        of_part("items_per_relationship", |part| number(part.profile.items_per_relationship)),
        column("row", |row| {
            word(match row.part.map(|part| part.topic) {
                None => "nothing",
                Some(Topic::AllFunctions) => "all functions",
                Some(Topic::Function(..)) => "function",
                Some(Topic::Wider(..)) => "tier or whole",
                Some(Topic::Item(..)) => "item",
            })
        }),
        of_part("group_kind", |part| word(part.kind)),
        of_part("group", |part| text(&part.group.id)),
        of_part("group_name", |part| text(&part.group.name)),
        of_part("function", |part| match part.topic {
            Topic::AllFunctions => word("all functions"),
            Topic::Function(part) | Topic::Wider(part) => text(&part.id),
            Topic::Item(item, _) => text(&item.function),
        }),
        of_part("function_heading", |part| match part.topic {
            Topic::Function(part) | Topic::Wider(part) => text(&part.heading),
            Topic::AllFunctions | Topic::Item(..) => None,
        }),
        of_part("item", |part| text(&part.item()?.0.id)),
        of_part("item_text", |part| text(&part.item()?.0.text)),
    ]
}

/// The statistics that have columns, of items or of whole groups, in the order of the columns. Points have them
/// only where an instrument counts points.
fn statistics(report: &Report, of_items: bool) -> Vec<Column> {
    let mut profiles = report.periods.iter().flat_map(|period| &period.profiles);
    let has_points = profiles.any(|profile| !profile.total.coverage.points.is_of_nothing());
    let mut with_place: Vec<(u8, Statistic, count::Column)> = Statistic::ALL
        .into_iter()
        .filter(|statistic| has_points || *statistic != Statistic::Points)
        .filter_map(|statistic| {
            let row = statistic.row();
            let place = place_of(row.made);
            Some((place, statistic, row.column?)).filter(|_| (place == OF_ITEMS) == of_items)
        })
        .collect();
    with_place.sort_by_key(|(place, ..)| *place);
    let mut columns = Vec::new();
    for (_, statistic, titles) in with_place {
        columns.push(of_part(titles.title, move |part| count_of(&part.value(statistic)?)));
        if let Some(title) = titles.of {
            columns.push(of_part(title, move |part| match part.value(statistic)? {
                Value::Share(share) => number(share.n),
                Value::Count { .. } | Value::Estimate { .. } => None,
            }));
        }
    }
    columns
}

/// The place of the statistics of items.
const OF_ITEMS: u8 = 0;

/// Where the columns of a source are.
fn place_of(source: Source) -> u8 {
    match source {
        Source::Items(_) => OF_ITEMS,
        Source::Members(OfMembers::Reach) => 4,
        Source::Members(_) => 1,
        Source::Visits(_) => 2,
        Source::Attention(_) => 3,
        Source::Doses(_) | Source::Rhythm(_) | Source::CalledOff(_) | Source::Answers(_) => 5,
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
    let mut columns = vec![of_part("with_applicable_items", |part| match part.topic {
        Topic::Function(part) | Topic::Wider(part) => number(part.with_applicable_items),
        Topic::AllFunctions | Topic::Item(..) => None,
    })];
    for id in ids {
        for (how, is_judged) in [("computed", false), ("judged", true)] {
            let level = id.to_owned();
            columns.push(of_part(&format!("level_{id}_{how}"), move |part| {
                let (Topic::Function(of) | Topic::Wider(of)) = part.topic else { return None };
                let count = of.levels.iter().find(|count| count.id == level)?;
                number(if is_judged { count.judged } else { count.computed })
            }));
        }
    }
    let of = |title, cell: fn(&RelationshipLevel) -> Cell| {
        of_part(title, move |part| cell(part.level()?))
    };
    columns.extend([
        of("level", |level| text(&level.level.as_ref()?.id)),
        of("level_basis", |level| word(level.basis.name())),
        of("level_judged_by", |level| word(level.by?.name())),
        of("level_rater", |level| text(level.rater.as_deref()?)),
        of("level_judged_on", |level| date(level.on?)),
    ]);
    let of =
        |title, cell: fn(&FunctionBasis) -> Cell| of_part(title, move |part| cell(part.basis()?));
    columns.extend([
        of("level_missing", |basis| text(&basis.missing.join(" "))),
        of("level_lift_to", |basis| text(&basis.lift.as_ref()?.level.id)),
        of("level_lift_needs", |basis| number(basis.lift.as_ref()?.need)),
    ]);
    columns
}

/// When something happened in a group; it is in the row of all functions.
fn activity() -> Vec<Column> {
    let of = |title, cell: fn(&Whole) -> Cell| {
        of_part(title, move |part| match part.topic {
            Topic::AllFunctions => cell(part.group.whole.as_ref()?),
            Topic::Function(_) | Topic::Wider(_) | Topic::Item(..) => None,
        })
    };
    vec![
        of("first_record", |whole| date(whole.activity.first?)),
        of("last_record", |whole| date(whole.activity.last?)),
    ]
}

/// Who and when, where the group is one relationship.
fn relationship() -> Vec<Column> {
    let of = |title, cell: fn(&Behind) -> Cell| {
        of_part(title, move |part| cell(part.group.relationship.as_ref()?))
    };
    vec![
        of("coach", |behind| text(&behind.coach)),
        of("educator", |behind| text(&behind.educator)),
        of("school", |behind| text(&behind.school)),
        of("practice", |behind| text(behind.practice.as_deref()?)),
        of("started", |behind| date(behind.started)),
        of("ended", |behind| date(behind.ended?)),
    ]
}

/// What each source says of an item, where the group is one relationship.
fn sources() -> Vec<Column> {
    let of = |title, cell: fn(&RelationshipItem) -> Cell| {
        of_part(title, move |part| cell(part.source()?))
    };
    let mut columns = vec![
        of("not_applicable_because", |item| word(item.not_applicable?.name())),
        of("documented_on", |item| date(item.documented?)),
    ];
    let ratings: [(&str, Rating); 3] = [
        ("observer", |item| item.observed.as_ref()),
        ("coach", |item| item.by_coach.as_ref()),
        ("educator", |item| item.by_educator.as_ref()),
    ];
    for (who, rating) in ratings {
        let of = |what, cell: fn(&RatingOn) -> Cell| {
            of_part(&format!("{who}_{what}"), move |part| cell(rating(part.source()?)?))
        };
        columns.extend([
            of("rating", |rating| text(&rating.rating)),
            of("rating_on", |rating| date(rating.on)),
            of("rating_lower_of_day", |rating| yes_no(rating.lower_of_day)),
        ]);
    }
    columns
}

fn of_part(title: &str, cell: impl Fn(&Part) -> Cell + 'static) -> Column {
    column(title, move |row| cell(row.part.as_ref()?))
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
    word(if is_so { "yes" } else { "no" })
}
