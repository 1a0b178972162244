//! What stands in lists of records, as rows of their own: items of sessions, ratings and judgments of checklists,
//! data of reviews, next steps. A record comes in; its rows go out, each with what every row about that record
//! begins with.

use std::sync::LazyLock;

use super::cell::{Cell, Column, Holds, Made};
use super::leaf::{Leaf, leaf_cells, leaf_columns, leaves};
use super::record::{OfRecord, first, first_cells};
use super::table::Table;
use crate::domain::key;
use crate::domain::record::{Checklist, Kind, Record, Relationship, Review, Session};
use crate::syntax::tree::{Node, Value};

/// A row and the table it belongs to.
pub(super) type Row = (Table, Vec<Cell>);

/// The rows of what stands in lists of `of`.
pub(super) fn rows(of: &OfRecord, with_prose: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    match (of.record, of.relationship) {
        (Record::Session(session), Some(pair)) => items(of, pair, session, &mut rows),
        (Record::Checklist(checklist), Some(pair)) => {
            ratings(of, pair, checklist, with_prose, &mut rows);
        }
        (Record::Review(review), Some(_)) => data(of, review, &mut rows),
        (
            Record::Relationship(_)
            | Record::Session(_)
            | Record::Contact(_)
            | Record::Request(_)
            | Record::Feedback(_)
            | Record::Checklist(_)
            | Record::Review(_)
            | Record::Missed(_)
            | Record::Time(_),
            _,
        ) => {}
    }
    steps(of, with_prose, &mut rows);
    rows
}

fn column(name: &str, holds: Holds, about: &str) -> Column {
    Column { name: name.to_owned(), holds, about: about.to_owned() }
}

fn after(kind: Kind, own: impl IntoIterator<Item = Column>) -> Vec<Column> {
    first(kind).map(Made::column).chain(own).collect()
}

fn row(of: &OfRecord, own: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
    first_cells(of.record.kind(), of).into_iter().chain(own).collect()
}

const ITEM: &str = "Id of the item.";
const FUNCTION: &str = "Id of the item's essential function.";
const POSITION: &str = "Its place in the record, from 1.";

pub(super) fn item_columns() -> Vec<Column> {
    after(
        Kind::Session,
        [
            column("position", Holds::Whole, POSITION),
            column("item", Holds::Text, ITEM),
            column("function", Holds::Text, FUNCTION),
        ],
    )
}

fn items(of: &OfRecord, pair: &Relationship, session: &Session, rows: &mut Vec<Row>) {
    let profile = &pair.profile;
    for (item, position) in session.items.iter().zip(1_u32..) {
        let item = &profile.items[item.value];
        let function = &profile.functions[item.function];
        let own = [position.into(), item.id.as_str().into(), function.id.as_str().into()];
        rows.push((Table::SessionItems, row(of, own)));
    }
}

const INSTRUMENT: &str = "Id of the profile whose items are rated.";

pub(super) fn rating_columns(with_prose: bool) -> Vec<Column> {
    let own = [
        column("instrument", Holds::Text, INSTRUMENT),
        column("item", Holds::Text, ITEM),
        column("function", Holds::Text, FUNCTION),
        column("rating", Holds::Text, "A step of the scale, not-applicable or not-observed."),
        column("in_place", Holds::Truth, "Whether the step is in place; empty where it is none."),
        column("points", Holds::Whole, "The step's points, where the instrument counts points."),
        column("has_comment", Holds::Truth, "Whether there is a comment on the item."),
    ];
    let comment = column("comment", Holds::Text, "The comment on the item. Confidential.");
    after(Kind::Checklist, own.into_iter().chain(with_prose.then_some(comment)))
}

pub(super) fn judgment_columns() -> Vec<Column> {
    after(
        Kind::Checklist,
        [
            column("instrument", Holds::Text, INSTRUMENT),
            column("part", Holds::Text, "Id of the function or tier, or `whole`."),
            column("level", Holds::Text, "Id of the level that the rater judged."),
        ],
    )
}

fn ratings(
    of: &OfRecord,
    pair: &Relationship,
    checklist: &Checklist,
    with_prose: bool,
    rows: &mut Vec<Row>,
) {
    let profile = checklist.profile(pair);
    let under = |key: &str, id: &str| of.root.get(key)?.get(id)?.text();
    for (item, rating) in &checklist.ratings {
        let known = &profile.items[item.value];
        let step = rating.value.step();
        let comment = under("comments", &known.id).filter(|text| !text.trim().is_empty());
        let own = [
            profile.id.as_str().into(),
            known.id.as_str().into(),
            profile.functions[known.function].id.as_str().into(),
            Cell::of(under("ratings", &known.id)),
            Cell::of(step.map(|step| step.in_place)),
            Cell::of(step.filter(|_| profile.scale.has_points()).map(|step| step.points)),
            comment.is_some().into(),
        ];
        let comment = with_prose.then(|| Cell::of(comment));
        rows.push((Table::Ratings, row(of, own.into_iter().chain(comment))));
    }
    for judgment in &checklist.judgments {
        let part = profile.parts().nth(judgment.part);
        let own = [
            profile.id.as_str().into(),
            Cell::of(part.map(|part| profile.part_id(part))),
            profile.levels[judgment.level].id.as_str().into(),
        ];
        rows.push((Table::Judgments, row(of, own)));
    }
}

/// The keys of the groups at `path` in records of `kind`.
fn keys_at(kind: Kind, path: &str) -> Vec<Leaf> {
    let table: Option<&'static key::Table> =
        kind.table().find(path).and_then(|key| key.form.table());
    table.map(leaves).unwrap_or_default()
}

static DATA: LazyLock<[Vec<Leaf>; 2]> =
    LazyLock::new(|| ["data", "data.values"].map(|path| keys_at(Kind::Review, path)));

pub(super) fn data_columns() -> Vec<Column> {
    let own = [
        column("position", Holds::Whole, "The row's place in the record, from 1."),
        column("data", Holds::Whole, "The place of the data in the record, from 1."),
    ];
    let keys = DATA.iter().flat_map(|leaves| leaf_columns(leaves, false));
    after(Kind::Review, own.into_iter().chain(keys))
}

fn data(of: &OfRecord, review: &Review, rows: &mut Vec<Row>) {
    let [of_data, of_value] = &*DATA;
    let mut position = 0_u32;
    for ((node, at), _) in elements(of.root, "data").zip(1_u32..).zip(&review.data) {
        let values: Vec<&Node> = elements(node, "values").collect();
        // A checklist has no values and is one row all the same.
        let values =
            if values.is_empty() { vec![None] } else { values.into_iter().map(Some).collect() };
        for value in values {
            position += 1;
            let mut own: Vec<Cell> = vec![position.into(), at.into()];
            own.extend(leaf_cells(of_data, node, false));
            match value {
                Some(value) => own.extend(leaf_cells(of_value, value, false)),
                None => own.extend(leaf_columns(of_value, false).map(|_| Cell::Empty)),
            }
            rows.push((Table::StudentData, row(of, own)));
        }
    }
}

/// The keys of a next step: those of a review's, which has all.
static STEP: LazyLock<Vec<Leaf>> = LazyLock::new(|| keys_at(Kind::Review, "next_steps"));

pub(super) fn step_columns(with_prose: bool) -> Vec<Column> {
    let own = [
        column("kind", Holds::Text, "The kind of the record: session or review."),
        column("position", Holds::Whole, POSITION),
    ];
    let open = "Whether it is neither done nor dropped on the as-of day.";
    let open = column("is_open", Holds::Truth, open);
    let keys = leaf_columns(&STEP, with_prose);
    after(Kind::Review, own.into_iter().chain(keys).chain([open]))
}

fn steps(of: &OfRecord, with_prose: bool, rows: &mut Vec<Row>) {
    let as_of = of.moment.as_of.day;
    let nodes = elements(of.root, "next_steps");
    for ((node, step), position) in nodes.zip(of.record.steps()).zip(1_u32..) {
        let mut own: Vec<Cell> = vec![of.record.kind().name().into(), position.into()];
        own.extend(leaf_cells(&STEP, node, with_prose));
        own.push(step.is_open(as_of).into());
        rows.push((Table::NextSteps, row(of, own)));
    }
}

/// The elements of the list under `key`.
fn elements<'n>(node: &'n Node<'n>, key: &str) -> impl Iterator<Item = &'n Node<'n>> {
    let list = node.get(key).and_then(|node| match &node.value {
        Value::List(all) => Some(all),
        Value::Null | Value::Plain(_) | Value::Quoted(_) | Value::Map(_) | Value::Refused => None,
    });
    list.into_iter().flatten()
}
