//! The tables of items: how often each is missing, and what each pair's evidence for it is.

use super::pairs;
use super::tables::{Of, share, shares, words};
use crate::count::Statistic;
use crate::domain::district::{Fact, Numbers, Rows};
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::model::{ItemRow, RatingOn, RelationshipItem};

/// How often each item is missing, the one most often missing first.
pub(super) fn missing(of: &Of) -> Option<Grid> {
    let total = &of.profile.total;
    let is_one = total.members.relationships == 1;
    if is_one || !of.has(Numbers::InPlace) || !of.viewed.policy.has_rows(Rows::Item) {
        return None;
    }
    let columns =
        vec![words("item", "Item"), shares(Statistic::Missing.name(), "missing, in pairs")];
    let row = |item: &ItemRow| vec![Datum::Words(item.label.to_string()), share(item.missing)];
    let shown = of.shown_parts();
    let is_shown = |item: &&ItemRow| shown.as_ref().is_none_or(|shown| shown.has_item(&item.id));
    let rows = total.items.iter().filter(is_shown).map(row).collect();
    Some(Grid { title: "Most often missing".to_owned(), columns, apart: 0, rows })
}

/// Each item of each pair: whether it is in place and, where the policy tells it, what each source says.
pub(super) fn evidence(of: &Of) -> Option<Grid> {
    let policy = of.viewed.policy;
    if !(of.has(Numbers::InPlace) && policy.has_rows(Rows::Item) && policy.has_rows(Rows::Pair)) {
        return None;
    }
    let sources = policy.has_fact(Fact::Evidence);
    let has_observer = of.has(Numbers::Observed);
    let mut columns = pairs::who(of);
    let apart = columns.len();
    columns.extend([words("item", "Item"), words("in-place", "in place")]);
    if sources {
        // What is documented and not in place, an observer saw otherwise.
        let documented =
            || Column { id: "documented", title: "documented".to_owned(), holds: Holds::Days };
        columns.extend(has_observer.then(|| words("observed", "observed")));
        columns.extend(has_observer.then(documented));
        columns
            .extend([words("coach-says", "coach says"), words("educator-says", "educator says")]);
    }
    let cells = |item: &RelationshipItem| {
        let in_place = match item.in_place {
            None => "n/a",
            Some(true) => "yes",
            Some(false) => "no",
        };
        let mut cells =
            vec![Datum::Words(item.label.to_string()), Datum::Words(in_place.to_owned())];
        if sources {
            cells.extend(has_observer.then(|| rating(item.observed.as_ref())));
            let documented = || item.documented.map_or(Datum::Nothing, Datum::Day);
            cells.extend(has_observer.then(documented));
            cells.extend([rating(item.by_coach.as_ref()), rating(item.by_educator.as_ref())]);
        }
        cells
    };
    let mut rows = Vec::new();
    for (at, group) in of.profile.groups.iter().enumerate() {
        let items = group.relationship.iter().flat_map(|pair| &pair.items);
        rows.extend(items.map(|item| {
            let mut row = pairs::identity(of, at, group);
            row.extend(cells(item));
            row
        }));
    }
    Some(Grid { title: "Evidence for each item".to_owned(), columns, apart, rows })
}

/// A rating and its day.
fn rating(rating: Option<&RatingOn>) -> Datum {
    rating.map_or(Datum::Nothing, |rating| Datum::Words(format!("{} {}", rating.rating, rating.on)))
}
