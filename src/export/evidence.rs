//! What each item of a relationship rests on in the whole period, as rows: what every source says of it and what
//! follows. The state of an item comes in as the report counted it.

use super::cell::{Cell, Column, Holds, Made, columns, made};
use super::counted::OfPeriod;
use super::list::Row;
use super::table::Table;
use crate::count::{Current, ItemState, NotApplicable};
use crate::domain::record::Rating;

/// An item of a relationship.
struct OfItem<'e> {
    of: &'e OfPeriod<'e>,
    item: usize,
    state: &'e ItemState,
}

impl OfItem<'_> {
    /// The word for the rating `current`.
    fn word(&self, current: Option<Current>) -> Cell {
        let profile = &self.of.relationship.profile;
        Cell::of(current.map(|current| match current.rating {
            Rating::Step(rated) => profile.step_word(self.item, rated),
            Rating::NotApplicable => "not-applicable",
            Rating::NotObserved => "not-observed",
        }))
    }

    /// What may be said of it where it applies.
    fn applying(&self, said: impl Fn(&ItemState) -> bool) -> Cell {
        Cell::of(self.state.applies().then(|| said(self.state)))
    }
}

fn day(current: Option<Current>) -> Cell {
    Cell::of(current.map(|current| current.on))
}

type MadeOfItem = Made<for<'a, 'e> fn(&'a OfItem<'e>) -> Cell>;

const COLUMNS: &[MadeOfItem] = &[
    made("district", Holds::Text, |it| it.of.district.into(), "The district's name in coach.toml."),
    made("relationship", Holds::Text, |it| it.of.folder.into(), "The relationship's folder."),
    made(
        "profile",
        Holds::Text,
        |it| it.of.relationship.profile.id.as_str().into(),
        "Id of the profile.",
    ),
    made("period", Holds::Text, |it| it.of.period.id.as_str().into(), "Always the whole period."),
    made(
        "is_new",
        Holds::Truth,
        |it| it.of.evaluation.is_new.into(),
        "Whether the relationship was new when the period ended.",
    ),
    made(
        "function",
        Holds::Text,
        |it| {
            let profile = &it.of.relationship.profile;
            profile.functions[profile.items[it.item].function].id.as_str().into()
        },
        "Id of the item's essential function.",
    ),
    made(
        "item",
        Holds::Text,
        |it| it.of.relationship.profile.items[it.item].id.as_str().into(),
        "Id of the item.",
    ),
    made(
        "not_applicable",
        Holds::Text,
        |it| {
            Cell::of(it.state.not_applicable.map(|why| match why {
                NotApplicable::NoOccasion => "no-occasion",
                NotApplicable::Observer(_) => "observer",
                NotApplicable::OnlyFor => "only-for",
            }))
        },
        "Why it does not apply: no-occasion, observer or only-for; empty where it applies.",
    ),
    made(
        "in_place",
        Holds::Truth,
        |it| it.applying(ItemState::is_in_place),
        "Whether it is in place; empty where it does not apply.",
    ),
    made("observed", Holds::Text, |it| it.word(it.state.observed), "What an observer saw."),
    made("observed_date", Holds::Day, |it| day(it.state.observed), "The day of that."),
    made(
        "documented_date",
        Holds::Day,
        |it| Cell::of(it.state.documented),
        "The latest day on which the records document it.",
    ),
    made("by_coach", Holds::Text, |it| it.word(it.state.by_coach), "The coach's own rating."),
    made("by_coach_date", Holds::Day, |it| day(it.state.by_coach), "The day of that."),
    made(
        "by_educator",
        Holds::Text,
        |it| it.word(it.state.by_educator),
        "The educator's own rating.",
    ),
    made("by_educator_date", Holds::Day, |it| day(it.state.by_educator), "The day of that."),
    made(
        "differs",
        Holds::Truth,
        |it| it.applying(ItemState::differs),
        "Whether two sources differ; empty where it does not apply.",
    ),
    made(
        "expired",
        Holds::Truth,
        |it| it.applying(ItemState::is_expired),
        "Whether it would be in place if nothing had expired; empty where it does not apply.",
    ),
    made("critical", Holds::Truth, |it| it.state.critical.into(), "Whether the item is critical."),
    made(
        "points",
        Holds::Whole,
        |it| Cell::of((!it.state.points.is_of_nothing()).then_some(it.state.points.k)),
        "Its points, where the instrument counts points.",
    ),
    made(
        "points_of",
        Holds::Whole,
        |it| Cell::of((!it.state.points.is_of_nothing()).then_some(it.state.points.n)),
        "The most points it can have.",
    ),
];

pub(super) fn evidence_columns() -> Vec<Column> {
    columns(COLUMNS)
}

/// A row for each item of `of`; none where it was not under way.
pub(super) fn rows<'e>(of: &'e OfPeriod<'e>) -> impl Iterator<Item = Row> + use<'e> {
    let items = of.evaluation.items.iter().enumerate().filter(|_| of.evaluation.is_active);
    items.map(move |(item, state)| {
        let of_item = OfItem { of, item, state };
        let cells = COLUMNS.iter().map(|made| (made.cell)(&of_item));
        (Table::Evidence, cells.collect())
    })
}
