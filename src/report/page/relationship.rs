//! One relationship: every item with what each source says of it.

use super::{Cell, Part, Shape, Table};
use crate::report::model::{Behind, GroupFunction, RatingOn, RelationshipItem, RelationshipLevel};

/// Adds the relationship's facts, its items, and the level of each function.
pub(super) fn add(behind: &Behind, functions: &[GroupFunction], parts: &mut Vec<Part>) {
    let practice = behind.practice.as_deref().map_or(String::new(), |p| format!(", {p}"));
    let time = match behind.ended {
        None => format!("since {}", behind.started),
        Some(ended) => format!("from {} to {ended}", behind.started),
    };
    let header =
        ["Item", "in place", "observed", "documented", "coach says", "educator\nsays", "remark"];
    let items = Table {
        header: header.map(Cell::broken).into(),
        rows: behind.items.iter().map(row).collect(),
        shape: Shape::Words,
    };
    let levels = behind.levels.iter().zip(functions).map(|(level, function)| {
        let best = function.levels.first().map_or("", |best| best.id.as_str());
        format!("{}: {}", function.heading, level_words(level, best))
    });
    parts.extend([
        Part::Line(format!(
            "Coach {} with educator {} at {}{practice}; {time}",
            behind.coach, behind.educator, behind.school
        )),
        Part::Gap,
        Part::Table(items),
        Part::Gap,
        Part::Notes(levels.collect()),
    ]);
}

fn level_words(level: &RelationshipLevel, best: &str) -> String {
    match (&level.level, level.basis) {
        (Some(id), "computed") => format!("{id}, computed from the items"),
        (Some(id), _) => {
            let rater = level.rater.as_deref().map_or(String::new(), |id| format!(" {id}"));
            let on = level.on.map_or(String::new(), |on| format!(" on {on}"));
            format!("{id}, judged by {}{rater}{on}", level.by.unwrap_or("a rater"))
        }
        (None, "no-applicable-items") => "no applicable items".to_owned(),
        (None, _) => format!("not at {best}, and no rater has judged a level"),
    }
}

fn row(item: &RelationshipItem) -> Vec<Cell> {
    let in_place = match item.in_place {
        None => "n/a",
        Some(true) => "yes",
        Some(false) => "no",
    };
    let remark = match (item.not_applicable, item.differs) {
        (Some("no-occasion"), _) => "no occasion",
        (Some(_), _) => "observer\nsays n/a",
        (None, true) => "sources\ndiffer",
        (None, false) => "",
    };
    vec![
        item.label.clone().into(),
        Cell::broken(in_place),
        rating(item.observed),
        item.documented.map_or_else(dash, |on| on.to_string().into()),
        rating(item.by_coach),
        rating(item.by_educator),
        Cell::broken(remark),
    ]
}

fn rating(rating: Option<RatingOn>) -> Cell {
    rating.map_or_else(dash, |rating| {
        let mut lines = vec![rating.rating.to_owned(), rating.on.to_string()];
        if rating.lower_of_day {
            lines.push("(lower of day)".to_owned());
        }
        lines.into()
    })
}

fn dash() -> Cell {
    Cell::broken("–")
}
