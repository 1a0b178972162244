//! One relationship for a terminal: every item with what each source says of it.

use super::layout::Look;
use super::model::{Behind, GroupFunction, RatingOn, RelationshipItem, RelationshipLevel};
use crate::diagnostic::wording::visible;

/// The relationship's facts, its items, and the level of each function.
pub(super) fn render(behind: &Behind, functions: &[GroupFunction], look: Look) -> String {
    let practice = behind.practice.as_deref().map_or(String::new(), |p| format!(", {p}"));
    let time = match behind.ended {
        None => format!("since {}", behind.started),
        Some(ended) => format!("from {} to {ended}", behind.started),
    };
    let facts = format!(
        "Coach {} with educator {} at {}{practice}; {time}",
        behind.coach, behind.educator, behind.school
    );
    let mut out = look.wrap(0, &visible(&facts));
    out.push('\n');
    let header =
        ["Item", "in place", "observed", "documented", "coach says", "educator\nsays", "remark"];
    out.push_str(&look.words(&header, &behind.items.iter().map(row).collect::<Vec<_>>(), 0));
    out.push('\n');
    for (level, function) in behind.levels.iter().zip(functions) {
        let best = function.levels.first().map_or("", |best| best.id.as_str());
        let heading = visible(&function.heading);
        out.push_str(&look.wrap(0, &format!("{heading}: {}", level_words(level, best))));
    }
    out
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

fn row(item: &RelationshipItem) -> Vec<String> {
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
        item.label.clone(),
        in_place.to_owned(),
        rating(item.observed),
        item.documented.map_or_else(dash, |on| on.to_string()),
        rating(item.by_coach),
        rating(item.by_educator),
        remark.to_owned(),
    ]
}

fn rating(rating: Option<RatingOn>) -> String {
    rating.map_or_else(dash, |rating| {
        let mark = if rating.lower_of_day { "\n(lower of day)" } else { "" };
        format!("{}\n{}{mark}", rating.rating, rating.on)
    })
}

fn dash() -> String {
    "–".to_owned()
}
