//! The columns of the CSV: their titles, and what each says of a row. A column is added at the end of
//! its group; titles never change their meaning within a version.

use chrono::NaiveDate;

use super::{Part, Row, Topic, text_cell};
use crate::count::{Coverage, Share};
use crate::formats::Format;
use crate::report::Report;
use crate::report::model::{
    Behind, FunctionBasis, Group, Period, RatingOn, RelationshipItem, RelationshipLevel,
};

type Cell = Option<String>;
/// One source's current rating of an item.
type Rating = fn(&RelationshipItem) -> Option<RatingOn>;

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
    columns.extend(coverage());
    columns.extend(levels(report));
    columns.extend(group());
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
        of("as_of", |report| date(report.as_of)),
        in_period("window", |period| text(&period.window.label)),
        in_period("from", |period| date(period.window.from)),
        in_period("to", |period| date(period.window.to)),
        of("selection", |report| text(&report.selection.join(", "))),
        of("not_met_days", |report| number(report.not_met_days)),
        in_period("records_found", |period| number(period.records.found)),
        in_period("records_left_out", |period| number(period.records.left_out)),
        in_period("unread_folders", |period| number(period.records.unread_folders)),
        in_period("records_relationships", |period| number(period.records.relationships)),
        in_period("records_in_window", |period| number(period.records.in_window)),
        in_period("records_other_times", |period| number(period.records.other_times)),
        in_period("records_for_later", |period| number(period.records.for_later)),
        in_period("records_outside_dates", |period| number(period.records.outside_dates)),
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
                Some(Topic::Item(..)) => "item",
            })
        }),
        of_part("group_kind", |part| word(part.kind)),
        of_part("group", |part| text(&part.group.id)),
        of_part("group_name", |part| text(&part.group.name)),
        of_part("function", |part| match part.topic {
            Topic::AllFunctions => word("all functions"),
            Topic::Function(function) => text(&function.id),
            Topic::Item(item, _) => text(&item.function),
        }),
        of_part("function_heading", |part| match part.topic {
            Topic::Function(function) => text(&function.heading),
            _ => None,
        }),
        of_part("item", |part| text(&part.item()?.0.id)),
        of_part("item_text", |part| text(&part.item()?.0.text)),
    ]
}

/// Items in place and what that rests on. The row of an item holds the same of this one item.
fn coverage() -> Vec<Column> {
    let of =
        |title, cell: fn(&Coverage) -> Cell| of_part(title, move |part| cell(part.coverage()?));
    vec![
        of_part("in_place", |part| match part.missing() {
            Some(missing) => number(missing.n - missing.k),
            None => number(part.coverage()?.in_place.k),
        }),
        of_part("applicable", |part| match part.missing() {
            Some(missing) => number(missing.n),
            None => number(part.coverage()?.in_place.n),
        }),
        of("observed", |coverage| number(coverage.observed)),
        of("documented_only", |coverage| number(coverage.documented_only)),
        of("reported", |coverage| number(coverage.reported.k)),
        of("reported_of", |coverage| number(coverage.reported.n)),
        of("complete", |coverage| number(coverage.complete.k)),
        of("complete_of", |coverage| number(coverage.complete.n)),
        of_part("differs", |part| match part.source() {
            Some(item) => number(u8::from(item.differs)),
            None => number(part.coverage()?.differs),
        }),
        of_part("not_applicable", |part| match part.source() {
            Some(item) => number(u8::from(item.in_place.is_none())),
            None => number(part.coverage()?.not_applicable),
        }),
        of_part("missing", |part| number(part.missing()?.k)),
        of_part("expired", |part| match part.source() {
            Some(item) => number(u8::from(item.is_expired())),
            None => number(part.coverage()?.expired),
        }),
    ]
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
        Topic::Function(function) => number(function.with_applicable_items),
        _ => None,
    })];
    for id in ids {
        for (how, is_judged) in [("computed", false), ("judged", true)] {
            let level = id.to_owned();
            columns.push(of_part(&format!("level_{id}_{how}"), move |part| {
                let Topic::Function(function) = part.topic else { return None };
                let count = function.levels.iter().find(|count| count.id == level)?;
                number(if is_judged { count.judged } else { count.computed })
            }));
        }
    }
    let of = |title, cell: fn(&RelationshipLevel) -> Cell| {
        of_part(title, move |part| cell(part.level()?))
    };
    columns.extend([
        of("level", |level| text(level.level.as_deref()?)),
        of("level_basis", |level| word(level.basis.name())),
        of("level_judged_by", |level| word(level.by?.name())),
        of("level_rater", |level| text(level.rater.as_deref()?)),
        of("level_judged_on", |level| date(level.on?)),
    ]);
    let of =
        |title, cell: fn(&FunctionBasis) -> Cell| of_part(title, move |part| cell(part.basis()?));
    columns.extend([
        of("level_missing", |basis| text(&basis.missing.join(" "))),
        of("level_lift_to", |basis| text(&basis.lift.as_ref()?.level)),
        of("level_lift_needs", |basis| number(basis.lift.as_ref()?.need)),
    ]);
    columns
}

/// What is counted of a group as a whole; it stands in the row of all functions.
fn group() -> Vec<Column> {
    let of = |title, cell: fn(&Group) -> Cell| {
        of_part(title, move |part| match part.topic {
            Topic::AllFunctions => cell(part.group),
            _ => None,
        })
    };
    vec![
        of("relationships", |group| number(group.members.relationships)),
        of("educators", |group| number(group.members.educators)),
        of("coaches", |group| number(group.members.coaches)),
        of("schools", |group| number(group.members.schools)),
        of("outside_observation", |group| number(group.whole.as_ref()?.outside_observation.k)),
        of("outside_observation_of", |group| number(group.whole.as_ref()?.outside_observation.n)),
        of("double_rated_visits", |group| {
            number(group.whole.as_ref()?.raters.double_rating.visits.k)
        }),
        of("double_rated_visits_of", |group| {
            number(group.whole.as_ref()?.raters.double_rating.visits.n)
        }),
        of("ratings_agree", |group| number(group.whole.as_ref()?.raters.double_rating.agree.k)),
        of("ratings_agree_of", |group| number(group.whole.as_ref()?.raters.double_rating.agree.n)),
        of("answers_overdue", |group| number(group.whole.as_ref()?.attention.answers_overdue)),
        of("steps_overdue", |group| number(group.whole.as_ref()?.attention.steps_overdue)),
        of("pairs_not_met", |group| number(group.whole.as_ref()?.attention.pairs_not_met)),
        of("reach", |group| number(group.whole.as_ref()?.reach?.k)),
        of("reach_of", |group| number(group.whole.as_ref()?.reach?.n)),
        of("sessions", |group| number(group.whole.as_ref()?.dosage.sessions)),
        of("contacts", |group| number(group.whole.as_ref()?.dosage.contacts)),
        of("minutes", |group| number(group.whole.as_ref()?.dosage.minutes)),
        of("planned_sessions", |group| {
            number(group.whole.as_ref()?.dosage.rhythm.planned_sessions)
        }),
        of("held_sessions", |group| number(group.whole.as_ref()?.dosage.rhythm.held_sessions)),
        of("long_gaps", |group| number(group.whole.as_ref()?.dosage.rhythm.long_gaps)),
        of("answered_in_time", |group| number(group.whole.as_ref()?.timeliness.counts.met.k)),
        of("answered_in_time_of", |group| number(group.whole.as_ref()?.timeliness.counts.met.n)),
        of("answered_late", |group| number(group.whole.as_ref()?.timeliness.counts.late)),
        of("unanswered", |group| number(group.whole.as_ref()?.timeliness.counts.unanswered)),
        of("open_requests", |group| number(group.whole.as_ref()?.timeliness.counts.open)),
        of("first_record", |group| date(group.whole.as_ref()?.activity.first?)),
        of("last_record", |group| date(group.whole.as_ref()?.activity.last?)),
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
        ("observer", |item| item.observed),
        ("coach", |item| item.by_coach),
        ("educator", |item| item.by_educator),
    ];
    for (who, rating) in ratings {
        let of = |what, cell: fn(RatingOn) -> Cell| {
            of_part(&format!("{who}_{what}"), move |part| cell(rating(part.source()?)?))
        };
        columns.extend([
            of("rating", |rating| word(rating.rating.name())),
            of("rating_on", |rating| date(rating.on)),
            of("rating_lower_of_day", |rating| yes_no(rating.lower_of_day)),
        ]);
    }
    columns
}

fn of_part(title: &str, cell: impl Fn(&Part) -> Cell + 'static) -> Column {
    column(title, move |row| cell(row.part.as_ref()?))
}

impl<'r> Part<'r> {
    fn coverage(&self) -> Option<&'r Coverage> {
        match self.topic {
            Topic::AllFunctions => Some(&self.group.coverage),
            Topic::Function(function) => Some(&function.coverage),
            Topic::Item(..) => None,
        }
    }

    fn item(&self) -> Option<(&'r super::ItemRow, Option<&'r RelationshipItem>)> {
        match self.topic {
            Topic::Item(item, source) => Some((item, source)),
            _ => None,
        }
    }

    fn source(&self) -> Option<&'r RelationshipItem> {
        self.item()?.1
    }

    /// How often the item is missing in the group: in one relationship, once or not at all.
    fn missing(&self) -> Option<Share> {
        let (item, source) = self.item()?;
        let mut missing = Share::default();
        match source.map(|source| source.in_place) {
            None => missing = item.missing,
            Some(None) => {}
            Some(Some(is_in_place)) => missing.count(!is_in_place),
        }
        Some(missing)
    }

    fn level(&self) -> Option<&'r RelationshipLevel> {
        self.basis().map(|basis| &basis.level)
    }

    fn basis(&self) -> Option<&'r FunctionBasis> {
        match self.topic {
            Topic::Function(function) => {
                let levels = &self.group.relationship.as_ref()?.levels;
                levels.iter().find(|basis| basis.level.function == function.id)
            }
            _ => None,
        }
    }
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
