//! Records as rows: one for each, with a column for every key that holds one thing (`leaf`); lists have tables of
//! their own (`list`). Trees come in, so that what people wrote is there; typed records, for what follows from it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::cell::{Cell, Column, Holds, Made, made};
use super::leaf::{Leaf, leaf_cells, leaf_columns, leaves};
use crate::count::{Dated, Moment, due_day};
use crate::domain::record::{Home, Kind, Record, Relationship, folder_named, rater_of};
use crate::syntax::tree::Node;

/// A record and whose it is.
pub(super) struct OfRecord<'r> {
    /// The district's name.
    pub district: &'r str,
    /// The folder: `records/<school>/<pair>`, or that of a coach.
    pub folder: &'r str,
    /// The file's name.
    pub file: &'r str,
    /// The relationship, where it is one's.
    pub relationship: Option<&'r Relationship>,
    /// The id of the coach.
    pub coach: &'r str,
    pub record: &'r Record,
    /// What the file says.
    pub root: &'r Node<'r>,
    pub moment: &'r Moment<'r>,
    /// Whether another checklist replaces it.
    pub is_replaced: bool,
}

impl OfRecord<'_> {
    fn day(&self) -> NaiveDate {
        self.record.date().value
    }

    fn path(&self) -> String {
        format!("{}/{}", self.folder, self.file)
    }

    fn counts(&self) -> bool {
        let as_of = self.moment.as_of;
        match self.relationship {
            Some(pair) => {
                let dated = Dated { file: self.file, record: self.record };
                dated.counts(pair, as_of) && !self.is_replaced
            }
            None => self.day() <= as_of.day,
        }
    }
}

/// A column that is made of a record.
pub(super) type MadeOfRecord = Made<for<'a, 'r> fn(&'a OfRecord<'r>) -> Cell>;

const COUNTS: &str = "Whether numbers count it: it is dated by the as-of day and within the relationship's \
                      own dates, and it is no checklist that a later one of the same rater replaces. A \
                      period that ends before the later one still counts the older one.";

/// What every row about a relationship begins with.
const WHOSE: &[MadeOfRecord] = &[
    made("district", Holds::Text, |of| of.district.into(), "The district's name in coach.toml."),
    made("relationship", Holds::Text, |of| of.folder.into(), "The relationship's folder."),
    made(
        "school",
        Holds::Text,
        |of| Cell::of(of.relationship.map(|pair| pair.school.value.as_str())),
        "Id of the school.",
    ),
    made("coach", Holds::Text, |of| of.coach.into(), "Id of the educator-coach."),
    made(
        "educator",
        Holds::Text,
        |of| Cell::of(of.relationship.map(|pair| pair.educator.value.as_str())),
        "Id of the coached educator or team.",
    ),
];

/// What every row about a record of a relationship has next.
const WHICH: &[MadeOfRecord] = &[
    made("record", Holds::Text, |of| of.path().into(), "The record's file."),
    made("date", Holds::Day, |of| of.day().into(), "The day that dates the record."),
    made("counts", Holds::Truth, |of| of.counts().into(), COUNTS),
];

/// What a row about a coach's own time begins with.
const OWN_TIME: &[MadeOfRecord] = &[
    made("district", Holds::Text, |of| of.district.into(), "The district's name in coach.toml."),
    made("coach", Holds::Text, |of| of.coach.into(), "Id of the educator-coach."),
    made("record", Holds::Text, |of| of.path().into(), "The record's file."),
    made("date", Holds::Day, |of| of.day().into(), "The day of the time."),
    made("counts", Holds::Truth, |of| of.counts().into(), "Whether it is dated by the as-of day."),
];

/// What a row about a relationship has beside its keys.
const OF_PAIR: &[MadeOfRecord] = &[
    made(
        "is_team",
        Holds::Truth,
        |of| Cell::of(of.relationship.map(Relationship::is_team)),
        "Whether a team is coached; it counts as no educator.",
    ),
    made(
        "all_groups",
        Holds::Text,
        |of| {
            let groups = of.relationship.map(|pair| pair.groups.join(" "));
            Cell::of(groups.filter(|groups| !groups.is_empty()))
        },
        "Its groups and those of its school, with a space between; empty where it is in none.",
    ),
    made(
        "continues",
        Holds::Text,
        |of| {
            let named = of.relationship.and_then(|pair| pair.continues.as_ref());
            Cell::of(named.map(|named| folder_named(of.folder, &named.value)))
        },
        "The folder of the relationship that it takes over, as in `relationship`.",
    ),
];

const OF_REQUEST: &[MadeOfRecord] = &[made(
    "due",
    Holds::Day,
    |of| {
        let due = of
            .relationship
            .and_then(|pair| due_day(&pair.agreement, of.day(), of.moment.school_days));
        Cell::of(due)
    },
    "The last day on which an answer is in time; empty where no number of days was agreed.",
)];

const OF_CHECKLIST: &[MadeOfRecord] = &[
    made(
        "instrument",
        Holds::Text,
        |of| match (of.record, of.relationship) {
            (Record::Checklist(checklist), Some(pair)) => {
                checklist.profile(pair).id.as_str().into()
            }
            _ => Cell::Empty,
        },
        "Id of the profile whose items are rated.",
    ),
    made(
        "counts_as",
        Holds::Text,
        |of| match (of.record, of.relationship) {
            (Record::Checklist(checklist), Some(pair)) => rater_of(pair, checklist).0.name().into(),
            _ => Cell::Empty,
        },
        "The role in which the rater counts; an observer with the coach's id is the coach.",
    ),
];

/// The columns that come first in a table of records of `kind`, or of something in them.
pub(super) fn first(kind: Kind) -> impl Iterator<Item = &'static MadeOfRecord> {
    let lists: [&'static [MadeOfRecord]; 2] = match (kind, kind.home()) {
        (Kind::Relationship, _) => [WHOSE, &[]],
        (_, Home::Pair) => [WHOSE, WHICH],
        (_, Home::Coach) => [OWN_TIME, &[]],
    };
    lists.into_iter().flatten()
}

/// What follows from a record of `kind` and stands behind its keys.
fn derived(kind: Kind) -> &'static [MadeOfRecord] {
    match kind {
        Kind::Relationship => OF_PAIR,
        Kind::Request => OF_REQUEST,
        Kind::Checklist => OF_CHECKLIST,
        Kind::Session
        | Kind::Contact
        | Kind::Feedback
        | Kind::Review
        | Kind::Missed
        | Kind::Time => &[],
    }
}

/// The keys of `kind` that become columns and are in none of the [first].
fn own_leaves(kind: Kind) -> &'static [Leaf] {
    static ALL: LazyLock<BTreeMap<Kind, Vec<Leaf>>> = LazyLock::new(|| {
        let own = |kind: Kind| {
            let is_new = |leaf: &Leaf| first(kind).all(|made| made.name != leaf.name());
            (kind, leaves(kind.table()).into_iter().filter(is_new).collect())
        };
        Kind::ALL.into_iter().map(own).collect()
    });
    ALL.get(&kind).map_or(&[], Vec::as_slice)
}

/// The columns of the table of records of `kind`.
pub(super) fn columns(kind: Kind, with_prose: bool) -> Vec<Column> {
    let first = first(kind).map(Made::column);
    let keys = leaf_columns(own_leaves(kind), with_prose);
    first.chain(keys).chain(derived(kind).iter().map(Made::column)).collect()
}

/// The row of `of`.
pub(super) fn row(of: &OfRecord, with_prose: bool) -> Vec<Cell> {
    let kind = of.record.kind();
    let mut row = first_cells(kind, of);
    row.extend(leaf_cells(own_leaves(kind), of.root, with_prose));
    row.extend(derived(kind).iter().map(|made| (made.cell)(of)));
    row
}

/// The cells that come first in a row about `of`, or about something in it.
pub(super) fn first_cells(kind: Kind, of: &OfRecord) -> Vec<Cell> {
    first(kind).map(|made| (made.cell)(of)).collect()
}
