//! One relationship: every item with what each source says of it.

use super::cells::share;
use super::levels;
use super::parts::{Cell, Part, Shape, Table};
use crate::domain::record::Role;
use crate::report::model::{Basis, WhyNotApplicable};
use crate::report::model::{
    Behind, ExpiredEvidence, FunctionBasis, Group, LapsedOn, LevelCount, LevelWord, Lift, RatingOn,
    RelationshipItem,
};
use crate::text::wording::{all_of, any_of, count};

/// Adds the relationship's facts, its items, and the level of each function.
pub(in crate::report) fn add(behind: &Behind, group: &Group, parts: &mut Vec<Part>) {
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
    let of = group.functions.iter().chain(&group.parts);
    let levels = behind.levels.iter().zip(of).map(|(basis, function)| {
        let best = function.levels.first().map_or_else(String::new, LevelCount::called);
        format!("{}: {}", function.heading, basis_words(basis, &best, &function.levels))
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

/// The level, what it rests on, who else judged, and what would lift it.
fn basis_words(basis: &FunctionBasis, best: &str, levels: &[LevelCount]) -> String {
    let level = &basis.level;
    let points = match basis.points.is_of_nothing() {
        true => String::new(),
        false => format!(", {} points", share(basis.points)),
    };
    let counts = format!("{} in place{points}", share(basis.in_place));
    let words = match (&level.level, level.basis) {
        (Some(LevelWord { called, .. }), Basis::Computed) => {
            format!("{called}, computed from the items")
        }
        (Some(LevelWord { called, .. }), _) => {
            let rater = level.rater.as_deref().map_or(String::new(), |id| format!(" {id}"));
            let on = level.on.map_or(String::new(), |on| format!(" on {on}"));
            format!("{called}, judged by {}{rater}{on}", level.by.map_or("a rater", Role::name))
        }
        (None, Basis::NoApplicableItems) => return "no applicable items".to_owned(),
        // Levels are of more than this function.
        (None, _) if levels.is_empty() => return counts,
        (None, _) if levels.iter().all(|level| level.is_computed) => {
            format!("at no level, not at {best}")
        }
        (None, _) => format!("not at {best}, and no rater has judged a level"),
    };
    let mut words = format!("{words} ({counts})");
    let stands = usize::from(level.basis == Basis::Judged);
    let others: Vec<String> = basis
        .judgments
        .iter()
        .skip(stands)
        .map(|judged| {
            let rater = judged.rater.as_deref().map_or(String::new(), |id| format!(" {id}"));
            format!("{}{rater} judged {} on {}", judged.by.name(), judged.level.called, judged.on)
        })
        .collect();
    if !others.is_empty() {
        words.push_str(&format!("; {}", others.join(", ")));
    }
    if let Some(lift) = &basis.lift {
        words.push_str(&format!("; {}", lift_words(lift)));
    }
    words
}

fn lift_words(Lift { level, need, points, critical, of }: &Lift) -> String {
    let level = &level.called;
    let needs = levels::critical_and_points(critical, *points);
    if !needs.is_empty() {
        return format!("{level} still needs {needs}");
    }
    let items = all_of(of.iter().map(String::as_str));
    match usize::try_from(*need).unwrap_or(usize::MAX) {
        need if need == of.len() => format!("{level} still needs {items}"),
        need => format!("{level} still needs {} of {items}", count(need, "item")),
    }
}

fn row(item: &RelationshipItem) -> Vec<Cell> {
    let in_place = match item.in_place {
        None => "n/a",
        Some(true) => "yes",
        Some(false) => "no",
    };
    let mut remark = match (item.not_applicable, item.differs) {
        (Some(WhyNotApplicable::NoOccasion), _) => vec!["no occasion".to_owned()],
        (Some(WhyNotApplicable::Observer), _) => vec!["observer".to_owned(), "says n/a".to_owned()],
        (Some(WhyNotApplicable::OnlyFor), _) => {
            let groups = any_of(item.only_for.iter().map(String::as_str));
            vec!["only for".to_owned(), groups]
        }
        (None, true) => vec!["sources".to_owned(), "differ".to_owned()],
        (None, false) => Vec::new(),
    };
    if item.votes_differ {
        remark.extend(["votes".to_owned(), "differ".to_owned()]);
    }
    // Each column that lost evidence says so itself; the remark says since when it is not in place.
    let lapsed =
        item.expired.as_deref().and_then(|expired| expired.observed.or(expired.documented));
    if let Some(lapsed) = lapsed.filter(|_| item.is_expired()) {
        remark.extend(["expired".to_owned(), format!("since {}", lapsed.since)]);
    }
    let expired =
        |source: fn(&ExpiredEvidence) -> Option<LapsedOn>| item.expired.as_deref().and_then(source);
    vec![
        item.label.to_string().into(),
        Cell::broken(in_place),
        rating(item.observed.clone(), expired(|expired| expired.observed)),
        match (item.documented, expired(|expired| expired.documented)) {
            (Some(on), _) => on.to_string().into(),
            (None, Some(lapsed)) => gone(lapsed),
            (None, None) => dash(),
        },
        rating(item.by_coach.clone(), expired(|expired| expired.by_coach)),
        rating(item.by_educator.clone(), expired(|expired| expired.by_educator)),
        remark.into(),
    ]
}

fn rating(rating: Option<RatingOn>, expired: Option<LapsedOn>) -> Cell {
    match (rating, expired) {
        (Some(rating), _) => {
            let mut lines = vec![rating.rating, rating.on.to_string()];
            if rating.lower_of_day {
                lines.push("(lower of day)".to_owned());
            }
            lines.into()
        }
        (None, Some(lapsed)) => gone(lapsed),
        (None, None) => dash(),
    }
}

/// Evidence in place that no longer counts.
fn gone(lapsed: LapsedOn) -> Cell {
    vec!["(expired)".to_owned(), lapsed.on.to_string()].into()
}

fn dash() -> Cell {
    Cell::broken("–")
}
